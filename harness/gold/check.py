"""`python -m harness.gold check`: every problem of a corpus, or what it holds."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from harness.gold.read import read_corpus_files
from harness.gold.summary import summary
from harness.streams import printable

WIDTH = 80


def check(seeds: Path, gold: Path, console: Console, allow: Sequence[str] = ()) -> int:
    """Print every problem, then the summary if none is more than a warning; 2 if one is, else 0.

    `allow` names the packages that may hold the classes of the schema's own slot kinds.
    """
    reading = read_corpus_files(seeds, gold, allow=allow)
    for problem in reading.problems:
        console.print(printable(str(problem)), markup=False, highlight=False, soft_wrap=True)
    warnings = sum(problem.warning for problem in reading.problems)
    errors = len(reading.problems) - warnings
    if not reading.failed:
        for table in summary(reading):
            console.print(table, width=WIDTH)
    counts = f"{_counted(errors, 'problem')}, {_counted(warnings, 'warning')}"
    console.print(f"{counts} in {_counted(len(reading.articles), 'article')}", highlight=False)
    return 2 if reading.failed else 0


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
