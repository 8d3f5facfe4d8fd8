"""Whether a one-to-one assignment can gain at least so much of two things at once.

Each pair (i, j) gains `a[i, j]` and `b[i, j]`, whole numbers of at least 0. Assignment solves for one weighted sum of
the two at a time, and every such optimum bounds all assignments: sums (A, B) with wA A + wB B above it cannot be had.
Weights are moved along the convex hull of the sums that can be had (the dichotomic search of Aneja and Nair 1979,
'Bicriteria transportation problem') until the point asked for is met or cut off. Only points in the hull's rim that no
weights decide go to scipy's exact integer programming (HiGHS).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_INFEASIBLE = 2
"""What `scipy.optimize.milp` calls a problem without a solution."""


class Sums(NamedTuple):
    """The sums of an assignment, and who is with whom: `columns[i]` is row i's column, -1 for none or no gain."""

    a: int
    b: int
    columns: tuple[int, ...]


def best(a: Ints, b: Ints, weight_a: int, weight_b: int) -> Sums:
    """An assignment with the greatest `weight_a * A + weight_b * B` (scipy, Crouse 2016)."""
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(weight_a * a + weight_b * b, maximize=True)
    return _sums(a, b, rows, columns)


def corners(a: Ints, b: Ints) -> tuple[Sums, Sums]:
    """The best A, and the best B with it; the best B, and the best A with it."""
    scale = int(max(a.sum(), b.sum())) + 1
    return best(a, b, scale, 1), best(a, b, 1, scale)


def reach(a: Ints, b: Ints, need_a: int, need_b: int) -> Sums | None:
    """An assignment with A >= `need_a` and B >= `need_b`, or None, proven, if there is none."""
    if need_a <= 0 and need_b <= 0:
        return Sums(0, 0, (-1,) * len(a))
    if not a.size:
        return None
    # Most often gains in both rise together, and the plain sum decides.
    point, weights = best(a, b, 1, 1), (1, 1)
    low: Sums | None = None
    high: Sums | None = None
    while True:
        if point.a >= need_a and point.b >= need_b:
            return point
        if weights[0] * point.a + weights[1] * point.b < weights[0] * need_a + weights[1] * need_b:
            return None
        if low is None or high is None:
            high, low = corners(a, b)
            if high.a < need_a or low.b < need_b:
                return None
            if high.b >= need_b:
                return high
            if low.a >= need_a:
                return low
        elif weights[0] * point.a + weights[1] * point.b <= weights[0] * high.a + weights[1] * high.b:
            return _integer_programme(a, b, need_a, need_b)
        elif point.a >= need_a:
            high = point
        else:
            low = point
        weights = (low.b - high.b, high.a - low.a)
        point = best(a, b, *weights)


def hull(a: Ints, b: Ints) -> list[tuple[int, int]]:
    """The corners of the upper right rim of all sums (A, B), by falling A."""
    high, low = ((one.a, one.b) for one in corners(a, b))
    rim, waiting = [high], [low] if low != high else []
    while waiting:
        (left_a, left_b), (right_a, right_b) = waiting[-1], rim[-1]
        weights = (left_b - right_b, right_a - left_a)
        between = best(a, b, *weights)
        if weights[0] * between.a + weights[1] * between.b > weights[0] * right_a + weights[1] * right_b:
            waiting.append((between.a, between.b))
        else:
            rim.append(waiting.pop())
    return rim


def _sums(a: Ints, b: Ints, rows: Ints, columns: Ints) -> Sums:
    chosen = np.full(len(a), -1, np.int64)
    chosen[rows] = np.where(a[rows, columns] + b[rows, columns] > 0, columns, -1)
    return Sums(int(a[rows, columns].sum()), int(b[rows, columns].sum()), tuple(chosen.tolist()))


def _integer_programme(a: Ints, b: Ints, need_a: int, need_b: int) -> Sums | None:
    from scipy.optimize import LinearConstraint, milp
    from scipy.sparse import coo_array, vstack

    rows, columns = np.nonzero(a + b)
    pairs = np.arange(len(rows))
    ones = np.ones(len(rows))
    once = [
        coo_array((ones, (end, pairs)), shape=(size, len(rows)))
        for end, size in zip((rows, columns), a.shape, strict=True)
    ]
    gained = np.stack([a[rows, columns], b[rows, columns]]).astype(float)
    limits = [LinearConstraint(vstack(once).tocsr(), ub=1), LinearConstraint(gained, lb=[need_a, need_b])]
    answer = milp(-gained.sum(axis=0), integrality=ones, bounds=(0, 1), constraints=limits)
    if answer.x is None:
        if answer.status != _INFEASIBLE:
            raise ArithmeticError(f"no proof that sums of {need_a} and {need_b} can be had or not: {answer.message}")
        return None
    taken = answer.x > 0.5
    return _sums(a, b, rows[taken], columns[taken])
