"""The harness on the same spans: from columns, and from Python objects."""

from collections.abc import Callable

from benchmarks.span_peers import Answer
from benchmarks.span_workloads import Side, SpanWorkload
from harness.spans.columns import Spans
from harness.spans.modes import MODES, mode_counts


def columns(side: Side) -> Spans:
    """A side of the workload as the harness's columns."""
    return Spans(side.document, side.start, side.end, side.label)


def prepare_four_modes(work: SpanWorkload) -> Callable[[], Answer]:
    """All four modes, optimal, per document, from columns."""
    gold, found = columns(work.gold), columns(work.found)

    def run() -> Answer:
        counts = mode_counts(gold, found, work.documents)
        return Answer(modes={mode: counts[:, i] for i, mode in enumerate(MODES)})

    return run
