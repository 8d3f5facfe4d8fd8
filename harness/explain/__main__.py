"""`python -m harness.explain run=<folder> fact=<gold id> [article=<id>] [--json]`."""

import json
import sys
from collections.abc import Sequence

from harness.arguments import read, run
from harness.errors import ConfigError

USAGE = """Show one gold fact of a run, the found facts that came into question for it, slot by slot, and why the
pairing chose as it did.

  python -m harness.explain run=<folder> fact=<gold id> [article=<id>] [--json]

Found facts are counted from 0 within their article, as in found.jsonl and outcomes.parquet."""

_KEYS = ("run", "fact", "article")


def main(arguments: Sequence[str] | None = None) -> int:
    """Explain the fact that the command line names; return 0, or 2 if there is something wrong with it."""
    return run("harness.explain", USAGE, _answer, arguments)


def _answer(words: Sequence[str]) -> str:
    given = read(words, ("--json",), _KEYS)
    for key in _KEYS[:2]:
        if not given.keys.get(key):
            raise ConfigError(f"name the {key}: python -m harness.explain run=<folder> fact=<gold id>")
    # Imported here: --help must not wait for pandas and the like.
    from harness.explain.explanation import explain
    from harness.explain.text import explained, explained_json
    from harness.runs.folder import read_run

    explanation = explain(read_run(given.keys["run"]), given.keys["fact"], given.keys.get("article"))
    if given.options:
        return json.dumps(explained_json(explanation), ensure_ascii=False, allow_nan=False)
    return explained(explanation)


if __name__ == "__main__":
    sys.exit(main())
