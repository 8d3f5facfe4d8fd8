"""What an extractor's confidence is worth: what a threshold on it would gain and lose, and whether it can be believed.

Precision and recall are those that a run of the facts at least as confident as a threshold would have: for each
threshold these are paired with gold anew, as a fact that goes may leave its gold fact to another. Recall is out of the
support, so gold that was not found at all keeps it below 1 at every threshold; to scikit-learn's
`precision_recall_curve` what was not found is nothing, and recall would end at 1. All facts of one confidence are one
step, as no threshold parts them.

average precision   Σ (R[k] - R[k-1]) P[k] over the steps, the most confident first, R[0] being 0: the area under the
                    curve, without interpolation (Manning, Raghavan and Schütze 2008, 'Introduction to Information
                    Retrieval', section 8.4; scikit-learn's `average_precision_score`, times hits / support)
calibration error   Σ (n / N) |share right - mean confidence| over ten bins of equal width (Guo et al. 2017, 'On
                    Calibration of Modern Neural Networks', ICML, equation 3)
Brier score         the mean of (confidence - right)², where right is 1 or 0 (Brier 1950, Monthly Weather Review 78)

The latter two are of all that was found, as it is paired.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from harness.corpora.corpus import Corpus
from harness.facts import Fact
from harness.matching.columns import Encoder
from harness.matching.match import count_columns
from harness.scores.measures import Reading, hits, wilson
from harness.scores.score import Counts, Interval

if TYPE_CHECKING:
    import pandas as pd

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

READINGS: tuple[Reading, ...] = ("lenient", "strict")
BINS = 10
POINTS = 50
"""Thresholds that are looked at: of more, so many spread evenly over the facts, the first and the last among them."""
FEWEST = 10
WORK = 200_000
"""Facts paired for all thresholds together, so that many facts take less of them: down to `FEWEST`."""


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


def beliefs(corpus: Corpus, found: Mapping[str, Sequence[Fact]], outcomes: "pd.DataFrame") -> tuple[Belief, ...]:
    """Return all facts and then each type, lenient and strict; nothing where no fact that was found has a confidence.

    `outcomes` is the table of `harness.matching.outcomes` of what was found in the corpus. What counts nowhere there
    (what matches optional gold) counts nowhere here.
    """
    if all(fact.confidence is None for facts in found.values() for fact in facts):
        return ()
    facts = outcomes[(outcomes["level"] == "fact") & outcomes["counted"]]
    thresholds = _thresholds(found)
    steps = list(zip(thresholds, _counts(corpus, found, thresholds), strict=True))
    answered = facts[facts["found"] >= 0]
    given = [_confidence(found[at][number]) for at, number in zip(answered["article"], answered["found"], strict=True)]
    confidence, kinds = np.array(given, np.float64), answered["type"].to_numpy(object)
    outcome = answered["outcome"].to_numpy(object)
    right = {"strict": outcome == "correct", "lenient": (outcome == "correct") | (outcome == "partial")}
    seen = set(facts["type"])
    told = []
    for kind in ("", *(name for name in corpus.schema.types if name in seen)):
        mine = np.flatnonzero((kinds == kind) | (not kind))
        support = int((facts["gold"].ne("") & (facts["type"].eq(kind) | (not kind))).sum())
        counts = [(threshold, by_type.get(kind, Counts())) for threshold, by_type in steps]
        for reading in READINGS:
            points = _curve(counts, reading, support)
            told.append(_belief(kind, reading, support, points, confidence[mine], right[reading][mine]))
    return tuple(told)


def check_beliefs(told: Sequence[Belief]) -> None:
    """Raise ValueError where `told`, of a file, cannot be what `beliefs` returned: reports count on its shape."""
    kinds = list(dict.fromkeys(one.type for one in told))
    if [(one.type, one.reading) for one in told] != [(kind, reading) for kind in kinds for reading in READINGS]:
        raise ValueError("beliefs: each type must be there once by each reading")
    if told and kinds[0]:
        raise ValueError("beliefs: those of all facts must come first")
    for one, other in zip(told[::2], told[1::2], strict=True):
        if [point.threshold for point in one.points] != [point.threshold for point in other.points]:
            raise ValueError(f"beliefs: the readings of type {one.type!r} must have the same thresholds")
    for one in told:
        if any((point.recall is None) != (not one.support) for point in one.points):
            raise ValueError(f"beliefs: recall must be there where type {one.type!r} has support")
        if len(one.bins) != BINS or any(bin.count and None in (bin.mean, bin.share, bin.interval) for bin in one.bins):
            raise ValueError(f"beliefs: the bins of type {one.type!r} must be {BINS}, with means where facts are")


def _f1_then_found(point: Point) -> tuple[float, int]:
    return point.f1 or 0.0, point.found


def _confidence(fact: Fact) -> float:
    return np.nan if fact.confidence is None else float(fact.confidence)


def _thresholds(found: Mapping[str, Sequence[Fact]]) -> list[float]:
    """The confidences that are looked at, the highest first; a fact without any counts as one of 1."""
    given = np.nan_to_num([_confidence(fact) for facts in found.values() for fact in facts], nan=1.0)
    falling = np.unique(-given)
    most = max(FEWEST, min(POINTS, WORK // len(given)))
    if len(falling) > most:
        falling = np.unique(np.quantile(-given, np.linspace(0, 1, most), method="nearest"))
    thresholds: list[float] = (0.0 - falling).tolist()  # not -falling, which may be -0.0
    return thresholds


def _counts(
    corpus: Corpus, found: Mapping[str, Sequence[Fact]], thresholds: Sequence[float]
) -> Iterator[dict[str, Counts]]:
    """Yield for each threshold the counts of each type, and of all under "", of the facts that it keeps."""
    encoder = Encoder(corpus.schema, {article.id: article.published for article in corpus.articles})
    gold = encoder.encode(corpus.gold)
    for threshold in thresholds:
        kept = {
            article: [fact for fact in facts if fact.confidence is None or fact.confidence >= threshold]
            for article, facts in found.items()
        }
        matrix = count_columns(encoder, gold, encoder.encode(kept))
        sums = matrix.counts.sum(axis=0).tolist()
        by_type = {
            cell.type: Counts(*row) for cell, row in zip(matrix.cells, sums, strict=True) if cell.level == "fact"
        }
        yield {**by_type, "": sum(by_type.values(), Counts())}


def _belief(
    kind: str, reading: Reading, support: int, points: tuple[Point, ...], confidence: Floats, right: Bools
) -> Belief:
    """`confidence` has NaN where there is none."""
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
        points=points,
        bins=bins,
    )


def _curve(counts: Sequence[tuple[float, Counts]], reading: Reading, support: int) -> tuple[Point, ...]:
    """A point for each threshold that keeps any facts, and is not the same by either reading as the one before."""
    points: list[Point] = []
    before: tuple[int, ...] = ()
    for threshold, one in counts:
        found, right = one.actual, hits(one, reading)
        step = (found, *(hits(one, either) for either in READINGS))
        if found and step != before:
            points.append(Point(threshold, found, right, right / found, right / support if support else None))
        before = step
    return tuple(points)


def _average_precision(points: Sequence[Point]) -> float:
    """A step that loses recall, since a less confident fact took the gold of a better one, gains nothing."""
    area = reached = 0.0
    for point in points:
        area += max(0.0, (point.recall or 0.0) - reached) * point.precision
        reached = max(reached, point.recall or 0.0)
    return area


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
