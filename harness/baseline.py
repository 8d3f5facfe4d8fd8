"""`python -m harness.baseline bless|show`: keep a run as the baseline that later ones may not fall behind."""

import sys
from collections.abc import Sequence
from pathlib import Path

from harness.errors import ConfigError, HarnessError
from harness.streams import complain, show

USAGE = """Keep a run as the baseline that `gate.max_drop` measures from.

  python -m harness.baseline bless reports/rules [as=baselines/rules] [force=true]
  python -m harness.baseline show [baselines]

  as           the baseline's folder, to be committed; without it baselines/<name of the run's folder>
  force=true   bless a run although something went wrong in it"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return 0, or 2 if something is wrong with what it names."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if "--help" in words or "-h" in words:
        show(USAGE)
        return 0
    try:
        match words:
            case ["bless", run, *options]:
                show(_bless(Path(run), options))
            case ["show"]:
                show(_shown(Path("baselines")))
            case ["show", folder]:
                show(_shown(Path(folder)))
            case _:
                raise ConfigError("say what to do: bless <run> or show (--help tells more)")
    except HarnessError as error:
        complain("harness.baseline", str(error))
        return 2
    return 0


def _bless(run: Path, options: Sequence[str]) -> str:
    from harness.compare import run_folder
    from harness.gates.baseline import bless

    given = dict(option.split("=", 1) for option in options if "=" in option)
    if len(given) < len(options) or given.keys() - {"as", "force"} or given.get("force", "true") not in _TRUTH:
        raise ConfigError(f"there is as=<folder> and force=true, not {' '.join(options)}")
    folder = Path(given.get("as") or Path("baselines") / run.resolve().name)
    blessed = bless(run_folder(run), folder, given.get("force") == "true")
    return f"baseline: {folder}\n{blessed.signature}"


_TRUTH = ("true", "false")


def _shown(folder: Path) -> str:
    """Every baseline in a folder, or the one that it is: name, F1 and signature."""
    from harness.report.figures import ratio
    from harness.runs.folder import read_run

    own = [folder] if (folder / "run.json").is_file() else sorted(path.parent for path in folder.glob("*/run.json"))
    if not own:
        raise ConfigError(f"there is no baseline in {folder}: python -m harness.baseline bless reports/<run>")
    lines = []
    for one in own:
        run = read_run(one)
        overall = next((row for row in run.rows if row.scope == "overall"), None)
        readings = (None, None) if overall is None else (overall.lenient, overall.strict)
        lenient, strict = (ratio(None if ratios is None else ratios.f1) for ratios in readings)
        lines += [f"{one}: lenient F1 {lenient}, strict F1 {strict}", f"  {run.signature}"]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
