"""`harness.score` on what is no fact, no span and no schema: a HarnessError that says where, and nothing else."""

from typing import Any

import pandas as pd
import pytest
from datasets import Dataset, DatasetDict

import harness
from harness.errors import ConfigError
from harness.facts import Fact, Filler, Span

GOLD = [{"type": "held", "who": "two men"}]
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
