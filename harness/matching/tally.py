"""Outcomes as integers -> counts per article and cell."""

import numpy as np

from harness.matching.comparators import Comparator
from harness.matching.rows import Rows
from harness.schema import ATTRIBUTES
from harness.scores.counts import all_cells
from harness.scores.matrix import OUTCOMES, Cell, CountMatrix


def count_rows(comparator: Comparator, rows: Rows) -> CountMatrix:
    """Counts of the rows that count; every article that the encoder has met is there."""
    g, f, encoder = comparator.gold, comparator.found, comparator.encoder
    of_slot = [
        Cell("attribute", "", slot) if slot in ATTRIBUTES else Cell("slot", kind, slot)
        for kind, slot in encoder.slots.ids
    ]
    of_type = [Cell("fact", name, "") for name in encoder.slots.types.ids]
    cells = all_cells(encoder.slots.schema, (*of_type, *of_slot))
    position = {cell: i for i, cell in enumerate(cells)}
    words = encoder.articles.words()
    order = np.array(sorted(range(len(words)), key=words.__getitem__), np.int64)
    rank = np.empty(len(words), np.int64)
    rank[order] = np.arange(len(words))

    counted = np.flatnonzero(rows.counted)
    gold, found, slot = rows.gold[counted], rows.found[counted], rows.slot[counted]
    from_gold = gold >= 0
    article = np.where(from_gold, np.r_[g.article, -1][gold], np.r_[f.article, -1][found])
    kind = np.where(from_gold, np.r_[g.type, -1][gold], np.r_[f.type, -1][found])
    type_cell, slot_cell = (np.array([*map(position.__getitem__, of), -1], np.int64) for of in (of_type, of_slot))
    cell = np.where(slot < 0, type_cell[kind], slot_cell[slot])
    shape = len(words), len(cells), len(OUTCOMES)
    flat = (rank[article] * shape[1] + cell) * shape[2] + rows.outcome[counted]
    counts = np.bincount(flat, minlength=shape[0] * shape[1] * shape[2]).reshape(shape)
    return CountMatrix(tuple(words[i] for i in order.tolist()), cells, counts.astype(np.int64, copy=False))
