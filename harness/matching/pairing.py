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
from harness.matching.expansion import expand, runs
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
        first = np.searchsorted(self.pair, pairs, "left")
        pair, at = expand(first, np.searchsorted(self.pair, pairs, "right"))
        return FillerPairs(pair, self.gold[at], self.found[at], self.why[at])


@dataclass(frozen=True, slots=True)
class Candidates:
    """Every pair of facts that may be compared, sorted by gold, then found fact, and what decides between them.

    `tiers` has a row for each of `TIERS`, the first deciding before the second: slot credit in halves; 1 where neither
    fact is optional; shared characters of evidence; credit of the attributes in halves; a hash of both contents.
    `chosen` says which pairs the best pairing takes. `fillers` are those of all candidates.
    """

    gold: Ints
    found: Ints
    tiers: Ints
    chosen: Bools
    fillers: FillerPairs


TIERS = ("credit", "required", "overlap", "agreement", "tie")


@dataclass(frozen=True, slots=True)
class Pairing:
    """The pairs of facts chosen, sorted by gold fact, and their compared fillers."""

    gold: Ints
    found: Ints
    overlap: Ints
    fillers: FillerPairs
    candidates: Candidates


def pair_facts(comparator: Comparator) -> Pairing:
    """The best pairing of all gold facts with all found facts."""
    from harness.matching.candidates import candidate_facts

    gold, found = comparator.gold, comparator.found
    g, f = candidate_facts(comparator)
    fillers = compare_fillers(comparator, g, f)
    overlap = evidence_overlap(gold, found, g, f)
    credit, key_hit, agreement = _credits(comparator, fillers, len(g))
    possible = key_hit | (overlap > 0)
    if not possible.all():
        rows = np.flatnonzero(possible)
        fillers = fillers.of(rows)
        g, f, overlap, credit, agreement = g[rows], f[rows], overlap[rows], credit[rows], agreement[rows]
    tie = (gold.key[g] ^ found.key[f]).view(np.uint64) * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(48)
    required = ~gold.optional[g] & ~found.optional[f]
    tiers = np.stack([credit, required, overlap, agreement, tie.astype(np.int64)])
    chosen = assign(g, f, gold.key, found.key, list(tiers))
    candidates = Candidates(g, f, tiers, chosen, fillers)
    taken = np.flatnonzero(chosen)
    return Pairing(g[taken], f[taken], overlap[taken], fillers.of(taken), candidates)


def compare_fillers(comparator: Comparator, g: Ints, f: Ints) -> FillerPairs:
    """Compares the fillers of gold fact `g[k]` with those of found fact `f[k]`, slot by slot."""
    gold, found = comparator.gold, comparator.found
    if not len(g) or not len(found.fact):
        none = np.zeros(0, np.int64)
        return FillerPairs(none, none, none, none)
    width = len(comparator.encoder.slots.ids) + 1
    gold_run, found_run = runs(gold.fact, gold.slot), runs(found.fact, found.slot)
    key = found.fact[found_run[:-1]] * width + found.slot[found_run[:-1]]
    first_run = np.searchsorted(gold_run[:-1], gold.first)
    pair, run = expand(first_run[g], first_run[g + 1])
    wanted = f[pair] * width + gold.slot[gold_run[run]]
    at = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
    both = np.flatnonzero(key[at] == wanted)
    pair, run, at = pair[both], run[both], at[both]
    row, a = expand(gold_run[run], gold_run[run + 1])
    each, b = expand(found_run[at[row]], found_run[at[row] + 1])
    pair, a = pair[row[each]], a[each]
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
    left, left_node = np.unique(pair * len(gold.fact) + a, return_inverse=True)
    right, right_node = np.unique(pair * len(found.fact) + b, return_inverse=True)
    required = (~gold.filler_optional[a] & ~found.filler_optional[b]).astype(np.int64)
    tie = (gold.filler_key[a] ^ found.filler_key[b]).view(np.uint64) >> np.uint64(48)
    matched = np.zeros(len(fillers.why), dtype=np.bool_)
    matched[useful] = assign(
        left_node,
        right_node,
        gold.filler_key[left % max(len(gold.fact), 1)],
        found.filler_key[right % max(len(found.fact), 1)],
        [HALVES[fillers.why[useful]], required, tie.astype(np.int64)],
    )
    return matched[rows]
