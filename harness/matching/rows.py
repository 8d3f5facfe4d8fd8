"""What became of every fact and of every filler, as integers: what is counted, and what the table is made of.

A fact is correct if every counted slot and attribute is correct, partial if every key slot that counts is at least
partial, and incorrect if it is paired but neither. These are what `strict` and `lenient` count.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from harness.matching.columns import Columns
from harness.matching.comparators import DIFFERS, HALVES, WHYS, Comparator
from harness.matching.expansion import expand, join, rank_in_run, runs
from harness.matching.fillers import matched_fillers
from harness.matching.pairing import Pairing
from harness.scores.matrix import CORRECT, INCORRECT, MISSING, PARTIAL, SPURIOUS

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

NO_ROW = -1
REASONS = (*WHYS, "absent from found", "not in gold", "differs from optional gold", "optional", "")
ABSENT, EXTRA, NOT_THE_OPTIONAL, OPTIONAL, NONE = range(len(WHYS), len(REASONS))


@dataclass(frozen=True, slots=True)
class Rows:
    """Outcomes as integers; `gold`, `found` are facts, `a`, `b` fillers, `NO_ROW` where there is none."""

    gold: Ints
    found: Ints
    slot: Ints
    a: Ints
    b: Ints
    outcome: Ints
    counted: Bools
    why: Ints


def outcome_rows(comparator: Comparator, pairing: Pairing) -> Rows:
    """The outcomes of a pairing: all facts, then all fillers."""
    fillers = _join_rows([_paired_fillers(comparator, pairing), *_unpaired_fillers(comparator, pairing)])
    facts = _facts(comparator, pairing, fillers)
    optional = _optional(comparator.gold.optional, fillers.gold) | _optional(comparator.found.optional, fillers.found)
    return _join_rows([facts, replace(fillers, counted=fillers.counted & ~optional)])


def _paired_fillers(comparator: Comparator, pairing: Pairing) -> Rows:
    """The fillers of paired facts: matched, then wrong ones beside each other, then those left alone."""
    g, f, pairs = comparator.gold, comparator.found, pairing.fillers
    matched = matched_fillers(comparator, pairs)
    a, b, why = pairs.gold[matched], pairs.found[matched], pairs.why[matched]
    done = _rows(comparator, a, b, np.where(HALVES[why] == 2, CORRECT, PARTIAL), why)

    left, left_pair = _leftover(g, pairing.gold, a)
    right, right_pair = _leftover(f, pairing.found, b)
    optional = g.filler_optional[left]
    skipped = _rows(comparator, left[optional], None, MISSING, OPTIONAL, pairing.found[left_pair[optional]])
    width = len(comparator.encoder.slots.ids)
    skipped_cells = left_pair[optional] * width + g.slot[left[optional]]
    left, left_pair = left[~optional], left_pair[~optional]
    i, j = _side_by_side(left_pair, g.slot[left], right_pair, f.slot[right])
    wrong = _rows(comparator, left[i], right[j], INCORRECT, DIFFERS)
    lone_left, lone_right = np.delete(np.arange(len(left)), i), np.delete(np.arange(len(right)), j)
    missing = _rows(comparator, left[lone_left], None, MISSING, ABSENT, pairing.found[left_pair[lone_left]])
    right, right_pair = right[lone_right], right_pair[lone_right]
    beside = np.isin(right_pair * width + f.slot[right], skipped_cells)
    extra = np.where(beside, NOT_THE_OPTIONAL, EXTRA)
    spurious = _rows(comparator, None, right, SPURIOUS, extra, pairing.gold[right_pair])
    return _join_rows([done, wrong, missing, skipped, spurious])


def _unpaired_fillers(comparator: Comparator, pairing: Pairing) -> tuple[Rows, Rows]:
    """The slot fillers of facts without a partner; their attributes are compared with nothing."""
    g, f = comparator.gold, comparator.found
    attribute = comparator.encoder.slots.attributes()
    lone_gold, lone_found = _lone(len(g), pairing.gold), _lone(len(f), pairing.found)
    a = expand(g.first[lone_gold], g.first[lone_gold + 1])[1]
    b = expand(f.first[lone_found], f.first[lone_found + 1])[1]
    a, b = a[~attribute[g.slot[a]]], b[~attribute[f.slot[b]]]
    why = np.where(g.filler_optional[a], OPTIONAL, ABSENT)
    return _rows(comparator, a, None, MISSING, why), _rows(comparator, None, b, SPURIOUS, EXTRA)


def _leftover(side: Columns, facts: Ints, used: Ints) -> tuple[Ints, Ints]:
    """Fillers of the paired facts that are not used, with their pair, by pair, slot and content."""
    pair, filler = expand(side.first[facts], side.first[facts + 1])
    free = np.ones(len(side.fact), np.bool_)
    free[used] = False
    keep = np.flatnonzero(free[filler])
    pair, filler = pair[keep], filler[keep]
    order = np.lexsort((side.filler_key[filler], side.slot[filler], pair))
    return filler[order], pair[order]


def _side_by_side(left_pair: Ints, left_slot: Ints, right_pair: Ints, right_slot: Ints) -> tuple[Ints, Ints]:
    """Positions of leftovers of the same pair and slot, first with first, second with second, as far as both go."""
    left_rank = rank_in_run(runs(left_pair, left_slot))
    right_rank = rank_in_run(runs(right_pair, right_slot))
    slots = 1 + max(int(left_slot.max(initial=0)), int(right_slot.max(initial=0)))
    ranks = 1 + max(int(left_rank.max(initial=0)), int(right_rank.max(initial=0)))
    return join(
        (right_pair * slots + right_slot) * ranks + right_rank, (left_pair * slots + left_slot) * ranks + left_rank
    )


def _facts(comparator: Comparator, pairing: Pairing, fillers: Rows) -> Rows:
    """One row a fact: how the whole of it came out."""
    g, f = comparator.gold, comparator.found
    pair_of = np.full(len(g) + 1, NO_ROW, np.int64)
    pair_of[pairing.gold] = np.arange(len(pairing.gold))
    rows = np.flatnonzero((fillers.gold >= 0) & (fillers.found >= 0))
    pair, slot = pair_of[fillers.gold[rows]], fillers.slot[rows]
    outcome, counted = fillers.outcome[rows], fillers.counted[rows]
    key = np.array(comparator.encoder.slots.key, dtype=np.bool_)
    flawed = np.bincount(pair, counted & (outcome != CORRECT), minlength=len(pairing.gold)) > 0
    cell = pair * len(key) + slot
    hit = outcome <= PARTIAL
    # Where gold asks for a filler, an optional one beside it does not stand in for it.
    needs = counted & key[slot]
    cells = len(pairing.gold) * len(key)
    asked, needed = _marked(cell[needs & (outcome != SPURIOUS)], cells), _marked(cell[needs], cells)
    met, met_at_all = _marked(cell[hit & counted], cells), _marked(cell[hit], cells)
    unfulfilled = np.flatnonzero(needed & np.where(asked, ~met, ~met_at_all))
    wrong = _marked(unfulfilled // max(len(key), 1), len(pairing.gold))
    paired = np.where(wrong, INCORRECT, np.where(flawed, PARTIAL, CORRECT))
    lone_gold, lone_found = _lone(len(g), pairing.gold), _lone(len(f), pairing.found)
    gold = np.r_[pairing.gold, lone_gold, np.full(len(lone_found), NO_ROW)]
    found = np.r_[pairing.found, np.full(len(lone_gold), NO_ROW), lone_found]
    optional = _optional(g.optional, gold) | _optional(f.optional, found)
    outcomes = np.r_[paired, np.full(len(lone_gold), MISSING), np.full(len(lone_found), SPURIOUS)]
    plain = np.r_[np.full(len(paired), NONE), np.full(len(lone_gold), ABSENT), np.full(len(lone_found), EXTRA)]
    none = np.full(len(gold), NO_ROW)
    return Rows(gold, found, none, none, none, outcomes, ~optional, np.where(optional, OPTIONAL, plain))


def _rows(
    comparator: Comparator,
    a: Ints | None,
    b: Ints | None,
    outcome: int | Ints,
    why: int | Ints,
    partner: Ints | None = None,
) -> Rows:
    """Rows of fillers; where one side is None, `partner` holds the facts of that side, if it has any."""
    size = len(a) if a is not None else len(b) if b is not None else 0
    none = np.full(size, NO_ROW, np.int64)
    g, f = comparator.gold, comparator.found
    other = none if partner is None else partner
    slot = g.slot[a] if a is not None else f.slot[b] if b is not None else none
    optional = np.zeros(size, np.bool_)
    if a is not None:
        optional |= g.filler_optional[a]
    if b is not None:
        optional |= f.filler_optional[b]
    return Rows(
        gold=g.fact[a] if a is not None else other,
        found=f.fact[b] if b is not None else other,
        slot=slot,
        a=none if a is None else a,
        b=none if b is None else b,
        outcome=np.broadcast_to(np.asarray(outcome, np.int64), size).copy(),
        counted=~optional,
        why=np.broadcast_to(np.asarray(why, np.int64), size).copy(),
    )


def _join_rows(parts: Sequence[Rows]) -> Rows:
    names = ("gold", "found", "slot", "a", "b", "outcome", "counted", "why")
    return Rows(*[np.concatenate([getattr(part, name) for part in parts]) for name in names])


def _optional(flags: Bools, facts: Ints) -> Bools:
    """The flag of each fact, False where there is none."""
    flagged: Bools = np.r_[flags, False][facts]
    return flagged


def _lone(facts: int, paired: Ints) -> Ints:
    """The facts without a partner."""
    return np.flatnonzero(~_marked(paired, facts))


def _marked(at: Ints, size: int) -> Bools:
    """True at the positions given."""
    marks = np.zeros(size, np.bool_)
    marks[at] = True
    return marks
