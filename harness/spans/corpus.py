"""Gold and found spans of a set of documents, with the names of the documents and labels."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from harness.spans.columns import Spans
from harness.spans.modes import COR, INC, OUTCOMES, PAR, Pairs

if TYPE_CHECKING:
    import pandas as pd


class LabelledSpan(NamedTuple):
    """A half-open range with a label."""

    start: int
    end: int
    label: str


Documents = Mapping[str, Sequence[LabelledSpan]]


@dataclass(frozen=True, slots=True)
class SpanCorpus:
    """Columns whose numbers index `documents` and `labels`, both sorted and distinct."""

    documents: tuple[str, ...]
    labels: tuple[str, ...]
    gold: Spans
    found: Spans


def span_corpus(gold: Documents, found: Documents, tags: Iterable[str] | None = None) -> SpanCorpus:
    """The spans of both sides as columns, those with other labels than `tags` left out (None: all stay)."""
    kept = None if tags is None else set(tags)
    documents = tuple(sorted({*gold, *found}))
    sides = [
        [
            (number, *span)
            for number, name in enumerate(documents)
            for span in side.get(name, ())
            if kept is None or span.label in kept
        ]
        for side in (gold, found)
    ]
    labels = tuple(sorted({row[3] for side in sides for row in side}))
    number_of = {label: number for number, label in enumerate(labels)}
    columns = [
        Spans(*np.array([(*row[:3], number_of[row[3]]) for row in side], np.int64).reshape(-1, 4).T) for side in sides
    ]
    return SpanCorpus(documents, labels, columns[0], columns[1])


def outcome_table(corpus: SpanCorpus, pairs: Mapping[str, Pairs]) -> "pd.DataFrame":
    """What became of every span in each mode: mode, document, outcome, and start, end and label on either side.

    Offsets are half-open; a side without a span has none. Sorted, so the same spans give the same table.
    """
    import pandas as pd

    tables = []
    for mode, some in pairs.items():
        sides = []
        for spans, mine, side in ((corpus.gold, some.gold, "gold"), (corpus.found, some.found, "found")):
            alone = np.setdiff1d(np.arange(len(spans)), mine)
            before, after = (0, len(corpus.found) - len(mine)) if side == "gold" else (len(corpus.gold) - len(mine), 0)
            rows = np.concatenate([mine, np.full(before, -1), alone, np.full(after, -1)])
            sides.append(_side(corpus, spans, rows, side))
        right = {"strict": some.exact & some.typed, "ent_type": some.typed}.get(mode, some.exact)
        outcome = np.where(right, OUTCOMES[COR], OUTCOMES[PAR if mode == "partial" else INC])
        alone_gold, alone_found = len(corpus.gold) - len(outcome), len(corpus.found) - len(outcome)
        table = pd.concat(sides, axis=1)
        table.insert(0, "outcome", np.concatenate([outcome, ["MIS"] * alone_gold, ["SPU"] * alone_found]))
        table.insert(0, "document", table.pop("gold_document").fillna(table.pop("found_document")))
        table.insert(0, "mode", mode)
        tables.append(table.sort_values(list(table.columns), ignore_index=True))
    return pd.concat(tables, ignore_index=True)


def _side(
    corpus: SpanCorpus, spans: Spans, rows: "np.ndarray[tuple[int], np.dtype[np.int64]]", side: str
) -> "pd.DataFrame":
    """Document, start, end and label of the spans at `rows`, nothing where a row is -1."""
    import pandas as pd

    names, labels = np.array([*corpus.documents, None], object), np.array([*corpus.labels, None], object)
    there = rows >= 0
    columns = {
        f"{side}_{name}": pd.array(np.append(getattr(spans, name), 0)[rows], "Int64") for name in ("start", "end")
    }
    for column in columns.values():
        column[~there] = pd.NA
    return pd.DataFrame(
        {
            f"{side}_document": names[np.append(spans.document, len(corpus.documents))[rows]],
            **columns,
            f"{side}_label": labels[np.append(spans.label, len(corpus.labels))[rows]],
        }
    )
