"""The rules extractor: its mechanisms sentence by sentence, and what must hold for any text."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from harness.extractors.protocol import Extractor
from harness.extractors.rules import RulesExtractor
from harness.facts import Article, Fact, Filler

LEXICON = Path(__file__).parents[2] / "conf" / "lexicon" / "security.yaml"
CASES = YAML(typ="safe").load((Path(__file__).parent / "rules_sentences.yaml").read_text(encoding="utf-8"))
RULES = RulesExtractor(LEXICON)


def article(text: str, published: str | None = None, name: str = "a") -> Article:
    return Article(name, text, "", published)


def facts_in(text: str, published: str | None = None) -> Sequence[Fact]:
    return next(iter(RULES.extract([article(text, published)])))


def said(filler: Filler) -> object:
    return filler.text if filler.value is None else filler.value


def plain(fact: Fact) -> dict[str, Any]:
    shown: dict[str, Any] = {"type": fact.type}
    if fact.modality != "actual":
        shown["modality"] = fact.modality
    if fact.polarity != "positive":
        shown["polarity"] = fact.polarity
    if fact.source:
        shown["source"] = fact.source.text
    for slot, fillers in fact.slots.items():
        values = [said(filler) for filler in fillers]
        shown[slot] = values[0] if len(values) == 1 else values
    return shown


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_each_mechanism(case: dict[str, Any]) -> None:
    assert [plain(fact) for fact in facts_in(case["text"], case.get("published"))] == case["facts"]


def fillers_of(fact: Fact) -> list[Filler]:
    return [*(filler for fillers in fact.slots.values() for filler in fillers), *([fact.source] if fact.source else [])]


def check_offsets(text: str, facts: Sequence[Fact]) -> None:
    for fact in facts:
        assert fact.evidence
        for span in fact.evidence:
            assert 0 <= span.start < span.end <= len(text)
        for filler in fillers_of(fact):
            assert (filler.span is None) == (filler.text is None)
            if filler.span is not None:
                assert text[filler.span.start : filler.span.end] == filler.text


SENTENCES = [case["text"] for case in CASES]
NOISE = [
    "\n\n",
    "\n",
    " ",
    "😀",
    "…",
    '"',
    "(",
    ")",
    "“",
    "’s",
    "שלום ",
    "e\u0301",
    "\r\n\r\n",
    "\u2028",
    "A.B. ",
    "and, ",
]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(SENTENCES + NOISE), max_size=12))
def test_offsets_hold_in_any_mixture_of_sentences_and_noise(parts: list[str]) -> None:
    text = " ".join(parts)
    check_offsets(text, facts_in(text))


WORDS = sorted({word for text in SENTENCES for word in text.split()})


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS + NOISE), max_size=40))
def test_no_order_of_words_breaks_it(words: list[str]) -> None:
    text = " ".join(words)
    check_offsets(text, facts_in(text))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    check_offsets(text, facts_in(text))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\ufeff", "😀", "."])
def test_nothing_in_nothing_out(text: str) -> None:
    assert list(facts_in(text)) == []


def test_a_weekday_beyond_the_calendar_stays_where_it_is() -> None:
    (fact,) = facts_in("Rebels plan to attack a base in Chad on Friday.", "9999-12-31")
    assert [filler.value for filler in fact.slots["date"]] == ["9999-12-31"]


def test_it_is_an_extractor_and_keeps_the_order_of_articles() -> None:
    assert isinstance(RULES, Extractor)
    articles = [article(case["text"], case.get("published"), str(i)) for i, case in enumerate(CASES)]
    forwards = [list(facts) for facts in RULES.extract(articles)]
    backwards = [list(facts) for facts in RULES.extract(reversed(articles))]
    assert forwards == backwards[::-1]
    assert forwards == [list(facts) for facts in RulesExtractor(str(LEXICON)).extract(articles)]


def test_found_types_slots_and_values_are_the_schemas() -> None:
    schema = YAML(typ="safe").load((LEXICON.parents[2] / "gold" / "schema.yaml").read_text(encoding="utf-8"))["types"]
    for case in CASES:
        for fact in facts_in(case["text"], case.get("published")):
            slots = schema[fact.type]["slots"]
            assert fact.slots.keys() <= slots.keys()
            for slot, fillers in fact.slots.items():
                assert len(fillers) == 1 or slots[slot].get("fillers") == "several"
                if slots[slot]["kind"] == "enum":
                    assert all(filler.value in slots[slot]["values"] for filler in fillers)


HOSTILE = {
    "one endless sentence": "police killed six men in " * 4_000,
    "one endless word": "a" * 100_000,
    "commas": "a man, " * 8_000,
    "and": "Police and " * 8_000,
    "of": "a series of " * 6_000,
    "capitals": "Abc " * 12_000,
    "brackets": "(ABC) " * 8_000,
    "quotation marks": '"' * 40_000,
    "line breaks": " \n" * 40_000,
    "apostrophes": "a'b" * 16_000,
    "initials": "A. " * 12_000,
    "the same fact": "The attack killed six men in Kell. " * 1_600,
    "a person in every sentence": "Anna Berg said he was in Kell. " * 1_600,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_costs_no_more_than_its_length(name: str) -> None:
    text = HOSTILE[name]
    times = []
    for part in (text[: len(text) // 4], text):
        start = time.process_time()
        facts_in(part)
        times.append(time.process_time() - start)
    assert times[1] < 1.0 + 12 * times[0], "four times the text should take about four times as long"
