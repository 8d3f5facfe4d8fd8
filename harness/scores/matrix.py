"""Counts per article: the one array that the score table, the intervals and the tests are all computed from."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from harness.statistics.fractions import Fractions

Ints = NDArray[np.int64]

OUTCOMES = ("correct", "partial", "incorrect", "missing", "spurious")
CORRECT, PARTIAL, INCORRECT, MISSING, SPURIOUS = range(len(OUTCOMES))

Reading = Literal["strict", "lenient", "slot"]


class Cell(NamedTuple):
    """What is counted: facts of a type (`slot` is ""), fillers of one of its slots, or an attribute (`type` is "")."""

    level: Literal["fact", "slot", "attribute"]
    type: str
    slot: str


@dataclass(frozen=True, slots=True)
class CountMatrix:
    """`counts[a, c, o]`: how many of cell `cells[c]` came out as outcome `o` in article `articles[a]`.

    Outcomes in MUC's order: correct, partial, incorrect, missing, spurious. Only what counts is counted (no optional
    gold). `articles` are sorted, and every article of the corpus is there, also where nothing was to be found.
    """

    articles: tuple[str, ...]
    cells: tuple[Cell, ...]
    counts: Ints


def fractions(matrix: CountMatrix, reading: Reading) -> Fractions:
    """Numerators and denominators of P and R: row "overall", then one a type, in the order of the cells.

    Facts: hits are the correct ones (`strict`), or the correct and partial ones (`lenient`). Fillers (`slot`): a
    partial one is half a hit (Chinchor 1992, 'MUC-4 evaluation metrics').
    """
    level = "slot" if reading == "slot" else "fact"
    types = tuple(dict.fromkeys(cell.type for cell in matrix.cells if cell.level == level))
    columns = [
        [i for i, cell in enumerate(matrix.cells) if cell.level == level and cell.type == name] for name in types
    ]
    counts = np.zeros((len(matrix.articles), len(types), 5), np.int64)
    for row, mine in enumerate(columns):
        counts[:, row] = matrix.counts[:, mine].sum(axis=1)
    counts = np.concatenate([counts.sum(axis=1, keepdims=True), counts], axis=1)
    share = {"strict": 0.0, "lenient": 1.0, "slot": 0.5}[reading]
    hits = counts[..., CORRECT] + share * counts[..., PARTIAL]
    compared = counts[..., CORRECT] + counts[..., PARTIAL] + counts[..., INCORRECT]
    found, gold = compared + counts[..., SPURIOUS], compared + counts[..., MISSING]
    return Fractions(matrix.articles, ("overall", *types), np.stack([hits, found, hits, gold], axis=-1).astype(float))
