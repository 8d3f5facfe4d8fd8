"""Pieces put into patterns: lists, shapes, phrases and patterns, each as a regular expression over word codes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from harness.extractors.patterns.edges import EMPTY, Edge, Kind, entries_edge
from harness.extractors.patterns.effort import LITTLE, of_entries
from harness.extractors.patterns.expression import DEEPEST, depth
from harness.extractors.patterns.parts import HERE, Needs, Part, PatternError, one_of
from harness.extractors.patterns.syntax import REFERENCE, SHAPE, Walk, known, shape_part, words_of
from harness.extractors.patterns.words import Alphabet

BEFORE, AFTER = "BEFORE", "AFTER"
"""Names of the groups that hold what stands before and after `!`; slots are in lower case."""
LONGEST = 300_000
"""Characters that an expanded pattern may have: pieces inside pieces grow fast."""


@dataclass(frozen=True, slots=True)
class Expanded:
    """A pattern as a regular expression over word codes.

    `needs` are sets of words of which a sentence must hold one each. If there is a `!` in it, it is `forked`: it
    matches nothing, there, between the groups BEFORE and AFTER. `before` and `after` are what may stand on either side
    of the place where it is looked for. It is `slight` if it is little work there, whatever the text.
    """

    source: str
    needs: Needs
    before: Edge
    after: Edge
    forked: bool
    slight: bool


@dataclass(slots=True)
class Expander:
    """Expands what a book says, with the pieces known so far. Every method raises PatternError."""

    alphabet: Alphabet
    pieces: dict[str, Part] = field(default_factory=dict)

    def word_list(self, texts: Sequence[str]) -> Part:
        """One of these words or phrases, the longest first; `{piece}` among them takes in another list."""
        entries = dict[tuple[str, ...], None]()
        for text in texts:
            if reference := REFERENCE.fullmatch(text):
                other = known(self.pieces, reference["piece"])
                if not other.entries or reference["slot"] or reference["but"]:
                    raise PatternError(f"{text} is no word list; a list holds words and other lists")
                entries.update(dict.fromkeys(other.entries))
            elif words := words_of(text):
                entries[tuple(words)] = None
        if not entries:
            raise PatternError("a word list needs words")
        first = {words[0] for words in entries}
        singles = {words[0] for words in entries if len(words) == 1}
        phrases = {"".join(self.alphabet.words([word]) for word in words) for words in entries if len(words) > 1}
        longest = sorted(phrases, key=lambda source: (-len(source), source))
        source = "|".join([*longest, *([self.alphabet.words(singles)] if singles else [])])
        if phrases:  # One look at the first word spares looking through all the phrases.
            source = f"(?={self.alphabet.words(first)})(?:{source})"
        last = entries_edge(words[::-1] for words in entries)
        effort = of_entries(map(len, entries))
        return Part(source, (frozenset(first),), entries_edge(entries), last, entries=tuple(entries), effort=effort)

    def piece(self, text: str) -> Part:
        """A piece that is a shape or a pattern."""
        if shape := SHAPE.fullmatch(text):
            return replace(shape_part(self.alphabet, shape["shape"]), shape=shape["shape"])
        part = Walk(text, self.pieces, self.alphabet).whole()
        if HERE in part.source:
            raise PatternError("! stands in a piece; it can only stand in a pattern")
        if depth(part.source) > DEEPEST:
            raise PatternError("the pattern is nested too deeply")
        return part

    def phrase(self, name: str) -> Part:
        """A phrase, which counts as one word."""
        return one_of(self.alphabet.phrase(name), Kind(frozenset({f"{{{name}}}"})))

    def pattern(self, text: str) -> Expanded:
        """A pattern; what stands before its `!` is matched backwards, from there."""
        part = Walk(text, self.pieces, self.alphabet).whole()
        head, *rest = part.source.split(HERE)
        if len(rest) > 1:
            raise PatternError("! stands in it more than once")
        if len(part.source) > LONGEST:
            raise PatternError(f"the pattern grows to {len(part.source)} characters; {LONGEST} are allowed")
        if depth(part.source) > DEEPEST:
            raise PatternError("the pattern is nested too deeply")
        source = f"(?=(?P<{AFTER}>{rest[0]}))(?<=(?P<{BEFORE}>{head}))" if rest else head
        before, after = part.here or (EMPTY, part.first)
        steps = sum(half.steps for half in part.halves or (part.effort,))
        return Expanded(source, part.needs, before, after.then(part.ahead), bool(rest), steps <= LITTLE)
