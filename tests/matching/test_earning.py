"""What joins find against comparing all with all, and the pairing of all pairs against that of the promising ones."""

import random
from dataclasses import replace
from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.facts import Accepts, Fact, Filler, GoldFact, Span
from harness.matching.candidates import fact_credits, possible_facts
from harness.matching.columns import Encoder
from harness.matching.comparators import DIFFERS, HALVES, Comparator
from harness.matching.dates import date_halves
from harness.matching.earning import earning_fillers
from harness.matching.fillers import compare_fillers
from harness.matching.groups import lay_out
from harness.matching.match import match
from harness.matching.pairing import TIERS, weighed
from harness.matching.vocabulary import Dates
from harness.normalise.edtf_dates import compare_dates
from harness.schema import FactType, Schema, SlotType
from harness.scores.counts import count_outcomes
from harness.scores.table import rows_of, score_rows

SLOTS = {
    "who": SlotType("who", ("entity", "mention"), "several", key=True),
    "count": SlotType("count", ("number",), "several", key=True),
    "kind": SlotType("kind", ("enum",), key=True, values=("x", "y")),
    "date": SlotType("date", ("date",), "several", key=True),
    "place": SlotType("place", ("place",)),
}
SCHEMA = Schema({name: FactType(name, SLOTS) for name in ("raid", "vote")})
NAMES = ("ann", "bob", "old bob", "the old bob", "bob cid", "", "two men", "men", "Old Town", "x  y", "100 gunmen", "x")
DATES = (
    *("2013-01-18", "XXXX-01-18", "2013-01", "2014", "201X", "2013-01/2013-02", "XXXX-01", "XXXX-XX-18", "2013-24"),
    *("XXXX", "rubbish", "2013-01-18~", "2013/..", "XXXX-12-30/XXXX-01-20", "[2013-01-18,2014-01-01]", "2013-XX-18"),
)


def random_fact(rng: random.Random) -> Fact:
    def span() -> Span:
        start = rng.randint(0, 60)
        return Span(start, start + rng.randint(1, 8))

    def word() -> Filler:
        return Filler(rng.choice(NAMES), None, rng.choice([None, span()]))

    def number() -> Filler:
        vague = Filler("several", precision="vague")
        known = Filler(value=rng.choice([1, 2, 2.5, 0, -0.0]))
        return rng.choice([known, Filler("ten"), vague, Filler("x", 1), Filler("x")])

    def date() -> Filler:
        return rng.choice([Filler("d", rng.choice(DATES)), Filler("January 18"), Filler("soon")])

    makers = {
        "who": word,
        "count": number,
        "kind": lambda: Filler(rng.choice("ab"), rng.choice("xy")),
        "date": date,
        "place": word,
        "odd": word,
    }
    slots = {
        name: tuple(make() for _ in range(rng.randint(1, 2))) for name, make in makers.items() if rng.random() < 0.3
    }
    evidence = tuple(span() for _ in range(rng.randint(0, 2)))
    return Fact(rng.choice(["raid", "vote", "strange"]), slots, evidence, rng.choice(["actual", "planned"]))


def random_sides(rng: random.Random) -> tuple[dict[str, list[GoldFact]], dict[str, list[Fact]]]:
    def accepted(fact: Fact) -> dict[str, tuple[Accepts, ...]]:
        return {
            slot: (Accepts(tuple(rng.sample(NAMES, 1)), tuple(rng.sample(NAMES, 1)), rng.random() < 0.3),)
            for slot in fact.slots
            if rng.random() < 0.3
        }

    gold, found = {}, {}
    for article in "ab":
        facts = [random_fact(rng) for _ in range(rng.randint(0, 10))]
        gold[article] = [
            GoldFact(f"{article}{i}", one, accepted(one), rng.random() < 0.2) for i, one in enumerate(facts)
        ]
        found[article] = [random_fact(rng) for _ in range(rng.randint(0, 8))] + [
            replace(one) for one in facts if rng.random() < 0.3
        ]
    return gold, found


def all_pairs(comparator: Comparator) -> tuple[np.ndarray, np.ndarray]:
    """Every pair of facts of one article and type."""
    gold, found = comparator.gold, comparator.found
    same = (gold.article[:, None] == found.article) & (gold.type[:, None] == found.type)
    g, f = np.nonzero(same)
    return g.astype(np.int64), f.astype(np.int64)


def compared(rng: random.Random) -> Comparator:
    gold, found = random_sides(rng)
    encoder = Encoder(SCHEMA)
    return Comparator(encoder, encoder.encode(gold), encoder.encode(found))


@given(st.integers(0, 2**32))
@settings(max_examples=300, deadline=None)
def test_joins_find_exactly_what_comparing_all_fillers_finds(seed: int) -> None:
    comparator = compared(random.Random(seed))
    parts = [(one.gold, one.found, one.halves) for one in earning_fillers(comparator)]
    joined = [triple for part in parts for triple in zip(*(column.tolist() for column in part), strict=True)]
    every = compare_fillers(comparator, *all_pairs(comparator))
    slot = comparator.encoder.slots.attributes()[comparator.gold.slot[every.gold]]
    earns = (every.why != DIFFERS) & ~slot
    columns = every.gold[earns], every.found[earns], HALVES[every.why[earns]]
    assert sorted(joined) == sorted(zip(*(column.tolist() for column in columns), strict=True))


@given(st.integers(0, 2**32), st.sampled_from([0, 16]))
@settings(max_examples=300, deadline=None)
def test_pairs_of_facts_have_the_credit_that_comparing_them_gives(seed: int, few: int) -> None:
    comparator = compared(random.Random(seed))
    g, f = all_pairs(comparator)
    with patch("harness.matching.groups.FEW", few):
        groups = lay_out(comparator.gold, comparator.found)
        credit, possible = fact_credits(comparator, groups)
        listed = possible_facts(comparator)
    expected = weighed(comparator, g, f)
    cells = groups.row[g] + groups.column[f]
    assert credit[cells].tolist() == expected.tiers[TIERS.index("credit")].tolist()
    slot = comparator.gold.slot[expected.fillers.gold]
    key = np.array(comparator.encoder.slots.key)[slot] & (expected.fillers.why != DIFFERS)
    hit = expected.tiers[TIERS.index("overlap")] > 0
    hit[expected.fillers.pair[key]] = True
    assert possible[cells].tolist() == hit.tolist()
    assert possible.sum() == hit.sum()
    assert [each.tolist() for each in listed] == [g[hit].tolist(), f[hit].tolist()]


@given(st.integers(0, 2**32))
@settings(max_examples=50, deadline=None)
def test_outcomes_are_those_of_all_possible_pairs(seed: int) -> None:
    gold, found = random_sides(random.Random(seed))
    with patch("harness.matching.groups.FEW", 0):
        narrowed = match(gold, found, SCHEMA)
        outcomes, confusions, counts = narrowed.outcomes, narrowed.confusions, narrowed.counts
    with patch("harness.matching.groups.FEW", 10_000):
        every = match(gold, found, SCHEMA)
        assert outcomes.equals(every.outcomes)
        assert confusions.equals(every.confusions)
    counted = count_outcomes(outcomes, SCHEMA)
    assert rows_of(counts, SCHEMA, counted.articles) == score_rows(outcomes, SCHEMA)


def test_positions_too_large_for_one_line_still_overlap() -> None:
    far = Fact("raid", {}, (Span(2**61, 2**61 + 5),))
    gold = {"a": [GoldFact("g", far)], "b": [GoldFact("h", replace(far, evidence=(Span(1, 2),)))]}
    encoder = Encoder(SCHEMA)
    comparator = Comparator(encoder, encoder.encode(gold), encoder.encode({"a": [far], "b": [far]}))
    assert [each.tolist() for each in possible_facts(comparator)] == [[0], [0]]


def test_dates_as_numbers_agree_with_dates_as_words() -> None:
    dates = Dates()
    ids = np.array([dates.id(one) for one in DATES])
    left, right = (each.ravel() for each in np.meshgrid(ids, ids))
    expected = [int(2 * compare_dates(DATES[a], DATES[b])) for a, b in zip(left, right, strict=True)]
    assert date_halves(dates, left, right).tolist() == expected
