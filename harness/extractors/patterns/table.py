"""What is known of words as arrays, one row a word, so that a whole article is looked up at once."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Bits = npt.NDArray[np.uint64]
"""Sets as bits, the first 64 in the first column."""
Rows = npt.NDArray[np.intp]
_BITS = 64
_SIDES = 7
_AT_FIRST = 256


class Table:
    """What a word lets be tried close to it, and more of what is known of it.

    `sides` are sets of patterns, of which may be tried: `here`, at the word; `opening`, those that may if it opens a
    phrase, which `following` lets go on; `one_on` and `two_on`, those that may if it is one or two words further on;
    `one_back` and `two_back`, the same if it stands before. `warm` says whether any may begin at the word at all, `cues`
    which sets of words it is in, `letters` its code and mark where no phrase of a list begins or ends, and
    `opens` whether such a phrase may begin there.
    """

    def __init__(self, patterns: int, cues: int, width: int) -> None:
        """Begin empty; a word is `width` characters of code."""
        self._size = 0
        self.sides: Bits = np.zeros((_SIDES, _AT_FIRST, _columns(patterns)), np.uint64)
        self.cues: Bits = np.zeros((_AT_FIRST, _columns(cues)), np.uint64)
        self.letters = np.zeros((_AT_FIRST, width + 1), np.uint32)
        self.warm = np.zeros(_AT_FIRST, np.bool_)
        self.opens = np.zeros(_AT_FIRST, np.bool_)

    def add(self, sides: Sequence[int], cues: int, letters: str, *, opens: bool) -> int:
        """Add a word, and return the number of its row."""
        row, self._size = self._size, self._size + 1
        if row == len(self.warm):
            self.sides = np.concatenate([self.sides, np.zeros_like(self.sides)], axis=1)
            for name in ("cues", "letters", "warm", "opens"):
                column = getattr(self, name)
                setattr(self, name, np.concatenate([column, np.zeros_like(column)]))
        self.sides[:, row] = packed(sides, self.sides.shape[2] * _BITS)
        self.cues[row] = packed([cues], self.cues.shape[1] * _BITS)[0]
        self.letters[row] = [*map(ord, letters)]
        self.warm[row] = bool(sides[0] | sides[1])
        self.opens[row] = opens
        return row


def packed(sets: Sequence[int], size: int) -> Bits:
    """Sets of `size` things, each as the bits of an integer, as the rows of an array."""
    columns = _columns(size)
    joined = b"".join(one.to_bytes(columns * _BITS // 8, "little") for one in sets)
    return np.frombuffer(joined, "<u8").astype(np.uint64).reshape(len(sets), columns)


def members(sets: Bits) -> tuple[Rows, Rows]:
    """Which things are in the sets of an array, in order: the rows, and the things."""
    columns = sets.shape[1]
    filled = np.flatnonzero(sets)
    bits = np.unpackbits(sets.ravel()[filled].astype("<u8").view(np.uint8), bitorder="little")
    which, bit = np.divmod(np.flatnonzero(bits.view(np.bool_)), _BITS)
    row, column = np.divmod(filled[which], columns)
    return row, column * _BITS + bit


def _columns(size: int) -> int:
    return max(1, -(-size // _BITS))
