"""Which of many systems can be told apart: as in Chinchor 1992, 'The statistical significance of the MUC-4 results'."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def groups(apart: NDArray[np.bool_]) -> list[range]:
    """The longest runs of neighbours in rank in which no two systems differ, from the best on.

    `apart[i, j]` says whether the systems of rank i and j differ; symmetric. Groups may overlap, and every system is in
    at least one: alone, if it differs from both its neighbours.
    """
    found: list[range] = []
    start = 0
    for stop in range(1, len(apart) + 1):
        while apart[start:stop, stop - 1].any():
            if not found or found[-1].stop < stop - 1:
                found.append(range(start, stop - 1))
            start += 1
    if len(apart):
        found.append(range(start, len(apart)))
    return found


def letters(members: Sequence[range], systems: int) -> list[str]:
    """The groups of each system as letters, a for the first: systems that share a letter cannot be told apart."""
    return ["".join(_letter(g) for g, group in enumerate(members) if system in group) for system in range(systems)]


def _letter(group: int) -> str:
    return chr(ord("a") + group % 26) * (group // 26 + 1)
