"""`python -m harness.compare reports/A reports/B [out=<folder>]`: compare runs from their folders alone."""

import sys
from collections.abc import Sequence
from pathlib import Path

from harness.arguments import read, run
from harness.beside import beside, runs_near
from harness.errors import ConfigError

USAGE = """Compare runs from their folders alone, in the terminal and as comparison.html, .md and .csv.

  python -m harness.compare reports/rules reports/spacy [more runs] [out=<folder>] [formats=html,md,csv]

The report goes to the folder that holds the first run, or to `out`. Further formats: json, parquet, tex, junit.xml,
model-index.yaml."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare the runs that the command line names; return 0, or 2 if there is something wrong with them."""
    return run("harness.compare", USAGE, _answer, arguments)


def _answer(words: Sequence[str]) -> str:
    given = read(words, keys=("out", "formats"), is_name=lambda word: "=" not in word or Path(word).is_dir())
    folders = [run_folder(Path(name)) for name in given.names]
    if not folders:
        raise ConfigError("name the folders of the runs to compare: python -m harness.compare reports/A reports/B")
    out = Path(given.keys["out"]) if "out" in given.keys else folders[0].resolve().parent
    return compare_folders(folders, out, given.keys["formats"].split(",") if "formats" in given.keys else None)


def compare_folders(folders: Sequence[Path], out: Path, formats: Sequence[str] | None = None) -> str:
    """Read the runs in `folders`, write their comparison to `out`, and return it as the terminal shows it."""
    from harness.report.comparison import compare
    from harness.report.terminal import text
    from harness.report.write import USUAL, check_formats, write_comparison
    from harness.runs.folder import read_run

    wanted = check_formats(formats or USUAL)
    comparison = compare([read_run(folder) for folder in folders])
    first, *_ = write_comparison(comparison, out, wanted)
    return f"{text(comparison)}\ncomparison: {first}"


def run_folder(folder: Path) -> Path:
    """Return the folder. Raises ConfigError, with the run beside it that was perhaps meant, where there is none."""
    if folder.is_dir():
        return folder
    raise ConfigError(f"there is no run {folder}{beside(folder, '*/') or runs_near(folder)}")


if __name__ == "__main__":
    sys.exit(main())
