"""A run before the gate: what can be refused before it begins, its intervals, the baseline that it is measured from."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from os.path import isdir
from pathlib import Path

from harness.beside import runs_there
from harness.corpora.corpus import Corpus
from harness.corpora.shared import common_articles
from harness.errors import ConfigError
from harness.gates.drop import drops
from harness.gates.gate import Breach, Gate, breaches, check_support
from harness.kinds.choose import with_kinds
from harness.matching.match import match
from harness.runs.folder import read_run
from harness.runs.run import Run
from harness.scores.counts import count_outcomes
from harness.scores.intervals import with_intervals

BASELINES = Path("baselines")
"""Where baselines lie unless another folder is named; relative to the working directory."""


def read_baseline(gate: Gate, folder_of_run: Path, allow: Sequence[str] = ()) -> Run | None:
    """Return the run that the gate measures drops of the run in `folder_of_run` from; None where it asks for no drop.

    What the baseline found is matched anew: another version of the harness may have scored it by other rules. `allow`
    names the packages that may hold the classes of the schema's own slot kinds. Raises ConfigError where there is none,
    or one that cannot be read or matched.
    """
    if not gate.compares and gate.baseline is None:
        return None
    folder = BASELINES / folder_of_run.name if gate.baseline is None else Path(gate.baseline)
    if folder.resolve() == folder_of_run.resolve():
        raise ConfigError(
            f"{folder} cannot be its own baseline: every run would replace it, and small losses add up unseen; "
            f"keep one with `python -m harness.baseline bless {folder}`"
        )
    if not isdir(folder):  # noqa: PTH112 - fails on no name
        whose = "gate.max_drop needs a baseline, and" if gate.baseline is None else f"gate.baseline={gate.baseline}:"
        own = "" if gate.baseline is None else f" as={folder}"
        raise ConfigError(
            f"{whose} there is no folder {folder}{runs_there(BASELINES, folder.name)}: make one of a good run with "
            f"`python -m harness.baseline bless {folder_of_run}{own}`, or name another (gate.baseline=...)"
        )
    if not gate.compares:
        return None
    run = read_run(folder)
    corpus = run.corpus
    schema = with_kinds(corpus.schema, allow)
    matching = match(corpus.gold, run.found, schema, {one.id: one.published for one in corpus.articles})
    return replace(run, outcomes=matching.outcomes, confusions=matching.confusions)


def check_gate(gate: Gate, corpus: Corpus, baseline: Run | None) -> None:
    """Make sure, before an extractor runs on `corpus`, that the gate will have something to judge.

    Raises ConfigError where gold has nothing of what it asks for, or is not the baseline's.
    """
    if gate.asks:
        counted = Counter(one.fact.type for facts in corpus.gold.values() for one in facts if not one.optional)
        check_support(gate, {"": counted.total(), **counted})
    if baseline is not None:
        common_articles(baseline.corpus, corpus, gate.shared, "gate.shared")


def judge(gate: Gate, run: Run, baseline: Run | None, seed: int = 0) -> tuple[Breach, ...]:
    """Return every limit that `run` does not keep; intervals are drawn with `seed`.

    Raises ConfigError where the extractor failed on every article, whatever the gate asks for, and where the gate
    cannot be judged: see `breaches`, and gold that is not the baseline's.
    """
    failed = {trouble.article: trouble for trouble in run.troubles if trouble.kind in ("error", "timeout")}
    if failed and all(one.id in failed and not run.found[one.id] for one in run.corpus.articles):
        raise ConfigError(
            f"{run.name} is a broken run: the extractor failed on every article, "
            f"the first time with {next(iter(failed.values())).message}"
        )
    if not gate.asks:
        return ()
    rows = run.rows
    if gate.on == "lower":
        articles = [article.id for article in run.corpus.articles]
        counts = count_outcomes(run.outcomes, run.corpus.schema, articles)
        rows = with_intervals(rows, counts, seed, settled=True)
    fallen = None if baseline is None else drops(baseline, run, gate.reading, gate.shared, seed)
    return breaches(gate, rows, len(run.troubles), fallen)
