"""`harness.score` on what is no fact, no span and no schema: a HarnessError that says where, and nothing else."""

from typing import Any

import pandas as pd
import pytest
from datasets import Dataset, DatasetDict

import harness
from harness.errors import ConfigError
from harness.facts import Fact, Filler, Span

GOLD = [{"type": "held", "who": "two men"}]
TIDY = {"article": "raid", "fact": "f1", "type": "held", "slot": "who", "value": "Ann"}
HALF = "\ud800"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"raid": 3}, r"\['raid'\] is a int: the facts of an article are a list"),
        ({"raid": None}, r"\['raid'\] is a NoneType: the facts"),
        ({"raid": "held"}, r"\['raid'\] is a str: the facts"),
        (pd.Series([1, 2]), r"\[0\] is a int: a fact is a dict"),
        (DatasetDict({"dev": Dataset.from_list(GOLD), "test": Dataset.from_list(GOLD)}), "give one of dev, test"),
        ([{"type": "held", "evidence": [[5, 2]]}], r"\[0\]: 5:2 is empty or out of range"),
        ([Fact("held", evidence=(Span(-1, 2),))], r"\[0\]: -1:2 is empty or out of range"),
        ([Fact("held", evidence=(Span(0, 2**31),))], r"\[0\]: 0:2147483648 is empty or out of range"),
        ([Fact("held", {"who": (Filler("Ann", span=Span(3, 3)),)})], r"\[0\]: 3:3 is empty"),
        ([Fact("held", source=Filler("Ann", span=Span(3, 3)))], r"\[0\]: 3:3 is empty"),
        ([GOLD[0], {"type": "held", "who": HALF}], r"\[1\]: '\\ud800' holds half of a surrogate pair"),
        ([{"type": HALF}], "half of a surrogate pair"),
        ([{"type": "held", HALF: "Ann"}], "half of a surrogate pair"),
        ([Fact(None)], r"\[0\]: type is None, not text"),  # type: ignore[arg-type]
        ([Fact("held", None)], r"\[0\]: slots is None, not a mapping"),  # type: ignore[arg-type]
        ([Fact("held", {3: ()})], r"\[0\]: slot 3 has a name that is no text"),  # type: ignore[dict-item]
        ([Fact("held", {"who": "Ann"})], r"\[0\]: slot 'who' is 'Ann', not a tuple of Filler"),  # type: ignore[dict-item]
        ([Fact("held", {"who": ("Ann",)})], r"\[0\]: slot 'who' holds 'Ann', not a Filler"),  # type: ignore[dict-item]
        ([Fact("held", {"who": (Filler(3),)})], r"\[0\]: slot 'who' has the text 3"),  # type: ignore[arg-type]
        ([Fact("held", {"who": (Filler("a", []),)})], r"\[0\]: slot 'who' has the value a list"),  # type: ignore[arg-type]
        ([Fact("held", source="Ann")], r"\[0\]: source holds 'Ann', not a Filler"),  # type: ignore[arg-type]
        ([Fact("held", evidence=None)], r"\[0\]: evidence is None, not a tuple"),  # type: ignore[arg-type]
        ([Fact("held", evidence=((0, 3),))], r"\[0\]: has a tuple where a Span"),  # type: ignore[arg-type]
        ([Fact("held", evidence=(Span("a", "b"),))], r"\[0\]: has a Span where a Span of two"),  # type: ignore[arg-type]
        ([Fact("held", evidence=(Span(0, 10**5000),))], r"\[0\]: 0:a int is empty or out of range"),
        ([{"article": "raid", "facts": GOLD}, GOLD[0]], r"\[1\] has no `facts`, which \w+\[0\] has"),
        ([{"article": "raid", "facts": GOLD}] * 2, "has two entries for the article 'raid': put its facts into one"),
        ({1: GOLD, "1": GOLD}, "has two entries for the article '1'"),
        ([{**TIDY, "start": "x", "end": 3}], "row 0: start and end are whole numbers, not 'x'"),
        ([{**TIDY, "start": 0.5, "end": 3}], "row 0: start and end are whole numbers, not 0.5"),
        ([TIDY, GOLD[0]], "row 1 lacks `fact` or `slot`, which the first row has"),
        ([{"type": "held", "count": 10**5000}], r"\[0\]: slot 'count': a number of more than 10000 bits"),
    ],
)
@pytest.mark.parametrize("profile", ["facts", "semeval13", "muc_templates"])
def test_wrong_facts(wrong: Any, said: str, profile: str) -> None:
    for sides in ((wrong, GOLD), (GOLD, wrong)):
        with pytest.raises(ConfigError, match=said):
            harness.score(*sides, profile=profile)


def test_the_longest_span_and_the_largest_number_are_right() -> None:
    fact = Fact("held", {"count": (Filler(value=10**3000),)}, evidence=(Span(0, 2**31 - 1),))
    assert harness.score([fact], [fact]).rows["overall"]["strict_f1"] == 1
    assert harness.score([fact], [fact], profile="exact").rows["evidence"]["micro"]["TP"] == 1


@pytest.mark.parametrize("profile", [None, 3, ["facts"], "fact"])
def test_wrong_profiles(profile: Any) -> None:
    with pytest.raises(ConfigError, match="there is no profile"):
        harness.score(GOLD, GOLD, profile=profile)


@pytest.mark.parametrize(
    ("published", "said"),
    [
        ("2024-03-04", "published is a str: give a dict article -> day"),
        ({"raid": 2024}, r"published\['raid'\]: 2024 is no text"),
        ({"raid": "2024-13-45"}, r"published\['raid'\]: '2024-13-45' is no valid date: there is no month 13"),
    ],
)
def test_wrong_days(published: Any, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        harness.score({"raid": GOLD}, {"raid": GOLD}, published=published)


@pytest.mark.parametrize("wrong", [None, 3, float("nan"), "A", Fact("A")])
@pytest.mark.parametrize("profile", ["semeval13", "exact", "conll"])
def test_what_holds_no_spans(wrong: Any, profile: str) -> None:
    spans = {"raid": [{"start": 0, "end": 3, "label": "A"}]}
    for gold, found in ((wrong, spans), (spans, wrong)):
        with pytest.raises(ConfigError, match=f"is a {type(wrong).__name__}: give spans as a list"):
            harness.score(gold, found, profile=profile)


@pytest.mark.parametrize("end", [2**31, 2**70])
@pytest.mark.parametrize("profile", ["semeval13", "exact", "conll"])
def test_spans_out_of_range(end: int, profile: str) -> None:
    with pytest.raises(ConfigError, match=rf"gold\[0\]: 5:{end} is empty or out of range"):
        harness.score([{"start": 5, "end": end, "label": "A"}], [], profile=profile)


def test_wrong_schemas() -> None:
    for schema, said in (
        (3, "schema is a int: a schema is a Schema, or type -> slot -> kind"),
        ({"held": "mention"}, r"schema\['held'\] is a str"),
        ({"held": {"who": "mentoin"}}, "slot 'who' of 'held': there is no kind 'mentoin'; did you mean 'mention'"),
    ):
        with pytest.raises(ConfigError, match=said):
            harness.score(GOLD, GOLD, schema=schema)  # type: ignore[arg-type]
    assert harness.score(GOLD, GOLD, schema={"held": {"who": "entity"}}).rows["overall"]["strict_f1"] == 1
