"""`python -m harness.compare reports/A reports/B [out=<folder>]`: compare runs from their folders alone."""

import sys
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from harness.errors import ConfigError, HarnessError
from harness.streams import complain, show

USAGE = """Compare runs from their folders alone, in the terminal and as comparison.html, .md and .csv.

  python -m harness.compare reports/rules reports/spacy [more runs] [out=<folder>] [formats=html,md,csv]

The report goes to the folder that holds the first run, or to `out`. Further formats: json, parquet, tex, junit.xml,
model-index.yaml."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare the runs that the command line names; return 0, or 2 if there is something wrong with them."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if "--help" in words or "-h" in words:
        show(USAGE)
        return 0
    try:
        folders = [Path(word) for word in words if not word.startswith(("out=", "formats="))]
        outs = [Path(word.removeprefix("out=")) for word in words if word.startswith("out=")]
        formats = [word.removeprefix("formats=").split(",") for word in words if word.startswith("formats=")]
        if not folders:
            raise ConfigError("name the folders of the runs to compare: python -m harness.compare reports/A reports/B")
        out = outs[-1] if outs else folders[0].resolve().parent
        compare_folders([run_folder(folder) for folder in folders], out, formats[-1] if formats else None)
    except HarnessError as error:
        complain("harness.compare", str(error))
        return 2
    return 0


def compare_folders(folders: Sequence[Path], out: Path, formats: Sequence[str] | None = None) -> None:
    """Read the runs in `folders`, print them side by side and write the comparison to `out`, in the usual formats."""
    from harness.report.comparison import compare
    from harness.report.terminal import text
    from harness.report.write import USUAL, check_formats, write_comparison
    from harness.runs.folder import read_run

    wanted = check_formats(formats or USUAL)
    comparison = compare([read_run(folder) for folder in folders])
    show(text(comparison))
    for path in write_comparison(comparison, out, wanted)[:1]:
        show(f"comparison: {path}")


def run_folder(folder: Path) -> Path:
    """Return the folder. Raises ConfigError, with the run beside it that was perhaps meant, where there is none."""
    if folder.is_dir():
        return folder
    beside = [path.name for path in folder.parent.iterdir() if path.is_dir()] if folder.parent.is_dir() else []
    close = get_close_matches(folder.name, beside, n=1)
    raise ConfigError(f"there is no run {folder}" + (f"; did you mean {folder.parent / close[0]}?" if close else ""))


if __name__ == "__main__":
    sys.exit(main())
