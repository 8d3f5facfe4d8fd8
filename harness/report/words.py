"""What the numbers say, in words: which run comes first, by how much, and how sure that is. Plain text."""

from harness.report.comparison import Comparison, SideBySide
from harness.report.figures import enumeration, filler, interval, p_value, ratio, several, spread
from harness.report.outcome import FactOutcome
from harness.schema import ATTRIBUTES
from harness.scores.score import Interval, Ratios, ScoreRow
from harness.statistics.systems import LEVEL

_NONE = Ratios()


def about(comparison: Comparison) -> str:
    """Say what was measured on: `2 articles, 40 gold facts (3 of them optional), gold 8cd5a3bb of 2024-05-17`."""
    optional = f" ({comparison.optional_facts} of them optional)" if comparison.optional_facts else ""
    dated = f" of {comparison.corpus.dated}" if comparison.corpus.dated else ""
    return (
        f"{several(len(comparison.corpus.articles), 'article')}, "
        f"{several(comparison.gold_facts, 'gold fact')}{optional}, gold {comparison.corpus.digest[:8]}{dated}"
    )


def verdict(comparison: Comparison) -> tuple[str, ...]:
    """Write sentences on who comes first by lenient F1, whether that can be told from chance, and who leads elsewhere.

    With enough articles the order is tested (approximate randomisation, Holm-corrected); with fewer the intervals are
    given, overlapping ones are said to leave the order open, and disjoint ones are said to be no test.
    """
    overall = next((row for row in comparison.rows if row.scope == "overall"), None)
    if overall is None:
        return ("There are no overall scores.",)
    standings = [(name, _lenient(cell)) for name, cell in zip(comparison.names, overall.cells, strict=True)]
    (best, first), *others = standings
    if first.f1 is None:
        return ("No F1 is defined: gold and the extractors have no fact in common to count.",)
    if not others:
        return (f"{best} reaches a lenient F1 of {_with_intervals(first)}.", *_alone(comparison))
    tested = _tested(comparison)
    return (*(tested or _untested(standings)), *_elsewhere(comparison))


def _alone(comparison: Comparison) -> tuple[str, ...]:
    """Say how sure the F1 of a single run is, and what another run would have to gain on it."""
    (system,) = comparison.standings.systems
    if system.score.interval is None:
        return ()
    said = f"Over other articles F1 would lie in {spread(system.score.interval)} (95 %, bootstrap)"
    return (f"{said}; a difference below {ratio(system.detectable)} may well be noise.",)


def _tested(comparison: Comparison) -> list[str]:
    """Say of every run but the best whether the best beats it; nothing where no pair could be tested."""
    best = comparison.names[0]
    said = []
    for pair in comparison.standings.pairs:
        other = pair.other if pair.better == best else pair.better
        if best not in (pair.better, pair.other) or pair.holm is None or pair.difference.value is None:
            continue
        size = abs(pair.difference.value)
        around = "" if pair.difference.interval is None else f" {spread(pair.difference.interval)}"
        p = p_value(pair.holm)
        if len(comparison.standings.pairs) > 1:
            p = f"{p} (Holm)"
        if pair.holm < LEVEL:
            said.append(f"{best} beats {other} by {ratio(size)} lenient F1{around}, {p}.")
        else:
            needed = "" if pair.detectable is None else f"; it would show one of {ratio(pair.detectable)} or more"
            said.append(
                f"{best} and {other} can't be told apart with this gold: they differ by {ratio(size)} lenient "
                f"F1{around}, {p}{needed}."
            )
    return said


def _untested(standings: list[tuple[str, Ratios]]) -> list[str]:
    """Give every run's F1 with the intervals of P and R: what can be said without a test."""
    (best, first), *others = standings
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
    return [*said, _certainty(best, first, *others[0])]


def _with_intervals(ratios: Ratios) -> str:
    precision = _measured("precision", ratios.precision, ratios.precision_interval)
    return f"{ratio(ratios.f1)} ({precision}; {_measured('recall', ratios.recall, ratios.recall_interval)})"


def _measured(measure: str, value: float | None, around: Interval | None) -> str:
    if value is None:
        return f"{measure} undefined"
    return f"{measure} {ratio(value)}" + (f", 95 % interval {interval(around)}" if around is not None else "")


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


def _elsewhere(comparison: Comparison) -> list[str]:
    """Name the fact types on which another run is ahead of the best one."""
    ahead: dict[int, list[str]] = {}
    for row in comparison.of("type"):
        best = leaders(row)
        for index in best if 0 not in best else ():
            ahead.setdefault(index, []).append(row.name)
    return [
        f"{comparison.names[index]} is ahead of {comparison.names[0]} on {enumeration(names)}."
        for index, names in sorted(ahead.items())
    ]


def leaders(row: SideBySide) -> tuple[int, ...]:
    """Return the runs with a row's highest lenient F1 (slot F1 for slots and attributes); none if 0 or undefined."""
    scores = [_f1(cell) for cell in row.cells]
    highest = max((score for score in scores if score is not None), default=None)
    if not highest or len(row.cells) < 2:
        return ()
    return tuple(index for index, score in enumerate(scores) if score == highest)


def summary(fact: FactOutcome) -> str:
    """Return a fact's fillers in one line, as gold has them, or as found where gold has none."""
    said = [
        filler(slot.expected_text, slot.expected_value)
        if slot.outcome != "spurious"
        else filler(slot.found_text, slot.found_value)
        for slot in fact.slots
        if slot.slot not in ATTRIBUTES and (slot.counted or not fact.counted or slot.outcome != "missing")
    ]
    return " · ".join(dict.fromkeys(said))


def _f1(cell: ScoreRow | None) -> float | None:
    if cell is None:
        return None
    return (cell.slot if cell.facts is None else _lenient(cell)).f1


def _lenient(cell: ScoreRow | None) -> Ratios:
    return _NONE if cell is None or cell.lenient is None else cell.lenient
