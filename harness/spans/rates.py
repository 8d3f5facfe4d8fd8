"""Precision, recall and F1 as the scorers of spans print them: nothing divided by nothing is 0."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from harness.spans.multiset import FN, FP, TP

Ints = NDArray[np.int64]

Rates = dict[str, float]


def rates(hits: float, actual: float, possible: float) -> Rates:
    """P = hits/actual, R = hits/possible, F = 2PR/(P+R); each 0.0 where its denominator is 0."""
    precision = hits / actual if actual else 0.0
    recall = hits / possible if possible else 0.0
    both = precision + recall
    return {"P": precision, "R": recall, "F": 2 * precision * recall / both if both else 0.0}


def per_label(counts: Ints, labels: tuple[str, ...]) -> dict[str, dict[str, int | float]]:
    """TP, FP, FN, P, R, F of each label; `counts` has shape (labels, 3)."""
    rows: dict[str, dict[str, int | float]] = {}
    for label, (right, false, missed) in zip(labels, counts.tolist(), strict=True):
        rows[label] = {"TP": right, "FP": false, "FN": missed, **rates(right, right + false, right + missed)}
    return rows


def micro(counts: Ints) -> dict[str, int | float]:
    """TP, FP, FN, P, R, F of all labels together."""
    return per_label(counts.sum(axis=0, keepdims=True), ("micro",))["micro"]


def mean(rows: Mapping[str, Mapping[str, int | float]], weights: Ints | None = None) -> Rates:
    """P, R and F averaged over the rows, plainly or by `weights`; 0.0 where there is nothing to average.

    Plain sums of float64 in numpy's order, as scikit-learn and seqeval have them.
    """
    if not rows or (weights is not None and not weights.sum()):
        return {"P": 0.0, "R": 0.0, "F": 0.0}
    return {name: float(np.average([row[name] for row in rows.values()], weights=weights)) for name in ("P", "R", "F")}


def fraction_cells(counts: Ints) -> NDArray[np.float64]:
    """(p_num, p_den, r_num, r_den) from (..., TP/FP/FN), with the sum over the labels before the labels.

    Shape (documents, labels, 3) to (documents, 1 + labels, 4).
    """
    counts = np.concatenate([counts.sum(axis=1, keepdims=True), counts], axis=1)
    right = counts[..., TP]
    return np.stack([right, right + counts[..., FP], right, right + counts[..., FN]], axis=-1).astype(float)
