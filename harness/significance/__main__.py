"""`python -m harness.significance`: whether the differences between systems are more than chance."""

import json
import sys
from collections.abc import Callable, Mapping, Sequence
from os.path import isfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.arguments import read, run
from harness.errors import ConfigError
from harness.gold.problems import closest

if TYPE_CHECKING:
    from harness.significance.read import Systems

USAGE = """Compare systems on the same gold: intervals, tests of all pairs, and which cannot be told apart.

  python -m harness.significance reports/rules reports/spacy [more runs] [key=value ...] [--json]
  python -m harness.significance profile=muc4 gold=<file> found=<files> [report=<files>] [key=value ...] [--json]

  <files> are a list with commas, or a pattern in quotes: found='out/*/response'

  row=overall         what is compared: overall, a fact type, a row of the profile (default: all together)
  measure=f1          f1, precision or recall
  reading=lenient     strict, lenient or slot (runs only)
  seed=0              of the random generator
  resamples=9999      of the bootstrap, and shufflings of the randomisation; 99 to 1000000

Further keys are options of the profile."""

KEYS = ("profile", "gold", "found", "report", "row", "measure", "reading", "seed", "resamples")
CHOICES = {"measure": ("f1", "precision", "recall"), "reading": ("lenient", "strict", "slot")}
_FEWEST, _MOST = 99, 1_000_000


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare what the command line names; return 0, or 2 if there is something wrong with it."""
    return run("harness.significance", USAGE, _answer, arguments)


def _answer(words: Sequence[str]) -> str:
    """What is printed. Raises HarnessError."""
    words_given = read(words, ("--json",), is_name=_is_folder)
    folders, given = [Path(name) for name in words_given.names], words_given.keys
    measure = _choice("measure", given.pop("measure", "f1"))
    seed = _number("seed", given.pop("seed", "0"), 0, 2**63 - 1)
    resamples = _number("resamples", given.pop("resamples", "9999"), _FEWEST, _MOST)
    row = given.pop("row", None)
    systems_of = _reader(folders, given)

    from harness.report.figures import several
    from harness.significance.read import whole_row
    from harness.significance.screen import table, to_json
    from harness.statistics.systems import compare_systems
    from harness.version import VERSION

    systems = systems_of()
    row = whole_row(systems) if row is None else row
    standings = compare_systems(systems.by_name, row, measure, seed, resamples)
    parts = {**systems.about, "row": row, "measure": measure, "interval": "bca", "test": "randomisation"}
    parts |= {"resamples": str(resamples), "seed": str(seed), "harness": VERSION}
    signature = "|".join(["significance", *(f"{key}:{value}" for key, value in parts.items())])
    if words_given.options:
        return json.dumps(to_json(standings, signature), ensure_ascii=False, allow_nan=False)
    return table(standings, f"{measure} of {row}, {several(standings.articles, 'article')}", signature, resamples)


def _reader(folders: Sequence[Path], given: Mapping[str, str]) -> "Callable[[], Systems]":
    """What reads the systems: runs where folders are named, else files. Raises ConfigError where neither is whole."""
    from harness.significance.read import read_files, read_runs

    keys = dict(given)
    _check_keys(keys)
    if keys.keys() & {"profile", "gold", "found"}:
        if folders:
            raise ConfigError(f"either folders of runs or profile= with gold= and found=, not both: {folders[0]}")
        if missing := [key for key in ("profile", "gold", "found") if not keys.get(key)]:
            raise ConfigError(f"{missing[0]}= is missing: profile=<name> gold=<file> found=<files>")
        profile, gold, found = (keys.pop(key) for key in ("profile", "gold", "found"))
        report = keys.pop("report", None)
        return lambda: read_files(profile, Path(gold), found, report, keys)
    reading = _choice("reading", keys.pop("reading", "lenient"))
    if "report" in keys:
        raise ConfigError("report= goes with profile=, gold= and found=: runs have their own")
    if len(folders) < 2:
        raise ConfigError("name the folders of at least two runs: python -m harness.significance reports/A reports/B")
    return lambda: read_runs(folders, reading)


def _check_keys(given: Mapping[str, str]) -> None:
    """Raise ConfigError with every key that neither the command has nor the profile that is named, if it is one."""
    if set(KEYS).issuperset(given):
        return
    # Imported here: most command lines need no profile to be known.
    from harness.scoring.choose import PROFILES, choose_profile

    profile = given.get("profile", "")
    known = (*KEYS, *(choose_profile(profile).Options.model_fields if profile in PROFILES else ()))
    wrong = [f"there is no key {key!r}{closest(key, known)}" for key in given if key not in known]
    if wrong and (profile in PROFILES or "profile" not in given):
        raise ConfigError("; ".join(wrong))


def _is_folder(word: str) -> bool:
    """Whether a word names a run: whatever sets nothing, and a folder whose name has a `=`."""
    return not word.startswith("-") and ("=" not in word or isfile(f"{word}/run.json"))  # noqa: PTH113 - fails on no word


def _choice(key: str, value: str) -> Any:  # noqa: ANN401 - one of the literals of CHOICES[key]
    if value not in CHOICES[key]:
        raise ConfigError(f"{key} is one of {', '.join(CHOICES[key])}, not {value!r}{closest(value, CHOICES[key])}")
    return value


def _number(key: str, value: str, least: int, most: int) -> int:
    if not (value.isascii() and value.isdigit()) or not least <= int(value[:20]) <= most:
        raise ConfigError(f"{key} is a whole number from {least} to {most}, not {value!r}")
    return int(value)


if __name__ == "__main__":
    sys.exit(main())
