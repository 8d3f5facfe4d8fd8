"""A comparison as HTML: one offline page, or, for many articles, a first page and a folder of pages beside it.

comparison.html             the verdict, the scores, and of a small corpus all articles and mistakes too
comparison/0001-<id>.html   else: an article with what each run found in it
comparison/mistakes-0-3.html      every mistake of one run (0 is the best) in one type (by its number)
comparison/missed.html, extra.html    the facts that all runs miss, and those that several find but gold lacks
"""

import re
from collections.abc import Iterator
from typing import Any

from harness.report import words
from harness.report.comparison import Comparison
from harness.report.environment import render, script, style
from harness.report.numbering import number
from harness.report.outcome import FactOutcome

ONE_PAGE = (40, 5_000)
"""How many articles, and how many facts of all runs together, go on one page; more open slowly in a browser."""
LARGEST = 1_000_000
"""How many bytes one page may have, where its articles could have pages of their own."""
MOST = 2_000
"""How many articles have a page, and how many facts or articles are in any list; the run folders have the others."""
LISTED = 50
"""How many facts of each list of agreement stand on the first page where there are several pages."""


def page(comparison: Comparison) -> str:
    """Return the first page, of a small corpus the only one. The same comparison gives the same text."""
    _, text = next(pages(comparison))
    return text


def pages(comparison: Comparison, name: str = "comparison") -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each page: `<name>.html` first and then, if there are several, those in `<name>/`.

    The same comparison gives the same pages.
    """
    first = {"home": "", "folder": f"{name}/", "here": None}
    if one_page(comparison):
        whole = render("page.html.j2", **_context(comparison, {}), **first)
        if len(whole.encode("utf-8")) <= LARGEST or len(comparison.corpus.articles) < 2:
            yield f"{name}.html", whole
            return
    shown = comparison.corpus.articles[:MOST]
    paths = {a.id: f"{n:04}-{_plain(a.id)}.html" for n, a in enumerate(shown, 1)}
    context = _context(comparison, paths)
    yield f"{name}.html", render("page.html.j2", **context, **first)
    inside: dict[str, Any] = {"home": f"../{name}.html", "folder": ""}
    for article, path in zip(comparison.corpus.articles, paths.values(), strict=False):
        yield f"{name}/{path}", render("article_page.html.j2", **context, **inside, here=article.id, article=article)
    for path, listing in _listings(comparison, context):
        yield f"{name}/{path}", render("list_page.html.j2", **context, **inside, here=None, **listing)


def one_page(comparison: Comparison) -> bool:
    """Whether the whole comparison may go on one page, if that is not too large."""
    articles, facts = ONE_PAGE
    few = len(comparison.corpus.articles) <= articles and sum(map(len, comparison.facts)) <= facts
    return few or len(comparison.corpus.articles) < 2


def _plain(article: str) -> str:
    """Return what of an article's id may stand in any file name; the number before it tells articles apart."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", article)[:60].strip(".-_") or "article"


def _context(comparison: Comparison, paths: dict[str, str]) -> dict[str, Any]:
    """Gather what every page is rendered from."""
    text, source = script()
    return {
        "c": comparison,
        "n": number(comparison),
        "paths": paths,
        "facts": [_by_article(facts) for facts in comparison.facts],
        "mistakes": [[fact for fact in facts if fact.mistaken] for facts in comparison.facts],
        "verdict": words.verdict(comparison),
        "about": words.about(comparison),
        "style": style(),
        "script": text,
        "script_source": source,
        "listed": LISTED if paths else None,
        "most": MOST,
    }


def _listings(comparison: Comparison, context: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the lists that the first page has no room for, each with its path."""
    types = context["n"].types
    for run, mistakes in enumerate(context["mistakes"]):
        for kind, of_kind in _by_type(mistakes).items():
            yield f"mistakes-{run}-{types[kind]}.html", {"what": "mistakes", "run": run, "kind": kind, "of": of_kind}
    if len(comparison.runs) > 1:
        yield "missed.html", {"what": "missed", "run": 0, "kind": "", "of": comparison.missed_by_all}
        yield "extra.html", {"what": "extra", "run": 0, "kind": "", "of": comparison.found_by_several}


def _by_article(facts: tuple[FactOutcome, ...]) -> dict[str, list[FactOutcome]]:
    by_article: dict[str, list[FactOutcome]] = {}
    for fact in facts:
        by_article.setdefault(fact.article, []).append(fact)
    return by_article


def _by_type(facts: list[FactOutcome]) -> dict[str, list[FactOutcome]]:
    by_type: dict[str, list[FactOutcome]] = {}
    for fact in facts:
        by_type.setdefault(fact.type, []).append(fact)
    return by_type
