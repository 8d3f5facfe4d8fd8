"""The extractor that is all data: every fact it finds is one that a pattern of a pattern book asked for."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial, reduce
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING

from harness.corpora.load import load_schema
from harness.errors import ExtractorError
from harness.extractors.patternbook import Book, Pattern, read_book
from harness.extractors.patterns.alarm import Alarm, watched
from harness.extractors.patterns.coded import Coded
from harness.extractors.patterns.draft import Companion, Draft, near
from harness.extractors.patterns.expression import Hit, Other, Quick
from harness.extractors.patterns.fillers import read_day_ahead, said_by
from harness.extractors.patterns.merge import merge_beside, merge_repeated
from harness.extractors.patterns.search import Coder, Search
from harness.extractors.patterns.sentences import Sentence, Skips, quoted
from harness.extractors.patterns.words import Alphabet
from harness.extractors.together import together
from harness.extractors.undisturbed import undisturbed
from harness.facts import Article, Fact, Filler, Span
from harness.shipped import shipped_folder

if TYPE_CHECKING:
    from harness.runs.run import Trouble


_LIMITED = 100_000
"""Characters that the time limit of a pattern is for; a longer article has as much more."""

_LONGEST = 1e6
"""Seconds that clocks can count."""
_PATIENCE = 4
"""Times the limit of one pattern that what is read together may take, until each pattern is given its own."""
_ENOUGH = 50_000
"""Characters of the articles that are read at a time, or a few more."""
_MOST = 50
"""Articles that are read at a time, however short."""
_WATCHED = frozenset(one.__code__ for one in (Quick.end, Quick.hit, Other.hit, Skips.after, Alphabet.encode))
"""Where expressions of users are matched, which may take any time."""


class RegexExtractor:
    """Finds what the patterns of a book describe, sentence by sentence.

    A pattern makes a fact of each of its matches: a named group fills the slot of that name, once for every time it
    took part. Companions then fill what the facts of a sentence leave open. Facts that say the same are returned once.

    `book` is the path of the pattern book; `time_limit` the seconds that one pattern may take for an article, or for
    each 100,000 characters of a longer one: a pattern that needs more is given up for that article and told by
    `drain_troubles`. `schema` is the file of the fact types that a book is held to; with None it is held to none, and
    nor is a shipped one, which knows more than a schema of your own may ask for. Raises ExtractorError where the book
    cannot be read, InputErrors where it is wrong.
    """

    apart = frozenset({"schema"})
    """It decides whether a book is taken, not what is found by it, and so is no part of the signature."""

    def __init__(self, book: str | Path, time_limit: float, schema: str | Path | None = None) -> None:
        """Read the book."""
        shipped = Path(book).resolve().is_relative_to(shipped_folder() / "conf")
        self._book = read_book(Path(book), load_schema(Path(schema)) if schema and not shipped else None)
        if not time_limit > 0:
            raise ExtractorError(f"time_limit={time_limit}: a pattern needs some time, such as 0.5 seconds")
        self._limit = min(time_limit, _LONGEST)
        self._coder = Coder(self._book, self._limit)
        self._late: list[tuple[str, str]] = []

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        """Yield the facts of each article, in the order of the text; a few articles are read at a time."""
        for some in together(articles, _ENOUGH, _MOST):
            with undisturbed():
                facts = self._watched(some) or [self._alone(one, again=len(some) > 1) for one in some]
            yield from facts

    def _alone(self, article: Article, *, again: bool) -> tuple[Fact, ...]:
        """The facts of one article after an alarm: watched `again`, or by the clocks if it comes to that."""
        facts = self._watched([article]) if again else None
        return (facts or self._read([article], self._limit_for([article])))[0]

    def _watched(self, articles: Sequence[Article]) -> list[tuple[Fact, ...]] | None:
        """The facts of articles, or None if an alarm rings, or cannot be had."""
        limit = self._limit_for(articles)
        return watched(_PATIENCE * limit, _WATCHED, partial(self._read, articles, limit))

    def _limit_for(self, articles: Sequence[Article]) -> float:
        return self._limit * max(1.0, sum(len(article.text) for article in articles) / _LIMITED)

    def _read(self, articles: Sequence[Article], limit: float, alarm: Alarm | None = None) -> list[tuple[Fact, ...]]:
        """The facts of each article. Without an alarm it is one, and what takes more than `limit` seconds is told."""
        search = Search(self._coder, [article.text for article in articles], limit, alarm)
        coded, wanted = search.coded, dict[int, int]()
        readings = [_Reading(one, number, self._book, coded) for number, one in enumerate(articles)]
        of = [reading for reading in readings for _ in reading.own]
        drafts = search.patterns(lambda index, pattern, hit: of[index].draft(pattern, hit))
        for reading in readings:
            reading.take(drafts)
            reading.want(self._coder, wanted)
        beside = search.companions(wanted, lambda index, pattern, hit: of[index].companion(pattern, hit))
        facts = [reading.facts(beside) for reading in readings]
        self._late += [(articles[0].id, name) for name in search.late]
        return facts

    def drain_troubles(self) -> Sequence["Trouble"]:
        """The patterns that ran out of time since the last call."""
        from harness.runs.run import Trouble

        late, self._late = self._late, []
        return [
            Trouble(article, "timeout", f"{name} took more than its {self._limit:g} s and was given up here")
            for article, name in late
        ]


class _Reading:
    """One article being read, the `number`-th of those in code; `own` are the numbers of its sentences."""

    def __init__(self, article: Article, number: int, book: Book, coded: Coded) -> None:
        """Begin with nothing."""
        self._article, self._book = article, book
        self._sentences, self._begins = coded.sentences, coded.begins
        self.own = range(*coded.firsts[number : number + 2])
        self._quotes = '"' in article.text or "“" in article.text
        self._made: dict[int, list[Draft]] = {}

    def take(self, drafts: Mapping[int, Sequence[Draft]]) -> None:
        """Take what patterns found in its sentences."""
        deeds = self._book.deeds
        self._made = {index: merge_beside(drafts[index], deeds) for index in self.own if index in drafts}

    def want(self, coder: Coder, wanted: dict[int, int]) -> None:
        """Add which companions can add something to which sentence."""
        for index, drafts in self._made.items():
            wanted[index] = wanted.get(index, 0) | reduce(or_, map(coder.wanted, drafts), 0)
            if wanted[index] & coder.speakers and self._quoted(index):
                # Often just one sentence of a quotation says who speaks.
                for other in self._paragraph(index):
                    wanted[other] = wanted.get(other, 0) | coder.speakers

    def facts(self, companions: Mapping[int, Sequence[Companion]]) -> tuple[Fact, ...]:
        """All facts of the article, by where their evidence begins, with what the companions found."""
        beside = {index: sorted(companions[index], key=_where) for index in self.own if index in companions}
        for index, drafts in self._made.items():
            self._complete(drafts, index, beside)
        merged = merge_repeated(draft for drafts in self._made.values() for draft in drafts)
        for draft in merged:
            self._look_ahead(draft)
        return tuple(sorted((draft.fact() for draft in merged), key=lambda fact: fact.evidence))

    def companion(self, pattern: Pattern, hit: Hit) -> Companion:
        """What a companion found."""
        filled, span = said_by(pattern, hit, self._article.text, self._begins, self._article.published)
        return Companion(span, pattern.types, filled, pattern.last)

    def _quoted(self, index: int) -> bool:
        """Whether a sentence is part of a quotation."""
        return self._quotes and quoted(self._article.text, self._sentences[index])

    def _paragraph(self, index: int) -> list[int]:
        """The numbers of the sentences of a sentence's paragraph, in order."""
        paragraph, own = self._sentences[index].paragraph, self.own
        first = bisect_left(self._sentences, paragraph, own.start, own.stop, key=_paragraph)
        return list(range(first, bisect_right(self._sentences, paragraph, first, own.stop, key=_paragraph)))

    def _complete(self, drafts: Sequence[Draft], index: int, beside: Mapping[int, Sequence[Companion]]) -> None:
        """Add to the drafts of one sentence what the companions in it say."""
        for draft in drafts if index in beside else ():
            for companion in near(beside[index], draft):
                self._add(draft, companion)
        unsaid = [draft for draft in drafts if draft.source is None]
        if unsaid and self._quoted(index):
            # The sentences of a quotation that do not say who speaks take the word of the nearest one that does.
            speakers = [
                companion
                for other in self._paragraph(index)
                for companion in beside.get(other, ())
                if "source" in companion.filled
            ]
            for draft in unsaid:
                for companion in near(speakers, draft):
                    draft.attribute(companion.filled)

    def _add(self, draft: Draft, companion: Companion) -> None:
        """Fill open slots from a companion, but not with words that fill a slot already."""
        known = self._book.facts[draft.type]
        opened = [slot for slot in companion.filled if slot in known and slot not in draft.slots]
        if opened:
            free = [slot for slot in opened if not draft.takes(companion.filled[slot])]
            for slot in free:
                draft.fill(slot, self._fitting(draft.type, slot, companion.filled[slot]))
        draft.attribute(companion.filled)

    def draft(self, pattern: Pattern, hit: Hit) -> Draft | None:
        """What one match says, or None where its words fill no slot."""
        filled, span = said_by(pattern, hit, self._article.text, self._begins, self._article.published)
        slots, evidence = filled, [span]
        known = self._book.facts[pattern.types[0]]
        if not filled.keys() <= known:
            slots = {slot: fillers for slot, fillers in filled.items() if slot in known}
            evidence = [filler.span for filler in filled.get("evidence", ()) if filler.span] or evidence
        if not slots:
            return None
        for slot, fillers in slots.items():
            if len(fillers) > 1:
                slots[slot] = self._fitting(pattern.types[0], slot, fillers)
        draft = Draft(pattern.types[0], {**pattern.given, **slots} if pattern.given else slots, evidence)
        if pattern.attributes or slots is not filled:
            draft.attribute({**pattern.attributes, **filled} if pattern.attributes else filled)
        return draft

    def _fitting(self, fact_type: str, slot: str, fillers: tuple[Filler, ...]) -> tuple[Filler, ...]:
        """Those of the fillers for which a slot has room: the first, unless it takes several."""
        return fillers if len(fillers) == 1 or slot in self._book.several[fact_type] else fillers[:1]

    def _look_ahead(self, draft: Draft) -> None:
        """If it is planned, "Tuesday" is one to come."""
        if draft.modality == "planned":
            for slot, fillers in draft.slots.items():
                if self._book.values.get(slot) == "date":
                    draft.slots[slot] = tuple(
                        replace(one, value=read_day_ahead(one.text, self._article.published)) if one.text else one
                        for one in fillers
                    )


def _where(companion: Companion) -> Span:
    return companion.span


def _paragraph(sentence: Sentence) -> int:
    return sentence.paragraph
