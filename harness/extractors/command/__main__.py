"""`python -m harness.extractors.command check -- <program>`: whether it keeps to the protocol, and what it bears."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.arguments import Given, above_zero, read, run
from harness.errors import ConfigError
from harness.shipped import shipped_folder

if TYPE_CHECKING:
    from harness.conformance.conform import Verdict

USAGE = """Try a program that is to be an extractor.

  python -m harness.extractors.command check [batch=100] [seeds=<folder>] [gold=<folder>] [seconds=60]
                                             -- ./my-extractor --and its arguments
      First whether it keeps to the protocol (docs/command.md), then what every extractor is asked: the same facts
      whatever the order and the number of articles, and articles that nobody would write.

  batch      for a program that reads all its input before it writes: how many articles it is given at once
  seeds      a folder of articles; without it, the shipped ones
  gold       a folder of gold for them, and of the schema; the program never sees it
  seconds    what one check may take

The exit status is 1 if any check fails, 2 if there is no such program."""

KEYS = ("batch", "seeds", "gold", "seconds")
UNTRIED = ("memory",)
"""The check of every extractor that says nothing here: it watches the harness's memory, not the program's."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return 0, 1 if a check fails, or 2 if something is wrong with what it names."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    ours, program = (words, []) if "--" not in words else (words[: words.index("--")], words[words.index("--") + 1 :])
    return run("harness.extractors.command", USAGE, lambda own: _answer(own, program), ours)


def _answer(words: Sequence[str], program: Sequence[str]) -> tuple[str, int]:
    given = read(words, keys=KEYS, is_name=lambda word: "=" not in word)
    if given.names != ("check",) or not program:
        raise ConfigError("say what to try: check -- ./my-extractor (--help tells more)")
    from harness.conformance.told import told

    return told(_verdicts(given, program))


def _verdicts(given: Given, program: Sequence[str]) -> Iterator["Verdict"]:
    from harness.conformance.checks import CHECKS
    from harness.conformance.conform import Trial, conform
    from harness.corpora.load import load_corpus
    from harness.extractors.command.checks import Partner, converse
    from harness.extractors.command.extractor import CommandExtractor

    keys = given.keys
    seeds, gold = (Path(keys.get(name) or shipped_folder() / name) for name in ("seeds", "gold"))
    seconds, batch = above_zero(keys, "seconds", 60), int(above_zero(keys, "batch", 0)) if "batch" in keys else 0
    corpus = load_corpus(seeds, gold)
    options: dict[str, Any] = {
        "argv": list(program),
        "batch": batch,
        "seconds": seconds,
        "schema": str(gold / "schema.yaml"),
    }
    command = CommandExtractor(**options).command
    ours = list(converse(Partner(command, corpus.articles, seconds, batch > 0)))
    yield from ours
    if ours[0].complaints:
        return
    config = {"_target_": f"{CommandExtractor.__module__}.{CommandExtractor.__name__}", **options}
    trial = Trial(config, (), corpus.articles, corpus.schema, 1, seconds)
    yield from conform(trial, [check for check in CHECKS if check.name not in UNTRIED])


if __name__ == "__main__":
    sys.exit(main())
