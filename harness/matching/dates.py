"""Date against date over arrays: plain dates by their numbers, all else by `compare_dates`, once a distinct pair."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from harness.matching.vocabulary import Dates
from harness.normalise.dates import compare_dates

Ints = NDArray[np.int64]


def date_halves(dates: Dates, left: Ints, right: Ints) -> Ints:
    """Credit of date `left[k]` against date `right[k]`, integers of `dates`, in halves: 0, 1 or 2."""
    plain, year, months, day = dates.parts()
    a_year, b_year, a_months, b_months, a_day, b_day = (
        part[side] for part in (year, months, day) for side in (left, right)
    )
    both_year, both_month, both_day = (a_year >= 0) & (b_year >= 0), (a_months > 0) & (b_months > 0), a_day * b_day > 0
    contradict = both_year & (a_year != b_year)
    contradict |= both_month & (a_months & b_months == 0)
    contradict |= both_day & (a_day != b_day)
    spoken = both_year | both_month | both_day
    coarser = (a_months != b_months) | ((a_day > 0) != (b_day > 0))
    halves = np.where(left == right, 2, np.where(contradict | ~spoken, 0, np.where(coarser, 1, 2)))
    odd = np.flatnonzero((plain[left] & plain[right] == 0) & (left != right))
    if len(odd):
        words, width = dates.words(), len(dates.ids)
        pairs, inverse = np.unique(left[odd] * width + right[odd], return_inverse=True)
        known = [_halves(words[pair // width], words[pair % width]) for pair in pairs.tolist()]
        halves[odd] = np.array(known, np.int64)[inverse]
    return halves


@lru_cache(maxsize=100_000)
def _halves(left: str, right: str) -> int:
    return int(2 * compare_dates(left, right))
