"""The mapping of GTT's scorer, found without trying them all: against every mapping, and by hand."""

import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from templates.all_mappings import by_every_mapping, by_every_subset

from harness.templates.mapping import first_best_mapping, micro_f1


@st.composite
def documents(draw, most_rows=5, most_columns=4):
    """Gains of all pairs, some impossible, some where one numerator rises as the other falls; and denominators."""
    rows, columns = draw(st.integers(0, most_rows)), draw(st.integers(0, most_columns))
    most = draw(st.integers(1, 4))
    kind = draw(st.sampled_from(["equal", "free", "opposed"]))
    a, b = [], []
    for _ in range(rows):
        mine = [draw(st.integers(0, most)) for _ in range(columns)]
        theirs = {
            "equal": mine,
            "free": [draw(st.integers(1, most)) if x else 0 for x in mine],
            "opposed": [most + 1 - x if x else 0 for x in mine],
        }[kind]
        a.append(mine)
        b.append(theirs)
    # Equal and simple denominators make different sums tie, exactly or but for rounding.
    found = max(rows, sum(max(x, default=0) for x in a)) + draw(st.integers(0, 3))
    gold = max(columns, sum(max(x) for x in zip(*b, strict=True))) + draw(st.integers(0, 3))
    return a, b, max(found, 1), max(gold, 1)


def mapped(a, b, found, gold, columns=None):
    shape = (len(a), len(a[0]) if a else 0) if columns is None else (len(a), columns)
    arrays = [np.array(side, np.int64).reshape(shape) for side in (a, b)]
    return first_best_mapping(*arrays, found, gold)


@settings(max_examples=2000, deadline=None)
@given(documents())
def test_is_what_trying_every_mapping_gives(document):
    assert mapped(*document) == by_every_mapping(*document)


@settings(max_examples=300, deadline=None)
@given(documents(most_rows=9, most_columns=5))
def test_is_what_trying_every_subset_gives(document):
    columns = len(document[0][0]) if document[0] else 0
    assert mapped(*document) == by_every_subset(*document, columns)


@settings(max_examples=200, deadline=None)
@given(documents(4, 3))
def test_the_two_slow_ways_agree(document):
    columns = len(document[0][0]) if document[0] else 0
    assert by_every_subset(*document, columns) == by_every_mapping(*document)


def test_no_templates_on_a_side():
    assert mapped([], [], 0, 3) == ()
    assert mapped([[], []], [[], []], 2, 0) == (-1, -1)


def test_where_nothing_fits_the_first_mapping_uses_gold_up_in_order():
    zeros = [[0, 0], [0, 0], [0, 0]]
    assert mapped(zeros, zeros, 3, 2) == (0, 1, -1)


def test_a_pair_that_cannot_be_aligned_comes_before_none():
    # Template 0 fits nothing. Given gold 0 it takes nothing from template 1, which fits gold 1 alone.
    assert mapped([[0, 0], [0, 1]], [[0, 0], [0, 1]], 2, 2) == (0, 1)
    # Here gold 0 is wanted by template 1, and gold 1 is free.
    assert mapped([[0, 0], [1, 0]], [[0, 0], [1, 0]], 2, 2) == (1, 0)


def test_among_equals_the_first_found_template_has_the_first_gold_template():
    ones = [[1, 1], [1, 1]]
    assert mapped(ones, ones, 2, 2) == (0, 1)
    # Only one of three can have the one gold template: the first.
    assert mapped([[1]] * 3, [[1]] * 3, 3, 1) == (0, -1, -1)


def test_best_f1_is_not_the_best_sum():
    # Either (A, B) = (4, 1) or (2, 2). With P = A/10 and R = B/3, F1 = 2AB/(3A + 10B) is 4/11 or 4/13.
    assert Fraction(2 * 4 * 1, 4 * 3 + 1 * 10) == Fraction(4, 11)
    assert Fraction(2 * 2 * 2, 2 * 3 + 2 * 10) == Fraction(4, 13)
    assert mapped([[2, 4]], [[2, 1]], 10, 3) == (1,)
    # With R = B/9 it is 8/46 or 8/38.
    assert mapped([[4, 2]], [[1, 2]], 10, 9) == (1,)


def test_an_optimum_that_no_weights_find_is_found():
    # Sums within reach: (6, 2), (2, 6) and, inside their hull, (4, 3) or (3, 4), all with P = A/8, R = B/8.
    assert micro_f1(4, 3, 8, 8) > micro_f1(6, 2, 8, 8)
    assert mapped([[6, 2, 4]], [[2, 6, 3]], 8, 8) == (2,)


def test_rounding_decides_as_in_the_reference():
    # 3/5 and 3/4, 5/5 and 2/4 have the same F1, 2/3; in floats the second is the greater by one digit.
    assert micro_f1(3, 3, 5, 4) < micro_f1(5, 2, 5, 4)
    assert mapped([[3, 5]], [[3, 2]], 5, 4) == (1,)
    assert mapped([[5, 3]], [[2, 3]], 5, 4) == (0,)
    # Equal floats of different sums: the first is kept, on whichever side it is.
    assert micro_f1(2, 3, 4, 4) == micro_f1(3, 2, 4, 4)
    assert mapped([[2, 3]], [[3, 2]], 4, 4) == (0,)
    assert mapped([[3, 2]], [[2, 3]], 4, 4) == (0,)


@pytest.mark.parametrize("kind", ["equal", "free", "opposed"])
def test_thirty_found_and_twelve_gold(kind):
    draw = random.Random(7)  # 13 ** 30 mappings
    a = [[draw.choice([0, 1, 1, 2, 3]) for _ in range(12)] for _ in range(30)]
    b = [[x and {"equal": x, "free": draw.randint(1, 3), "opposed": 4 - x}[kind] for x in row] for row in a]
    mapping = mapped(a, b, 90, 60)
    used = [j for j in mapping if j >= 0]
    assert len(used) == len(set(used)) == 12


@pytest.mark.parametrize("kind", ["equal", "free", "opposed"])
def test_fifteen_found_and_seven_gold_are_as_every_subset_says(kind):
    draw = random.Random(11)  # 8 ** 15 mappings, 3.5e13
    a = [[draw.choice([0, 0, 1, 1, 2]) for _ in range(7)] for _ in range(15)]
    b = [[x and {"equal": x, "free": draw.randint(1, 2), "opposed": 3 - x}[kind] for x in row] for row in a]
    assert mapped(a, b, 30, 14) == by_every_subset(a, b, 30, 14, 7)
