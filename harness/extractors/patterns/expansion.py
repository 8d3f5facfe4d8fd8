"""What stands behind a pattern as a user writes it: pieces put in, blanks made flexible, cue words found.

    expand("{count=number} {people} {were} arrested", pieces)

returns the source of a regular expression, and `needs`: sets of words of which a sentence must hold at least one each
for the pattern to match at all. They are read off the pattern, so that most patterns are never tried on most sentences.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import regex

Needs = tuple[frozenset[str], ...]
LONGEST = 200_000
"""Characters an expanded pattern may have: pieces inside pieces grow fast."""

_REFERENCE = regex.compile(
    r"\{(?:(?P<slot>[a-z][a-z_]*+)(?:\.(?P<value>[a-z][a-z_]*+))?=)?(?P<piece>[a-z][a-z0-9_]*+)\}"
)
_SLOT = regex.compile(r"\{(?P<slot>[a-z][a-z_]*)(?:\.(?P<value>[a-z][a-z_]*))?=")
_ESCAPE = regex.compile(r"\\(?:[pPN]\{[^}]*+\}|.)?+", regex.DOTALL)
_REPEAT = regex.compile(r"\{\d*+,?+\d*+\}")
_OPENING = regex.compile(r"\((?P<mark>\?(?:P?<[A-Za-z_]\w*+>|<?[=!]|[:>|]|[aiLmsuwx]*+(?:-[imsx]++)?:|#))?+")
_CLASS = regex.compile(r"\[\^?+\]?+(?:\\.|[^\]\\])*+\]", regex.DOTALL)
_OPTIONAL = regex.compile(r"[?*]|\{0?,")
_WORD = regex.compile(r"[^\W_]++")
_ENTRY = regex.compile(r"\w(?:[\w'’.& -]*\w)?")


class PatternError(Exception):
    """A pattern or piece that cannot be expanded; the text says why, `piece` which piece is missing, if that is why."""

    def __init__(self, message: str, piece: str | None = None) -> None:
        """Keep the missing piece's name beside the message."""
        super().__init__(message)
        self.piece = piece


@dataclass(frozen=True, slots=True)
class Expanded:
    """The source of a regular expression, and the words it cannot do without (lower case)."""

    source: str
    needs: Needs = ()


def group_name(slot: str, value: str | None) -> str:
    """Name of the group that `{slot.value=piece}` makes; `split_group` takes it apart again."""
    return f"{slot}__{value}" if value else slot


def split_group(name: str) -> tuple[str, str | None]:
    """The slot that a group fills and the constant it stands for, or None where its words are the filler."""
    slot, _, value = name.partition("__")
    return slot, value or None


def word_list(entries: Sequence[str], pieces: Mapping[str, Expanded]) -> Expanded:
    """An alternation of whole words in any case; `{piece}` among the entries takes in another list."""
    words, sources = set[str](), list[str]()
    for entry in sorted(entries, key=lambda entry: (-len(entry), entry)):
        if reference := _REFERENCE.fullmatch(entry):
            other = _piece(reference["piece"], pieces)
            if reference["slot"] or len(other.needs) != 1:
                raise PatternError(f"{entry} is no word list; a list holds words and other lists")
            words |= other.needs[0]
            sources.append(other.source)
        elif _ENTRY.fullmatch(entry):
            words.add(_WORD.findall(entry.lower())[0])
            sources.append(r"\s++".join(map(regex.escape, entry.split())))
        else:
            raise PatternError(f"{entry!r} is no plain word; a list holds words, a regular expression is a string")
    return Expanded(rf"(?i:\b(?:{'|'.join(sources)})\b)", (frozenset(words),))


def expand(text: str, pieces: Mapping[str, Expanded]) -> Expanded:
    """Expand one pattern. Raises PatternError for an unknown piece, an open bracket or a pattern grown too long."""
    walk = _Walk(text, pieces)
    needs = walk.alternatives(until="")
    source = "".join(walk.out)
    if len(source) > LONGEST:
        raise PatternError(f"the pattern has {len(source)} characters with its pieces put in; {LONGEST} are allowed")
    return Expanded(source, needs)


def references(text: str) -> Iterator[str]:
    """The names of the pieces that a text refers to."""
    return (match["piece"] for match in _REFERENCE.finditer(text))


def _piece(name: str, pieces: Mapping[str, Expanded]) -> Expanded:
    if name not in pieces:
        raise PatternError(f"unknown piece {{{name}}}", name)
    return pieces[name]


class _Walk:
    """One pass over a pattern, writing the expanded source to `out`."""

    def __init__(self, text: str, pieces: Mapping[str, Expanded]) -> None:
        self.text, self.pieces = text, pieces
        self.at = 0
        self.out: list[str] = []

    def alternatives(self, until: str) -> Needs:
        """Read up to the closing bracket `until`, or to the end where that is ""."""
        branches, needs, edge, opened = list[Needs](), list[frozenset[str]](), False, self.at
        while self.at < len(self.text) and self.text[self.at] not in ")}":
            if self.text[self.at] == "|":
                self._copy(1)
                branches.append(tuple(needs))
                needs, edge = [], False
                continue
            word = _WORD.match(self.text, self.at) if edge else None
            if word and self.text.startswith((" ", "\n", ",", r"\b"), word.end()):
                self._copy(len(word[0]))
                needs.append(frozenset({word[0].lower()}))
                continue
            start = self.at
            found = self._atom()
            edge = self.text[start : self.at].isspace() or self.text[start : self.at] == r"\b"
            if not _OPTIONAL.match(self.text, self.at):
                needs.extend(found)
        closing = self.text[self.at : self.at + 1]
        if closing != until:
            wrong = f"{closing} closes nothing" if closing else f"{until} is missing for what opens"
            raise PatternError(f"{wrong} at character {(self.at if closing else opened) + 1}")
        self.at += len(until)
        return _either([*branches, tuple(needs)])

    def _atom(self) -> Needs:
        """Read one thing that a repeat may follow; what it needs to match."""
        char = self.text[self.at]
        if char.isspace():
            self.at += len(self.text[self.at :]) - len(self.text[self.at :].lstrip())
            self.out.append(r"(?>\s+)" if self.text.startswith(("?", "*", "+", "{"), self.at) else r"\s++")
            return ()
        if char == "(":
            return self._group()
        if char == "{":
            return self._braces()
        token = {"\\": _ESCAPE, "[": _CLASS}.get(char)
        found = token.match(self.text, self.at) if token else None
        return self._copy(len(found[0]) if found else 1)

    def _braces(self) -> Needs:
        """Read a piece, a slot or a repeat."""
        if reference := _REFERENCE.match(self.text, self.at):
            self.at = reference.end()
            piece = _piece(reference["piece"], self.pieces)
            self.out.append(f"({_naming(reference)}{piece.source})")
            return piece.needs
        if slot := _SLOT.match(self.text, self.at):
            self.at = slot.end()
            self.out.append(f"({_naming(slot)}")
            needs = self.alternatives(until="}")
            self.out.append(")")
            return needs
        if repeat := _REPEAT.match(self.text, self.at):
            return self._copy(len(repeat[0]))
        raise PatternError(f"{{ at character {self.at + 1} opens neither a piece nor a slot nor a repeat; write \\{{")

    def _group(self) -> Needs:
        """Read a bracket. Plain brackets only group: facts are made of slots."""
        opening = _OPENING.match(self.text, self.at)
        mark = opening["mark"] if opening else None
        if mark == "?#":
            self.at = self.text.find(")", self.at) + 1 or len(self.text)
            return ()
        self.at += len(opening[0]) if opening else 1
        self.out.append(f"({mark or ('' if self.text.startswith('?', self.at) else '?:')}")
        needs = self.alternatives(until=")")
        self.out.append(")")
        return () if mark and mark.endswith(("=", "!")) else needs

    def _copy(self, length: int) -> Needs:
        self.out.append(self.text[self.at : self.at + length])
        self.at += length
        return ()


def _naming(match: regex.Match[str]) -> str:
    return f"?P<{group_name(match['slot'], match['value'])}>" if match["slot"] else "?:"


def _either(branches: Sequence[Needs]) -> Needs:
    """What all branches together need: with several, one word of any branch's most telling set."""
    if len(branches) == 1:
        return branches[0]
    if all(branches):
        return (frozenset[str]().union(*(min(needs, key=len) for needs in branches)),)
    return ()
