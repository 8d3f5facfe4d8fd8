"""Which template of a response answers which of the key: one to one within a message, with the greatest credit.

MUC-4 scoring guidelines, version 7, section 3.2.1: two templates may be paired only if the incident types match at
least partially, and so does at least one fill of the perpetrator (individual or organization), of the physical target
(id or type) or of the human target (name, description or type). So a template without any such fill is
never paired, not even with itself.
"""

from collections.abc import Mapping, Sequence

from harness.muc4.tallies import Tally

CONTENT = (
    "perp-ind-id",
    "perp-org-id",
    "phys-tgt-id",
    "phys-tgt-type",
    "hum-tgt-name",
    "hum-tgt-desc",
    "hum-tgt-type",
)
"""The slots of which one has to match at least partially."""

Tallies = Mapping[str, Tally]


def align(table: Sequence[Sequence[Tallies]], optional: Sequence[bool]) -> list[tuple[int, int]]:
    """The best pairs (row, column) of a key's templates (rows) with a response's (columns), in the order of rows.

    `table` has the counts of every pair, `optional` whether a template of the key may be left out: among alignments of
    equal credit, one that leaves out as few as possible of the others is best.
    """
    if not table or not table[0]:
        return []
    from scipy.optimize import linear_sum_assignment

    weights = [
        [1_000 * credit(tallies) + (not may) if may_pair(tallies) else 0 for tallies in row]
        for row, may in zip(table, optional, strict=True)
    ]
    chosen = zip(*linear_sum_assignment(weights, maximize=True), strict=True)
    return [(int(row), int(column)) for row, column in chosen if weights[row][column]]


def may_pair(tallies: Tallies) -> bool:
    """Whether two templates that agree so far may be paired."""
    return _matches(tallies["inc-type"]) and any(_matches(tallies[slot]) for slot in CONTENT)


def credit(tallies: Tallies) -> int:
    """Credit of a pair of templates in halves."""
    return sum(2 * tally.cor + tally.par for tally in tallies.values())


def _matches(tally: Tally) -> bool:
    return tally.cor + tally.par > 0
