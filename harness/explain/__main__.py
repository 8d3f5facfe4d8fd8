"""`python -m harness.explain run=<folder> fact=<gold id> [article=<id>] [--json]`."""

import json
import sys
from collections.abc import Sequence

from harness.arguments import listed, read, run
from harness.errors import ConfigError

USAGE = """Show one gold fact of a run, the found facts that came into question for it, slot by slot, and why the
pairing chose as it did.

  python -m harness.explain run=<folder> fact=<gold id> [article=<id>] [allow=<package>,...] [--json]

Found facts are counted from 0 within their article, as in found.jsonl and outcomes.parquet. `allow` names packages
whose classes compare the schema's own slot kinds: their code will be run."""

_KEYS = ("run", "fact", "article", "allow")


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

    allow = listed(given.keys.get("allow", ""))
    explanation = explain(read_run(given.keys["run"]), given.keys["fact"], given.keys.get("article"), allow)
    if given.options:
        return json.dumps(explained_json(explanation), ensure_ascii=False, allow_nan=False)
    return explained(explanation)


if __name__ == "__main__":
    sys.exit(main())
