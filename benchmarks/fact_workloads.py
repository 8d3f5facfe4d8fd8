"""Facts with four slots to score: seeded, as integer columns, which every scorer's own input is made from.

Of the gold facts 5 % are missed, 20 % found with one slot wrong and 5 % with two; 5 % of what is found is spurious.
Every slot is a key slot, no value is part of another and nothing is optional, so that a slot is right or wrong, and a
pair of facts may be matched if one slot is right: what scorers of records assume.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from harness.facts import Fact, Filler, GoldFact, Span
from harness.schema import FactType, Schema, SlotType

Ints = NDArray[np.int64]

SLOTS = ("count", "date", "outcome", "place")
VALUES = (40, 60, 4, 50)
"""How many values each slot takes: numbers, days, names of an enumeration, names of places."""
OUTCOMES = ("killed", "injured", "missing", "captured")
EVIDENCE = 60  # characters that a fact has for itself


@dataclass(frozen=True, slots=True)
class FactSide:
    """Facts sorted by article: article, type and four slots by number, and where the evidence begins."""

    article: Ints
    type: Ints
    slots: Ints
    start: Ints

    def __len__(self) -> int:
        """How many facts."""
        return len(self.article)

    def head(self, articles: int) -> "FactSide":
        """Those of the first articles."""
        keep = slice(0, int(np.searchsorted(self.article, articles)))
        return FactSide(self.article[keep], self.type[keep], self.slots[keep], self.start[keep])


@dataclass(frozen=True, slots=True)
class FactWorkload:
    """`articles` articles of `per_article` gold facts each, of `types` types."""

    articles: int
    per_article: int
    types: int
    gold: FactSide
    found: FactSide

    def head(self, articles: int) -> "FactWorkload":
        """The first articles alone."""
        return FactWorkload(articles, self.per_article, self.types, self.gold.head(articles), self.found.head(articles))


def fact_workload(per_article: int, facts: int, types: int, seed: int = 0) -> FactWorkload:
    """About `facts` gold facts in articles of `per_article`; the same numbers give the same workload."""
    articles = max(1, facts // per_article)
    rng = np.random.default_rng([seed, per_article, types])
    size = articles * per_article
    article, place = np.divmod(np.arange(size), per_article)
    kind = rng.integers(0, types, size)
    slots = rng.integers(0, VALUES, (size, len(SLOTS)))
    start = place * EVIDENCE
    found = slots.copy()
    fate = rng.random(size)
    for wrong in (fate < 0.20, (fate > 0.15) & (fate < 0.25)):
        rows = np.flatnonzero(wrong)
        slot = rng.integers(0, len(SLOTS), len(rows))
        found[rows, slot] = (found[rows, slot] + rng.integers(1, 4, len(rows))) % np.array(VALUES)[slot]
    kept = np.flatnonzero(fate < 0.95)
    invented = np.flatnonzero(rng.random(size) < 0.05)
    order = np.argsort(np.r_[article[kept], article[invented]], kind="stable")
    spurious = rng.integers(0, VALUES, (len(invented), len(SLOTS)))
    side = FactSide(
        np.r_[article[kept], article[invented]][order],
        np.r_[kind[kept], rng.integers(0, types, len(invented))][order],
        np.concatenate([found[kept], spurious])[order],
        np.r_[start[kept] + rng.integers(0, 3, len(kept)), start[invented] + EVIDENCE // 2][order],
    )
    return FactWorkload(articles, per_article, types, FactSide(article, kind, slots, start), side)


def type_name(kind: int) -> str:
    """The name of a type."""
    return f"type{kind:02}"


def schema(types: int) -> Schema:
    """The fact types of a workload: one slot of each of four kinds."""
    slots = {
        "count": SlotType("count", ("number",), key=True),
        "date": SlotType("date", ("date",), key=True),
        "outcome": SlotType("outcome", ("enum",), key=True, values=OUTCOMES),
        "place": SlotType("place", ("entity",), key=True),
    }
    return Schema({type_name(kind): FactType(type_name(kind), slots) for kind in range(types)})


def slot_values(slot: int) -> tuple[int | str, ...]:
    """The values that a slot takes, by number."""
    return (
        tuple(range(1, VALUES[0] + 1)),
        tuple(f"2024-{1 + day // 28:02}-{1 + day % 28:02}" for day in range(VALUES[1])),
        OUTCOMES,
        tuple(f"Town{name:02}" for name in range(VALUES[3])),
    )[slot]


def found_facts(side: FactSide, articles: int) -> dict[str, list[Fact]]:
    """The facts as the harness's own objects, by article."""
    values = [slot_values(slot) for slot in range(len(SLOTS))]
    facts: dict[str, list[Fact]] = {f"article-{article:06}": [] for article in range(articles)}
    lists = list(facts.values())
    rows = zip(side.article.tolist(), side.type.tolist(), side.slots.tolist(), side.start.tolist(), strict=True)
    for article, kind, (count, date, outcome, place), start in rows:
        where = Span(start + 20, start + 26)
        fillers = {
            "count": (Filler(text=str(values[0][count]), value=values[0][count], span=Span(start, start + 2)),),
            "date": (Filler(text=str(values[1][date]), value=values[1][date], span=Span(start + 4, start + 14)),),
            "outcome": (Filler(value=values[2][outcome]),),
            "place": (Filler(text=str(values[3][place]), span=where),),
        }
        lists[article].append(Fact(type_name(kind), fillers, (Span(start, start + EVIDENCE // 2),)))
    return facts


def gold_facts(side: FactSide, articles: int) -> dict[str, list[GoldFact]]:
    """The facts as gold, by article."""
    return {
        article: [GoldFact(f"{article}-{i}", fact) for i, fact in enumerate(facts)]
        for article, facts in found_facts(side, articles).items()
    }
