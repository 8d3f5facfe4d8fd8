"""YAML as nodes with positions, read so that every mistake can be shown at its line and column.

Scalars stay the strings that were written (`no` is "no"), tags are refused, and nothing is constructed.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from harness.bounded_yaml import bounded_yaml
from harness.errors import Problem

_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp"))
_COLLECTION_TAGS = frozenset(["tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"])


class NodeReader:
    """Reads one YAML file; what is wrong with it is added to `problems`, and reading goes on."""

    def __init__(self, path: Path, text: str, problems: list[Problem]) -> None:
        """`path` names the file in problems."""
        self.file = str(path)
        self.problems = problems
        self.root = self._compose(text)

    def _compose(self, text: str) -> Node | None:
        try:
            root: Node | None = bounded_yaml("safe").compose(text)
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            self.problems.append(Problem(self.file, line, column, f"not valid YAML: {error.problem or error.context}"))
            return None
        except ReaderError as error:
            before = text[: error.position]
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            message = f"not valid YAML: the character U+{error.character:04X} is not allowed"
            self.problems.append(Problem(self.file, line, column, message))
            return None
        except YAMLError as error:
            self.problems.append(Problem(self.file, 1, 1, f"not valid YAML: {error}"))
            return None
        if root is None:
            self.problems.append(Problem(self.file, 1, 1, "the file is empty"))
        elif self._is_tagged(root):
            return None
        return root

    def _is_tagged(self, root: Node) -> bool:
        """Whether lists or mappings have tags, each a problem. Aliases put a node in many places, or in itself."""
        before = len(self.problems)
        waiting, seen = [root], set[int]()
        while waiting:
            node = waiting.pop()
            if not isinstance(node, CollectionNode) or id(node) in seen:
                continue
            seen.add(id(node))
            if str(node.tag) not in _COLLECTION_TAGS:
                self.problem(node, f"YAML tags ({node.tag}) are not allowed: remove it")
            for item in node.value:
                waiting += item if isinstance(item, tuple) else [item]
        return len(self.problems) > before

    def problem(self, node: Node, message: str) -> None:
        """Add a problem at `node`."""
        mark = node.start_mark
        self.problems.append(Problem(self.file, mark.line + 1, mark.column + 1, message))

    def pairs(self, node: Node, what: str) -> Iterator[tuple[str, Node, Node]]:
        """(key, key node, value node) of a mapping; anything else, and keys said twice, become problems."""
        if not isinstance(node, MappingNode):
            self.problem(node, f"{what} must be a mapping of keys to values")
            return
        seen: set[str] = set()
        for key_node, value in node.value:
            key = self.word(key_node, "a key")
            if key is None:
                continue
            if key in seen:
                self.problem(key_node, f"{key!r} stands here twice: remove one of them")
                continue
            seen.add(key)
            yield key, key_node, value

    def word(self, node: Node, what: str) -> str | None:
        """Return the text of a scalar, blanks folded; None (and a problem) for anything else or for nothing."""
        value: Any = node.value
        if not isinstance(node, ScalarNode) or str(node.tag) not in _PLAIN_TAGS:
            self.problem(node, f"{what} must be a plain word or phrase")
            return None
        folded = " ".join(str(value).split())
        if not folded:
            self.problem(node, f"{what} is empty")
            return None
        return folded

    def words(self, node: Node, what: str) -> list[tuple[str, Node]]:
        """Return the scalars of a list, each with its node; what is said twice becomes a problem."""
        if not isinstance(node, SequenceNode):
            self.problem(node, f"{what} must be a list, as in [one, two]")
            return []
        found: list[tuple[str, Node]] = []
        seen: set[str] = set()
        for item in node.value:
            word = self.word(item, f"an item of {what}")
            if word is None:
                continue
            if word in seen:
                self.problem(item, f"{word!r} stands twice in {what}")
                continue
            seen.add(word)
            found.append((word, item))
        return found
