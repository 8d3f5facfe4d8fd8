"""What every statistic starts from: the numerators and denominators of precision and recall, article by article.

Counts add, ratios do not. So a resample of articles, a swap of two systems' articles or a subset of them is a weighted
sum over the first axis of one array, and its precision, recall and F1 derive from the sums, whatever the profile.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from harness.errors import ConfigError
from harness.gold.problems import nearest

Floats = NDArray[np.float64]

P_NUM, P_DEN, R_NUM, R_DEN = range(4)

Measure = Literal["precision", "recall", "f1"]
MEASURES: tuple[Measure, ...] = get_args(Measure)


@dataclass(frozen=True, slots=True)
class Fractions:
    """`cells[a, k]` holds (p_num, p_den, r_num, r_den) of article `a` in row `k`; shape (articles, rows, 4).

    `articles` are distinct and sorted; `rows` name what is scored ("overall", a type, a slot) and are distinct. All
    cells are finite and at least 0, in facts, fillers, spans or whatever the profile counts.
    """

    articles: tuple[str, ...]
    rows: tuple[str, ...]
    cells: Floats


def side_by_side(sides: Sequence[Fractions], row: str) -> Floats:
    """The cells of one row of several systems on the same articles: shape (articles, systems, 4).

    Raises ConfigError where a system lacks the row, or has other articles than the first.
    """
    for side in sides:
        if row not in side.rows:
            raise ConfigError(f"there is no row {row!r}{nearest(row, side.rows)}; there are {', '.join(side.rows)}")
        if side.articles != sides[0].articles:
            other = sorted({*side.articles} ^ {*sides[0].articles})
            raise ConfigError(
                f"these were scored on different articles, so they cannot be compared: {len(sides[0].articles)} and"
                f" {len(side.articles)} of them, {other[0]!r} is in one only"
            )
    return np.stack([side.cells[:, side.rows.index(row)] for side in sides], axis=1)


def measured(cells: Floats, measure: Measure) -> Floats:
    """Precision, recall or F1 of the last axis (p_num, p_den, r_num, r_den), in 0..1; NaN where undefined (0/0)."""
    if measure == "f1":
        return f1(cells)
    part, whole = (P_NUM, P_DEN) if measure == "precision" else (R_NUM, R_DEN)
    ratio = _ratio(cells[..., part], cells[..., whole])
    ratio[cells[..., whole] == 0] = np.nan
    return ratio


def informing(cells: Floats, measure: Measure) -> NDArray[np.bool_]:
    """Which articles have anything that the measure counts; `cells` without their last axis."""
    wholes = {"precision": [P_DEN], "recall": [R_DEN], "f1": [P_DEN, R_DEN]}[measure]
    has: NDArray[np.bool_] = (cells[..., wholes] != 0).any(axis=-1)
    return has


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
