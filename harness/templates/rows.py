"""The columns that GRIT's and GTT's tables have, from the four sums of a row."""

from collections.abc import Mapping, Sequence

Sums = tuple[float, float, float, float]
"""p_num, p_den, r_num, r_den."""

MICRO = "micro_avg"


def table(sums: Mapping[str, Sums]) -> dict[str, dict[str, float]]:
    """Each row's sums and its p, r and f1, and the row `micro_avg` of all rows' sums, added in their order."""
    total: Sums = (0, 0, 0, 0)
    for row in sums.values():
        total = plus(total, row)
    return {name: _columns(row) for name, row in {**sums, MICRO: total}.items()}


def plus(one: Sums, other: Sequence[float]) -> Sums:
    """The four sums added; one by one, so that floats round as they do in the reference."""
    return one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3]


def _columns(row: Sums) -> dict[str, float]:
    """P = p_num/p_den, R = r_num/r_den, F1 = 2PR/(P + R), each 0 where there is nothing to divide by."""
    p_num, p_den, r_num, r_den = row
    p = p_num / p_den if p_num else 0.0
    r = r_num / r_den if r_num else 0.0
    f1 = 2 * p * r / (p + r) if p + r else 0.0
    return {"p_num": p_num, "p_den": p_den, "r_num": r_num, "r_den": r_den, "p": p, "r": r, "f1": f1}
