"""Outcomes -> counts: how many of each MUC outcome, per article and cell."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from harness.schema import ATTRIBUTES, Schema
from harness.scores.matrix import OUTCOMES, Cell, CountMatrix

if TYPE_CHECKING:
    import pandas as pd

Ints = NDArray[np.int64]


def count_outcomes(outcomes: "pd.DataFrame", schema: Schema, articles: Iterable[str] = ()) -> CountMatrix:
    """Counts of the counted rows of the table of `harness.matching.outcomes`.

    Every article that has a row there is in them, and each of `articles`, also where nothing was to be found.
    """
    articles = tuple(sorted({*outcomes["article"], *articles}))
    counted = outcomes[outcomes["counted"]]
    groups = counted.groupby(["article", "level", "type", "slot", "outcome"], observed=True, sort=False).size()
    keys = [(article, _cell(level, kind, slot), outcome) for article, level, kind, slot, outcome in groups.index]
    cells = all_cells(schema, (cell for _, cell, _ in keys))
    article_at, cell_at = ({name: i for i, name in enumerate(names)} for names in (articles, cells))
    counts = np.zeros((len(articles), len(cells), len(OUTCOMES)), np.int64)
    for (article, cell, outcome), size in zip(keys, groups.to_numpy(), strict=True):
        counts[article_at[article], cell_at[cell], OUTCOMES.index(outcome)] += size
    return CountMatrix(articles, cells, counts)


def all_cells(schema: Schema, seen: Iterable[Cell]) -> tuple[Cell, ...]:
    """Facts of every type, then every slot, then attributes: the schema's in its order, strangers last."""
    known: list[Cell] = [Cell("fact", name, "") for name in schema.types]
    slots = [Cell("slot", name, slot) for name, fact_type in schema.types.items() for slot in fact_type.slots]
    attributes = [Cell("attribute", "", name) for name in ATTRIBUTES]
    strange = sorted(set(seen) - {*known, *slots, *attributes})
    return (
        *known,
        *(cell for cell in strange if cell.level == "fact"),
        *slots,
        *(cell for cell in strange if cell.level != "fact"),
        *attributes,
    )


def add_up(parts: Sequence[CountMatrix], schema: Schema) -> CountMatrix:
    """One matrix of several, of the same or of other articles and cells."""
    articles = tuple(sorted({article for part in parts for article in part.articles}))
    cells = all_cells(schema, (cell for part in parts for cell in part.cells))
    article_at, cell_at = ({name: i for i, name in enumerate(names)} for names in (articles, cells))
    counts = np.zeros((len(articles), len(cells), len(OUTCOMES)), np.int64)
    for part in parts:
        rows = np.array([article_at[article] for article in part.articles], np.int64)
        if len(rows) and part.cells == cells and (np.diff(rows) == 1).all():  # neighbours, as in Parquet: far faster
            counts[rows[0] : rows[-1] + 1] += part.counts
        else:
            counts[np.ix_(rows, np.array([cell_at[cell] for cell in part.cells], np.int64))] += part.counts
    return CountMatrix(articles, cells, counts)


def _cell(level: Literal["fact", "slot", "attribute"], kind: str, slot: str) -> Cell:
    return Cell(level, "" if level == "attribute" else kind, slot)
