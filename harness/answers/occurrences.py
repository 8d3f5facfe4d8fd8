"""Where each of many strings occurs in one text, found for all of them in a few passes over it."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

FEW = 500
"""Strings that are simply looked for, one after another: arrays pay only beyond."""
LONG = 100
"""Code points from which on a string is not sought inside of its own occurrences: that could take for ever."""
_FACTOR = 0x9E3779B97F4A7C15

Hashes = NDArray[np.uint64]


def occurrences(text: str, words: Collection[str]) -> Mapping[str, Sequence[int]]:
    """The offsets at which each of `words` begins in `text`, in order; "" is nowhere.

    Thousands of words in millions of code points are found by the hashes of all windows of 1, 2, 4, ... code points
    (Karp and Rabin 1987, by doubling as Karp, Miller and Rosenberg 1972): the windows of one length serve all words up
    to twice as long. A hash only proposes; what is returned was compared.

    >>> occurrences("one and one", ["one", "two"])
    {'one': [0, 8], 'two': []}
    """
    if len(words) <= FEW:
        return {word: _find(text, word) for word in words}
    return _hashed(text, words)


def _find(text: str, word: str) -> list[int]:
    found: list[int] = []
    at = text.find(word) if word else -1
    while at >= 0:
        found.append(at)
        at = text.find(word, at + _step(word))
    return found


def _step(word: str) -> int:
    return len(word) if len(word) > LONG else 1


def _hashed(text: str, words: Collection[str]) -> Mapping[str, Sequence[int]]:
    found: dict[str, Sequence[int]] = dict.fromkeys(words, ())
    waiting = sorted({word for word in words if word}, key=len)
    for level, hashes in enumerate(_windows(text)):
        ready = [word for word in waiting if len(word) < 2 << level]
        waiting = waiting[len(ready) :]
        found.update(_of_level(text, hashes, ready, level))
        if not waiting:
            break
    return found


def _of_level(text: str, hashes: Hashes, words: Sequence[str], level: int) -> Mapping[str, Sequence[int]]:
    """Where words are that are as long as the windows, or less than twice as long: by their first and last window."""
    width = 1 << level
    heads = np.array([_hash(word[:width]) for word in words], dtype=np.uint64)
    likely = np.zeros(1 << 16, dtype=bool)  # by 16 bits of a hash: rules nearly all windows out, without a search
    likely[_sixteen_bits(heads)] = True
    places = np.flatnonzero(likely[_sixteen_bits(hashes)])
    places = places[np.isin(hashes[places], heads)]
    places = places[np.argsort(hashes[places], kind="stable")]
    lefts, rights = (np.searchsorted(hashes[places], heads, side) for side in ("left", "right"))
    found: dict[str, Sequence[int]] = {}
    for word, left, right in zip(words, lefts, rights, strict=True):
        at = places[left:right]
        at = at[at <= len(text) - len(word)]
        at = at[hashes[at + (len(word) - width)] == _hash(word[-width:])]
        found[word] = _compared(text, word, at.tolist())
    return found


def _compared(text: str, word: str, proposed: Sequence[int]) -> list[int]:
    found: list[int] = []
    for at in proposed:
        if (not found or at >= found[-1] + _step(word)) and text.startswith(word, at):
            found.append(at)
    return found


def _sixteen_bits(hashes: Hashes) -> Hashes:
    return (hashes * np.uint64(_FACTOR)) >> np.uint64(48)


def _hash(word: str) -> np.uint64:
    """The hash of a word as long as a window."""
    *_, last = _windows(word)
    return np.uint64(last[0])


def _windows(text: str) -> Iterator[Hashes]:
    """Yield the hashes of all windows of 1, 2, 4, ... code points, in their order in `text`."""
    hashes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    width, factor = 1, _FACTOR
    while len(hashes):
        yield hashes
        hashes = hashes[:-width] * np.uint64(factor) + hashes[width:]
        width, factor = 2 * width, (factor * factor + 2) % 2**64
