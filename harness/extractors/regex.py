"""The extractor that is all data: every fact it finds is one that a pattern of a pattern book asked for."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial, reduce
from itertools import starmap
from operator import or_
from pathlib import Path
from typing import TYPE_CHECKING

from harness.errors import ExtractorError
from harness.extractors.patternbook import Book, Pattern, read_book
from harness.extractors.patterns.alarm import Alarm, watched
from harness.extractors.patterns.draft import Companion, Draft, near
from harness.extractors.patterns.expression import Hit, Other, Quick
from harness.extractors.patterns.fillers import read_day_ahead, said_by
from harness.extractors.patterns.merge import merge_beside, merge_repeated
from harness.extractors.patterns.search import Coder, Search
from harness.extractors.patterns.sentences import Sentence, Skips, quoted
from harness.extractors.patterns.words import Alphabet
from harness.facts import Article, Fact, Filler, Span

if TYPE_CHECKING:
    from harness.runs.run import Trouble


_LIMITED = 100_000
"""Characters that the time limit of a pattern is for; a longer article has as much more."""

_LONGEST = 1e6
"""Seconds that clocks can count."""
_PATIENCE = 4
"""Times the limit of one pattern that all of an article may take, until each pattern is given its own."""
_WATCHED = frozenset(one.__code__ for one in (Quick.end, Quick.hit, Other.hit, Skips.after, Alphabet.encode))
"""Where expressions of users are matched, which may take any time."""


class RegexExtractor:
    """Finds what the patterns of a book describe, sentence by sentence.

    A pattern makes a fact of each of its matches: a named group fills the slot of that name, once for every time it
    took part. Companions then fill what the facts of a sentence leave open. Facts that say the same are returned once.

    `book` is the path of the pattern book; `time_limit` the seconds that one pattern may take for an article, or for
    each 100,000 characters of a longer one: a pattern that needs more is given up for that article and told by
    `drain_troubles`. Raises ExtractorError where the book cannot be read, InputErrors where it is wrong.
    """

    def __init__(self, book: str | Path, time_limit: float) -> None:
        """Read the book."""
        self._book = read_book(Path(book))
        if not time_limit > 0:
            raise ExtractorError(f"time_limit={time_limit}: a pattern needs some time, such as 0.5 seconds")
        self._limit = min(time_limit, _LONGEST)
        self._coder = Coder(self._book, self._limit)
        self._late: list[tuple[str, str]] = []

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        """Yield the facts of each article, in the order of the text."""
        for article in articles:
            limit = self._limit * max(1.0, len(article.text) / _LIMITED)
            read = partial(self._read, article, limit)
            facts, late = watched(_PATIENCE * limit, _WATCHED, read) or read()
            self._late += [(article.id, name) for name in late]
            yield facts

    def _read(self, article: Article, limit: float, alarm: Alarm | None = None) -> tuple[tuple[Fact, ...], list[str]]:
        """The facts of an article, and what took more than `limit` seconds, if no alarm rings before."""
        search = Search(self._coder, article.text, limit, alarm)
        return _Reading(article, self._book, search).facts(self._coder), list(search.late)

    def drain_troubles(self) -> Sequence["Trouble"]:
        """The patterns that ran out of time since the last call."""
        from harness.runs.run import Trouble

        late, self._late = self._late, []
        return [
            Trouble(article, "timeout", f"{name} took more than its {self._limit:g} s and was given up here")
            for article, name in late
        ]


class _Reading:
    """One article being read."""

    def __init__(self, article: Article, book: Book, search: Search) -> None:
        self._article, self._book, self._search = article, book, search
        self._sentences = search.coded.sentences
        self._quotes = '"' in article.text or "“" in article.text

    def facts(self, coder: Coder) -> tuple[Fact, ...]:
        """All facts of the article, by where their evidence begins."""
        found = self._search.patterns()
        made = {index: merge_beside(filter(None, starmap(self._draft, some))) for index, some in found.items()}
        beside = self._companions(made, coder)
        for index, drafts in made.items():
            self._complete(drafts, index, beside)
        merged = merge_repeated(draft for drafts in made.values() for draft in drafts)
        for draft in merged:
            self._look_ahead(draft)
        return tuple(sorted((draft.fact() for draft in merged), key=lambda fact: fact.evidence))

    def _companions(self, made: Mapping[int, Sequence[Draft]], coder: Coder) -> dict[int, list[Companion]]:
        """What the companions that can add something say, by sentence and in order."""
        wanted: dict[int, int] = {}
        for index, drafts in made.items():
            wanted[index] = wanted.get(index, 0) | reduce(or_, map(coder.wanted, drafts), 0)
            if wanted[index] & coder.speakers and self._quoted(index):
                # Often just one sentence of a quotation says who speaks.
                for other in self._paragraph(index):
                    wanted[other] = wanted.get(other, 0) | coder.speakers
        return {
            index: sorted(starmap(self._companion, matches), key=_where)
            for index, matches in self._search.companions(wanted).items()
        }

    def _companion(self, pattern: Pattern, hit: Hit) -> Companion:
        filled, span = said_by(pattern, hit, self._search.coded, self._article.published)
        return Companion(span, pattern.types, filled)

    def _quoted(self, index: int) -> bool:
        """Whether a sentence is part of a quotation."""
        return self._quotes and quoted(self._article.text, self._sentences[index])

    def _paragraph(self, index: int) -> list[int]:
        """The numbers of the sentences of a sentence's paragraph, in order."""
        paragraph = self._sentences[index].paragraph
        first = bisect_left(self._sentences, paragraph, key=_paragraph)
        return list(range(first, bisect_right(self._sentences, paragraph, first, key=_paragraph)))

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

    def _draft(self, pattern: Pattern, hit: Hit) -> Draft | None:
        """What one match says, or None where its words fill no slot."""
        filled, span = said_by(pattern, hit, self._search.coded, self._article.published)
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
