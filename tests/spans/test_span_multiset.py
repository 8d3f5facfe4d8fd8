"""Exact typed spans, duplicates counted."""

from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.spans.columns import Spans
from harness.spans.multiset import multiset_counts

Row = tuple[int, int, int, int]
ROWS = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 2), st.integers(3, 4), st.integers(0, 1)), max_size=14)


def columns(rows: list[Row]) -> Spans:
    """Rows of (document, start, end, label) as columns."""
    return Spans(*np.array(rows, np.int64).reshape(-1, 4).T)


@settings(max_examples=500, deadline=None)
@given(ROWS, ROWS)
def test_hits_are_the_intersection_of_multisets(gold: list[Row], found: list[Row]) -> None:
    made = multiset_counts(columns(gold), columns(found), 2, 2)
    ours, theirs = Counter(gold), Counter(found)
    for document in range(2):
        for label in range(2):
            cells = [
                sum(size for row, size in side.items() if (row[0], row[3]) == (document, label))
                for side in (ours & theirs, theirs - ours, ours - theirs)
            ]
            assert made[document, label].tolist() == cells


def test_one_of_two_copies_is_a_hit() -> None:
    made = multiset_counts(columns([(0, 0, 3, 0)]), columns([(0, 0, 3, 0), (0, 0, 3, 0), (0, 0, 3, 1)]), 1, 2)
    assert made.tolist() == [[[1, 1, 0], [0, 1, 0]]]
