"""Ratios from counts, against numbers worked out by hand and against other libraries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.scores.measures import averaged_ratios, averaged_slot_ratios, fact_ratios, muc_errors, slot_ratios, wilson
from harness.scores.score import Counts, MucErrors, Ratios

# 3 correct, 1 partial, 1 incorrect, 2 missing, 3 spurious: possible 7, actual 8
COUNTS = Counts(3, 1, 1, 2, 3)


def test_possible_and_actual() -> None:
    assert (COUNTS.possible, COUNTS.actual) == (7, 8)


def test_strict_counts_correct_facts_only() -> None:
    ratios = fact_ratios(COUNTS, "strict")
    assert (ratios.precision, ratios.recall, ratios.f1) == (3 / 8, 3 / 7, 6 / 15)


def test_lenient_counts_partial_facts_too() -> None:
    ratios = fact_ratios(COUNTS, "lenient")
    assert (ratios.precision, ratios.recall, ratios.f1) == (4 / 8, 4 / 7, 8 / 15)


def test_a_partial_slot_is_half_a_hit() -> None:
    ratios = slot_ratios(COUNTS)
    assert (ratios.precision, ratios.recall, ratios.f1) == (3.5 / 8, 3.5 / 7, 7 / 15)
    assert ratios.precision_interval is None


def test_muc_errors() -> None:
    # substitution (1 + .5)/5, undergeneration 2/7, overgeneration 3/8, error (1.5 + 2 + 3)/10
    assert muc_errors(COUNTS) == MucErrors(0.65, 2 / 7, 3 / 8, 0.3)


def test_nothing_over_nothing_is_undefined() -> None:
    assert fact_ratios(Counts(), "strict") == Ratios()
    assert slot_ratios(Counts()) == Ratios()
    assert muc_errors(Counts()) == MucErrors()
    assert averaged_ratios({}, "strict", "macro") == Ratios()
    assert averaged_ratios({"a": Counts(spurious=2)}, "strict", "macro") == Ratios()


def test_nothing_found_has_recall_0_and_no_precision() -> None:
    ratios = fact_ratios(Counts(missing=5), "lenient")
    assert (ratios.precision, ratios.recall, ratios.f1) == (None, 0.0, 0.0)


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_equals_scipy(proportion: tuple[int, int]) -> None:
    from scipy.stats import binomtest

    right, size = proportion
    low, high = binomtest(right, size).proportion_ci(0.95, "wilson")
    assert wilson(right, size) == pytest.approx((low, high), abs=1e-12)


def test_averages_by_hand() -> None:
    types = {
        "a": Counts(correct=2, missing=2),  # P 1, R .5, F 2/3, support 4
        "b": Counts(correct=1, spurious=1),  # P .5, R 1, F 2/3, support 1
        "c": Counts(missing=1),  # P undefined, R 0, F 0, support 1
        "d": Counts(spurious=5),  # not in gold: no part in any average
    }
    macro = averaged_ratios(types, "strict", "macro")
    assert macro.precision == pytest.approx((1 + 0.5) / 2)
    assert macro.recall == pytest.approx((0.5 + 1 + 0) / 3)
    assert macro.f1 == pytest.approx((2 / 3 + 2 / 3 + 0) / 3)
    weighted = averaged_ratios(types, "strict", "weighted")
    assert weighted.precision == pytest.approx((4 * 1 + 1 * 0.5) / 5)
    assert weighted.recall == pytest.approx((4 * 0.5 + 1 * 1 + 0) / 6)


def test_slot_averages_agree_with_fact_averages_where_nothing_is_partial() -> None:
    types = {"a": Counts(2, 0, 1, 2, 0), "b": Counts(1, 0, 0, 0, 1), "c": Counts(missing=1), "d": Counts(spurious=5)}
    for average in ("macro", "weighted"):
        facts, slots = averaged_ratios(types, "strict", average), averaged_slot_ratios(types, average)
        assert slots.precision == pytest.approx(facts.precision)
        assert slots.recall == pytest.approx(facts.recall)
        assert slots.f1 == pytest.approx(facts.f1)


def test_the_outer_bounds_of_wilson_are_exact() -> None:
    for size in range(1, 500):
        assert wilson(0, size)[0] == 0.0  # type: ignore[index]
        assert wilson(size, size)[1] == 1.0  # type: ignore[index]
