"""The harness and stickler on the same facts; the slots they find right must be as many in every article."""

import contextlib
import io
from collections.abc import Callable

from benchmarks.checks import Check
from benchmarks.fact_peers import SlotAnswer, prepare_stickler
from benchmarks.fact_workloads import fact_workload
from benchmarks.ours_facts import prepare_columns, prepare_objects
from benchmarks.series import Cell, Series, measure, measure_peer
from benchmarks.span_runs import Runs

SIZES = (20, 200, 2000)
FACTS = 4_000

OURS = "harness, from columns to all counts"
OURS_OBJECTS = "harness, from `Fact` objects"
STICKLER = "stickler, lists of records"


def run_facts(types: int, budget: float, say: Callable[[str], None]) -> Runs:
    """Measure both on facts of so many types; `budget` in seconds for each scorer and size."""
    cells: dict[str, dict[int, Cell]] = {OURS: {}, OURS_OBJECTS: {}, STICKLER: {}}
    checks: list[Check] = []
    for size in SIZES:
        work = fact_workload(size, FACTS, types)
        say(f"facts of {types} types, {size} an article")
        cells[OURS][size], mine = measure(prepare_columns(work), len(work.gold), work.articles, budget / 2, fewest=2)
        cells[OURS_OBJECTS][size], same = measure(
            prepare_objects(work), len(work.gold), work.articles, budget / 2, fewest=2
        )
        what = f"facts of {types} types, {size} an article"
        checks.append(_equal(f"{what}: from columns as from objects", mine, same))
        before = cells[STICKLER].get(size // 10)
        if before is not None and before.micro is None:
            cells[STICKLER][size] = before
            continue
        expected = before.micro * size * 10 / 1e6 if before is not None and before.micro else 0.0
        with contextlib.redirect_stdout(io.StringIO()):  # it prints a warning for each large matrix
            measured = measure_peer(prepare_stickler, work, work.articles, size, budget, expected)
        cells[STICKLER][size] = measured.cell
        if measured.answer is not None:
            head = SlotAnswer(mine.credit[: measured.documents])
            checks.append(_equal(f"{what}: right slots as stickler's", head, measured.answer))
    return Runs(tuple(Series(name, own) for name, own in cells.items()), tuple(checks))


def _equal(what: str, one: SlotAnswer, other: SlotAnswer) -> Check:
    wrong = sum(a != b for a, b in zip(one.credit, other.credit, strict=True))
    return Check(what, wrong == 0, f"{wrong} of {len(one.credit)} articles differ" if wrong else "")
