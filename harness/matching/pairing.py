"""Fact against fact: which gold fact each found fact is compared with.

Facts of one article and one type are paired one to one so that the total slot credit (correct 1, partial 0.5) is
maximal. Ties go to the pairing with more required gold, then to the longer shared evidence, then to the better
agreement of modality, polarity and source, then to a fixed order computed from the facts' contents.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from harness.matching.assignment import assign
from harness.matching.columns import Columns
from harness.matching.comparators import DIFFERS, HALVES, Comparator
from harness.matching.expansion import expand, join, runs
from harness.matching.vocabulary import Slots
from harness.schema import ATTRIBUTES

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
        position = np.searchsorted(pairs, self.pair)
        keep = position < len(pairs)
        keep[keep] = pairs[position[keep]] == self.pair[keep]
        return FillerPairs(position[keep], self.gold[keep], self.found[keep], self.why[keep])


@dataclass(frozen=True, slots=True)
class Pairing:
    """The pairs of facts chosen, sorted by gold fact, and their compared fillers."""

    gold: Ints
    found: Ints
    overlap: Ints
    fillers: FillerPairs


def pair_facts(comparator: Comparator) -> Pairing:
    """The best pairing of all gold facts with all found facts."""
    gold, found = comparator.gold, comparator.found
    width = 1 + max(int(gold.type.max(initial=0)), int(found.type.max(initial=0)))
    by_group = np.argsort(found.article * width + found.type, kind="stable")
    sorted_groups = (found.article * width + found.type)[by_group]
    g, position = join(sorted_groups, gold.article * width + gold.type)
    f = by_group[position]
    fillers = compare_fillers(comparator, g, f)
    overlap = evidence_overlap(gold, found, g, f)
    credit, key_hit, agreement = _credits(comparator, fillers, len(g))
    possible = np.flatnonzero(key_hit | (overlap > 0))
    g, f, overlap = g[possible], f[possible], overlap[possible]
    tie = (gold.key[g] ^ found.key[f]).view(np.uint64) * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(48)
    required = (~gold.optional[g] & ~found.optional[f]).astype(np.int64)
    tiers = [credit[possible], required, overlap, agreement[possible], tie.astype(np.int64)]
    chosen = np.flatnonzero(assign(g, f, gold.key, found.key, tiers))
    return Pairing(g[chosen], f[chosen], overlap[chosen], fillers.of(possible[chosen]))


def compare_fillers(comparator: Comparator, g: Ints, f: Ints) -> FillerPairs:
    """Compares the fillers of gold fact `g[k]` with those of found fact `f[k]`, slot by slot."""
    gold, found = comparator.gold, comparator.found
    width = len(comparator.encoder.slots.ids) + 1
    pair, a = expand(gold.first[g], gold.first[g + 1])
    row, b = join(found.fact * width + found.slot, f[pair] * width + gold.slot[a])
    pair, a = pair[row], a[row]
    return FillerPairs(pair, a, b, comparator.why(a, b))


def evidence_overlap(gold: Columns, found: Columns, g: Ints, f: Ints) -> Ints:
    """How many characters of evidence each pair shares, summed over pairs of spans."""
    pair, a = expand(gold.evidence_first[g], gold.evidence_first[g + 1])
    row, b = expand(found.evidence_first[f[pair]], found.evidence_first[f[pair] + 1])
    pair, a = pair[row], a[row]
    low = np.maximum(gold.evidence_start[a], found.evidence_start[b])
    high = np.minimum(gold.evidence_end[a], found.evidence_end[b])
    return np.bincount(pair, np.maximum(high - low, 0), minlength=len(g)).astype(np.int64)


def attribute_slots(slots: Slots) -> Bools:
    """Which slots are attributes (modality, polarity, source), by slot integer."""
    return np.array([slot in ATTRIBUTES for _, slot in slots.ids], dtype=np.bool_)


def _credits(comparator: Comparator, fillers: FillerPairs, pairs: int) -> tuple[Ints, Bools, Ints]:
    """Per pair: slot credit in halves, whether a key slot earns some, and the attributes' credit in halves."""
    slot = comparator.gold.slot[fillers.gold]
    halves = HALVES[fillers.why] * matched_fillers(comparator, fillers)
    attribute = attribute_slots(comparator.encoder.slots)[slot]
    key = np.array(comparator.encoder.slots.key, dtype=np.bool_)[slot]
    credit = np.bincount(fillers.pair, halves * ~attribute, minlength=pairs).astype(np.int64)
    agreement = np.bincount(fillers.pair, halves * attribute, minlength=pairs).astype(np.int64)
    key_hit = np.bincount(fillers.pair, key & (fillers.why != DIFFERS), minlength=pairs) > 0
    return credit, key_hit, agreement


def matched_fillers(comparator: Comparator, fillers: FillerPairs) -> Bools:
    """Which compared fillers are matched when each slot's fillers are matched one to one, optimally."""
    matched: Bools = fillers.why != DIFFERS
    sizes = np.diff(runs(fillers.pair, comparator.gold.slot[fillers.gold]))
    rows = np.flatnonzero(np.repeat(sizes > 1, sizes))
    if len(rows):
        matched[rows] = _match_several(comparator, fillers, rows)
    return matched


def _match_several(comparator: Comparator, fillers: FillerPairs, rows: Ints) -> Bools:
    """Which of `rows`, compared fillers, are matched: most credit first, then required before optional fillers."""
    gold, found = comparator.gold, comparator.found
    useful = rows[fillers.why[rows] != DIFFERS]
    a, b, pair = fillers.gold[useful], fillers.found[useful], fillers.pair[useful]
    # A filler takes part in many pairs of facts, so its node is the pair together with the filler.
    left, left_node = np.unique(np.stack([pair, a]), axis=1, return_inverse=True)
    right, right_node = np.unique(np.stack([pair, b]), axis=1, return_inverse=True)
    required = (~gold.filler_optional[a] & ~found.filler_optional[b]).astype(np.int64)
    tie = (gold.filler_key[a] ^ found.filler_key[b]).view(np.uint64) >> np.uint64(48)
    matched = np.zeros(len(fillers.why), dtype=np.bool_)
    matched[useful] = assign(
        left_node.ravel(),
        right_node.ravel(),
        gold.filler_key[left[1]],
        found.filler_key[right[1]],
        [HALVES[fillers.why[useful]], required, tie.astype(np.int64)],
    )
    return matched[rows]
