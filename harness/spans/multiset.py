"""Exact typed spans, duplicates counted: what is in both sides as often as it is in both."""

import numpy as np
from numpy.typing import NDArray

from harness.spans.columns import Spans, lay_out

Ints = NDArray[np.int64]

TP, FP, FN = range(3)


def multiset_counts(gold: Spans, found: Spans, documents: int, labels: int) -> Ints:
    """True positives, false positives and false negatives: shape (`documents`, `labels`, 3).

    TP is the sum over (label, start, end) of the smaller of the two counts of a document. `documents` and `labels`
    are above every number used. Raises ValueError where a span is empty or out of range.
    """
    golds, founds = lay_out(gold, found)
    side = np.repeat([0, 1], [len(golds), len(founds)])
    columns = [np.concatenate([getattr(golds, name), getattr(founds, name)]) for name in ("label", "stop", "begin")]
    order = np.lexsort((side, *columns))
    fresh = np.ones(len(order), np.bool_)
    fresh[1:] = np.any([column[order][1:] != column[order][:-1] for column in columns], axis=0)
    group = np.empty(len(order), np.int64)
    group[order] = np.cumsum(fresh) - 1
    ours, theirs = group[: len(golds)], group[len(golds) :]
    groups = int(fresh.sum())
    both = np.minimum(np.bincount(ours, minlength=groups), np.bincount(theirs, minlength=groups))
    cells = documents * labels
    first = order[fresh]
    where = np.concatenate([golds.document, founds.document])[first] * labels + columns[0][first]
    right = np.bincount(where, weights=both, minlength=cells).astype(np.int64)
    actual = np.bincount(founds.document * labels + founds.label, minlength=cells)
    possible = np.bincount(golds.document * labels + golds.label, minlength=cells)
    return np.stack([right, actual - right, possible - right], axis=-1).reshape(documents, labels, 3)
