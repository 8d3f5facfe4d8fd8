"""Entities that may cover several ranges: which of two sides agree, and their best one-to-one pairing."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from harness.matching.assignment import assign
from harness.spans.columns import Spans, lay_out
from harness.spans.overlap import meetings

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


class Entity(NamedTuple):
    """A type, the half-open ranges it covers (sorted, distinct, at least one), and its words."""

    type: str
    ranges: tuple[tuple[int, int], ...]
    text: str


Placed = tuple[int, Entity]
"""The number of a document, and an entity in it."""


def agreeing_pairs(
    gold: Sequence[Placed], found: Sequence[Placed], span: str, roots: Mapping[str, str] | None
) -> tuple[Ints, Ints]:
    """The pairs `(gold[i], found[j])`, as arrays of `i` and of `j`, that the best one-to-one pairing takes.

    `span` is "exact" (each range of gold is one of found's), "overlap" (or any position is shared) or "approx" and a
    similarity X (or one is shared, and `similar` says so). `roots` gives the group of each type that may be paired
    with each other, in small letters, other types with themselves only; None lets all types agree. As many as possible
    are paired; among those pairings most with equal types, then with equal ranges; the rest by a canonical order.
    """
    rows, columns = _touching(gold, found)
    ours = [(gold[row][1], found[column][1]) for row, column in zip(rows.tolist(), columns.tolist(), strict=True)]
    exact = np.array([set(one.ranges) <= set(other.ranges) for one, other in ours], np.bool_)
    equal = np.array([one.type == other.type for one, other in ours], np.bool_)
    agree = exact | _near(ours, exact, span)
    if roots is not None:
        agree &= equal | np.array([_related(one.type, other.type, roots) for one, other in ours], np.bool_)
    rows, columns, exact, equal = rows[agree], columns[agree], exact[agree], equal[agree]
    rank = {placed: number for number, placed in enumerate(sorted({*gold, *found}))}
    keys = [np.array([rank[placed] for placed in side], np.int64) for side in (gold, found)]
    tiers = [np.ones(len(rows), np.int64), equal.astype(np.int64), exact.astype(np.int64)]
    taken = assign(rows, columns, keys[0], keys[1], tiers)
    return rows[taken], columns[taken]


def similar(one: str, other: str, threshold: float) -> bool:
    """Whether the edit distance is at most (1 - threshold) of the longer text's length, in code points.

    In floating point, as brateval computes it: (1.0 - 0.8) * 5 is below 1, so one edit in five letters is too many.
    """
    from rapidfuzz.distance import Levenshtein

    length = max(len(one), len(other))
    allowed = math.floor((1.0 - threshold) * length)
    distance = Levenshtein.distance(one, other)
    return distance <= allowed and 1.0 - distance / length >= threshold


def _touching(gold: Sequence[Placed], found: Sequence[Placed]) -> tuple[Ints, Ints]:
    """Pairs of entities that share a position, each once, in order."""
    owners, sides = [], []
    for side in (gold, found):
        ranges = [(number, document, *piece) for number, (document, one) in enumerate(side) for piece in one.ranges]
        owner, document, start, end = np.array(ranges, np.int64).reshape(-1, 4).T
        owners.append(owner)
        sides.append(Spans(document, start, end, np.zeros(len(owner), np.int64)))
    ours, theirs = lay_out(*sides)
    pairs = meetings(ours, theirs)
    rows, columns = owners[0][ours.order[pairs.gold]], owners[1][theirs.order[pairs.found]]
    both = np.unique(np.stack([rows, columns], axis=1), axis=0)
    return both[:, 0], both[:, 1]


def _near(pairs: Sequence[tuple[Entity, Entity]], exact: Bools, span: str) -> Bools:
    """Whether the ranges of touching pairs agree though they differ."""
    if not span.startswith("approx"):
        return np.full(len(exact), span == "overlap")
    threshold = float(span.removeprefix("approx"))
    return np.array(
        [same or similar(one.text, other.text, threshold) for same, (one, other) in zip(exact, pairs, strict=True)],
        np.bool_,
    )


def _related(one: str, other: str, roots: Mapping[str, str]) -> bool:
    return one.lower() in roots and roots[one.lower()] == roots.get(other.lower())
