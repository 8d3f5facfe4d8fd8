"""The harness on the same facts: from columns to all counts, and from `Fact` objects to the table of scores."""

from collections.abc import Callable

import numpy as np

from benchmarks.fact_peers import SlotAnswer
from benchmarks.fact_workloads import FactWorkload, found_facts, gold_facts, schema
from harness.matching.columns import Encoder
from harness.matching.comparators import HALVES, Comparator
from harness.matching.match import match
from harness.matching.pairing import attribute_slots, pair_facts


def prepare_columns(work: FactWorkload) -> Callable[[], SlotAnswer]:
    """From columns."""
    encoder = Encoder(schema(work.types))
    gold = encoder.encode(gold_facts(work.gold, work.articles))
    found = encoder.encode(found_facts(work.found, work.articles))

    def run() -> SlotAnswer:
        comparator = Comparator(encoder, gold, found)
        pairing = pair_facts(comparator)
        attribute = attribute_slots(encoder.slots)
        right = (HALVES[pairing.fillers.why] == 2) & ~attribute[gold.slot[pairing.fillers.gold]]
        return SlotAnswer(
            tuple(np.bincount(gold.article[gold.fact[pairing.fillers.gold[right]]], minlength=work.articles).tolist())
        )

    return run


def prepare_objects(work: FactWorkload) -> Callable[[], SlotAnswer]:
    """Everything, from facts as objects."""
    types = schema(work.types)
    gold, found = gold_facts(work.gold, work.articles), found_facts(work.found, work.articles)

    def run() -> SlotAnswer:
        outcomes = match(gold, found, types).outcomes
        right = outcomes[(outcomes["level"] == "slot") & (outcomes["outcome"] == "correct")]
        sizes = right.groupby("article").size()
        return SlotAnswer(tuple(int(sizes.get(article, 0)) for article in gold))

    return run
