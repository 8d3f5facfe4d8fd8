"""What came of the checks, as a command prints it."""

from collections.abc import Iterable, Iterator

from harness.conformance.conform import Verdict
from harness.report.visible import one_line


def told(verdicts: Iterable[Verdict]) -> tuple[str, int]:
    """Return a line a check, below it what it complains of, and the number that hold; and 1 if any fails, else 0."""
    every = list(verdicts)
    failed = sum(bool(verdict.complaints) for verdict in every)
    lines = [line for verdict in every for line in _lines(verdict)]
    return "\n".join([*lines, f"{len(every) - failed} of {len(every)} checks hold"]), min(failed, 1)


def _lines(verdict: Verdict) -> Iterator[str]:
    state = "FAILS" if verdict.complaints else "holds"
    yield f"{verdict.check.name:<8}{state}  {verdict.seconds:6.1f} s  {verdict.check.asks}"
    for complaint in verdict.complaints:
        yield f"        {one_line(complaint)}"
