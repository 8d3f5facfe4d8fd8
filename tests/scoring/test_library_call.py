"""`harness.score` on everything that holds facts, spans or templates."""

import doctest
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from datasets import Dataset
from runs.run_samples import corpus, detention

import harness
from harness.corpora.dataset import to_dataset
from harness.corpora.found import facts_to_dataset
from harness.corpora.inferred_schema import infer_schema
from harness.corpora.plain_facts import fact_of
from harness.errors import ConfigError, HarnessError
from harness.facts import Accepts, Fact, Filler, GoldFact, Span
from harness.scoring.result import Score

GOLD = [
    {"type": "held", "who": "two men", "place": ["Osh", "Batken"], "count": 2, "day": "2024-03-03"},
    {"type": "freed", "who": "a driver"},
]
FOUND = [{"type": "held", "who": "two men", "place": ["Batken"], "count": 2, "day": "2024-03"}]
SLOTS = {"slot_correct": 3, "slot_partial": 1, "slot_incorrect": 0, "slot_missing": 2, "slot_spurious": 0}


def overall(score: Score) -> dict[str, Any]:
    return {name: score.rows["overall"][name] for name in SLOTS}


def test_dicts_of_one_article() -> None:
    assert overall(harness.score(GOLD, FOUND)) == SLOTS


def tagged(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"article": "x", **row} for row in rows]


def tidy(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    cells = []
    for number, row in enumerate(rows):
        for slot, value in row.items():
            for one in value if isinstance(value, list) else [value]:
                if slot != "type":
                    cells.append({"article": "x", "fact": number, "type": row["type"], "slot": slot, "value": one})
    return pd.DataFrame(cells)


@pytest.mark.parametrize(
    "form",
    [
        lambda rows: {"x": rows},
        tagged,
        lambda rows: [("x", row) for row in rows],
        lambda rows: [("x", fact_of(row)) for row in rows],
        lambda rows: [("x", fact_of(row).fact) for row in rows],
        lambda rows: Dataset.from_list(tagged(rows)),
        lambda rows: pd.DataFrame(tagged(rows)),
        lambda rows: facts_to_dataset({"x": [fact_of(row).fact for row in rows]}),
        lambda rows: facts_to_dataset({"x": [fact_of(row).fact for row in rows]}).to_pandas(),
        lambda rows: (row for row in tagged(rows)),
        tidy,
    ],
    ids="mapping tagged pairs gold_facts facts dataset frame found.parquet found_frame generator tidy".split(),  # noqa: SIM905
)
def test_every_form_scores_the_same(form: Any) -> None:
    want = harness.score({"x": GOLD}, {"x": FOUND})
    score = harness.score(form(GOLD), form(FOUND))
    assert score.rows == want.rows
    assert score.outcomes.drop(columns="gold").equals(want.outcomes.drop(columns="gold")) or form is tidy
    if form is not tidy:  # its facts have ids, which count in the digest of gold
        assert score.signature == want.signature
    assert harness.score(form(GOLD), {"x": FOUND}).rows == want.rows


def test_a_corpus_brings_its_schema_dates_and_alternatives() -> None:
    whole = corpus(2)
    gold = GoldFact("g", detention(), {"detainee": (Accepts(names=("fighters",)),)})
    whole = replace(whole, gold={**whole.gold, "a00": (gold,)})
    found = Fact("detention", {"detainee": (Filler("fighters"),)})
    for given in (whole, to_dataset(whole)):
        score = harness.score(given, {"a00": [found]})
        assert score.rows["slots"]["detention.detainee"]["slot_correct"] == 1
        assert score.rows["overall"]["gold"] == 2
    dated = replace(whole, articles=(replace(whole.articles[0], published="2013-05-04"), *whole.articles[1:]))
    day = replace(detention(), slots={"date": (Filler("3 May", "2013-05-03"),)})
    dated = replace(dated, gold={**dated.gold, "a00": (GoldFact("g", day),)})
    relative = replace(day, slots={"date": (Filler("yesterday"),)})
    assert harness.score(dated, {"a00": [relative]}).rows["slots"]["detention.date"]["slot_correct"] == 1
    bare = Fact("detention", relative.slots)  # the corpus's schema says that a date alone pairs nothing
    assert harness.score(dated, {"a00": [bare]}).rows["overall"]["spurious"] == 1
    frame = to_dataset(whole).to_pandas().drop(columns="corpus")
    assert harness.score(frame, {"a00": [found]}).rows["overall"]["gold"] == 2


def test_relative_dates_are_counted_from_the_day_of_publication() -> None:
    gold, found = [{"type": "t", "day": "2024-03-03"}], [{"type": "t", "day": "on Sunday"}]
    schema = {"t": {"day": "date"}}
    right = harness.score(gold, found, schema=schema, published={"article": "2024-03-04"})  # type: ignore[arg-type]
    assert right.rows["overall"]["strict_f1"] == 1
    assert harness.score(gold, found, schema=schema).rows["overall"]["strict_f1"] == 0  # type: ignore[arg-type]


def test_schemas_are_read_off_the_values_of_both_sides() -> None:
    gold = {"x": [fact_of({"type": "t", "n": 9, "d": "2024-03-03", "w": "Osh", "m": "nine"}).fact]}
    found = {"x": [fact_of({"type": "t", "n": "nine", "d": "2024", "w": "2024", "m": 9}).fact, Fact("u")]}
    types = infer_schema(gold, found).types
    assert {name: slot.kinds[0] for name, slot in types["t"].slots.items()} == {
        **{"n": "number", "d": "date", "w": "mention", "m": "number"}
    }
    assert all(slot.key for slot in types["t"].slots.values())
    assert list(types) == ["t", "u"]
    odd = {"x": [fact_of({"type": "t", "n": 9}).fact, fact_of({"type": "t", "n": "Osh"}).fact]}
    assert infer_schema(odd).types["t"].slots["n"].kinds == ("mention",)


def test_signatures_do_not_depend_on_the_order_and_do_on_the_facts() -> None:
    one = harness.score({"x": GOLD, "y": GOLD[:1]}, {"x": FOUND})
    assert one.signature == harness.score({"y": GOLD[:1], "x": GOLD[::-1]}, {"x": FOUND}).signature
    assert one.signature != harness.score({"x": GOLD, "y": GOLD[1:]}, {"x": FOUND}).signature
    assert one.signature != harness.score({"x": GOLD, "y": GOLD[:1]}, {"x": GOLD}).signature
    assert "|gold:2-" in one.signature
    assert one.rows == harness.score({"y": GOLD[:1], "x": GOLD[::-1]}, {"x": FOUND}).rows


def test_short_facts() -> None:
    fact = fact_of(
        {
            "id": 7,
            "type": "t",
            "n": float("nan"),
            "w": None,
            "e": "",
            "yes": True,
            "s": {"text": "nine", "value": 9, "span": [0, 4]},
            "source": "Police",
            "polarity": "negative",
            "evidence": [[0, 9]],
            "optional": True,
        }
    )
    assert fact == GoldFact(
        "7",
        Fact(
            "t",
            {"yes": (Filler("true"),), "s": (Filler("nine", 9, Span(0, 4)),)},
            (Span(0, 9),),
            polarity="negative",
            source=Filler("Police"),
        ),
        optional=True,
    )


@pytest.mark.parametrize(
    ("gold", "said"),
    [
        ([{"who": "x"}], "gold[0]: a fact needs a type"),
        ({"a": [{"type": "t"}, 3]}, "gold['a'][1] is a int: a fact is a dict, a Fact or a GoldFact"),
        ("facts.jsonl", "gold is a str: give facts as a list, a dict, a Dataset or a DataFrame"),
        (7, "gold is a int: give facts as"),
        ([{"type": "t", "slots": {}, "who": "x"}], "gold[0]: unknown keys 'who' beside `slots`"),
        ([{"type": "t", "s": {"texts": "x"}}], "gold[0]: slot 's': a filler has the keys precision, span, text, value"),
        ([{"type": "t", "s": object}], "gold[0]: slot 's': "),
        ([{"type": "t", "modality": "maybe"}], "gold[0]: this is no fact: modality must be "),
    ],
)
def test_what_cannot_be_read_is_named(gold: Any, said: str) -> None:
    with pytest.raises(ConfigError) as error:
        harness.score(gold, [])
    assert str(error.value).startswith(said)
    with pytest.raises(HarnessError, match="no option"):
        harness.score([], [], sed=1)


SPANS = [[{"start": 0, "end": 4, "label": "A"}, {"start": 5, "end": 9, "label": "B"}], []]
ANSWER = [[{"start": 0, "end": 4, "label": "A"}, {"start": 5, "end": 8, "label": "B"}], SPANS[0][:1]]


def table(documents: Sequence[Sequence[dict[str, Any]]]) -> pd.DataFrame:
    return pd.DataFrame([{"document": i, **span} for i, some in enumerate(documents) for span in some])


@pytest.mark.parametrize(
    "form", [list, table, lambda docs: Dataset.from_pandas(table(docs)), lambda docs: dict(enumerate(docs))]
)
def test_spans(form: Any) -> None:
    score = harness.score(form(SPANS), form(ANSWER), profile="semeval13")
    assert {mode: (row["COR"], row["INC"], row["PAR"], row["SPU"]) for mode, row in score.rows.items()} == {
        "strict": (1, 1, 0, 1),
        "exact": (1, 1, 0, 1),
        "partial": (1, 0, 1, 1),
        "ent_type": (2, 0, 0, 1),
    }
    assert set(score.counts) == set(score.rows)
    assert score.fractions is not None
    assert score.fractions.rows == ("strict", "exact", "partial", "ent_type")
    assert "section" not in score.outcomes
    assert score.outcomes["outcome"].value_counts()["SPU"] == 4
    micro = harness.score(form(SPANS), form(ANSWER), profile="exact").rows["micro"]
    assert (micro["TP"], micro["FP"], micro["FN"]) == (1, 2, 1)


def test_spans_with_inclusive_ends_touch() -> None:
    gold, found = [{"start": 0, "end": 4, "label": "A"}], [{"start": 4, "end": 8, "label": "A"}]
    half_open = harness.score(gold, found, profile="semeval13")
    closed = harness.score(gold, found, profile="semeval13", end="inclusive")
    assert half_open.rows["partial"]["PAR"] == 0
    assert closed.rows["partial"]["PAR"] == 1
    assert "|end:inclusive|" in closed.signature


@pytest.mark.parametrize(
    ("gold", "found", "said"),
    [
        (SPANS, ANSWER[:1], "gold has 2 documents and found 1: the n-th belongs to the n-th"),
        ([{"start": 4, "end": 4, "label": "A"}], [], "gold[0]: 4:4 is empty"),
        ([{"start": "4", "end": 5, "label": "A"}], [], "gold[0]: start and end are whole numbers"),
        ([{"start": 4, "end": 5, "label": None}], [], "gold[0]: the label is text"),
        (SPANS, [[{"start": 1}], []], "found[0][0]: a span is a dict with start, end and label"),
    ],
)
def test_spans_that_cannot_be_read_are_named(gold: Any, found: Any, said: str) -> None:
    with pytest.raises(ConfigError) as error:
        harness.score(gold, found, profile="semeval13")
    assert str(error.value).startswith(said)


def test_templates_as_their_json_holds_them() -> None:
    gold = {"30001": {"Target": [["embassy", "u.s. embassy"], ["car"]], "Weapon": []}}
    found = {"30001": {"Target": [["U.S. Embassy"]], "Weapon": [["bomb"]]}}
    row = harness.score(gold, found, profile="ceaf_ree").rows["strict"]["Target"]
    assert (row["p_num"], row["p_den"], row["r_den"]) == (1, 1, 2)
    templates = {"30001": [{"incident_type": "attack", "Target": [["embassy"], ["car"]]}]}
    answer = {"30001": [{"incident_type": "attack", "Target": [["car"]]}]}
    row = harness.score(templates, answer, profile="muc_templates").rows["Target"]
    assert (row["p_num"], row["p_den"], row["r_num"], row["r_den"]) == (1, 1, 1, 2)
    with pytest.raises(HarnessError, match="gold:1:"):
        harness.score({"30001": {"Target": "car"}}, found, profile="ceaf_ree")


def test_the_import_is_light_and_the_function_stays_the_function() -> None:
    code = (
        "import sys, harness; heavy = {'numpy', 'pandas', 'pydantic', 'datasets', 'scipy'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
        "from harness.score import __main__ as command\n"
        "import harness.score.given\n"
        "from harness import score\n"
        "assert callable(score) and callable(command.main) and harness.score is score\n"
        "assert harness.__version__ == '0.1.0'"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_example_of_the_docstring() -> None:
    assert doctest.testmod(harness).attempted >= 3
    assert doctest.testmod(harness).failed == 0


def test_nothing_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    score = harness.score(GOLD, FOUND)
    assert score.table().startswith(" ")
    assert capsys.readouterr() == ("", "")
