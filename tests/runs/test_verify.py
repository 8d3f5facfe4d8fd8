"""Everything that an extractor can get wrong in one fact, and what is said of it."""

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import numpy as np
import pytest
from run_samples import articles, detention, filler, quoted, schema

from harness.facts import Fact, Filler, Span
from harness.runs.run import Trouble
from harness.runs.verify import LARGEST_NUMBER, verified

GOOD = detention()
ARTICLE = articles(1)[0]


def with_slot(name: str, *fillers: Any) -> Fact:
    return replace(GOOD, slots={**GOOD.slots, name: fillers})


def test_a_right_fact_passes_as_it_is() -> None:
    assert verified(GOOD, ARTICLE, schema()) == GOOD


@pytest.mark.parametrize(
    "fact",
    [
        Fact("detention"),
        with_slot("count", Filler(value=2.5)),
        with_slot("count", Filler(text="several", precision="vague")),
        with_slot("count", Filler(value=LARGEST_NUMBER)),
        with_slot("detainee", filler("rebels"), filler("Police")),
        with_slot("place", Filler(value="Aden")),
        Fact("seizure", {"outcome": (Filler(value="kept"),)}, modality="claimed", polarity="negative", confidence=1),
        Fact("seizure", {"item": (filler("😀"),)}, (quoted("😀 Police"),)),
    ],
)
def test_right_facts_pass(fact: Fact) -> None:
    assert verified(fact, ARTICLE, schema()) == fact


BROKEN: list[tuple[object, str, str]] = [
    ("a fact", "bad_value", "returned 'a fact', which is no Fact"),
    (None, "bad_value", "returned None, which is no Fact"),
    ({"type": "detention"}, "bad_value", "returned a dict, which is no Fact"),
    (replace(GOOD, type="arrest"), "unknown_type", "fact type 'arrest' is not in the schema"),
    (
        replace(GOOD, type="DETENTIONS"),
        "unknown_type",
        "fact type 'DETENTIONS' is not in the schema; did you mean 'detention'?",
    ),
    (replace(GOOD, type=["detention"]), "unknown_type", "fact type a list is not in the schema"),
    (
        with_slot("weapon", filler("rifle")),
        "unknown_slot",
        "detention has no slot 'weapon'; known: count, date, detainee, place",
    ),
    (with_slot("Detainees", filler("rebels")), "unknown_slot", "no slot 'Detainees'; did you mean 'detainee'?"),
    (replace(GOOD, slots={7: (filler("rifle"),)}), "unknown_slot", "detention has no slot 7"),
    (replace(GOOD, slots=[filler("rifle")]), "bad_value", "returned a fact that cannot be read: AttributeError"),
    (replace(GOOD, slots={"place": filler("Aden")}), "bad_value", "detention.place is a Filler, not a tuple of Filler"),
    (replace(GOOD, slots={"place": [filler("Aden")]}), "bad_value", "detention.place is a list, not a tuple of Filler"),
    (with_slot("place", "Aden"), "bad_value", "detention.place holds 'Aden', which is no Filler"),
    (with_slot("place", filler("Aden"), filler("Aden")), "bad_value", "detention.place takes one filler, not 2"),
    (with_slot("place", Filler()), "bad_value", "detention.place has neither text nor value"),
    (
        with_slot("place", Filler("Aden", span=quoted("rebels"))),
        "quote_mismatch",
        "'Aden', but the article has 'rebels'",
    ),
    (
        with_slot("place", Filler(value="x", span=quoted("Aden"))),
        "quote_mismatch",
        "is None, but the article has 'Aden'",
    ),
    (
        with_slot("place", replace(filler("Aden"), text="“Aden”\u202e")),
        "quote_mismatch",
        r"detention.place is '“Aden”\u202e', but the article has 'Aden'",
    ),
    (with_slot("place", Filler(text=5)), "bad_value", "text of detention.place is 5, not a string"),
    (with_slot("place", Filler(text="x\ud800")), "bad_value", "which UTF-8 cannot hold"),
    (with_slot("place", Filler(value=3)), "bad_value", "detention.place has value 3, not a string"),
    (with_slot("detainee", Filler(value=3)), "bad_value", "detention.detainee has value 3, not a string"),
    (
        with_slot("place", replace(filler("Aden"), precision="sure")),
        "bad_value",
        "precision of detention.place is",
    ),
    (with_slot("place", Filler("Aden", span=Span(-4, 0))), "bad_span", "is at -4:0, which leaves the text"),
    (with_slot("place", Filler("Aden", span=Span(60, 900))), "bad_span", "is at 60:900, which leaves the text of"),
    (with_slot("place", Filler("", span=Span(3, 3))), "bad_span", "is at 3:3, which is empty or reversed"),
    (with_slot("place", Filler("Aden", span=Span(9, 3))), "bad_span", "is at 9:3, which is empty or reversed"),
    (with_slot("place", Filler("Aden", span=(1, 5))), "bad_span", "is at a tuple, which is no Span of two integers"),
    (with_slot("place", Filler("Aden", span=Span(1.0, 5))), "bad_span", "is no Span of two integers"),
    (with_slot("place", Filler("Aden", span=Span(True, 5))), "bad_span", "is no Span of two integers"),
    (with_slot("place", Filler("Aden", span=Span(np.int64(1), 5))), "bad_span", "is no Span of two integers"),
    (with_slot("count", Filler(value="nine")), "bad_value", "detention.count has value 'nine', not a number"),
    (with_slot("count", Filler(value=True)), "bad_value", "detention.count has value True, not a number"),
    (with_slot("count", Filler(value=float("nan"))), "bad_value", "detention.count has value nan, not a number"),
    (with_slot("count", Filler(value=float("-inf"))), "bad_value", "detention.count has value -inf, not a number"),
    (with_slot("count", Filler(value=10**5000)), "bad_value", "an integer of thousands of digits, not a number"),
    (with_slot("count", Filler(value=LARGEST_NUMBER + 1)), "bad_value", "not a number within"),
    (with_slot("date", Filler(value="3 May")), "bad_value", "detention.date has value '3 May': "),
    (with_slot("date", Filler(value="2013-02-31")), "bad_value", "detention.date has value '2013-02-31': "),
    (with_slot("date", Filler(value=2013)), "bad_value", "detention.date has value 2013, not a string"),
    (Fact("seizure", {"outcome": (Filler(value="sold"),)}), "bad_value", "has value 'sold', not one of kept, lost"),
    (Fact("seizure", {"outcome": (filler("seized"),)}), "bad_value", "has value None, not one of kept, lost"),
    (replace(GOOD, modality="maybe"), "bad_value", "modality of detention is 'maybe', not one of actual, planned"),
    (replace(GOOD, modality=["actual"]), "bad_value", "modality of detention is a list, not one of"),
    (replace(GOOD, polarity=None), "bad_value", "polarity of detention is None, not one of positive, negative"),
    (replace(GOOD, confidence=1.5), "bad_value", "confidence of detention is 1.5, not in 0..1 or None"),
    (replace(GOOD, confidence=float("nan")), "bad_value", "confidence of detention is nan"),
    (replace(GOOD, confidence=True), "bad_value", "confidence of detention is True"),
    (replace(GOOD, confidence="high"), "bad_value", "confidence of detention is 'high'"),
    (replace(GOOD, source="Police"), "bad_value", "source of detention holds 'Police', which is no Filler"),
    (replace(GOOD, source=Filler("Police", span=Span(0, 6))), "quote_mismatch", "source of detention is 'Police', but"),
    (replace(GOOD, evidence=None), "bad_value", "evidence of detention is None, not a tuple of Span"),
    (replace(GOOD, evidence=[Span(0, 4)]), "bad_value", "evidence of detention is a list, not a tuple of Span"),
    (replace(GOOD, evidence=(Span(0, 4), Span(0, 999))), "bad_span", "evidence of detention is at 0:999"),
    (replace(GOOD, evidence=((0, 4),)), "bad_span", "evidence of detention is at a tuple"),
]


@pytest.mark.parametrize(("fact", "kind", "message"), BROKEN)
def test_a_broken_fact_is_told(fact: object, kind: str, message: str) -> None:
    trouble = verified(fact, ARTICLE, schema())
    assert isinstance(trouble, Trouble)
    assert (trouble.article, trouble.kind) == (ARTICLE.id, kind)
    assert message in trouble.message
    assert "\n" not in trouble.message
    assert len(trouble.message) < 300


def test_a_fact_that_bites_when_it_is_looked_at() -> None:
    class Bites(dict[str, tuple[Filler, ...]]):
        def items(self) -> Any:
            raise RuntimeError("no")

    trouble = verified(replace(GOOD, slots=Bites()), ARTICLE, schema())
    assert trouble == Trouble(ARTICLE.id, "bad_value", "returned a fact that cannot be read: RuntimeError")


def test_what_passed_is_out_of_the_extractors_reach() -> None:
    slots = dict(GOOD.slots)
    fact = verified(replace(GOOD, slots=slots), ARTICLE, schema())
    slots["weapon"] = (Filler(value=float("nan")),)
    assert fact == GOOD


def test_any_mapping_will_do_and_an_empty_slot_is_none() -> None:
    fact = replace(GOOD, slots=MappingProxyType({**GOOD.slots, "place": ()}))
    assert verified(fact, ARTICLE, schema()) == GOOD
