"""Which gold and found spans share a position: an interval join of two sorted sides.

Two spans meet where one starts within the other. So the pairs are: found spans that start within a gold span (its own
start included), and gold spans that start within a found span (its own start left out). Each pair comes up exactly
once, and both halves are ranges of the sorted starts, found by binary search.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from harness.matching.expansion import expand
from harness.spans.columns import Line

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Meetings:
    """Pairs of places in the canonical order: `gold[e]` and `found[e]` share a position, or enough of the gold span.

    `exact[e]`: same start and end. `typed[e]`: same label.
    """

    gold: Ints
    found: Ints
    exact: Bools
    typed: Bools

    def __len__(self) -> int:
        """The number of pairs."""
        return len(self.gold)

    def take(self, chosen: Bools) -> "Meetings":
        """Those pairs where `chosen` is true."""
        return Meetings(self.gold[chosen], self.found[chosen], self.exact[chosen], self.typed[chosen])


def meetings(gold: Line, found: Line, min_overlap: float = 1.0) -> Meetings:
    """All pairs that overlap.

    Any shared position is an overlap, unless `min_overlap` (percent of the gold span's length, at most 100) differs
    from 1: then the shared share of the gold span must reach it (nervaluate's `min_overlap_percentage`).
    """
    gold_1, found_1 = expand(
        np.searchsorted(found.begin, gold.begin, "left"), np.searchsorted(found.begin, gold.stop, "left")
    )
    found_2, gold_2 = expand(
        np.searchsorted(gold.begin, found.begin, "right"), np.searchsorted(gold.begin, found.stop, "left")
    )
    rows, columns = np.concatenate([gold_1, gold_2]), np.concatenate([found_1, found_2])
    exact = (gold.begin[rows] == found.begin[columns]) & (gold.stop[rows] == found.stop[columns])
    pairs = Meetings(rows, columns, exact, gold.label[rows] == found.label[columns])
    return pairs if min_overlap == 1.0 else pairs.take(_enough(gold, found, pairs, min_overlap))


def _enough(gold: Line, found: Line, pairs: Meetings, percent: float) -> Bools:
    """Whether at least `percent` of the gold span's length is shared."""
    begin, stop = gold.begin[pairs.gold], gold.stop[pairs.gold]
    shared = np.minimum(stop, found.stop[pairs.found]) - np.maximum(begin, found.begin[pairs.found])
    enough: Bools = 100 * shared >= percent * (stop - begin)
    return enough
