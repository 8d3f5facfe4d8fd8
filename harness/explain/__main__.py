"""`python -m harness.explain run=<folder> fact=<gold id> [article=<id>] [--json]`."""

import json
import sys
from collections.abc import Sequence

from harness.errors import ConfigError, HarnessError
from harness.gold.problems import closest
from harness.streams import complain, show

USAGE = """Show one gold fact of a run, the found facts that came into question for it, slot by slot, and why the
pairing chose as it did.

  python -m harness.explain run=<folder> fact=<gold id> [article=<id>] [--json]

Found facts are counted from 0 within their article, as in found.jsonl and outcomes.parquet."""

_KEYS = ("run", "fact", "article")


def main(arguments: Sequence[str] | None = None) -> int:
    """Explain the fact that the command line names; return 0, or 2 if there is something wrong with it."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if "--help" in words or "-h" in words:
        show(USAGE)
        return 0
    try:
        given = _given([word for word in words if word != "--json"])
        for key in _KEYS[:2]:
            if not given.get(key):
                raise ConfigError(f"name the {key}: python -m harness.explain run=<folder> fact=<gold id>")
        # Imported here: --help must not wait for pandas and the like.
        from harness.explain.explanation import explain
        from harness.explain.text import explained, explained_json
        from harness.runs.folder import read_run

        explanation = explain(read_run(given["run"]), given["fact"], given.get("article"))
        as_json = "--json" in words
        show(
            json.dumps(explained_json(explanation), ensure_ascii=False, allow_nan=False)
            if as_json
            else explained(explanation).rstrip("\n")
        )
    except HarnessError as error:
        complain("harness.explain", str(error))
        return 2
    return 0


def _given(words: Sequence[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for word in words:
        key, equals, value = word.partition("=")
        if key not in _KEYS or not equals:
            raise ConfigError(f"{word!r} is not understood{closest(key, _KEYS)} (--help says more)")
        given[key] = value
    return given


if __name__ == "__main__":
    sys.exit(main())
