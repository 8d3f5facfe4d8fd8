"""Facts that may meet, those of one article and type, as matrices: gold facts are rows, found facts columns."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from harness.matching.columns import Columns

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

FEW = 16
"""Cells up to which a matrix is as large as its group; larger ones are padded, so that few shapes are left."""


@dataclass(frozen=True, slots=True)
class Groups:
    """A matrix for each group that has facts on both sides, all in one flat array, one after the other, by shape.

    The pair of gold fact `g` and found fact `f` of one group is cell `row[g] + column[f]`. Matrix `k` begins at cell
    `begin[k]`, is `height[k]` by `width[k]` cells, and its rows are the facts `gold[gold_first[k]:]`, its columns
    `found[found_first[k]:]`; those beyond the group's facts are padding. The last entry of `begin` is the total.
    """

    row: Ints
    column: Ints
    begin: Ints
    height: Ints
    width: Ints
    gold: Ints
    gold_first: Ints
    found: Ints
    found_first: Ints

    def facts(self, cells: Ints) -> tuple[Ints, Ints]:
        """The gold and the found fact of each cell; the cells are sorted, and none is padding."""
        matrix = np.searchsorted(self.begin, cells, "right") - 1
        row, column = np.divmod(cells - self.begin[matrix], self.width[matrix])
        return self.gold[self.gold_first[matrix] + row], self.found[self.found_first[matrix] + column]

    def shapes(self) -> list[tuple[int, int, int, int]]:
        """Where the matrices of each padded shape begin, in cells, and how many there are, how high and how wide."""
        padded = np.flatnonzero(self.height * self.width > FEW)
        kinds, first, counts = np.unique(
            np.stack([self.height[padded], self.width[padded]]), axis=1, return_index=True, return_counts=True
        )
        begin = self.begin[padded[first]] if len(padded) else first
        return list(zip(begin.tolist(), counts.tolist(), *kinds.tolist(), strict=True))


def lay_out(gold: Columns, found: Columns) -> Groups:
    """The matrices of two sides."""
    types = 1 + max(int(gold.type.max(initial=0)), int(found.type.max(initial=0)))
    keys = gold.article * types + gold.type, found.article * types + found.type
    size = 1 + max(int(key.max(initial=0)) for key in keys)
    counts = [np.bincount(key, minlength=size) for key in keys]
    first = [np.cumsum(count) - count for count in counts]
    order = [np.argsort(key, kind="stable") for key in keys]
    rank = [np.empty(len(key), np.int64) for key in keys]
    for own, placed, begin, key in zip(rank, order, first, keys, strict=True):
        own[placed] = np.arange(len(key)) - begin[key[placed]]
    both = np.flatnonzero((counts[0] > 0) & (counts[1] > 0))
    height, width = counts[0][both], counts[1][both]
    large = height * width > FEW
    height, width = np.where(large, _padded(height), height), np.where(large, _padded(width), width)
    by_shape = np.lexsort((width, height, large))
    both, height, width = both[by_shape], height[by_shape], width[by_shape]
    begin = np.zeros(len(both) + 1, np.int64)
    np.cumsum(height * width, out=begin[1:])
    begin_of, width_of = np.zeros(size, np.int64), np.zeros(size, np.int64)
    begin_of[both], width_of[both] = begin[:-1], width
    row = begin_of[keys[0]] + rank[0] * width_of[keys[0]]
    return Groups(row, rank[1], begin, height, width, order[0], first[0][both], order[1], first[1][both])


def _padded(size: Ints) -> Ints:
    """The next multiple of 8, and of a 32nd of the power of two above."""
    step: Ints = np.maximum(8, 2 ** np.maximum(np.frexp(size)[1].astype(np.int64) - 5, 0))
    return (size + step - 1) // step * step
