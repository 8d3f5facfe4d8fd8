"""The pattern book that is shipped: on sentences of no article, on hostile text, and as a file."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from harness.extractors.regex import RegexExtractor
from harness.facts import Article, Fact, Filler

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "conf/patterns/security.yaml"
SENTENCES = YAML(typ="safe").load(Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8"))
ATTRIBUTES = {"modality": "actual", "polarity": "positive"}


@pytest.fixture(scope="module")
def extractor() -> RegexExtractor:
    return RegexExtractor(BOOK, time_limit=0.5)


def facts_of(extractor: RegexExtractor, text: str) -> list[Fact]:
    (facts,) = extractor.extract([Article("a", text, "", "2014-06-15")])
    return list(facts)


def shown(filler: Filler) -> object:
    return filler.text if filler.value is None else filler.value


def says(fact: Fact, expected: Mapping[str, object]) -> bool:
    for key, value in expected.items():
        if key == "type" or key in ATTRIBUTES:
            found: object = getattr(fact, key)
        elif key == "source":
            found = fact.source and fact.source.text
        else:
            fillers = [shown(filler) for filler in fact.slots.get(key, ())]
            found = fillers if isinstance(value, list) else fillers[0] if len(fillers) == 1 else fillers
        if found != value:
            return False
    return all(getattr(fact, key) == expected.get(key, default) for key, default in ATTRIBUTES.items())


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case["text"][:40])
def test_finds_the_facts_of_a_sentence_and_no_others(extractor: RegexExtractor, case: dict) -> None:
    found = facts_of(extractor, case["text"])
    left = list(found)
    for expected in case["facts"]:
        match = next((fact for fact in left if says(fact, expected)), None)
        assert match is not None, f"{expected} is not among {found}"
        left.remove(match)
    assert not left


def test_every_fact_type_of_the_schema_has_a_sentence() -> None:
    schema = YAML(typ="safe").load((ROOT / "gold/schema.yaml").read_text(encoding="utf-8"))
    assert {fact["type"] for case in SENTENCES for fact in case["facts"]} == set(schema["types"])


def test_the_book_speaks_of_types_and_slots_of_the_schema_only() -> None:
    schema = YAML(typ="safe").load((ROOT / "gold/schema.yaml").read_text(encoding="utf-8"))
    book = YAML(typ="safe").load(BOOK.read_text(encoding="utf-8"))
    for fact_type, slots in book["facts"].items():
        assert set(slots) <= set(schema["types"][fact_type]["slots"])


def test_no_list_has_a_word_twice_and_every_piece_is_used() -> None:
    text = BOOK.read_text(encoding="utf-8")
    pieces = YAML(typ="safe").load(text)["pieces"]
    lists = {name: words for name, words in pieces.items() if isinstance(words, list)}
    assert [(name, word) for name, words in lists.items() for word in set(words) if words.count(word) > 1] == []
    assert [name for name in pieces if not re.search(rf"[{{=-]{name}[-}}]", text)] == []


HOSTILE = {
    "one word": "a" * 100_000,
    "names": "Aa " * 33_000 + ".",
    "people": "armed men " * 10_000 + "were killed.",
    "numbers": "2 and 3, " * 11_000 + "killed.",
    "dates": "On Monday, January 1, 2001 " * 3_700 + "said.",
    "countries": "in Sudan, " * 10_000 + "men were killed.",
    "numbers and commas": "12, " * 25_000 + "killed.",
    "places": "in the village of Aa in the district of Bb, " * 2_200 + "arrested.",
    "lists": "Police seized a rifle, " * 4_300 + "a rifle.",
    "quotes": '"Aa, who said, "' * 6_000,
    "brackets": "(" * 100_000,
    "verbs": "killed arrested attacked crossed said " * 2_600,
    "commas": "men, who, in, at, " * 5_500 + "were killed.",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_no_pattern_runs_away_on_a_hostile_line(extractor: RegexExtractor, text: str) -> None:
    facts_of(extractor, text)
    assert extractor.drain_troubles() == []
