"""What each gold type was found as: the confusion matrix of fact types of one run.

Built from the outcomes and the type confusions of the matching, not from a comparison of its own: the diagonal holds
the pairs, what lies off it left-over facts that share evidence, the margins what is left of missing and spurious ones.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.report.outcome import FactOutcome

if TYPE_CHECKING:
    from harness.report.comparison import Confusion

NOTHING = ""
"""The row of what gold lacks, and the column of what was not found."""


@dataclass(frozen=True, slots=True)
class TypeMatrix:
    """`count(gold, found)` facts of gold type `gold` were found as `found`; `NOTHING` stands for no fact."""

    types: tuple[str, ...]
    cells: Counter[tuple[str, str]]

    def count(self, gold: str, found: str) -> int:
        """Return how many."""
        return self.cells[gold, found]

    @property
    def most(self) -> int:
        """The largest count off the diagonal: what a shade is measured by; at least 1."""
        return max((n for (gold, found), n in self.cells.items() if gold != found), default=1)


def type_matrix(facts: Sequence[FactOutcome], confusions: "Sequence[Confusion]", types: Sequence[str]) -> TypeMatrix:
    """Return the matrix over those of `types` that occur, in their order, then others; only what counts is in it."""
    cells: Counter[tuple[str, str]] = Counter()
    for fact in facts:
        if fact.counted:
            cells[NOTHING if not fact.gold else fact.type, NOTHING if fact.found < 0 else fact.type] += 1
    for one in confusions:
        cells[one.gold_type, one.found_type] += 1
        cells[one.gold_type, NOTHING] -= 1
        cells[NOTHING, one.found_type] -= 1
    busy = {name for pair, count in cells.items() if count for name in pair} - {NOTHING}
    ordered = [name for name in types if name in busy]
    return TypeMatrix((*ordered, *sorted(busy - set(ordered))), +cells)
