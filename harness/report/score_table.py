"""A profile's score as plain text: its rows section by section, as wide as a terminal, with the signature beneath.

Columns are those of the rows, whatever the profile calls them. Neighbours that share a word before the last `_`
(`strict_p`, `strict_r`) stand under that word once. Ratios show as many digits, four to two, as let a section stay in
one piece; what is wider even then goes on below, under the same row names.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from harness.report.figures import UNDEFINED
from harness.report.terminal import WIDTH, broken, plain, plain_table
from harness.report.visible import one_line

_LAYOUTS = ((4, 2), (3, 2), (2, 2), (2, 1))
"""Digits of a ratio, and blanks between columns: the first that lets a section stay in one piece."""
_NAME_WIDTH = 28
"""Columns of the terminal that the names of rows may take before they are folded."""

_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Block:
    """Neighbouring columns under one heading, their cells padded to the same width."""

    heading: str
    names: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]

    @property
    def widths(self) -> list[int]:
        return [max(len(name), *map(len, column)) for name, column in zip(self.names, self.cells, strict=True)]

    @property
    def width(self) -> int:
        return max(len(self.heading), sum(self.widths) + len(self.names) - 1)


def score_text(rows: Mapping[str, Any], signature: str, shown: Sequence[str] = ()) -> str:
    """Return the rows as tables of at most `WIDTH` columns; `shown` picks columns where a row has more."""
    tables = [table for title, section in sections(rows) for table in _tables(title, section, shown)]
    foot = Text(f"\n{broken(one_line(signature))}", overflow="fold")
    return plain(Group(*(Padding(table, (0 if i == 0 else 1, 0, 0, 0)) for i, table in enumerate(tables)), foot), WIDTH)


def sections(rows: Mapping[str, Any], title: str = "") -> Iterator[tuple[str, Mapping[str, _Row]]]:
    """Yield each section's title (`a.b` for one in another, "" for none) and its rows, however deep they are nested."""
    if rows and not any(isinstance(value, Mapping) for value in rows.values()):
        yield title, {"": rows}
        return
    inner = {name: value for name, value in rows.items() if isinstance(value, Mapping)}
    plain_rows = {name: row for name, row in inner.items() if not any(isinstance(v, Mapping) for v in row.values())}
    loose = {name: value for name, value in rows.items() if name not in inner}
    if loose:
        plain_rows = {"": loose, **plain_rows}
    if plain_rows:
        yield title, plain_rows
    for name, value in inner.items():
        if name not in plain_rows:
            yield from sections(value, f"{title}.{name}" if title else name)


def _tables(title: str, section: Mapping[str, _Row], shown: Sequence[str]) -> Iterator[RenderableType]:
    columns = list(dict.fromkeys(column for row in section.values() for column in row))
    if picked := [column for column in shown if column in columns]:
        columns = picked
    names = min(_NAME_WIDTH, max(8, len(title), *(len(name) for name in section)))
    for digits, gap in _LAYOUTS:
        parts = list(_fitted(list(_blocks(columns, section, digits)), WIDTH - names, gap))
        if len(parts) == 1:
            break
    for part in parts:
        table = plain_table(Text(one_line(title)))
        table.padding = (0, gap - 1, 0, 0)
        table.columns[0].min_width = table.columns[0].max_width = names
        for block in part:
            table.add_column(_heading(block), vertical="bottom", no_wrap=True)
        for index, name in enumerate(section):
            table.add_row(Text(one_line(name)), *(_joined(block, index) for block in part))
        yield table


def _blocks(columns: Sequence[str], section: Mapping[str, _Row], digits: int) -> Iterator[_Block]:
    groups: list[tuple[str, list[str]]] = []
    for column in columns:
        heading = column.rpartition("_")[0]
        if heading and groups and groups[-1][0] == heading:
            groups[-1][1].append(column)
        else:
            groups.append((heading, [column]))
    for heading, members in groups:
        alone = len(members) == 1
        names = tuple(column if alone else column.rpartition("_")[2] for column in members)
        cells = tuple(tuple(figures([row.get(c, "") for row in section.values()], digits)) for c in members)
        yield _Block("" if alone else heading, names, cells)


def _fitted(blocks: Sequence[_Block], width: int, gap: int) -> Iterator[Sequence[_Block]]:
    """Yield runs of blocks that fit `width` columns together, with `gap` blanks before each; at least one at a time."""
    start, taken = 0, 0
    for index, block in enumerate(blocks):
        if index > start and taken + gap + block.width > width:
            yield blocks[start:index]
            start, taken = index, 0
        taken += gap + block.width
    yield blocks[start:]


def _heading(block: _Block) -> Text:
    below = " ".join(name.rjust(width) for name, width in zip(block.names, block.widths, strict=True))
    below = below.rjust(block.width)
    return Text(f"{block.heading:^{block.width}}\n{below}" if block.heading else below)


def _joined(block: _Block, row: int) -> Text:
    cells = (column[row].rjust(width) for column, width in zip(block.cells, block.widths, strict=True))
    return Text(" ".join(cells).rjust(block.width))


def figures(column: Sequence[object], digits: int) -> list[str]:
    """Write the values of one column alike: whole numbers whole, halves as they are, ratios with `digits` digits.

    What is above 1 and no half count is taken for a percentage, and has two digits. None is "–", and text stays.
    """
    numbers = [value for value in column if isinstance(value, float)]
    counts = all(value == round(2 * value) / 2 for value in numbers) and any(abs(value) > 1 for value in numbers)
    percent = any(abs(value) > 1 for value in numbers)

    def written(value: object) -> str:
        if value is None:
            return UNDEFINED
        if not isinstance(value, float):
            return str(value)
        return f"{value:.15g}" if counts else f"{value:.{2 if percent else digits}f}"

    return [written(value) for value in column]
