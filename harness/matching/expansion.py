"""Joins of keys and of ranges: the array form of a nested loop."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

_LONGEST_LINE = 2**62


def expand(left: Ints, right: Ints) -> tuple[Ints, Ints]:
    """All positions of the ranges `left[i]:right[i]`, with the `i` each belongs to: `(i, position)`, in order."""
    counts = np.maximum(right - left, 0)
    owner = np.repeat(np.arange(len(counts)), counts)
    begin = np.cumsum(counts) - counts
    return owner, np.arange(len(owner)) - begin[owner] + left[owner]


def join(sorted_keys: Ints, wanted: Ints) -> tuple[Ints, Ints]:
    """All `(i, j)` with `wanted[i] == sorted_keys[j]`, ordered by `i`, then `j`."""
    if not len(sorted_keys):
        return sorted_keys, sorted_keys
    starts = runs(sorted_keys)
    keys = sorted_keys[starts[:-1]]
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return expand(starts[at], np.where(keys[at] == wanted, starts[at + 1], 0))


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


def overlapping(left: tuple[Ints, Ints, Ints], right: tuple[Ints, Ints, Ints]) -> tuple[Ints, Ints]:
    """Positions of all spans (group, start, end) of one group that overlap, so that one starts within the other."""
    if not len(left[0]) or not len(right[0]):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    low, high, other_low, other_high = _placed(left, right)
    by_start, by_other = np.argsort(low, kind="stable"), np.argsort(other_low, kind="stable")
    starts, other_starts = low[by_start], other_low[by_other]
    i, at = expand(np.searchsorted(other_starts, low, "left"), np.searchsorted(other_starts, high, "left"))
    j, back = expand(np.searchsorted(starts, other_low, "right"), np.searchsorted(starts, other_high, "left"))
    i, j = np.concatenate([i, by_start[back]]), np.concatenate([by_other[at], j])
    both = (low[i] < other_high[j]) & (other_low[j] < high[i])  # always so, unless a span is empty
    return i[both], j[both]


def _placed(left: tuple[Ints, Ints, Ints], right: tuple[Ints, Ints, Ints]) -> tuple[Ints, Ints, Ints, Ints]:
    """Starts and ends of both sides on one line, group after group."""
    positions = [left[1], left[2], right[1], right[2]]
    lowest = min(int(each.min()) for each in positions)
    positions = [each - lowest for each in positions]
    width = 1 + max(int(each.max()) for each in positions)
    if (1 + max(int(left[0].max()), int(right[0].max()))) * width > _LONGEST_LINE:
        ranks = np.unique(np.concatenate(positions), return_inverse=True)[1]
        positions = np.split(ranks, np.cumsum([len(each) for each in positions])[:-1])
        width = 1 + int(ranks.max())
    groups = (left[0], left[0], right[0], right[0])
    low, high, other_low, other_high = (group * width + each for group, each in zip(groups, positions, strict=True))
    return low, high, other_low, other_high
