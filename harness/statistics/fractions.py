"""What every statistic starts from: the numerators and denominators of precision and recall, article by article.

Counts add, ratios do not. So a resample of articles, a swap of two systems' articles or a subset of them is a weighted
sum over the first axis of one array, and its precision, recall and F1 derive from the sums, whatever the profile.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

P_NUM, P_DEN, R_NUM, R_DEN = range(4)


@dataclass(frozen=True, slots=True)
class Fractions:
    """`cells[a, k]` holds (p_num, p_den, r_num, r_den) of article `a` in row `k`; shape (articles, rows, 4).

    `articles` are distinct and sorted; `rows` name what is scored ("overall", a type, a slot) and are distinct. All
    cells are finite and at least 0, in facts, fillers, spans or whatever the profile counts.
    """

    articles: tuple[str, ...]
    rows: tuple[str, ...]
    cells: Floats


def f1(cells: Floats) -> Floats:
    """F1 of the last axis (p_num, p_den, r_num, r_den): 2PR/(P+R) with P = p_num/p_den and R = r_num/r_den.

    Where one of the two is 0/0 and the other is not, F1 is 0; where both are, it is undefined, and NaN.
    """
    precision = _ratio(cells[..., P_NUM], cells[..., P_DEN])
    recall = _ratio(cells[..., R_NUM], cells[..., R_DEN])
    harmonic = _ratio(2 * precision * recall, precision + recall)
    harmonic[(cells[..., P_DEN] == 0) & (cells[..., R_DEN] == 0)] = np.nan
    return harmonic


def _ratio(part: Floats, whole: Floats) -> Floats:
    """`part / whole`, 0 where `whole` is 0."""
    return np.divide(part, whole, out=np.zeros(np.shape(part)), where=whole != 0)
