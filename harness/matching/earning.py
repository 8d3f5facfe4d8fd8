"""Which fillers earn credit with which, found by joins instead of comparing all with all.

Every way to earn credit (`harness.matching.comparators`) leaves something equal, or something that overlaps, for a
join to find: a name, a number, a date's day or year, a word of the shorter of two names, a stretch of text, a block of
a kind of one's own. What is found here is exactly what comparing every filler with every other would find
(`tests/matching/test_earning.py` does that).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from harness.matching.columns import Columns
from harness.matching.comparators import DIFFERS, HALVES, Comparator, first_names, name_holds
from harness.matching.dates import date_halves
from harness.matching.expansion import expand, join, overlapping
from harness.matching.own_kinds import Forms, meeting
from harness.matching.vocabulary import DATE, ENUM, NUMBER, OWN, TEXT

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Pairs = tuple[Ints, Ints]


@dataclass(frozen=True, slots=True)
class Earning:
    """Filler `gold[k]` earns `halves[k]` with filler `found[k]` of the same article and slot: 2 correct, 1 partial."""

    gold: Ints
    found: Ints
    halves: Ints

    def of(self, rows: Ints | Bools) -> "Earning":
        """Those in the rows given."""
        return Earning(self.gold[rows], self.found[rows], self.halves[rows])


@dataclass(frozen=True, slots=True)
class _Fillers:
    """Fillers `at` of a side that are compared alike; only those of one group, an article and a slot, meet."""

    side: Columns
    at: Ints
    group: Ints
    name: Ints

    def of(self, rows: Ints | Bools) -> "_Fillers":
        return _Fillers(self.side, self.at[rows], self.group[rows], self.name[rows])


def earning_fillers(comparator: Comparator) -> Iterator[Earning]:
    """All pairs of fillers that earn credit, each once; attributes (modality, polarity, source) are left out."""
    slots = comparator.encoder.slots
    kinds = np.where(slots.attributes(), -1, np.array(slots.comparator, np.int64))
    for kind, find in ((ENUM, _enums), (NUMBER, _numbers), (DATE, _dates), (TEXT, _words)):
        left, right = (_of_kind(side, kinds == kind) for side in (comparator.gold, comparator.found))
        if len(left.at) and len(right.at):
            yield from find(comparator, left, right)
    for own in range(len(slots.own)):
        left, right = (_of_kind(side, kinds == OWN + own) for side in (comparator.gold, comparator.found))
        if len(left.at) and len(right.at):
            yield from _own_kind(comparator, own, left, right)


def together(parts: Sequence[Earning]) -> Earning:
    """All pairs of several parts."""
    return Earning(*(np.concatenate([getattr(one, name) for one in parts]) for name in ("gold", "found", "halves")))


def _of_kind(side: Columns, slots: Bools) -> _Fillers:
    """The fillers of some slots."""
    at = np.flatnonzero(slots[side.slot])
    return _Fillers(side, at, side.article[side.fact[at]] * len(slots) + side.slot[at], first_names(side, at))


def _enums(comparator: Comparator, left: _Fillers, right: _Fillers) -> Iterator[Earning]:
    """The same name."""
    yield _correct(_same_names(left, right))


def _numbers(comparator: Comparator, left: _Fillers, right: _Fillers) -> Iterator[Earning]:
    """Equal numbers, vague amounts with vague ones, and a number with a vague amount of the same words."""
    numbers = np.concatenate([left.side.number[left.at], right.side.number[right.at]])
    vague = np.isnan(numbers)
    ids = np.where(vague, 0, 1 + np.unique(np.where(vague, 0, numbers), return_inverse=True)[1])
    i, j = _equal(left.group, ids[: len(left.at)], right.group, ids[len(left.at) :])
    yield _correct((left.at[i], right.at[j]))
    silent, mute = vague[: len(left.at)], vague[len(left.at) :]
    yield _correct(_same_names(left.of(silent), right.of(~mute)))
    yield _correct(_same_names(left.of(~silent), right.of(mute)))


def _dates(comparator: Comparator, left: _Fillers, right: _Fillers) -> Iterator[Earning]:
    """Dates that agree: days by day and month, what is coarser by its year, all else against all; else the same words.

    Two plain dates agree only if no year, month or day that both say differs; so two days share day and month, and two
    dates with years share the year.
    """
    dates = left.side.date[left.at], right.side.date[right.at]
    plain, year, months, day = comparator.encoder.dates.parts()
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
    for ours, theirs, bucket in joins:
        a, b = (np.flatnonzero(np.r_[wanted, False][own]) for own, wanted in zip(dates, (ours, theirs), strict=True))
        i, j = _equal(left.group[a], bucket[dates[0][a]], right.group[b], bucket[dates[1][b]])
        halves = date_halves(comparator.encoder.dates, dates[0][a[i]], dates[1][b[j]])
        agree = np.flatnonzero(halves)
        yield Earning(left.at[a[i[agree]]], right.at[b[j[agree]]], halves[agree])
    undated, dateless = dates[0] < 0, dates[1] < 0
    yield _correct(_same_names(left.of(undated), right))
    yield _correct(_same_names(left.of(~undated), right.of(dateless)))


def _words(comparator: Comparator, left: _Fillers, right: _Fillers) -> Iterator[Earning]:
    """A name right for both; else a containing place, overlapping extents, or a part of the other in the evidence."""
    names, containers = [], []
    for one in (left, right):
        owner, at = expand(one.side.name_first[one.at], one.side.name_first[one.at + 1])
        names.append((owner, one.side.name[at]))
        owner, at = expand(one.side.container_first[one.at], one.side.container_first[one.at + 1])
        containers.append((owner, one.side.container[at]))
    found: list[tuple[Pairs, int]] = []
    for ours, theirs, halves in (
        (names[0], names[1], 2),
        (containers[0], names[1], 1),
        (names[0], containers[1], 1),
    ):
        i, j = _equal(left.group[ours[0]], ours[1], right.group[theirs[0]], theirs[1])
        found.append(((ours[0][i], theirs[0][j]), halves))
    found.append((_extents(left, right), 1))
    found += [(pairs, 1) for pairs in _parts(comparator, left, right)]
    # Some earn in more than one way: of each pair of fillers the way with the most credit counts.
    size = len(right.at)
    ways = np.concatenate([(i * size + j) * 4 + halves for (i, j), halves in found])
    ways.sort()
    ways = ways[np.r_[ways[1:] // 4 != ways[:-1] // 4, True]] if len(ways) else ways
    yield Earning(left.at[ways // 4 // size], right.at[ways // 4 % size], ways % 4)


def _own_kind(comparator: Comparator, own: int, left: _Fillers, right: _Fillers) -> Iterator[Earning]:
    """What the class of a kind gives credit for, among the fillers that share a form or a block."""
    sides = []
    for one in (left, right):
        owner, at = expand(one.side.name_first[one.at], one.side.name_first[one.at + 1])
        sides.append(Forms(one.group, owner, one.side.name[at]))
    for i, j in meeting(comparator.encoder.slots.own[own], comparator.encoder.names, *sides):
        why = comparator.why(left.at[i], right.at[j])
        earns = np.flatnonzero(why != DIFFERS)
        yield Earning(left.at[i[earns]], right.at[j[earns]], HALVES[why[earns]])


def _extents(left: _Fillers, right: _Fillers) -> Pairs:
    """Overlapping positions."""
    placed = [np.flatnonzero(one.side.start[one.at] >= 0) for one in (left, right)]
    spans = [
        (one.group[at], one.side.start[one.at[at]], one.side.end[one.at[at]])
        for one, at in zip((left, right), placed, strict=True)
    ]
    i, j = overlapping(*spans)
    return placed[0][i], placed[1][j]


def _parts(comparator: Comparator, left: _Fillers, right: _Fillers) -> Iterator[Pairs]:
    """Names that are a run of words of the other's: the longest word of the one is a word of the other."""
    names = comparator.encoder.names
    word_first, word, longest, _ = names.parts()
    sides = left, right
    named = [np.flatnonzero(one.name >= 0) for one in sides]
    for short, long in ((0, 1), (1, 0)):
        own = sides[long].name[named[long]]
        owner, at = expand(word_first[own], word_first[own + 1])
        holder, held = named[long][owner], named[short]
        i, j = _equal(sides[short].group[held], longest[sides[short].name[held]], sides[long].group[holder], word[at])
        pair = held[i], holder[j]
        g, f = pair[short], pair[long]
        differ = np.flatnonzero(left.name[g] != right.name[f])
        g, f = g[differ], f[differ]
        holds = np.flatnonzero(name_holds(names, left.name[g], right.name[f]))
        g, f = g[holds], f[holds]
        within = comparator.within_evidence(left.at[g], right.at[f])
        yield g[within], f[within]


def _same_names(left: _Fillers, right: _Fillers) -> Pairs:
    """Fillers with the same wording."""
    ours, theirs = np.flatnonzero(left.name >= 0), np.flatnonzero(right.name >= 0)
    i, j = _equal(left.group[ours], left.name[ours], right.group[theirs], right.name[theirs])
    return left.at[ours[i]], right.at[theirs[j]]


def _correct(pairs: Pairs) -> Earning:
    return Earning(*pairs, np.full(len(pairs[0]), 2))


def _equal(group: Ints, value: Ints, other_group: Ints, other_value: Ints) -> Pairs:
    """Positions of all rows with the same group and value; values are at least 0."""
    width = 1 + max(int(value.max(initial=0)), int(other_value.max(initial=0)))
    wanted, keys = group * width + value, other_group * width + other_value
    order = np.argsort(keys, kind="stable")
    i, at = join(keys[order], wanted)
    return i, order[at]
