"""The language of patterns, read from left to right and written as a regular expression over word codes.

A word of a pattern is a word of the text, in any case; `{piece}` is a piece of the book, `{slot=...}` a named group;
`/[0-9]+/` is one word that the regular expression between the slashes matches as a whole; `!` says where to begin.
Everything else is as in regular expressions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce

import regex

from harness.extractors.patterns.edges import ANYTHING, BOUNDARY, EMPTY, Edge, Kind, one_word
from harness.extractors.patterns.effort import NONE, ONE_WORD, Effort, in_turn
from harness.extractors.patterns.words import Alphabet, cut, fold

Needs = tuple[frozenset[str], ...]
HERE = "\0"
"""Stands in an expanded source where `!` stood."""

_NAME = "[a-z][a-z_]*"
REFERENCE = regex.compile(
    rf"\{{(?:(?P<slot>{_NAME})(?:\.(?P<value>{_NAME}))?=)?(?P<piece>[a-z][a-z0-9_]*)(?:-(?P<but>[a-z][a-z0-9_]*))?\}}"
)
_SLOT = regex.compile(rf"\{{(?P<slot>{_NAME})(?:\.(?P<value>{_NAME}))?=")
_REPEAT = regex.compile(r"(?:[?*+]|\{\d*,?\d*\})[?+]?")
_TIMES = regex.compile(r"\{(?P<least>\d*)(?P<comma>,?)(?P<most>\d*)\}")
_OPENING = regex.compile(r"\((?P<mark>\?(?:<?[=!]|[:>|]))?")
SHAPE = regex.compile(r"/(?P<shape>(?:\\.|[^/\\])+)/", regex.DOTALL)
_WORD = regex.compile(r"[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}'’-]*[\p{L}\p{N}\p{M}])?|['’]s\b")
_ENDS = {"^": r"(?<![^\n])", "$": r"(?![^\n])"}


class PatternError(Exception):
    """A pattern that cannot be read; the text says why, and `piece` which piece is missing, if that is why."""

    def __init__(self, message: str, piece: str | None = None) -> None:
        """Keep the missing piece's name beside the message."""
        super().__init__(message)
        self.piece = piece


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a pattern in code.

    `needs` are sets of words of which a sentence must hold one each for it to match; `first` and `last` are its edges,
    `ahead` that of what must follow it, and `here` those at `!`, before it and after it, if it holds one. A phrase
    counts as the word `{its_name}`. Of a list, `entries` are its words and phrases; `shape` is that of a shape.
    `effort` is the most work that it can be, `halves` that before and after a `!` in it.
    """

    source: str
    needs: Needs = ()
    first: Edge = EMPTY
    last: Edge = EMPTY
    ahead: Edge = EMPTY
    here: tuple[Edge, Edge] | None = None
    entries: tuple[tuple[str, ...], ...] = ()
    shape: str | None = None
    effort: Effort = NONE
    halves: tuple[Effort, Effort] | None = None


def split_group(name: str) -> tuple[str, str | None]:
    """The slot that the group of `{slot.value=...}` fills, and the constant it stands for or None: `slot__value`."""
    slot, _, value = name.partition("__")
    return slot, value or None


def references(text: str) -> Iterator[str]:
    """The names of the pieces that a text refers to."""
    for match in REFERENCE.finditer(text):
        yield from filter(None, (match["piece"], match["but"]))


def shapes(text: str) -> Iterator[str]:
    """The shapes in a text."""
    return (match["shape"] for match in SHAPE.finditer(text))


def words_of(text: str) -> list[str]:
    """The words of a literal stretch, in lower case."""
    return [fold(word.rstrip()) for word in cut(text)]


def known(pieces: Mapping[str, Part], name: str) -> Part:
    """The piece of this name. Raises PatternError."""
    if name not in pieces:
        raise PatternError(f"unknown piece {{{name}}}", name)
    return pieces[name]


class Walk:
    """One pass over a pattern."""

    def __init__(self, text: str, pieces: Mapping[str, Part], alphabet: Alphabet) -> None:
        """Begin at the beginning."""
        self.text, self.pieces, self.alphabet = text, pieces, alphabet
        self.at = 0
        self.open: list[str | None] = []

    def whole(self) -> Part:
        """All of the text. Raises PatternError."""
        return self._alternatives("")

    def _alternatives(self, until: str) -> Part:
        """Read up to the closing bracket `until`, or to the end where that is ""."""
        opened, branches, parts = self.at, list[Part](), list[Part]()
        while self.at < len(self.text) and self.text[self.at] not in ")}":
            char = self.text[self.at]
            if char.isspace():
                self.at += 1
            elif char == "|":
                self.at += 1
                branches.append(_sequence(parts))
                parts = []
            elif char == "!":
                parts.append(self._here())
            else:
                parts.append(self._part())
        closing = self.text[self.at : self.at + 1]
        if closing != until:
            wrong = f"{closing} closes nothing" if closing else f"{until} is missing for what opens"
            raise PatternError(
                f"{wrong} {'at' if closing else 'before'} character {(self.at if closing else opened) + 1}"
            )
        self.at += len(until)
        return _either([*branches, _sequence(parts)])

    def _here(self) -> Part:
        """Read `!`. The slots that are open there are closed before it, and opened again behind it."""
        self.at += 1
        slots = [slot for slot in self.open if slot is not None]
        if len(slots) < len(self.open):
            raise PatternError(f"! at character {self.at} stands in brackets; it can only stand outside, or in a slot")
        return Part(
            ")" * len(slots) + HERE + "".join(f"({slot}" for slot in slots), here=(EMPTY, EMPTY), halves=(NONE, NONE)
        )

    def _part(self) -> Part:
        """Read one thing, and how often it may stand."""
        part = self._atom()
        repeat = _REPEAT.match(self.text, self.at)
        if repeat is None:
            return part
        if HERE in part.source:
            raise PatternError(f"! stands in something that is repeated, at character {self.at + 1}")
        self.at = repeat.end()
        least, most = _times(repeat[0])
        needs = part.needs if least else ()
        first, last = part.first.repeated(least, most), part.last.repeated(least, most)
        effort = part.effort.repeated(least, most)
        return Part(f"(?:{part.source}){repeat[0]}", needs, first, last, effort=effort)

    def _atom(self) -> Part:
        char = self.text[self.at]
        if char == "(":
            return self._group()
        if char == "{":
            return self._braces()
        if shape := SHAPE.match(self.text, self.at):
            self.at = shape.end()
            return shape_part(self.alphabet, shape["shape"])
        if word := _WORD.match(self.text, self.at):
            self.at = word.end()
            return _sequence([self._word(word) for word in words_of(word[0])])
        self.at += 1
        if char == "^":
            return Part(_ENDS[char], last=one_word(BOUNDARY))
        if char == "$":
            return Part(_ENDS[char], first=one_word(BOUNDARY))
        if char == ".":
            return one_of(self.alphabet.any, ANYTHING)
        if char == "\\" and self.at < len(self.text):
            char = self.text[self.at]
            self.at += 1
        elif char in "?*+[]":
            raise PatternError(f"{char} at character {self.at} stands for nothing; write \\{char} for the mark itself")
        return self._word(char)

    def _word(self, word: str) -> Part:
        return one_of(self.alphabet.words([word]), Kind(frozenset({word})))

    def _braces(self) -> Part:
        """Read a piece or a slot."""
        if reference := REFERENCE.match(self.text, self.at):
            self.at = reference.end()
            piece = known(self.pieces, reference["piece"])
            piece = self._without(piece, reference["but"]) if reference["but"] else piece
            return replace(piece, source=f"({_naming(reference)}{piece.source})", entries=(), shape=None)
        if slot := _SLOT.match(self.text, self.at):
            self.at = slot.end()
            return self._enclosed(_naming(slot), _naming(slot), "}")
        raise PatternError(f"{{ at character {self.at + 1} opens neither a piece nor a slot nor a repeat")

    def _group(self) -> Part:
        opening = _OPENING.match(self.text, self.at)
        mark = (opening and opening["mark"]) or "?:"
        self.at = opening.end() if opening else self.at + 1
        inner = self._enclosed(mark, None, ")")
        if mark.endswith("="):
            ahead = EMPTY if "<" in mark else inner.first
            return Part(inner.source, inner.needs, ahead=ahead, effort=inner.effort.looked_at())
        return Part(inner.source, effort=inner.effort.looked_at()) if mark.endswith("!") else inner

    def _enclosed(self, mark: str, slot: str | None, until: str) -> Part:
        self.open.append(slot)
        inner = self._alternatives(until)
        self.open.pop()
        return replace(inner, source=f"({mark}{inner.source})")

    def _without(self, piece: Part, but: str) -> Part:
        entries = known(self.pieces, but).entries
        if piece.shape is None or not entries or any(len(words) > 1 for words in entries):
            raise PatternError(f"-{but}: only a list, of single words, can be taken away, and only from a /shape/")
        return shape_part(self.alphabet, piece.shape, frozenset(word for (word,) in entries))


def shape_part(alphabet: Alphabet, shape: str, but: frozenset[str] = frozenset()) -> Part:
    """A word of a shape that is none of the words `but`. Raises PatternError where it is no regular expression."""
    if not alphabet.has_shape(shape):
        raise PatternError(f"/{shape}/ is no regular expression")
    return one_of(alphabet.shape(shape, but), Kind(shapes=frozenset({(shape, but)})))


def one_of(source: str, kind: Kind) -> Part:
    """A part that is one word, of a kind."""
    needs = (kind.words,) if kind.words and not kind.shapes and not kind.anything else ()
    return Part(source, needs, one_word(kind), one_word(kind), effort=ONE_WORD)


def _naming(match: "regex.Match[str]") -> str:
    if not match["slot"]:
        return "?:"
    return f"?P<{match['slot']}__{match['value']}>" if match["value"] else f"?P<{match['slot']}>"


def _times(repeat: str) -> tuple[int, int | None]:
    """How often `?`, `*`, `+` or `{2,3}` lets something stand: at least and, unless there is no limit, at most.

    Raises PatternError where it cannot be.
    """
    try:
        regex.compile(f"(?:x){repeat}")
    except (regex.error, OverflowError) as error:
        raise PatternError(f"no regular expression: {error}".partition(" at position")[0]) from error
    times = _TIMES.match(repeat)
    if not times:
        return {"?": (0, 1), "*": (0, None), "+": (1, None)}[repeat[0]]
    least = int(times["least"] or 0)
    return least, int(times["most"]) if times["most"] else None if times["comma"] else least


def _sequence(parts: Sequence[Part]) -> Part:
    needs = tuple(need for part in parts for need in part.needs)
    ahead, here, halves = parts[-1].ahead if parts else EMPTY, None, None
    efforts = [part.effort for part in parts]
    for index, part in enumerate(parts):
        if part.here:
            before, after = part.here
            here = (before.then(_last(parts[:index])), after.then(_first(parts[index + 1 :])))
        if part.halves:
            one, other = part.halves
            halves = (one.then(in_turn(efforts[:index])), other.then(in_turn(efforts[index + 1 :])))
    source = "".join(part.source for part in parts)
    return Part(source, needs, _first(parts), _last(parts), ahead, here, effort=in_turn(efforts), halves=halves)


def _first(parts: Sequence[Part]) -> Edge:
    return reduce(Edge.then, (part.first for part in parts), EMPTY)


def _last(parts: Sequence[Part]) -> Edge:
    return reduce(Edge.then, (part.last for part in reversed(parts)), EMPTY)


def _either(branches: Sequence[Part]) -> Part:
    """Alternatives: they need one word of any one's most telling set, and begin and end as any of them."""
    if len(branches) == 1:
        return branches[0]
    if any(HERE in branch.source for branch in branches):
        raise PatternError("! stands in one of several alternatives; make them two patterns")
    needs: Needs = ()
    if all(branch.needs for branch in branches):
        needs = (frozenset[str]().union(*(min(branch.needs, key=len) for branch in branches)),)
    first = reduce(Edge.__or__, (branch.first for branch in branches))
    last = reduce(Edge.__or__, (branch.last for branch in branches))
    ahead = reduce(Edge.__or__, (branch.ahead for branch in branches))
    effort = reduce(Effort.__or__, (branch.effort for branch in branches))
    return Part("|".join(branch.source for branch in branches), needs, first, last, ahead, effort=effort)
