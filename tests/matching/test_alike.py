"""Which facts of several lists are the same: worked out by hand, then what must hold for any lists."""

from dataclasses import replace
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from harness.facts import Fact, Filler, GoldFact, Span
from harness.matching.alike import Group, alike
from harness.matching.match import match
from harness.schema import FactType, OwnKind, Schema, SlotType

SLOTS = {
    "who": SlotType("who", ("entity", "mention"), "several", key=True),
    "count": SlotType("count", ("number",), key=True),
    "place": SlotType("place", ("place",)),
}
SCHEMA = Schema({name: FactType(name, SLOTS) for name in ("raid", "vote")})


def raid(at: int, who: str | None = None, count: int | None = None, place: str | None = None) -> Fact:
    slots = {"who": who and Filler(who), "count": count and Filler(value=count), "place": place and Filler(place)}
    return Fact("raid", {name: (filler,) for name, filler in slots.items() if filler}, (Span(at, at + 10),))


def groups(*lists: list[Fact], reach: int | None = None) -> list[list[tuple[int, int]]]:
    return [[tuple(place) for place in group] for group in alike(lists, SCHEMA, reach=reach)]


def test_one_fact_that_three_tell_is_one_group() -> None:
    assert groups([raid(0, "Ann")], [raid(2, "Ann", place="Osh")], [raid(4, "ann")]) == [[(0, 0), (1, 0), (2, 0)]]


def test_the_same_told_at_another_place_is_the_same() -> None:
    assert groups([raid(0, "Ann", 2)], [raid(500, "Ann", 2)]) == [[(0, 0), (1, 0)]]


def test_a_key_slot_that_differs_keeps_facts_apart_and_another_slot_does_not() -> None:
    assert groups([raid(0, "Ann", 2)], [raid(0, "Ann", 3)]) == [[(0, 0)], [(1, 0)]]
    assert groups([raid(0, "Ann", place="Osh")], [raid(0, "Ann", place="Naryn")]) == [[(0, 0), (1, 0)]]


def test_a_key_slot_of_one_alone_needs_evidence_in_common() -> None:
    assert groups([raid(0, "Ann", 2)], [raid(5, "Ann")]) == [[(0, 0), (1, 0)]]
    assert groups([raid(0, "Ann", 2)], [raid(10, "Ann")]) == [[(0, 0)], [(1, 0)]]


def test_evidence_in_common_alone_makes_no_two_facts_one() -> None:
    assert groups([raid(0, "Ann")], [raid(0, count=2)]) == [[(0, 0)], [(1, 0)]]
    assert groups([raid(0, place="Osh")], [raid(0, place="Osh")]) == [[(0, 0)], [(1, 0)]]


def test_what_one_list_tells_twice_stays_two() -> None:
    assert groups([raid(0, "Ann"), raid(0, "Ann")]) == [[(0, 0)], [(0, 1)]]
    assert groups([raid(0, "Ann"), raid(0, "Ann")], [raid(0, "Ann")]) == [[(0, 0), (1, 0)], [(0, 1)]]


def test_types_are_never_mixed() -> None:
    assert groups([raid(0, "Ann")], [replace(raid(0, "Ann"), type="vote")]) == [[(0, 0)], [(1, 0)]]


def test_the_pairing_is_optimal_not_greedy() -> None:
    # "Ann" goes best with "Ann Lee", but then "Ann Roe" is left with nobody: two pairs are more credit than one.
    short = [raid(0, "Ann", 2), raid(0, "Ann Roe")]
    long = [raid(0, "Ann"), raid(0, "Ann Lee", 2)]
    assert groups(short, long) == [[(0, 0), (1, 1)], [(0, 1), (1, 0)]]


def test_a_vague_fact_joins_the_one_it_agrees_with_most_and_never_two_that_contradict_each_other() -> None:
    vague = raid(0, "Ann")
    assert groups([raid(0, "Ann", 2)], [vague], [raid(0, "Ann", 3)]) == [[(0, 0), (1, 0)], [(2, 0)]]
    assert groups([raid(0, "Ann", 2, "Osh")], [raid(0, "Ann", None, "Naryn")], [raid(0, "Ann", 3, "Naryn")]) == [
        [(0, 0)],
        [(1, 0), (2, 0)],
    ]


def test_with_reach_only_neighbours_are_compared() -> None:
    same = [raid(0, "Ann", 2)]
    assert groups(same, [], same, reach=1) == [[(0, 0)], [(2, 0)]]
    assert groups(same, same, same, reach=1) == [[(0, 0), (1, 0), (2, 0)]]
    assert groups(same, [], same, reach=2) == [[(0, 0), (2, 0)]]


def test_relative_dates_are_read_on_the_day_of_the_article() -> None:
    schema = Schema({"raid": FactType("raid", {"day": SlotType("day", ("date",), key=True)})})
    spoken, written = (Fact("raid", {"day": (filler,)}) for filler in (Filler("Sunday"), Filler(value="2024-03-03")))
    assert len(alike([[spoken], [written]], schema, "2024-03-04")) == 1
    assert len(alike([[spoken], [written]], schema, "2024-03-12")) == 2


def test_no_lists_and_empty_ones() -> None:
    assert groups() == groups([]) == groups([], []) == []


names = st.sampled_from([None, "Ann", "Ann Lee", "Bob"])
facts = st.builds(raid, st.integers(0, 30), names, st.sampled_from([None, 1, 2]), st.sampled_from([None, "Osh"]))
some_lists = st.lists(st.lists(facts, max_size=4), min_size=1, max_size=4)


def shown(lists: list[list[Fact]], grouping: tuple[Group, ...]) -> list[list[str]]:
    return sorted(sorted(repr(lists[place.member][place.number]) for place in group) for group in grouping)


@settings(max_examples=60, deadline=None)
@given(some_lists)
def test_every_fact_is_in_one_group_and_no_group_has_two_of_a_list(lists: list[list[Fact]]) -> None:
    grouping = alike(lists, SCHEMA)
    places = [place for group in grouping for place in group]
    assert sorted(places) == [(member, i) for member, some in enumerate(lists) for i in range(len(some))]
    assert all(len({place.member for place in group}) == len(group) for group in grouping)


@settings(max_examples=60, deadline=None)
@given(some_lists)
def test_any_two_of_a_group_without_open_key_slots_match_leniently(lists: list[list[Fact]]) -> None:
    for group in alike(lists, SCHEMA):
        for one in group:
            for other in group:
                a, b = (lists[place.member][place.number] for place in (one, other))
                outcomes = match({"a": [GoldFact("g", a)]}, {"a": [b]}, SCHEMA).outcomes
                keys = outcomes[outcomes["slot"].isin(["who", "count"])]
                assert not keys["outcome"].isin(["incorrect"]).any()
                assert keys["outcome"].isin(["correct", "partial"]).any() or one == other


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(facts, max_size=3, unique_by=repr), min_size=2, max_size=3))
def test_the_order_of_lists_and_of_facts_decides_nothing(lists: list[list[Fact]]) -> None:
    expected = shown(lists, alike(lists, SCHEMA))
    for order in permutations(range(len(lists))):
        turned = [lists[member][::-1] for member in order]
        assert shown(turned, alike(turned, SCHEMA)) == expected


def test_a_kind_whose_class_was_not_loaded_is_compared_by_its_words() -> None:
    code = SlotType("code", ("code",), key=True)
    own = Schema({"recall": FactType("recall", {"code": code})}, kinds={"code": OwnKind("theirs.codes.Code")})
    one, same, other = (Fact("recall", {"code": (Filler(words),)}) for words in ("AB-1", "ab-1", "CD-2"))
    assert alike([[one], [same], [other]], own) == (((0, 0), (1, 0)), ((2, 0),))
