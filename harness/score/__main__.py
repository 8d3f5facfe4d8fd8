"""`python -m harness.score profile=<name> gold=<path> [found=<path>] [key=value ...] [--json]`."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from harness.arguments import read, run
from harness.errors import ConfigError
from harness.scoring.choose import PROFILES, choose_profile, described, read_options

USAGE = """Score what was found against gold, by the measures of one profile.

  python -m harness.score profile=<name> gold=<path> [found=<path>] [key=value ...] [--json]
  python -m harness.score profile=<name> --help         the profile's own keys

  --json   one object on standard output: {"signature": ..., "rows": {<row>: {...}}}

Profiles"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Score as the command line says; return 0, or 2 if there is something wrong with what it names."""
    return run("harness.score", _help, _answer, arguments)


def _answer(words: Sequence[str]) -> str:
    given = read(words, ("--json",))
    name = given.keys.pop("profile", "facts")
    profile = choose_profile(name)
    gold, found = given.keys.pop("gold", ""), given.keys.pop("found", None)
    options = read_options(name, given.keys)
    if not gold:
        raise ConfigError("name the gold: gold=<path>")
    score = profile.score_files(Path(gold), None if found is None else Path(found), options)
    if given.options:
        return json.dumps({"signature": score.signature, "rows": score.rows}, ensure_ascii=False, allow_nan=False)
    return score.table()


def _help(words: Sequence[str]) -> str:
    profiles = [word for word in words if word.startswith("profile=")]
    if not profiles:
        lines = [f"  {name.ljust(14)} {about.of} ({about.cites})" for name, about in PROFILES.items()]
        return "\n".join([USAGE, *lines])
    name = profiles[-1].partition("=")[2]
    own = described(name)
    about = PROFILES[name]
    return f"{name}: {about.of} ({about.cites})\n\nKeys, with their defaults\n{own}"


if __name__ == "__main__":
    sys.exit(main())
