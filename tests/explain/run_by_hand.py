"""A run whose pairing is worked out by hand.

One article, facts of type `held` with a key slot `who` and the slots `where` and `count`.

    gold a: who Ann, where Osh,  count 3        found #0: who Ann, where Osh
    gold b: who Ann, where Batken               found #1: who Ann, where Osh, count 3
    gold c: who Cid

Credit: a-0 2, a-1 3, b-0 1, b-1 1; c has no key slot in common with either. The best sum is a-1 and b-0: 4.
"""

from collections.abc import Sequence

from harness.corpora.corpus import Corpus
from harness.facts import Article, Fact, Filler, GoldFact, Span
from harness.matching.match import match
from harness.runs.run import Run
from harness.schema import FactType, Schema, SlotType

TEXT = "Ann and Cid were held in Osh and Batken, three people in all. A flood came."
SCHEMA = Schema(
    {
        "held": FactType(
            "held",
            {
                "who": SlotType("who", ("mention",), "several", key=True),
                "where": SlotType("where", ("mention",)),
                "count": SlotType("count", ("number",)),
            },
        ),
        "flood": FactType("flood", {"where": SlotType("where", ("mention",), key=True)}),
    }
)


def held(evidence: tuple[Span, ...] = (), kind: str = "held", **slots: str | int) -> Fact:
    fillers = {name: (Filler(value=v) if isinstance(v, int) else Filler(v),) for name, v in slots.items()}
    return Fact(kind, fillers, evidence)


A = GoldFact("a", held(who="Ann", where="Osh", count=3))
B = GoldFact("b", held(who="Ann", where="Batken"))
C = GoldFact("c", held((Span(0, 11),), who="Cid"))
FOUND = (
    held(who="Ann", where="Osh"),
    held(who="Ann", where="Osh", count=3),
    held((Span(4, 40),), "flood", where="Osh"),
)


def run(gold: Sequence[GoldFact] = (A, B, C), found: Sequence[Fact] = FOUND, **more: Sequence[GoldFact]) -> Run:
    facts = {"one": tuple(gold), **{name: tuple(some) for name, some in more.items()}}
    articles = tuple(Article(name, TEXT, "0" * 64) for name in facts)
    corpus = Corpus(SCHEMA, articles, facts, "ab" * 32)
    answers = {"one": tuple(found), **dict.fromkeys(more, ())}
    matching = match(facts, answers, SCHEMA)
    return Run("hand", "facts|seed:0", {}, corpus, answers, matching.outcomes, matching.confusions, ())
