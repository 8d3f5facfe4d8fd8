"""The vote, worked out by hand; then what must hold whatever the members find."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.extractors.ensemble.voting import Rule, elect
from harness.facts import Fact, Filler, Span
from harness.schema import FactType, Schema, SlotType

SLOTS = {
    "who": SlotType("who", ("entity",), key=True),
    "place": SlotType("place", ("place",)),
}
SCHEMA = Schema({name: FactType(name, SLOTS) for name in ("raid", "vote")})


def raid(at: int, who: str, place: str | None = None, confidence: float | None = None) -> Fact:
    slots = {"who": (Filler(who),)} | ({"place": (Filler(place),)} if place else {})
    return Fact("raid", slots, (Span(at, at + 10),), confidence=confidence)


ANSWERS = {
    "a": [raid(0, "Ann"), raid(20, "Bob")],
    "b": [raid(0, "Ann"), raid(40, "Cid")],
    "c": [raid(0, "Ann"), raid(20, "Bob")],
}


def elected(rule: Rule, answers: dict[str, list[Fact]] = ANSWERS) -> dict[str, float]:
    """Who is in the facts, and how sure each is."""
    return {
        str(fact.slots["who"][0].text): round(fact.confidence or 0.0, 4) for fact in elect(answers, rule, SCHEMA, None)
    }


def test_union_intersection_and_votes() -> None:
    everything = {"Ann": 1.0, "Bob": 0.6667, "Cid": 0.3333}
    assert elected(Rule("union")) == everything
    assert elected(Rule("intersection")) == {"Ann": 1.0}
    assert elected(Rule("vote", 1)) == everything
    assert elected(Rule("vote", 2)) == {"Ann": 1.0, "Bob": 0.6667}
    assert elected(Rule("vote", 3)) == {"Ann": 1.0}
    assert elected(Rule("vote", 0.6)) == {"Ann": 1.0, "Bob": 0.6667}
    assert elected(Rule("vote", 1.0)) == {"Ann": 1.0}


def test_who_did_not_answer_has_no_vote_and_is_no_vote_against() -> None:
    two = {name: ANSWERS[name] for name in ("a", "b")}
    assert elected(Rule("intersection"), two) == {"Ann": 1.0}
    assert elected(Rule("union"), two) == {"Ann": 1.0, "Bob": 0.5, "Cid": 0.5}
    assert elected(Rule("vote", 3), two) == {}
    assert elected(Rule("union"), {}) == {}


def test_stacking_is_a_noisy_or_of_precisions() -> None:
    precisions = {"a": 0.5, "b": 0.9, "c": 0.8}
    rule = Rule("stacking", precision=lambda member, kind: precisions[member] if kind == "raid" else 0.0)
    assert elected(rule) == {"Ann": 0.99, "Bob": 0.9, "Cid": 0.9}  # 1 - .5·.1·.2, 1 - .5·.2, .9


def test_whose_words_are_kept() -> None:
    low, high, none = raid(0, "Ann", confidence=0.2), raid(0, "ann", confidence=0.7), raid(0, "ANN")
    answers = {"a": [none], "b": [low], "c": [high]}
    assert elected(Rule("union"), answers) == {"ann": 1.0}
    assert elected(Rule("union"), {"a": [none], "b": [raid(0, "ann")]}) == {"ANN": 1.0}
    trusted = {"a": 0.9, "b": 0.5, "c": 0.5}
    assert set(elected(Rule("stacking", precision=lambda member, kind: trusted[member]), answers)) == {"ANN"}


def test_the_others_add_what_the_kept_fact_lacks() -> None:
    (fact,) = elect({"a": [raid(0, "Ann")], "b": [raid(5, "Ann", "Osh")]}, Rule("union"), SCHEMA, None)
    assert fact.slots["place"][0].text == "Osh"
    assert fact.evidence == (Span(0, 15),)


def test_the_facts_come_in_the_order_of_the_text() -> None:
    answers = {"a": [raid(50, "Ann"), raid(0, "Bob")], "b": [raid(20, "Cid")]}
    assert list(elected(Rule("union"), answers)) == ["Bob", "Cid", "Ann"]


names = st.sampled_from(["Ann", "Bob", "Cid Lee"])
facts = st.builds(
    raid, st.integers(0, 30), names, st.sampled_from([None, "Osh"]), st.sampled_from([None, 0.0, 0.4, 1.0])
)
some_answers = st.dictionaries(st.sampled_from("abcd"), st.lists(facts, max_size=4), min_size=1)


@settings(max_examples=60, deadline=None)
@given(some_answers)
def test_each_rule_elects_some_of_the_union(answers: dict[str, list[Fact]]) -> None:
    union = elect(answers, Rule("union"), SCHEMA, None)
    every = [elect(answers, Rule("vote", votes), SCHEMA, None) for votes in range(1, len(answers) + 1)]
    assert every[0] == union
    assert every[-1] == elect(answers, Rule("intersection"), SCHEMA, None)
    for more, fewer in pairwise(every):
        assert [fact for fact in more if fact in fewer] == fewer
    assert all(0 < (fact.confidence or 0) <= 1 for fact in union)
    assert max(map(len, answers.values())) <= len(union) <= sum(map(len, answers.values()))


@settings(max_examples=60, deadline=None)
@given(some_answers, st.floats(0.01, 0.99))
def test_one_more_believer_never_makes_a_fact_less_sure(answers: dict[str, list[Fact]], precision: float) -> None:
    rule = Rule("stacking", precision=lambda member, kind: precision)
    for fact in elect(answers, rule, SCHEMA, None):
        assert fact.confidence is not None
        assert precision == pytest.approx(fact.confidence) or precision < fact.confidence <= 1


@settings(max_examples=40, deadline=None)
@given(st.lists(facts, max_size=4))
def test_a_member_alone_keeps_its_facts(found: list[Fact]) -> None:
    alone = elect({"a": found}, Rule("intersection"), SCHEMA, None)
    assert sorted(map(repr, alone)) == sorted(repr(replace(fact, confidence=1.0)) for fact in found)
