"""Every span scorer on the same spans, one after the other, its answers held against the truth."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.bounds import MODES, exact_counts, four_modes
from benchmarks.checks import Check, check_four_modes, check_nervaluate, check_paired, check_ratios
from benchmarks.ours_spans import prepare_exact, prepare_four_modes, prepare_objects
from benchmarks.series import Cell, Series, measure, measure_peer
from benchmarks.span_peers import PEERS, Answer, CannotScore
from benchmarks.span_workloads import Kind, SpanWorkload, span_workload
from benchmarks.truth import distinct_typed, exact_typed, most_pairs, optimum

Ints = NDArray[np.int64]

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


Prepare = Callable[[SpanWorkload], Callable[[], Answer]]


@dataclass(frozen=True, slots=True)
class Runs:
    """The series of one workload, the checks of their answers, and what is worth telling."""

    series: tuple[Series, ...]
    checks: tuple[Check, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Outcome:
    """One scorer at one size."""

    scorer: str
    cell: Cell
    checks: tuple[Check, ...] = ()
    notes: tuple[str, ...] = ()


def run_spans(kind: Kind, budget: float, say: Callable[[str], None]) -> Runs:
    """Measure all scorers on one kind of spans; `budget` in seconds for each scorer and size."""
    cells: dict[str, dict[int, Cell]] = {}
    outcomes: list[_Outcome] = []
    for size in SIZES:
        say(f"{kind} spans, {size} a document")
        work = span_workload(kind, size, SPANS)
        best = optimum(work)
        before = {name: own[size // 10] for name, own in cells.items() if size // 10 in own}
        some = _ours(work, best, budget / 3)
        some += [_peer(peer, work, best, budget, before.get(PEER_NAMES[peer])) for peer in PEERS]
        for one in some:
            cells.setdefault(one.scorer, {})[size] = one.cell
        outcomes += some
    return Runs(
        tuple(Series(name, own) for name, own in cells.items()),
        tuple(check for one in outcomes for check in one.checks),
        tuple(note for one in outcomes for note in one.notes),
    )


def _ours(work: SpanWorkload, best: Ints, budget: float) -> list[_Outcome]:
    """The harness, and the bounds where they can do it."""
    modes: dict[str, Prepare] = {OURS: prepare_four_modes, OURS_OBJECTS: prepare_objects}
    exact: dict[str, Prepare] = {OURS_EXACT: prepare_exact}
    if work.kind == "plain":
        modes[BOUND] = lambda some: lambda: Answer(modes=dict(zip(MODES, four_modes(some).swapaxes(0, 1), strict=True)))
        exact[BOUND_EXACT] = lambda some: lambda: Answer(correct=int(exact_counts(some)[0].sum()))
    right, outcomes = int(exact_typed(work)[:, 0].sum()), []
    for name, prepare in (modes | exact).items():
        cell, answer = measure(prepare(work), len(work.gold), work.documents, budget, fewest=3)
        what = _what(work, name)
        check = check_four_modes(what, answer, best) if name in modes else Check(what, answer.correct == right)
        outcomes.append(_Outcome(name, cell, (check,)))
    return outcomes


def _peer(peer: str, work: SpanWorkload, best: Ints, budget: float, before: Cell | None) -> _Outcome:
    """One of the others; `before` is its cell at a tenth of the size."""
    name, size = PEER_NAMES[peer], work.per_document
    if before is not None and before.micro is None:
        return _Outcome(name, before)
    expected = 0.0 if before is None or before.micro is None else before.micro * size * 10 / 1e6
    try:
        measured = measure_peer(PEERS[peer], work, work.documents, size, budget, expected)
    except CannotScore as reason:
        return _Outcome(name, Cell(None, why=str(reason)))
    if measured.answer is None:
        return _Outcome(name, measured.cell)
    checks, notes = _judged(peer, work.head(measured.documents), measured.answer, best[: measured.documents])
    return _Outcome(name, measured.cell, (checks,), notes)


def _judged(peer: str, work: SpanWorkload, answer: Answer, best: Ints) -> tuple[Check, tuple[str, ...]]:
    """What each scorer's answer is held against."""
    what = _what(work, PEER_NAMES[peer])
    if answer.modes is not None:
        held, told = check_nervaluate(what, answer, best)
        return held, (told,)
    if answer.paired is not None:
        most, partial = most_pairs(work), best[:, MODES.index("partial")]
        more = int(np.count_nonzero(partial[:, 0] + partial[:, 2] < most))
        told = f"{what} has more pairs than the modes on {more} of {work.documents} documents, fewer of them exact."
        return check_paired(what, answer, most), (told,) if more else ()
    right = distinct_typed(work) if peer == "spaCy Scorer" else exact_typed(work)
    return check_ratios(what, answer, right.sum(axis=0)), ()


def _what(work: SpanWorkload, scorer: str) -> str:
    return f"{work.kind} spans, {work.per_document:,} a document: {scorer}"
