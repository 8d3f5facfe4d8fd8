"""One fact of one run with its outcome, read back from the run's outcome table: what every list of mistakes shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from harness.facts import Span
from harness.report.sentence import Excerpt, Sentences
from harness.runs.run import Run
from harness.schema import Schema

Outcome = Literal["correct", "partial", "incorrect", "missing", "spurious"]
OUTCOMES: tuple[Outcome, ...] = ("correct", "partial", "incorrect", "missing", "spurious")

Key = tuple[str, str, int]
"""(article, gold id, found index): the fact that a row is about, or belongs to."""


class Row(NamedTuple):
    """The columns of the outcome table that are read here, by name."""

    level: str
    article: str
    type: str
    slot: str
    gold: str
    found: int
    gold_text: object
    found_text: object
    gold_value: object
    found_value: object
    gold_start: int
    gold_end: int
    found_start: int
    found_end: int
    outcome: Outcome
    counted: bool
    why: object

    @property
    def key(self) -> Key:
        """The row's own (article, gold id, found index)."""
        return self.article, self.gold, self.found


@dataclass(frozen=True, slots=True)
class SlotOutcome:
    """One filler pairing: what gold expects, what was found, and why the outcome is what it is.

    `slot` may be an attribute (modality, polarity, source); texts are as written, values in normal form, spans in the
    article, None where that side has nothing. `key` says that the fact hangs on the slot; `counted` is False for
    optional gold not found.
    """

    slot: str
    outcome: Outcome
    expected_text: str | None
    expected_value: str | None
    found_text: str | None
    found_value: str | None
    expected_span: Span | None
    found_span: Span | None
    why: str
    key: bool = False
    counted: bool = True


@dataclass(frozen=True, slots=True)
class FactOutcome:
    """A gold fact, a found fact, or the pair of both.

    `number` counts the facts of the article from 1, in the order of the text. `gold` is the gold id ("" if none),
    `found` the index into the article's found facts (-1 if none). `excerpt` is the sentence of the evidence, None
    where there is no evidence. `counted` is False where gold calls the fact optional and the scores pass it over.
    """

    number: int
    article: str
    type: str
    outcome: Outcome
    counted: bool
    gold: str
    found: int
    gold_evidence: tuple[Span, ...]
    found_evidence: tuple[Span, ...]
    excerpt: Excerpt | None
    slots: tuple[SlotOutcome, ...]

    @property
    def name(self) -> str:
        """What tells it from the other facts of its article and run: the gold id, or `found:3` where gold has none."""
        return self.gold or f"found:{self.found}"

    @property
    def mistaken(self) -> bool:
        """Whether it costs the extractor anything: counted, and not correct."""
        return self.counted and self.outcome != "correct"

    @property
    def wrong_slots(self) -> tuple[SlotOutcome, ...]:
        """The slots and attributes that went wrong, in the order of the table."""
        return tuple(s for s in self.slots if s.counted and s.outcome != "correct")


def fact_outcomes(run: Run, sentences: Mapping[str, Sentences] | None = None) -> tuple[FactOutcome, ...]:
    """Return every fact of `run.outcomes` with its slots, by article and then in the order of the text.

    `sentences` are those of each article, where they are at hand: runs on one corpus share them. Of the attributes only
    those that went wrong: nothing shows the others, and they are a third of a long table.
    """
    table = run.outcomes
    table = table[(table["level"] != "attribute") | (table["outcome"] != "correct")]
    columns = (table[name].astype(object).tolist() for name in Row._fields)
    rows = list(map(Row._make, zip(*columns, strict=True)))
    slots = _slots_by_fact(rows, run.corpus.schema)
    by_article: dict[str, list[Row]] = {article.id: [] for article in run.corpus.articles}
    for row in rows:
        if row.level == "fact":
            by_article.setdefault(row.article, []).append(row)
    if sentences is None:
        sentences = {article.id: Sentences(article.text) for article in run.corpus.articles}
    stated = {(article, gold.id): gold.fact.evidence for article, facts in run.corpus.gold.items() for gold in facts}
    return tuple(
        fact
        for article, facts in by_article.items()
        for fact in _of_article(run, sentences.get(article, Sentences("")), facts, slots, stated)
    )


def _of_article(
    run: Run,
    sentences: Sentences,
    rows: list[Row],
    slots: Mapping[Key, tuple[SlotOutcome, ...]],
    stated: Mapping[tuple[str, str], tuple[Span, ...]],
) -> Iterator[FactOutcome]:
    """Yield the facts of one article, numbered."""
    end = len(sentences.text)
    placed = []
    for row in rows:
        gold, found = stated.get((row.article, row.gold), ()), _found_evidence(run, row)
        place = min((gold or found), default=Span(end, end))
        placed.append((place, row.type, row.gold, row.found, row, gold, found))
    placed.sort(key=lambda entry: entry[:4])
    for number, (*_, row, gold, found) in enumerate(placed, 1):
        yield FactOutcome(
            number=number,
            article=row.article,
            type=row.type,
            outcome=row.outcome,
            counted=row.counted,
            gold=row.gold,
            found=row.found,
            gold_evidence=gold,
            found_evidence=found,
            excerpt=sentences.excerpt(gold or found),
            slots=slots.get(row.key, ()),
        )


def _slots_by_fact(rows: list[Row], schema: Schema) -> dict[Key, tuple[SlotOutcome, ...]]:
    """Gather slot and attribute rows under their fact: by gold id where there is one, else by found index."""
    keys = [row.key for row in rows if row.level == "fact"]
    by_gold = {(article, gold): (article, gold, found) for article, gold, found in keys if gold}
    by_found = {(article, found): (article, gold, found) for article, gold, found in keys if found >= 0}
    gathered: dict[Key, list[SlotOutcome]] = {}
    for row in rows:
        if row.level == "fact":
            continue
        key = by_gold.get((row.article, row.gold)) if row.gold else by_found.get((row.article, row.found))
        if key is not None:
            gathered.setdefault(key, []).append(_slot(row, schema))
    return {key: tuple(slots) for key, slots in gathered.items()}


def _slot(row: Row, schema: Schema) -> SlotOutcome:
    kind = schema.types.get(row.type)
    slot = kind.slots.get(row.slot) if kind is not None and row.level == "slot" else None
    return SlotOutcome(
        slot=row.slot,
        outcome=row.outcome,
        expected_text=words_of(row.gold_text),
        expected_value=words_of(row.gold_value),
        found_text=words_of(row.found_text),
        found_value=words_of(row.found_value),
        expected_span=_span(row.gold_start, row.gold_end),
        found_span=_span(row.found_start, row.found_end),
        why=words_of(row.why) or "",
        key=slot is not None and slot.key,
        counted=row.counted,
    )


def words_of(cell: object) -> str | None:
    """Return a string cell, or None for a missing one (pandas writes None, NaN or NA)."""
    return cell if isinstance(cell, str) else None


def _span(start: int, end: int) -> Span | None:
    return Span(start, end) if 0 <= start < end else None


def _found_evidence(run: Run, row: Row) -> tuple[Span, ...]:
    facts = run.found.get(row.article, ())
    return facts[row.found].evidence if 0 <= row.found < len(facts) else ()
