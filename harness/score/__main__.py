"""`python -m harness.score profile=<name> gold=<path> [found=<path>] [key=value ...] [--json]`."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from harness.errors import ConfigError, HarnessError
from harness.scoring.choose import PROFILES, choose_profile, described, read_options
from harness.streams import complain, show

USAGE = """Score what was found against gold, by the measures of one profile.

  python -m harness.score profile=<name> gold=<path> [found=<path>] [key=value ...] [--json]
  python -m harness.score profile=<name> --help         the profile's own keys

  --json   one object on standard output: {"signature": ..., "rows": {<row>: {...}}}

Profiles"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Score as the command line says; return 0, or 2 if there is something wrong with what it names."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if "--help" in words or "-h" in words:
            show(_help([word for word in words if word.startswith("profile=")]))
            return 0
        options = [word for word in words if word.startswith("-")]
        if strange := [word for word in options if word != "--json"]:
            raise ConfigError(f"there is no option {strange[0]} (--help lists them)")
        given = _given([word for word in words if not word.startswith("-")])
        name = given.pop("profile", "facts")
        profile = choose_profile(name)
        gold, found = given.pop("gold", ""), given.pop("found", None)
        read = read_options(name, given)
        if not gold:
            raise ConfigError("name the gold: gold=<path>")
        score = profile.score_files(Path(gold), None if found is None else Path(found), read)
        if options:
            show(json.dumps({"signature": score.signature, "rows": score.rows}, ensure_ascii=False, allow_nan=False))
        else:
            show(score.table().rstrip("\n"))
    except HarnessError as error:
        complain("harness.score", str(error))
        return 2
    return 0


def _given(words: Sequence[str]) -> dict[str, str]:
    """Keys and values. Raises ConfigError for words that set nothing, and for keys that are set twice."""
    given: dict[str, str] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals or not key:
            raise ConfigError(f"{word!r} sets nothing: write key=value, such as gold=<path> (--help says more)")
        if key in given:
            raise ConfigError(f"{key} is given twice")
        given[key] = value
    return given


def _help(profiles: Sequence[str]) -> str:
    if not profiles:
        lines = [f"  {name.ljust(14)} {about.of} ({about.cites})" for name, about in PROFILES.items()]
        return "\n".join([USAGE, *lines])
    name = profiles[-1].partition("=")[2]
    own = described(name)
    about = PROFILES[name]
    return f"{name}: {about.of} ({about.cites})\n\nKeys, with their defaults\n{own}"


if __name__ == "__main__":
    sys.exit(main())
