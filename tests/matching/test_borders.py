"""What just is and what just is not alike: one case on either side of every border, the same whichever side is gold."""

import random

import numpy as np
import pytest

from harness.facts import Accepts, Fact, Filler, GoldFact, Span
from harness.matching.assignment import assign
from harness.matching.match import match
from harness.schema import FactType, Schema, SlotType

SCHEMA = Schema(
    {
        name: FactType(
            name,
            {
                "who": SlotType("who", ("mention",), key=True),
                "count": SlotType("count", ("number",), key=True),
                "day": SlotType("day", ("date",), key=True),
                "place": SlotType("place", ("place",), key=True),
            },
        )
        for name in ("held", "freed")
    }
)


def fact(slot: str, filler: Filler, *evidence: Span, kind: str = "held") -> Fact:
    return Fact(kind, {slot: (filler,)}, evidence)


def outcome(one: Fact, other: Fact) -> str:
    """What becomes of the only slot of one against the other, either way round; "" where they are not paired."""
    said = set()
    for gold, found in ((one, other), (other, one)):
        table = match({"a": [GoldFact("g", gold)]}, {"a": [found]}, SCHEMA).outcomes
        slots = table[table["level"] == "slot"]
        said.add(slots["outcome"].iloc[0] if len(slots) == 1 else "")
    assert len(said) == 1
    return str(said.pop())


EVIDENCE = Span(0, 40)


@pytest.mark.parametrize(
    ("slot", "one", "other", "expected"),
    [
        ("who", Filler("Ann Lee", span=Span(0, 7)), Filler("Lee or Bo", span=Span(6, 15)), "partial"),
        ("who", Filler("Ann Lee", span=Span(0, 7)), Filler("or Bo", span=Span(7, 12)), "incorrect"),
        ("who", Filler("Ann Lee"), Filler("Lee"), "partial"),
        ("who", Filler("Ann Lee"), Filler("ee"), "incorrect"),
        ("who", Filler("Ann Le"), Filler("Le Ann Lee"), "incorrect"),
        ("who", Filler("Ann Lee", span=Span(0, 7)), Filler("Lee", span=Span(37, 40)), "partial"),
        ("who", Filler("Ann Lee", span=Span(0, 7)), Filler("Lee", span=Span(38, 41)), "incorrect"),
        ("count", Filler("several", precision="vague"), Filler("many", precision="vague"), "correct"),
        ("count", Filler("several", precision="vague"), Filler(value=0), "incorrect"),
        ("count", Filler(value=2), Filler(value=2.5), "incorrect"),
        ("day", Filler(value="2024-03"), Filler(value="2024-03-04"), "partial"),
        ("day", Filler(value="2024-04"), Filler(value="2024-03-04"), "incorrect"),
        ("day", Filler(value="XXXX-03"), Filler(value="2024"), "incorrect"),
        ("day", Filler(value="2024-21"), Filler(value="2024-05"), "partial"),  # spring has May
        ("day", Filler(value="2024-21"), Filler(value="2024-06"), "incorrect"),
    ],
)
def test_fillers(slot: str, one: Filler, other: Filler, expected: str) -> None:
    assert outcome(fact(slot, one, EVIDENCE), fact(slot, other, EVIDENCE)) == expected


@pytest.mark.parametrize(
    ("slot", "one", "other"),
    [
        ("who", Filler("Ann Lee"), Filler("Lee")),
        ("count", Filler("several", precision="vague"), Filler("many", precision="vague")),
        ("day", Filler(value="2024-03"), Filler(value="2024-03-04")),
    ],
)
def test_what_is_partly_alike_brings_facts_together_without_evidence(slot: str, one: Filler, other: Filler) -> None:
    assert outcome(fact(slot, one), fact(slot, other)) in ("correct", "partial")


def test_numbers_that_are_nothing_alike_bring_nothing_together() -> None:
    """Not even a vague one and the smallest of all."""
    assert outcome(fact("count", Filler("several", precision="vague")), fact("count", Filler(value=-5))) == ""


def test_a_containing_place_brings_facts_together() -> None:
    gold = GoldFact("g", fact("place", Filler("Osh")), {"place": (Accepts(containers=("Kyrgyzstan",)),)})
    table = match({"a": [gold]}, {"a": [fact("place", Filler("Kyrgyzstan"))]}, SCHEMA).outcomes
    assert table.loc[table["level"] == "slot", ["outcome", "why"]].to_numpy().tolist() == [
        ["partial", "containing place"]
    ]


def test_confusions_are_of_two_types_and_of_gold_that_is_required() -> None:
    ann, bob = Filler("Ann"), Filler("Bob")
    required = GoldFact("g", fact("who", ann, Span(0, 9)))
    optional = GoldFact("o", fact("who", ann, Span(20, 29)), optional=True)
    found = [fact("who", bob, span, kind="freed") for span in (Span(0, 9), Span(20, 29))]
    table = match({"a": [required, optional]}, {"a": found}, SCHEMA).confusions
    assert table[["gold", "found_type"]].to_numpy().tolist() == [["g", "freed"]]
    twice = [fact("who", ann, Span(0, 9)), fact("who", ann, Span(0, 9))]
    assert len(match({"a": [required]}, {"a": twice}, SCHEMA).confusions) == 0
    rivals = match({"a": [required, GoldFact("h", fact("who", ann, Span(0, 9)))]}, {"a": twice[:1]}, SCHEMA).confusions
    assert len(rivals) == 0


def test_a_tier_that_no_longer_fits_decides_nothing() -> None:
    """It is left out: it must never outweigh one above it."""
    chance = random.Random(0)
    for _ in range(200):
        rows, columns = (np.array(side, np.int64) for side in ([0, 0, 1, 1], [0, 1, 0, 1]))
        second = [chance.choice([1, 2**40]) for _ in range(4)]
        third = [chance.randrange(2**35) for _ in range(4)]
        keys = np.arange(2)
        tiers = [np.ones(4, np.int64), np.array(second, np.int64), np.array(third, np.int64)]
        taken = assign(rows, columns, keys, keys, tiers)
        assert sum(np.array(second)[taken]) == max(second[0] + second[3], second[1] + second[2])


def test_longer_shared_evidence_comes_before_the_better_modality() -> None:
    ann = {"who": (Filler("Ann"),)}
    gold = GoldFact("g", Fact("held", ann, (Span(0, 20),)))
    found = [Fact("held", ann, (Span(0, 5),)), Fact("held", ann, (Span(0, 20),), modality="planned")]
    for answers, expected in ((found, 1), (found[::-1], 0)):
        table = match({"a": [gold]}, {"a": answers}, SCHEMA).outcomes
        facts = table[(table["level"] == "fact") & (table["gold"] == "g")]
        assert facts["found"].tolist() == [expected]
