"""Many systems on the same articles, compared in one call: intervals, all pairs, and who can be told from whom."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from harness.statistics.bootstrap import Estimate, differences, estimates, resampled
from harness.statistics.fractions import Fractions, Measure, measured, side_by_side
from harness.statistics.groups import groups, letters
from harness.statistics.holm import holm
from harness.statistics.power import detectable, smallest_detectable
from harness.statistics.randomisation import FEWEST, p_values

LEVEL = 0.05
"""Pairs whose corrected p-value is below this are told apart."""
RESAMPLES = 9_999
"""How often the articles are drawn again, and answers swapped, where systems are compared."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A system with its score, in 0..1; systems that share a letter of `groups` cannot be told apart.

    `detectable` is the smallest difference from an imagined other, independent system that this gold would show.
    """

    name: str
    score: Estimate
    groups: str
    detectable: float | None


@dataclass(frozen=True, slots=True)
class Pair:
    """The better system, the other, their difference (in 0..1) and its two-sided p-value, plain and Holm-corrected.

    `p` and `holm` are None where the measure of one is undefined, or where so few articles can give no p below 0.05.
    `detectable` is the smallest difference of such a pair that 80 % of such gold would show.
    """

    better: str
    other: str
    difference: Estimate
    p: float | None
    holm: float | None
    detectable: float | None


@dataclass(frozen=True, slots=True)
class Standings:
    """Systems from best to worst, undefined ones last, then by name; every pair in that order; why there is no test."""

    articles: int
    systems: tuple[Standing, ...]
    pairs: tuple[Pair, ...]
    reason: str = ""


def compare_systems(
    systems: Mapping[str, Fractions],
    row: str = "overall",
    measure: Measure = "f1",
    seed: int = 0,
    resamples: int = RESAMPLES,
) -> Standings:
    """Compare systems in one row by one measure: bootstrap, approximate randomisation, Holm, power and groups.

    Whatever the order in which they are given, the answer is the same. All share the same resamples and shufflings.
    Raises ConfigError where a system lacks the row or was scored on other articles.
    """
    names = sorted(systems)
    given = side_by_side([systems[name] for name in names], row)
    score = measured(given.sum(axis=0), measure)
    rank = sorted(range(len(names)), key=lambda i: (np.isnan(score[i]), -np.nan_to_num(score[i]), names[i]))
    names, cells = [names[i] for i in rank], given[:, rank]
    pairs = np.stack(np.triu_indices(len(names), 1), axis=1)

    sums = resampled(cells, seed, resamples)
    p = p_values(cells, pairs, measure, seed, resamples) if len(cells) >= FEWEST else np.full(len(pairs), np.nan)
    tested = ~np.isnan(p)
    corrected = np.full(len(pairs), np.nan)
    corrected[tested] = holm(p[tested].tolist())
    apart = np.zeros((len(names), len(names)), bool)
    apart[tuple(pairs.T)] = ~(corrected >= LEVEL)
    member = letters(groups(apart | apart.T), len(names)) if tested.any() else [""] * len(names)
    alone = [smallest_detectable(systems[name], None, row, measure) for name in names]
    return Standings(
        len(cells),
        tuple(map(Standing, names, estimates(cells, sums, measure), member, alone)),
        tuple(
            Pair(names[i], names[j], difference, _known(p[k]), _known(corrected[k]), smallest)
            for k, ((i, j), difference, smallest) in enumerate(
                zip(pairs, differences(cells, sums, pairs, measure), detectable(cells, pairs, measure), strict=True)
            )
        ),
        "" if len(cells) >= FEWEST else _too_few(len(cells)),
    )


def _too_few(articles: int) -> str:
    return f"{articles} article{'' if articles == 1 else 's'}: with fewer than {FEWEST} no p can be below {LEVEL}"


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
