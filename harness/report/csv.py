"""A comparison as one tidy long table: a line for every run and score row, ready for any spreadsheet or pandas."""

import csv
from collections.abc import Sequence
from io import StringIO

from harness.report.comparison import Comparison, actual, possible
from harness.report.visible import one_line
from harness.scores.confidence import READINGS, Belief
from harness.scores.score import Counts, Interval, Ratios, ScoreRow

_COUNTS = ("correct", "partial", "incorrect", "missing", "spurious")
_RATIOS = tuple(f"{name}{end}" for name in ("precision", "recall", "f1") for end in ("", "_low", "_high"))
_MEASURES = ("strict", "lenient", "slot")
_FORMULAS = tuple("=+-@＝＋－＠")  # the wide ones too: some spreadsheets take them for the others
_BELIEFS = ("average_precision", "calibration_error", "brier")
_ERRORS = ("error", "undergeneration", "overgeneration", "substitution")

COLUMNS = (
    *("run", "scope", "name", "support", "found"),
    *(f"fact_{name}" for name in _COUNTS),
    *(f"slot_{name}" for name in _COUNTS),
    *(f"{measure}_{name}" for measure in _MEASURES for name in _RATIOS),
    *_ERRORS,
    "with_confidence",
    *(f"{reading}_{measure}" for reading in READINGS for measure in _BELIEFS),
    "signature",
)
"""`support` and `found` count facts, in rows of slots and attributes fillers. Undefined and absent cells are empty.

Those about the confidence (`harness.scores.confidence`) are filled overall and by type, where a run gives any.
"""


def table(comparison: Comparison) -> str:
    r"""Return the table as RFC 4180 text with `\n` line ends; ratios have six decimals."""
    page = StringIO()
    writer = csv.writer(page, lineterminator="\n")
    writer.writerow(COLUMNS)
    for index, run in enumerate(comparison.runs):
        name, signature = _cell(comparison.names[index]), _cell(run.signature)
        for row in comparison.rows:
            cell = row.cells[index]
            if cell is not None:
                believed = comparison.beliefs[index] if row.scope in ("overall", "type") else ()
                of_row = [one for one in believed if one.type == row.name]
                writer.writerow([name, *_line(cell), *_beliefs(of_row), signature])
    return page.getvalue()


def _line(row: ScoreRow) -> list[str]:
    return [
        row.scope,
        _cell(row.name),
        str(possible(row)),
        str(actual(row)),
        *_counts(row.facts),
        *_counts(row.slots),
        *_ratios(row.strict),
        *_ratios(row.lenient),
        *_ratios(row.slot),
        *(_number(None if row.errors is None else getattr(row.errors, name)) for name in _ERRORS),
    ]


def _beliefs(of_row: Sequence[Belief]) -> list[str]:
    """Return how many facts have a confidence and what it is worth, by reading; empty cells without any."""
    if not of_row:
        return [""] * (1 + len(READINGS) * len(_BELIEFS))
    by_reading = {one.reading: one for one in of_row}
    measured = (getattr(by_reading[reading], name) for reading in READINGS for name in _BELIEFS)
    return [str(of_row[0].given), *map(_number, measured)]


def _counts(counts: Counts | None) -> list[str]:
    return ["" if counts is None else str(getattr(counts, name)) for name in _COUNTS]


def _ratios(ratios: Ratios | None) -> list[str]:
    if ratios is None:
        return [""] * len(_RATIOS)
    return [
        _number(ratios.precision),
        *_ends(ratios.precision_interval),
        _number(ratios.recall),
        *_ends(ratios.recall_interval),
        _number(ratios.f1),
        *_ends(ratios.f1_interval),
    ]


def _ends(interval: Interval | None) -> tuple[str, str]:
    return ("", "") if interval is None else (_number(interval[0]), _number(interval[1]))


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}"


def _cell(words: str) -> str:
    """Return words on one line; those a spreadsheet would run as a formula get an apostrophe in front."""
    line = one_line(words)
    return f"'{line}" if line.startswith(_FORMULAS) else line
