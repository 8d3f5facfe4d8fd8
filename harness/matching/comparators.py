"""Filler against filler: correct, partly right or wrong, and why.

numbers     equal values
dates       EDTF components: none contradicts and none is coarser (correct), one is coarser (partial)
enums       the same name
words       mentions, entities and places: any name that both sides accept (correct); else a place that contains the
            other's, or extents that overlap or hold one another within the evidence (partial)
own kinds   whatever their class says of their normal forms (`harness.kinds`)

There is no threshold of string similarity anywhere: a president and a minister may be 80 % alike. (The one kind that
has thresholds, `harness.kinds.text`, is for free text, and says why.)
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from harness.matching.columns import Columns, Encoder
from harness.matching.dates import date_halves
from harness.matching.expansion import expand
from harness.matching.own_kinds import best_halves, where
from harness.matching.vocabulary import DATE, NUMBER, OWN, TEXT, Names

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

WHYS = (
    "differs",
    "equal",
    "other wording",
    "containing place",
    "overlapping extent",
    "part of the other",
    "coarser date",
    "equivalent",
    "partly equivalent",
)
DIFFERS, EQUAL, OTHER_WORDING, CONTAINER, OVERLAP, PART, COARSER, EQUIVALENT, PARTLY = range(len(WHYS))
HALVES = np.array([0, 2, 2, 1, 1, 1, 1, 2, 1], dtype=np.int64)
"""Credit of each reason in halves: correct 2, partial 1, wrong 0."""


_OF_DATES = np.array([DIFFERS, COARSER, EQUAL], dtype=np.int64)
_OF_OWN_KINDS = np.array([DIFFERS, PARTLY, EQUIVALENT], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Comparator:
    """Compares fillers of two sides that one encoder has encoded."""

    encoder: Encoder
    gold: Columns
    found: Columns

    def why(self, gold: Ints, found: Ints) -> Ints:
        """For filler `gold[k]` against filler `found[k]` of the same slot: which of `WHYS`.

        Raises ConfigError where the class of a kind of one's own fails.
        """
        kind = np.array(self.encoder.slots.comparator, dtype=np.int64)[self.gold.slot[gold]]
        first_gold = first_names(self.gold, gold)
        same = (first_gold == first_names(self.found, found)) & (first_gold >= 0)
        why = np.where(same, EQUAL, DIFFERS)
        for own, decide in ((NUMBER, self._numbers), (DATE, self._dates)):
            rows = np.flatnonzero(kind == own)
            why[rows] = decide(gold[rows], found[rows], why[rows])
        rows = np.flatnonzero((kind == TEXT) & (why == DIFFERS))
        if len(rows):
            why[rows] = self._words(gold[rows], found[rows])
        for own in range(len(self.encoder.slots.own)):
            rows = np.flatnonzero((kind == OWN + own) & (why == DIFFERS))
            if len(rows):
                why[rows] = self._own_kind(own, gold[rows], found[rows])
        return why

    def _numbers(self, gold: Ints, found: Ints, by_words: Ints) -> Ints:
        """Values decide where both have one; two vague amounts are equal; else the words do."""
        left, right = self.gold.number[gold], self.found.number[found]
        spoken = ~np.isnan(left) & ~np.isnan(right)
        silent = np.isnan(left) & np.isnan(right)
        return np.where(spoken, np.where(left == right, EQUAL, DIFFERS), np.where(silent, EQUAL, by_words))

    def _dates(self, gold: Ints, found: Ints, by_words: Ints) -> Ints:
        """Dates decide where both have one, else the words do."""
        left, right = self.gold.date[gold], self.found.date[found]
        why = by_words.copy()
        rows = np.flatnonzero((left >= 0) & (right >= 0))
        if len(rows):
            why[rows] = _OF_DATES[date_halves(self.encoder.dates, left[rows], right[rows])]
        return why

    def _words(self, gold: Ints, found: Ints) -> Ints:
        """Names first, then containing places, then extents."""
        why = np.full(len(gold), DIFFERS, dtype=np.int64)
        g, f = self.gold, self.found
        g_start, g_end, f_start, f_end = g.start[gold], g.end[gold], f.start[found], f.end[found]
        placed = (g_start >= 0) & (f_start >= 0)
        why[placed & (g_start < f_end) & (f_start < g_end)] = OVERLAP
        rows = np.flatnonzero(why == DIFFERS)
        rows = rows[name_holds(self.encoder.names, first_names(g, gold[rows]), first_names(f, found[rows]))]
        why[rows[self.within_evidence(gold[rows], found[rows])]] = PART
        why[_share(g.container_first, g.container, gold, f.name_first, f.name, found)] = CONTAINER
        why[_share(g.name_first, g.name, gold, f.container_first, f.container, found)] = CONTAINER
        why[_share(g.name_first, g.name, gold, f.name_first, f.name, found)] = OTHER_WORDING
        return why

    def _own_kind(self, own: int, gold: Ints, found: Ints) -> Ints:
        """What the class of the kind says of the forms of both, the best of them."""
        g, f, slots = self.gold, self.found, self.encoder.slots

        def place(k: int) -> str:
            article = self.encoder.articles.words()[int(g.article[g.fact[gold[k]]])]
            return where(article, list(slots.ids)[int(g.slot[gold[k]])])

        forms = (g.name_first, g.name), (f.name_first, f.name)
        return _OF_OWN_KINDS[best_halves(slots.own[own], self.encoder.names, *forms, (gold, found), place)]

    def within_evidence(self, gold: Ints, found: Ints) -> Bools:
        """Whether each filler lies in the other fact's evidence, or has no position that could speak against it."""
        return _lies_in(self.found, found, self.gold, self.gold.fact[gold]) & _lies_in(
            self.gold, gold, self.found, self.found.fact[found]
        )


def first_names(side: Columns, fillers: Ints) -> Ints:
    """The first accepted name of each filler: its own wording; -1 where it has none."""
    first = side.name_first[fillers]
    has = side.name_first[fillers + 1] > first
    if has.all():
        return side.name[first]
    names = np.full(len(fillers), -1, dtype=np.int64)
    names[has] = side.name[first[has]]
    return names


def name_holds(names: Names, left: Ints, right: Ints) -> Bools:
    """Whether one's words are a run of whole words of the other's; each likely pair of names is looked at once."""
    signature = names.parts()[3]
    holds: Bools = (left >= 0) & (right >= 0)
    rows = np.flatnonzero(holds)
    a, b = signature[left[rows]], signature[right[rows]]
    both = a & b
    holds[rows] = (both == a) | (both == b)
    rows = np.flatnonzero(holds)
    if len(rows):
        words, width = names.words(), len(names.ids)
        pairs, inverse = np.unique(left[rows] * width + right[rows], return_inverse=True)
        looked_at = [_holds(words[pair // width], words[pair % width]) for pair in pairs.tolist()]
        holds[rows] = np.array(looked_at, dtype=np.bool_)[inverse]
    return holds


def _share(left_first: Ints, left: Ints, a: Ints, right_first: Ints, right: Ints, b: Ints) -> Bools:
    """Whether list `a[k]` of the left side and list `b[k]` of the right have an item in common."""
    begin, end, other_begin, other_end = left_first[a], left_first[a + 1], right_first[b], right_first[b + 1]
    rows = np.flatnonzero((begin < end) & (other_begin < other_end))
    row, position = expand(begin[rows], end[rows])
    each, other = expand(other_begin[rows][row], other_end[rows][row])
    common = left[position[each]] == right[other]
    shared = np.zeros(len(a), dtype=np.bool_)
    shared[rows[row[each[common]]]] = True
    return shared


def _lies_in(side: Columns, fillers: Ints, other: Columns, facts: Ints) -> Bools:
    """Whether each filler lies inside one of the evidence spans of the fact beside it, or either has no position."""
    inside: Bools = (side.start[fillers] < 0) | (other.evidence_first[facts] == other.evidence_first[facts + 1])
    row, span = expand(other.evidence_first[facts], other.evidence_first[facts + 1])
    start, end = side.start[fillers][row], side.end[fillers][row]
    inside[row[(other.evidence_start[span] <= start) & (end <= other.evidence_end[span])]] = True
    return inside


def _holds(one: str, other: str) -> bool:
    return f" {one} " in f" {other} " or f" {other} " in f" {one} "
