"""Whether two runs on the same articles differ by more than chance: approximate randomisation.

If two systems were alike, either's answer to an article could have been the other's. So their answers are swapped,
article by article at random, and the share of swappings after which they differ at least as much as they do is the
p-value: Noreen 1989, 'Computer-intensive methods for testing hypotheses'; Chinchor 1992, 'The statistical significance
of the MUC-4 results'; Yeh 2000, 'More accurate tests for the statistical significance of result differences'.

Counts add, so all shufflings of all systems are one product, and every pair is two of its columns:

    which articles are swapped (shufflings, articles)  @  cells (articles, systems x 4)

`scipy.stats.permutation_test` gives the same p-values, and tests hold these against it; it is not called because it
calls back once a batch and shares no shufflings between pairs.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from harness.statistics.fractions import Floats, Fractions, Measure, measured, side_by_side

FEWEST = 6
"""Articles below which no p-value can be under 0.05: with 5, at least 2 of 32 swappings differ as much."""

_CELLS = 1 << 22
"""Numbers held at a time, a few times 32 MB."""
_NOISE = 1e-12
"""What rounding may do to a difference: shufflings that equal it must count as equal."""


@dataclass(frozen=True, slots=True)
class Significance:
    """The difference of two runs and its two-sided p-value in (0, 1], both None where the measure is undefined.

    `exact` where every way to swap was tried.
    """

    difference: float | None
    p: float | None
    exact: bool


def randomisation(
    one: Fractions,
    other: Fractions,
    row: str = "overall",
    measure: Measure = "f1",
    seed: int = 0,
    shuffles: int = 9999,
) -> Significance:
    """Test the difference of two runs in one row. Raises ConfigError where they are on different articles."""
    cells = side_by_side([one, other], row)
    value = measured(cells.sum(axis=0), measure)
    p = float(p_values(cells, np.array([[0, 1]]), measure, seed, shuffles)[0])
    exact = is_exact(len(cells), shuffles)
    return Significance(None, None, exact) if np.isnan(p) else Significance(float(value[0] - value[1]), p, exact)


def is_exact(articles: int, shuffles: int) -> bool:
    """Whether the answers to so many articles can be swapped in no more ways than shufflings are allowed."""
    return articles < shuffles.bit_length()


def p_values(cells: Floats, pairs: NDArray[np.intp], measure: Measure, seed: int = 0, shuffles: int = 9999) -> Floats:
    """Two-sided p-values of many pairs of systems, NaN where the measure of either is undefined; shape (pairs,).

    `cells` are (articles, systems, 4), `pairs` (pairs, 2) are indices of systems. All pairs share the same shufflings,
    and each has the p-value that it would have alone. With k of n shufflings at least as far apart, p is (k + 1) /
    (n + 1), or k / n where these are all that there are. A shuffling in which the measure is undefined counts as far
    apart: rather a difference too few than one too many.
    """
    one, other = pairs.T
    total = cells.sum(axis=0)
    value = measured(total, measure)
    observed = np.abs(value[one] - value[other])
    flat = cells.reshape(len(cells), math.prod(cells.shape[1:]))
    far, tried = np.zeros(len(pairs), np.int64), 0
    for swapped in _swapped(len(cells), seed, shuffles, _CELLS // max(len(cells), 4 * len(pairs), 1)):
        sums = (swapped @ flat).reshape(len(swapped), *total.shape)
        moved = sums[:, other] - sums[:, one]
        apart = np.abs(measured(total[one] + moved, measure) - measured(total[other] - moved, measure))
        far += (~(apart < observed - _NOISE)).sum(axis=0)
        tried += len(swapped)
    p = far / tried if is_exact(len(cells), shuffles) else (far + 1) / (tried + 1)
    return np.where(np.isnan(observed), np.nan, p)


def _swapped(articles: int, seed: int, shuffles: int, at_a_time: int) -> Iterator[Floats]:
    """Which articles are swapped (1) in each shuffling (rows), however many of them are made at a time."""
    generator = np.random.PCG64(seed)
    exact = is_exact(articles, shuffles)
    count, step = (1 << articles if exact else shuffles), max(1, at_a_time)
    for start in range(0, count, step):
        size = min(step, count - start)
        words = np.arange(start, start + size)[:, None] if exact else generator.random_raw((size, -(-articles // 64)))
        bits = np.unpackbits(words.astype("<u8").view(np.uint8), axis=1, count=articles, bitorder="little")
        yield bits.astype(np.float64)
