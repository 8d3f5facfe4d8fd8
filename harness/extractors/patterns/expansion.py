"""Pieces put into patterns: lists, shapes, phrases and patterns, each as a tree that can be matched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from harness.extractors.patterns.edges import EMPTY, Edge, Kind, entries_edge
from harness.extractors.patterns.expression import Expression
from harness.extractors.patterns.folding import Folding
from harness.extractors.patterns.nodes import Node, Word, WordList, forked
from harness.extractors.patterns.openings import Openings
from harness.extractors.patterns.parts import Needs, Part, PatternError, one_of
from harness.extractors.patterns.repeats import LARGEST, told_size
from harness.extractors.patterns.syntax import REFERENCE, SHAPE, Walk, shape_part, words_of
from harness.extractors.patterns.words import Alphabet

LONGEST = 300_000
"""Characters that an expanded pattern may have: pieces inside pieces grow fast."""
LONGEST_WRITTEN = 20_000
"""Characters that a pattern, or a piece that is one, may have as it is written."""
DEEPEST = 100
"""Brackets that may stand in each other: beyond that a compiler runs out of stack."""


@dataclass(frozen=True, slots=True)
class Expanded:
    """A pattern that can be looked for.

    `needs` are sets of words of which a sentence must hold one each. `before` and `after` are what may stand on either
    side of the place where it is looked for.
    """

    expression: Expression
    needs: Needs
    before: Edge
    after: Edge


@dataclass(slots=True)
class Expander:
    """Expands what a book says, with the pieces known so far. Every method raises PatternError or PatternErrors."""

    alphabet: Alphabet
    pieces: dict[str, Part] = field(default_factory=dict)
    openings: Openings = field(default_factory=Openings)
    folding: Folding | None = None
    """That of the book's phrases, as soon as all are known."""

    def word_list(self, texts: Sequence[str]) -> Part:
        """One of these words or phrases, the longest first; `{piece}` among them takes in another list.

        `at` of what it raises is the number of the entry.
        """
        entries = dict[tuple[str, ...], None]()
        for index, text in enumerate(texts):
            if reference := REFERENCE.fullmatch(text):
                if (name := reference["piece"]) not in self.pieces:
                    raise PatternError(f"unknown piece {text}", index, name)
                other = self.pieces[name]
                if not other.entries or reference["slot"] or reference["but"]:
                    raise PatternError(f"{text} is no word list; a list holds words and other lists", index)
                entries.update(dict.fromkeys(other.entries))
            elif words := words_of(text):
                entries[tuple(words)] = None
        if not entries:
            raise PatternError("a word list needs words")
        first = {words[0] for words in entries}
        edges = entries_edge(entries), entries_edge(words[::-1] for words in entries)
        node = self._list(entries)
        if isinstance(node, WordList):
            self.openings.add(node)
        return Part(node, (frozenset(first),), *edges, entries=tuple(entries))

    def _list(self, entries: Iterable[Sequence[str]]) -> Node:
        """One of these words and phrases."""
        alphabet = self.alphabet
        singles = {words[0] for words in entries if len(words) == 1}
        phrases = {tuple(alphabet.words([word]) for word in words) for words in entries if len(words) > 1}
        if not phrases:
            return Word(alphabet.words(singles))
        return WordList(
            [[Word(letters) for letters in phrase] for phrase in sorted(phrases, key=lambda one: (-len(one), one))],
            Word(alphabet.words(singles)) if singles else None,
            Word(alphabet.words({words[0] for words in entries})),
            Word(alphabet.words({words[-1] for words in entries})),
        )

    def piece(self, text: str) -> Part:
        """A piece that is a shape or a pattern."""
        if shape := SHAPE.fullmatch(text):
            return replace(shape_part(self.alphabet, shape["shape"]), shape=shape["shape"])
        part = self._walk(text)
        if part.here:
            raise PatternError("! stands in a piece; it can only stand in a pattern", text.find("!"))
        return _bounded(part)

    def phrase(self, name: str) -> Part:
        """A phrase, which counts as one word."""
        return one_of(tuple(self.alphabet.phrase(name)), Kind(frozenset({f"{{{name}}}"})))

    def pattern(self, text: str) -> Expanded:
        """A pattern; what stands before its `!` is matched backwards, from there."""
        part = self._walk(text)
        if (halves := forked(part.node)) and forked(halves[1]):
            raise PatternError("! stands in it more than once", text.rfind("!"))
        _bounded(part)
        before, after = part.here or (EMPTY, part.first)
        expression = Expression(part.node, self.alphabet.width, self.openings)
        return Expanded(expression, part.needs, before, after.then(part.ahead))

    def _walk(self, text: str) -> Part:
        if len(text) > LONGEST_WRITTEN:
            longest = f"{LONGEST_WRITTEN} are allowed; a list under `pieces` holds many words"
            raise PatternError(f"the pattern has {len(text)} characters; {longest}")
        return Walk(text, self.pieces, self.alphabet, self.folding).whole()


def _bounded(part: Part) -> Part:
    """A part that a compiler can take. Raises PatternError for any other."""
    if part.node.size > LONGEST:
        raise PatternError(f"the pattern grows to {part.node.size} characters; {LONGEST} are allowed")
    if part.node.depth > DEEPEST:
        raise PatternError("the pattern is nested too deeply")
    if part.node.written > LARGEST:
        raise PatternError(told_size(part.node.written))
    return part
