"""The tables of a page as a reader sees them: every cell with the headings above it and beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

_READ = """
() => [...document.querySelectorAll('table')].map(table => {
  const words = cell => {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll('svg').forEach(one => one.remove());
    const said = [];
    const walk = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) said.push(walk.currentNode.textContent);
    return said.join(' ').replace(/\\s+/g, ' ').trim();
  };
  const grid = [];
  [...table.rows].forEach((row, y) => {
    grid[y] ??= [];
    let x = 0;
    for (const cell of row.cells) {
      while (grid[y][x]) x += 1;
      for (let j = 0; j < cell.rowSpan; j += 1)
        for (let i = 0; i < cell.colSpan; i += 1)
          (grid[y + j] ??= [])[x + i] = {words: words(cell), heading: cell.tagName === 'TH'};
    }
  });
  return {
    label: table.closest('[aria-label]')?.getAttribute('aria-label') ?? '',
    section: table.closest('section')?.id ?? '',
    heads: table.tHead ? table.tHead.rows.length : 0,
    grid,
  };
})
"""

Path = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """`cells[row headings][column headings]` are the words of a cell; charts have none.

    A heading over a whole row counts for all the rows below it. Lists of words may have rows of the same heading: the
    later ones have their number behind it.
    """

    label: str
    section: str
    cells: Mapping[Path, Mapping[Path, str]]


def tables(page: "Page") -> list[Table]:
    """Every table, folded ones too, in the order of the page."""
    return [Table(one["label"], one["section"], _cells(one["grid"], one["heads"])) for one in page.evaluate(_READ)]


def _cells(grid: list[list[dict[str, object]]], heads: int) -> dict[Path, dict[Path, str]]:
    columns = [
        tuple(dict.fromkeys(str(grid[y][x]["words"]) for y in range(heads) if grid[y][x]["words"]))
        for x in range(len(grid[0]) if grid else 0)
    ]
    rows: dict[Path, dict[Path, str]] = {}
    group: Path = ()
    for line in grid[heads:]:
        beside = tuple(dict.fromkeys(str(cell["words"]) for cell in line if cell["heading"]))
        if all(cell["heading"] for cell in line) and len(beside) == 1:
            group = beside
            continue
        key = (*group, *beside)
        rows[key if key not in rows else (*key, f"row {len(rows) + 1}")] = {
            column: str(cell["words"]) for column, cell in zip(columns, line, strict=True) if not cell["heading"]
        }
    return rows
