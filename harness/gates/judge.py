"""A run before the gate: its own intervals, and the baseline that it is measured from."""

from pathlib import Path

from harness.errors import ConfigError
from harness.gates.drop import drops
from harness.gates.gate import Breach, Gate, breaches
from harness.runs.folder import read_run
from harness.runs.run import Run
from harness.scores.counts import count_outcomes
from harness.scores.intervals import with_intervals

BASELINES = Path("baselines")
"""Where baselines lie unless another folder is named; relative to the working directory."""


def read_baseline(gate: Gate, name: str) -> Run | None:
    """Return the run that the gate measures drops of the run `name` from; None where it asks for no drop.

    Raises ConfigError where there is none, or one that cannot be read.
    """
    if not gate.compares:
        return None
    folder = BASELINES / name if gate.baseline is None else Path(gate.baseline)
    if not folder.is_dir():
        raise ConfigError(
            f"gate.max_drop needs a baseline, and there is no folder {folder}: make one of a good run with "
            f"`python -m harness.baseline bless reports/{name}`, or name it (gate.baseline=...)"
        )
    return read_run(folder)


def judge(gate: Gate, run: Run, baseline: Run | None, seed: int = 0) -> tuple[Breach, ...]:
    """Return every limit that `run` does not keep; intervals are drawn with `seed`.

    Raises ConfigError where the gate cannot be judged: see `breaches`, and gold that is not the baseline's.
    """
    rows = run.rows
    if gate.on == "lower":
        articles = [article.id for article in run.corpus.articles]
        counts = count_outcomes(run.outcomes, run.corpus.schema, articles)
        rows = with_intervals(rows, counts, seed, settled=True)
    fallen = None if baseline is None else drops(baseline, run, gate.reading, gate.shared, seed)
    return breaches(gate, rows, len(run.troubles), fallen)
