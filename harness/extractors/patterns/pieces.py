"""The pieces and phrases of a pattern book: read, expanded, and ready to be put into patterns."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any, TypeVar

import regex
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from harness.extractors.patterns.edges import EMPTY, Edge
from harness.extractors.patterns.expansion import Expanded, Expander
from harness.extractors.patterns.expression import Expression
from harness.extractors.patterns.folding import Folding
from harness.extractors.patterns.parts import Needs, Part, PatternError, PatternErrors, Stray
from harness.extractors.patterns.repeats import LARGEST, size_in, told_size
from harness.extractors.patterns.syntax import references, shapes, words_of
from harness.extractors.patterns.tree import Tree
from harness.extractors.patterns.words import Alphabet
from harness.gold.problems import listed, most_alike

Made = TypeVar("Made")
_ALIKE = 0.75
"""Names this much alike, of 1, are surely the same, misspelt."""
_NESTED = 20
"""Pieces inside pieces that are counted, to see which are used most."""
_MOST_WORDS = 300_000
"""Words that the lists of a book may have, each with those of the lists that it takes in."""
_TOLD = 5
"""Names that a message lists."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What counts as one word once it is found; `needs`, `before` and `after` as for a pattern."""

    name: str
    expression: Expression
    needs: Needs
    before: Edge
    after: Edge

    @property
    def label(self) -> str:
        """What a user calls it."""
        return f"phrase {self.name}"


class Pieces:
    """Everything that patterns can refer to by name; what is wrong with it goes to the problems of `tree`.

    `phrases` are in the book's order, `openings` the phrases of all lists. `texts` are the places of all
    other patterns, for the shapes in them.
    """

    def __init__(
        self, tree: Tree, pieces: CommentedMap, phrases: CommentedMap, texts: Iterable[tuple[CommentedMap, str]]
    ) -> None:
        """Read them all, each after those that it refers to."""
        self._tree = tree
        self._pieces = pieces
        self._broken: set[str] = set()
        self._told_already: set[tuple[int, str]] = set()
        made: dict[str, Phrase] = {}
        for name in phrases.keys() & pieces.keys():
            tree.wrong(phrases, name, f"{name} is a piece and a phrase; give one of them another name")
        places = [(pieces, name) for name in pieces] + [(phrases, name) for name in phrases if name not in pieces]
        often = self._uses([*(node.get(key) for node, key in texts), *phrases.values()])
        found = dict.fromkeys(self._shapes(sorted([*places, *texts], key=lambda place: -often[place[1]])))
        lists = self._lists()
        self.alphabet = Alphabet(found, [lists[name] for name, _ in often.most_common() if name in lists])
        self._expander = Expander(self.alphabet)
        self.openings = self._expander.openings
        under = self._under(phrases)
        self._read_all([(node, name) for node, name in places if node is phrases or name in under], made)
        self.phrases = tuple(made[name] for name in phrases if name in made)
        self._expander.folding = Folding(self.alphabet, self.phrases)
        self._read_all([(node, name) for node, name in places if node is not phrases and name not in under], made)

    def _under(self, phrases: CommentedMap) -> set[str]:
        """The names of the pieces that phrases are made of."""
        under, wave = set[str](), {name for text in phrases.values() for name in _refers(text)}
        while wave:
            under |= wave
            wave = {name for piece in wave for name in _refers(self._pieces.get(piece, ""))} - under
        return under

    def _read_all(self, places: list[tuple[CommentedMap, str]], made: dict[str, Phrase]) -> None:
        """Read pieces and phrases, each after those that it refers to."""
        nodes = {name: node for node, name in places}
        for name in _inner_first({name: _refers(node[name]) for name, node in nodes.items()}):
            node = nodes.pop(name)
            if name not in self._broken and (part := self._read(node, name, made)):
                self._expander.pieces[name] = part
            else:
                self._broken.add(name)
        others = listed(sorted(map(str, nodes)), _TOLD)
        for name, node in nodes.items():
            self._broken.add(name)
            self._tree.wrong(node, name, f"{name} refers to itself, by way of {others}")

    def pattern(self, node: CommentedMap, key: str) -> Expanded | None:
        """The pattern at a place in code; None where it is wrong, told unless only a broken piece is to blame."""
        return self._told(node, key, self._expander.pattern)

    def _told(self, node: CommentedMap, key: str, expand: Callable[[Any], Made]) -> Made | None:
        """What `expand` makes of what stands at a place, or None, told."""
        if _refers(node[key]) & self._broken or (id(node), key) in self._told_already:
            return None
        try:
            return expand(node[key])
        except PatternErrors as errors:
            for error in errors.errors:
                self._wrong(node, key, error)
        except PatternError as error:
            self._wrong(node, key, error)
        except RecursionError:
            self._tree.wrong(node, key, "the pattern is nested too deeply", 0)
        return None

    def _wrong(self, node: CommentedMap, key: str, error: PatternError) -> None:
        """Tell what is wrong with what stands at a place, and what to do about a piece that is missing."""
        hint = f"; {self._instead(error.piece, error.slot)}" if error.piece else ""
        if isinstance(entries := node[key], CommentedSeq):
            self._tree.wrong(entries, error.at, f"{error}{hint}")
        else:
            self._tree.wrong(node, key, f"{error}{hint}", error.at or 0)

    def _instead(self, piece: str, slot: str | None) -> str:
        """What may have been meant by a piece that is missing: another one, or the word."""
        near, close = (most_alike(piece, self._expander.pieces, least) for least in (_ALIKE, 0.6))
        if near:
            return f"did you mean {{{near}}}?"
        if taker := self._expander.folding and self._expander.folding.takes(Stray(0, piece, frozenset({piece}))):
            return f"as a word it is a part of {{{taker}}}: write {{{f'{slot}=' if slot else ''}{taker}}}"
        word = f"{{{slot}=({piece})}} for the word itself" if slot else f"{piece} for the word"
        if close:
            return f"did you mean {{{close}}}, or {word}?"
        return f"define it under `pieces`, or write {word}"

    def _read(self, node: CommentedMap, name: str, phrases: dict[str, Phrase]) -> Part | None:
        """One piece or phrase, or None where it is wrong."""
        piece = node[name]
        if not regex.fullmatch("[a-z][a-z0-9_]*", str(name)):
            self._tree.wrong(node, name, f"{name!r} names no piece: lower-case letters, digits and _ only")
            return None
        if isinstance(piece, CommentedSeq) and node is self._pieces:
            words = self._tree.words(node, name)
            return self._told(node, name, self._expander.word_list) if len(words) == len(piece) else None
        if not isinstance(piece, str):
            kinds = "a string (a pattern or /shape/) or a list (of words)" if node is self._pieces else "a string"
            self._tree.wrong(node, name, f"{name} must be {kinds}")
            return None
        part = self._told(node, name, self._expander.piece)
        if part is None or node is self._pieces:
            return part
        expression = Expression(part.node, self.alphabet.width)
        phrases[name] = Phrase(name, expression, part.needs, EMPTY, part.first.then(part.ahead))
        return self._expander.phrase(name)

    def _uses(self, texts: Iterable[object]) -> Counter[str]:
        """How often each piece is put into these texts, by itself or in other pieces."""
        inside = {name: references(piece) for name, piece in self._pieces.items() if isinstance(piece, str)}
        held = {name: Counter(inner) for name, inner in inside.items()}
        often, wave = (
            Counter[str](),
            Counter(name for text in texts if isinstance(text, str) for name in references(text)),
        )
        for _ in range(_NESTED):
            often, last, wave = often + wave, wave, Counter()
            for name, times in last.items():
                for inner, so_often in held.get(name, Counter()).items():
                    wave[inner] += times * so_often
        return often

    def _lists(self) -> dict[str, set[str]]:
        """All words of each list and of the lists in it; of none where these are too many, which is told."""
        pieces = {name: piece for name, piece in self._pieces.items() if isinstance(piece, list)}
        refers = {name: _refers(piece) for name, piece in pieces.items()}
        lists, many = dict[str, set[str]](), 0
        for name in _inner_first(refers):
            own = (str(entry) for entry in pieces[name])
            words = {word for entry in own if not any(references(entry)) for word in words_of(entry)}
            lists[name] = words.union(*(lists[inner] for inner in refers[name] if inner in lists))
            many += len(lists[name])
            if many > _MOST_WORDS:
                so_many = f"with {name} the lists, and the lists in them, come to more than {_MOST_WORDS:,} words"
                self._tree.wrong(self._pieces, name, so_many)
                self._broken |= pieces.keys()
                return {}
        return lists

    def _shapes(self, places: Iterable[tuple[CommentedMap, str]]) -> Iterator[str]:
        """The shapes that are regular expressions."""
        for node, key in places:
            for begin, shape in shapes(node[key]) if isinstance(node.get(key), str) else ():
                if compiled_at(self._tree, node, key, shape, begin):
                    yield shape
                else:
                    self._told_already.add((id(node), key))


def compiled_at(
    tree: Tree, node: CommentedMap | CommentedSeq, key: object, source: str, begin: int = 0
) -> "regex.Pattern[str] | None":
    """The regular expression that begins at a character of what stands at a place, or None, told, where it is none."""
    if (size := size_in(source)) > LARGEST:
        tree.wrong(node, key, told_size(size), begin)
        return None
    try:
        return regex.compile(source, cache_pattern=False)
    except regex.error as error:
        message, _, _ = str(error).partition(" at position")
        tree.wrong(node, key, f"no regular expression: {message}", begin + (getattr(error, "pos", None) or 0))
    except (RecursionError, OverflowError, ValueError) as error:  # the last: thousands of digits
        tree.wrong(node, key, f"no regular expression: {error}", begin)
    return None


def _refers(piece: object) -> set[str]:
    entries = piece if isinstance(piece, list) else [piece]
    return {name for entry in entries for name in references(str(entry))}


def _inner_first(refers: Mapping[str, Set[str]]) -> Iterator[str]:
    """The names, each after those that it refers to, otherwise in their order; without those of circles."""
    place = {name: index for index, name in enumerate(refers)}
    order = TopologicalSorter({name: names & refers.keys() for name, names in refers.items()})
    with suppress(CycleError):
        order.prepare()
    while ready := sorted(order.get_ready(), key=place.__getitem__):
        yield from ready
        order.done(*ready)
