"""The fills of one slot of two templates, paired one to one, and what became of each.

The pairing has the greatest credit there is; among equals it leaves over as few as possible of the key's fills that are
not optional. What is left over on both sides is incorrect, fill against fill; the rest is missing or spurious, but an
optional fill for which nothing was given is nothing (MUC-4 task description, version 7, section 4.2; Chinchor 1992).
"""

from collections.abc import Sequence

from harness.muc4.comparators.credit import Credit
from harness.muc4.tallies import Tally
from harness.muc4.templates import Fill

Credits = Sequence[Sequence[Credit]]
"""Credit of each fill of the key (row) with each of the response (column)."""


def tally_fills(key: Sequence[Fill], credits: Credits, origins: Sequence[int]) -> Tally:
    """Counts of one slot of which the key has the fills `key`.

    `origins[column]` is the response's fill that stands in a column: one and the same in several columns where judges
    distributed a partial match over several fills of the key (guidelines, section 3.1.1.3), else each in one.
    """
    if not key and not origins:
        return Tally(non=1)
    pairs = pair_fills(key, credits) if key and origins else ()
    correct = sum(credits[row][column] is Credit.FULL for row, column in pairs)
    paired = {row for row, _ in pairs}
    needed = sum(not fill.optional for row, fill in enumerate(key) if row not in paired)
    left = len(set(origins) - {origins[column] for _, column in pairs})
    if not pairs and not needed and not left:
        return Tally(non=int(len(key) == 1))  # as the reports of 1992 have it
    wrong = min(len(key) - len(pairs), left)
    partial = len(pairs) - correct
    return Tally(cor=correct, par=partial, inc=wrong, spu=left - wrong, mis=max(0, needed - left))


def pair_fills(key: Sequence[Fill], credits: Credits) -> tuple[tuple[int, int], ...]:
    """Pairs (row, column) with credit, each row and column once; which of several optima does not matter."""
    if len(credits) == 1 and len(credits[0]) == 1:
        return ((0, 0),) if credits[0][0] else ()
    if not any(map(any, credits)):
        return ()
    from scipy.optimize import linear_sum_assignment

    weights = [[_weight(credit, fill) for credit in row] for row, fill in zip(credits, key, strict=True)]
    chosen = zip(*linear_sum_assignment(weights, maximize=True), strict=True)
    return tuple((int(row), int(column)) for row, column in chosen if weights[row][column])


def _weight(credit: Credit, fill: Fill) -> int:
    """Credit first; then one full match before two halves; then a fill that is needed before one that is optional."""
    if not credit:
        return 0
    return 10_000 * credit + 100 * (credit is Credit.FULL) + (not fill.optional)
