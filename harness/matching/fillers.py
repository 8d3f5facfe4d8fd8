"""Filler against filler within pairs of facts: which are compared, and which are matched one to one."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from harness.matching.assignment import assign
from harness.matching.comparators import DIFFERS, HALVES, Comparator
from harness.matching.expansion import expand, runs

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class FillerPairs:
    """Every filler of one fact against every filler of the same slot of another, ordered by pair, slot and filler.

    `pair` is a position in the pairs of facts that were compared; `why` one of `comparators.WHYS`.
    """

    pair: Ints
    gold: Ints
    found: Ints
    why: Ints

    def of(self, pairs: Ints) -> "FillerPairs":
        """Those of the pairs given (sorted), renumbered by their position there."""
        first = np.searchsorted(self.pair, pairs, "left")
        pair, at = expand(first, np.searchsorted(self.pair, pairs, "right"))
        return FillerPairs(pair, self.gold[at], self.found[at], self.why[at])


def compare_fillers(comparator: Comparator, g: Ints, f: Ints) -> FillerPairs:
    """Compares the fillers of gold fact `g[k]` with those of found fact `f[k]`, of the same type, slot by slot."""
    gold, found = comparator.gold, comparator.found
    if not len(g) or not len(found.fact):
        none = np.zeros(0, np.int64)
        return FillerPairs(none, none, none, none)
    place = np.array(comparator.encoder.slots.place, np.int64)
    width = int(place.max()) + 1
    gold_run, found_run = runs(gold.fact, gold.slot), runs(found.fact, found.slot)
    run_of = np.full(len(found) * width, -1)
    run_of[found.fact[found_run[:-1]] * width + place[found.slot[found_run[:-1]]]] = np.arange(len(found_run) - 1)
    first_run = np.searchsorted(gold_run[:-1], gold.first)
    pair, run = expand(first_run[g], first_run[g + 1])
    at = run_of[f[pair] * width + place[gold.slot[gold_run[run]]]]
    both = np.flatnonzero(at >= 0)
    pair, run, at = pair[both], run[both], at[both]
    row, a = expand(gold_run[run], gold_run[run + 1])
    each, b = expand(found_run[at[row]], found_run[at[row] + 1])
    pair, a = pair[row[each]], a[each]
    return FillerPairs(pair, a, b, comparator.why(a, b))


def matched_fillers(comparator: Comparator, fillers: FillerPairs) -> Bools:
    """Which compared fillers are matched when each slot's fillers are matched one to one, optimally."""
    matched: Bools = fillers.why != DIFFERS
    sizes = np.diff(runs(fillers.pair, comparator.gold.slot[fillers.gold]))
    rows = np.flatnonzero(np.repeat(sizes > 1, sizes) & matched)
    if len(rows):
        pair, a, b = fillers.pair[rows], fillers.gold[rows], fillers.found[rows]
        matched[rows] = match_fillers(comparator, pair, a, b, HALVES[fillers.why[rows]])
    return matched


def match_fillers(comparator: Comparator, pair: Ints, a: Ints, b: Ints, halves: Ints) -> Bools:
    """Which of the fillers `a[k]` and `b[k]` of one slot of a pair of facts, that earn credit, are matched.

    Most credit first, then required before optional fillers.
    """
    gold, found = comparator.gold, comparator.found
    # A filler takes part in many pairs of facts, so its node is the pair together with the filler.
    left, left_node = np.unique(pair * len(gold.fact) + a, return_inverse=True)
    right, right_node = np.unique(pair * len(found.fact) + b, return_inverse=True)
    required = (~gold.filler_optional[a] & ~found.filler_optional[b]).astype(np.int64)
    tie = (gold.filler_key[a] ^ found.filler_key[b]).view(np.uint64) >> np.uint64(48)
    return assign(
        left_node,
        right_node,
        gold.filler_key[left % len(gold.fact)],
        found.filler_key[right % len(found.fact)],
        [halves, required, tie.astype(np.int64)],
    )
