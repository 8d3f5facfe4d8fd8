"""Joins of ranges: the array form of a nested loop."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def expand(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """All positions of the ranges `left[i]:right[i]`, with the `i` each belongs to: `(i, position)`, in order."""
    counts = np.maximum(right - left, 0)
    owner = np.repeat(np.arange(len(counts)), counts)
    begin = np.cumsum(counts) - counts
    return owner, np.arange(len(owner)) - begin[owner] + left[owner]


def join(sorted_keys: Ints, wanted: Ints) -> tuple[Ints, Ints]:
    """All `(i, j)` with `wanted[i] == sorted_keys[j]`, ordered by `i`, then `j`."""
    return expand(np.searchsorted(sorted_keys, wanted, "left"), np.searchsorted(sorted_keys, wanted, "right"))


def runs(*keys: Ints) -> Ints:
    """Where each run of equal keys begins, for rows sorted by `keys`; the last entry is the number of rows."""
    size = len(keys[0])
    if not size:
        return np.zeros(1, np.int64)
    changes = np.zeros(size - 1, np.bool_)
    for key in keys:
        changes |= key[1:] != key[:-1]
    starts: Ints = np.r_[0, np.flatnonzero(changes) + 1, size].astype(np.int64)
    return starts


def rank_in_run(starts: Ints) -> Ints:
    """The position of each row within its run, from 0."""
    sizes = np.diff(starts)
    return np.arange(int(starts[-1])) - np.repeat(starts[:-1], sizes)
