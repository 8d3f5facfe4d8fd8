"""Runs built by hand: two short articles, three gold facts, and outcome tables that nobody computed.

police   "Police detained nine men and killed one."   detention n1, casualty n2 (nested in n1's evidence)
quake    "A quake hit. Dozens died & fled."           casualty n3
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from harness.corpora.corpus import Corpus
from harness.facts import Article, Fact, Filler, GoldFact, Span
from harness.matching.match import match
from harness.report.comparison import Comparison, compare
from harness.runs.run import Run, Trouble
from harness.schema import FactType, Schema, SlotType
from harness.scores.score import Counts, MucErrors, Ratios, ScoreRow
from harness.scores.table import score_rows

POLICE = "Police detained nine men and killed one."
QUAKE = "A quake hit. Dozens died & fled."

SCHEMA = Schema(
    {
        "casualty": FactType(
            "casualty",
            {
                "outcome": SlotType("outcome", ("enum",), "one", key=True, values=("killed", "injured")),
                "count": SlotType("count", ("number",), key=True),
                "victim": SlotType("victim", ("mention",), key=True),
            },
        ),
        "detention": FactType(
            "detention",
            {
                "count": SlotType("count", ("number",), key=True),
                "detainee": SlotType("detainee", ("entity",), "several", key=True),
                "agent": SlotType("agent", ("entity",)),
            },
        ),
        "alias": FactType("alias", {"name": SlotType("name", ("entity",), "one", key=True)}),
    }
)


def at(text: str, words: str, value: Any = None) -> Filler:
    """The words as they stand in the text."""
    start = text.index(words)
    return Filler(words, value, Span(start, start + len(words)))


GOLD = {
    "police": (
        GoldFact(
            "n1",
            Fact(
                "detention",
                {"count": (at(POLICE, "nine", 9),), "detainee": (at(POLICE, "men"),), "agent": (at(POLICE, "Police"),)},
                (Span(0, 40),),
            ),
        ),
        GoldFact("n2", Fact("casualty", {"outcome": (Filler(value="killed"),)}, (Span(29, 39),))),
    ),
    "quake": (
        GoldFact(
            "n3",
            Fact("casualty", {"outcome": (Filler(value="killed"),), "victim": (at(QUAKE, "Dozens"),)}, (Span(13, 31),)),
        ),
    ),
}

CORPUS = Corpus(
    SCHEMA, (Article("police", POLICE, "0" * 64), Article("quake", QUAKE, "1" * 64)), GOLD, "8cd5a3bb" + "0" * 56
)

Row = tuple[Any, ...]
COLUMNS = [
    *("level", "article", "type", "slot", "gold", "found", "gold_text", "found_text", "gold_value", "found_value"),
    *("outcome", "why"),
]
CONFUSED = ["article", "gold", "gold_type", "found", "found_type", "overlap"]


def outcome_table(rows: Sequence[Row]) -> pd.DataFrame:
    """Rows of COLUMNS; a thirteenth cell is `counted`, else True."""
    table = pd.DataFrame([row[:12] for row in rows], columns=COLUMNS)
    for side in ("gold_start", "gold_end", "found_start", "found_end"):
        table[side] = -1
    table["counted"] = np.array([row[12] if len(row) > 12 else True for row in rows], dtype=bool)
    return table


def ratios(right: float, possible: int, actual: int, interval: tuple[float, float] | None = None) -> Ratios:
    """P, R and F1 by their definitions."""
    precision = right / actual if actual else None
    recall = right / possible if possible else None
    f1 = 2 * right / (actual + possible) if actual + possible else None
    return Ratios(precision, recall, f1, interval if actual else None, interval if possible else None)


def score(scope: Any, name: str, facts: Counts | None, slots: Counts) -> ScoreRow:
    """A row with its ratios; intervals are made up but recognisable."""
    around = (0.125, 0.875) if scope == "overall" else None
    strict = lenient = None
    if facts is not None:
        strict = ratios(facts.correct, facts.possible, facts.actual, around)
        lenient = ratios(facts.correct + facts.partial, facts.possible, facts.actual, around)
    slot = ratios(slots.correct + slots.partial / 2, slots.possible, slots.actual)
    return ScoreRow(scope, name, facts, slots, strict, lenient, slot, MucErrors(0.5, 0.25, None, 0.125))


def rules_run() -> Run:
    """`rules` pairs n1 (count wrong: incorrect), finds n2 right, misses n3, and finds a casualty that gold lacks."""
    found = {
        "police": (
            Fact("detention", {"count": (at(POLICE, "one", 1),), "detainee": (at(POLICE, "men"),)}, (Span(7, 40),)),
            Fact("casualty", {"outcome": (Filler(value="killed"),)}, (Span(29, 39),)),
        ),
        "quake": (Fact("casualty", {"victim": (at(QUAKE, "fled"),)}, (Span(20, 31),)),),
    }
    rows: list[Row] = [
        ("fact", "police", "detention", "", "n1", 0, None, None, None, None, "incorrect", "key slot differs"),
        ("slot", "police", "detention", "count", "n1", 0, "nine", "one", "9", "1", "incorrect", "differs"),
        ("slot", "police", "detention", "detainee", "n1", 0, "men", "men", None, None, "correct", "equal"),
        ("slot", "police", "detention", "agent", "n1", -1, "Police", None, None, None, "missing", "absent from found"),
        ("attribute", "police", "detention", "modality", "n1", 0, None, None, "actual", "actual", "correct", "equal"),
        ("fact", "police", "casualty", "", "n2", 1, None, None, None, None, "correct", ""),
        ("slot", "police", "casualty", "outcome", "n2", 1, None, None, "killed", "killed", "correct", "equal"),
        ("attribute", "police", "casualty", "modality", "n2", 1, None, None, "actual", "actual", "correct", "equal"),
        ("fact", "quake", "casualty", "", "n3", -1, None, None, None, None, "missing", "absent from found"),
        ("slot", "quake", "casualty", "outcome", "n3", -1, None, None, "killed", None, "missing", "absent from found"),
        ("slot", "quake", "casualty", "victim", "n3", -1, "Dozens", None, None, None, "missing", "absent from found"),
        ("fact", "quake", "casualty", "", "", 0, None, None, None, None, "spurious", "not in gold"),
        ("slot", "quake", "casualty", "victim", "", 0, None, "fled", None, None, "spurious", "not in gold"),
    ]
    detention, casualty = Counts(incorrect=1), Counts(correct=1, missing=1, spurious=1)
    filled = {
        "casualty.outcome": Counts(correct=1, missing=1),
        "casualty.victim": Counts(missing=1, spurious=1),
        "detention.count": Counts(incorrect=1),
        "detention.detainee": Counts(correct=1),
        "detention.agent": Counts(missing=1),
    }
    all_slots = sum(filled.values(), Counts())
    confusion = ("quake", "n3", "casualty", 0, "alias", 11)
    return Run(
        name="rules",
        signature="facts|gold:2-8cd5a3bb|extractor:rules-5f1c|seed:0|harness:0.1.0",
        extractor={},
        corpus=CORPUS,
        found=found,
        outcomes=outcome_table(rows),
        confusions=pd.DataFrame([confusion], columns=CONFUSED),
        rows=(
            score("overall", "", detention + casualty, all_slots),
            score("macro", "", detention + casualty, all_slots),
            score("weighted", "", detention + casualty, all_slots),
            score("type", "casualty", casualty, filled["casualty.outcome"] + filled["casualty.victim"]),
            score("type", "detention", detention, Counts(correct=1, incorrect=1, missing=1)),
            *(score("slot", name, None, counts) for name, counts in filled.items()),
            score("attribute", "modality", None, Counts(correct=2)),
            score("article", "police", Counts(correct=1, incorrect=1), Counts(correct=2, incorrect=1, missing=1)),
            score("article", "quake", Counts(missing=1, spurious=1), Counts(missing=2, spurious=1)),
        ),
        troubles=(Trouble("quake", "bad_value", "the slot count says 'many', which is no number"),),
    )


def empty_run() -> Run:
    """`empty` finds nothing."""
    facts = [("detention", "police", "n1"), ("casualty", "police", "n2"), ("casualty", "quake", "n3")]
    rows: list[Row] = [
        ("fact", article, kind, "", gold, -1, None, None, None, None, "missing", "absent from found")
        for kind, article, gold in facts
    ]
    lone = Counts(missing=3)
    return replace(
        rules_run(),
        name="empty",
        signature="facts|gold:2-8cd5a3bb|extractor:empty-0000|seed:0|harness:0.1.0",
        found={"police": (), "quake": ()},
        outcomes=outcome_table(rows),
        confusions=rules_run().confusions.iloc[:0],
        rows=(
            *(score(scope, "", lone, Counts(missing=6)) for scope in ("overall", "macro", "weighted")),
            score("type", "casualty", Counts(missing=2), Counts(missing=3)),
            score("type", "detention", Counts(missing=1), Counts(missing=3)),
        ),
        troubles=(),
    )


@pytest.fixture
def rules() -> Run:
    return rules_run()


@pytest.fixture
def empty() -> Run:
    return empty_run()


@pytest.fixture
def both(rules: Run, empty: Run) -> Comparison:
    return compare([empty, rules])


@pytest.fixture
def spurious_run() -> Callable[[str, Mapping[str, str], Mapping[str, Sequence[Fact]]], Run]:
    """A run over articles without gold, in which every found fact is spurious."""

    def build(name: str, texts: Mapping[str, str], found: Mapping[str, Sequence[Fact]]) -> Run:
        articles = tuple(Article(id_, text, "2" * 64) for id_, text in texts.items())
        rows: list[Row] = []
        for article, facts in found.items():
            for index, fact in enumerate(facts):
                head = (article, fact.type)
                rows.append(("fact", *head, "", "", index, None, None, None, None, "spurious", "not in gold"))
                for slot, fillers in fact.slots.items():
                    rows += [
                        ("slot", *head, slot, "", index, None, f.text, None, f.value, "spurious", "not in gold")
                        for f in fillers
                    ]
        counts = Counts(spurious=sum(map(len, found.values())))
        return Run(
            name=name,
            signature=f"facts|extractor:{name}",
            extractor={},
            corpus=Corpus(SCHEMA, articles, dict.fromkeys(texts, ()), "f" * 64),
            found={id_: tuple(facts) for id_, facts in found.items()},
            outcomes=outcome_table(rows),
            confusions=pd.DataFrame(columns=CONFUSED),
            rows=(score("overall", "", counts, Counts()),),
        )

    return build


@pytest.fixture
def many_articles() -> Callable[[str, Sequence[str]], Run]:
    """A run over as many articles as it has answers: each has five facts, and letters say which were found ("abd")."""

    def build(name: str, answers: Sequence[str]) -> Run:
        words = "abcde"
        alias = [
            Fact("alias", {"name": (Filler(w, None, Span(i, i + 1)),)}, (Span(i, i + 1),)) for i, w in enumerate(words)
        ]
        ids = [f"article-{number:02}" for number in range(len(answers))]
        gold = {one: tuple(GoldFact(fact.slots["name"][0].text or "", fact) for fact in alias) for one in ids}
        found = {one: tuple(alias[words.index(w)] for w in answer) for one, answer in zip(ids, answers, strict=True)}
        matching = match(gold, found, SCHEMA)
        return Run(
            name=name,
            signature=f"facts|extractor:{name}",
            extractor={},
            corpus=Corpus(SCHEMA, tuple(Article(one, words, "3" * 64) for one in ids), gold, "a" * 64),
            found=found,
            outcomes=matching.outcomes,
            confusions=matching.confusions,
            rows=score_rows(matching.outcomes, SCHEMA),
        )

    return build
