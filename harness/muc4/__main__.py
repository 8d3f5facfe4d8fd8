"""`python -m harness.muc4 gold=<key> found=<responses> report=<score reports> [judgements=<jsonl>] [--slots]`."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from harness.arguments import listed_files, read, run
from harness.errors import ConfigError

USAGE = """How far automatic MUC-4 scores lie from the judges', system by system.

  python -m harness.muc4 gold=<key> found=<responses> report=<score reports> [key=value ...]

  found, report      files: a pattern in quotes, or paths with commas between; a system
                     is called after its folder, or its file where a folder has several
  judgements=<jsonl> people's decisions on single fillers, as a third column
  --slots            the slots as well, where judges and rules differ
  --json             one object on standard output instead of tables"""

_KEYS = ("gold", "found", "report", "judgements")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; return 0, or 2 if there is something wrong with what the command line names."""
    return run("harness.muc4", USAGE, _answer, arguments)


def _answer(words: Sequence[str]) -> str:
    read_words = read(words, ("--slots", "--json"), _KEYS)
    flags, given = read_words.options, read_words.keys
    if lacking := [name for name in _KEYS[:3] if not given.get(name)]:
        raise ConfigError(f"name also {', '.join(f'{name}=<path>' for name in lacking)} (--help says more)")
    from harness.formats.muc4_judgements import read_judgements
    from harness.formats.muc4_report import read_report
    from harness.formats.muc4_templates import parse_key, read_response
    from harness.formats.muc4_text import read_text
    from harness.muc4.ranked_files import together
    from harness.muc4.ranking import System, rank
    from harness.muc4.ranking_table import ranking_table, record, slot_table

    files = together(*(listed_files(key, given[key]) for key in ("found", "report")))
    gold = read_text(Path(given["gold"]), "the key")
    key = parse_key(gold.text, gold.file)
    judgements = read_judgements(Path(given["judgements"])) if "judgements" in given else None
    systems = [System(name, read_response(found), read_report(report)) for name, (found, report) in files.items()]
    ranking = rank(key, systems, judgements)
    if "--json" in flags:
        return json.dumps(record(ranking), ensure_ascii=False, allow_nan=False)
    tables = [ranking_table(ranking, judged=judgements is not None)]
    return "\n\n".join([*tables, slot_table(ranking)] if "--slots" in flags else tables)


if __name__ == "__main__":
    sys.exit(main())
