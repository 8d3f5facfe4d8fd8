"""How far a run fell behind another: F1 before and now, and the interval of the difference."""

from dataclasses import replace

import pytest
from gates.gated_runs import alias, run_of

from harness.gates.drop import drops

RICH, POOR = run_of(["abcde", "abcd"] * 6), run_of(["a", "ab"] * 6)
WHOLE = ("overall", "")


def test_was_is_before_and_now_is_after() -> None:
    found = drops(RICH, POOR, "lenient", False, 0)
    assert found.keys() == {WHOLE, ("type", "alias")}
    for drop in found.values():
        assert (drop.was, drop.now) == (pytest.approx(108 / 114), pytest.approx(36 / 78))  # 54 and 18 found of 60
        assert drop.interval is not None
        assert drop.interval[0] < 36 / 78 - 108 / 114 < drop.interval[1] < 0


def test_the_interval_is_drawn_with_the_seed() -> None:
    uneven = run_of(["abcde", "a", "ab", "abc", "", "abcd"] * 2)
    assert len({drops(RICH, uneven, "lenient", False, seed)[WHOLE].interval for seed in range(4)}) > 1


def test_the_reading_is_that_of_the_gate() -> None:
    another_year = run_of(["abcde"] * 12, since="2023")
    assert drops(another_year, another_year, "lenient", False, 0)[WHOLE].now == 1
    assert drops(another_year, another_year, "strict", False, 0)[WHOLE].now == 0


def test_a_type_that_one_side_lacks_cannot_drop() -> None:
    odd = run_of(["abcde"] * 12, more=[replace(alias("a"), type="odd")])
    for before, after in ((RICH, odd), (odd, RICH)):
        assert drops(before, after, "lenient", False, 0).keys() == {WHOLE, ("type", "alias")}
