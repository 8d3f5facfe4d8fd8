"""`python -m harness.changes reports/before reports/after`: what became better, worse, new or lost between two runs."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.arguments import read, run
from harness.compare import run_folder
from harness.errors import ConfigError

if TYPE_CHECKING:
    from harness.report.changes import Changes
    from harness.report.outcome import FactOutcome

USAGE = """Set one run against an earlier one on the same gold, fact by fact, with a test of the difference.

  python -m harness.changes reports/before reports/after [shared=true] [--json]

  shared=true   compare runs on different gold by the articles whose text and gold both share"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Say what changed between the runs that the command line names; return 0, or 2 if something is wrong with them."""
    return run("harness.changes", USAGE, _answer, arguments)


def _answer(words: Sequence[str]) -> str:
    given = read(words, ("--json",), ("shared",), is_name=lambda word: "=" not in word or Path(word).is_dir())
    if len(given.names) != 2:
        raise ConfigError(
            "name two runs, the earlier one first: python -m harness.changes reports/before reports/after"
        )
    if given.keys.get("shared", "false") not in ("true", "false"):
        raise ConfigError(f"shared is true or false, not {given.keys['shared']!r}")
    before, after = (run_folder(Path(folder)) for folder in given.names)
    from harness.report.changes import changes
    from harness.report.changes_text import text
    from harness.runs.folder import read_run

    found = changes(read_run(before), read_run(after), shared=given.keys.get("shared") == "true")
    if given.options:
        return json.dumps(_plain(found), indent=2, ensure_ascii=True)
    names = (before.resolve().name, after.resolve().name)
    return text(found, names if names[0] != names[1] else (str(before), str(after)))


def _plain(found: "Changes") -> dict[str, Any]:
    """The same as JSON: the numbers, every gold fact with its direction, and the false alarms that came and went."""
    return {
        "before": found.before.signature,
        "after": found.after.signature,
        "articles": list(found.articles),
        "left_out": list(found.left_out),
        "optional": found.optional,
        "lenient_precision": [found.score_before.precision, found.score_after.precision],
        "lenient_recall": [found.score_before.recall, found.score_after.recall],
        "lenient_f1": [found.score_before.f1, found.score_after.f1],
        "difference": found.difference,
        "difference_interval": found.difference_interval,
        "p": found.p,
        "reason": found.reason,
        "facts": [
            {
                **{"article": one.after.article, "gold": one.after.gold, "type": one.after.type},
                **{"direction": one.direction, "before": one.before.outcome, "after": one.after.outcome},
            }
            for one in found.facts
        ],
        "newly_spurious": [_spurious(fact) for fact in found.newly_spurious],
        "no_longer_spurious": [_spurious(fact) for fact in found.no_longer_spurious],
    }


def _spurious(fact: "FactOutcome") -> dict[str, str | int]:
    return {"article": fact.article, "type": fact.type, "found": fact.found}


if __name__ == "__main__":
    sys.exit(main())
