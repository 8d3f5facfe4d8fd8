"""Intervals of F1 in the score table."""

import numpy as np
import pytest

from harness.schema import FactType, Schema, SlotType
from harness.scores.intervals import interval_of, why_none, with_intervals
from harness.scores.matrix import Cell, CountMatrix, fractions
from harness.scores.table import rows_of
from harness.statistics.bootstrap import AGREED, Estimate, intervals

# A type may be called "overall" too.
NAMES = ("overall", "raid")
SCHEMA = Schema({name: FactType(name, {"who": SlotType("who", ("mention",), key=True)}) for name in NAMES})


def matrix(articles: int) -> CountMatrix:
    cells = tuple(Cell(level, name, slot) for level, slot in (("fact", ""), ("slot", "who")) for name in NAMES)
    counts = np.zeros((articles, 4, 5), np.int64)
    for number in range(articles):
        counts[number, :, 0] = 2
        counts[number, 1::2, number % 5] += 1
    return CountMatrix(tuple(f"a{number:02}" for number in range(articles)), cells, counts)


@pytest.mark.parametrize("reading", ["strict", "lenient", "slot"])
def test_they_are_those_of_the_bootstrap(reading: str) -> None:
    counts = matrix(30)
    rows = {(row.scope, row.name): row for row in with_intervals(rows_of(counts, SCHEMA), counts, seed=3)}
    side = fractions(counts, reading)  # type: ignore[arg-type]
    expected = intervals(side, seed=3)["raid"]["f1"]
    assert getattr(rows["type", "raid"], reading).f1_interval == expected.interval
    low, high = getattr(rows["overall", ""], reading).f1_interval
    assert low < getattr(rows["overall", ""], reading).f1 < high


def test_a_type_without_a_mistake_has_none_unless_it_is_settled() -> None:
    counts = matrix(10)
    for settled, expected in ((False, None), (True, (1.0, 1.0))):
        rows = {(row.scope, row.name): row for row in with_intervals(rows_of(counts, SCHEMA), counts, 0, settled)}
        ratios = rows["type", "overall"].lenient
        assert ratios is not None
        assert (ratios.f1, ratios.f1_interval) == (1.0, expected)


def test_only_overall_and_types_have_them_and_the_numbers_stay() -> None:
    counts = matrix(12)
    rows = rows_of(counts, SCHEMA)
    for before, after in zip(rows, with_intervals(rows, counts), strict=True):
        assert (before.slot.f1, before.facts) == (after.slot.f1, after.facts)
        if after.scope not in ("overall", "type"):
            assert before == after


def test_with_nine_articles_there_is_none_and_a_reason() -> None:
    rows = rows_of(matrix(9), SCHEMA)
    assert with_intervals(rows, matrix(9)) == rows
    assert why_none(9) == "9 of at least 10 articles that it needs"
    assert why_none(10) == ""


def test_a_settled_interval_is_only_for_what_all_resamples_agree_on() -> None:
    assert interval_of(Estimate(0.5, None, "3 of at least 10 articles"), settled=True) is None
    assert interval_of(Estimate(0.5, None, AGREED), settled=True) == (0.5, 0.5)
    assert interval_of(Estimate(0.5, (0.4, 0.6)), settled=True) == (0.4, 0.6)
