"""What a pattern may begin and end with, so that the costly search is only begun where its neighbourhood fits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

DEPTH = 3
"""Words looked at, of each side, at most."""


@dataclass(frozen=True, slots=True)
class Kind:
    """Which words may stand at a place: any of `words`, one of a shape but none of some words, or any at all."""

    words: frozenset[str] = frozenset()
    shapes: frozenset[tuple[str, frozenset[str]]] = frozenset()
    anything: bool = False

    def __or__(self, other: "Kind") -> "Kind":
        """What either allows."""
        if self is other or other is NOTHING:
            return self
        if self is NOTHING:
            return other
        if self.anything or other.anything:
            return ANYTHING
        return Kind(self.words | other.words, self.shapes | other.shapes)


ANYTHING, NOTHING, BOUNDARY = Kind(anything=True), Kind(), Kind(frozenset({"\n"}))
"""The boundary of a sentence stands where a word would."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One side of a part of a pattern, read inwards from its end.

    `places[i]` is what the word number i may be, if the part has one; `lengths` are the numbers of words that the
    part may have, all from DEPTH on as DEPTH. Of the words that may come first, those of `alone` need no other behind
    them, those of `opening` begin a phrase of a list, and one of `following` comes second: what a list of "taken
    hostage" and "killed" begins with is not "taken".
    """

    places: tuple[Kind, ...]
    lengths: frozenset[int]
    alone: Kind
    opening: Kind = NOTHING
    following: Kind = NOTHING

    def then(self, other: "Edge") -> "Edge":
        """The part with another one further in."""
        if other is EMPTY or min(self.lengths) == DEPTH:
            return self
        if self is EMPTY:
            return other
        places = [
            reduce(Kind.__or__, (other.places[index - gap] for gap in self.lengths if gap <= index), place)
            for index, place in enumerate(self.places)
        ]
        lengths = frozenset(min(a + b, DEPTH) for a in self.lengths for b in other.lengths)
        if 0 not in self.lengths:
            return Edge(tuple(places), lengths, self.alone, self.opening, self.following)
        return Edge(
            tuple(places), lengths, *(one | another for one, another in zip(self._first, other._first, strict=True))
        )

    def __or__(self, other: "Edge") -> "Edge":
        """Either of two parts."""
        return Edge(
            tuple(one | another for one, another in zip(self.places, other.places, strict=True)),
            self.lengths | other.lengths,
            *(one | another for one, another in zip(self._first, other._first, strict=True)),
        )

    @property
    def _first(self) -> tuple[Kind, Kind, Kind]:
        return self.alone, self.opening, self.following

    def repeated(self, least: int, most: int | None) -> "Edge":
        """The part `least` to `most` times, or any number of times from `least` on."""
        all_so_far, so_often = None, EMPTY
        for times in range(min(least, DEPTH) + DEPTH + 1):
            if times >= min(least, DEPTH) and (most is None or times <= most):
                all_so_far = all_so_far | so_often if all_so_far else so_often
            so_often = so_often.then(self)
        return all_so_far or EMPTY

    def begins(self, index: int) -> Kind:
        """What may come first, alone or opening a phrase, or follow it there: for index 0, 1 and 2."""
        return (ANYTHING, NOTHING, NOTHING)[index] if 0 in self.lengths else self._first[index]

    def allows(self, index: int) -> Kind:
        """What may stand at place `index` for the part to match, whether it reaches so far or not."""
        return ANYTHING if min(self.lengths) <= index else self.places[index]


EMPTY = Edge((NOTHING,) * DEPTH, frozenset({0}), NOTHING)


def one_word(kind: Kind) -> Edge:
    """The edge of a part that is one word."""
    return Edge((kind, *EMPTY.places[1:]), frozenset({1}), kind)


def entries_edge(entries: Iterable[Sequence[str]]) -> Edge:
    """The edge of a list of words and phrases, each as its words from the side that is looked at."""
    at: list[set[str]] = [set() for _ in range(DEPTH)]
    lengths = set[int]()
    alone = set[str]()
    for words in entries:
        lengths.add(min(len(words), DEPTH))
        for place, word in zip(at, words, strict=False):
            place.add(word)
        if len(words) == 1:
            alone.add(words[0])
    places = tuple(Kind(frozenset(words)) for words in at)
    return Edge(places, frozenset(lengths or {0}), Kind(frozenset(alone)), Kind(frozenset(at[0] - alone)), places[1])
