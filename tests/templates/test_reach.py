"""Whether two sums can be reached at once, against all assignments."""

from itertools import pairwise, product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.templates.reach import corners, hull, reach

GAINS = st.integers(1, 4).flatmap(
    lambda columns: st.lists(
        st.lists(st.sampled_from([(0, 0), (1, 1), (1, 3), (3, 1), (2, 1), (1, 2)]), min_size=columns, max_size=columns),
        min_size=1,
        max_size=4,
    )
)


def all_sums(gains):
    sums = set()
    for mapping in product(range(-1, len(gains[0])), repeat=len(gains)):
        used = [j for j in mapping if j >= 0]
        if len(used) == len(set(used)):
            taken = [gains[i][j] for i, j in enumerate(mapping) if j >= 0]
            sums.add((sum(x for x, _ in taken), sum(y for _, y in taken)))
    return sums


def arrays(gains):
    both = np.array(gains, np.int64)
    return both[..., 0], both[..., 1]


@settings(max_examples=300, deadline=None)
@given(GAINS, st.integers(0, 12), st.integers(0, 12))
def test_says_yes_with_an_assignment_and_no_where_there_is_none(gains, need_a, need_b):
    a, b = arrays(gains)
    answer = reach(a, b, need_a, need_b)
    possible = any(x >= need_a and y >= need_b for x, y in all_sums(gains))
    assert (answer is not None) == possible
    if answer is not None:
        used = [j for j in answer.columns if j >= 0]
        assert len(used) == len(set(used))
        assert len(answer.columns) == len(gains)
        assert all(a[i, j] + b[i, j] > 0 for i, j in enumerate(answer.columns) if j >= 0)
        assert answer.a == sum(a[i, j] for i, j in enumerate(answer.columns) if j >= 0) >= need_a
        assert answer.b == sum(b[i, j] for i, j in enumerate(answer.columns) if j >= 0) >= need_b


@settings(max_examples=300, deadline=None)
@given(GAINS)
def test_the_hull_has_all_sums_under_it_and_its_corners_among_them(gains):
    sums = all_sums(gains)
    rim = hull(*arrays(gains))
    assert set(rim) <= sums
    assert rim == sorted(set(rim), reverse=True)
    assert [y for _, y in rim] == sorted({y for _, y in rim})
    for (right_a, right_b), (left_a, left_b) in pairwise(rim):
        weight_a, weight_b = left_b - right_b, right_a - left_a
        assert all(weight_a * x + weight_b * y <= weight_a * right_a + weight_b * right_b for x, y in sums)


@settings(max_examples=200, deadline=None)
@given(GAINS)
def test_corners_are_the_best_of_one_and_then_of_the_other(gains):
    sums = all_sums(gains)
    first, second = corners(*arrays(gains))
    assert (first.a, first.b) == max(sums)
    assert (second.b, second.a) == max((y, x) for x, y in sums)


def test_a_point_on_the_hull_that_nothing_reaches():
    # Two independent choices of (1, 3) or (3, 1): sums (2, 6), (4, 4), (6, 2), so never (5, 3) or (3, 5).
    a, b = arrays([[(1, 3), (3, 1), (0, 0), (0, 0)], [(0, 0), (0, 0), (1, 3), (3, 1)]])
    assert reach(a, b, 4, 4) is not None
    assert reach(a, b, 5, 3) is None
    assert reach(a, b, 3, 5) is None
    assert hull(a, b) == [(6, 2), (2, 6)]


def test_nothing_is_needed_or_nothing_is_there():
    empty = np.zeros((2, 0), np.int64)
    assert reach(empty, empty, 0, 0) == (0, 0, (-1, -1))
    assert reach(empty, empty, 1, 0) is None
