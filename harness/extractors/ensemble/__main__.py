"""`python -m harness.extractors.ensemble weights`: how far members are to be believed, from runs of theirs."""

import sys
from collections.abc import Sequence
from pathlib import Path

from harness.arguments import read, run
from harness.errors import ConfigError
from harness.extractors.ensemble.weights import Record, Right, Weights, write_weights
from harness.runs.run import Run
from harness.scores.measures import hits

USAGE = """Write down how far the members of an ensemble are to be believed: their precision in scored runs.

  python -m harness.extractors.ensemble weights reports/dev/regex reports/dev/rules to=weights.json

The runs bear the names of the members. Take them from articles that you do not judge the ensemble by, such as the split
`dev` of a corpus. Then: python -m harness extractor=ensemble extractor.how=stacking extractor.weights=weights.json

  to    the file to write; it is replaced"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line says; return 0, or 2 if something is wrong with what it names."""
    return run("harness.extractors.ensemble", USAGE, _answer, arguments)


def _answer(words: Sequence[str]) -> str:
    from harness.runs.folder import read_run

    given = read(words, keys=("to",), is_name=lambda word: "=" not in word or Path(word).is_dir())
    match given.names:
        case ["weights", first, *others]:
            if "to" not in given.keys:
                raise ConfigError("say where the weights go: to=weights.json")
            weights = weights_of([read_run(folder) for folder in (first, *others)])
            write_weights(weights, Path(given.keys["to"]))
            return f"wrote {given.keys['to']}: {', '.join(weights.members)}"
        case _:
            raise ConfigError("say what to do: weights <run folder>... to=<file> (--help tells more)")


def weights_of(runs: Sequence[Run]) -> Weights:
    """Return what runs say of their extractors, by the runs' names. Raises ConfigError if two have one name."""
    members: dict[str, Record] = {}
    for each in runs:
        if each.name in members:
            raise ConfigError(f"two runs are called {each.name}: a member has one record")
        counted = {row.name: row.facts for row in each.rows if row.scope == "type" and row.facts is not None}
        types = {
            kind: Right(strict=hits(facts, "strict"), lenient=hits(facts, "lenient"), found=facts.actual)
            for kind, facts in counted.items()
        }
        members[each.name] = Record(signature=each.signature, types=types)
    return Weights(members=members)


if __name__ == "__main__":
    sys.exit(main())
