"""The right answers, found the slow and obvious way, that every scorer's are held against."""

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from benchmarks.bounds import MODES
from benchmarks.span_workloads import Side, SpanWorkload

Ints = NDArray[np.int64]


def exact_typed(work: SpanWorkload) -> Ints:
    """True positives, gold and found of each document, shape (documents, 3): duplicates counted, as multisets."""
    gold, found = _counters(work.gold, work.documents), _counters(work.found, work.documents)
    return np.array([[(g & f).total(), g.total(), f.total()] for g, f in zip(gold, found, strict=True)])


def distinct_typed(work: SpanWorkload) -> Ints:
    """The same with duplicates counted once, as sets."""
    gold, found = _counters(work.gold, work.documents), _counters(work.found, work.documents)
    return np.array([[len(g & f), len(g), len(f)] for g, f in zip(gold, found, strict=True)])


def _counters(side: Side, documents: int) -> list[Counter[tuple[int, int, int]]]:
    counters: list[Counter[tuple[int, int, int]]] = [Counter() for _ in range(documents)]
    rows = zip(side.document.tolist(), side.start.tolist(), side.end.tolist(), side.label.tolist(), strict=True)
    for document, *span in rows:
        counters[document][(span[0], span[1], span[2])] += 1
    return counters


def optimum(work: SpanWorkload) -> Ints:
    """COR, INC, PAR, MIS, SPU of each document in each mode, (documents, 4, 5): one dense assignment a document.

    As many correct pairs as possible, then as many pairs: a correct one weighs more than all others together.
    """
    return np.stack([_document(work, document) for document in range(work.documents)])


def most_pairs(work: SpanWorkload) -> Ints:
    """The largest number of overlapping pairs, one to one, of each document."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    overlaps = [_compared(work, document)[0] for document in range(work.documents)]
    return np.array([int((maximum_bipartite_matching(csr_array(one)) >= 0).sum()) for one in overlaps])


def _document(work: SpanWorkload, document: int) -> Ints:
    from scipy.optimize import linear_sum_assignment

    overlap, exact, typed = _compared(work, document)
    counts = np.zeros((len(MODES), 5), np.int64)
    for mode, right in enumerate((exact & typed, exact, exact, typed & overlap)):
        weights = overlap + right * float(1 + min(overlap.shape))
        gold, found = linear_sum_assignment(weights, maximize=True)
        pairs, correct = int(overlap[gold, found].sum()), int(right[gold, found].sum())
        counts[mode] = (correct, pairs - correct, 0, overlap.shape[0] - pairs, overlap.shape[1] - pairs)
        if MODES[mode] == "partial":
            counts[mode, [1, 2]] = counts[mode, [2, 1]]
    return counts


def _compared(work: SpanWorkload, document: int) -> tuple[NDArray[np.bool_], NDArray[np.bool_], NDArray[np.bool_]]:
    """Gold by found of one document: whether they overlap, are equal in extent, and in label."""
    gold, found = _of(work.gold, document), _of(work.found, document)
    overlap = (gold.start[:, None] < found.end) & (found.start < gold.end[:, None])
    exact = (gold.start[:, None] == found.start) & (gold.end[:, None] == found.end)
    return overlap, exact, gold.label[:, None] == found.label


def _of(side: Side, document: int) -> Side:
    keep = slice(*np.searchsorted(side.document, [document, document + 1]).tolist())
    return Side(side.document[keep], side.start[keep], side.end[keep], side.label[keep])
