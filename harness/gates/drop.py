"""How far a run fell behind its baseline, overall and by type, with paired intervals over articles."""

from collections.abc import Mapping
from typing import Literal

import numpy as np

from harness.corpora.shared import common_articles
from harness.gates.gate import Drop
from harness.runs.run import Run
from harness.scores.counts import count_outcomes
from harness.scores.intervals import RESAMPLES, interval_of
from harness.scores.matrix import fractions
from harness.statistics.bootstrap import differences, resampled
from harness.statistics.fractions import measured


def drops(
    before: Run, after: Run, reading: Literal["lenient", "strict"], shared: bool, seed: int
) -> Mapping[tuple[str, str], Drop]:
    """Return F1 before and after, and the interval of the difference, by scope and name of the score row.

    Raises ConfigError where the gold differs, unless with `shared`: then only what both share is compared.
    """
    articles = common_articles(before.corpus, after.corpus, shared, "gate.shared")
    sides = []
    for run in (before, after):
        outcomes = run.outcomes[run.outcomes["article"].isin(articles)]
        sides.append(fractions(count_outcomes(outcomes, run.corpus.schema, articles), reading))
    names = [name for name in sides[1].rows[1:] if name in sides[0].rows[1:]]
    chosen = [[0, *(side.rows.index(name, 1) for name in names)] for side in sides]
    cells = np.concatenate([side.cells[:, rows] for side, rows in zip(sides, chosen, strict=True)], axis=1)
    size = len(names) + 1
    pairs = np.stack([np.arange(size) + size, np.arange(size)], axis=1)
    changed = differences(cells, resampled(cells, seed, RESAMPLES), pairs, "f1")
    f1 = [None if np.isnan(value) else float(value) for value in measured(cells.sum(axis=0), "f1")]
    keys = [("overall", ""), *(("type", name) for name in names)]
    return {key: Drop(f1[k], f1[k + size], interval_of(changed[k], settled=True)) for k, key in enumerate(keys)}
