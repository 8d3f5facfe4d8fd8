"""Reads MUC-4 score reports: which template of the key was scored with which of the response, and every slot's counts.

    TST-0001         key: 1  response: 2            [missing]

    SLOT             POS ACT|COR PAR INC|ICR IPA|SPU MIS NON|REC PRE OVG FAL
    inc-type           1   1|  1   0   0|  0   0|  0   0   0|100 100   0   0

Written by the MUC scoring system 3.3 of 1992. Only entries are read: totals and percentages follow from them.
"""

import re
from pathlib import Path

from harness.errors import InputErrors, Problem
from harness.formats.muc4_text import read_text
from harness.muc4.slots import BY_NAME, GROUPS
from harness.muc4.tallies import Fate, Tally, TemplateScore

_ENTRY = re.compile(r"(\S+)\s+key:\s*(\S+)\s+response:\s*(\S+)\s*(?:\[(.*)\])?")
_ROW = re.compile(r"(?!.*\d{10})(\S+)\s+(\d+)\s+(\d+)\s*\|([\d\s]+)\|([\d\s]+)\|([\d\s]+)\|([\d\s*]+)")
_NUMBER = re.compile(r"\d{1,9}")
_TOTALS = "TOTAL SLOT SCORES"
_SUBTOTALS = {*GROUPS, "TOTAL"}


def read_report(path: Path) -> list[TemplateScore]:
    """The entries of a score report, in its order; an optional template's counts are left out, for they count nowhere.

    Raises ConfigError where it cannot be opened, and InputErrors with every problem, each at its line.
    """
    file = read_text(path, "the score report")
    return parse_report(file.text, file.file)


def parse_report(text: str, file: str) -> list[TemplateScore]:
    """The entries of a report's text; `file` is named in problems. Raises InputErrors as `read_report` does."""
    problems: list[Problem] = []
    entries: list[tuple[tuple[str, int | None, int | None, Fate], int, dict[str, Tally]]] = []
    finished = False
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if _TOTALS in stripped:
            finished = True
            break
        if entry := _ENTRY.fullmatch(stripped):
            entries.append((_heading(entry, number, file, problems), number, {}))
        elif "|" in stripped and not stripped.startswith(("SLOT", "-")) and entries:
            _add_row(stripped, entries[-1][-1], number, file, problems)
    if not entries:
        example = "TST-0001  key: 1  response: 1"
        problems.append(Problem(file, 1, 1, f'no score report here: expected entries such as "{example}"'))
    elif not finished:
        last = text.count("\n") + 1
        problems.append(Problem(file, last, 1, f"the report ends before its {_TOTALS}: is the file whole?"))
    if problems:
        raise InputErrors(problems)
    return [
        TemplateScore(*heading, {} if heading[3] in (Fate.OPTIONAL, Fate.IRRELEVANT) else tallies, line)
        for heading, line, tallies in entries
    ]


def _heading(
    entry: re.Match[str], line: int, file: str, problems: list[Problem]
) -> tuple[str, int | None, int | None, Fate]:
    """Message, the two templates' numbers, and what became of them."""
    numbers: list[int | None] = []
    for label, side in ((entry[2], "key"), (entry[3], "response")):
        number = _NUMBER.fullmatch(label)
        if number is None and label not in ("*", "<NONE>"):
            problems.append(Problem(file, line, 1, f'{side} "{label}": expected a number, `*` or <NONE>'))
        numbers.append(int(label) if number else None)
    mark = (entry[4] or "").strip()
    if mark not in {fate.value for fate in Fate}:
        marks = ", ".join(fate.value for fate in Fate if fate.value)
        problems.append(Problem(file, line, 1, f"[{mark}] is no mark of a score report; those are {marks}"))
        mark = ""
    return entry[1], numbers[0], numbers[1], Fate(mark)


def _add_row(line: str, tallies: dict[str, Tally], number: int, file: str, problems: list[Problem]) -> None:
    """Read one row into the tallies of its entry; subtotals are passed over."""
    label = line.split(maxsplit=1)[0]
    if label in _SUBTOTALS:
        return
    if not (row := _ROW.fullmatch(line)):
        what = "expected POS ACT|COR PAR INC|ICR IPA|SPU MIS NON|REC PRE OVG, numbers or `*`"
        problems.append(Problem(file, number, 1, f"this row cannot be read; {what}"))
        return
    counts = [[int(count) for count in row[part].split()] for part in (4, 5, 6)]
    if label not in BY_NAME:
        problems.append(Problem(file, number, 1, f'"{label}" is no slot of a MUC-4 template'))
    elif [len(part) for part in counts] != [3, 2, 3]:
        problems.append(Problem(file, number, 1, "expected three counts, then two, then three between the bars"))
    else:
        tally = Tally(*counts[0], *counts[1], *counts[2])
        if (tally.pos, tally.act) != (int(row[2]), int(row[3])):
            what = f"POS {row[2]} and ACT {row[3]} are not the sums of this row, {tally.pos} and {tally.act}"
            problems.append(Problem(file, number, 1, f"{what}: POS = COR+PAR+INC+MIS, ACT = COR+PAR+INC+SPU"))
        tallies[label] = tally
