"""A comparison in the terminal: plain tables in 80 columns, the same in a pipe as on a screen."""

import re
from collections.abc import Iterator, Sequence
from io import StringIO

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from harness.report.comparison import Comparison, actual, possible
from harness.report.figures import UNDEFINED, interval, ratio
from harness.report.speed import troubles_counted
from harness.report.spent import spent
from harness.report.visible import one_line
from harness.report.words import about, leaders, verdict
from harness.runs.outside_schema import OUTSIDE, counted, outside_told
from harness.runs.run import Run
from harness.scores.intervals import RESAMPLES, why_none
from harness.scores.score import Ratios, Scope, ScoreRow

WIDTH = 80
_AVERAGES: tuple[Scope, ...] = ("overall", "macro", "weighted")
_TROUBLES = 10
_OUTSIDE = 3
"""Ways in which facts are outside of the schema that are told, each once with its count."""
_NARROW = 14
"""Columns of the terminal for a run where three stand side by side: two ratios with their headings."""


def screen(comparison: Comparison) -> RenderableType:
    """Return what a rich console prints: one run in full, or several side by side, then what they were measured on."""
    body = _one(comparison) if len(comparison.runs) == 1 else _several(comparison)
    return Group(*body)


def text(comparison: Comparison, width: int = WIDTH) -> str:
    """Return the same as plain text, `width` columns at most, without colours and control codes."""
    return plain(screen(comparison), width)


def plain(screen: RenderableType, width: int = WIDTH) -> str:
    """Return what a console would print as plain text, `width` columns at most, without colours and control codes."""
    page = StringIO()
    console = Console(file=page, width=width, color_system=None, force_terminal=False, legacy_windows=False)
    console.print(screen)
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().splitlines())


def _one(comparison: Comparison) -> Iterator[RenderableType]:
    run = comparison.runs[0]
    table = _scores("fact type")
    for row in comparison.of("type"):
        _add(table, row.name, row.cells[0])
    table.add_section()
    for scope in _AVERAGES:
        for row in comparison.of(scope):
            _add(table, scope, row.cells[0], style="bold" if scope == "overall" else "")
    if attributes := comparison.of("attribute"):
        table.add_section()
        for row in attributes:
            _add(table, row.name, row.cells[0])
    yield Text(one_line(comparison.names[0]), style="bold")
    yield table
    yield from _intervals(comparison)
    yield from _idle(comparison)
    yield from _spent(comparison)
    yield from _troubles(comparison.names[0], run)
    yield from _foot(comparison)


def _several(comparison: Comparison) -> Iterator[RenderableType]:
    for sentence in verdict(comparison):
        yield Text(one_line(sentence))
    yield Text("")
    yield _overall(comparison)
    yield from _intervals(comparison)
    for runs in _in_columns(comparison):
        yield Padding(_by_type(comparison, runs), (1, 0, 0, 0))
    yield Text("\n* the best lenient F1 of its row", style="dim")
    yield from _idle(comparison)
    yield from _spent(comparison)
    for name, run in zip(comparison.names, comparison.runs, strict=True):
        yield from _troubles(name, run)
    yield from _foot(comparison)


def _overall(comparison: Comparison) -> Table:
    table = _scores("overall")
    for row in comparison.of("overall"):
        for name, cell in zip(comparison.names, row.cells, strict=True):
            _add(table, name, cell)
    return table


def _in_columns(comparison: Comparison) -> Iterator[Sequence[int]]:
    """Yield as many runs as fit side by side: three to a table."""
    runs = range(len(comparison.runs))
    for start in range(0, len(runs), 3):
        yield runs[start : start + 3]


def _by_type(comparison: Comparison, runs: Sequence[int]) -> Table:
    """Return lenient F1 and, after it, strict F1 of each run; the best lenient F1 of a row carries a star."""
    table = plain_table("fact type")
    table.add_column("gold", justify="right", no_wrap=True)
    for index in runs:
        heading = Text(f"{_stacked(one_line(comparison.names[index]))}\nlenient strict", overflow="fold")
        table.add_column(heading, justify="right", vertical="bottom", max_width=_NARROW)
    for scope in ("type", *_AVERAGES):
        if scope == "overall":
            table.add_section()
        for row in comparison.of(scope):
            best = leaders(row)
            cells = [_pair(row.cells[index], index in best) for index in runs]
            table.add_row(Text(one_line(row.name or scope)), str(row.support), *cells)
    return table


def _stacked(name: str) -> str:
    """Break a name after commas and equal signs into lines that are narrow, where it has any: names of a sweep do."""
    lines = [""]
    for part in re.split(r"(?<=[,=])", name):
        if lines[-1] and len(lines[-1]) + len(part) > _NARROW:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


def _pair(cell: ScoreRow | None, best: bool) -> Text:
    lenient, strict = (cell.lenient, cell.strict) if cell is not None else (None, None)
    star = "*" if best else " "
    return Text(f"{_f1(lenient):>4}{star}  {_f1(strict):>4}", style="bold" if best else "")


def _f1(ratios: Ratios | None) -> str:
    return UNDEFINED if ratios is None else ratio(ratios.f1)


def plain_table(first: str | Text) -> Table:
    """Return an empty table without frames, its first column for the names of the rows."""
    table = Table(box=SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, header_style="bold")
    table.add_column(first, vertical="bottom", overflow="fold", min_width=8)
    return table


def _scores(first: str) -> Table:
    """Return a table with the columns of the counts, then of P, R and F1 three times over."""
    table = plain_table(first)
    for heading in ("gold", "found"):
        table.add_column(heading, justify="right", vertical="bottom", no_wrap=True)
    for heading in ("strict", "lenient", "slot"):
        table.add_column(Text(f"{heading:^14}\n   P    R   F1"), no_wrap=True)
    return table


def _add(table: Table, name: str, row: ScoreRow | None, style: str = "") -> None:
    if row is None:
        return
    groups = [_three(ratios) for ratios in (row.strict, row.lenient, row.slot)]
    table.add_row(Text(one_line(name)), str(possible(row)), str(actual(row)), *groups, style=style)


def _three(ratios: Ratios | None) -> str:
    if ratios is None:
        return ""
    return " ".join(f"{ratio(value):>4}" for value in (ratios.precision, ratios.recall, ratios.f1))


def _intervals(comparison: Comparison) -> Iterator[RenderableType]:
    """Yield the 95 % intervals of the overall rows, or why F1 has none."""
    reason = why_none(len(comparison.corpus.articles))
    readings = [f"{reading} {measure}" for reading in ("strict", "lenient") for measure in ("P", "R", "F1")]
    table = plain_table("95 % interval")
    for measure in readings if not reason else [one for one in readings if not one.endswith("F1")]:
        table.add_column(measure, justify="right", no_wrap=True)
    for row in comparison.of("overall"):
        for name, cell in zip(comparison.names, row.cells, strict=True):
            if cell is None:
                continue
            ends = [end for r in (cell.strict, cell.lenient) for end in _ends(r)[: 2 if reason else 3]]
            table.add_row(Text(one_line(name)), *ends)
    if table.row_count:
        yield Padding(table, (1, 0, 0, 0))
        how = f"no interval of F1: {reason}" if reason else f"F1: bootstrap over articles, {RESAMPLES:,} resamples"
        yield Text(how, style="dim")


def _ends(ratios: Ratios | None) -> tuple[str, ...]:
    if ratios is None:
        return (UNDEFINED,) * 3
    return tuple(map(interval, (ratios.precision_interval, ratios.recall_interval, ratios.f1_interval)))


def _idle(comparison: Comparison) -> Iterator[RenderableType]:
    if names := comparison.idle_types:
        yield Text(f"\nneither in gold nor found: {', '.join(map(one_line, names))}", style="dim")


def _spent(comparison: Comparison) -> Iterator[RenderableType]:
    for sentence in spent(comparison):
        yield Text(one_line(sentence), style="dim")


def _troubles(name: str, run: Run) -> Iterator[RenderableType]:
    if not run.troubles:
        return
    yield Text(f"\n{one_line(name)}: {troubles_counted(run.troubles)}", style="bold yellow")
    others = [trouble for trouble in run.troubles if trouble.kind not in OUTSIDE]
    for trouble in others[:_TROUBLES]:
        yield _indented(f"{trouble.article}: {trouble.kind.replace('_', ' ')}: {trouble.message}", 2)
    if len(others) > _TROUBLES:
        yield Text(f"  and {len(others) - _TROUBLES} more")
    if told := outside_told(run.found, run.troubles):  # the last, as it is about the extractor and not about an article
        yield Padding(Text(f"{told}:", style="bold yellow"), (0, 0, 0, 2))
        outside = [trouble for trouble in run.troubles if trouble.kind in OUTSIDE]
        for line in counted(outside, _OUTSIDE):
            yield _indented(line, 4)


def _indented(said: str, by: int) -> RenderableType:
    return Padding(Text(one_line(said), overflow="fold"), (0, 0, 0, by))


def _foot(comparison: Comparison) -> Iterator[RenderableType]:
    yield Text(f"\n{about(comparison)}", style="dim")
    for run in comparison.runs:
        yield Text(broken(one_line(run.signature)), style="dim", overflow="fold")


def broken(signature: str) -> str:
    """Break a signature that is too long for a line after one of its bars."""
    lines = [""]
    for part in signature.split("|"):
        if lines[-1] and len(lines[-1]) + len(part) + 1 > WIDTH:
            lines.append("  ")
        lines[-1] += f"{part}|"
    return "\n".join(lines).removesuffix("|")
