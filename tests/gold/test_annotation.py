"""What gold/ANNOTATION.md and gold/GUIDELINES.md say of the corpus, held to the corpus."""

import re
from pathlib import Path

from harness.gold.agreement import agreement
from harness.gold.read import GoldReading, read_corpus_files

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "gold"
ANNOTATION = (GOLD / "ANNOTATION.md").read_text(encoding="utf-8")
GUIDELINES = (GOLD / "GUIDELINES.md").read_text(encoding="utf-8")
TEN = {path.stem for path in (GOLD / "passes" / "a").glob("*.yaml")}


def read(folder: Path) -> GoldReading:
    reading = read_corpus_files(ROOT / "seeds", folder, TEN)
    assert not reading.failed, reading.problems
    return reading


def agreed(one: Path, other: Path) -> list[str]:
    """The rows of the agreement as the document writes them: type, facts of one and other, pairs, three F1."""
    first, second = read(one), read(other)
    published = {article.id: article.published for article in first.articles}
    rows = agreement(first.facts_by_article, second.facts_by_article, first.schema, published)
    return [
        f"| {row.type or 'all'} | {row.one} | {row.other} | {row.paired:g} | "
        + " | ".join(f"{row.f1(agreed):.2f}" for agreed in (row.paired, row.key, row.whole))
        + " |"
        for row in rows
    ]


def test_the_agreement_of_the_two_passes_is_as_written() -> None:
    rows = agreed(GOLD / "passes" / "a", GOLD / "passes" / "b")
    assert "\n".join(rows) in ANNOTATION
    assert len(rows) == 17


def test_so_is_that_of_each_pass_with_the_gold() -> None:
    for name in "ab":
        _, _, one, other, _, *f1, _ = (part.strip() for part in agreed(GOLD / "passes" / name, GOLD)[-1].split("|"))
        assert f"| {name.upper()} and the adjudicated files | {one} and {other} | {' | '.join(f1)} |" in ANNOTATION


def test_the_facts_of_each_article_are_as_written() -> None:
    reading = read_corpus_files(ROOT / "seeds", GOLD)
    rows = re.findall(r"^\| ([\w-]+) \| (dev|test) \| (\d+) \| (\d+) \|$", ANNOTATION, re.MULTILINE)
    counted = {
        (article, str(reading.splits[article]), str(len(facts)), str(sum(fact.optional for fact in facts)))
        for article, facts in reading.facts_by_article.items()
    }
    assert sorted(rows) == sorted(counted)


def test_the_guidelines_quote_no_test_article() -> None:
    reading = read_corpus_files(ROOT / "seeds", GOLD)
    text = {"dev": "", "test": ""}
    for article in reading.articles:
        text[str(reading.splits[article.id])] += " ".join(article.text.split()) + "\n"
    quotes = re.findall(r'"([^"]+)"', " ".join(GUIDELINES.replace("*", "").split()))
    pieces = [piece.strip(" .,") for quote in quotes for piece in quote.split("…")]
    long = [piece for piece in pieces if len(piece.split()) > 2]
    assert sum(piece in text["dev"] for piece in long) > 40
    assert [piece for piece in long if piece in text["test"]] == []
