"""Spans as callers have them -> facts without slots, whose evidence they are: what every profile of spans can score."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from harness.errors import ConfigError
from harness.facts import Fact, Span
from harness.score.sound import shown, sound
from harness.scoring.result import Score
from harness.statistics.fractions import Fractions

if TYPE_CHECKING:
    import pandas as pd

PROFILES = ("semeval13", "exact", "conll")
"""The profiles that count spans; from facts they make two sections, of evidence and of slots."""

SECTION = "evidence"
DOCUMENT = ("document", "doc", "article", "article_id")
_KEYS = {"start", "end", "label"}


def holds_spans(given: object) -> bool:
    """Tell spans (dicts or columns with start, end and label) from facts, by the first that is there."""
    if isinstance(given, Mapping):
        return set(given) >= _KEYS or any(holds_spans(some) for some in given.values())
    if isinstance(given, Iterable) and not isinstance(given, str | bytes | tuple):
        return next((True for one in given if holds_spans(one)), False)
    return False


def spans_given(given: Any, side: str, inclusive: bool) -> dict[str, tuple[Fact, ...]]:  # noqa: ANN401 - see holds_spans
    """The spans of each document as facts: a dict document -> spans, a list of them, or a list or table with documents.

    Without names documents are numbered from 0. Raises ConfigError that says which span is wrong, and why.
    """
    if isinstance(given, Mapping):
        return {str(name): _facts(some, f"{side}[{name!r}]", inclusive) for name, some in given.items()}
    if isinstance(given, str | bytes) or not isinstance(given, Iterable):
        raise ConfigError(f"{side} is a {type(given).__name__}: give spans as a list, a dict, a Dataset or a DataFrame")
    items = list(given)
    if numbered(items):
        width = len(str(len(items)))
        return {str(i).zfill(width): _facts(some, f"{side}[{i}]", inclusive) for i, some in enumerate(items)}
    documents: dict[str, list[Fact]] = {}
    for number, span in enumerate(items):
        name = next((str(span[key]) for key in DOCUMENT if key in span), "0") if isinstance(span, Mapping) else "0"
        documents.setdefault(name, []).append(_fact(span, f"{side}[{number}]", inclusive))
    return {name: tuple(facts) for name, facts in documents.items()}


def of_evidence(score: Score, end: str) -> Score:
    """The score of spans alone: the section of evidence, as if there were no other."""

    def outcomes() -> "pd.DataFrame":
        table = score.make_outcomes()
        return table[table["section"] == SECTION].drop(columns="section").reset_index(drop=True)

    prefix = f"{SECTION} "
    fractions = score.fractions
    if fractions is not None:
        mine = [index for index, row in enumerate(fractions.rows) if row.startswith(prefix)]
        rows = tuple(fractions.rows[index].removeprefix(prefix) for index in mine)
        fractions = Fractions(fractions.articles, rows, fractions.cells[:, mine])
    return replace(
        score,
        rows=score.rows[SECTION],
        counts={name.removeprefix(prefix): row for name, row in score.counts.items() if name.startswith(prefix)},
        settings={**score.settings, "end": end},
        make_outcomes=outcomes,
        fractions=fractions,
    )


def _facts(spans: Any, place: str, inclusive: bool) -> tuple[Fact, ...]:  # noqa: ANN401 - a list of spans, it is hoped
    if isinstance(spans, str | bytes | Mapping) or not isinstance(spans, Iterable):
        raise ConfigError(f"{place} is a {type(spans).__name__}: a document is a list of spans")
    return tuple(_fact(span, f"{place}[{number}]", inclusive) for number, span in enumerate(spans))


def _fact(span: object, place: str, inclusive: bool) -> Fact:
    if not isinstance(span, Mapping) or not set(span) >= _KEYS:
        raise ConfigError(f"{place}: a span is a dict with start, end and label, not {span!r:.80}")
    start, end, label = (span[key] for key in ("start", "end", "label"))
    if not all(hasattr(one, "__index__") and not isinstance(one, bool) for one in (start, end)):
        raise ConfigError(f"{place}: start and end are whole numbers, not {shown(start)} and {shown(end)}")
    if not isinstance(label, str):
        raise ConfigError(f"{place}: the label is text, not {shown(label)}")
    start, end = int(start), int(end) + inclusive
    if not sound(Span(start, end)):
        where = f"{shown(start)}:{shown(end)}"
        raise ConfigError(f"{place}: {where} is empty or out of range (offsets are half-open: text[start:end])")
    return Fact(label, evidence=(Span(start, end),))


def numbered(given: object) -> bool:
    """Tell a list of documents, which have no names but their numbers, from everything else."""
    return isinstance(given, list) and not any(isinstance(one, Mapping) for one in given)
