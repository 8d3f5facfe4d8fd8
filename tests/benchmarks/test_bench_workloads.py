import numpy as np
import pytest

from benchmarks.fact_workloads import SLOTS, fact_workload, found_facts, gold_facts
from benchmarks.span_workloads import LABELS, Side, span_workload


def columns(side: Side) -> list[np.ndarray]:
    return [side.document, side.start, side.end, side.label]


@pytest.mark.parametrize("kind", ["plain", "overlapping"])
def test_the_same_seed_gives_the_same_spans_and_another_seed_others(kind):
    one, same, other = (span_workload(kind, 20, 400, seed) for seed in (1, 1, 2))
    for side in ("gold", "found"):
        mine, again, else_ = (columns(getattr(work, side)) for work in (one, same, other))
        assert all(np.array_equal(a, b) for a, b in zip(mine, again, strict=True))
        assert not all(np.array_equal(a, b) for a, b in zip(mine, else_, strict=True))


@pytest.mark.parametrize("kind", ["plain", "overlapping"])
def test_spans_are_legal_and_of_the_size_asked_for(kind):
    work = span_workload(kind, 50, 500)
    assert (work.documents, len(work.gold)) == (10, 500)
    for side in (work.gold, work.found):
        assert (np.diff(side.document) >= 0).all()
        assert (side.start >= 0).all()
        assert (side.start < side.end).all()
        assert (side.end <= work.length).all()
        assert set(side.label.tolist()) <= set(range(len(LABELS)))


def test_plain_sides_never_overlap_themselves():
    work = span_workload("plain", 200, 4000)
    for side in (work.gold, work.found):
        together = side.document[1:] == side.document[:-1]
        assert (side.end[:-1] <= side.start[1:])[together].all()


def test_every_kind_of_mistake_is_in_the_plain_workload():
    work = span_workload("plain", 200, 4000)
    spans = {
        side: set(zip(*(c.tolist() for c in columns(getattr(work, side))), strict=True)) for side in ("gold", "found")
    }
    extents = {side: {span[:3] for span in some} for side, some in spans.items()}
    right, same_extent = len(spans["gold"] & spans["found"]), len(extents["gold"] & extents["found"])
    assert 0.4 < right / len(work.gold) < same_extent / len(work.gold) < 0.8


def test_six_tenths_of_the_overlapping_gold_are_found_twice():
    work = span_workload("overlapping", 200, 8000)
    assert len(work.found) / len(work.gold) == pytest.approx(0.94 + 0.60, abs=0.03)


def test_the_head_of_a_workload_is_its_first_documents():
    work = span_workload("plain", 20, 400)
    head = work.head(3)
    assert (head.documents, len(head.gold), int(head.found.document.max())) == (3, 60, 2)
    assert np.array_equal(head.found.start, work.found.start[: len(head.found)])
    facts = fact_workload(20, 400, 14).head(3)
    assert (facts.articles, len(facts.gold), int(facts.found.article.max())) == (3, 60, 2)


def test_the_same_seed_gives_the_same_facts():
    one, same, other = (fact_workload(20, 400, 3, seed) for seed in (1, 1, 2))
    assert np.array_equal(one.found.slots, same.found.slots)
    assert np.array_equal(one.found.article, same.found.article)
    assert not np.array_equal(one.gold.slots, other.gold.slots)


def test_facts_as_objects_are_those_of_the_columns():
    work = fact_workload(5, 20, 3)
    gold, found = gold_facts(work.gold, work.articles), found_facts(work.found, work.articles)
    assert [len(facts) for facts in gold.values()] == [5, 5, 5, 5]
    assert sum(map(len, found.values())) == len(work.found)
    assert all(tuple(fact.slots) == SLOTS for facts in found.values() for fact in facts)
    first = gold["article-000000"][0].fact
    assert first.slots["count"][0].value == 1 + work.gold.slots[0, 0]
    assert first.slots["place"][0].text == f"Town{work.gold.slots[0, 3]:02}"
