"""The harness on the same facts: from columns to all counts, and from `Fact` objects to all counts."""

from collections.abc import Callable

from benchmarks.fact_peers import SlotAnswer
from benchmarks.fact_workloads import FactWorkload, found_facts, gold_facts, schema
from harness.matching.columns import Encoder
from harness.matching.match import count_columns, match
from harness.scores.matrix import CORRECT, CountMatrix


def prepare_columns(work: FactWorkload) -> Callable[[], SlotAnswer]:
    """Paired and counted: facts, slots and attributes, by article and type."""
    encoder = Encoder(schema(work.types))
    gold = encoder.encode(gold_facts(work.gold, work.articles))
    found = encoder.encode(found_facts(work.found, work.articles))

    def run() -> SlotAnswer:
        return _right_slots(count_columns(encoder, gold, found))

    return run


def prepare_objects(work: FactWorkload) -> Callable[[], SlotAnswer]:
    """The same from objects, which are read into columns first."""
    types = schema(work.types)
    gold, found = gold_facts(work.gold, work.articles), found_facts(work.found, work.articles)

    def run() -> SlotAnswer:
        return _right_slots(match(gold, found, types).counts)

    return run


def _right_slots(matrix: CountMatrix) -> SlotAnswer:
    slots = [i for i, cell in enumerate(matrix.cells) if cell.level == "slot"]
    return SlotAnswer(tuple(matrix.counts[:, slots, CORRECT].sum(axis=1).tolist()))
