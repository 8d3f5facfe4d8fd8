"""How much work a pattern can be at one place, at worst: what is little needs no clock, and a clock is costly.

A matcher that backtracks tries every way through a pattern until one fits. The bound counts all of them, as if every
word of the text were in every list; so it holds for any text.
"""

from collections.abc import Iterable
from functools import reduce
from typing import NamedTuple

LITTLE = 20_000_000
"""Steps at one place, each some nanoseconds, up to which a pattern needs no clock while it is tried there."""


class Effort(NamedTuple):
    """In how many `ways` a part of a pattern can match at one place, and in how many `steps` all are tried."""

    ways: float
    steps: float

    def then(self, other: "Effort") -> "Effort":
        """The part with another behind it, or before it: matching may go either way."""
        return Effort(self.ways * other.ways, self.steps * other.ways + self.ways * other.steps)

    def __or__(self, other: "Effort") -> "Effort":
        """Either of two parts."""
        return Effort(self.ways + other.ways, self.steps + other.steps)

    def repeated(self, least: int, most: int | None) -> "Effort":
        """The part `least` to `most` times, or any number of times from `least` on."""
        if most is None or most > _MOST:
            return ENDLESS
        so_often, in_all = NONE, Effort(0, 0)
        for times in range(most + 1):
            in_all = in_all | so_often if times >= least else in_all
            so_often = so_often.then(self)
        return in_all

    def looked_at(self) -> "Effort":
        """The part where it is only looked at: the first way that fits is the only one."""
        return Effort(1, self.steps)


_MOST = 1_000
NONE, ONE_WORD, ENDLESS = Effort(1, 0), Effort(1, 1), Effort(1e99, 1e99)


def in_turn(efforts: Iterable[Effort]) -> Effort:
    """One part behind the other."""
    return reduce(Effort.then, efforts, NONE)


def of_entries(lengths: Iterable[int]) -> Effort:
    """A list whose entries have so many words: only those of different lengths can fit at one place."""
    each = list(lengths)
    return Effort(len(set(each)), sum(each))
