"""The language of patterns, read from left to right and written as a regular expression over word codes.

A word of a pattern is a word of the text, in any case; `{piece}` is a piece of the book, `{slot=...}` a named group;
`/[0-9]+/` is one word that the regular expression between the slashes matches as a whole; `!` says where to begin.
Everything else is as in regular expressions.
"""

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace

import regex

from harness.extractors.patterns.edges import ANYTHING, BOUNDARY, EMPTY, Kind, one_word
from harness.extractors.patterns.folding import Folding
from harness.extractors.patterns.nodes import Atomic, Boundary, Here, Look, Repeat, Slot
from harness.extractors.patterns.parts import Part, PatternError, PatternErrors, Stray, either, in_sequence, one_of
from harness.extractors.patterns.repeats import LARGEST, times, told_size
from harness.extractors.patterns.words import Alphabet, cut, fold

_NAME = "[a-z][a-z_]*"
REFERENCE = regex.compile(
    rf"\{{(?:(?P<slot>{_NAME})(?:\.(?P<value>{_NAME}))?=)?(?P<piece>[a-z][a-z0-9_]*)(?:-(?P<but>[a-z][a-z0-9_]*))?\}}"
)
_SLOT = regex.compile(rf"\{{(?P<slot>{_NAME})(?:\.(?P<value>{_NAME}))?=")
_REPEAT = regex.compile(r"(?:[?*+]|\{\d*,?\d*\})[?+]?")
_TIMES = regex.compile(r"\{(?P<least>\d*)(?P<comma>,?)(?P<most>\d*)\}")
_GLUED = regex.compile(r"\{[a-z]")
_OPENING = regex.compile(r"\((?P<mark>\?(?:<?[=!]|[:>|]))?")
SHAPE = regex.compile(r"/(?P<shape>(?:\\.|[^/\\])+)/", regex.DOTALL)
_WORD = regex.compile(r"[\p{L}\p{N}\p{M}](?:[\p{L}\p{N}\p{M}'’-]*[\p{L}\p{N}\p{M}])?|['’]s\b")


def split_group(name: str) -> tuple[str, str | None]:
    """The slot that the group of `{slot.value=...}` fills, and the constant it stands for or None: `slot__value`."""
    slot, _, value = name.partition("__")
    return slot, value or None


def references(text: str) -> Iterator[str]:
    """The names of the pieces that a text refers to."""
    for match in REFERENCE.finditer(text):
        yield from filter(None, (match["piece"], match["but"]))


def shapes(text: str) -> Iterator[tuple[int, str]]:
    """The shapes in a text, each behind the character at which it begins."""
    return ((match.start("shape"), match["shape"]) for match in SHAPE.finditer(text))


def words_of(text: str) -> list[str]:
    """The words of a literal stretch, in lower case."""
    return [fold(word.rstrip()) for word in cut(text)]


def known(pieces: Mapping[str, Part], name: str) -> Part:
    """The piece of this name. Raises PatternError."""
    if name not in pieces:
        raise PatternError(f"unknown piece {{{name}}}", piece=name)
    return pieces[name]


class Walk:
    """One pass over a pattern; `folding` says which words no pattern can ask for."""

    def __init__(self, text: str, pieces: Mapping[str, Part], alphabet: Alphabet, folding: Folding | None) -> None:
        """Begin at the beginning."""
        self.text, self.pieces, self.alphabet, self.folding = text, pieces, alphabet, folding
        self.at = 0
        self.open: list[str | None] = []
        self.wrong: list[PatternError] = []

    def whole(self) -> Part:
        """All of the text. Raises PatternErrors."""
        try:
            part = self._alternatives("", 0)
        except PatternError as error:
            raise PatternErrors([*self.wrong, error]) from error
        for stray in part.strays if self.folding else ():
            if self.folding and (phrase := self.folding.takes(stray)):
                taken = f"{stray.written} never matches: before patterns are tried, {{{phrase}}} takes it up"
                self.wrong.append(PatternError(f"{taken}; write {{{phrase}}}", stray.at))
        if self.wrong:
            raise PatternErrors(self.wrong)
        return replace(part, strays=())

    def _alternatives(self, until: str, opened: int) -> Part:
        """Read up to the bracket `until` that closes the one at `opened`, or to the end where that is ""."""
        branches, parts = list[Part](), list[Part]()
        while self.at < len(self.text) and self.text[self.at] not in ")}":
            char = self.text[self.at]
            if char.isspace():
                self.at += 1
            elif char == "|":
                self.at += 1
                branches.append(in_sequence(parts))
                parts = []
            elif char == "!":
                parts.append(self._here())
            else:
                parts.append(self._part())
        closing = self.text[self.at : self.at + 1]
        if closing != until:
            if until:
                end = f"stands {closing}" if closing else "the pattern ends"
                raise PatternError(f"{self.text[opened]} is never closed: where {until} should stand, {end}", opened)
            raise PatternError(f"{closing} closes nothing", self.at)
        self.at += len(until)
        if until and not branches and not parts:
            raise PatternError(f"nothing stands between {self.text[opened]} and {until}: write a word there", opened)
        try:
            return either([*branches, in_sequence(parts)])
        except PatternError as error:
            raise PatternError(str(error), self.text.find("!", opened)) from error

    def _here(self) -> Part:
        """Read `!`."""
        self.at += 1
        if None in self.open:
            raise PatternError("! stands in brackets; it can only stand outside, or in a slot", self.at - 1)
        return Part(Here(), here=(EMPTY, EMPTY))

    def _part(self) -> Part:
        """Read one thing, and how often it may stand."""
        begin = self.at
        try:
            part = self._atom()
        except PatternError as error:
            raise error if error.at is not None else PatternError(str(error), begin) from error
        repeat = _REPEAT.match(self.text, self.at)
        if repeat is None:
            return part
        if part.here:
            raise PatternError("! stands in something that is repeated", self.at)
        begin, self.at = self.at, repeat.end()
        try:
            least, most, mark = _times(repeat[0])
        except PatternError as error:
            raise PatternError(str(error), begin) from error
        needs = part.needs if least else ()
        first, last = part.first.repeated(least, most), part.last.repeated(least, most)
        return Part(Repeat(part.node, least, most, mark), needs, first, last, strays=part.strays)

    def _atom(self) -> Part:
        char = self.text[self.at]
        if char == "(":
            return self._group()
        if char == "{":
            return self._braces()
        if shape := SHAPE.match(self.text, self.at):
            self.at = shape.end()
            return self._stray(shape_part(self.alphabet, shape["shape"]), shape.start(), shape[0])
        if word := _WORD.match(self.text, self.at):
            self.at = word.end()
            self._check_whole(word[0], word.start())
            return in_sequence([self._word(one.rstrip(), word.start()) for one in cut(word[0])])
        self.at += 1
        if char == "^":
            return Part(Boundary(begin=True), last=one_word(BOUNDARY))
        if char == "$":
            return Part(Boundary(begin=False), first=one_word(BOUNDARY))
        if char == ".":
            return one_of(self.alphabet.any, ANYTHING)
        if char == "\\" and self.at < len(self.text):
            char = self.text[self.at]
            self.at += 1
            if char.isalnum():
                raise PatternError(f"\\{char} means something in a shape only, as in /\\w+/; here letters are words")
        elif char in "?*+[]/":
            instead = ", /[a-z]+/ for a shape" if char in "[/" else ""
            raise PatternError(f"{char} stands for nothing; write \\{char} for the mark itself{instead}", self.at - 1)
        return self._word(char, self.at - 1)

    def _check_whole(self, word: str, at: int) -> None:
        """Raise PatternError for what looks like a part of a word: `nabb(ed|s)`, `nab*`."""
        after = self.text[self.at : self.at + 1]
        if after in ("*", "+"):
            self.wrong.append(
                PatternError(
                    f"{word}{after} is the whole word {word} again and again; a shape goes on, as /{word}.*/", at
                )
            )
        elif after in ("(", "/") or _GLUED.match(self.text, self.at) or self.text[:at][-1:] in (")", "}"):
            whole = "write every word out, as in (nabbed|nabs), and a blank before and behind brackets"
            self.wrong.append(
                PatternError(f"a bracket stands in the word {word}: a pattern is about whole words; {whole}", at)
            )

    def _word(self, word: str, at: int) -> Part:
        part = one_of(self.alphabet.words([word]), Kind(frozenset({fold(word)})))
        return self._stray(part, at, word, {word})

    def _stray(self, part: Part, at: int, written: str, words: Set[str] | None = None) -> Part:
        """A part that is written at a character, with a note if it is one word that a phrase may take up."""
        if self.folding and part.first.lengths == {1} and (found := self.folding.candidates(part.first.alone)):
            return replace(part, strays=(Stray(at, written, frozenset(words or found)),))
        return part

    def _braces(self) -> Part:
        """Read a piece or a slot."""
        begin = self.at
        if reference := REFERENCE.match(self.text, begin):
            self.at = reference.end()
            try:
                piece = known(self.pieces, reference["piece"])
                piece = self._without(piece, reference["but"]) if reference["but"] else piece
            except PatternError as error:
                self.wrong.append(PatternError(str(error), begin, error.piece, reference["slot"]))
                piece = one_of(self.alphabet.any, ANYTHING)
            node = Slot(_slot_name(reference), piece.node) if reference["slot"] else piece.node
            return self._stray(replace(piece, node=node, entries=(), shape=None), begin, f"{{{reference['piece']}}}")
        if slot := _SLOT.match(self.text, begin):
            self.at = slot.end()
            inner = self._enclosed(_slot_name(slot), "}", begin)
            return replace(inner, node=Slot(_slot_name(slot), inner.node))
        forms = "{piece}, {slot=piece}, {slot=(some words)} or {0,3}, small letters and no blanks"
        raise PatternError(f"{{ opens neither a piece nor a slot nor a repeat; write {forms}", begin)

    def _group(self) -> Part:
        begin = self.at
        opening = _OPENING.match(self.text, begin)
        mark = (opening and opening["mark"]) or ""
        if not mark and self.text.startswith("(?", begin):
            raise PatternError(
                "(? begins no bracket that is known here; what fills a slot is written {slot=...}", begin
            )
        self.at = opening.end() if opening else begin + 1
        inner = self._enclosed(None, ")", begin)
        if mark == "?>":
            return replace(inner, node=Atomic(inner.node))
        if mark in ("", "?:", "?|"):
            return inner
        behind, negative = "<" in mark, mark.endswith("!")
        look = Look(inner.node, behind=behind, negative=negative)
        if negative:
            return Part(look, strays=inner.strays)
        return Part(look, inner.needs, ahead=EMPTY if behind else inner.first, strays=inner.strays)

    def _enclosed(self, slot: str | None, until: str, opened: int) -> Part:
        """Read what stands in the brackets opened there; in those of a slot a `!` may stand."""
        self.open.append(slot)
        inner = self._alternatives(until, opened)
        self.open.pop()
        return inner

    def _without(self, piece: Part, but: str) -> Part:
        entries = known(self.pieces, but).entries
        if piece.shape is None or not entries or any(len(words) > 1 for words in entries):
            raise PatternError(f"-{but}: only a list, of single words, can be taken away, and only from a /shape/")
        return shape_part(self.alphabet, piece.shape, frozenset(word for (word,) in entries))


def _slot_name(match: "regex.Match[str]") -> str:
    return f"{match['slot']}__{match['value']}" if match["value"] else str(match["slot"])


def _times(repeat: str) -> tuple[int, int | None, str]:
    """How often `?`, `*`, `+` or `{2,3}` lets something stand: at least and, unless there is no limit, at most.

    The third is the `?` or `+` behind it: as few as possible, or as many and never fewer.

    Raises PatternError where it cannot be.
    """
    bounds = _TIMES.match(repeat)
    if bounds and (least := times(bounds["least"] or "0")) > LARGEST:  # a compiler would write it all out
        raise PatternError(told_size(least))
    try:
        regex.compile(f"(?:x){repeat}")
    except (regex.error, OverflowError, ValueError) as error:  # the last: thousands of digits
        raise PatternError(f"no regular expression: {error}".partition(" at position")[0]) from error
    if not bounds:
        least, most = {"?": (0, 1), "*": (0, None), "+": (1, None)}[repeat[0]]
        return least, most, repeat[1:]
    if not bounds["least"] and not bounds["most"]:
        raise PatternError(f"{bounds[0]} does not say how often; write it as in {{0,3}}")
    least = int(bounds["least"] or 0)
    return least, int(bounds["most"]) if bounds["most"] else None if bounds["comma"] else least, repeat[bounds.end() :]


def shape_part(alphabet: Alphabet, shape: str, but: frozenset[str] = frozenset()) -> Part:
    """A word of a shape that is none of the words `but`. Raises PatternError where it is no regular expression."""
    if not alphabet.has_shape(shape):
        raise PatternError(f"/{shape}/ is no regular expression")
    return one_of(alphabet.shape(shape, but), Kind(shapes=frozenset({(shape, but)})))
