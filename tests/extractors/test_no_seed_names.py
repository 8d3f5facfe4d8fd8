"""No pattern, cue word or line of an extractor holds a proper name of a shipped article: they are measured on others.

A proper name is a word with a capital letter inside a sentence, or in the name of a person or place of the gold, or
behind the first word of another entity's name. Words that are everybody's stand in generic_words.yaml; countries, their
adjectives, months and weekdays come as whole lists.
"""

import calendar
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

from harness.gold.read import GoldReading, read_corpus_files

ROOT = Path(__file__).parents[2]
SOURCES = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for folder in ("conf/patterns", "conf/lexicon", "conf/extractor", "harness/extractors")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".yaml", ".py"}
}
COUNTRIES = (ROOT / "conf/lexicon/countries.yaml").read_text(encoding="utf-8")
GENERIC = yaml.safe_load((Path(__file__).parent / "generic_words.yaml").read_text(encoding="utf-8"))
CALENDAR = {name.lower() for name in (*calendar.month_name, *calendar.day_name) if name}

CAPITALISED = re.compile(r"(?<![\w'’])(?:[A-Z]\w{2,}|[A-Z]{2,})")
OPENS = re.compile(r"(?:^|[.!?:]|\n| - )[\s\"'“‘(\[]*$|[\"“]$")  # what a sentence, or a quotation, starts behind


@cache
def corpus() -> GoldReading:
    return read_corpus_files(ROOT / "seeds", ROOT / "gold")


def articles() -> list[str]:
    return sorted(path.stem for path in (ROOT / "seeds").glob("*.txt"))


def inside_sentences(text: str) -> set[str]:
    """The capitalised words that do not open a sentence, a quotation or a line."""
    found = (match for match in CAPITALISED.finditer(text))
    return {match.group() for match in found if not OPENS.search(text[max(0, match.start() - 20) : match.start()])}


def capitalised_of(article: str) -> set[str]:
    text = next(one.text for one in corpus().articles if one.id == article)
    words = inside_sentences(text)
    for entity in corpus().entities_by_article[article]:
        first = 0 if entity.kind in ("person", "place") else 1
        words |= {word for name in entity.names for part in name.split()[first:] for word in CAPITALISED.findall(part)}
    return {word for word in words if word.lower() not in CALENDAR}


def names_of(article: str) -> set[str]:
    """The words that only this article's names hold: no generic word, no country."""
    generic = {word for words in GENERIC.values() for word in words}
    capitalised = capitalised_of(article)
    return {w for w in capitalised if w.lower() not in generic and not re.search(rf"\b{re.escape(w)}\b", COUNTRIES)}


def held(names: set[str], text: str) -> list[str]:
    return [name for name in sorted(names) if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE)]


@pytest.mark.parametrize("article", articles())
def test_no_proper_name_of_an_article_is_known_to_an_extractor(article: str) -> None:
    names = names_of(article)
    assert len(names) > 2, "an article without names would test nothing"
    assert {file: found for file, text in SOURCES.items() if (found := held(names, text))} == {}


@pytest.mark.parametrize(
    ("article", "names"),
    [
        ("tajikistan-imu-infiltration", {"IMU", "Rakhimov", "Sughd", "Nishon", "Ulfatov", "Asia"}),
        ("mecca-crane-collapse", {"Amr", "Maeena", "Ikhbariya", "Mecca", "Hajj"}),
        ("aceh-asylum-seekers", {"Basya", "Rohingya", "Aceh", "AFP", "Kerry"}),
        ("panj-skirmish", {"Safolov", "Kunduz", "Mirafzal", "Panj"}),
        ("korea-quasi-state-of-war", {"KCNA", "Kim", "Jong", "Yonhap", "Pyongyang", "Yeoncheon"}),
    ],
)
def test_names_are_recognised(article: str, names: set[str]) -> None:
    assert names <= names_of(article)


def test_a_name_is_seen_whatever_its_case_and_only_whole() -> None:
    text = 'The mayor, Anna Berg, said "Nobody saw her." Police in Oslo agree. - Then THE UN came.'
    assert inside_sentences(text) == {"Anna", "Berg", "Oslo", "THE", "UN"}
    assert held({"Berg", "Oslo"}, "words: [berg, osloite]") == ["Berg"]


def test_every_generic_word_is_needed() -> None:
    known = {word.lower() for article in articles() for word in capitalised_of(article)}
    assert [word for words in GENERIC.values() for word in words if word not in known] == []


def test_the_list_of_countries_is_no_choice_of_a_few() -> None:
    for country in ("Andorra", "Bhutan", "Chad", "Fiji", "Guatemala", "Iceland", "Laos", "Mali", "Peru", "Tuvalu"):
        assert country in COUNTRIES
