"""From a pattern as a user writes it to a regular expression over word codes.

    Expander(alphabet).pattern("{count=number} {people} {were} !arrested")

A word of the pattern is a word of the text, in any case; `{piece}` is a piece of the book; `/\\d+/` is one word that the
regular expression between the slashes matches as a whole. Everything else is as in regular expressions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import regex

from harness.extractors.patterns.words import Alphabet, cut, fold

Needs = tuple[frozenset[str], ...]
BEFORE, AFTER = "BEFORE", "AFTER"
"""Names of the groups that hold what stands before and after `!`; slots are in lower case."""
LONGEST = 300_000
"""Characters that an expanded pattern may have: pieces inside pieces grow fast."""

_REFERENCE = regex.compile(
    r"\{(?:(?P<slot>[a-z][a-z_]*)(?:\.(?P<value>[a-z][a-z_]*))?=)?(?P<piece>[a-z]\w*)(?:-(?P<but>[a-z]\w*))?\}"
)
_SLOT = regex.compile(r"\{(?P<slot>[a-z][a-z_]*)(?:\.(?P<value>[a-z][a-z_]*))?=")
_REPEAT = regex.compile(r"(?:[?*+]|\{\d*,?\d*\})[?+]?")
_OPTIONAL = regex.compile(r"[?*]|\{0?,|\{0\}")
_OPENING = regex.compile(r"\((?P<mark>\?(?:<?[=!]|[:>|]))?")
_SHAPE = regex.compile(r"/(?P<shape>(?:\\.|[^/\\])+)/", regex.DOTALL)
_WORD = regex.compile(r"[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}'’-]*[\p{L}\p{N}\p{M}])?|['’]s\b")
_ENDS = {"^": r"(?<![^\n])", "$": r"(?![^\n])"}


class PatternError(Exception):
    """A pattern or piece that cannot be expanded; the text says why, `piece` which piece is missing, if that is why."""

    def __init__(self, message: str, piece: str | None = None) -> None:
        """Keep the missing piece's name beside the message."""
        super().__init__(message)
        self.piece = piece


@dataclass(frozen=True, slots=True)
class Expanded:
    """A regular expression over word codes.

    `needs` are sets of words of which a sentence must hold one each; a phrase counts as the word `{its_name}`. Of a
    list, `singles` are the single words and `phrases` the expressions of the rest; `shape` is that of a shape.
    """

    source: str
    needs: Needs = ()
    singles: frozenset[str] | None = None
    phrases: tuple[str, ...] = ()
    shape: str | None = None


def group_name(slot: str, value: str | None) -> str:
    """Name of the group that `{slot.value=...}` makes; `split_group` takes it apart again."""
    return f"{slot}__{value}" if value else slot


def split_group(name: str) -> tuple[str, str | None]:
    """The slot that a group fills and the constant it stands for, or None where its words are the filler."""
    slot, _, value = name.partition("__")
    return slot, value or None


def references(text: str) -> Iterator[str]:
    """The names of the pieces that a text refers to."""
    for match in _REFERENCE.finditer(text):
        yield from filter(None, (match["piece"], match["but"]))


def shapes(text: str) -> Iterator[str]:
    """The shapes in a text."""
    return (match["shape"] for match in _SHAPE.finditer(text))


@dataclass(slots=True)
class Expander:
    """Expands what a book says, with the pieces known so far."""

    alphabet: Alphabet
    pieces: dict[str, Expanded] = field(default_factory=dict)

    def word_list(self, entries: Sequence[str]) -> Expanded:
        """One of these words or phrases; `{piece}` among them takes in another list. Raises PatternError."""
        singles, phrases, needs = set[str](), list[str](), set[str]()
        for entry in sorted(entries, key=lambda entry: (-len(entry.split()), entry)):
            if reference := _REFERENCE.fullmatch(entry):
                other = _known(self.pieces, reference["piece"])
                if other.singles is None or reference["slot"] or reference["but"]:
                    raise PatternError(f"{entry} is no word list; a list holds words and other lists")
                singles |= other.singles
                needs |= other.needs[0]
                phrases += other.phrases
            elif words := words_of(entry):
                needs.add(words[0])
                if len(words) == 1:
                    singles.add(words[0])
                else:
                    phrases.append("".join(self.alphabet.words([word]) for word in words))
        if not needs:
            raise PatternError("a word list needs words")
        longest_first = sorted(dict.fromkeys(phrases), key=lambda source: (-len(source), source))
        source = "|".join([*longest_first, *([self.alphabet.words(singles)] if singles else [])])
        return Expanded(
            f"(?:{source})" if phrases else source, (frozenset(needs),), frozenset(singles), tuple(longest_first)
        )

    def piece(self, text: str) -> Expanded:
        """A piece that is a shape or a phrase. Raises PatternError."""
        if shape := _SHAPE.fullmatch(text):
            return Expanded(_shape(self.alphabet, shape["shape"]), shape=shape["shape"])
        return _Walk(text, self).whole(anchored=False)

    def phrase(self, name: str) -> Expanded:
        """A phrase, which counts as one word."""
        return Expanded(self.alphabet.phrase(name), (frozenset({f"{{{name}}}"}),))

    def pattern(self, text: str) -> Expanded:
        """A pattern; what stands before its `!` is looked at backwards, from there. Raises PatternError."""
        return _Walk(text, self).whole(anchored=True)


def words_of(text: str) -> list[str]:
    """The words of a list's entry or of a pattern's literal words, in lower case."""
    return [fold(text[start:end]) for start, end in cut(text)]


def _shape(alphabet: Alphabet, shape: str) -> str:
    if not alphabet.has_shape(shape):
        raise PatternError(f"/{shape}/ is no regular expression")
    return alphabet.shape(shape)


def _known(pieces: Mapping[str, Expanded], name: str) -> Expanded:
    if name not in pieces:
        raise PatternError(f"unknown piece {{{name}}}", name)
    return pieces[name]


class _Walk:
    """One pass over a pattern, from left to right."""

    def __init__(self, text: str, expander: Expander) -> None:
        self.text, self.pieces, self.alphabet = text, expander.pieces, expander.alphabet
        self.at = 0
        self.anchor: int | None = None

    def whole(self, *, anchored: bool) -> Expanded:
        """Read all of the text."""
        branches = self._branches("", top=anchored)
        needs = _either([needs for _, needs in branches])
        if self.anchor is None:
            source = "|".join("".join(parts) for parts, _ in branches)
        elif len(branches) > 1:
            raise PatternError("! in one of several alternatives; put brackets around them, or make them two patterns")
        else:
            parts = branches[0][0]
            before, after = "".join(parts[: self.anchor]), "".join(parts[self.anchor :])
            source = f"(?=(?P<{AFTER}>{after}))(?<=(?P<{BEFORE}>{before}))"
        if len(source) > LONGEST:
            raise PatternError(f"the pattern grows to {len(source)} characters; {LONGEST} are allowed")
        return Expanded(source, needs)

    def _branches(self, until: str, *, top: bool = False) -> list[tuple[list[str], Needs]]:
        """Read alternatives up to the closing bracket `until`, or to the end where that is ""."""
        opened, branches = self.at, list[tuple[list[str], Needs]]()
        parts, needs = list[str](), list[frozenset[str]]()
        while self.at < len(self.text) and self.text[self.at] not in ")}":
            char = self.text[self.at]
            if char.isspace():
                self.at += 1
            elif char == "|":
                self.at += 1
                branches.append((parts, tuple(needs)))
                parts, needs = [], []
            elif char == "!":
                if not top or self.anchor is not None:
                    raise PatternError(f"! at character {self.at + 1}: a pattern has one at most, outside all brackets")
                self.at += 1
                self.anchor = len(parts)
            else:
                sources, found = self._part(len(parts) if top else None)
                parts += sources
                needs += found
        closing = self.text[self.at : self.at + 1]
        if closing != until:
            wrong = f"{closing} closes nothing" if closing else f"{until} is missing for what opens"
            raise PatternError(f"{wrong} at character {(self.at if closing else opened) + 1}")
        self.at += len(until)
        return [*branches, (parts, tuple(needs))]

    def _part(self, index: int | None) -> tuple[list[str], Needs]:
        """Read one thing and how often it may stand; it is part `index` of a pattern, if ! may stand in it."""
        if index is not None and not _REFERENCE.match(self.text, self.at) and _SLOT.match(self.text, self.at):
            return self._split_slot(index)
        return self._repeated(*self._atom())

    def _split_slot(self, index: int) -> tuple[list[str], Needs]:
        """Read a slot in which ! may stand: it is then two groups of one name, what is before ! and what is behind."""
        slot, before = _SLOT.match(self.text, self.at), self.anchor
        if slot is None:
            raise PatternError("no slot")
        self.at = slot.end()
        branches = self._branches("}", top=True)
        needs = _either([needs for _, needs in branches])
        if self.anchor == before:
            return self._repeated(f"({_naming(slot)}{_joined(branches)})", needs)
        if len(branches) > 1 or _REPEAT.match(self.text, self.at):
            raise PatternError(f"! in the slot {slot['slot']}, which is repeated or has alternatives")
        parts, inner = branches[0][0], self.anchor or 0
        self.anchor = index + 1
        return [f"({_naming(slot)}{''.join(parts[:inner])})", f"({_naming(slot)}{''.join(parts[inner:])})"], needs

    def _repeated(self, source: str, needs: Needs) -> tuple[list[str], Needs]:
        if repeat := _REPEAT.match(self.text, self.at):
            self.at = repeat.end()
            return [f"(?:{source}){repeat[0]}"], () if _OPTIONAL.match(repeat[0]) else needs
        return [source], needs

    def _atom(self) -> tuple[str, Needs]:
        char = self.text[self.at]
        if char == "(":
            return self._group()
        if char == "{":
            return self._braces()
        if shape := _SHAPE.match(self.text, self.at):
            self.at = shape.end()
            return _shape(self.alphabet, shape["shape"]), ()
        if word := _WORD.match(self.text, self.at):
            self.at = word.end()
            words = words_of(word[0])
            return "".join(self.alphabet.words([word]) for word in words), (frozenset(words[:1]),)
        self.at += 1
        if char in _ENDS:
            return _ENDS[char], ()
        if char == ".":
            return self.alphabet.any, ()
        if char == "\\" and self.at < len(self.text):
            char = self.text[self.at]
            self.at += 1
        elif char in "?*+[]":
            raise PatternError(f"{char} at character {self.at} stands for nothing; write \\{char} for the mark itself")
        return self.alphabet.words([char]), (frozenset(char),)

    def _braces(self) -> tuple[str, Needs]:
        """Read a piece or a slot."""
        if reference := _REFERENCE.match(self.text, self.at):
            self.at = reference.end()
            piece = _known(self.pieces, reference["piece"])
            source = self._without(piece, reference["but"]) if reference["but"] else piece.source
            return f"({_naming(reference)}{source})", piece.needs
        if slot := _SLOT.match(self.text, self.at):
            self.at = slot.end()
            branches = self._branches("}")
            return f"({_naming(slot)}{_joined(branches)})", _either([needs for _, needs in branches])
        raise PatternError(f"{{ at character {self.at + 1} opens neither a piece nor a slot nor a repeat")

    def _without(self, piece: Expanded, but: str) -> str:
        words = _known(self.pieces, but)
        if piece.shape is None or not words.singles or words.phrases:
            raise PatternError(f"-{but}: only a list, of single words, can be taken away, and only from a /shape/")
        return self.alphabet.shape(piece.shape, words.singles)

    def _group(self) -> tuple[str, Needs]:
        opening = _OPENING.match(self.text, self.at)
        mark = (opening and opening["mark"]) or "?:"
        self.at = opening.end() if opening else self.at + 1
        branches = self._branches(")")
        needs = () if mark.endswith(("=", "!")) else _either([needs for _, needs in branches])
        return f"({mark}{_joined(branches)})", needs


def _naming(match: "regex.Match[str]") -> str:
    return f"?P<{group_name(match['slot'], match['value'])}>" if match["slot"] else "?:"


def _joined(branches: Sequence[tuple[list[str], Needs]]) -> str:
    return "|".join("".join(parts) for parts, _ in branches)


def _either(branches: Sequence[Needs]) -> Needs:
    """What all branches together need: with several, one word of any branch's most telling set."""
    if len(branches) == 1:
        return branches[0]
    if all(branches):
        return (frozenset[str]().union(*(min(needs, key=len) for needs in branches)),)
    return ()
