"""`python -m harness.gold agree`: two people's gold for the same articles side by side, by fact type."""

from collections.abc import Sequence
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table

from harness.errors import ConfigError, InputErrors
from harness.gold.agreement import Agreement, agreement
from harness.gold.read import SCHEMA, GoldReading, read_corpus_files

WIDTH = 80
_LEGEND = """\
F1 = 2 x agreed / (facts of one + facts of the other), optional facts included.
facts: the same type, with evidence or a key slot in common, one to one.
key: all key slots at least partly the same, too.
all: all slots, modality, polarity and source the same."""


def agree(seeds: Path, one: Path, other: Path, console: Console, allow: Sequence[str] = ()) -> int:
    """Print the agreement by type over the articles that both folders have gold for; returns 0.

    `allow` names the packages that may hold the classes of the schema's own slot kinds.
    Raises InputErrors where that gold is wrong, ConfigError if there is none or the schemas differ.
    """
    ours, theirs = (_articles(folder) for folder in (one, other))
    if not ours & theirs:
        raise ConfigError(f"{one} and {other} have gold for no article in common: name two folders of <article>.yaml")
    readings = [read_corpus_files(seeds, folder, ours & theirs, allow) for folder in (one, other)]
    if problems := [problem for reading in readings if reading.failed for problem in reading.problems]:
        raise InputErrors(problems)
    if readings[0].schema.sha256 != readings[1].schema.sha256:
        raise ConfigError(f"{one} and {other} have different fact types: give both the same schema.yaml")
    console.print(_table(_rows(*readings)), width=WIDTH)
    console.print(_LEGEND, highlight=False, markup=False)
    console.print(f"Articles in both: {len(ours & theirs)}.", highlight=False)
    if alone := sorted(ours ^ theirs):
        console.print(f"Left out, in one of them only: {', '.join(alone)}.", highlight=False, markup=False, width=WIDTH)
    return 0


def _articles(folder: Path) -> set[str]:
    """The articles that a folder has gold for. Raises ConfigError where it cannot be read."""
    try:
        return {path.stem for path in folder.iterdir() if path.suffix == ".yaml" and path.name != SCHEMA}
    except OSError as error:
        raise ConfigError(f"{folder} cannot be read: {error.strerror}") from error


def _rows(one: GoldReading, other: GoldReading) -> tuple[Agreement, ...]:
    published = {article.id: article.published for article in one.articles}
    return agreement(one.facts_by_article, other.facts_by_article, one.schema, published)


def _table(rows: tuple[Agreement, ...]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("type", overflow="fold")
    for name in ("one", "other", "agreed", "F1 facts", "F1 key", "F1 all"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in rows:
        if not row.type:
            table.add_section()
        ratios = (row.f1(agreed) for agreed in (row.paired, row.key, row.whole))
        shown = ("–" if ratio is None else f"{ratio:.2f}" for ratio in ratios)
        table.add_row(row.type or "all", str(row.one), str(row.other), f"{row.paired:g}", *shown)
    return table
