"""What a run cost, and what went wrong on the way: speed, memory, errors and time-outs of one run."""

from dataclasses import dataclass

from harness.runs.run import Run, Timing


@dataclass(frozen=True, slots=True)
class Effort:
    """Seconds of wall time, articles a second while extracting, and peak MB of the process; None where not measured.

    `errors` and `timeouts` are articles that the extractor failed on, `refused` facts, or parts of facts, that did not
    stand up to checking. `remembered` articles came from the cache; a run with any has no speed.
    """

    start_up: float | None
    seconds: float | None
    articles_a_second: float | None
    peak_mb: float | None
    errors: int
    timeouts: int
    refused: int
    remembered: int = 0


def effort(run: Run) -> Effort:
    """Return what the run's timing and troubles say. Where no time passed, or answers were remembered, no speed."""
    kinds = [trouble.kind for trouble in run.troubles]
    errors, timeouts = kinds.count("error"), kinds.count("timeout")
    timing = run.timing
    return Effort(
        start_up=None if timing is None else timing.start_up,
        seconds=None if timing is None else timing.extract,
        articles_a_second=_speed(timing),
        peak_mb=None if timing is None or timing.peak_mb <= 0 else timing.peak_mb,
        errors=errors,
        timeouts=timeouts,
        refused=len(kinds) - errors - timeouts,
        remembered=0 if timing is None else timing.remembered,
    )


def _speed(timing: Timing | None) -> float | None:
    if timing is None or timing.extract <= 0 or timing.remembered:
        return None
    return timing.articles / timing.extract
