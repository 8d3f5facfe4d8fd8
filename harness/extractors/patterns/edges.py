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
        if self.anything or other.anything:
            return ANYTHING
        return Kind(self.words | other.words, self.shapes | other.shapes)


ANYTHING, NOTHING, BOUNDARY = Kind(anything=True), Kind(), Kind(frozenset({"\n"}))
"""The boundary of a sentence stands where a word would."""


@dataclass(frozen=True, slots=True)
class Edge:
    """One side of a part of a pattern, read inwards from its end.

    `places[i]` is what the word number i may be, if the part has one; `lengths` are the numbers of words that the
    part may have, all from DEPTH on as DEPTH.
    """

    places: tuple[Kind, ...]
    lengths: frozenset[int]

    def then(self, other: "Edge") -> "Edge":
        """The part with another one further in."""
        places = [
            reduce(Kind.__or__, (other.places[index - gap] for gap in self.lengths if gap <= index), place)
            for index, place in enumerate(self.places)
        ]
        return Edge(tuple(places), frozenset(min(a + b, DEPTH) for a in self.lengths for b in other.lengths))

    def __or__(self, other: "Edge") -> "Edge":
        """Either of two parts."""
        return Edge(
            tuple(one | another for one, another in zip(self.places, other.places, strict=True)),
            self.lengths | other.lengths,
        )

    def repeated(self, least: int, most: int | None) -> "Edge":
        """The part `least` to `most` times, or any number of times from `least` on."""
        all_so_far, so_often = None, EMPTY
        for times in range(min(least, DEPTH) + DEPTH + 1):
            if times >= min(least, DEPTH) and (most is None or times <= most):
                all_so_far = all_so_far | so_often if all_so_far else so_often
            so_often = so_often.then(self)
        return all_so_far or EMPTY

    def allows(self, index: int) -> Kind:
        """What may stand at place `index` for the part to match, whether it reaches so far or not."""
        return ANYTHING if min(self.lengths) <= index else self.places[index]


EMPTY = Edge((NOTHING,) * DEPTH, frozenset({0}))


def one_word(kind: Kind) -> Edge:
    """The edge of a part that is one word."""
    return Edge((kind, *EMPTY.places[1:]), frozenset({1}))


def entries_edge(entries: Iterable[Sequence[str]]) -> Edge:
    """The edge of a list of words and phrases, each as its words from the side that is looked at."""
    at: list[set[str]] = [set() for _ in range(DEPTH)]
    lengths = set[int]()
    for words in entries:
        lengths.add(min(len(words), DEPTH))
        for place, word in zip(at, words, strict=False):
            place.add(word)
    return Edge(tuple(Kind(frozenset(words)) for words in at), frozenset(lengths or {0}))
