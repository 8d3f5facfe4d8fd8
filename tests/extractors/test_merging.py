"""What makes one fact of several: the shared part, with relations of the test's own."""

import sys
from dataclasses import replace

from harness.extractors.merging import (
    join_spans,
    merge_alike,
    merge_lists,
    share_evidence,
    sureness,
    unite,
)
from harness.extractors.parse.repeats import Telling, merge_repeats
from harness.facts import Fact, Filler, Span
from harness.schema import FactType, Schema, SlotType


def fact(type_: str, start: int, end: int, **slots: str) -> Fact:
    return Fact(type_, {slot: (Filler(text=text),) for slot, text in slots.items()}, (Span(start, end),))


def test_alike_facts_of_a_type_become_one_in_place() -> None:
    facts = [fact("a", 0, 2, x="1"), fact("b", 0, 2), fact("a", 5, 7, y="2")]
    merged = merge_alike(facts, lambda one, other: True)
    assert [one.type for one in merged] == ["a", "b"]
    assert merged[0].slots.keys() == {"x", "y"}
    assert merged[0].evidence == (Span(0, 2), Span(5, 7))


def test_unlike_facts_stay() -> None:
    facts = [fact("a", 0, 2), fact("a", 5, 7)]
    assert merge_alike(facts, lambda one, other: False) == facts


def test_the_earlier_fillers_win_and_the_later_fact_adds_its_source_and_modality() -> None:
    later = Fact("a", {"x": (Filler(text="2"),)}, (Span(3, 4),), modality="claimed", source=Filler(text="s"))
    one = unite(fact("a", 0, 1, x="1"), later)
    assert one.slots["x"][0].text == "1"
    assert (one.modality, one.source) == ("claimed", Filler(text="s"))


def test_spans_that_overlap_or_touch_become_one() -> None:
    assert join_spans([Span(4, 6), Span(0, 2), Span(2, 3), Span(5, 9)]) == (Span(0, 3), Span(4, 9))
    assert join_spans([]) == ()


def test_shared_evidence() -> None:
    assert share_evidence(fact("a", 0, 3), fact("b", 2, 4))
    assert not share_evidence(fact("a", 0, 2), fact("b", 2, 4))


def test_a_long_list_of_equal_facts_keeps_its_evidence_short() -> None:
    (one,) = merge_alike([fact("a", 3 * i, 3 * i + 1) for i in range(5_000)], lambda one, other: True)
    assert len(one.evidence) == 20


def test_tellings_of_many_different_facts_cost_no_more_than_their_number() -> None:
    def calls(number: int) -> int:
        """How many functions are called to merge so many facts."""
        facts = [fact("detention", 10 * i, 10 * i + 9, detainee=f"Man{i}") for i in range(number)]
        events: list[str] = []
        before = sys.getprofile()
        sys.setprofile(lambda frame, event, arg: events.append(event))
        try:
            merged = merge_repeats(map(Telling, facts))
        finally:
            sys.setprofile(before)
        assert merged == facts
        return sum(event.endswith("call") for event in events)

    assert calls(600) < 9 * calls(150), "four times the facts are about four times the work"


SCHEMA = Schema({"a": FactType("a", {name: SlotType(name, ("mention",), key=name == "x") for name in "xyz"})})


def test_lists_become_one_in_text_order_each_fact_the_most_confident_with_what_others_add() -> None:
    sure, unsure = (replace(fact("a", at, at + 3, x="1"), confidence=at / 10) for at in (5, 4))
    merged = merge_lists(
        [[replace(unsure, slots={**unsure.slots, "y": (Filler("2"),)})], [sure], [fact("a", 0, 1, x="3")]], SCHEMA
    )
    assert [one.evidence for one in merged] == [(Span(0, 1),), (Span(4, 8),)]
    assert merged[1].confidence == 0.5
    assert {slot: fillers[0].text for slot, fillers in merged[1].slots.items()} == {"x": "1", "y": "2"}


def test_a_fact_without_confidence_is_the_least_sure_and_of_equals_the_first_is_kept() -> None:
    one, other = fact("a", 0, 1, x="Ann"), fact("a", 0, 1, x="ann")
    assert sureness(one) < sureness(replace(one, confidence=0.0)) < sureness(replace(one, confidence=0.1))
    assert merge_lists([[one], [other]], SCHEMA) == [one]
    assert merge_lists([[one], [replace(other, confidence=0.0)]], SCHEMA) == [replace(other, confidence=0.0)]
