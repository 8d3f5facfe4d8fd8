"""The page of two runs built by hand: nothing wider than a phone, articles as they are, the filter filters."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from harness.report.comparison import Comparison, compare
from harness.report.write import write_comparison
from harness.runs.run import Run, Trouble

Open = Callable[..., Any]


@pytest.fixture
def address(both: Comparison, tmp_path: Path) -> str:
    return write_comparison(both, tmp_path)[0].as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_scrolls_sideways(open_page: Open, address: str, scheme: str) -> None:
    page = open_page(address, width=390, scheme=scheme)
    assert page.title() == "rules, empty: facts found against gold"
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390


def test_the_longest_names_widen_no_page(open_page: Open, rules: Run, tmp_path: Path) -> None:
    long = "x" * 2_000
    rows = tuple(replace(row, name=long) if row.scope in ("type", "slot", "article") else row for row in rules.rows)
    trouble = Trouble(long, "error", long)
    run = replace(rules, name=long, signature=long, rows=rows, troubles=(trouble,))
    page = open_page(write_comparison(compare([run, run]), tmp_path)[0].as_uri(), width=390)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390


def test_articles_read_as_they_are(open_page: Open, address: str, both: Comparison) -> None:
    texts = open_page(address).eval_on_selector_all(".text", "divs => divs.map(div => div.textContent)")
    assert texts == [article.text for article in both.corpus.articles for _ in both.runs]


def test_the_filter_hides_what_is_not_asked_for(open_page: Open, address: str) -> None:
    page = open_page(address)
    facts = page.locator("#mistakes details[open] .fact:visible")
    assert facts.count() == 3
    page.locator("#filter input[value=m]").uncheck()
    assert facts.count() == 2
    page.locator("#filter select").first.select_option("detention")
    assert facts.count() == 1
    assert "nine (= 9)" in facts.first.inner_text()


def test_print_shows_what_is_folded(open_page: Open, address: str) -> None:
    page = open_page(address)
    folded = page.locator("#articles details:not([open]) .text").first
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.bounding_box()["height"] > 0
