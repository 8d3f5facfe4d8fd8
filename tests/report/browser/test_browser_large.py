"""A large corpus: a first page, and others that it leads to. What that costs, `benchmarks.report` measures."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from hostile import PAYLOADS, short, storable
from hostile_runs import AFTER, BEFORE, hostile_run
from report.browser.seen import tables

from benchmarks.report_runs import report_runs
from harness.report.comparison import Comparison, compare
from harness.report.figures import ratio
from harness.report.visible import visible
from harness.report.write import write_comparison

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def several() -> Comparison:
    """More articles than one page takes."""
    return compare(report_runs(articles=45, runs=3))


@pytest.fixture(scope="module")
def address(several: Comparison, tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_comparison(several, tmp_path_factory.mktemp("several"), ["html"])[0].as_uri()


def here(page: Any) -> str:
    """The link of the fact that the page has brought into view."""
    row = page.locator("li.here")
    row.wait_for()
    assert row.is_visible()
    link: str = row.locator(".own").get_attribute("href")
    return link


def test_the_first_page_leads_to_every_article(open_page: Open, address: str, several: Comparison) -> None:
    page = open_page(address)
    links = page.locator("#articles a").all()
    assert [link.inner_text() for link in links] == [article.id for article in several.corpus.articles]
    links[7].click()
    assert page.locator("h1").inner_text() == several.corpus.articles[7].id
    texts = page.eval_on_selector_all(".text", "all => all.map(one => one.textContent)")
    assert texts == [several.corpus.articles[7].text] * 3
    page.get_by_role("link", name="Next").click()
    assert page.locator("h1").inner_text() == several.corpus.articles[8].id
    page.get_by_role("link", name="Previous").click()
    page.get_by_role("link", name="All articles").click()
    assert page.url == f"{address}#articles"


def test_a_fact_is_found_from_the_first_page_and_from_every_list(
    open_page: Open, address: str, several: Comparison
) -> None:
    fact = several.facts[2][100]
    link = f"#{quote(several.names[2])}/{quote(fact.article)}/{quote(fact.name, safe=':')}"
    page = open_page(f"{address}{link}")
    page.wait_for_url(f"**/comparison/*{link}")
    assert here(page) == link
    page.goto(address)
    counts = page.locator("#mistakes a")
    said = int(counts.first.inner_text())
    counts.first.click()
    cards = page.locator("#mistakes .fact")
    assert cards.count() == said
    own = cards.first.locator(".own").get_attribute("href")
    cards.first.locator(".own").click()
    assert own.endswith(here(page))


def test_the_counts_of_mistakes_are_all_of_them(open_page: Open, address: str, several: Comparison) -> None:
    page = open_page(address)
    counts = page.locator("#mistakes td").all_inner_texts()
    assert sum(map(int, counts)) == sum(fact.mistaken for facts in several.facts for fact in facts)


def test_filters_and_pairs_work_on_the_page_of_an_article(open_page: Open, address: str) -> None:
    page = open_page(address)
    page.locator("#articles a").first.click()
    facts = page.locator(".reading:visible .facts > li:visible")
    everything = facts.count()
    page.locator("#filter input[value=c]").uncheck()
    assert 0 < facts.count() < everything
    page.locator("#choose select").last.select_option("2")
    assert page.locator(".reading .text:visible").count() == 2


def test_the_other_pages_are_accessible_and_keep_their_width(open_page: Open, address: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    folder = address.removesuffix(".html")
    page = open_page(address, width=390, scheme="dark")
    others = [page.locator(f"{section} a").first.get_attribute("href") for section in ("#articles", "#mistakes")]
    for path in (*others, "comparison/missed.html", "comparison/extra.html"):
        page.goto(f"{folder}/{path.partition('/')[2]}")
        assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
        results = axe.run(page, options={"resultTypes": ["violations"]})
        assert results.violations_count == 0, results.generate_report()[:5_000]


def test_hostile_articles_have_pages_too(open_page: Open, tmp_path: Path) -> None:
    """Each under a name that is no path, and reached by its own link, whatever it is called."""
    payloads = [storable(one) for one in PAYLOADS.values() if short(one) == one][::6]
    run = hostile_run("plain", payloads)
    first = write_comparison(compare([run]), tmp_path, ["html"])[0]
    articles = run.corpus.articles
    assert {path.name for path in tmp_path.iterdir()} == {"comparison.html", "comparison"}
    page = open_page(first.as_uri(), guarded=False)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 1280
    for number in range(0, len(articles), 7):
        words = articles[number].id
        page.goto(first.as_uri())
        page.locator("#articles a").nth(number).click()
        assert page.locator("h1").text_content() == visible(words).replace("\r", "\n")
        assert page.locator(".text").first.text_content() == visible(f"{BEFORE}{payloads[number]}{AFTER}")
        link = page.locator(".facts .own").first.get_attribute("href")
        page.goto("about:blank")
        page.goto(f"{first.as_uri()}{link}")
        assert here(page) == link
        assert page.evaluate("'hit' in window") is False


@pytest.mark.slow
def test_a_thousand_articles_by_five_extractors(open_page: Open, tmp_path: Path) -> None:
    comparison = compare(report_runs(articles=1_000, runs=5))
    page = open_page(write_comparison(comparison, tmp_path, ["html"])[0].as_uri())
    assert page.locator("#articles a").count() == 1_000
    (overall,) = comparison.of("overall")
    (scores,) = (table.cells for table in tables(page) if table.label == "Overall scores")
    assert [name for (name,) in scores] == list(comparison.names)
    for cells, cell in zip(scores.values(), overall.cells, strict=True):
        assert cells["lenient", "F1"].split()[0] == ratio(cell.lenient.f1)
    counts = map(int, page.locator("#mistakes td").all_inner_texts())
    assert sum(counts) == sum(fact.mistaken for facts in comparison.facts for fact in facts)
    page.locator("#articles a").nth(999).click()
    assert page.locator(".text").first.text_content() == comparison.corpus.articles[999].text
