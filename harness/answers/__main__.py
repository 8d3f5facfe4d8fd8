"""`python -m harness.answers my/events.jsonl`: what a file of another system has, for a mapping to name."""

import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from harness.arguments import read, run
from harness.errors import ConfigError, InputErrors, Problem

USAGE = """Show what the records of a file have, path by path, with the commonest values: what a mapping may name.

  python -m harness.answers my/events.jsonl [rows=1000]

  rows   how many rows to look at

docs/predictions.md says what a mapping may say, and which files are read."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the outline of a file; return 0, or 2 if it cannot be read."""
    return run("harness.answers", USAGE, _answer, arguments)


def _answer(words: Sequence[str]) -> str:
    from harness.answers.outline import outline
    from harness.formats.record_files import read_rows

    given = read(words, keys=("rows",), is_name=lambda word: "=" not in word)
    if len(given.names) != 1:
        raise ConfigError("name one file: python -m harness.answers my/events.jsonl")
    rows = given.keys.get("rows", "1000")
    if not rows.isdecimal() or not 0 < int(rows) < 10**9:
        raise ConfigError(f"rows={rows!r} is no number above 0")
    problems: list[Problem] = []
    said = outline(row.value for row in islice(read_rows(Path(given.names[0]), problems), int(rows)))
    if problems:
        raise InputErrors(problems)
    return said or "there is no record in this file"


if __name__ == "__main__":
    sys.exit(main())
