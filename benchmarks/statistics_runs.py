"""The statistics on counts per article, beside scipy's on the same input."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.checks import Check
from benchmarks.timing import best_of
from harness.statistics.bootstrap import intervals
from harness.statistics.fractions import Fractions
from harness.statistics.randomisation import randomisation

Floats = NDArray[np.float64]

ARTICLES, TYPES, RESAMPLES = 10_000, 14, 1_000
COMPARED, SHUFFLES = 1_000, 9_999


@dataclass(frozen=True, slots=True)
class Statistic:
    """Seconds of the harness and of scipy, best of several."""

    what: str
    size: str
    ours: float
    scipy: float


def run_statistics(say: Callable[[str], None]) -> tuple[tuple[Statistic, ...], tuple[Check, ...]]:
    """Time both on the same counts."""
    say("bootstrap and randomisation")
    first, held = _bootstrap()
    second, also = _randomisation()
    return (first, second), (held, also)


def _bootstrap() -> tuple[Statistic, Check]:
    """Intervals of all rows."""
    fractions = _fractions(fractions_of(ARTICLES, TYPES, 0.7, seed=0))
    ours = best_of(lambda: intervals(fractions, seed=0, resamples=RESAMPLES), 3.0, most=5)
    theirs = best_of(lambda: scipy_bootstrap(fractions.cells, RESAMPLES, 1), 3.0, most=5)
    plain = intervals(fractions, seed=0, resamples=RESAMPLES, method="percentile")
    mine = np.array([plain[row]["f1"].interval or (np.nan, np.nan) for row in fractions.rows])
    width = (theirs.answer[:, 1] - theirs.answer[:, 0])[:, None]
    apart = float((np.abs(mine - theirs.answer) / width).max())
    what = "bootstrap: BCa intervals of P, R and F1 of every row (scipy: percentile intervals of F1 alone)"
    size = f"{RESAMPLES:,} resamples, {ARTICLES:,} articles × {TYPES} types"
    # Both draw: with so many resamples an end moves by less than a tenth of the width.
    check = Check("bootstrap: percentile intervals as scipy's", apart < 0.2, f"up to {apart:.2f} widths apart")
    return Statistic(what, size, ours.seconds, theirs.seconds), check


def _randomisation() -> tuple[Statistic, Check]:
    """The difference of F1 of two systems."""
    one = _fractions(fractions_of(COMPARED, TYPES, 0.70, seed=1))
    other = _fractions(fractions_of(COMPARED, TYPES, 0.72, seed=2))
    ours = best_of(lambda: randomisation(one, other, shuffles=SHUFFLES), 3.0, most=5)
    theirs = best_of(lambda: scipy_randomisation(one.cells[:, 0], other.cells[:, 0], SHUFFLES, 1), 3.0, most=5)
    mine = ours.answer.p if ours.answer.p is not None else math.nan
    spread = math.sqrt(theirs.answer * (1 - theirs.answer) * 2 / SHUFFLES) + 1e-3
    seen = f"p {mine:.4f} and {theirs.answer:.4f}"
    check = Check("randomisation: p value as scipy's", abs(mine - theirs.answer) < 5 * spread, seen)
    what = "approximate randomisation between two runs"
    size = f"{SHUFFLES:,} shufflings, {COMPARED:,} articles"
    return Statistic(what, size, ours.seconds, theirs.seconds), check


def _fractions(cells: Floats) -> Fractions:
    names = tuple(f"{i:06}" for i in range(len(cells)))
    return Fractions(names, ("overall", *(f"type{i:02}" for i in range(cells.shape[1] - 1))), cells)


def fractions_of(articles: int, types: int, skill: float, seed: int) -> Floats:
    """Hits, found, hits, gold of each article: overall and `types` types, shape (articles, types + 1, 4)."""
    rng = np.random.default_rng(seed)
    gold = rng.poisson(1.0, (articles, types))
    hits = rng.binomial(gold, skill)
    found = hits + rng.poisson(0.2, (articles, types))
    cells = np.stack([hits, found, hits, gold], axis=-1).astype(np.float64)
    return np.concatenate([cells.sum(axis=1, keepdims=True), cells], axis=1)


def f1_of(hits: Floats, found: Floats, gold: Floats, axis: int = -1) -> Floats:
    """F1 of sums over `axis`, 2 hits / (found + gold)."""
    score: Floats = 2 * hits.sum(axis=axis) / (found.sum(axis=axis) + gold.sum(axis=axis))
    return score


def scipy_bootstrap(cells: Floats, resamples: int, seed: int) -> Floats:
    """Scipy's paired bootstrap over articles, percentile intervals of F1, all rows at once: shape (rows, 2)."""
    from scipy.stats import bootstrap

    hits, found, gold = (np.ascontiguousarray(cells[..., k].T) for k in (0, 1, 3))
    result = bootstrap(
        (hits, found, gold),
        f1_of,
        n_resamples=resamples,
        batch=10,
        vectorized=True,
        paired=True,
        axis=-1,
        method="percentile",
        rng=np.random.default_rng(seed),
    )
    return np.stack([result.confidence_interval.low, result.confidence_interval.high], axis=-1)


def scipy_randomisation(one: Floats, other: Floats, resamples: int, seed: int) -> float:
    """Scipy's paired permutation test of the difference of F1, two-sided, on cells of shape (articles, 4)."""
    from scipy.stats import permutation_test

    cells = np.concatenate([one, other])[:, [0, 1, 3]]

    def difference(mine: NDArray[np.int64], theirs: NDArray[np.int64], axis: int) -> Floats:
        left, right = cells[mine].sum(axis=axis - 1), cells[theirs].sum(axis=axis - 1)
        score: Floats = 2 * left[..., 0] / (left[..., 1] + left[..., 2]) - 2 * right[..., 0] / (
            right[..., 1] + right[..., 2]
        )
        return score

    result = permutation_test(
        (np.arange(len(one)), np.arange(len(one), len(cells))),
        difference,
        permutation_type="samples",
        vectorized=True,
        n_resamples=resamples,
        batch=1000,
        axis=-1,
        rng=np.random.default_rng(seed),
    )
    return float(result.pvalue)
