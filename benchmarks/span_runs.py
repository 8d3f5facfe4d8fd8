"""Every span scorer on the same spans, one after the other, its answers held against the truth."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from benchmarks.bounds import MODES, exact_counts, four_modes
from benchmarks.checks import Check, check_four_modes, check_nervaluate, check_paired, check_ratios
from benchmarks.ours_spans import prepare_exact, prepare_four_modes, prepare_objects
from benchmarks.series import Cell, Series, measure, measure_peer
from benchmarks.span_peers import PEERS, Answer, CannotScore
from benchmarks.span_workloads import Kind, SpanWorkload, span_workload
from benchmarks.truth import distinct_typed, exact_typed, most_pairs, optimum

SIZES = (20, 200, 2000)
SPANS = 16_000

OURS = "harness, four modes, from columns"
OURS_EXACT = "harness, exact and typed, from columns"
OURS_OBJECTS = "harness, four modes, from Python objects"
BOUND = "numpy bound, four modes"
BOUND_EXACT = "numpy bound, exact and typed"
PEER_NAMES: Mapping[str, str] = {
    "nervaluate": "nervaluate, four modes (greedy)",
    "seqeval": "seqeval, strict",
    "spaCy Scorer": "spaCy Scorer, exact and typed",
    "metametric": "metametric, one to one on overlap",
}


@dataclass(frozen=True, slots=True)
class Runs:
    """The series of one workload, the checks of their answers, and what is worth telling."""

    series: tuple[Series, ...]
    checks: tuple[Check, ...]
    notes: tuple[str, ...] = ()


def run_spans(kind: Kind, budget: float, say: Callable[[str], None]) -> Runs:
    """Measure all scorers on one kind of spans; `budget` in seconds for each scorer and size."""
    cells: dict[str, dict[int, Cell]] = {}
    checks: list[Check] = []
    notes: list[str] = []
    for size in SIZES:
        work = span_workload(kind, size, SPANS)
        say(f"{kind} spans, {size} a document")
        items, documents = len(work.gold), work.documents
        best, exact = optimum(work), exact_typed(work)

        def ours(name: str, prepare: Callable[[SpanWorkload], Callable[[], Answer]]) -> Answer:
            cell, answer = measure(prepare(work), items, documents, budget / 5)  # noqa: B023 - called at once
            cells.setdefault(name, {})[size] = cell  # noqa: B023
            return answer

        checks.append(check_four_modes(f"{kind}, {size}: {OURS}", ours(OURS, prepare_four_modes), best))
        checks.append(check_four_modes(f"{kind}, {size}: {OURS_OBJECTS}", ours(OURS_OBJECTS, prepare_objects), best))
        mine = ours(OURS_EXACT, prepare_exact)
        checks.append(Check(f"{kind}, {size}: {OURS_EXACT}", mine.correct == int(exact[:, 0].sum())))
        if kind == "plain":
            bound = ours(
                BOUND, lambda w: lambda: Answer(modes=dict(zip(MODES, four_modes(w).swapaxes(0, 1), strict=True)))
            )
            checks.append(check_four_modes(f"{kind}, {size}: {BOUND}", bound, best))
            floor = ours(BOUND_EXACT, lambda w: lambda: Answer(correct=int(exact_counts(w)[0].sum())))
            checks.append(Check(f"{kind}, {size}: {BOUND_EXACT}", floor.correct == int(exact[:, 0].sum())))
        for peer, prepare in PEERS.items():
            name = PEER_NAMES[peer]
            before = cells.get(name, {}).get(size // 10)
            expected = before.micro * size * 10 / 1e6 if before and before.micro else 0.0
            if before and before.micro is None:
                cells[name][size] = before
                continue
            try:
                measured = measure_peer(prepare, work, documents, size, budget, expected)
            except CannotScore as reason:
                cells.setdefault(name, {})[size] = Cell(None, why=str(reason))
                continue
            cells.setdefault(name, {})[size] = measured.cell
            some, answer = measured.documents, measured.answer
            if not isinstance(answer, Answer):
                continue
            if answer.modes is not None:
                held, told = check_nervaluate(f"{kind}, {size}: {name}", answer, best[:some])
                checks.append(held)
                notes.append(told)
            if answer.precision is not None:
                right = (distinct_typed if peer == "spaCy Scorer" else exact_typed)(work.head(some)).sum(axis=0)
                checks.append(check_ratios(f"{kind}, {size}: {name}", answer, right))
            if answer.paired is not None:
                most = most_pairs(work.head(some))
                checks.append(check_paired(f"{kind}, {size}: {name}", answer, most))
                modes = best[:some, MODES.index("partial")]
                fewer = int(np.count_nonzero(modes[:, 0] + modes[:, 2] < most))
                notes.append(
                    f"{kind}, {size}: {fewer} of {some} documents could pair more spans by giving up exact pairs."
                )
    return Runs(tuple(Series(name, own) for name, own in cells.items()), tuple(checks), tuple(notes))
