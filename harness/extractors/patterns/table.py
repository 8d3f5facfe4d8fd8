"""What is known of words as arrays, one row a word, so that a whole article is looked up at once."""

from collections.abc import Collection, Mapping, Sequence

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
    `one_back` and `two_back`, the same if it stands before. `warm` says whether any may begin at the word at all,
    `phrases` which phrases of the book may begin with it, and which may have it second; `cues` which sets of words it
    is in, `letters` its code and mark where no phrase of a list begins or ends. A phrase of a list may begin with the
    words of two rows if `pairs[first[one], second[other]]`.
    """

    def __init__(
        self, patterns: int, phrases: int, cues: int, width: int, pairs: Mapping[str, Collection[str]]
    ) -> None:
        """Begin empty; a word is `width` characters of code. `pairs` are the first two words of phrases."""
        self._firsts = {word: number for number, word in enumerate(pairs, 1)}
        seconds = dict.fromkeys(word for others in pairs.values() for word in others)
        self._seconds = {word: number for number, word in enumerate(seconds, 1)}
        self.pairs = np.zeros((len(pairs) + 1, len(seconds) + 1), np.bool_)
        for word, others in pairs.items():
            self.pairs[self._firsts[word], [self._seconds[other] for other in others]] = True
        self._size = 0
        self.sides: Bits = np.zeros((_SIDES, _AT_FIRST, _columns(patterns)), np.uint64)
        self.phrases = np.zeros((2, phrases, _AT_FIRST), np.bool_)
        self.cues: Bits = np.zeros((_AT_FIRST, _columns(cues)), np.uint64)
        self.letters = np.zeros((_AT_FIRST, width + 1), "<u4")
        self.warm = np.zeros(_AT_FIRST, np.bool_)
        self.first: Rows = np.zeros(_AT_FIRST, np.intp)
        self.second: Rows = np.zeros(_AT_FIRST, np.intp)

    def add(self, word: str, sides: Sequence[int], phrases: Sequence[int], cues: int, letters: str) -> int:
        """Add a word, and return the number of its row."""
        row, self._size = self._size, self._size + 1
        if row == len(self.warm):
            self.sides = np.concatenate([self.sides, np.zeros_like(self.sides)], axis=1)
            self.phrases = np.concatenate([self.phrases, np.zeros_like(self.phrases)], axis=2)
            for name in ("cues", "letters", "warm", "first", "second"):
                column = getattr(self, name)
                setattr(self, name, np.concatenate([column, np.zeros_like(column)]))
        self.sides[:, row] = packed(sides, self.sides.shape[2] * _BITS)
        for place, some in enumerate(phrases):
            self.phrases[place, :, row] = [some >> number & 1 for number in range(self.phrases.shape[1])]
        self.cues[row] = packed([cues], self.cues.shape[1] * _BITS)[0]
        self.letters[row] = [*map(ord, letters)]
        self.warm[row] = bool(sides[0] | sides[1])
        self.first[row], self.second[row] = self._firsts.get(word, 0), self._seconds.get(word, 0)
        return row


def packed(sets: Sequence[int], size: int) -> Bits:
    """Sets of `size` things, each as the bits of an integer, as the rows of an array."""
    columns = _columns(size)
    joined = b"".join(one.to_bytes(columns * _BITS // 8, "little") for one in sets)
    return np.frombuffer(joined, "<u8").astype(np.uint64).reshape(len(sets), columns)


def members(sets: Bits) -> tuple[Rows, Rows]:
    """Which things are in the sets of an array, in order: the rows, and the things."""
    words = sets.ravel()
    filled = (words != 0).nonzero()[0]
    bits = np.unpackbits(words.take(filled).astype("<u8", copy=False).view(np.uint8), bitorder="little")
    which, bit = np.divmod(bits.view(np.bool_).nonzero()[0], _BITS)
    row, column = np.divmod(filled.take(which), sets.shape[1])
    return row, column * _BITS + bit


def _columns(size: int) -> int:
    return max(1, -(-size // _BITS))
