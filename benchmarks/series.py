"""What was measured: a scorer's cost at several document sizes, and how it grows."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, Self, TypeVar

from benchmarks.timing import best_of

T = TypeVar("T")


class Workload(Protocol):
    """What a scorer is measured on: documents of one size."""

    def head(self, documents: int) -> Self:
        """The first documents alone."""


W = TypeVar("W", bound=Workload)


@dataclass(frozen=True, slots=True)
class Cell:
    """Microseconds per gold item, best of `repeats` runs over `documents` documents; None where `why` tells."""

    micro: float | None
    documents: int = 0
    repeats: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A scorer's cells by gold items a document."""

    scorer: str
    cells: Mapping[int, Cell]

    def exponent(self) -> float | None:
        """Slope b of the least squares line through log cost per document against log size: cost grows as size^b."""
        points = [(math.log(size), math.log(size * cell.micro)) for size, cell in self.cells.items() if cell.micro]
        if len(points) < 2:
            return None
        x_mean = sum(x for x, _ in points) / len(points)
        y_mean = sum(y for _, y in points) / len(points)
        return sum((x - x_mean) * (y - y_mean) for x, y in points) / sum((x - x_mean) ** 2 for x, _ in points)


def measure(run: Callable[[], T], items: int, documents: int, budget: float, fewest: int = 1) -> tuple[Cell, T]:
    """The cell of a function that scores `items` gold items, and its answer."""
    timed = best_of(run, budget, fewest)
    return Cell(timed.seconds / items * 1e6, documents, timed.repeats), timed.answer


@dataclass(frozen=True, slots=True)
class Measured(Generic[T]):
    """A peer's cell, on how many documents it was measured, and what it answered there; None if it did not run."""

    cell: Cell
    documents: int
    answer: T | None


def measure_peer(
    prepare: Callable[[W], Callable[[], T]], work: W, documents: int, size: int, budget: float, expected: float
) -> Measured[T]:
    """Measure a peer on as many of the documents as `budget` seconds allow: it goes through them one by one.

    `expected` is what one document should take, in seconds, by the size before (0: unknown). Over the budget, it is not
    run at all.
    """
    if expected > budget:
        return Measured(Cell(None, why=f"about {expected:,.0f} s a document expected, over {budget:g} s"), 0, None)
    trial = max(1, min(documents, 200 // size))
    once = best_of(prepare(work.head(trial)), 0.0).seconds / trial
    several = max(1, min(documents, int(budget / once)))
    cell, answer = measure(prepare(work.head(several)), several * size, several, budget)
    return Measured(cell, several, answer)
