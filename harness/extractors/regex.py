"""The extractor that is all data: every fact it finds is one that a pattern of a pattern book asked for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from harness.errors import ExtractorError
from harness.extractors.patternbook import Book, read_book
from harness.extractors.patterns.draft import Companion, Draft, near
from harness.extractors.patterns.merge import merge_beside, merge_repeated
from harness.extractors.patterns.search import Coder, Match, Search
from harness.extractors.patterns.sentences import Sentence, quoted
from harness.facts import Article, Fact, Filler, Span
from harness.normalise.dates import read_date
from harness.normalise.numbers import Number, read_number

if TYPE_CHECKING:
    from harness.runs.run import Trouble


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
            search = Search(self._coder)
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
        coded, coder = self._search.coded(self._article.text), self._search.coder
        sentences = coded.sentences
        made = [
            merge_beside(draft for match in matches if (draft := self._draft(match)))
            for matches in self._search.matches(coded, coder.patterns, range(len(sentences)))
        ]
        told = {sentence.paragraph for sentence, drafts in zip(sentences, made, strict=True) if drafts}
        around = [index for index, sentence in enumerate(sentences) if sentence.paragraph in told]
        beside = [
            sorted(
                (Companion(match.span, match.pattern.types, self._filled(match)) for match in matches), key=_where
            )
            for matches in self._search.matches(coded, coder.companions, around)
        ]
        for index, drafts in enumerate(made):
            if drafts:
                self._complete(drafts, index, sentences, beside)
        merged = merge_repeated(draft for drafts in made for draft in drafts)
        for draft in merged:
            self._look_ahead(draft)
        return tuple(sorted((draft.fact() for draft in merged), key=lambda fact: fact.evidence))

    def _complete(
        self, drafts: Sequence[Draft], index: int, sentences: Sequence[Sentence], beside: Sequence[Sequence[Companion]]
    ) -> None:
        """Add to the drafts of one sentence what the companions in it say."""
        for draft in drafts:
            for companion in near(beside[index], draft):
                self._add(draft, companion)
        unsaid = [draft for draft in drafts if draft.source is None]
        if not unsaid or not quoted(self._article.text, sentences[index]):
            return
        # Often just one sentence of a quotation says who speaks: the others take the nearest one's word.
        speakers = [
            companion
            for sentence, found in zip(sentences, beside, strict=True)
            if sentence.paragraph == sentences[index].paragraph
            for companion in found
            if "source" in companion.filled
        ]
        for draft in unsaid:
            for companion in near(speakers, draft):
                draft.attribute(companion.filled)

    def _add(self, draft: Draft, companion: Companion) -> None:
        """Fill open slots from a companion, but not with words that fill a slot already."""
        known, taken = self._book.facts[draft.type], [
            filler.span for fillers in draft.slots.values() for filler in fillers if filler.span
        ]
        for slot, fillers in companion.filled.items():
            if slot in known and slot not in draft.slots and not _touch(fillers, taken):
                draft.fill(slot, fillers)
        draft.attribute(companion.filled)

    def _draft(self, match: Match) -> Draft | None:
        """What one match says, or None where its words fill no slot."""
        pattern, filled = match.pattern, self._filled(match)
        known = self._book.facts[pattern.types[0]]
        slots = {slot: fillers for slot, fillers in filled.items() if slot in known}
        if not slots:
            return None
        evidence = [filler.span for filler in filled.get("evidence", ()) if filler.span] or [match.span]
        draft = Draft(pattern.types[0], {**pattern.given, **slots}, evidence)
        draft.attribute({**pattern.attributes, **filled})
        return draft

    def _filled(self, match: Match) -> dict[str, tuple[Filler, ...]]:
        """The fillers of every group that took part, in the order of the text."""
        filled: dict[str, tuple[Filler, ...]] = {}
        for group, spans in match.taken():
            made = [self._filler(group.slot, group.value, span) for span in spans]
            if fillers := tuple([filler for filler in made if filler]):
                filled[group.slot] = filled[group.slot] + fillers if group.slot in filled else fillers
        return filled

    def _filler(self, slot: str, value: str | None, span: Span) -> Filler | None:
        """The words at `span` as a filler; None where they are no number though the slot asks for one."""
        text = self._article.text[span[0] : span[1]]
        kind = self._book.values.get(slot) if value is None else None
        if kind == "number":
            number = _number(text)
            return Filler(text, number.value, span, number.precision) if number else None
        if kind == "date":
            return Filler(text, _date(text, self._article.published), span)
        return Filler(text, value, span)

    def _look_ahead(self, draft: Draft) -> None:
        """If it is planned, "Tuesday" is one to come: dates are then only read as far as they are absolute."""
        if draft.modality == "planned":
            for slot, fillers in draft.slots.items():
                if self._book.values.get(slot) == "date":
                    draft.slots[slot] = tuple(
                        replace(one, value=_date(one.text, None)) if one.text else one for one in fillers
                    )


@lru_cache(maxsize=10_000)
def _number(text: str) -> Number | None:
    return read_number(text)


@lru_cache(maxsize=10_000)
def _date(text: str, published: str | None) -> str | None:
    return read_date(text, published)


def _touch(fillers: Iterable[Filler], taken: Sequence[Span]) -> bool:
    """Whether any of the fillers shares a character with a span."""
    return any(
        start < filler.span[1] and filler.span[0] < end for filler in fillers if filler.span for start, end in taken
    )


def _where(companion: Companion) -> Span:
    return companion.span
