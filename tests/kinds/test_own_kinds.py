"""Kinds of one's own: through the joins and the comparing of all, and what comes of those that break their promises."""

import random

import pytest
from odd_kinds import (
    Blocked,
    Checked,
    FewHalves,
    HalfCharacters,
    Hidden,
    Leaving,
    Lopsided,
    LopsidedHalves,
    Nonsense,
    NumberForms,
    OddBlocks,
    OddChecks,
    Plain,
    Raising,
)

import harness
from harness.corpora.inferred_schema import schema_of
from harness.errors import ConfigError
from harness.facts import Accepts, Fact, Filler, GoldFact
from harness.kinds.asked import Asked
from harness.kinds.choose import load_kind
from harness.kinds.text import TextKind
from harness.matching import own_kinds
from harness.matching.columns import Encoder
from harness.matching.comparators import DIFFERS, HALVES, Comparator
from harness.matching.earning import earning_fillers
from harness.matching.fillers import compare_fillers
from harness.matching.match import match
from harness.matching.pairing import pair_facts
from harness.schema import FactType, OwnKind, Schema, SlotType

FORMS = ("A1", "a1", "A-1", "A2", "B1", "B2", "B 2", "the old bridge", "an old bridge", "old", "5 USD", "$5", "5", "x")


def compared(seed: int, schema: Schema) -> Comparator:
    rng = random.Random(seed)
    gold, found = {}, {}
    for article in ("a", "b"):
        facts = [
            Fact("part", {slot: some(rng) for slot in schema.types["part"].slots if rng.random() < 0.8})
            for _ in range(14)
        ]
        gold[article] = [GoldFact(str(i), fact, wordings(rng, fact)) for i, fact in enumerate(facts[:7])]
        found[article] = facts[7:]
    encoder = Encoder(schema)
    return Comparator(encoder, encoder.encode(gold), encoder.encode(found))


def some(rng: random.Random) -> tuple[Filler, ...]:
    return tuple(
        Filler(rng.choice(FORMS), rng.choice([None, None, "A1", "B2"]), precision=rng.choice(["exact", "vague"]))
        for _ in range(rng.randint(1, 2))
    )


def wordings(rng: random.Random, fact: Fact) -> dict[str, tuple[Accepts, ...]]:
    return {slot: (Accepts((rng.choice(FORMS),), optional=rng.random() < 0.3),) for slot in fact.slots}


@pytest.mark.parametrize("at_once", [1, 7, 2_000_000])
@pytest.mark.parametrize("seed", range(12))
def test_joins_find_what_comparing_all_finds(seed: int, at_once: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_kinds, "_AT_ONCE", at_once)
    kinds = {"a": Plain("-"), "b": Blocked(), "c": TextKind(), "d": "money", "e": Checked("-")}
    comparator = compared(seed, schema_of({"part": kinds}))
    joined = [
        triple
        for one in earning_fillers(comparator)
        for triple in zip(one.gold.tolist(), one.found.tolist(), one.halves.tolist(), strict=True)
    ]
    gold, found = comparator.gold, comparator.found
    g, f = (gold.article[:, None] == found.article).nonzero()
    every = compare_fillers(comparator, g, f)
    slot = comparator.encoder.slots.attributes()[gold.slot[every.gold]]
    earns = (every.why != DIFFERS) & ~slot
    columns = every.gold[earns], every.found[earns], HALVES[every.why[earns]]
    assert sorted(joined) == sorted(zip(*(column.tolist() for column in columns), strict=True))
    assert {1, 2} <= {halves for _, _, halves in joined}
    assert len(pair_facts(comparator).gold) > 0


def score(kind: object, gold: str = "A1", found: str = "A2") -> dict[str, int]:
    facts = ({"a": [{"type": "part", "code": words}]} for words in (gold, found))
    return harness.score(*facts, schema={"part": {"code": kind}}).counts["overall"]


def test_the_outcomes_of_a_class() -> None:
    assert score(Plain("-"), "A-1", "A1")["correct"] == 1
    assert score(Plain("-"), "A1", "A2")["slot_partial"] == 1
    assert score(Plain("-"), "A1", "B1")["slot_partial"] == score(Plain("-"), "A1", "B1")["slot_correct"] == 0
    assert score(Checked("-"), "a-1", "A1")["correct"] == 1
    assert score(Blocked(), "A1", "B1")["slot_partial"] == 0, "without a common block nothing is compared"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Raising, r"Raising.compare\('A1', 'A[23]'\) raised RuntimeError: no.* idea; article a, slot part.code"),
        (Leaving, r"Leaving.normalise\('A1'\) raised SystemExit: 1; article a, slot part.code"),
        (
            Nonsense,
            r"Nonsense.compare\('A1', 'A[23]'\) gave 'maybe', not one of incorrect, partial, correct; art",
        ),
        (
            Lopsided,
            r"Lopsided.compare\('A1', 'A[23]'\) gave 'correct', but 'incorrect' if they change places; art",
        ),
        (NumberForms, r"NumberForms.normalise\('A1'\) gave a int, not None or a text; article a, slot part.code"),
        (
            HalfCharacters,
            r"HalfCharacters.normalise\('A1'\) gave '\\ud800A1', which holds half of a surrogate pair; art",
        ),
        (Hidden, r"Hidden.blocks cannot be looked at: RuntimeError: not yours"),
        (OddBlocks, r"OddBlocks.blocks\('A1'\) gave a int, not an iterable of texts"),
        (FewHalves, r"FewHalves.halves of [23] pairs gave no array of as many 0, 1 and 2"),
        (LopsidedHalves, r"LopsidedHalves.halves gave 1 for 'A1' and 'A[23]', but 0 if they change places; article a"),
    ],
)
def test_a_broken_promise_ends_the_scoring(kind: type, said: str) -> None:
    facts = ({"a": [{"type": "part", "code": words}, {"type": "part", "code": "A3"}]} for words in ("A1", "A2"))
    with pytest.raises(ConfigError, match=said) as error:
        harness.score(*facts, schema={"part": {"code": kind()}})
    assert "\x1b" not in str(error.value)


def test_a_class_that_does_not_let_itself_be_looked_at() -> None:
    with pytest.raises(ConfigError, match=r"slot kind 'code': slot kind Shy cannot start: RuntimeError: not yours"):
        load_kind("code", OwnKind("odd_kinds.Shy"), ("odd_kinds",))


def test_a_check_that_answers_nonsense() -> None:
    with pytest.raises(ConfigError, match=r"OddChecks.check\('A1'\) gave a bool, not None or a text"):
        Asked("code", OddChecks()).complaint("A1")


def test_each_pair_is_compared_once_both_ways_round() -> None:
    asked: list[tuple[str, str]] = []

    class Counting(Plain):
        def compare(self, gold: str, found: str) -> str:
            asked.append((gold, found))
            return "partial"

    gold = {"a": [{"type": "part", "code": f"A{i % 3}"} for i in range(30)]}
    found = {"a": [{"type": "part", "code": f"A{i % 4}"} for i in range(30)]}
    harness.score(gold, found, schema={"part": {"code": Counting()}})
    pairs = {(f"A{i}", f"A{j}") for i in range(3) for j in range(4) if i != j}
    assert sorted(asked) == sorted(pairs | {(b, a) for a, b in pairs})


def test_which_side_is_gold_does_not_matter() -> None:
    schema = schema_of({"part": {"code": Plain("-")}})
    rng = random.Random(5)
    sides = [[Fact("part", {"code": (Filler(rng.choice(FORMS)),)}) for _ in range(20)] for _ in range(2)]
    counts = []
    for one, other in (sides, sides[::-1]):
        outcomes = match({"a": [GoldFact(str(i), fact) for i, fact in enumerate(one)]}, {"a": other}, schema).outcomes
        counts.append(outcomes[outcomes.level == "slot"].outcome.value_counts())
    there, back = counts
    assert there["correct"] == back["correct"]
    assert there["partial"] == back["partial"]
    assert there.get("missing", 0) == back.get("spurious", 0)


def test_a_kind_that_is_not_loaded_says_what_to_add() -> None:
    slots = {"code": SlotType("code", ("code",), key=True)}
    schema = Schema({"part": FactType("part", slots)}, kinds={"code": OwnKind("odd_kinds.Plain", {"ignore": "-"})})
    with pytest.raises(ConfigError, match=r"allow=\[odd_kinds\]"):
        match({}, {}, schema)
    facts = ({"a": [{"type": "part", "code": words}]} for words in ("A-1", "A1"))
    made = harness.score(*facts, schema=schema, allow=("odd_kinds",))
    assert made.counts["overall"]["correct"] == 1
    assert "kinds:" in made.signature
    bad = Schema(schema.types, kinds={"code": OwnKind("os.system")})
    with pytest.raises(ConfigError, match=r"'os.system' lies outside harness.kinds, odd_kinds"):
        harness.score({"a": []}, {"a": []}, schema=bad, allow=("odd_kinds",))
    with pytest.raises(ConfigError, match="there is no slot kind 'kode'"):
        match({}, {}, Schema({"part": FactType("part", {"code": SlotType("code", ("kode",))})}))
