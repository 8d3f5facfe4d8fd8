"""The YAML of a pattern book as a tree that knows its places, so that every problem is told with line and column."""

import re
from collections.abc import Iterable, Sequence

from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.reader import ReaderError

from harness.bounded_yaml import bounded_yaml
from harness.errors import Problem
from harness.extractors.patterns.written import Source
from harness.gold.lines import Lines
from harness.gold.problems import closest
from harness.gold.yaml_source import explained

IN_QUOTES = "put the pattern in single quotes: '{count=number} held'"
_BARE = re.compile(r"[^'\"#]*\{[a-z][a-z0-9_.-]*[=}]")
"""A `{piece}` or `{slot=...}` in a line without a quote before it: to YAML, too, braces mean something."""

_MOST = 1_000_000
"""Values that a book may have, what an alias stands for each time anew."""


class Tree:
    """Walks the YAML of one file and collects problems rather than stop at the first.

    A place is a mapping and one of its keys, a list and one of its indices, or either with None: the node itself.
    """

    def __init__(self, file: str) -> None:
        """Begin without problems."""
        self.file = file
        self.problems: list[Problem] = []
        self._told: set[Problem] = set()
        self._source = Source("")

    def load(self, text: str) -> object:
        """The content of the file, or None where it is no YAML."""
        self._source = Source(text)
        try:
            content = bounded_yaml("rt").load(text)
            if _written_out(content, {}) < _MOST:
                return content
            told = f"not YAML for a book: with its aliases written out it comes to more than {_MOST:,} values"
            self.problems.append(Problem(self.file, 1, 1, told))
        except ReaderError as error:
            told = f"not YAML: character U+{error.character:04X} is not allowed"
            self.problems.append(Problem(self.file, *Lines(text).mark(error.position), told))
        except MarkedYAMLError as error:
            lines, mark = Lines(text), error.problem_mark or error.context_mark
            at, message = explained(error, lines)
            if mark and (_BARE.match(text[: mark.index].rpartition("\n")[2]) or "escape" in (error.problem or "")):
                at, message = lines.mark(mark.index), f"not YAML: {error.problem}; {IN_QUOTES}"
            self.problems.append(Problem(self.file, *at, message))
        except (YAMLError, ValueError, RecursionError) as error:
            self.problems.append(Problem(self.file, 1, 1, f"not YAML: {error}"))
        return None

    def mapping(self, parent: CommentedMap, key: object, known: Sequence[str] = (), must: bool = False) -> CommentedMap:
        """The mapping at a key, with none but the `known` keys (any, if there are none); empty where it is absent."""
        node = parent.get(key)
        if isinstance(node, CommentedMap):
            self.check_keys(node, known)
            return node
        if must or node is not None:
            self.wrong(parent, key, f"{key} must be a mapping of names to values")
        return CommentedMap()

    def sequence(self, parent: CommentedMap, key: object, must: bool = False) -> CommentedSeq:
        """The list at a key; empty where it is absent."""
        node = parent.get(key)
        if isinstance(node, CommentedSeq):
            return node
        if must or node is not None:
            self.wrong(parent, key, f"{key} must be a list")
        return CommentedSeq()

    def words(self, parent: CommentedMap, key: object) -> list[str]:
        """The list of words at a key."""
        node = self.sequence(parent, key)
        for index, word in enumerate(node):
            if not isinstance(word, str):
                self.wrong(node, index, f"{key}: {word!r} is no word to YAML; put it in quotation marks")
        return [word for word in node if isinstance(word, str)]

    def mappings(self, parent: CommentedMap, key: str, known: Sequence[str], must: bool = False) -> list[CommentedMap]:
        """The list of mappings at a key, each with none but the `known` keys."""
        node, found = self.sequence(parent, key, must), list[CommentedMap]()
        for index, item in enumerate(node):
            if isinstance(item, CommentedMap):
                self.check_keys(item, known)
                found.append(item)
            else:
                self.wrong(node, index, f"{key}: every entry is a mapping with the keys {', '.join(known)}")
        return found

    def check_keys(self, node: CommentedMap, known: Sequence[str]) -> None:
        """Tell keys that nobody knows."""
        for key in node:
            if known and key not in known:
                self.unknown(node, key, "key", str(key), known)

    def unknown(
        self, node: object, key: object, what: str, name: str, known: Iterable[str], at: int | None = None
    ) -> None:
        """Tell a name that is not among the known ones, and the nearest of them, at a place as in `wrong`."""
        self.wrong(node, key, f"unknown {what} {name}{closest(name, known)}", at)

    def wrong(self, node: object, key: object, message: str, at: int | None = None) -> None:
        """Tell a problem at a place: at its key or, if it holds a string, at the character number `at` of that."""
        line, column = 0, 0
        if isinstance(node, CommentedMap | CommentedSeq):
            line, column = node.lc.line or 0, node.lc.col or 0
            if isinstance(node, CommentedMap) and key in (node.lc.data or {}):
                line, column = node.lc.key(key) if at is None else node.lc.value(key)
            elif isinstance(node, CommentedSeq) and isinstance(key, int):
                line, column = node.lc.item(key)
            if at is not None and isinstance(node[key], str):
                line, column = self._source.place_of(line, column, node[key], at)
        problem = Problem(self.file, line + 1, column + 1, message)
        if problem not in self._told:  # What stands in a piece or behind an alias is met more than once.
            self._told.add(problem)
            self.problems.append(problem)


def _written_out(node: object, known: dict[int, int]) -> int:
    """How many values a node comes to, `_MOST` at most; `known` are those of lists and mappings, by their `id`.

    Aliases of aliases double with each line, and an alias in what it names has no end.
    """
    if not isinstance(node, CommentedMap | CommentedSeq):
        return 1
    if id(node) not in known:
        known[id(node)] = _MOST
        inner = node.values() if isinstance(node, CommentedMap) else node
        known[id(node)] = min(1 + sum(_written_out(one, known) for one in inner), _MOST)
    return known[id(node)]
