"""Facts alike but for one thing: what they say decides which of them is paired, never their place in the list."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from harness.facts import Accepts, Fact, Filler, GoldFact, Span
from harness.matching.assignment import assign
from harness.matching.columns import Encoder
from harness.matching.match import match
from harness.schema import FactType, Schema, SlotType
from harness.scores.table import score_rows

SLOTS = {
    "who": SlotType("who", ("entity",), "several", key=True),
    "count": SlotType("count", ("number",)),
    "day": SlotType("day", ("date",)),
    "place": SlotType("place", ("place",)),
    "home": SlotType("home", ("place",)),
}
SCHEMA = Schema({"held": FactType("held", SLOTS)})
ANN, OSH = Filler("Ann"), Filler("Osh")
HELD = Fact("held", {"who": (ANN,)})
FAR = Span(0, 2**45)
"""Shared by all, it leaves no room in a weight for the hash of the contents: the order of the keys decides alone."""


def held(**slots: Filler) -> Fact:
    return replace(HELD, slots={**HELD.slots, **{name: (filler,) for name, filler in slots.items()}})


def accepting(**accepts: Accepts) -> GoldFact:
    return GoldFact("", held(place=OSH), {name: (one,) for name, one in accepts.items()})


FACTS = {
    "a slot more": (HELD, held(place=OSH)),
    "the words": (held(place=OSH), held(place=Filler("Kulob"))),
    "the slot": (held(place=OSH), held(home=OSH)),
    "the number": (held(count=Filler("some", 2)), held(count=Filler("some", 3))),
    "the date": (held(day=Filler("then", "2024-01-01")), held(day=Filler("then", "2024-01-02"))),
    "where a filler begins": (held(place=Filler("Osh", span=Span(0, 9))), held(place=Filler("Osh", span=Span(1, 9)))),
    "where a filler ends": (held(place=Filler("Osh", span=Span(0, 8))), held(place=Filler("Osh", span=Span(0, 9)))),
    "the evidence": (replace(HELD, evidence=(Span(0, 5),)), replace(HELD, evidence=(Span(5, 10),))),
}
GOLD = {
    "a name accepted": (accepting(), accepting(place=Accepts(("Oş",)))),
    "a containing place": (accepting(), accepting(place=Accepts((), ("Kyrgyzstan",)))),
    "which is the name and which the place": (
        accepting(place=Accepts(("Oş",), ("Kyrgyzstan",))),
        accepting(place=Accepts(("Kyrgyzstan",), ("Oş",))),
    ),
    "an optional filler": (accepting(), accepting(place=Accepts(optional=True))),
} | {name: (GoldFact("", one), GoldFact("", other)) for name, (one, other) in FACTS.items()}


@pytest.mark.parametrize("far", [False, True])
@pytest.mark.parametrize("alike", GOLD.values(), ids=GOLD)
def test_of_gold_alike_but_for(alike: tuple[GoldFact, GoldFact], far: bool) -> None:
    more = (FAR,) if far else ()
    one, other = (
        replace(gold, id=name, fact=replace(gold.fact, evidence=(*gold.fact.evidence, *more)))
        for name, gold in zip("xy", alike, strict=True)
    )
    found = replace(HELD, evidence=(Span(0, 10), *more))
    paired = []
    for gold in ([one, other], [other, one]):
        table = match({"a": gold}, {"a": [found]}, SCHEMA).outcomes
        paired += table[(table["level"] == "fact") & (table["found"] == 0)]["gold"].tolist()
    assert paired in (["x", "x"], ["y", "y"])


@pytest.mark.parametrize("far", [False, True])
@pytest.mark.parametrize("alike", FACTS.values(), ids=FACTS)
def test_of_found_alike_but_for(alike: tuple[Fact, Fact], far: bool) -> None:
    more = (FAR,) if far else ()
    one, other = (replace(fact, evidence=(*fact.evidence, *more)) for fact in alike)
    gold = GoldFact("g", replace(HELD, evidence=(Span(0, 10), *more)))
    paired = []
    for found in ([one, other], [other, one]):
        table = match({"a": [gold]}, {"a": found}, SCHEMA).outcomes
        paired += [found[at] for at in table[(table["level"] == "fact") & (table["gold"] == "g")]["found"]]
    assert paired in ([one, one], [other, other])


def test_of_gold_alike_but_for_whether_it_counts() -> None:
    """Both are found, once whole and once with a slot too many: which is which decides over a correct fact."""
    required, optional = GoldFact("r", HELD), GoldFact("o", HELD, optional=True)
    found = {"a": [HELD, held(place=OSH)]}
    there, back = (
        score_rows(match({"a": gold}, found, SCHEMA).outcomes, SCHEMA)
        for gold in ([required, optional], [optional, required])
    )
    assert there == back


def same_hash(accepts: Accepts) -> tuple[Filler, Filler]:
    """Two fillers whose keys begin alike, so that the hash of the contents does not tell them apart."""
    fillers = [Filler(f"n{k}") for k in range(1000)]
    encoder = Encoder(SCHEMA)
    facts = [GoldFact("", Fact("held", {"who": (one,)}), {"who": (accepts,)}) for one in fillers]
    keys = encoder.encode({"a": facts})
    begin = keys.filler_key[keys.slot == encoder.slots.ids["held", "who"]].view(np.uint64) >> np.uint64(48)
    return next((fillers[i], fillers[k]) for i, k in combinations(range(1000), 2) if begin[i] == begin[k])


def test_of_fillers_with_one_hash_the_same_is_matched_in_any_order() -> None:
    both = Filler("both")
    found = replace(HELD, slots={"who": (both,)})
    pair, matched = same_hash(Accepts(("both",))), set()
    for fillers in (pair, pair[::-1]):
        gold = GoldFact("g", replace(HELD, slots={"who": fillers}), {"who": (Accepts(("both",)),) * 2})
        table = match({"a": [gold]}, {"a": [found]}, SCHEMA).outcomes
        matched.add(table[table["why"] == "other wording"]["gold_text"].item())
    assert len(matched) == 1
    pair, matched = same_hash(Accepts()), set()
    gold = GoldFact("g", found, {"who": (Accepts(tuple(str(filler.text) for filler in pair)),)})
    for fillers in (pair, pair[::-1]):
        table = match({"a": [gold]}, {"a": [replace(HELD, slots={"who": fillers})]}, SCHEMA).outcomes
        matched.add(table[table["why"] == "other wording"]["found_text"].item())
    assert len(matched) == 1


def test_the_smaller_side_bounds_how_many_edges_are_taken() -> None:
    """One edge of three is taken, so a second tier of 2^50 still fits, from either side; the keys say otherwise."""
    one, three, keys = np.zeros(3, np.int64), np.arange(3), np.array([1, 2, 3])
    tiers = [np.ones(3, np.int64), np.array([1, 1, 2**50])]
    assert assign(one, three, keys[:1], keys, tiers).tolist() == [False, False, True]
    assert assign(three, one, keys, keys[:1], tiers).tolist() == [False, False, True]
