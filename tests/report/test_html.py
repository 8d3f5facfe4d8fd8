"""The page: its numbers are the model's, its articles are the articles, and nothing of a stranger's is obeyed."""

import base64
import hashlib
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from report.page_reader import Page

import harness.report
from harness.facts import Fact, Filler, Span
from harness.report import html
from harness.report.comparison import Comparison, compare
from harness.report.figures import interval, ratio, spread
from harness.runs.run import Run
from harness.scores.score import Ratios

Build = Callable[[str, Mapping[str, str], Mapping[str, Sequence[Fact]]], Run]


def three(ratios: Ratios | None) -> list[str]:
    return ["", "", ""] if ratios is None else [ratio(r) for r in (ratios.precision, ratios.recall, ratios.f1)]


def with_intervals(ratios: Ratios | None) -> list[str]:
    if ratios is None:
        return ["", "", ""]
    around = [ratios.precision_interval, ratios.recall_interval, ratios.f1_interval]
    return [value + (interval(each) if each else "") for value, each in zip(three(ratios), around, strict=True)]


def test_numbers_of_the_fact_types_are_those_of_the_model(both: Comparison) -> None:
    shown = [row[-11:] for row in Page(html.page(both)).tables["types"] if len(row) > 10]
    expected = []
    for scope in ("type", "overall", "macro", "weighted"):
        for row in both.of(scope):
            for cell in row.cells:
                assert cell is not None
                assert cell.facts is not None
                counts = [str(cell.facts.possible), str(cell.facts.actual)]
                expected.append(
                    [*counts, *with_intervals(cell.strict), *with_intervals(cell.lenient), *three(cell.slot)]
                )
    assert [[words.strip() for words in row] for row in shown if row[0].isdigit()] == expected


def test_numbers_of_slots_and_outcomes_are_those_of_the_model(both: Comparison) -> None:
    tables = Page(html.page(both)).tables
    assert ["casualty.outcome", "2", "1.00", "0.50", "0.67", "–", "–", "–"] in tables["slots"]
    assert ["rules", "1111", "1", "0", "1", "1", "1"] in tables["outcomes"]  # the chart's own labels, then the counts
    assert ["empty", "3", "0", "0", "0", "3", "0"] in tables["outcomes"]


def test_intervals_stand_beside_the_overall_numbers(both: Comparison) -> None:
    rules = next(row for row in Page(html.page(both)).tables["verdict"] if row[0] == "rules")
    assert rules == ["rules", "3", "3", *["0.330.12–0.88", "0.330.12–0.88", "0.33"] * 2, "0.50", "0.33", "0.40"]


def test_every_article_reads_as_it_is_once_a_run(both: Comparison) -> None:
    texts = [article.text for article in both.corpus.articles for _ in both.runs]
    assert Page(html.page(both)).articles == texts


def test_overlaps_line_ends_and_odd_characters_leave_the_words_alone(spurious_run: Build) -> None:
    text = "\n\tA <b>&amp;\r\n“quoted”  é😀 e\u0301\r\nend \n"
    spans = [(0, 9), (2, 30), (2, 5), (4, 12), (11, 12), (len(text) - 3, len(text))]
    facts = [Fact("alias", {}, (Span(*span),)) for span in spans]
    page = html.page(compare([spurious_run("all", {"odd": text}, {"odd": facts})]))
    assert Page(page).articles == [text]
    assert "&#13;" in page


def test_mistakes_show_sentence_expected_found_and_why(rules: Run) -> None:
    page = Page(html.page(compare([rules])))
    assert ["count", "nine (= 9)", "one (= 1)", "incorrect differs"] in page.tables["mistakes"]
    assert ["agent", "Police", "–", "missing absent from found"] in page.tables["mistakes"]
    assert "Dozens died & fled." in page.words
    assert "the slot count says 'many', which is no number" in page.words


def test_tables_are_tables_for_a_screen_reader(both: Comparison) -> None:
    tags = Page(html.page(both)).tags
    heads = [attributes for tag, attributes in tags if tag == "th"]
    assert heads
    assert all(attributes.get("scope") in ("col", "row", "colgroup", "rowgroup") for attributes in heads)
    assert ("html", {"lang": "en"}) in tags
    assert all("aria-hidden" in attributes for tag, attributes in tags if tag == "svg")


def test_the_page_is_whole_and_offline(both: Comparison) -> None:
    page = html.page(both)
    assert page.startswith("<!doctype html>")
    assert "default-src 'none'" in page
    assert not [word for word in ("http:", "https:", "//", "@import", "url(") if word in page]


def test_the_only_script_is_ours_and_allowed_by_its_hash(both: Comparison) -> None:
    page = html.page(both)
    (found,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    source = Path(harness.report.__file__).with_name("templates") / "page.js"
    assert found == source.read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(found.encode()).digest()).decode()
    (policy,) = (a["content"] for _, a in Page(page).tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert f"script-src 'sha256-{digest}'; " in policy
    markup = ("innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(")
    assert not [word for word in markup if word in found]


def test_same_comparison_same_page(rules: Run, empty: Run) -> None:
    assert html.page(compare([rules, empty])) == html.page(compare([empty, rules]))


def test_ten_articles_and_five_runs_stay_under_a_megabyte(spurious_run: Build) -> None:
    sentence = "Police in the north detained nine suspected members of the group and killed one on Monday. "
    texts = {f"article-{n}": sentence * 15 for n in range(10)}
    facts = [
        Fact(
            "detention",
            {"count": (Filler("nine", 9, Span(at + 29, at + 33)),), "detainee": (Filler("suspected members"),)},
            (Span(at, at + 80 + n % 3),),
        )
        for n in range(15)
        for at in [n * len(sentence)]
    ]
    runs = [spurious_run(f"run-{n}", texts, dict.fromkeys(texts, facts)) for n in range(5)]
    assert len(html.page(compare(runs)).encode()) < 1_000_000


def test_the_tests_behind_the_verdict_are_shown(many_articles: Callable[[str, Sequence[str]], Run]) -> None:
    comparison = compare([many_articles("poor", ["a", "ab"] * 6), many_articles("rich", ["abcde", "abcd"] * 6)])
    (pair,) = comparison.standings.pairs
    shown = Page(html.page(comparison)).tables["verdict"]
    assert pair.difference.value is not None
    assert ["rich", "poor", ratio(pair.difference.value), spread(pair.difference.interval), "< 0.001"] == shown[-1][:5]
    groups = {row[0]: row[3] for row in shown if len(row) == 4}
    assert groups["rich"] != groups["poor"]


def test_without_a_test_the_page_says_why(both: Comparison) -> None:
    assert "No test: 2 articles: with fewer than 6 no p can be below 0.05." in Page(html.page(both)).words
