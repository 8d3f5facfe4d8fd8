"""The harness on the same spans: from columns, and from Python objects."""

from collections.abc import Callable

from benchmarks.span_peers import Answer
from benchmarks.span_workloads import LABELS, Side, SpanWorkload
from harness.spans.columns import Spans
from harness.spans.corpus import LabelledSpan, span_corpus
from harness.spans.modes import MODES, mode_counts
from harness.spans.multiset import multiset_counts


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


def prepare_exact(work: SpanWorkload) -> Callable[[], Answer]:
    """Exact typed spans as multisets, per document and label, from columns."""
    gold, found = columns(work.gold), columns(work.found)

    def run() -> Answer:
        counts = multiset_counts(gold, found, work.documents, len(LABELS))
        correct, false, missed = counts.sum(axis=(0, 1)).tolist()
        return Answer(correct=correct, precision=correct / (correct + false), recall=correct / (correct + missed))

    return run


def prepare_objects(work: SpanWorkload) -> Callable[[], Answer]:
    """All four modes, from one named tuple a span, in lists by document."""
    gold, found = _named(work.gold, work.documents), _named(work.found, work.documents)

    def run() -> Answer:
        corpus = span_corpus(gold, found)
        counts = mode_counts(corpus.gold, corpus.found, len(corpus.documents))
        return Answer(modes={mode: counts[:, i] for i, mode in enumerate(MODES)})

    return run


def _named(side: Side, documents: int) -> dict[str, list[LabelledSpan]]:
    lists: list[list[LabelledSpan]] = [[] for _ in range(documents)]
    rows = zip(side.document.tolist(), side.start.tolist(), side.end.tolist(), side.label.tolist(), strict=True)
    for document, start, end, label in rows:
        lists[document].append(LabelledSpan(start, end, LABELS[label]))
    return {f"{document:06}": spans for document, spans in enumerate(lists)}
