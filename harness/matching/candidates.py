"""Which facts could be paired at all, found by joins instead of comparing all with all.

A pair of facts is possible only if a key slot earns credit or some evidence is shared. Every way to earn credit leaves
something equal, or something that overlaps, for a sorted join to find: a name, a number, a date's day or year, a word
of the shorter of two names, a stretch of text. What is proposed may turn out to earn nothing; nothing possible is left
out (`tests/matching/test_candidates.py` holds it against all pairs).
"""

import numpy as np
from numpy.typing import NDArray

from harness.matching.columns import Columns
from harness.matching.comparators import Comparator, first_names, name_holds
from harness.matching.dates import date_halves
from harness.matching.expansion import expand, join
from harness.matching.vocabulary import DATE, NUMBER, TEXT

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Pairs = tuple[Ints, Ints]

_NONE = np.zeros(0, np.int64)
_LONGEST_LINE = 2**62


def candidate_facts(comparator: Comparator) -> Pairs:
    """Gold and found facts of every pair that is possible, and maybe of some more; each once, sorted."""
    gold, found = comparator.gold, comparator.found
    proposed = [_shared_evidence(gold, found)]
    for g, f in _shared_key_fillers(comparator):
        proposed.append((gold.fact[g], found.fact[f]))
    packed = np.concatenate([g * len(found) + f for g, f in proposed])
    packed.sort()
    packed = packed[np.r_[True, packed[1:] != packed[:-1]]] if len(packed) else packed
    return packed // max(len(found), 1), packed % max(len(found), 1)


def _shared_evidence(gold: Columns, found: Columns) -> Pairs:
    """Pairs of facts of one article and type with overlapping evidence."""
    width = 1 + max(int(gold.type.max(initial=0)), int(found.type.max(initial=0)))
    owners = [np.repeat(np.arange(len(side)), np.diff(side.evidence_first)) for side in (gold, found)]
    groups = [(side.article * width + side.type)[owner] for side, owner in zip((gold, found), owners, strict=True)]
    i, j = _overlapping(
        (groups[0], gold.evidence_start, gold.evidence_end), (groups[1], found.evidence_start, found.evidence_end)
    )
    return owners[0][i], owners[1][j]


def _shared_key_fillers(comparator: Comparator) -> list[Pairs]:
    """Pairs of fillers of one article and key slot that may earn credit."""
    slots = comparator.encoder.slots
    key, kinds = np.array(slots.key, dtype=np.bool_), np.array(slots.comparator, dtype=np.int64)
    sides = comparator.gold, comparator.found
    fillers = [np.flatnonzero(key[side.slot]) for side in sides]
    groups = [
        side.article[side.fact[mine]] * len(key) + side.slot[mine] for side, mine in zip(sides, fillers, strict=True)
    ]
    kind = [kinds[side.slot[mine]] for side, mine in zip(sides, fillers, strict=True)]
    proposed = _shared_names(sides, fillers, groups)
    for wanted, propose in ((NUMBER, _numbers), (DATE, _dates), (TEXT, _extents), (TEXT, _held_names)):
        keep = [one == wanted for one in kind]
        if keep[0].any() and keep[1].any():
            mine = [one[k] for one, k in zip(fillers, keep, strict=True)]
            for i, j in propose(comparator, mine, [one[k] for one, k in zip(groups, keep, strict=True)]):
                proposed.append((mine[0][i], mine[1][j]))
    return proposed


def _shared_names(sides: tuple[Columns, Columns], fillers: list[Ints], groups: list[Ints]) -> list[Pairs]:
    """A name right for both, or a name of one that is a containing place of the other."""
    names, containers = [], []
    for side, mine in zip(sides, fillers, strict=True):
        owner, at = expand(side.name_first[mine], side.name_first[mine + 1])
        names.append((owner, side.name[at]))
        owner, at = expand(side.container_first[mine], side.container_first[mine + 1])
        containers.append((owner, side.container[at]))
    proposed = []
    for (g, g_word), (f, f_word) in zip(
        (names[0], containers[0], names[0]), (names[1], names[1], containers[1]), strict=True
    ):
        i, j = _equal((groups[0][g], g_word), (groups[1][f], f_word))
        proposed.append((fillers[0][g[i]], fillers[1][f[j]]))
    return proposed


def _numbers(comparator: Comparator, fillers: list[Ints], groups: list[Ints]) -> list[Pairs]:
    """Equal numbers, and vague ones with vague ones."""
    numbers = np.concatenate([comparator.gold.number[fillers[0]], comparator.found.number[fillers[1]]])
    vague = np.isnan(numbers)
    ids = np.where(vague, 0, 1 + np.unique(np.where(vague, 0, numbers), return_inverse=True)[1])
    size = len(fillers[0])
    return [_equal((groups[0], ids[:size]), (groups[1], ids[size:]))]


def _dates(comparator: Comparator, fillers: list[Ints], groups: list[Ints]) -> list[Pairs]:
    """Dates that agree: days by day and month, what is coarser by its year, all else against all.

    Two plain dates agree only if no year, month or day that both say differs; so two days share day and month, and two
    dates with years share the year.
    """
    sides = comparator.gold, comparator.found
    dates = [side.date[mine] for side, mine in zip(sides, fillers, strict=True)]
    plain, year, months, day = comparator.encoder.dates.parts()
    if not len(plain):
        return []
    is_day = (plain == 1) & (day > 0) & (months > 0) & (months & (months - 1) == 0)
    with_year = (plain == 1) & (year >= 0)
    joins = [
        (is_day, is_day, months * 32 + day),
        (with_year & ~is_day, with_year, year),
        (with_year & is_day, with_year & ~is_day, year),
        (~is_day & ~with_year, ~is_day | is_day, 0 * day),
        (is_day | with_year, ~is_day & ~with_year, 0 * day),
        (~is_day & with_year, is_day & ~with_year, 0 * day),
        (is_day & ~with_year, ~is_day & with_year, 0 * day),
    ]
    proposed = []
    for left, right, bucket in joins:
        a, b = (np.flatnonzero((own >= 0) & wanted[own]) for own, wanted in zip(dates, (left, right), strict=True))
        i, j = _equal((groups[0][a], bucket[dates[0][a]]), (groups[1][b], bucket[dates[1][b]]))
        agree = date_halves(comparator.encoder.dates, dates[0][a[i]], dates[1][b[j]]) > 0
        proposed.append((a[i[agree]], b[j[agree]]))
    return proposed


def _extents(comparator: Comparator, fillers: list[Ints], groups: list[Ints]) -> list[Pairs]:
    """Overlapping positions."""
    sides = comparator.gold, comparator.found
    placed = [np.flatnonzero(side.start[mine] >= 0) for side, mine in zip(sides, fillers, strict=True)]
    spans = [
        (group[at], side.start[mine[at]], side.end[mine[at]])
        for side, mine, group, at in zip(sides, fillers, groups, placed, strict=True)
    ]
    i, j = _overlapping(*spans)
    return [(placed[0][i], placed[1][j])]


def _held_names(comparator: Comparator, fillers: list[Ints], groups: list[Ints]) -> list[Pairs]:
    """Names that are a run of words of the other's: the longest word of the one is a word of the other."""
    names = comparator.encoder.names
    word_first, word, longest, _ = names.parts()
    sides = comparator.gold, comparator.found
    own = [first_names(side, mine) for side, mine in zip(sides, fillers, strict=True)]
    named = [np.flatnonzero(name >= 0) for name in own]
    proposed = []
    for short, long in ((0, 1), (1, 0)):
        owner, at = expand(word_first[own[long][named[long]]], word_first[own[long][named[long]] + 1])
        holder = named[long][owner]
        held = named[short]
        i, j = _equal((groups[short][held], longest[own[short][held]]), (groups[long][holder], word[at]))
        pair = held[i], holder[j]
        g, f = pair[short], pair[long]
        differ = own[0][g] != own[1][f]
        g, f = g[differ], f[differ]
        holds = name_holds(names, own[0][g], own[1][f])
        proposed.append((g[holds], f[holds]))
    return proposed


def _equal(left: Pairs, right: Pairs) -> Pairs:
    """Positions of all rows with the same group and value; both are at least 0."""
    width = 1 + max(int(left[1].max(initial=0)), int(right[1].max(initial=0)))
    wanted, keys = left[0] * width + left[1], right[0] * width + right[1]
    order = np.argsort(keys, kind="stable")
    i, at = join(keys[order], wanted)
    return i, order[at]


def _overlapping(left: tuple[Ints, Ints, Ints], right: tuple[Ints, Ints, Ints]) -> Pairs:
    """Positions of all spans (group, start, end) of one group that overlap: one starts within the other."""
    if not len(left[0]) or not len(right[0]):
        return _NONE, _NONE
    low, high, other_low, other_high = _placed(left, right)
    by_start, by_other = np.argsort(low, kind="stable"), np.argsort(other_low, kind="stable")
    starts, other_starts = low[by_start], other_low[by_other]
    i, at = expand(np.searchsorted(other_starts, low, "left"), np.searchsorted(other_starts, high, "left"))
    j, back = expand(np.searchsorted(starts, other_low, "right"), np.searchsorted(starts, other_high, "left"))
    return np.concatenate([i, by_start[back]]), np.concatenate([by_other[at], j])


def _placed(left: tuple[Ints, Ints, Ints], right: tuple[Ints, Ints, Ints]) -> tuple[Ints, Ints, Ints, Ints]:
    """Starts and ends of both sides on one line, group after group."""
    positions = [left[1], left[2], right[1], right[2]]
    lowest = min(int(each.min()) for each in positions)
    positions = [each - lowest for each in positions]
    width = 1 + max(int(each.max()) for each in positions)
    if (1 + max(int(left[0].max()), int(right[0].max()))) * width > _LONGEST_LINE:
        ranks = np.unique(np.concatenate(positions), return_inverse=True)[1]
        positions = np.split(ranks, np.cumsum([len(each) for each in positions])[:-1])
        width = 1 + int(ranks.max())
    groups = (left[0], left[0], right[0], right[0])
    low, high, other_low, other_high = (group * width + each for group, each in zip(groups, positions, strict=True))
    return low, high, other_low, other_high
