"""A large corpus as several pages: each article on its own, every list complete, and no link that leads nowhere."""

import posixpath
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from report.page_reader import Page

from harness.corpora.corpus import Corpus
from harness.report import html
from harness.report.comparison import Comparison, compare
from harness.runs.run import Run

Many = Callable[[str, Sequence[str]], Run]


@pytest.fixture
def large(many_articles: Many) -> Comparison:
    """One article more than goes on one page."""
    answers = ["ab", "abc", "abcde"] * (html.ONE_PAGE[0] // 3 + 1)
    return compare([many_articles("fair", answers), many_articles("poor", ["a"] * len(answers))])


def read(comparison: Comparison) -> dict[str, Page]:
    return {path: Page(text) for path, text in html.pages(comparison)}


def test_a_small_corpus_is_one_page(both: Comparison) -> None:
    assert [path for path, _ in html.pages(both)] == ["comparison.html"]
    assert html.page(both) == dict(html.pages(both))["comparison.html"]


def test_many_facts_make_several_pages_too(many_articles: Many, monkeypatch: pytest.MonkeyPatch) -> None:
    comparison = compare([many_articles("fair", ["ab", "abc"])])
    assert html.one_page(comparison)
    monkeypatch.setattr(html, "ONE_PAGE", (40, 9))
    assert not html.one_page(comparison)


def test_a_page_that_would_be_too_large_becomes_several(both: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "LARGEST", len(html.page(both).encode()))
    assert [path for path, _ in html.pages(both)] == ["comparison.html"]
    monkeypatch.setattr(html, "LARGEST", html.LARGEST - 1)
    assert {"comparison.html", "comparison/0001-police.html", "comparison/0002-quake.html"} < set(read(both))


def test_each_article_reads_as_it_is_on_a_page_of_its_own(large: Comparison) -> None:
    pages = read(large)
    assert pages["comparison.html"].articles == []
    for number, article in enumerate(large.corpus.articles, 1):
        page = pages[f"comparison/{number:04}-{article.id}.html"]
        assert page.articles == [article.text] * 2
        assert article.id in page.words


def test_every_mistake_is_in_a_list(large: Comparison) -> None:
    pages = read(large)
    for run, facts in enumerate(large.facts):
        listed = pages[f"comparison/mistakes-{run}-2.html"]  # `alias` is the third type of the schema
        cards = [one for one in listed.ids if re.fullmatch(r"m\d+-\d+-\d+", one)]
        assert len(cards) == sum(fact.mistaken for fact in facts) > 40
    missed = pages["comparison/missed.html"]
    assert f"{len(large.missed_by_all)} facts" in missed.words
    assert f"All {len(large.missed_by_all)} of them" in pages["comparison.html"].words


def test_links_lead_to_pages_and_places_that_there_are(large: Comparison) -> None:
    pages = read(large)
    for here, page in pages.items():
        assert len(page.ids) == len(set(page.ids))
        for link in page.links:
            path, _, place = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here
            assert target in pages, link
            assert not place or "/" in place or place in pages[target].ids, link
            if "/" in place:  # a fact's own link: its page has the fact's row, with the same link in it
                assert f"#{place}" in pages[target].links


@pytest.mark.parametrize("name", ["../../etc/passwd", "a/b\\c", "con", ".", "é" * 300, "x\ny", 'A"><b>'])
def test_no_article_id_makes_a_path(large: Comparison, name: str) -> None:
    run = large.runs[0]
    articles = tuple(replace(a, id=name if n == 1 else a.id) for n, a in enumerate(run.corpus.articles))
    named = {old.id: new.id for old, new in zip(run.corpus.articles, articles, strict=True)}
    corpus = Corpus(run.corpus.schema, articles, {named[k]: v for k, v in run.corpus.gold.items()}, run.corpus.digest)
    renamed = replace(
        run,
        corpus=corpus,
        found={named[k]: v for k, v in run.found.items()},
        outcomes=run.outcomes.assign(article=run.outcomes["article"].map(named)),
    )
    paths = [path for path, _ in html.pages(compare([renamed]))]
    assert len(paths) == len({path.casefold() for path in paths})
    assert all(re.fullmatch(r"comparison(/[A-Za-z0-9._-]{1,80})?\.html", path) for path in paths)
    assert any(path.startswith("comparison/0002-") for path in paths)


def test_the_first_page_knows_the_page_of_each_article(large: Comparison) -> None:
    first = read(large)["comparison.html"]
    known = {a["data-article"]: a["href"] for tag, a in first.tags if tag == "a" and "data-article" in a}
    assert known == {a.id: f"comparison/{n:04}-{a.id}.html" for n, a in enumerate(large.corpus.articles, 1)}


def test_same_comparison_same_pages(large: Comparison) -> None:
    assert list(html.pages(large)) == list(html.pages(compare(large.runs)))


def test_more_than_anyone_reads_is_left_out_and_said_so(large: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "MOST", 5)
    pages = read(large)
    articles = len(large.corpus.articles)
    assert [path for path in pages if re.match(r"comparison/\d", path)] == [
        f"comparison/{n:04}-article-{n - 1:02}.html" for n in range(1, 6)
    ]
    assert f"Article 5 of {articles}" in pages["comparison/0005-article-04.html"].words
    assert "Next" not in pages["comparison/0005-article-04.html"].words
    mistakes = sum(fact.mistaken for fact in large.facts[1])
    assert f"{mistakes - 5} mistakes more, in outcomes.parquet" in pages["comparison/mistakes-1-2.html"].words
    targets = {posixpath.join("comparison", link.partition("#")[0]) for link in pages["comparison/missed.html"].links}
    assert {one for one in targets if one[11:12].isdigit()} <= pages.keys()
