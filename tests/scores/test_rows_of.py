"""Rows and fractions of a count matrix, by hand."""

import numpy as np

from harness.schema import FactType, Schema
from harness.scores.matrix import Cell, CountMatrix, fractions
from harness.scores.table import rows_of

SCHEMA = Schema({"raid": FactType("raid", {}), "vote": FactType("vote", {})})
COUNTS = np.array([[[1, 2, 3, 4, 5], [0, 0, 0, 0, 0]]], np.int64)
MATRIX = CountMatrix(("a",), (Cell("fact", "raid", ""), Cell("fact", "vote", "")), COUNTS)


def test_what_has_no_counts_has_no_row() -> None:
    assert [(row.scope, row.name) for row in rows_of(MATRIX, SCHEMA, ())][3:] == [("type", "raid")]


def test_lenient_takes_partial_facts_whole() -> None:
    assert fractions(MATRIX, "strict").cells[0, 1].tolist() == [1, 11, 1, 10]
    assert fractions(MATRIX, "lenient").cells[0, 1].tolist() == [3, 11, 3, 10]


def test_a_partial_filler_is_half_a_hit() -> None:
    matrix = CountMatrix(("a",), (Cell("slot", "raid", "place"), Cell("slot", "raid", "date")), COUNTS)
    assert fractions(matrix, "slot").cells[0, 1].tolist() == [2, 11, 2, 10]


def test_a_type_that_the_schema_does_not_know_has_its_row_last() -> None:
    matrix = CountMatrix(
        ("a",), (Cell("fact", "an outsider", ""), Cell("fact", "vote", "")), np.ones((1, 2, 5), np.int64)
    )
    assert [row.name for row in rows_of(matrix, SCHEMA, ())][3:] == ["vote", "an outsider"]
