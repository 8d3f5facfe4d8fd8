"""The extractor that is all data: every fact it finds is one that a pattern of a pattern book asked for."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.errors import ExtractorError
from harness.extractors.merging import join_spans
from harness.extractors.patternbook import ATTRIBUTES, Book, read_book
from harness.extractors.patterns.merge import merge_beside, merge_repeated
from harness.extractors.patterns.search import Coded, Coder, Match, Search
from harness.extractors.patterns.sentences import quoted
from harness.facts import Article, Fact, Filler, Span
from harness.normalise.dates import read_date
from harness.normalise.numbers import Number, read_number

if TYPE_CHECKING:
    from harness.runs.run import Trouble

Fillers = Mapping[str, tuple[Filler, ...]]
Found = tuple[Match, Fillers]
_REACH = 400
"""Characters beyond which a companion belongs to no fact any more."""


class RegexExtractor:
    """Finds what the patterns of a book describe, sentence by sentence.

    A pattern makes a fact of each of its matches: a named group fills the slot of that name, once for every time it
    took part. Companions then fill what the facts of a sentence leave open. Facts that say the same are returned once.

    `book` is the path of the pattern book; `time_limit` the seconds that one pattern may take for one article: a
    pattern that needs longer is given up for that article and told by `drain_troubles`. Raises ExtractorError where
    the book cannot be read, InputErrors where it is wrong.
    """

    def __init__(self, book: str | Path, time_limit: float) -> None:
        """Read and compile the book."""
        self._book = read_book(Path(book))
        if not time_limit > 0:
            raise ExtractorError(f"time_limit={time_limit}: a pattern needs some time, such as 0.5 seconds")
        self._coder = Coder(self._book, time_limit)
        self._limit = time_limit
        self._late: list[tuple[str, str]] = []

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        """Yield the facts of each article, in the order of the text."""
        for article in articles:
            search = Search(self._coder, self._limit)
            facts = _Reading(article, self._book, search).facts()
            self._late += [(article.id, name) for name in search.late]
            yield facts

    def drain_troubles(self) -> Sequence["Trouble"]:
        """The patterns that ran out of time since the last call."""
        from harness.runs.run import Trouble

        late, self._late = self._late, []
        return [
            Trouble(article, "timeout", f"{name} took more than {self._limit:g} s and was given up here")
            for article, name in late
        ]


class _Reading:
    """One article being read."""

    def __init__(self, article: Article, book: Book, search: Search) -> None:
        self._article, self._book, self._search = article, book, search

    def facts(self) -> tuple[Fact, ...]:
        """All facts of the article, by where their evidence begins."""
        sentences = self._search.coded(self._article.text, self._book)
        made = [
            merge_beside(fact for match in matches if (fact := self._fact(match)))
            for matches in self._search.matches(self._book.patterns, sentences)
        ]
        told = {coded.sentence.paragraph for coded, facts in zip(sentences, made, strict=True) if facts}
        around = [coded if coded.sentence.paragraph in told else Coded(coded.sentence, (), "") for coded in sentences]
        beside = [
            [(match, self._filled(match)) for match in matches]
            for matches in self._search.matches(self._book.companions, around)
        ]
        found = [fact for index, facts in enumerate(made) for fact in self._completed(facts, index, sentences, beside)]
        return tuple(sorted(map(self._ahead, merge_repeated(found)), key=lambda fact: fact.evidence))

    def _completed(
        self, facts: Sequence[Fact], index: int, sentences: Sequence[Coded], beside: Sequence[Sequence[Found]]
    ) -> list[Fact]:
        """The facts of one sentence with what the companions in it add."""
        sentence = sentences[index].sentence
        companions = _Beside(beside[index])
        completed = [self._complete(fact, companions) for fact in facts]
        if all(fact.source for fact in completed) or not quoted(self._article.text, sentence):
            return completed
        # Often just one sentence of a quotation says who speaks: the others take the nearest one's word.
        speakers = _Beside(
            one
            for coded, found in zip(sentences, beside, strict=True)
            if coded.sentence.paragraph == sentence.paragraph
            for one in found
            if "source" in one[1]
        )
        return [self._complete(fact, speakers, only="source") for fact in completed]

    def _fact(self, match: Match) -> Fact | None:
        """What one match says, or None where its words fill no slot."""
        pattern, filled = match.pattern, self._filled(match)
        slots = {slot: fillers for slot, fillers in filled.items() if slot in self._book.facts[pattern.types[0]]}
        if not slots:
            return None
        evidence = [filler.span for filler in filled.get("evidence", ()) if filler.span] or [match.span]
        constants = {slot: (Filler(value=value),) for slot, value in pattern.constants.items()}
        given = {slot: fillers for slot, fillers in constants.items() if slot not in ATTRIBUTES}
        fact = Fact(pattern.types[0], given | slots, join_spans(evidence))
        return _attributed(fact, constants | filled)

    def _filled(self, match: Match) -> dict[str, tuple[Filler, ...]]:
        """The fillers of every group that took part, in the order of the text."""
        filled: dict[str, tuple[Filler, ...]] = {}
        for group, spans in match.taken():
            made = (self._filler(group.slot, group.value, span) for span in spans)
            if fillers := tuple(filler for filler in made if filler):
                filled[group.slot] = filled.get(group.slot, ()) + fillers
        return filled

    def _filler(self, slot: str, value: str | None, span: Span) -> Filler | None:
        """The words at `span` as a filler; None where they are no number though the slot asks for one."""
        text = self._article.text[span.start : span.end]
        kind = self._book.values.get(slot)
        if value is None and kind == "number":
            number = _number(text)
            return Filler(text, number.value, span, number.precision) if number else None
        if value is None and kind == "date":
            return Filler(text, _date(text, self._article.published), span)
        return Filler(text, value, span)

    def _ahead(self, fact: Fact) -> Fact:
        """The fact; if it is planned, "Tuesday" is one to come, and dates are only read as far as they are absolute."""
        if fact.modality != "planned":
            return fact
        slots = {
            slot: tuple(replace(one, value=_date(one.text, None)) if one.text else one for one in fillers)
            for slot, fillers in fact.slots.items()
            if self._book.values.get(slot) == "date"
        }
        return replace(fact, slots={**fact.slots, **slots})

    def _complete(self, fact: Fact, beside: "_Beside", only: str | None = None) -> Fact:
        """The fact with what companions add, the nearest first; words that fill a slot already are not used again."""
        for filled in beside.near(fact):
            taken = [filler.span for fillers in fact.slots.values() for filler in fillers if filler.span]
            added = {
                slot: fillers
                for slot, fillers in filled.items()
                if slot in self._book.facts[fact.type]
                and slot not in fact.slots
                and only in (None, slot)
                and not any(_touch(filler.span, span) for filler in fillers for span in taken)
            }
            if added:
                spans = [filler.span for fillers in added.values() for filler in fillers if filler.span]
                fact = replace(fact, slots={**fact.slots, **added}, evidence=join_spans((*fact.evidence, *spans)))
            fact = _attributed(fact, filled)
        return fact


@lru_cache(maxsize=10_000)
def _number(text: str) -> Number | None:
    return read_number(text)


@lru_cache(maxsize=10_000)
def _date(text: str, published: str | None) -> str | None:
    return read_date(text, published)


def _attributed(fact: Fact, given: Fillers) -> Fact:
    """The fact with the source, modality and polarity that are given, where it has none of its own."""
    changes: dict[str, Any] = {}
    if fact.source is None and "source" in given:
        changes["source"] = given["source"][0]
    if fact.modality == "actual" and "modality" in given:
        changes["modality"] = given["modality"][0].value
    if fact.polarity == "positive" and "polarity" in given:
        changes["polarity"] = given["polarity"][0].value
    return replace(fact, **changes) if changes else fact


class _Beside:
    """What companions found, by where it is: a fact in a long sentence has only few of them near."""

    def __init__(self, found: Iterable[tuple[Match, Fillers]]) -> None:
        self._placed = sorted(((match.span, match.pattern.types, filled) for match, filled in found), key=_place)
        self._starts = [span.start for span, _, _ in self._placed]

    def near(self, fact: Fact) -> list[Fillers]:
        """What may go with a fact and is within its reach, the nearest first."""
        first, last = fact.evidence[0].start, fact.evidence[-1].end
        lower = bisect_left(self._starts, first - _REACH)
        placed = self._placed[lower : bisect_right(self._starts, last + _REACH)]
        near = [
            (max(span.start - last, first - span.end, 0), span.start, filled)
            for span, types, filled in placed
            if fact.type in types
        ]
        return [filled for _, _, filled in sorted(near, key=lambda one: one[:2])]


def _place(placed: tuple[Span, object, object]) -> Span:
    return placed[0]


def _touch(one: Span | None, other: Span) -> bool:
    return one is not None and one.start < other.end and other.start < one.end
