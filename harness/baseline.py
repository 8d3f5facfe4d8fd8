"""`python -m harness.baseline bless|show`: keep a run as the baseline that later ones may not fall behind."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from harness.arguments import read, run
from harness.errors import ConfigError

if TYPE_CHECKING:
    from harness.runs.run import Run

USAGE = """Keep a run as the baseline that `gate.max_drop` measures from.

  python -m harness.baseline bless reports/rules [as=baselines/rules] [force=true]
  python -m harness.baseline show [baselines]

  as           the baseline's folder, to be committed; without it baselines/<name of the run's folder>
  force=true   bless a run although something went wrong in it

A baseline holds the articles and the gold that it was scored on: commit it only where these may be."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return 0, or 2 if something is wrong with what it names."""
    return run("harness.baseline", USAGE, _answer, arguments)


def _answer(words: Sequence[str]) -> str:
    given = read(words, keys=("as", "force"), is_name=lambda word: "=" not in word or Path(word).is_dir())
    match given.names:
        case ["bless", folder]:
            return _bless(Path(folder), given.keys)
        case ["show"]:
            return _shown(Path("baselines"))
        case ["show", folder]:
            return _shown(Path(folder))
        case _:
            raise ConfigError("say what to do: bless <run> or show (--help tells more)")


def _bless(folder: Path, given: Mapping[str, str]) -> str:
    from harness.compare import run_folder
    from harness.gates.baseline import bless

    if given.get("force", "true") not in ("true", "false"):
        raise ConfigError(f"force is true or false, not {given['force']!r}")
    baseline = Path(given.get("as") or Path("baselines") / folder.resolve().name)
    blessed = bless(run_folder(folder), baseline, given.get("force") == "true")
    return _line(baseline, blessed)


def _shown(folder: Path) -> str:
    """Every baseline in a folder, or the one that it is: name, F1 and signature."""
    from harness.runs.folder import read_run

    own = [folder] if (folder / "run.json").is_file() else sorted(path.parent for path in folder.glob("*/run.json"))
    if not own:
        raise ConfigError(f"there is no baseline in {folder}: python -m harness.baseline bless reports/<run>")
    return "\n".join(_line(one, read_run(one)) for one in own)


def _line(folder: Path, kept: "Run") -> str:
    from harness.report.figures import ratio

    overall = next((row for row in kept.rows if row.scope == "overall"), None)
    readings = (None, None) if overall is None else (overall.lenient, overall.strict)
    lenient, strict = (ratio(None if ratios is None else ratios.f1) for ratios in readings)
    return f"{folder}: lenient F1 {lenient}, strict F1 {strict}\n  {kept.signature}"


if __name__ == "__main__":
    sys.exit(main())
