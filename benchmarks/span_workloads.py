"""Spans to score: seeded, as integer columns, which every scorer's own input is made from.

Positions are tokens, half-open. `plain`: spans of a side never overlap, as tag sequences demand; of the predictions
some are widened, retyped, missing or spurious, some cover two gold spans, and some gold spans are found as two halves.
`overlapping`: two extractors' spans put together, 60 % of the gold found twice, some gold nested.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Kind = Literal["plain", "overlapping"]

LABELS = ("actor", "count", "date", "place", "target", "weapon")
_CELL = 16  # tokens that a span of the plain workload has for itself


@dataclass(frozen=True, slots=True)
class Side:
    """Spans sorted by document: document and label by number, start and end in tokens, half-open."""

    document: Ints
    start: Ints
    end: Ints
    label: Ints

    def __len__(self) -> int:
        """How many spans."""
        return len(self.document)

    def head(self, documents: int) -> "Side":
        """Those of the first documents."""
        keep = slice(0, int(np.searchsorted(self.document, documents)))
        return Side(self.document[keep], self.start[keep], self.end[keep], self.label[keep])


@dataclass(frozen=True, slots=True)
class SpanWorkload:
    """`documents` documents of `per_document` gold spans each; `length` tokens a document."""

    kind: Kind
    documents: int
    per_document: int
    length: int
    gold: Side
    found: Side

    def head(self, documents: int) -> "SpanWorkload":
        """The first documents alone."""
        return SpanWorkload(
            self.kind, documents, self.per_document, self.length, self.gold.head(documents), self.found.head(documents)
        )


def span_workload(kind: Kind, per_document: int, spans: int, seed: int = 0) -> SpanWorkload:
    """About `spans` gold spans in documents of `per_document`; the same numbers give the same workload."""
    documents = max(1, spans // per_document)
    rng = np.random.default_rng([seed, per_document, len(kind)])
    make = _plain if kind == "plain" else _overlapping
    return make(rng, documents, per_document)


def _plain(rng: np.random.Generator, documents: int, per_document: int) -> SpanWorkload:
    """Every gold span in a cell of 16 tokens: at 2..11, up to 4 long, so that widening stays within the cell."""
    size = documents * per_document
    document = np.repeat(np.arange(documents), per_document)
    cell = np.tile(np.arange(per_document), documents)
    start = cell * _CELL + rng.integers(2, 7, size)
    end = start + rng.integers(1, 5, size)
    label = rng.integers(0, len(LABELS), size)
    fate = rng.random(size)
    found_start, found_end, found_label = start.copy(), end.copy(), label.copy()
    found_start[(fate < 0.16)] -= 1
    found_end[(fate > 0.10) & (fate < 0.22)] += 1
    retyped = (fate > 0.20) & (fate < 0.32)
    found_label[retyped] = (label[retyped] + rng.integers(1, len(LABELS), int(retyped.sum()))) % len(LABELS)
    missing = fate > 0.94
    # A prediction that runs on over the next gold span, which then has none of its own.
    merged = np.flatnonzero((fate[:-1] > 0.32) & (fate[:-1] < 0.37) & (document[:-1] == document[1:]) & ~missing[1:])
    merged = merged[np.diff(merged, prepend=-2) > 1]
    found_end[merged] = end[merged + 1]
    missing[merged + 1] = True
    # A gold span found as two halves, of which one may have another label.
    split = np.setdiff1d(np.flatnonzero((fate > 0.37) & (fate < 0.42) & (end - start > 1) & ~missing), merged)
    extra = (document[split], start[split] + 1, end[split], label[split])
    found_end[split] = start[split] + 1
    found_label[split] = rng.integers(0, len(LABELS), len(split))
    spurious = np.flatnonzero(rng.random(size) < 0.08)
    spurious = spurious[~np.isin(spurious, merged)]
    nothing = (
        document[spurious],
        cell[spurious] * _CELL + 12,
        cell[spurious] * _CELL + 14,
        rng.integers(0, len(LABELS), len(spurious)),
    )
    own = (document[~missing], found_start[~missing], found_end[~missing], found_label[~missing])
    found = _by_document([own, extra, nothing], in_text_order=True)
    length = per_document * _CELL
    return SpanWorkload("plain", documents, per_document, length, Side(document, start, end, label), found)


def _overlapping(rng: np.random.Generator, documents: int, per_document: int) -> SpanWorkload:
    """Gold one to six tokens apart, every tenth nested in the one before; found once, and 60 % of it once more."""
    size = documents * per_document
    document = np.repeat(np.arange(documents), per_document)
    length = rng.integers(2, 6, size)
    step = (length + rng.integers(1, 7, size)).reshape(documents, per_document)
    start = (np.cumsum(step, axis=1) - step).ravel() + 3
    end = start + length
    nested = np.flatnonzero((rng.random(size - 1) < 0.1) & (document[:-1] == document[1:])) + 1
    start[nested], end[nested] = start[nested - 1], end[nested - 1] - 1
    label = rng.integers(0, len(LABELS), size)
    parts = []
    for keep in (rng.random(size) < 0.94, rng.random(size) < 0.60):
        fate = rng.random((4, size))
        low = start - np.where(fate[0] < 0.2, rng.integers(1, 4, size), 0)
        high = end + np.where(fate[1] < 0.2, rng.integers(1, 4, size), 0)
        away = fate[2] < 0.05
        low[away] += rng.integers(2, 9, int(away.sum()))
        high = np.maximum(high, low + 1)
        typed = np.where(fate[3] < 0.12, rng.integers(0, len(LABELS), size), label)
        parts.append((document[keep], low[keep], high[keep], typed[keep]))
    found = _by_document(parts, in_text_order=False)
    tokens = int(max(end.max(), found.end.max())) + 1
    return SpanWorkload("overlapping", documents, per_document, tokens, Side(document, start, end, label), found)


def _by_document(parts: list[tuple[Ints, Ints, Ints, Ints]], *, in_text_order: bool) -> Side:
    """All parts together, document by document; within one in the order of the text, or part after part."""
    document, start, end, label = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((start, document)) if in_text_order else np.argsort(document, kind="stable")
    return Side(document[order], start[order], end[order], label[order])
