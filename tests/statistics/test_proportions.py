"""The difference of two proportions: Newcombe's own examples, and what must hold of any."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from harness.statistics.proportions import difference_interval


def wilson(hits: int, of: int) -> tuple[float, float]:
    ends = binomtest(hits, of).proportion_ci(method="wilson")
    return float(ends.low), float(ends.high)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [  # Newcombe 1998, table II, method 10, cases (a) to (h)
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_the_examples_of_the_paper(one, other, low, high) -> None:
    found = difference_interval(one[0] / one[1], wilson(*one), other[0] / other[1], wilson(*other))
    assert found == pytest.approx((low, high), abs=0.00006)


@given(st.integers(1, 50), st.integers(1, 50), st.data())
def test_it_turns_round_with_its_sides_and_holds_the_difference(n, m, data) -> None:
    a, b = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    there = difference_interval(a / n, wilson(a, n), b / m, wilson(b, m))
    back = difference_interval(b / m, wilson(b, m), a / n, wilson(a, n))
    assert there == pytest.approx((-back[1], -back[0]))
    assert -1 <= there[0] <= a / n - b / m <= there[1] <= 1
