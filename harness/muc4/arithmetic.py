"""MUC-4's arithmetic: percentages, F-measures and the columns of a row of a score report.

Credit is COR + 0.5 PAR. REC = credit / POS, PRE = credit / ACT, OVG = SPU / ACT, and for slots filled from a set list
FAL = (INC + SPU) / possible incorrect fillers (N. Chinchor, "MUC-4 evaluation metrics", 1992). How the MUC scoring
system 3.3 rounds is not written down; the rule here gives every percentage of the 17 official reports of 1992.
"""

from fractions import Fraction

from harness.muc4.tallies import Tally

F_MEASURES = {"P&R": Fraction(1), "2P&R": Fraction(1, 2), "P&2R": Fraction(2)}
"""Names of the F-measures, and beta: the weight of recall against precision."""


def percent(twice_credit: int, denominator: int) -> int | None:
    """`twice_credit / 2 / denominator` in whole percent; None (printed `*`) where the denominator is 0.

    The per mil are cut off, floor(500 twice_credit / denominator), and their tenth rounded half to even: 6/11 is 54,
    62.5 is 62, 87.5 is 88. Both arguments are 0 or more.
    """
    return None if denominator == 0 else round(Fraction(500 * twice_credit // denominator, 10))


def f_measure(precision: int | None, recall: int | None, beta: Fraction) -> float | None:
    """(b² + 1) P R / (b² P + R) of whole percent, to two decimals; None where either is, 0.0 where both are 0."""
    if precision is None or recall is None:
        return None
    weighted = beta**2 * precision + recall
    return float(round((beta**2 + 1) * precision * recall / weighted, 2)) if weighted else 0.0


def row(tally: Tally, possible_wrong: int | None = None) -> dict[str, int | None]:
    """The columns of one row: counts as whole numbers, `rec`, `pre`, `ovg` in percent, None where undefined.

    `possible_wrong` is the number of fillers that could have been wrong, where the slot has a set list; the row then
    has `fal` too.
    """
    twice_credit = 2 * tally.cor + tally.par
    columns: dict[str, int | None] = {"pos": tally.pos, "act": tally.act, **tally._asdict()}
    columns["rec"] = percent(twice_credit, tally.pos)
    columns["pre"] = percent(twice_credit, tally.act)
    columns["ovg"] = percent(2 * tally.spu, tally.act)
    if possible_wrong is not None:
        columns["fal"] = percent(2 * (tally.inc + tally.spu), possible_wrong)
    return columns
