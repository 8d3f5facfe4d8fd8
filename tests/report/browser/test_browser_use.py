"""The real report in use: every kind of link leads there, every filter leaves what it says, print and keyboard work."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from unicodedata import normalize
from urllib.parse import unquote

import pandas as pd
import pytest

Open = Callable[..., Any]
LETTERS = {"correct": "c", "partial": "p", "incorrect": "i", "missing": "m", "spurious": "s"}
MISTAKES = ("missing", "spurious", "incorrect", "partial")


@pytest.fixture
def page(open_page: Open, report: Any) -> Any:
    return open_page(report.address)


@pytest.fixture(scope="module")
def outcomes(shown: Any, report: Any) -> Mapping[str, pd.DataFrame]:
    """The outcome table of each run, in the order of the page."""
    names = shown.title().partition(":")[0].split(", ")
    return {name: pd.read_parquet(report.page.parent / name / "outcomes.parquet") for name in names}


def visible_mistakes(page: Any) -> int:
    """How many are not filtered out, folded or not."""
    count: int = page.evaluate(
        "document.querySelectorAll('#mistakes .fact:not([hidden], details[hidden] .fact)').length"
    )
    return count


def only(page: Any, *words: str) -> None:
    """Check the boxes of these outcomes, and no other."""
    for label in page.locator("#filter label:has(input)").all():
        label.locator("input").set_checked(label.inner_text().strip() in words)


def test_every_link_has_an_end(shown: Any) -> None:
    links = shown.eval_on_selector_all("a[href]", "all => [...new Set(all.map(one => one.getAttribute('href')))]")
    ids = set(shown.eval_on_selector_all("[id]", "all => all.map(one => one.id)"))
    assert len(links) > 200
    assert all(link.startswith("#") for link in links)
    assert [link for link in links if link.count("/") != 2 and link[1:] not in ids] == []


def test_the_contents_lead_to_every_section(page: Any) -> None:
    links = page.locator("nav a").all()
    targets = [link.get_attribute("href") for link in links]
    assert {f"#{one}" for one in page.eval_on_selector_all("main section", "all => all.map(s => s.id)")} == set(targets)
    for link, target in zip(links, targets, strict=True):
        link.click()
        assert page.url.endswith(target)
        assert page.locator(target).locator("h2").first.evaluate("h => Math.abs(h.getBoundingClientRect().top) < 800")


def test_each_fact_has_a_link_of_its_own_that_leads_to_it(page: Any, outcomes: Mapping[str, pd.DataFrame]) -> None:
    """#run/article/fact brings the fact's row and its words into view, whatever was folded or filtered before."""
    followed = page.evaluate(
        """async () => {
          const links = [...document.querySelectorAll('.facts .own')].map(one => one.getAttribute('href'));
          const wrong = [];
          for (const link of links) {
            const changed = new Promise(done => addEventListener('hashchange', done, {once: true}));
            location.hash = link;
            await changed;
            const row = document.querySelector('li.here');
            const part = document.querySelector('.n.here') ?? row;
            const place = part.getBoundingClientRect();
            const seen = place.height > 0 && place.top >= 0 && place.bottom <= innerHeight;
            if (row?.querySelector('.own').getAttribute('href') !== link || !seen) wrong.push(link);
          }
          return {links, wrong};
        }"""
    )
    expected = {
        (name, row.article, row.gold or "")
        for name, table in outcomes.items()
        for row in table[table["level"] == "fact"].itertuples()
    }
    said = {tuple(map(unquote, link[1:].split("/"))) for link in followed["links"]}
    assert len(said) == len(followed["links"]) == sum((t["level"] == "fact").sum() for t in outcomes.values())
    assert {one for one in expected if one[2]} <= said
    assert followed["wrong"] == []


def test_a_link_from_elsewhere_opens_on_its_fact(open_page: Open, report: Any, shown: Any) -> None:
    link = shown.locator(".reading:last-of-type .facts .own").last.get_attribute("href")
    page = open_page(f"{report.address}{link}")
    row = page.locator("li.here")
    assert row.locator(".own").get_attribute("href") == link
    assert row.is_visible()


def test_numbers_in_the_text_lead_to_their_facts_and_back(page: Any) -> None:
    number = page.locator(".reading[open] .text .n[id]").first
    number.click()
    row = page.locator("li.here")
    assert row.get_attribute("id") == number.get_attribute("id").replace("t", "f")
    row.locator("a.n").click()
    assert page.url.endswith(f"#{number.get_attribute('id')}")


def test_a_mistake_leads_to_its_words(page: Any) -> None:
    card = page.locator("#mistakes details[open] .fact:has(h4 a[href^='#t'])").first
    target = card.locator("h4 a").first.get_attribute("href")
    card.locator("h4 a").first.click()
    assert page.locator(target).is_visible()
    assert page.locator("li.here").count() == 1


def test_each_count_of_mistakes_leads_to_as_many(page: Any) -> None:
    """Every number of facts that is a link: what it leaves is what it says."""
    counted = page.evaluate(
        """() => {
          document.querySelectorAll('details').forEach(one => { one.open = true; });
          return [...document.querySelectorAll('#outcomes a[data-pick], #types a[data-pick]')].map(link => {
            link.click();
            const list = link.hash === '#mistakes' ? '#mistakes .fact' : '#articles .reading:not(.off) .facts > li';
            const left = [...document.querySelectorAll(list)].filter(f => !f.hidden && !f.closest('details[hidden]'));
            return {said: +link.textContent, left: left.length, to: link.hash};
          });
        }"""
    )
    assert {one["to"] for one in counted} >= {"#mistakes"}
    assert len(counted) > 20
    assert [one for one in counted if one["said"] != one["left"]] == []


def test_outcomes_are_filtered(page: Any, outcomes: Mapping[str, pd.DataFrame]) -> None:
    facts = pd.concat([table[(table["level"] == "fact") & table["counted"]] for table in outcomes.values()])
    for outcome in MISTAKES:
        only(page, outcome)
        assert visible_mistakes(page) == (facts["outcome"] == outcome).sum()
        letter = LETTERS[outcome]
        shown = page.locator(f"#articles .facts > li:not([hidden]) > .n.{letter}").count()
        assert (
            shown == page.locator("#articles .facts > li:not([hidden])").count() == (facts["outcome"] == outcome).sum()
        )
    only(page)
    assert visible_mistakes(page) == 0
    page.locator("#filter button").click()
    total = facts["outcome"].isin(MISTAKES).sum()
    page.wait_for_function("document.querySelectorAll('#mistakes .fact[hidden]').length === 0")
    assert visible_mistakes(page) == total
    assert page.locator("#filter output").inner_text() in ("", f"{total} of {total} mistakes")


def test_types_and_slots_are_filtered(page: Any, outcomes: Mapping[str, pd.DataFrame]) -> None:
    tables = [table.assign(run=name) for name, table in outcomes.items()]
    table = pd.concat([one[one["counted"]] for one in tables])
    facts = table[(table["level"] == "fact") & table["outcome"].isin(MISTAKES)]
    by_type, by_slot = (page.locator("#filter select").nth(index) for index in (0, 1))
    for label in by_type.locator("option").all_inner_texts()[1:]:
        by_type.select_option(label=label)
        assert visible_mistakes(page) == (facts["type"] == label).sum(), label
    by_type.select_option(index=0)
    only(page, "missing")
    for label in by_slot.locator("option").all_inner_texts()[1:]:
        by_slot.select_option(label=label)
        fillers = table[(table["level"] != "fact") & (table["slot"] == label) & (table["outcome"] == "missing")]
        left = page.locator("#articles .facts > li:not([hidden])").count()
        assert left == len(fillers[["run", "article", "gold"]].drop_duplicates()), label


def test_mistakes_of_one_extractor(page: Any, outcomes: Mapping[str, pd.DataFrame]) -> None:
    choice = page.locator("#filter select.runs")
    for name, table in outcomes.items():
        choice.select_option(label=name)
        facts = table[(table["level"] == "fact") & table["counted"] & table["outcome"].isin(MISTAKES)]
        assert visible_mistakes(page) == len(facts)
        assert page.locator("#filter output").inner_text().startswith(f"{len(facts)} of ")


def test_two_extractors_side_by_side(page: Any, outcomes: Mapping[str, pd.DataFrame]) -> None:
    first, second = (page.locator("#choose select").nth(index) for index in (0, 1))
    names = list(outcomes)
    first.select_option(label=names[1])
    assert page.locator(".reading:visible").count() == page.locator("article").count()
    second.select_option(label=names[2])
    boxes = [one.bounding_box() for one in page.locator("article").first.locator(".reading:visible .text").all()]
    assert len(boxes) == 2
    (left, right) = sorted(boxes, key=lambda box: box["x"])
    assert left["x"] + left["width"] <= right["x"]
    assert abs(left["y"] - right["y"]) < 40


def test_the_heat_map_shows_the_measure_that_is_asked_for(page: Any) -> None:
    cell = page.locator(".heat-map td.heat").first
    for measure in ("precision", "recall", "F1"):
        page.get_by_role("radio", name=measure, exact=True).check()
        shown = cell.locator("span:visible")
        assert shown.count() == 1
        assert shown.get_attribute("class") == f"v-{measure.lower()}"


def test_the_keyboard_reaches_the_content_and_the_folded(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").evaluate("one => one.getBoundingClientRect().left >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")
    folded = page.locator("main details:not([open]) > summary").first
    box = folded.evaluate_handle("one => one.parentElement")
    folded.focus()
    page.keyboard.press("Enter")
    assert box.evaluate("one => one.open")


def test_paper_has_all_of_it(page: Any, report: Any) -> None:
    pypdf = pytest.importorskip("pypdf")
    printed = pypdf.PdfReader(BytesIO(page.pdf()))
    words = normalize(
        "NFKC", " ".join(" ".join(sheet.extract_text() for sheet in printed.pages).split())
    )  # no ligatures
    folded = page.locator("#mistakes > details:not([open]) .fact blockquote").last.text_content()
    for sentence in (page.locator(".lead").inner_text(), " ".join(folded.split())):
        assert sentence.replace(" ", "")[:60] in words.replace(" ", "")
    assert "Filter" not in words


def test_without_a_script_all_is_there(browser: Any, report: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(report.address)
    assert page.locator("#filter").is_hidden()
    assert page.locator("#mistakes .fact").first.is_visible()
    last = page.locator("#articles details").last
    last.locator("summary").click()
    assert last.locator(".text").is_visible()
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_scrolls_sideways(open_page: Open, report: Any, width: int, scheme: str) -> None:
    page = open_page(report.address, width=width, scheme=scheme)
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
