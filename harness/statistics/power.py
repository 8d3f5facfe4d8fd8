"""The smallest difference that gold of this size could show, so that nobody reads noise as progress.

With a true difference d, and v the variance of one article's part in the measured difference, the difference over n
articles is near normal with variance v/n. Randomisation makes no difference of the true one: its own variance is
(v + d^2)/n, as the true difference too is swapped to and fro. It is found, with power 1 - b at level a, if

    d = z(1-a/2) sqrt((v + d^2)/n) + z(1-b) sqrt(v/n)

of which the solution is taken. For large n this is the textbook's (z(1-a/2) + z(1-b)) standard errors (Cohen 1988,
'Statistical power analysis', ch. 2; for paired scores of systems Card et al. 2020, 'With little power comes great
responsibility'), the square under the first root matters below 100 articles. v is n times the jackknife's variance of
the difference (Tukey 1958; Efron and Stein 1981).
"""

import math

import numpy as np
from numpy.typing import NDArray

from harness.statistics.bootstrap import FEWEST
from harness.statistics.fractions import Floats, Fractions, Measure, informing, measured, side_by_side

Z_LEVEL = 1.959963984540054
"""The 97.5 % quantile of the normal distribution: level 0.05, two-sided."""
Z_POWER = 0.8416212335729143
"""The 80 % quantile of the normal distribution: power 0.8."""


def smallest_detectable(
    one: Fractions, other: Fractions | None = None, row: str = "overall", measure: Measure = "f1"
) -> float | None:
    """The difference, in 0..1, that 80 % of such gold would show at level 0.05; None where that cannot be told.

    Without `other`, the run is set against an imagined one whose score varies as much from article to article, and
    independently. That is an upper bound: real runs rise and fall together on the same articles.

    It cannot be told with fewer than 10 articles that have anything to count, nor for runs that differ in none.
    """
    if other is None:
        cells = side_by_side([one], row)
        left_out = _left_out(cells, measure)[:, 0]
        spread, counted = math.sqrt(2) * _standard_errors(left_out[:, None]), informing(cells, measure).sum(axis=0)
        return _known(_solved(spread, len(cells), counted))[0]
    cells = side_by_side([one, other], row)
    return detectable(cells, np.array([[0, 1]]), measure)[0]


def detectable(cells: Floats, pairs: NDArray[np.intp], measure: Measure) -> list[float | None]:
    """The same for many pairs; `cells` (articles, systems, 4), `pairs` (pairs, 2) of indices of systems."""
    left_out = _left_out(cells, measure)
    spread = _standard_errors(left_out[:, pairs[:, 0]] - left_out[:, pairs[:, 1]])
    counted = informing(cells, measure)[:, pairs].any(axis=2).sum(axis=0)
    return _known(_solved(spread, len(cells), counted))


def _left_out(cells: Floats, measure: Measure) -> Floats:
    return measured(cells.sum(axis=0) - cells, measure)


def _standard_errors(left_out: Floats) -> Floats:
    """The jackknife's standard errors from the values without one article each; (articles, k) to (k,)."""
    articles = max(len(left_out), 1)
    around = left_out - left_out.sum(axis=0) / articles
    errors: Floats = np.sqrt((articles - 1) / articles * (around**2).sum(axis=0))
    return errors


def _solved(error: Floats, articles: int, counted: NDArray[np.intp]) -> Floats:
    """The positive root d of the equation above; NaN where there is no telling."""
    if articles < FEWEST:
        return np.full(len(error), np.nan)
    root = math.sqrt(articles * Z_POWER**2 + (articles - Z_LEVEL**2) * (Z_LEVEL**2 - Z_POWER**2))
    factor = math.sqrt(articles) * (math.sqrt(articles) * Z_POWER + root) / (articles - Z_LEVEL**2)
    return np.where((counted >= FEWEST) & (error > _ROUNDING), factor * error, np.nan)


_ROUNDING = 1e-12
"""Standard errors below this are zero, but for rounding."""


def _known(values: Floats) -> list[float | None]:
    return [None if math.isnan(value) else float(value) for value in values]
