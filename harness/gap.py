"""`python -m harness.gap reports/dev reports/test`: what extractors lose on articles they were not developed on."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from harness.arguments import read, run
from harness.compare import run_folder
from harness.errors import ConfigError

if TYPE_CHECKING:
    from harness.runs.run import Run

USAGE = """Set runs on a development split beside runs of the same extractors on a test split, with the gap.

  python -m harness -m extractor=regex,rules corpus.split=dev reports=reports/dev
  python -m harness -m extractor=regex,rules corpus.split=test reports=reports/test
  python -m harness.gap reports/dev reports/test [--md]

  --md   as a Markdown table"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Show the gaps between the runs in two folders; return 0, or 2 if something is wrong with them."""
    return run("harness.gap", USAGE, _answer, arguments)


def _answer(words: Sequence[str]) -> str:
    given = read(words, ("--md",), (), is_name=lambda word: "=" not in word or Path(word).is_dir())
    if len(given.names) != 2:
        raise ConfigError("name two folders of runs: python -m harness.gap reports/dev reports/test")
    from harness.report.gap import gaps, markdown, text

    dev, test = (_runs(run_folder(Path(name))) for name in given.names)
    return (markdown if given.options else text)(gaps(dev, test))


def _runs(folder: Path) -> "dict[str, Run]":
    """The runs in a folder by name, or the one that it is."""
    from harness.runs.folder import read_run

    folders = [folder] if (folder / "run.json").is_file() else [one.parent for one in sorted(folder.glob("*/run.json"))]
    if not folders:
        raise ConfigError(f"there is no run in {folder}")
    return {one.name: read_run(one) for one in folders}


if __name__ == "__main__":
    sys.exit(main())
