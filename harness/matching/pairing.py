"""Fact against fact: which gold fact each found fact is compared with.

Facts of one article and one type are paired one to one so that the total slot credit (correct 1, partial 0.5) is
maximal. Ties go to the pairing with more required gold, then to the longer shared evidence, then to the better
agreement of modality, polarity and source, then to a fixed order computed from the facts' contents.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from harness.matching.assignment import assign
from harness.matching.candidates import promising_facts
from harness.matching.columns import Columns
from harness.matching.comparators import HALVES, Comparator
from harness.matching.expansion import expand
from harness.matching.fillers import FillerPairs, compare_fillers, matched_fillers

Ints = NDArray[np.int64]


TIERS = ("credit", "required", "overlap", "agreement", "tie")


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of facts that are possible, sorted by gold, then found fact, and what decides between them.

    `tiers` has a row for each of `TIERS`, the first deciding before the second: slot credit in halves; 1 where neither
    fact is optional; shared characters of evidence; credit of the attributes in halves; a hash of both contents.
    """

    gold: Ints
    found: Ints
    tiers: Ints
    fillers: FillerPairs


@dataclass(frozen=True, slots=True)
class Pairing:
    """The pairs of facts chosen, sorted by gold fact, and their compared fillers."""

    gold: Ints
    found: Ints
    overlap: Ints
    fillers: FillerPairs


def pair_facts(comparator: Comparator) -> Pairing:
    """The best pairing of all gold facts with all found facts."""
    among = weighed(comparator, *promising_facts(comparator))
    chosen = assign(among.gold, among.found, comparator.gold.key, comparator.found.key, list(among.tiers))
    taken = np.flatnonzero(chosen)
    overlap = among.tiers[TIERS.index("overlap"), taken]
    return Pairing(among.gold[taken], among.found[taken], overlap, among.fillers.of(taken))


def weighed(comparator: Comparator, g: Ints, f: Ints) -> Candidates:
    """What decides between the pairs of gold fact `g[k]` and found fact `f[k]`."""
    gold, found = comparator.gold, comparator.found
    fillers = compare_fillers(comparator, g, f)
    credit, agreement = _credits(comparator, fillers, len(g))
    tie = (gold.key[g] ^ found.key[f]).view(np.uint64) * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(48)
    required = ~gold.optional[g] & ~found.optional[f]
    overlap = evidence_overlap(gold, found, g, f)
    return Candidates(g, f, np.stack([credit, required, overlap, agreement, tie.astype(np.int64)]), fillers)


def evidence_overlap(gold: Columns, found: Columns, g: Ints, f: Ints) -> Ints:
    """How many characters of evidence each pair shares, summed over pairs of spans."""
    pair, a = expand(gold.evidence_first[g], gold.evidence_first[g + 1])
    row, b = expand(found.evidence_first[f[pair]], found.evidence_first[f[pair] + 1])
    pair, a = pair[row], a[row]
    low = np.maximum(gold.evidence_start[a], found.evidence_start[b])
    high = np.minimum(gold.evidence_end[a], found.evidence_end[b])
    return np.bincount(pair, np.maximum(high - low, 0), minlength=len(g)).astype(np.int64)


def _credits(comparator: Comparator, fillers: FillerPairs, pairs: int) -> tuple[Ints, Ints]:
    """Per pair: slot credit and the attributes' credit, in halves."""
    halves = HALVES[fillers.why] * matched_fillers(comparator, fillers)
    attribute = comparator.encoder.slots.attributes()[comparator.gold.slot[fillers.gold]]
    credit = np.bincount(fillers.pair, halves * ~attribute, minlength=pairs).astype(np.int64)
    agreement = np.bincount(fillers.pair, halves * attribute, minlength=pairs).astype(np.int64)
    return credit, agreement
