"""What the numbers say, in words: which run comes first, by how much, and how sure that is. Plain text."""

from harness.report.comparison import Comparison, SideBySide
from harness.report.figures import enumeration, interval, ratio, several
from harness.scores.score import Ratios, ScoreRow

_NONE = Ratios()


def about(comparison: Comparison) -> str:
    """Say what was measured on: `2 articles, 40 gold facts (3 of them optional), gold 8cd5a3bb`."""
    optional = f" ({comparison.optional_facts} of them optional)" if comparison.optional_facts else ""
    return (
        f"{several(len(comparison.corpus.articles), 'article')}, "
        f"{several(comparison.gold_facts, 'gold fact')}{optional}, gold {comparison.corpus.digest[:8]}"
    )


def verdict(comparison: Comparison) -> tuple[str, ...]:
    """Write sentences on who comes first by lenient F1, how close the next one is, and where another one leads.

    Intervals are given, significance is not claimed: overlapping intervals are said to leave the order open, and
    disjoint ones are said to be no test.
    """
    overall = next((row for row in comparison.rows if row.scope == "overall"), None)
    cells = overall.cells if overall is not None else ()
    standings = [(comparison.names[i], _lenient(cells[i])) for i in comparison.ranking if i < len(cells)]
    if not standings:
        return ("There are no overall scores.",)
    (best, first), *others = standings
    if first.f1 is None:
        return ("No F1 is defined: gold and the extractors have no fact in common to count.",)
    if not others:
        return (f"{best} reaches a lenient F1 of {_with_intervals(first)}.",)
    level = [name for name, ratios in others if ratios.f1 == first.f1]
    if level:
        said = [f"{enumeration([best, *level])} share the best lenient F1, {ratio(first.f1)}."]
    else:
        said = [f"{best} has the best lenient F1: {_with_intervals(first)}."]
    for name, ratios in others:
        if ratios.f1 == first.f1:
            continue
        reached = "has no defined F1" if ratios.f1 is None else f"reaches {_with_intervals(ratios)}"
        said.append(f"{name} {reached}.")
    said.append(_certainty(best, first, *others[0]))
    said.extend(_elsewhere(comparison, comparison.ranking[0]))
    return tuple(said)


def _with_intervals(ratios: Ratios) -> str:
    precision = f"precision {ratio(ratios.precision)}, 95 % interval {interval(ratios.precision_interval)}"
    recall = f"recall {ratio(ratios.recall)}, {interval(ratios.recall_interval)}"
    return f"{ratio(ratios.f1)} ({precision}; {recall})"


def _certainty(best: str, first: Ratios, name: str, second: Ratios) -> str:
    apart = [
        measure
        for measure, one, other in (
            ("precision", first.precision_interval, second.precision_interval),
            ("recall", first.recall_interval, second.recall_interval),
        )
        if one is not None and other is not None and (one[1] < other[0] or other[1] < one[0])
    ]
    if not apart:
        return (
            f"The intervals of {best} and {name} overlap for precision and for recall: "
            "on other articles their order may well be the other way round."
        )
    return (
        f"The intervals of {best} and {name} do not overlap for {enumeration(apart)}; "
        "that is a sign of a real difference, not a test of one."
    )


def _elsewhere(comparison: Comparison, best: int) -> list[str]:
    """Name the fact types on which another run is ahead of the best one."""
    ahead: dict[int, list[str]] = {}
    for row in comparison.of("type"):
        for index in leaders(row):
            if best not in leaders(row):
                ahead.setdefault(index, []).append(row.name)
    return [
        f"{comparison.names[index]} is ahead of {comparison.names[best]} on {enumeration(names)}."
        for index, names in sorted(ahead.items())
    ]


def leaders(row: SideBySide) -> tuple[int, ...]:
    """Return the runs with a row's highest lenient F1 (slot F1 for slots and attributes); none if 0 or undefined."""
    scores = [_f1(cell) for cell in row.cells]
    highest = max((score for score in scores if score is not None), default=None)
    if not highest or len(row.cells) < 2:
        return ()
    return tuple(index for index, score in enumerate(scores) if score == highest)


def _f1(cell: ScoreRow | None) -> float | None:
    if cell is None:
        return None
    return (cell.slot if cell.facts is None else _lenient(cell)).f1


def _lenient(cell: ScoreRow | None) -> Ratios:
    return _NONE if cell is None or cell.lenient is None else cell.lenient
