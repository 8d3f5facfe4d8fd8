"""What scoring returns: counts and the ratios derived from them, row by row. Data only; every view renders these."""

from dataclasses import dataclass
from typing import Literal

Scope = Literal["overall", "macro", "weighted", "type", "slot", "attribute", "article"]
Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Counts:
    """MUC outcomes of facts or of slot fillers; counts add, ratios are derived."""

    correct: int = 0
    partial: int = 0
    incorrect: int = 0
    missing: int = 0
    spurious: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Counts of both."""
        return Counts(
            self.correct + other.correct,
            self.partial + other.partial,
            self.incorrect + other.incorrect,
            self.missing + other.missing,
            self.spurious + other.spurious,
        )

    @property
    def possible(self) -> int:
        """How many gold has (MUC's POS): the support."""
        return self.correct + self.partial + self.incorrect + self.missing

    @property
    def actual(self) -> int:
        """How many were found (MUC's ACT)."""
        return self.correct + self.partial + self.incorrect + self.spurious


@dataclass(frozen=True, slots=True)
class Ratios:
    """Precision, recall and F1 in 0..1, None where undefined (0/0), with 95 % intervals.

    Those of P and R are Wilson's, of proportions; that of F1 is over articles (`harness.scores.intervals`).
    """

    precision: float | None = None
    recall: float | None = None
    f1: float | None = None
    precision_interval: Interval | None = None
    recall_interval: Interval | None = None
    f1_interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class MucErrors:
    """MUC's error measures over slot fillers, in 0..1 or None: Chinchor 1992, 'MUC-4 evaluation metrics'."""

    error: float | None = None
    undergeneration: float | None = None
    overgeneration: float | None = None
    substitution: float | None = None


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One row of the score table.

    `name` is the type, `type.slot`, attribute or article, and "" for overall, macro and weighted. `facts` is None for
    slot and attribute rows; macro and weighted rows carry the overall counts, and average only the ratios.
    """

    scope: Scope
    name: str
    facts: Counts | None
    slots: Counts
    strict: Ratios | None
    lenient: Ratios | None
    slot: Ratios
    errors: MucErrors | None = None
