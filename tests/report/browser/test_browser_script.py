"""The page's script in a real browser: links to facts, filters, two extractors side by side, one page or many."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from harness.report import html
from harness.report.comparison import Comparison
from harness.report.write import write_comparison

Open = Callable[..., Any]


@pytest.fixture
def page(open_page: Open, address: str) -> Any:
    page = open_page(address, height=600)
    page.goto("about:blank")  # so that each test's own link is opened afresh
    return page


@pytest.fixture
def address(both: Comparison, tmp_path: Path) -> str:
    return write_comparison(both, tmp_path, ["html"])[0].as_uri()


def test_a_link_to_a_fact_opens_its_run_and_shows_it(page: Any, address: str) -> None:
    page.goto(f"{address}#empty/quake/n3")
    (row,) = page.locator(".facts > li.here").all()
    assert row.locator(".own").inner_text() == "n3"
    assert row.evaluate("row => row.closest('.reading').dataset.run") == "1"
    assert row.is_visible()
    assert page.locator(".text .n.here").bounding_box()["y"] < 600
    assert page.locator(".text u.lit").all_inner_texts() == ["Dozens died & fled"]
    assert page.evaluate("document.activeElement.id") == row.get_attribute("id")


def test_each_fact_leads_to_itself(page: Any, address: str, both: Comparison) -> None:
    page.goto(address)
    links = page.locator(".facts .own").evaluate_all("links => links.map(link => link.hash)")
    assert len(links) == sum(map(len, both.facts))
    for link in links:
        page.goto(address + link)
        assert page.locator(".facts > li.here .own").evaluate_all("all => all.map(one => one.hash)") == [link]


def test_a_mistake_leads_to_its_sentence_even_where_that_is_folded_away(page: Any, address: str) -> None:
    page.goto(address)
    page.locator("#choose select").first.select_option("1")
    page.locator("#filter input[value=m]").uncheck()
    page.goto(f"{address}#m1-1-1")
    card = page.locator("#m1-1-1")
    assert card.is_visible()
    assert card.locator("blockquote").inner_text() == "Dozens died & fled."
    assert page.locator(".facts a[href='#m1-1-1']").count() == 1


def test_a_mistake_of_another_extractor_than_the_one_filtered_for_is_shown(page: Any, address: str) -> None:
    page.goto(address)
    page.locator("#filter select.runs").select_option("0")
    page.locator("#choose select").first.select_option("1")
    page.locator(".facts a[href='#m1-1-1']").click()
    assert page.locator("#m1-1-1").is_visible()
    assert page.locator("#filter select.runs").input_value() == ""


@pytest.mark.parametrize("link", ["#rules/quake/none", "#%E0%A4%A/b/c", "#a/b", "#t9-9-9", "#<b>/x/y"])
def test_a_link_to_nothing_does_nothing(page: Any, address: str, link: str) -> None:
    page.goto(address + link)
    assert page.locator(".here").count() == 0


def test_one_extractor_is_read_or_two_side_by_side(page: Any, address: str) -> None:
    page.goto(address)
    texts = page.locator("#a0 .text:visible")
    assert texts.count() == 1
    page.locator("#choose select").last.select_option("1")
    assert texts.count() == 2
    left, right = (text.bounding_box() for text in texts.all())
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]
    page.locator("#choose select").first.select_option("1")
    page.locator("#choose select").last.select_option("0")
    right, left = (text.bounding_box() for text in texts.all())
    assert left["x"] < right["x"]


def test_the_filter_acts_on_highlights_and_lists_alike(page: Any, address: str) -> None:
    page.goto(address)
    drawn = page.locator("#articles .reading[data-run='0'] u[class]:not([class=''])")
    everything = drawn.count()
    for outcome in "cpmsu":
        page.locator(f"#filter input[value={outcome}]").uncheck()
    assert page.locator("#articles .reading[data-run='0'] .facts > li:not([hidden])").count() == 1
    assert 0 < drawn.count() < everything
    assert set(page.locator("#articles .text .n:visible").evaluate_all("all => all.map(n => n.className)")) == {"n i"}
    assert page.locator("#filter output").inner_text() == "1 of 6 mistakes"
    page.locator("#filter button").click()
    page.locator("#filter output", has_text="6 of 6 mistakes").wait_for()
    assert drawn.count() == everything


def test_a_slot_shows_the_facts_in_which_it_went_as_asked(page: Any, address: str) -> None:
    page.goto(address)
    page.locator("#slots a[data-pick]").first.click()
    pick = page.locator("#slots a[data-pick]").first.get_attribute("data-pick").split()
    assert page.locator("#filter select").nth(1).input_value() == pick[3] != "-"
    shown = page.locator("#mistakes .fact:visible")
    assert shown.count() == int(page.locator("#slots a[data-pick]").first.inner_text())


def test_every_count_leads_to_as_many_mistakes(page: Any, address: str) -> None:
    page.goto(address)
    counts = page.locator("#outcomes a[data-pick]")
    assert counts.count() > 5
    for count in counts.all():
        count.click()
        assert page.locator("#mistakes .fact:visible").count() == int(count.text_content())


def test_links_lead_across_pages(page: Any, both: Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "ONE_PAGE", (1, 1))
    first = write_comparison(both, tmp_path, ["html"])[0].as_uri()
    page.goto(f"{first}#rules/quake/found:0")
    page.wait_for_url("**/comparison/0002-quake.html#rules/quake/found:0")
    assert page.locator(".facts > li.here .own").inner_text() == "found:0"
    page.get_by_role("link", name="Previous").click()
    assert page.locator("h1").inner_text() == "police"
    page.get_by_role("link", name="All articles").click()
    page.locator("#mistakes a").first.click()
    page.locator(".fact .head .own").first.click()
    page.wait_for_url(re.compile(r"/comparison/000\d-\w+\.html#"))
    assert page.locator(".facts > li.here").count() == 1


def test_without_a_script_all_is_there_and_no_control(browser: Any, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    assert page.locator("#filter").is_hidden()
    assert page.locator("#choose").is_hidden()
    assert page.locator(".reading").count() == 4
    assert page.locator("#articles .reading").nth(1).locator("summary").is_visible()
    context.close()
