"""Pieces put into patterns: lists, shapes, phrases and patterns, each as a regular expression over word codes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from harness.extractors.patterns.syntax import (
    HERE,
    REFERENCE,
    SHAPE,
    Needs,
    Part,
    PatternError,
    Walk,
    known,
    shape_source,
    words_of,
)
from harness.extractors.patterns.words import Alphabet

BEFORE, AFTER = "BEFORE", "AFTER"
"""Names of the groups that hold what stands before and after `!`; slots are in lower case."""
LONGEST = 300_000
"""Characters that an expanded pattern may have: pieces inside pieces grow fast."""


@dataclass(frozen=True, slots=True)
class Expanded:
    """A pattern as a regular expression over word codes.

    `needs` are sets of words of which a sentence must hold one each. If there is a `!` in it, then the expression
    matches nothing, there, between the groups BEFORE and AFTER, and `first` are the words that AFTER begins with.
    """

    source: str
    needs: Needs
    first: frozenset[str] | None


@dataclass(slots=True)
class Expander:
    """Expands what a book says, with the pieces known so far. Every method raises PatternError."""

    alphabet: Alphabet
    pieces: dict[str, Part] = field(default_factory=dict)

    def word_list(self, entries: Sequence[str]) -> Part:
        """One of these words or phrases, the longest first; `{piece}` among them takes in another list."""
        singles, phrases, first = set[str](), set[str](), set[str]()
        for entry in entries:
            if reference := REFERENCE.fullmatch(entry):
                other = known(self.pieces, reference["piece"])
                if other.singles is None or other.first is None or reference["slot"] or reference["but"]:
                    raise PatternError(f"{entry} is no word list; a list holds words and other lists")
                singles |= other.singles
                first |= other.first
                phrases.update(other.phrases)
            elif words := words_of(entry):
                first.add(words[0])
                singles.update(words if len(words) == 1 else ())
                phrases.update({"".join(self.alphabet.words([word]) for word in words)} if len(words) > 1 else ())
        if not first:
            raise PatternError("a word list needs words")
        longest = sorted(phrases, key=lambda source: (-len(source), source))
        source = "|".join([*longest, *([self.alphabet.words(singles)] if singles else [])])
        needed = frozenset(first)
        if phrases:  # One look at the first word spares looking through all the phrases.
            source = f"(?={self.alphabet.words(first)})(?:{source})"
        return Part(source, (needed,), needed, frozenset(singles), tuple(longest))

    def piece(self, text: str) -> Part:
        """A piece that is a shape or a pattern."""
        if shape := SHAPE.fullmatch(text):
            return Part(shape_source(self.alphabet, shape["shape"]), shape=shape["shape"])
        part = Walk(text, self.pieces, self.alphabet).whole()
        if HERE in part.source:
            raise PatternError("! stands in a piece; it can only stand in a pattern")
        return part

    def phrase(self, name: str) -> Part:
        """A phrase, which counts as one word."""
        word = frozenset({f"{{{name}}}"})
        return Part(self.alphabet.phrase(name), (word,), word)

    def pattern(self, text: str) -> Expanded:
        """A pattern; what stands before its `!` is matched backwards, from there."""
        walk = Walk(text, self.pieces, self.alphabet)
        part = walk.whole()
        before, *rest = part.source.split(HERE)
        if len(rest) > 1:
            raise PatternError("! stands in it more than once")
        if len(part.source) > LONGEST:
            raise PatternError(f"the pattern grows to {len(part.source)} characters; {LONGEST} are allowed")
        source = f"(?=(?P<{AFTER}>{rest[0]}))(?<=(?P<{BEFORE}>{before}))" if rest else before
        return Expanded(source, part.needs, walk.first if rest else None)
