"""`python -m benchmarks.scoring [quick=1] [path=<folder for the million facts>] [out=<folder>]`.

Measures every scorer on one core, holds their answers against the truth, and writes `RESULTS.md` and `spans.svg` into
`out` (this folder). Exit status 1 if an answer is not as it should be; a missed target is told, and no failure.
"""

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.one_core import pin_to_one_core

USAGE = "python -m benchmarks.scoring [quick=1] [path=<folder>] [out=<folder>]"


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line may say."""

    quick: bool
    path: Path
    out: Path


def read_options(arguments: Sequence[str]) -> Options:
    """The options among `key=value` arguments. Raises ValueError where one is not understood."""
    given = dict(argument.partition("=")[::2] for argument in arguments)
    strange = sorted(set(given) - {"quick", "path", "out"})
    if strange or given.get("quick", "0") not in ("0", "1"):
        raise ValueError(f"not understood: {', '.join(strange) or 'quick is 0 or 1'}; use {USAGE}")
    return Options(
        given.get("quick") == "1",
        Path(given.get("path") or Path(tempfile.gettempdir()) / "fact-harness-benchmarks"),
        Path(given.get("out") or Path(__file__).parent),
    )


def main(arguments: Sequence[str]) -> int:
    """Run everything."""
    try:
        options = read_options(arguments)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    pin_to_one_core()
    from benchmarks.everything import run_everything

    def say(what: str) -> None:
        sys.stderr.write(f"{what}\n")

    page, picture, failed = run_everything(options.path, say, quick=options.quick)
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "RESULTS.md").write_text(page, encoding="utf-8")
    (options.out / "spans.svg").write_text(picture, encoding="utf-8")
    sys.stdout.write(page)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
