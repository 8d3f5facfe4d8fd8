"""Every found fact of a type against every gold fact of it: slot by slot, and by the tiers that pairing compares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
from numpy.typing import NDArray

from harness.facts import Fact, Filler, GoldFact
from harness.matching.candidates import possible_facts
from harness.matching.columns import Columns, Encoder
from harness.matching.comparators import DIFFERS, HALVES, WHYS, Comparator
from harness.matching.fillers import compare_fillers, matched_fillers
from harness.matching.pairing import TIERS, Pairing, pair_facts, weighed
from harness.schema import Schema

Pairs = frozenset[tuple[int, int]]
"""(gold, found), as positions in the lists that were given."""


@dataclass(frozen=True, slots=True)
class Line:
    """One filler of gold beside one found filler of the same slot, either of them perhaps absent; `credit` in 0..1."""

    slot: str
    gold: Filler | None
    found: Filler | None
    credit: float
    why: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Worth:
    """What pairing two facts adds to each tier that pairings are compared by, the first that differs deciding.

    `credit` sums the slots (correct 1, partial 0.5), `agreement` the attributes; `required` is 0 for optional gold and
    else 1; `overlap` counts shared characters of evidence. Where all are equal, a fixed order decides.
    """

    credit: float = 0.0
    required: int = 0
    overlap: int = 0
    agreement: float = 0.0

    @property
    def tiers(self) -> tuple[float, ...]:
        """The four, in their order."""
        return (self.credit, self.required, self.overlap, self.agreement)


class Group:
    """The gold and found facts of one article and one type; both are named by their position in the lists given.

    `worth` has every pair that is possible, `best` are the pairs that the scoring takes.
    """

    def __init__(
        self, gold: Sequence[GoldFact], found: Sequence[Fact], schema: Schema, published: str | None = None
    ) -> None:
        """`published` is the EDTF day that relative dates are counted from."""
        self.gold, self.found = tuple(gold), tuple(found)
        self._schema, self._published = schema, published
        comparator = _comparator(self.gold, self.found, schema, published)
        candidates, pairing = weighed(comparator, *possible_facts(comparator)), pair_facts(comparator)
        rows = dict(zip(TIERS, candidates.tiers, strict=True))
        tiers = (rows["credit"] / 2, rows["required"], rows["overlap"], rows["agreement"] / 2)
        worth = (Worth(*row) for row in zip(*(tier.tolist() for tier in tiers), strict=True))
        pairs = zip(candidates.gold.tolist(), candidates.found.tolist(), strict=True)
        self.worth: Mapping[tuple[int, int], Worth] = dict(zip(pairs, worth, strict=True))
        self.best: Pairs = frozenset(zip(pairing.gold.tolist(), pairing.found.tolist(), strict=True))

    def forced(self, gold: int, found: int) -> Pairs:
        """The best pairing among those that pair these two: theirs, and the best of all others, as scoring finds it."""
        others = [one for one in range(len(self.gold)) if one != gold]
        theirs = [one for one in range(len(self.found)) if one != found]
        rest = self._paired(others, theirs)
        pairs = zip(rest.gold.tolist(), rest.found.tolist(), strict=True)
        return frozenset((others[a], theirs[b]) for a, b in pairs) | {(gold, found)}

    def total(self, pairs: Pairs) -> tuple[float, ...]:
        """The tiers of a pairing, added up."""
        each = [self.worth[pair].tiers for pair in pairs] or [Worth().tiers]
        return tuple(sum(tier) for tier in zip(*each, strict=True))

    def lines(self, gold: int, found: int) -> tuple[Line, ...]:
        """The two facts slot by slot."""
        return compared_lines(self.gold[gold], self.found[found], self._schema, self._published)

    def _paired(self, gold: Sequence[int], found: Sequence[int]) -> Pairing:
        """The best pairing of some of the facts, by the very function that scores; it counts those given from 0."""
        some = [self.gold[i] for i in gold], [self.found[i] for i in found]
        return pair_facts(_comparator(*some, self._schema, self._published))


def compared_lines(gold: GoldFact, found: Fact, schema: Schema, published: str | None = None) -> tuple[Line, ...]:
    """Slot by slot: fillers that are matched, then wrong ones beside each other, then those that stand alone."""
    comparator = _comparator((gold,), (found,), schema, published)
    left, right = comparator.gold, comparator.found
    none = np.zeros(1, np.int64)
    fillers = compare_fillers(comparator, none, none)
    taken = np.flatnonzero(matched_fillers(comparator, fillers))
    gold_left, found_left = _by_slot(left, fillers.gold[taken]), _by_slot(right, fillers.found[taken])
    names = [slot for _, slot in comparator.encoder.slots.ids]

    def line(slot: int, ours: int | None, theirs: int | None, credit: float, why: str) -> Line:
        return Line(
            names[slot],
            None if ours is None else left.filler[ours],
            None if theirs is None else right.filler[theirs],
            credit,
            why,
            ours is not None and bool(left.filler_optional[ours]),
        )

    lines: list[tuple[int, Line]] = []
    for row in taken.tolist():
        a, b, why = int(fillers.gold[row]), int(fillers.found[row]), int(fillers.why[row])
        lines.append((int(left.slot[a]), line(int(left.slot[a]), a, b, int(HALVES[why]) / 2, WHYS[why])))
    for slot in sorted({*gold_left, *found_left}):
        for ours, theirs in zip_longest(gold_left.get(slot, []), found_left.get(slot, [])):
            why_not = "absent from found" if theirs is None else "not in gold" if ours is None else WHYS[DIFFERS]
            lines.append((slot, line(slot, ours, theirs, 0.0, why_not)))
    return tuple(one for _, one in sorted(lines, key=lambda numbered: numbered[0]))


def _by_slot(side: Columns, used: NDArray[np.int64]) -> dict[int, list[int]]:
    """The fillers of a side's only fact that are not used, by slot, in the order of their contents."""
    slots: dict[int, list[int]] = {}
    left = np.setdiff1d(np.arange(len(side.slot)), used)
    for filler in left[np.argsort(side.filler_key[left], kind="stable")].tolist():
        slots.setdefault(int(side.slot[filler]), []).append(filler)
    return slots


def _comparator(gold: Sequence[GoldFact], found: Sequence[Fact], schema: Schema, published: str | None) -> Comparator:
    encoder = Encoder(schema, {"": published})
    return Comparator(encoder, encoder.encode({"": gold}), encoder.encode({"": found}))
