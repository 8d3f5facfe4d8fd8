"""How far F1 would move with other articles like these: its intervals in the score table, by the bootstrap.

P and R of facts are proportions of counts, and have Wilson's intervals; F1 is none, so its articles are drawn again.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from harness.scores.matrix import CountMatrix, Reading, fractions
from harness.scores.score import Interval, Ratios, ScoreRow
from harness.statistics.bootstrap import AGREED, FEWEST, Estimate, estimates, resampled

RESAMPLES = 1000
"""How often the articles are drawn again for the intervals of a run's own rows."""
READINGS: tuple[Reading, ...] = ("strict", "lenient", "slot")


def with_intervals(
    rows: Sequence[ScoreRow], matrix: CountMatrix, seed: int = 0, settled: bool = False
) -> tuple[ScoreRow, ...]:
    """Return `rows` with the 95 % intervals of F1 of the overall row and of the types: BCa, `RESAMPLES` resamples.

    `matrix` are the counts that `rows` derive from, with every article. There is no interval with fewer than 10
    articles that have anything to count, nor where all resamples agree; with `settled`, it is then the value alone.
    """
    if len(matrix.articles) < FEWEST:
        return tuple(rows)
    sides = [fractions(matrix, reading) for reading in READINGS]
    cells = np.concatenate([side.cells for side in sides], axis=1)
    found = iter(estimates(cells, resampled(cells, seed, RESAMPLES), "f1"))
    scopes = [
        (reading, _scope(k, name))
        for reading, side in zip(READINGS, sides, strict=True)
        for k, name in enumerate(side.rows)
    ]
    ends = {scope: interval_of(next(found), settled) for scope in scopes}
    return tuple(
        replace(
            row,
            strict=_given(row.strict, ends.get(("strict", (row.scope, row.name)))),
            lenient=_given(row.lenient, ends.get(("lenient", (row.scope, row.name)))),
            slot=_given(row.slot, ends.get(("slot", (row.scope, row.name)))) or row.slot,
        )
        for row in rows
    )


def interval_of(estimate: Estimate, settled: bool) -> Interval | None:
    """Return the interval; with `settled`, that of a value on which all resamples agree is the value alone."""
    if settled and estimate.reason == AGREED and estimate.value is not None:
        return (estimate.value, estimate.value)
    return estimate.interval


def why_none(articles: int) -> str:
    """Say why no F1 of a run over so many articles has an interval; "" where it may have one."""
    return "" if articles >= FEWEST else f"{articles} of at least {FEWEST} articles that it needs"


def _scope(index: int, name: str) -> tuple[str, str]:
    return ("overall", "") if index == 0 else ("type", name)


def _given(ratios: Ratios | None, interval: Interval | None) -> Ratios | None:
    return ratios if ratios is None or interval is None else replace(ratios, f1_interval=interval)
