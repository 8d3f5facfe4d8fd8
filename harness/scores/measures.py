"""Counts -> ratios. A ratio of nothing to nothing is undefined, and None, never 0 or 1.

For facts, `strict` takes correct ones as hits, `lenient` correct and partial ones; both are sets against sets, and
scikit-learn computes them. For slots a partial filler is half a hit: Chinchor 1992, 'MUC-4 evaluation metrics'.
"""

import math
from collections.abc import Mapping
from typing import Literal

from harness.scores.score import Counts, Interval, MucErrors, Ratios

Z95 = 1.959963984540054
"""The 97.5 % quantile of the normal distribution."""

Reading = Literal["strict", "lenient"]


def hits(counts: Counts, reading: Reading) -> int:
    """How many facts are right under a reading."""
    return counts.correct + (counts.partial if reading == "lenient" else 0)


def fact_ratios(counts: Counts, reading: Reading) -> Ratios:
    """Precision hits/actual, recall hits/possible and F1 2 hits/(actual + possible), with Wilson intervals."""
    right = hits(counts, reading)
    return Ratios(
        _ratio(right, counts.actual),
        _ratio(right, counts.possible),
        _ratio(2 * right, counts.actual + counts.possible),
        wilson(right, counts.actual),
        wilson(right, counts.possible),
    )


def averaged_ratios(per_type: Mapping[str, Counts], reading: Reading, average: Literal["macro", "weighted"]) -> Ratios:
    """The mean over the types that gold has, plain or weighted by support (scikit-learn's averages).

    A type whose precision is undefined, because nothing of it was found, has no part in the mean of the precisions.
    """
    from sklearn.metrics import precision_recall_fscore_support

    types = [name for name, counts in per_type.items() if counts.possible]
    if not types:
        return Ratios()
    truth: list[str] = []
    answer: list[str] = []
    weight: list[int] = []
    for name, counts in per_type.items():
        right = hits(counts, reading)
        # An empty string stands for "no fact": a miss is gold against nothing, a false alarm nothing against found.
        cells = ((name, name, right), (name, "", counts.possible - right), ("", name, counts.actual - right))
        for gold, found, size in cells:
            truth.append(gold)
            answer.append(found)
            weight.append(size)
    precision, recall, f1, _ = precision_recall_fscore_support(
        truth, answer, labels=types, average=average, sample_weight=weight, zero_division=math.nan
    )
    return Ratios(_defined(precision), _defined(recall), _defined(f1))


def slot_ratios(counts: Counts) -> Ratios:
    """Precision (COR + PAR/2)/ACT, recall (COR + PAR/2)/POS and their F1: Chinchor 1992.

    Half hits are no proportion of whole ones, so there is no Wilson interval.
    """
    credit = counts.correct + 0.5 * counts.partial
    return Ratios(
        _ratio(credit, counts.actual),
        _ratio(credit, counts.possible),
        _ratio(2 * credit, counts.actual + counts.possible),
    )


def averaged_slot_ratios(per_type: Mapping[str, Counts], average: Literal["macro", "weighted"]) -> Ratios:
    """The mean of the slot ratios over the types that gold has; undefined ones have no part in it."""
    rows = [(slot_ratios(c), c.possible if average == "weighted" else 1) for c in per_type.values() if c.possible]
    return Ratios(
        _mean([(r.precision, w) for r, w in rows]),
        _mean([(r.recall, w) for r, w in rows]),
        _mean([(r.f1, w) for r, w in rows]),
    )


def muc_errors(counts: Counts) -> MucErrors:
    """Error per response fill, under- and overgeneration and substitution: Chinchor 1992, section 'Metrics'."""
    wrong = counts.incorrect + 0.5 * counts.partial
    compared = counts.correct + counts.partial + counts.incorrect
    return MucErrors(
        _ratio(wrong + counts.missing + counts.spurious, compared + counts.missing + counts.spurious),
        _ratio(counts.missing, counts.possible),
        _ratio(counts.spurious, counts.actual),
        _ratio(wrong, compared),
    )


def wilson(right: int, size: int, z: float = Z95) -> Interval | None:
    """The Wilson score interval of the proportion right/size, in 0..1; None where size is 0. Wilson 1927, JASA 22."""
    if not size:
        return None
    share, square = right / size, z * z
    centre = (share + square / (2 * size)) / (1 + square / size)
    half = z * math.sqrt(share * (1 - share) / size + square / (4 * size * size)) / (1 + square / size)
    # The bounds of 0 and of 1 are exact; rounding must not push them past.
    return (0.0 if right == 0 else max(0.0, centre - half), 1.0 if right == size else min(1.0, centre + half))


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _mean(weighted: list[tuple[float | None, int]]) -> float | None:
    defined = [(value, weight) for value, weight in weighted if value is not None]
    return _ratio(sum(value * weight for value, weight in defined), sum(weight for _, weight in defined))


def _defined(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
