"""Explanations of pairings worked out by hand: those of `run_by_hand`, and others in it."""

import json
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from run_by_hand import FOUND, SCHEMA, A, B, held, run

from harness.errors import ConfigError
from harness.explain.candidates import Group, compared_lines
from harness.explain.explanation import explain
from harness.explain.text import explained, explained_json
from harness.facts import Accepts, Fact, Filler, GoldFact, Span


def test_the_chosen_one_stands_first_with_the_credit_of_each_slot() -> None:
    it = explain(run(), "a")
    assert it.outcome == "correct"
    chosen = it.considered[0]
    assert (chosen.found, chosen.chosen, chosen.credit) == (1, True, 3)
    assert it.verdict == "Paired with found #1: 3 credit against 2 of found #0."
    assert [(line.slot, line.credit, line.why) for line in chosen.lines] == [
        ("who", 1, "equal"),
        ("where", 1, "equal"),
        ("count", 1, "equal"),
        ("modality", 1, "equal"),
        ("polarity", 1, "equal"),
    ]


def test_a_candidate_that_went_elsewhere_says_where_and_what_that_gains() -> None:
    said = explain(run(), "b").considered[1]
    assert said.found == 1
    assert said.reason == (
        "not chosen: found #1 went to gold `a`, which gives the held facts of the article 4 credit in all instead of 3"
    )
    assert explain(run(), "b").considered[0].reason == (
        "chosen: by itself worth as much as found #1, but found #1 went to gold `a`, "
        "which gives the held facts of the article 4 credit in all instead of 3"
    )
    missing = [line for line in said.lines if line.slot == "count"]
    assert [(line.gold, line.found, line.why) for line in missing] == [(None, Filler(value=3), "not in gold")]


def test_a_pair_without_a_key_slot_or_evidence_in_common_is_no_candidate() -> None:
    it = explain(run(), "c")
    assert it.outcome == "missing"
    assert it.verdict == "Not found: no found fact of its type shares a key slot or evidence with it."
    assert [(one.found, one.type, one.possible) for one in it.considered] == [
        (0, "held", False),
        (1, "held", False),
        (2, "flood", False),
    ]
    assert it.considered[0].reason.startswith("no candidate: no key slot is even partly right")
    assert [(one.credit, one.required, one.overlap, one.agreement) for one in it.considered[:2]] == [(0, 1, 0, 2)] * 2
    assert "shares 7 characters of evidence" in it.considered[2].reason
    assert it.words == "Ann and Cid"


def test_left_alone_because_another_fact_needs_the_only_candidate() -> None:
    it = explain(run(found=FOUND[1:2]), "b")
    assert it.outcome == "missing"
    assert it.verdict == (
        "Left alone: found #0 went to gold `a`, which gives the held facts of the article 3 credit in all instead of 1."
    )


def test_the_second_tier_decides_among_equals_and_is_named() -> None:
    near, far = held((Span(0, 11),), who="Cid"), held((Span(20, 30),), who="Cid")
    it = explain(run(found=(far, near)), "c")
    assert (
        it.verdict == "Paired with found #1: equal credit, and 11 characters of shared evidence against 0 of found #0."
    )
    assert it.considered[1].reason == "not chosen: 0 characters of shared evidence against 11 of found #1"


def test_the_higher_credit_may_lose_for_the_sake_of_the_whole() -> None:
    """Gold a would have 3 of #0, but b has only #0: a-1 2 and b-0 2 are 4, a-0 3 alone is 3."""
    gold = (A, GoldFact("b", held(who="Ann", count=3)))
    found = (held(who="Ann", where="Osh", count=3), held(who="Bob", where="Osh", count=3))
    evidence = (Span(0, 3),)
    gold = (replace(A, fact=replace(A.fact, evidence=evidence)), gold[1])
    found = (found[0], replace(found[1], evidence=evidence))
    it = explain(run(gold, found), "a")
    assert it.considered[0].found == 1
    assert it.verdict == (
        "Paired with found #1: although found #0 has more credit: found #0 went to gold `b`, "
        "which gives the held facts of the article 4 credit in all instead of 3."
    )


def test_a_candidate_that_nobody_took_is_judged_by_the_whole_too() -> None:
    """a-0 is worth 3, a-1 only 1; but with a-1 gold b could have #0, for 1: so a-0 gains 1, not 2."""
    evidence = (Span(0, 3),)
    gold = (replace(A, fact=replace(A.fact, evidence=evidence)), GoldFact("b", held(who="Ann")))
    found = (held(who="Ann", where="Osh", count=3), held(evidence, who="Bob", where="Osh"))
    assert explain(run(gold, found), "a").considered[1].reason == (
        "not chosen: the pairing chosen gives the held facts of the article 3 credit in all instead of 2"
    )


def test_identical_answers_are_told_apart_by_the_fixed_order() -> None:
    it = explain(run((A,), (A.fact, A.fact)), "a")
    assert it.verdict == (
        f"Paired with found #{it.considered[0].found}: by itself worth as much as found #{it.considered[1].found}, "
        "but the pairing chosen is worth the same, and comes first in the fixed order."
    )
    assert it.considered[1].reason.endswith("is worth the same, and comes first in the fixed order")


def test_several_fillers_are_shown_matched_then_side_by_side_then_alone() -> None:
    gold = GoldFact("g", Fact("held", {"who": (Filler("Ann"), Filler("Cid"), Filler("Eve"))}))
    found = Fact("held", {"who": (Filler("Cid"), Filler("Bob"))})
    lines = [line for line in compared_lines(gold, found, SCHEMA) if line.slot == "who"]
    assert [line.why for line in lines] == ["equal", "differs", "absent from found"]
    assert (lines[0].gold, lines[0].found) == (Filler("Cid"), Filler("Cid"))
    assert lines[1].found == Filler("Bob")


def test_optional_gold_and_fillers_are_marked() -> None:
    gold = GoldFact("g", held(who="Ann", where="Osh"), {"where": (Accepts(optional=True),)}, optional=True)
    it = explain(run((gold,), (held(who="Ann"),)), "g")
    assert it.considered[0].required == 0
    assert [line.optional for line in it.considered[0].lines] == [False, True, False, False]
    page = explained(it)
    assert "g (held, optional) in one" in page
    assert "Osh (optional)" in page


names = st.sampled_from(["Ann", "Bob", "Cid"])
facts = st.builds(
    lambda who, where, count, at: held((Span(at, at + 5),), who=who, where=where, count=count),
    names,
    st.sampled_from(["Osh", "Batken"]),
    st.integers(1, 2),
    st.integers(0, 9),
)


@settings(deadline=None)
@given(st.lists(facts, min_size=1, max_size=3), st.lists(facts, min_size=1, max_size=3))
def test_forcing_a_pair_gives_the_best_of_all_pairings_with_it(ours: list[Fact], theirs: list[Fact]) -> None:
    """Against every way to pair up, tried out."""
    group = Group([GoldFact(str(i), fact) for i, fact in enumerate(ours)], theirs, SCHEMA)
    places = [*range(len(theirs)), *[None] * len(ours)]
    every = {frozenset((g, f) for g, f in enumerate(way) if f is not None) for way in permutations(places, len(ours))}
    legal = [way for way in every if way <= set(group.worth)]
    assert group.total(group.best) == max(map(group.total, legal))
    for g, f in group.worth:
        assert group.total(group.forced(g, f)) == max(group.total(way) for way in legal if (g, f) in way)


def test_of_very_many_candidates_the_best_are_shown() -> None:
    many = [held(who="Ann", where="Osh" if count == 20 else "Batken", count=count) for count in range(1, 31)]
    it = explain(run((A,), many), "a")
    assert {one.found for one in it.considered[:2]} == {2, 19}
    assert (len(it.considered), it.left_out) == (10, 20)
    assert "20 further candidates, worth less than these" in explained(it)


def test_the_page_fits_a_terminal_and_says_it_all() -> None:
    page = explained(explain(run(), "a"))
    assert max(map(len, page.splitlines())) <= 80
    assert "\x1b" not in page
    for said in (
        "a (held) in one: correct",
        "Paired with found #1",
        "found #0 held: not chosen",
        "credit 3, required gold",
    ):
        assert said in page


def test_json_has_the_same_in_a_fixed_order() -> None:
    said = explained_json(explain(run(), "a"))
    assert json.loads(json.dumps(said)) == said
    assert list(said) == ["run", "article", "fact", "outcome", "verdict", "left_out", "considered"]
    assert said["considered"][0]["slots"][2]["gold"] == {"text": None, "value": 3, "span": None, "precision": "exact"}


def test_ids_that_are_unknown_or_ambiguous() -> None:
    twice = run((A, B), FOUND, two=(A,))
    for fact, article, said in (
        ("zz", None, "hand has no gold fact 'zz'; known: a, b"),
        ("a", None, "several articles have a gold fact 'a': say which, article=one or article=two"),
        ("b", "two", "article two has no gold fact 'b'; known: a"),
        ("a", "tow", "hand has no article 'tow'; did you mean 'two'?"),
    ):
        with pytest.raises(ConfigError) as error:
            explain(twice, fact, article)
        assert str(error.value) == said
    assert explain(twice, "a", "two").outcome == "missing"


def test_agreement_counts_attributes_as_slots_are_counted() -> None:
    assert explain(run(), "a").considered[0].agreement == 2  # modality and polarity; neither has a source


def test_of_what_is_no_candidate_the_best_three_are_shown() -> None:
    others = [held(who="Bea", where="Osh"), *(held(who=f"N{i}") for i in range(4))]
    shown = [one for one in explain(run(found=others), "a").considered if not one.possible]
    assert [one.found for one in shown] == [0, 1, 2]
    floods = [held((Span(0, end),), "flood") for end in (2, 9, 4, 3)]
    shown = [one for one in explain(run(found=floods), "c").considered if not one.possible]
    assert [one.found for one in shown] == [1, 2, 3]
