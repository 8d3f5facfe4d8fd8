"""The page in a real browser: no error, no request, nothing wider than a phone, the filter filters."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from harness.report.comparison import Comparison, compare
from harness.report.write import write_comparison
from harness.runs.run import Run, Trouble

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def address(both: Comparison, tmp_path: Path) -> str:
    return write_comparison(both, tmp_path)[0].as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_error_no_request_no_sideways_scrolling(browser: Any, address: str, scheme: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800}, color_scheme=scheme)
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    assert page.title() == "rules, empty: facts found against gold"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.close()
    assert said == []
    assert asked == [address]


def test_the_longest_names_widen_no_page(browser: Any, rules: Run, tmp_path: Path) -> None:
    long = "x" * 2_000
    rows = tuple(replace(row, name=long) if row.scope in ("type", "slot", "article") else row for row in rules.rows)
    trouble = Trouble(long, "error", long)
    run = replace(rules, name=long, signature=long, rows=rows, troubles=(trouble,))
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(write_comparison(compare([run, run]), tmp_path)[0].as_uri())
    width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert width <= 390


def test_articles_read_as_they_are(browser: Any, address: str, both: Comparison) -> None:
    page = browser.new_page()
    page.goto(address)
    texts = page.eval_on_selector_all(".text", "divs => divs.map(div => div.textContent)")
    page.close()
    assert texts == [article.text for article in both.corpus.articles for _ in both.runs]


def test_the_filter_hides_what_is_not_asked_for(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    facts = page.locator("#mistakes details[open] .fact:visible")
    assert facts.count() == 3
    page.locator("#filter input[value=m]").uncheck()
    assert facts.count() == 2
    page.locator("#filter select").first.select_option("detention")
    assert facts.count() == 1
    assert "nine (= 9)" in facts.first.inner_text()
    page.close()


def test_a_number_in_the_text_leads_to_its_fact_and_back(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    page.locator("#t0-0-1").click()
    assert page.url.endswith("#f0-0-1")
    page.locator("#f0-0-1 a").first.click()
    assert page.url.endswith("#t0-0-1")
    page.close()


def test_print_shows_what_is_folded(browser: Any, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    folded = page.locator("#articles details:not([open]) .text").first
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.bounding_box()["height"] > 0
    page.close()
