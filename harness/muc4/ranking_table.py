"""A ranking as text of at most 80 columns."""

from harness.muc4.ranking import Ranking
from harness.muc4.tallies import Tally

NAME = 20
_NOTHING = "–"


def ranking_table(ranking: Ranking, *, judged: bool) -> str:
    """System by system F (P&R, ALL TEMPLATES) by the judges and by rule, the difference, then distance and tau.

    `judged`: with the columns for single decisions of judges used where there are some.
    """
    heads = ["judges", "automatic", "+/-", *(["decisions", "+/-"] if judged else [])]
    lines = [_line("system", heads), _line("-" * NAME, ["-" * 9] * len(heads))]
    for standing in ranking.standings:
        cells = [_number(standing.official), _number(standing.automatic)]
        cells.append(_difference(standing.official, standing.automatic))
        if judged:
            cells += [_number(standing.judged), _difference(standing.official, standing.judged)]
        lines.append(_line(standing.name, cells))
    lines.append(_line("-" * NAME, ["-" * 9] * len(heads)))
    ways = (False, True) if judged else (False,)
    distances = [_number(ranking.distance(judged=way)) for way in ways]
    taus = [_number(ranking.tau(judged=way), 4) for way in ways]
    for name, values in (("mean difference", distances), ("Kendall's tau", taus)):
        cells = ["", *(cell for value in values for cell in ("", value))]
        lines.append(_line(name, cells))
    lines.append("F: P&R of ALL TEMPLATES, in percent; mean difference: of absolute values.")
    return "\n".join(lines)


def slot_table(ranking: Ranking) -> str:
    """Slot by slot correct, partial and incorrect fills, by the judges and by rule, and the difference in credit."""
    heads = ["COR", "PAR", "INC", "COR", "PAR", "INC", "credit"]
    lines = [_row("", ["", "judges", "", "", "rule", "", "+/-"]), _row("slot", heads), _row("-" * NAME, ["-" * 6] * 7)]
    for slot, (official, automatic) in ranking.slots().items():
        counts = [str(count) for side in (official, automatic) for count in (side.cor, side.par, side.inc)]
        lines.append(_row(slot, [*counts, f"{_credit(automatic) - _credit(official):+.1f}"]))
    return "\n".join(lines)


def record(ranking: Ranking) -> dict[str, object]:
    """The same for machines: F by system, mean differences and taus; None where there is none."""
    systems = {
        standing.name: {
            "official": standing.official,
            "automatic": standing.automatic,
            "with_judgements": standing.judged,
        }
        for standing in ranking.standings
    }
    ways = {"automatic": False, "with_judgements": True}
    return {
        "f": systems,
        "mean_absolute_difference": {name: ranking.distance(judged=way) for name, way in ways.items()},
        "kendall_tau": {name: ranking.tau(judged=way) for name, way in ways.items()},
    }


def _credit(tally: Tally) -> float:
    return tally.cor + tally.par / 2


def _line(name: str, cells: list[str]) -> str:
    return (_cut(name) + "".join(cell.rjust(11) for cell in cells)).rstrip()


def _row(name: str, cells: list[str]) -> str:
    return (_cut(name) + "".join(cell.rjust(8) for cell in cells)).rstrip()


def _cut(name: str) -> str:
    return (name if len(name) <= NAME else name[: NAME - 1] + "…").ljust(NAME)


def _number(value: float | None, digits: int = 2) -> str:
    return _NOTHING if value is None else f"{value:.{digits}f}"


def _difference(official: float | None, found: float | None) -> str:
    return _NOTHING if official is None or found is None else f"{found - official:+.2f}"
