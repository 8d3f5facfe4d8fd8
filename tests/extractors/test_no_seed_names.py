"""No pattern, cue word or line of an extractor holds a proper name of a shipped article: they are measured on others.

Countries, their adjectives, months and weekdays are everybody's; they come as whole lists, in conf/lexicon.
"""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted(
    path
    for folder in ("conf/patterns", "conf/lexicon", "harness/extractors")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".yaml", ".py"}
)
COUNTRIES = ROOT / "conf/lexicon/countries.yaml"
GENERIC = re.compile(
    "according|apart|asia|authorities|comment|council|december|during|governmental|interior|january|learning|minister"
    "|movement|november|oblast|online|policy|post|president|such",
    re.IGNORECASE,
)


def names_of(article: Path) -> set[str]:
    """Capitalised words, and words in capitals, of an article that are no everyday English words."""
    words = set(re.findall(r"\b[A-Z][\w-]+\b", article.read_text(encoding="utf-8")))
    countries = COUNTRIES.read_text(encoding="utf-8")
    lower = set(re.findall(r"\b[a-z]+\b", article.read_text(encoding="utf-8")))
    return {
        word
        for word in words
        if not GENERIC.fullmatch(word)
        and word.lower() not in lower
        and not re.search(rf"\b{re.escape(word)}\b", countries)
    }


@pytest.mark.parametrize("article", sorted((ROOT / "seeds").glob("*.txt")), ids=lambda path: path.stem)
def test_no_proper_name_of_an_article_is_known_to_an_extractor(article: Path) -> None:
    names = names_of(article)
    assert {"IMU", "Rakhimov", "Sughd", "Nishon", "Ulfatov"} <= names or article.stem != "tajikistan-imu-infiltration"
    held = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in SOURCES
        for name in sorted(names)
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", path.read_text(encoding="utf-8"), re.IGNORECASE)
    ]
    assert not held


def test_the_list_of_countries_is_no_choice_of_a_few() -> None:
    text = COUNTRIES.read_text(encoding="utf-8")
    for country in ("Andorra", "Bhutan", "Chad", "Fiji", "Guatemala", "Iceland", "Laos", "Mali", "Peru", "Tuvalu"):
        assert country in text
