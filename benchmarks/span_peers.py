"""The span scorers of others, each fed with what it takes, made beforehand; only its own scoring is timed.

Every `prepare_*` gives a function that scores the workload and returns an `Answer`, or raises CannotScore where the
scorer has no way to read such a workload. The imports stand inside: each scorer is an optional extra.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.bounds import MODES
from benchmarks.span_workloads import LABELS, Side, SpanWorkload

Ints = NDArray[np.int64]


class CannotScore(Exception):
    """Why a scorer cannot score a workload at all."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a scorer says, in the form that the checks compare: what it does not compute is None.

    `correct` is the number of exact, typed matches; `precision` and `recall` are of these; `modes` holds COR, INC, PAR,
    MIS, SPU per document, shape (documents, 5), by mode; `paired` the largest number of overlapping pairs.
    """

    correct: int | None = None
    precision: float | None = None
    recall: float | None = None
    modes: Mapping[str, Ints] | None = None
    paired: int | None = None


def prepare_nervaluate(work: SpanWorkload) -> Callable[[], Answer]:
    """nervaluate, all four modes. It always scores each tag by itself too, which its users cannot turn off."""
    from nervaluate import Evaluator  # type: ignore[import-untyped]

    gold, found = _dicts(work.gold, work.documents), _dicts(work.found, work.documents)

    def run() -> Answer:
        results = Evaluator(gold, found, tags=list(LABELS), loader="dict").evaluate()
        return Answer(modes={mode: _per_document(results["overall_indices"][mode], work.documents) for mode in MODES})

    return run


def _dicts(side: Side, documents: int) -> list[list[dict[str, Any]]]:
    """Nervaluate's dicts; its end is inclusive."""
    lists: list[list[dict[str, Any]]] = [[] for _ in range(documents)]
    rows = zip(side.document.tolist(), side.start.tolist(), side.end.tolist(), side.label.tolist(), strict=True)
    for document, start, end, label in rows:
        lists[document].append({"label": LABELS[label], "start": start, "end": end - 1})
    return lists


def _per_document(indices: Any, documents: int) -> Ints:  # noqa: ANN401 - nervaluate's EvaluationIndices is untyped
    """COR, INC, PAR, MIS, SPU of each document."""
    lists = (
        indices.correct_indices,
        indices.incorrect_indices,
        indices.partial_indices,
        indices.missed_indices,
        indices.spurious_indices,
    )
    return np.stack([np.bincount([at for at, _ in one] or [], minlength=documents) for one in lists], axis=1)


def prepare_seqeval(work: SpanWorkload) -> Callable[[], Answer]:
    """Seqeval in strict mode, from IOB2 tags."""
    if work.kind == "overlapping":
        raise CannotScore("one tag a token cannot hold spans that overlap")
    from seqeval.metrics.v1 import precision_recall_fscore_support  # type: ignore[import-untyped]
    from seqeval.scheme import IOB2  # type: ignore[import-untyped]

    gold, found = _tags(work.gold, work), _tags(work.found, work)

    def run() -> Answer:
        scores = precision_recall_fscore_support(gold, found, average="micro", scheme=IOB2, zero_division=0)
        return Answer(precision=float(scores[0]), recall=float(scores[1]))

    return run


def _tags(side: Side, work: SpanWorkload) -> list[list[str]]:
    tags = [["O"] * work.length for _ in range(work.documents)]
    rows = zip(side.document.tolist(), side.start.tolist(), side.end.tolist(), side.label.tolist(), strict=True)
    for document, start, end, label in rows:
        tags[document][start:end] = [f"B-{LABELS[label]}", *[f"I-{LABELS[label]}"] * (end - start - 1)]
    return tags


def prepare_spacy(work: SpanWorkload) -> Callable[[], Answer]:
    """SpaCy's Scorer on labelled spans: exact matches, as sets; a span given twice counts once.

    The Examples are made anew for each run: they align the tokens of gold and prediction, which is part of the scoring,
    and would keep the alignment from the run before.
    """
    from spacy.scorer import Scorer
    from spacy.tokens import Doc, Span
    from spacy.training import Example
    from spacy.vocab import Vocab

    vocab = Vocab()
    words = ["w"] * work.length

    def docs(side: Side) -> list[Doc]:
        made = [Doc(vocab, words=words) for _ in range(work.documents)]
        spans: list[list[Span]] = [[] for _ in made]
        rows = zip(side.document.tolist(), side.start.tolist(), side.end.tolist(), side.label.tolist(), strict=True)
        for document, start, end, label in rows:
            spans[document].append(Span(made[document], start, end, label=LABELS[label]))
        for doc, mine in zip(made, spans, strict=True):
            doc.spans["sc"] = mine
        return made

    pairs = list(zip(docs(work.found), docs(work.gold), strict=True))

    def run() -> Answer:
        examples = [Example(found, gold) for found, gold in pairs]
        scores = Scorer.score_spans(
            examples, "sc", getter=lambda doc, key: doc.spans[key], allow_overlap=True, labeled=True
        )
        return Answer(precision=float(scores["sc_p"]), recall=float(scores["sc_r"]))

    return run


@dataclass(frozen=True)
class _Extent:
    start: int
    end: int


def _overlap(one: _Extent, other: _Extent) -> float:
    return float(one.start < other.end and other.start < one.end)


def prepare_metametric(work: SpanWorkload) -> Callable[[], Answer]:
    """metametric: the largest one-to-one matching of spans that overlap, whatever their labels."""
    from metametric import dsl  # type: ignore[import-untyped]

    inner = dsl.from_func(_overlap)
    metric = dsl.set_matching[_Extent, "<->"](inner)
    family = dsl.family(metric, dsl.micro_average(["precision", "recall", "f1"]))
    gold, found = _extents(work.gold, work.documents), _extents(work.found, work.documents)

    def run() -> Answer:
        aggregator = family.new()
        aggregator.update_batch(found, gold)
        scores = aggregator.compute()
        return Answer(paired=round(scores["recall"] * len(work.gold)))

    return run


def _extents(side: Side, documents: int) -> list[list[_Extent]]:
    lists: list[list[_Extent]] = [[] for _ in range(documents)]
    for document, start, end in zip(side.document.tolist(), side.start.tolist(), side.end.tolist(), strict=True):
        lists[document].append(_Extent(start, end))
    return lists


PEERS: Mapping[str, Callable[[SpanWorkload], Callable[[], Answer]]] = {
    "nervaluate": prepare_nervaluate,
    "seqeval": prepare_seqeval,
    "spaCy Scorer": prepare_spacy,
    "metametric": prepare_metametric,
}
