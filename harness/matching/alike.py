"""Which facts of several lists about one article are the same: of several systems, or of overlapping windows.

The facts of every two lists are paired as gold and found facts are (`harness.matching.pairing`), so optimally and one
to one. A pair is alike if some key slot of both earns credit, no key slot of both differs, and, unless their evidence
overlaps, no key slot is filled by one alone: then it would match leniently, whichever of the two were gold.

Alike pairs become groups, the pairs with the most credit first: a group holds at most one fact of a list, as what one
list tells apart stays apart, and only facts that are alike each with each (complete linkage: Sørensen 1948).
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from harness.facts import Fact
from harness.matching.columns import Columns, Encoder
from harness.matching.comparators import HALVES, Comparator
from harness.matching.expansion import expand
from harness.matching.pairing import TIERS, Candidates, pair_facts, weighed
from harness.schema import Schema, SlotType

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


class Place(NamedTuple):
    """Fact `number` of list `member`, both from 0."""

    member: int
    number: int


Group = tuple[Place, ...]


def alike(
    lists: Sequence[Sequence[Fact]], schema: Schema, published: str | None = None, reach: int | None = None
) -> tuple[Group, ...]:
    """Return the places of facts that are one, group by group; each fact is in one group, most are alone in theirs.

    The facts must be of `schema`; `published` is the article's EDTF day, for relative dates. With `reach`, only lists
    at most so many places apart are compared, as of windows 1 overlaps no other than the next. Places are sorted, and
    so are the groups. In which order the lists come decides nothing, but between facts that are equal in all that is
    compared (a tie): there the earlier place goes first.
    """
    groups: dict[Place, list[Place]] = {
        place: [place] for member, some in enumerate(lists) for place in (Place(member, i) for i in range(len(some)))
    }
    far = len(lists) if reach is None else reach
    compared = [(a, b) for a, b in combinations(range(len(lists)), 2) if b - a <= far and lists[a] and lists[b]]
    pairs = _alike_pairs(lists, compared, schema, published)
    known, met = set(pairs), set(compared)
    for one, other in pairs:
        left, right = groups[one], groups[other]
        if left is not right and all(_belong(a, b, known, met) for a in left for b in right):
            left += right
            groups.update((place, left) for place in right)
    return tuple(sorted({tuple(sorted(group)) for group in groups.values()}))


def _belong(a: Place, b: Place, known: set[tuple[Place, Place]], compared: set[tuple[int, int]]) -> bool:
    """Tell whether two facts may be in one group: alike, or of lists that were not compared."""
    a, b = min(a, b), max(a, b)
    return a.member != b.member and ((a, b) in known or (a.member, b.member) not in compared)


def _by_words(schema: Schema) -> Schema:
    """The schema in which a kind whose class was not loaded, as extractors may load none, is one of mentions."""
    unloaded = {name for name, kind in schema.kinds.items() if kind.asked is None}
    if not unloaded:
        return schema

    def known(slot: SlotType) -> SlotType:
        return replace(slot, kinds=tuple(dict.fromkeys("mention" if k in unloaded else k for k in slot.kinds)))

    types = {
        name: replace(one, slots={slot: known(its) for slot, its in one.slots.items()})
        for name, one in schema.types.items()
    }
    return replace(schema, types=types, kinds={k: kind for k, kind in schema.kinds.items() if k not in unloaded})


def _alike_pairs(
    lists: Sequence[Sequence[Fact]], compared: Sequence[tuple[int, int]], schema: Schema, published: str | None
) -> list[tuple[Place, Place]]:
    """The pairs that are alike, of all `compared` lists, the most alike first."""
    # To the encoder every two lists are an article of their own, so that all are paired at once.
    names = [f"{number:09}" for number in range(len(compared))]
    encoder = Encoder(_by_words(schema), dict.fromkeys(names, published))
    sides = [encoder.encode({name: lists[pair[k]] for name, pair in zip(names, compared, strict=True)}) for k in (0, 1)]
    comparator = Comparator(encoder, *sides)
    pairing = pair_facts(comparator)
    among = weighed(comparator, pairing.gold, pairing.found)
    same = np.flatnonzero(_are_alike(comparator, among))
    g, f = among.gold[same], among.found[same]
    left, right = sides[0].key[g], sides[1].key[f]
    decides = [np.maximum(left, right), np.minimum(left, right), *(-tier[same] for tier in among.tiers[::-1])]
    order = np.lexsort(decides)
    rows = zip(sides[0].article[g], sides[0].index[g], sides[1].index[f], strict=True)
    found = [(compared[int(at)], int(i), int(j)) for at, i, j in rows]
    return [(Place(a, i), Place(b, j)) for (a, b), i, j in (found[k] for k in order.tolist())]


def _are_alike(comparator: Comparator, among: Candidates) -> Bools:
    """Which of the pairs are alike, by their key slots and their evidence."""
    gold, found, fillers = comparator.gold, comparator.found, among.fillers
    key = np.array(comparator.encoder.slots.key, np.bool_)
    shape = len(among.gold), len(key)
    filled, both, met = (np.zeros(shape, np.bool_) for _ in range(3))
    for side, facts in ((gold, among.gold), (found, among.found)):
        filled[_filled(side, facts)] = True
    slot = gold.slot[fillers.gold]
    both[fillers.pair, slot] = True
    earns = HALVES[fillers.why] > 0
    met[fillers.pair[earns], slot[earns]] = True
    beside = among.tiers[TIERS.index("overlap")] > 0
    agree = (met & key).any(axis=1) & ~(both & ~met & key).any(axis=1)
    alike: Bools = agree & (beside | ~(filled & ~both & key).any(axis=1))
    return alike


def _filled(side: Columns, facts: Ints) -> tuple[Ints, Ints]:
    """The pair and the slot of every filler of the facts of pairs."""
    pair, filler = expand(side.first[facts], side.first[facts + 1])
    return pair, side.slot[filler]
