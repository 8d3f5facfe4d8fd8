"""Every link leads somewhere: numbers to facts, facts to the text, counts to lists, and a fact's own link to itself."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import unquote

import pytest
from report.page_reader import Page

from harness.facts import Fact, Filler
from harness.report import html
from harness.report.comparison import Comparison, compare
from harness.runs.run import Run

Build = Callable[[str, Mapping[str, str], Mapping[str, Sequence[Fact]]], Run]


def leading(page: Page) -> set[str]:
    """The links within the page but for the facts' own, which the script follows."""
    return {link.removeprefix("#") for link in page.links if "/" not in link}


def own(page: Page) -> list[tuple[str, ...]]:
    """Run, article and fact of each of the facts' own links."""
    return [tuple(map(unquote, link.removeprefix("#").split("/"))) for link in page.links if "/" in link]


def test_links_lead_somewhere_and_ids_are_unique(both: Comparison) -> None:
    page = Page(html.page(both))
    assert len(page.ids) == len(set(page.ids))
    assert all(link.startswith("#") for link in page.links)
    assert leading(page) <= set(page.ids)


def test_every_fact_has_a_link_of_its_own_by_names(both: Comparison) -> None:
    facts = {
        (name, fact.article, fact.gold or f"found:{fact.found}")
        for name, facts in zip(both.names, both.facts, strict=True)
        for fact in facts
    }
    assert ("rules", "quake", "found:0") in facts
    assert set(own(Page(html.page(both)))) == facts


@pytest.mark.parametrize("name", ["a/b", "50 % #1?&", "réglé ы", "\ud800\n"])
def test_any_name_stands_in_a_link(rules: Run, name: str) -> None:
    links = own(Page(html.page(compare([replace(rules, name=name)]))))
    assert {len(link) for link in links} == {3}
    assert {link[0] for link in links} == {name.replace("\ud800", "⟨U+D800⟩")}


def test_facts_without_evidence_are_listed_without_links_to_the_text(spurious_run: Build) -> None:
    run = spurious_run("bare", {"a": "Nothing."}, {"a": [Fact("alias", {"name": (Filler("x"),)})]})
    page = Page(html.page(compare([run])))
    assert "no evidence in the text" in page.words
    assert leading(page) <= set(page.ids)


def test_counts_lead_to_as_many_facts(both: Comparison) -> None:
    """What the script shows for a count's `data-pick` is counted here by the same marks."""
    text = html.page(both)
    page = Page(text)
    cards = [
        (a["id"] or "", (a["data-f"] or "").split(" "))
        for _, a in page.tags
        if str(a.get("id"))[:1] == "m" and "data-f" in a
    ]
    counted = 0
    for pick, count in re.findall(r'<a href="#mistakes" data-pick="([^"]+)">(\d+)</a>', text):
        run, letters, kind, slot = pick.split(" ")
        picked = [
            key
            for key, (outcome, of_kind, *slots) in cards
            if key.startswith(f"m{run}-")
            and kind in ("-", of_kind)
            and (any(one[:-1] == slot and one[-1] in letters for one in slots) if slot != "-" else outcome in letters)
        ]
        assert len(picked) == int(count), pick
        counted += 1
    assert counted > 10
