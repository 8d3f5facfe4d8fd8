"""The extractor that is all data: every fact it finds is one that a pattern of a pattern book asked for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

import regex

from harness.extractors.patternbook import ATTRIBUTES, Book, Pattern, read_book
from harness.extractors.patterns.merge import join_spans, merge_beside, merge_repeated
from harness.extractors.patterns.sentences import Sentence, quoted, split
from harness.facts import Article, Fact, Filler, Span
from harness.normalise.dates import read_date
from harness.normalise.numbers import read_number

if TYPE_CHECKING:
    from harness.runs.run import Trouble

Fillers = Mapping[str, tuple[Filler, ...]]
_WORD = regex.compile(r"[^\W_]++")


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
        self._cues = _Cues((*self._book.patterns, *self._book.companions))
        self._limit = time_limit
        self._late: list[tuple[str, str]] = []

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        """Yield the facts of each article, in the order of the text."""
        for article in articles:
            reading = _Reading(article, self._book, self._cues, self._limit)
            facts = reading.facts()
            self._late += [(article.id, name) for name in reading.late]
            yield facts

    def drain_troubles(self) -> Sequence["Trouble"]:
        """The patterns that ran out of time since the last call."""
        from harness.runs.run import Trouble

        late, self._late = self._late, []
        return [
            Trouble(article, "timeout", f"pattern {name} took more than {self._limit:g} s and was given up here")
            for article, name in late
        ]


class _Cues:
    """Which patterns a sentence can match at all, told by its words: one bit for every set of words that some need."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        sets = dict.fromkeys(need for pattern in patterns for need in pattern.needs)
        bits = {need: 1 << index for index, need in enumerate(sets)}
        self._bits: dict[str, int] = {}
        for need, bit in bits.items():
            for word in need:
                self._bits[word] = self._bits.get(word, 0) | bit
        self.needs = {pattern.name: sum(bits[need] for need in set(pattern.needs)) for pattern in patterns}

    def of(self, text: str) -> int:
        """The bits of all sets of which `text` holds a word."""
        found = 0
        for word in _WORD.findall(text.lower()):
            found |= self._bits.get(word, 0)
        return found


class _Match:
    """A match of a pattern in a sentence that begins at `offset` of the article."""

    __slots__ = ("match", "offset", "pattern")

    def __init__(self, pattern: Pattern, match: "regex.Match[str]", offset: int) -> None:
        self.pattern, self.match, self.offset = pattern, match, offset

    def spans(self, group: str | int = 0) -> list[Span]:
        """Where a group took part, in the article, in order; the whole match without a group."""
        found = {span for span in self.match.spans(group) if span[1] > span[0]}
        return [Span(start + self.offset, end + self.offset) for start, end in sorted(found)]


class _Reading:
    """One article being read; `late` names the patterns that ran out of time."""

    def __init__(self, article: Article, book: Book, cues: _Cues, limit: float) -> None:
        self._article, self._book, self._cues, self._limit = article, book, cues, limit
        self._spent: dict[str, float] = {}
        self.late: list[str] = []

    def facts(self) -> tuple[Fact, ...]:
        """All facts of the article, by where their evidence begins."""
        sentences = split(self._article.text, self._book.abbreviations, self._book.skip)
        found = [fact for sentence in sentences for fact in self._sentence(sentence, sentences)]
        return tuple(sorted(merge_repeated(found), key=lambda fact: fact.evidence))

    def _sentence(self, sentence: Sentence, sentences: Sequence[Sentence]) -> list[Fact]:
        matches = self._matches(self._book.patterns, sentence)
        facts = merge_beside(fact for match in matches if (fact := self._fact(match)))
        if facts:
            beside = self._matches(self._book.companions, sentence)
            facts = [self._complete(fact, beside) for fact in facts]
            if any(fact.source is None for fact in facts) and quoted(self._article.text, sentence):
                speakers = self._speakers(sentence, sentences)
                facts = [self._complete(fact, speakers, ("source",)) for fact in facts]
        return facts

    def _speakers(self, sentence: Sentence, sentences: Sequence[Sentence]) -> list[_Match]:
        """Who is quoted in this paragraph: often just one sentence of a quotation says so."""
        others = [other for other in sentences if other.paragraph == sentence.paragraph]
        speakers = [pattern for pattern in self._book.companions if "source" in pattern.regex.groupindex]
        return [match for other in others for match in self._matches(speakers, other)]

    def _matches(self, patterns: Sequence[Pattern], sentence: Sentence) -> list[_Match]:
        """Every match of every pattern in the sentence, in the book's order."""
        text = self._article.text[sentence.start : sentence.end]
        cues, found = self._cues.of(text), list[_Match]()
        for pattern in patterns:
            need = self._cues.needs[pattern.name]
            if cues & need == need and pattern.name not in self.late:
                found += [_Match(pattern, match, sentence.start) for match in self._search(pattern, text)]
        return found

    def _search(self, pattern: Pattern, text: str) -> list["regex.Match[str]"]:
        """All matches, or none once the pattern has used up its time for this article."""
        spent = self._spent.get(pattern.name, 0.0)
        started = perf_counter()
        try:
            return list(pattern.regex.finditer(text, overlapped=pattern.overlapped, timeout=self._limit - spent))
        except TimeoutError:
            self.late.append(pattern.name)
            return []
        finally:
            self._spent[pattern.name] = spent + perf_counter() - started

    def _fact(self, match: _Match) -> Fact | None:
        """What one match says, or None where its words fill no slot."""
        pattern, filled = match.pattern, self._filled(match)
        slots = {slot: fillers for slot, fillers in filled.items() if slot in self._book.facts[pattern.types[0]]}
        if not slots:
            return None
        evidence = [filler.span for filler in filled.get("evidence", ()) if filler.span] or match.spans()
        constants = {slot: (Filler(value=value),) for slot, value in pattern.constants.items()}
        fact = Fact(
            pattern.types[0],
            {slot: fillers for slot, fillers in constants.items() if slot not in ATTRIBUTES} | slots,
            join_spans(evidence),
        )
        return _attributed(fact, constants | filled)

    def _filled(self, match: _Match) -> dict[str, tuple[Filler, ...]]:
        """The fillers of every group that took part, in the order of the text."""
        filled: dict[str, tuple[Filler, ...]] = {}
        for group, slot, value in match.pattern.groups:
            fillers = tuple(filler for span in match.spans(group) if (filler := self._filler(slot, value, span)))
            if fillers:
                filled[slot] = filled.get(slot, ()) + fillers
        return filled

    def _filler(self, slot: str, value: str | None, span: Span) -> Filler | None:
        """The words at `span` as a filler; None where they are no number or date though the slot asks for one."""
        text = self._article.text[span.start : span.end]
        kind = self._book.values.get(slot)
        if value is None and kind == "number":
            number = read_number(text)
            return Filler(text, number.value, span, number.precision) if number else None
        if value is None and kind == "date":
            date = read_date(text, self._article.published)
            return Filler(text, date, span) if date else None
        return Filler(text, value, span)

    def _complete(self, fact: Fact, beside: Sequence[_Match], only: Sequence[str] = ()) -> Fact:
        """The fact with what companions add, the nearest first; words that fill a slot already are not used again."""
        for match in sorted(beside, key=lambda match: _distance(fact, match)):
            if fact.type not in match.pattern.types:
                continue
            filled = self._filled(match)
            taken = [filler.span for fillers in fact.slots.values() for filler in fillers if filler.span]
            added = {
                slot: fillers
                for slot, fillers in filled.items()
                if slot in self._book.facts[fact.type]
                and slot not in fact.slots
                and not (only and slot not in only)
                and not any(_touch(filler.span, span) for filler in fillers for span in taken)
            }
            spans = [filler.span for fillers in added.values() for filler in fillers if filler.span]
            fact = replace(fact, slots={**fact.slots, **added}, evidence=join_spans((*fact.evidence, *spans)))
            fact = _attributed(fact, filled)
        return fact


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


def _distance(fact: Fact, match: _Match) -> tuple[int, int]:
    """How far a companion's match is from a fact, in characters, what follows before what precedes."""
    span, first, last = match.spans()[0], fact.evidence[0].start, fact.evidence[-1].end
    gap = max(span.start - last, first - span.end, 0)
    return gap, span.start


def _touch(one: Span | None, other: Span) -> bool:
    return one is not None and one.start < other.end and other.start < one.end
