"""How far people agree who annotated the same articles: Krippendorff's alpha, and the harness's own F1 between them.

Alpha is 1 for perfect agreement, 0 for what chance gives, and below 0 for less: Krippendorff 2011, 'Computing
Krippendorff's alpha-reliability', sections A to E.
"""

import math
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Literal

import numpy as np

from harness.facts import Fact, GoldFact
from harness.schema import Schema
from harness.scores.matrix import Reading
from harness.statistics.fractions import Floats, f1

Level = Literal["nominal", "ordinal", "interval", "ratio"]


def alpha(
    ratings: Sequence[Sequence[float | str | None]], level: Level = "nominal", without_variation: float | None = None
) -> float | None:
    """Krippendorff's alpha of `ratings[annotator][unit]`, None for what an annotator did not rate.

    Units that fewer than two rated say nothing. Numbers at all levels but `nominal`, where words do as well. Where all
    ratings are the same, or none can be paired, alpha is 0/0: `without_variation` is what is given then.
    """
    values = sorted(
        {rating for row in ratings for rating in row if rating is not None}, key=lambda v: (str(type(v)), v)
    )
    place = {value: index for index, value in enumerate(values)}
    counts = np.zeros((max(map(len, ratings), default=0), len(values)))
    for row in ratings:
        for unit, rating in enumerate(row):
            if rating is not None:
                counts[unit, place[rating]] += 1
    raters = counts.sum(axis=1)
    counts, raters = counts[raters >= 2], raters[raters >= 2]
    coincidences = (counts / (raters - 1)[:, None]).T @ counts - np.diag((counts / (raters - 1)[:, None]).sum(axis=0))
    sizes = counts.sum(axis=0)
    distance = _squared_distances(values, sizes, level)
    expected = sizes @ distance @ sizes
    if not expected:
        return without_variation
    return float(1 - (sizes.sum() - 1) * (coincidences * distance).sum() / expected)


def _squared_distances(values: Sequence[float | str], sizes: Floats, level: Level) -> Floats:
    """How far apart two values are, squared, by level of measurement: Krippendorff 2011, section E."""
    if level == "nominal":
        return 1 - np.eye(len(values))
    if level == "ordinal":
        # the ratings from one value up to the other, half of those at either end
        middle = np.cumsum(sizes) - sizes / 2
        return (middle[:, None] - middle) ** 2
    numbers = np.asarray(values, np.float64)
    apart = numbers[:, None] - numbers
    if level == "interval":
        return apart**2
    both = numbers[:, None] + numbers
    return np.divide(apart, both, out=np.zeros_like(apart), where=both != 0) ** 2


def fact_agreement(
    one: Mapping[str, Sequence[Fact]],
    other: Mapping[str, Sequence[Fact]],
    schema: Schema,
    reading: Reading = "lenient",
    published: Mapping[str, str | None] | None = None,
) -> float | None:
    """F1 of one annotator's facts against another's, in 0..1, by the harness's own matching; None if neither has any.

    It is the same either way round (Hripcsak and Rothschild 2005, 'Agreement, the F-measure, and reliability').
    `published` maps articles to the days that their relative dates are counted from.
    """
    from harness.matching.match import match
    from harness.scores.matrix import fractions

    gold = {name: [GoldFact(str(at), fact) for at, fact in enumerate(facts)] for name, facts in one.items()}
    matrix = match(gold, other, schema, published).counts
    agreed = float(f1(fractions(matrix, reading).cells[:, 0].sum(axis=0)))
    return None if math.isnan(agreed) else agreed


def mean_agreement(
    annotators: Sequence[Mapping[str, Sequence[Fact]]],
    schema: Schema,
    reading: Reading = "lenient",
    published: Mapping[str, str | None] | None = None,
) -> float | None:
    """The mean of `fact_agreement` over all pairs of annotators in which it is defined; None where it is in none."""
    pairs = (fact_agreement(one, other, schema, reading, published) for one, other in combinations(annotators, 2))
    defined = [agreed for agreed in pairs if agreed is not None]
    return sum(defined) / len(defined) if defined else None
