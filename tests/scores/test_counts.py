"""From the table of outcomes to counts, by hand."""

import numpy as np
import pandas as pd

from harness.schema import FactType, Schema, SlotType
from harness.scores.counts import add_up, count_outcomes
from harness.scores.matrix import Cell

SCHEMA = Schema({"raid": FactType("raid", {"place": SlotType("place", ("place",))})})
FACT, STRANGE, SLOT = Cell("fact", "raid", ""), Cell("fact", "vote", ""), Cell("slot", "raid", "place")

COLUMNS = ["article", "level", "type", "slot", "outcome", "counted"]
OUTCOMES = pd.DataFrame(
    [
        ("b", "fact", "raid", "", "correct", True),
        ("b", "fact", "raid", "", "correct", True),
        ("b", "fact", "raid", "", "missing", False),
        ("a", "fact", "vote", "", "spurious", True),
        ("a", "slot", "raid", "place", "partial", True),
        ("a", "attribute", "raid", "polarity", "incorrect", True),
    ],
    columns=COLUMNS,
)


def test_every_counted_row_is_counted_once() -> None:
    matrix = count_outcomes(OUTCOMES, SCHEMA, ["c"])
    assert matrix.articles == ("a", "b", "c")
    assert matrix.cells[:3] == (FACT, STRANGE, SLOT)  # the schema's, strangers after what is of their level
    at = matrix.cells.index
    assert matrix.counts[:, at(FACT)].tolist() == [[0] * 5, [2, 0, 0, 0, 0], [0] * 5]
    assert matrix.counts[0, at(STRANGE)].tolist() == [0, 0, 0, 0, 1]
    assert matrix.counts[0, at(SLOT)].tolist() == [0, 1, 0, 0, 0]
    assert matrix.counts[0, at(Cell("attribute", "", "polarity"))].tolist() == [0, 0, 1, 0, 0]
    assert matrix.counts.sum() == 5


def test_matrices_add_up_whatever_articles_and_cells_they_have() -> None:
    whole = count_outcomes(OUTCOMES, SCHEMA)
    first, second = (count_outcomes(part, SCHEMA) for part in (OUTCOMES[:2], OUTCOMES[1:]))
    added = add_up([first, second], SCHEMA)
    assert (added.articles, added.cells) == (whole.articles, whole.cells)
    twice = np.zeros_like(whole.counts)
    twice[1, 0, 0] = 1
    assert (added.counts == whole.counts + twice).all()
