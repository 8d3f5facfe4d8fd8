"""Outcomes -> counts: how many of each MUC outcome, per group of rows."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from harness.scores.score import Counts

if TYPE_CHECKING:
    import pandas as pd


def count(outcomes: "pd.DataFrame", by: Sequence[str]) -> dict[tuple[str, ...], Counts]:
    """Counts of the counted rows of `outcomes`, per combination of the columns `by` (an empty tuple for all)."""
    counted = outcomes[outcomes["counted"]]
    sizes = counted.groupby([*by, "outcome"], observed=True, sort=True).size()
    groups: dict[tuple[str, ...], dict[str, int]] = {}
    for key, size in sizes.items():
        *group, outcome = key if isinstance(key, tuple) else (key,)
        groups.setdefault(tuple(map(str, group)), {})[str(outcome)] = int(size)
    return {group: Counts(**outcome_sizes) for group, outcome_sizes in groups.items()}


def total(counts: Sequence[Counts]) -> Counts:
    """All counts added up."""
    return sum(counts, start=Counts())
