"""Which private-use characters stand for what, and in which order, so that sets of them are short classes."""

from collections.abc import Iterable, Sequence, Set
from itertools import accumulate
from operator import xor

UNKNOWN, FIRST_PHRASE, FIRST_WORD, LAST_WORD = 0x20000, 0x20001, 0x24000, 0x9FFFF
FIRST_MARK, FIRST_SHAPE = 0xA0000, 0xF0000


def in_gray_order(items: Iterable[str], sets: Sequence[Set[str]]) -> list[str]:
    """The items in an order in which those of the same sets are neighbours, and those that differ in one stand close.

    That is the order of the Gray code of the sets that an item is in, of which the first count most.
    """
    return sorted(items, key=lambda item: ([*accumulate([item in one for one in sets], xor)], item))


def ranges(codes: Sequence[int]) -> str:
    """The inside of a character class, neighbours as a range."""
    parts: list[list[int]] = []
    for code in codes:
        if parts and parts[-1][1] == code - 1:
            parts[-1][1] = code
        else:
            parts.append([code, code])
    return "".join(chr(a) if a == b else f"{chr(a)}-{chr(b)}" for a, b in parts)
