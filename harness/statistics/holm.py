"""Holm's correction: of several differences, how many would be found by chance alone."""

from collections.abc import Sequence

import numpy as np


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """The p-values adjusted step-down, in the order given, in 0..1.

    The i-th smallest of m is multiplied by m - i + 1, is not less than the one before it and not more than 1: Holm
    1979, 'A simple sequentially rejective multiple test procedure'. It holds however the tests depend on each other.
    """
    given = np.asarray(p_values, np.float64)
    order = np.argsort(given, kind="stable")
    steps = np.maximum.accumulate(given[order] * np.arange(len(given), 0, -1))
    adjusted = np.empty_like(given)
    adjusted[order] = np.minimum(steps, 1)
    return tuple(map(float, adjusted))
