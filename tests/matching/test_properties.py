"""What must hold for every gold and every found: order, sides, bounds, sums, and the optimum."""

import random
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.facts import Accepts, Fact, Filler, GoldFact, Span
from harness.matching.match import match
from harness.schema import FactType, Schema, SlotType
from harness.scores.score import Counts, ScoreRow
from harness.scores.table import score_rows

SLOTS = {
    "who": SlotType("who", ("entity", "mention"), "several", key=True),
    "count": SlotType("count", ("number",), key=True),
    "kind": SlotType("kind", ("enum",), values=("x", "y")),
    "date": SlotType("date", ("date",)),
}
SCHEMA = Schema({name: FactType(name, SLOTS) for name in ("raid", "vote")})

WORDS = ("ann", "bob", "old bob", "cid")
words = st.builds(Filler, text=st.sampled_from(WORDS), span=st.none())
numbers = st.builds(Filler, value=st.sampled_from([None, 1, 2]))
kinds = st.builds(Filler, value=st.sampled_from(["x", "y"]))
dates = st.builds(Filler, value=st.sampled_from(["2013-01-18", "XXXX-01-18", "2013-01", "2014"]))
spans = st.builds(lambda start, size: Span(start, start + size), st.integers(0, 12), st.integers(1, 6))


@st.composite
def facts(draw: st.DrawFn) -> Fact:
    slots: dict[str, tuple[Filler, ...]] = {}
    if who := draw(st.lists(words, max_size=2)):
        slots["who"] = tuple(who)
    for slot, strategy in (("count", numbers), ("kind", kinds), ("date", dates)):
        if draw(st.booleans()):
            slots[slot] = (draw(strategy),)
    return Fact(
        draw(st.sampled_from(["raid", "vote"])),
        slots,
        tuple(draw(st.lists(spans, min_size=1, max_size=2))),
        draw(st.sampled_from(["actual", "planned"])),
        source=draw(st.none() | words),
    )


articles = st.dictionaries(st.sampled_from(["a", "b"]), st.lists(facts(), max_size=4), max_size=2)


def gold_of(found: dict[str, list[Fact]]) -> dict[str, list[GoldFact]]:
    return {article: [GoldFact(f"g{i}", fact) for i, fact in enumerate(each)] for article, each in found.items()}


def rows(gold: dict[str, list[GoldFact]], found: dict[str, list[Fact]]) -> tuple[ScoreRow, ...]:
    return score_rows(match(gold, found, SCHEMA).outcomes, SCHEMA)


def swapped(counts: Counts | None) -> Counts | None:
    return counts and replace(counts, missing=counts.spurious, spurious=counts.missing)


@given(articles, articles, st.randoms())
@settings(max_examples=100, deadline=None)
def test_the_order_of_either_list_changes_nothing(gold, found, rng: random.Random) -> None:
    labelled = gold_of(gold)
    shuffled_gold = {a: rng.sample(each, len(each)) for a, each in reversed(labelled.items())}
    shuffled_found = {a: rng.sample(each, len(each)) for a, each in reversed(found.items())}
    assert rows(labelled, found) == rows(shuffled_gold, shuffled_found)


@st.composite
def tolerant(draw: st.DrawFn) -> list[GoldFact]:
    """Gold facts much alike but for what they accept and whether they count."""
    kinds = draw(st.lists(facts(), min_size=1, max_size=2))
    accepts = st.builds(Accepts, st.lists(st.sampled_from(WORDS), max_size=1).map(tuple), st.just(()), st.booleans())
    gold = []
    for i in range(draw(st.integers(2, 5))):
        fact = draw(st.sampled_from(kinds))
        accepted = {slot: tuple(draw(accepts) for _ in fillers) for slot, fillers in fact.slots.items()}
        gold.append(GoldFact(f"g{i}", fact, accepted, optional=draw(st.booleans())))
    return gold


@given(tolerant(), st.lists(facts(), max_size=2), st.randoms())
@settings(max_examples=150, deadline=None)
def test_the_order_of_optional_and_tolerant_gold_changes_nothing(gold, more, rng: random.Random) -> None:
    found = [*more, *(one.fact for one in gold[:2])]
    there = rows({"a": gold}, {"a": found})
    assert rows({"a": rng.sample(gold, len(gold))}, {"a": rng.sample(found, len(found))}) == there


def test_of_facts_alike_but_for_an_optional_filler_the_same_one_is_paired_in_any_order() -> None:
    fact = Fact("raid", {"who": (Filler("ann"), Filler("bob"))})
    gold = [GoldFact("g0", fact), GoldFact("g1", fact, {"who": (Accepts(optional=True), Accepts())})]
    assert rows({"a": gold}, {"a": [fact]}) == rows({"a": gold[::-1]}, {"a": [fact]})


@given(articles, articles)
@settings(max_examples=100, deadline=None)
def test_swapping_the_sides_swaps_missing_and_spurious(gold, found) -> None:
    there = {(r.scope, r.name): r for r in rows(gold_of(gold), found)}
    back = {(r.scope, r.name): r for r in rows(gold_of(found), gold)}
    assert there.keys() == back.keys()
    for key, row in there.items():
        assert row.slots == swapped(back[key].slots)
        assert row.facts == swapped(back[key].facts)


@given(articles, articles)
@settings(max_examples=100, deadline=None)
def test_types_slots_and_articles_sum_to_overall(gold, found) -> None:
    table = rows(gold_of(gold), found)
    overall = table[0]
    for scope in ("type", "article"):
        parts = [r for r in table if r.scope == scope]
        assert sum((r.facts for r in parts if r.facts), Counts()) == overall.facts
        assert sum((r.slots for r in parts), Counts()) == overall.slots
    assert sum((r.slots for r in table if r.scope == "slot"), Counts()) == overall.slots


@given(articles)
@settings(max_examples=100, deadline=None)
def test_finding_exactly_the_gold_is_perfect(gold) -> None:
    for row in rows(gold_of(gold), gold):
        for ratios in (row.strict, row.lenient, row.slot):
            if ratios is not None:
                assert {ratios.precision, ratios.recall, ratios.f1} <= {1.0, None}
        assert row.slots.correct == row.slots.possible == row.slots.actual


@given(articles)
@settings(max_examples=50, deadline=None)
def test_finding_nothing_has_recall_0_and_no_precision(gold) -> None:
    overall = rows(gold_of(gold), {})[0]
    assert overall.lenient is not None
    assert overall.lenient.precision is None
    assert overall.lenient.recall == (0.0 if any(gold.values()) else None)


@given(articles, articles)
@settings(max_examples=100, deadline=None)
def test_strict_is_never_above_lenient(gold, found) -> None:
    for row in rows(gold_of(gold), found):
        if row.strict and row.lenient and row.lenient.f1 is not None and row.scope != "macro":
            assert row.strict.f1 is not None
            assert row.strict.f1 <= row.lenient.f1 + 1e-12


def filler_credit(slot: str, a: Filler, b: Filler) -> float:
    """The comparators once more, written out for the few values used here."""
    if slot == "who":
        if a.text == b.text:
            return 1.0
        return 0.5 if {a.text, b.text} == {"bob", "old bob"} else 0.0
    if slot == "date":
        same = {"2013-01-18": 0, "XXXX-01-18": 0, "2013-01": 1, "2014": 2}
        if same[str(a.value)] == same[str(b.value)]:
            return 1.0
        pair = {str(a.value), str(b.value)}
        return 0.5 if pair in ({"2013-01-18", "2013-01"}, {"XXXX-01-18", "2013-01"}) else 0.0
    return float(a.value == b.value)


def slot_credit(slot: str, a: Sequence[Filler], b: Sequence[Filler]) -> float:
    short, long = sorted((a, b), key=len)
    return max(
        sum(filler_credit(slot, x, y) for x, y in zip(short, order, strict=True))
        for order in permutations(long, len(short))
    )


def pair_value(gold: Fact, found: Fact) -> tuple[float, int] | None:
    """Slot credit and shared evidence of a pair, or None where it may not be compared."""
    credits = {s: slot_credit(s, gold.slots[s], found.slots[s]) for s in gold.slots if s in found.slots}
    shared = sum(max(0, min(x.end, y.end) - max(x.start, y.start)) for x in gold.evidence for y in found.evidence)
    if gold.type != found.type or not (shared or credits.get("who") or credits.get("count")):
        return None
    return sum(credits.values()), shared


def best_pairing(gold: list[Fact], found: list[Fact]) -> tuple[float, int, int]:
    """The largest credit, then the most pairs, then the longest shared evidence, over every one-to-one pairing."""

    def search(rest: list[Fact], free: tuple[int, ...]) -> tuple[float, int, int]:
        if not rest:
            return (0.0, 0, 0)
        options = [search(rest[1:], free)]
        for j in free:
            value = pair_value(rest[0], found[j])
            if value is not None:
                credit, pairs, shared = search(rest[1:], tuple(k for k in free if k != j))
                options.append((credit + value[0], pairs + 1, shared + value[1]))
        return max(options)

    return search(gold, tuple(range(len(found))))


def achieved(gold: list[Fact], found: list[Fact], outcomes: pd.DataFrame) -> tuple[float, int, int]:
    pairs = outcomes[(outcomes.level == "fact") & (outcomes.gold != "") & (outcomes.found >= 0)]
    slots = outcomes[(outcomes.level == "slot") & outcomes.outcome.isin(["correct", "partial"])]
    credit = int((slots.outcome == "correct").sum()) + 0.5 * int((slots.outcome == "partial").sum())
    values = [pair_value(gold[int(g[1:])], found[f]) for g, f in zip(pairs.gold, pairs.found, strict=True)]
    assert None not in values
    return credit, len(pairs), sum(v[1] for v in values if v)


@given(st.lists(facts(), max_size=4), st.lists(facts(), max_size=4))
@settings(max_examples=300, deadline=None)
def test_the_pairing_equals_brute_force(gold: list[Fact], found: list[Fact]) -> None:
    outcomes = match(gold_of({"a": gold}), {"a": found}, SCHEMA).outcomes
    assert achieved(gold, found, outcomes) == best_pairing(gold, found)


@given(st.lists(facts(), min_size=1, max_size=3), st.lists(facts(), max_size=3))
@settings(max_examples=100, deadline=None)
def test_optional_gold_is_never_missed_and_never_a_false_alarm(gold: list[Fact], found: list[Fact]) -> None:
    optional = [GoldFact(f"g{i}", fact, optional=True) for i, fact in enumerate(gold)]
    overall = rows({"a": optional}, {"a": found})[0]
    assert overall.facts is not None
    assert overall.facts.possible == 0
    assert overall.slots.possible == 0
    assert rows({"a": optional}, {"a": gold})[0].facts == Counts()


@given(facts())
@settings(deadline=None)
def test_an_optional_filler_is_worth_nothing_either_way(fact: Fact) -> None:
    accepts = {slot: tuple(Accepts(optional=True) for _ in fillers) for slot, fillers in fact.slots.items()}
    gold = {"a": [GoldFact("g", fact, accepts)]}
    for found in ({"a": [fact]}, {"a": [replace(fact, slots={})]}):
        assert rows(gold, found)[0].slots == Counts()
