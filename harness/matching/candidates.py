"""Which pairs of facts may be paired, from the credit that their fillers earn.

A pair of facts of one article and type is possible if a key slot earns credit or some evidence is shared. Of the
possible ones only those are looked at more closely that a pairing with the most credit may take.
"""

import numpy as np
from numpy.typing import NDArray

from harness.matching.best_credit import Credits, maybe_best
from harness.matching.columns import Columns
from harness.matching.comparators import Comparator
from harness.matching.earning import Earning, earning_fillers, together
from harness.matching.expansion import overlapping
from harness.matching.fillers import match_fillers
from harness.matching.groups import Groups, lay_out

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Pairs = tuple[Ints, Ints]


def possible_facts(comparator: Comparator) -> Pairs:
    """Gold and found facts of every possible pair, sorted."""
    groups = lay_out(comparator.gold, comparator.found)
    return _sorted(comparator, groups.facts(np.flatnonzero(fact_credits(comparator, groups)[1])))


def promising_facts(comparator: Comparator) -> Pairs:
    """Gold and found facts of every possible pair that a pairing with the most credit may take, sorted.

    Where few pairs are possible, all are there.
    """
    groups = lay_out(comparator.gold, comparator.found)
    credit, possible = fact_credits(comparator, groups)
    for begin, count, height, width in groups.shapes():
        cells = slice(begin, begin + count * height * width)
        matrices = (credit[cells] * possible[cells]).reshape(count, height, width)
        possible[cells] &= maybe_best(matrices).ravel()
    return _sorted(comparator, groups.facts(np.flatnonzero(possible)))


def fact_credits(comparator: Comparator, groups: Groups) -> tuple[Credits, Bools]:
    """Slot credit in halves of every pair of facts, by cell, and which pairs are possible."""
    gold, found = comparator.gold, comparator.found
    most = min(int(np.diff(side.first).max(initial=0)) for side in (gold, found))
    credit: Credits = np.zeros(int(groups.begin[-1]), np.min_scalar_type(-8 * most - 1))
    possible = np.zeros(len(credit), np.bool_)
    row, column = groups.row[gold.fact], groups.column[found.fact]
    key = np.array(comparator.encoder.slots.key, np.bool_)[gold.slot]
    several = _several(gold), _several(found)
    some_several = any(one.any() for one in several)
    crowded: list[tuple[Ints, Earning]] = []
    for earning in earning_fillers(comparator):
        cell = row[earning.gold] + column[earning.found]
        possible[cell[key[earning.gold]]] = True
        if some_several:
            many = several[0][earning.gold] | several[1][earning.found]
            crowded.append((cell[many], earning.of(many)))
            cell, earning = cell[~many], earning.of(~many)
        np.add.at(credit, cell, earning.halves.astype(credit.dtype))
    if crowded:
        cell, rest = np.concatenate([cells for cells, _ in crowded]), together([rest for _, rest in crowded])
        matched = match_fillers(comparator, cell, rest.gold, rest.found, rest.halves)
        np.add.at(credit, cell[matched], rest.halves[matched].astype(credit.dtype))
    g, f = _shared_evidence(gold, found)
    possible[groups.row[g] + groups.column[f]] = True
    return credit, possible


def _several(side: Columns) -> Bools:
    """Which fillers stand beside others of the same fact and slot."""
    beside = np.zeros(len(side.fact) + 1, np.bool_)
    beside[1:-1] = (side.fact[1:] == side.fact[:-1]) & (side.slot[1:] == side.slot[:-1])
    several: Bools = beside[1:] | beside[:-1]
    return several


def _shared_evidence(gold: Columns, found: Columns) -> Pairs:
    """Pairs of facts of one article and type with evidence in common, once for each two spans that overlap."""
    types = 1 + max(int(gold.type.max(initial=0)), int(found.type.max(initial=0)))
    owners = [np.repeat(np.arange(len(side)), np.diff(side.evidence_first)) for side in (gold, found)]
    groups = [(side.article * types + side.type)[owner] for side, owner in zip((gold, found), owners, strict=True)]
    i, j = overlapping(
        (groups[0], gold.evidence_start, gold.evidence_end), (groups[1], found.evidence_start, found.evidence_end)
    )
    low = np.maximum(gold.evidence_start[i], found.evidence_start[j])
    shared = low < np.minimum(gold.evidence_end[i], found.evidence_end[j])
    return owners[0][i[shared]], owners[1][j[shared]]


def _sorted(comparator: Comparator, pairs: Pairs) -> Pairs:
    width = max(len(comparator.found), 1)
    packed = np.sort(pairs[0] * width + pairs[1])
    return packed // width, packed % width
