"""The alignment of found with gold templates that GTT's scorer keeps, without trying all of them.

The scorer tries every mapping of found templates to gold templates or to none (-1), in the order of
`itertools.product([0, ..., n_gold - 1, -1], repeat=n_found)`, skips those that use a gold template twice, and keeps the
first that has the greatest micro F1 of the document. That F1 rises with the sums A and B of the two numerators, and
hangs on nothing else. So the best (A, B) are found first: from the best that any assignment could reach, downwards,
asking `reach` whether one does. Then the first mapping of that F1 is built found template by found template, always
with the first choice that leaves the rest able to reach it.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from harness.templates.reach import Ints, Sums, hull, reach

Point = tuple[int, int]


def micro_f1(a: int, b: int, found: int, gold: int) -> float:
    """F1 of precision a/found and recall b/gold, rounded as the scorer's: 2pr/(p + r), 0 for 0/0."""
    if not a or not b:
        return 0.0
    precision, recall = a / found, b / gold
    return 2 * precision * recall / (precision + recall)


def first_best_mapping(a: Ints, b: Ints, found: int, gold: int) -> tuple[int, ...]:
    """For each found template the gold template, or -1, in the first mapping of greatest micro F1.

    `a[i, j]` and `b[i, j]`, shape (found templates, gold templates), are what the pair adds to the numerators of
    precision and recall: both at least 1, or both 0 where the two cannot be aligned (such a mapping is allowed, and
    uses up j, and adds nothing). `found` and `gold` are the denominators, 0 only where there are no templates.
    """
    return _first(a, b, _best(a, b, found, gold))


def _best(a: Ints, b: Ints, found: int, gold: int) -> list[Sums]:
    """Assignments for all (A, B) of greatest F1: mostly one, more where floats of different sums are equal."""
    points = _candidates(a, b, found, gold)
    top: list[Sums] = []
    highest = 0.0
    for value, point in points:
        if top and value < highest:
            break
        if (one := reach(a, b, *point)) is not None:
            top.append(one)
            highest = value
    return top


def _candidates(a: Ints, b: Ints, found: int, gold: int) -> list[tuple[float, Point]]:
    """All (A, B) under the hull that are at least as good as its best corner, by falling F1."""
    if not a.any():
        return [(0.0, (0, 0))]
    rim = hull(a, b)
    least = max(micro_f1(*corner, found, gold) for corner in rim)
    return sorted(
        ((value, point) for point in _under(rim) if (value := micro_f1(*point, found, gold)) >= least), reverse=True
    )


def _under(rim: Sequence[Point]) -> Iterator[Point]:
    """The whole points on the rim's level or under it, between its ends."""
    yield rim[0]
    for (right_a, right_b), (left_a, left_b) in pairwise(rim):
        for at in range(right_a - 1, left_a - 1, -1):
            top = right_b + (right_a - at) * (left_b - right_b) // (right_a - left_a)
            yield from ((at, height) for height in range(rim[0][1], top + 1))


def _first(a: Ints, b: Ints, goals: Sequence[Sums]) -> tuple[int, ...]:
    """The first mapping, in the order of the scorer, whose sums are those of one of `goals`.

    No assignment has both sums of a goal and more of one, so reaching a goal means reaching it exactly.
    """
    mapping: list[int] = []
    free = list(range(a.shape[1]))
    open_goals = [((one.a, one.b), np.array(one.columns, np.int64)) for one in goals]
    for row in range(len(a)):
        refused: set[bytes] = set()
        for column in (*free, -1):
            likeness = a[row:, column].tobytes() + b[row:, column].tobytes() if column >= 0 else b""
            if likeness in refused:
                continue
            rest = [one for one in free if one != column]
            kept = [left for goal in open_goals if (left := _after(a, b, row, column, rest, goal)) is not None]
            if kept:
                break
            refused.add(likeness)
        open_goals = kept
        free = rest
        mapping.append(column)
    return tuple(mapping)


def _after(
    a: Ints, b: Ints, row: int, column: int, rest: list[int], goal: tuple[Point, NDArray[np.int64]]
) -> tuple[Point, NDArray[np.int64]] | None:
    """What is left of a goal once `row` has `column`, with an assignment of later rows that reaches it; None if none.

    The assignment at hand often still does; if not, `reach` looks for another.
    """
    (need_a, need_b), known = goal
    if column >= 0:
        need_a, need_b = need_a - int(a[row, column]), need_b - int(b[row, column])
    later = np.where(known == column, -1, known)
    rows = np.flatnonzero(later[row + 1 :] >= 0) + row + 1
    if a[rows, later[rows]].sum() >= need_a and b[rows, later[rows]].sum() >= need_b:
        return (need_a, need_b), later
    other = reach(a[row + 1 :, rest], b[row + 1 :, rest], need_a, need_b)
    if other is None:
        return None
    chosen = [rest[one] if one >= 0 else -1 for one in other.columns]
    return (need_a, need_b), np.array([-1] * (row + 1) + chosen, np.int64)
