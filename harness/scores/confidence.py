"""What an extractor's confidence is worth: what a threshold on it would gain and lose, and whether it can be believed.

Precision and recall are those of the score table, of the facts at least as confident as a threshold. Recall is out of
the support, so gold that was not found at all keeps it below 1 at every threshold; to scikit-learn's
`precision_recall_curve` what was not found is nothing, and recall would end at 1. All facts of one confidence are one
step, as no threshold parts them.

average precision   Σ (R[k] - R[k-1]) P[k] over the steps, the most confident first, R[0] being 0: the area under the
                    curve, without interpolation (Manning, Raghavan and Schütze 2008, 'Introduction to Information
                    Retrieval', section 8.4; scikit-learn's `average_precision_score`, times hits / support)
calibration error   Σ (n / N) |share right - mean confidence| over ten bins of equal width (Guo et al. 2017, 'On
                    Calibration of Modern Neural Networks', ICML, equation 3)
Brier score         the mean of (confidence - right)², where right is 1 or 0 (Brier 1950, Monthly Weather Review 78)

Facts are right as they are in the pairing of all that was found; of fewer facts the pairing may be another, so a run
with that threshold can differ a little from the curve.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from harness.facts import Fact
from harness.schema import Schema
from harness.scores.measures import Reading, wilson
from harness.scores.score import Interval

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

READINGS: tuple[Reading, ...] = ("lenient", "strict")
BINS = 10
POINTS = 100
"""Points of a curve that are kept: of more, so many spread evenly, the first and the last among them."""


@dataclass(frozen=True, slots=True)
class Point:
    """The facts of at least `threshold`: how many count, how many of them are right, and what that makes, in 0..1.

    `recall` is None where the support is 0.
    """

    threshold: float
    found: int
    right: int
    precision: float
    recall: float | None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both, None where either is undefined or both are 0."""
        if self.recall is None or not self.precision + self.recall:
            return None
        return 2 * self.precision * self.recall / (self.precision + self.recall)


@dataclass(frozen=True, slots=True)
class Bin:
    """Facts with a confidence above `low` (the first: from it) up to `high`: how many, their mean, and what was right.

    `share` is right / count with its Wilson interval; None, as is the mean, where the bin is empty.
    """

    low: float
    high: float
    count: int
    right: int
    mean: float | None
    share: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Belief:
    """The confidence of the facts of a type, "" for all, under one reading.

    `support` and `found` are those of the score table, `given` how many of the found have a confidence: they alone are
    in the bins and in the two errors, which are None where there are none. In the curve one without is as one of
    confidence 1, as no threshold leaves it out. `average_precision` is None where the support is 0.
    """

    type: str
    reading: Reading
    support: int
    found: int
    given: int
    average_precision: float | None
    calibration_error: float | None
    brier: float | None
    points: tuple[Point, ...]
    bins: tuple[Bin, ...]

    @property
    def best(self) -> Point | None:
        """The point of the highest F1 among those kept, of equals that with the most facts."""
        return max((point for point in self.points if point.f1 is not None), key=_f1_then_found, default=None)


def beliefs(outcomes: "pd.DataFrame", found: Mapping[str, Sequence[Fact]], schema: Schema) -> tuple[Belief, ...]:
    """Return all facts and then each type, lenient and strict; nothing where no fact that was found has a confidence.

    `outcomes` is the table of `harness.matching.outcomes` of what was found. What counts nowhere there (what matches
    optional gold) counts nowhere here.
    """
    if all(fact.confidence is None for facts in found.values() for fact in facts):
        return ()
    facts = outcomes[(outcomes["level"] == "fact") & outcomes["counted"]]
    wanted = (facts["gold"] != "").to_numpy(np.bool_)
    kinds, outcome = facts["type"].to_numpy(object), facts["outcome"].to_numpy(object)
    given = [
        np.nan if index < 0 else _confidence(found[article][index])
        for article, index in zip(facts["article"], facts["found"].tolist(), strict=True)
    ]
    confidence, answered = np.array(given, np.float64), (facts["found"] >= 0).to_numpy(np.bool_)
    right = {"strict": outcome == "correct", "lenient": (outcome == "correct") | (outcome == "partial")}
    told = []
    for kind in ("", *(name for name in schema.types if (kinds == name).any())):
        mine = kinds == kind if kind else np.ones(len(kinds), np.bool_)
        support = int((mine & wanted).sum())
        rows = np.flatnonzero(mine & answered)
        told += [_belief(kind, reading, support, confidence[rows], right[reading][rows]) for reading in READINGS]
    return tuple(told)


def _f1_then_found(point: Point) -> tuple[float, int]:
    return point.f1 or 0.0, point.found


def _confidence(fact: Fact) -> float:
    return np.nan if fact.confidence is None else float(fact.confidence)


def _belief(kind: str, reading: Reading, support: int, confidence: Floats, right: Bools) -> Belief:
    """`confidence` has NaN where there is none."""
    points = _curve(np.where(np.isnan(confidence), 1.0, confidence), right, support)
    given = ~np.isnan(confidence)
    sure, hit = confidence[given], right[given].astype(np.float64)
    bins = _bins(sure, right[given])
    gaps = [one.count * abs(one.share - one.mean) for one in bins if one.share is not None and one.mean is not None]
    return Belief(
        type=kind,
        reading=reading,
        support=support,
        found=len(confidence),
        given=len(sure),
        average_precision=_average_precision(points) if support else None,
        calibration_error=sum(gaps) / len(sure) if len(sure) else None,
        brier=float(np.mean((sure - hit) ** 2)) if len(sure) else None,
        points=_some(points),
        bins=bins,
    )


def _curve(confidence: Floats, right: Bools, support: int) -> list[Point]:
    """A point for each confidence that occurs, the highest first."""
    order = np.argsort(-confidence, kind="stable")
    steps = np.flatnonzero(np.diff(confidence[order], append=-1.0))  # the last fact of each confidence
    hits = np.cumsum(right[order])[steps].tolist()
    return [
        Point(threshold, found, hit, hit / found, hit / support if support else None)
        for threshold, found, hit in zip(confidence[order][steps].tolist(), (steps + 1).tolist(), hits, strict=True)
    ]


def _average_precision(points: Sequence[Point]) -> float:
    recalls = [0.0, *(point.recall or 0.0 for point in points)]
    gains = [recall - before for before, recall in pairwise(recalls)]
    return sum(gain * point.precision for gain, point in zip(gains, points, strict=True))


def _some(points: Sequence[Point]) -> tuple[Point, ...]:
    if len(points) <= POINTS:
        return tuple(points)
    return tuple(points[at] for at in np.linspace(0, len(points) - 1, POINTS).round().astype(int).tolist())


def _bins(confidence: Floats, right: Bools) -> tuple[Bin, ...]:
    """Ten bins; a confidence on a border is in the lower one, as in scikit-learn's `calibration_curve`."""
    edges = np.linspace(0, 1, BINS + 1)
    place = np.searchsorted(edges[1:-1], confidence)
    counts, sums, hits = (
        np.bincount(place, weights, BINS).tolist() for weights in (None, confidence, right.astype(np.float64))
    )
    return tuple(
        Bin(
            low=low,
            high=high,
            count=count,
            right=int(hit),
            mean=total / count if count else None,
            share=hit / count if count else None,
            interval=wilson(int(hit), count),
        )
        for low, high, count, total, hit in zip(edges.tolist(), edges[1:].tolist(), counts, sums, hits, strict=False)
    )
