"""From the table of what became of every fact and filler (`harness.matching.outcomes`) to counts per article."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from harness.scores.matrix import Cell, CountMatrix

if TYPE_CHECKING:
    import pandas as pd

_OUTCOMES = ("correct", "partial", "incorrect", "missing", "spurious")


def count_outcomes(outcomes: "pd.DataFrame", articles: Sequence[str]) -> CountMatrix:
    """How often each outcome came in each of `articles`, also where nothing did; cells are sorted."""
    counted = outcomes[outcomes["counted"]]
    keys = ["article", "level", "type", "slot", "outcome"]
    sizes = counted.groupby(keys, observed=True).size()
    rows = [tuple(map(str, key)) for key in sizes.index]
    names = tuple(sorted(set(articles)))
    cells = tuple(sorted({Cell(*row[1:4]) for row in rows}))  # type: ignore[arg-type]
    place = {name: index for index, name in enumerate(names)}
    column = {cell: index for index, cell in enumerate(cells)}
    counts = np.zeros((len(names), len(cells), len(_OUTCOMES)), np.int64)
    for (article, level, kind, slot, outcome), size in zip(rows, sizes, strict=True):
        counts[place[article], column[Cell(level, kind, slot)], _OUTCOMES.index(outcome)] = size  # type: ignore[arg-type]
    return CountMatrix(names, cells, counts)
