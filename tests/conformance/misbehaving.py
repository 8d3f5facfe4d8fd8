"""Extractors that are each wrong in one way; the tests' folder is on the path, so that their package can be allowed."""

import os
import time
from collections.abc import Iterable, Iterator, Sequence

from harness.facts import Article, Fact, Filler, Span

HELD = "held"


def fact(article: Article, slot: str = "detainee") -> list[Fact]:
    start = article.text.find(HELD)
    span = Span(start, start + len(HELD))
    return [] if start < 0 else [Fact("detention", {slot: (Filler(HELD, None, span),)}, (span,))]


class Sound:
    """Nothing is wrong with this one."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        for article in articles:
            yield self.facts(article)

    def facts(self, article: Article) -> Sequence[Fact]:
        return fact(article)


class UnknownSlot(Sound):
    def facts(self, article: Article) -> Sequence[Fact]:
        return fact(article, "prisoner")


class Forgetful(Sound):
    def __init__(self) -> None:
        self.seen: set[str] = set()

    def facts(self, article: Article) -> Sequence[Fact]:
        known = article.id in self.seen
        self.seen.add(article.id)
        return [] if known else fact(article)


class Neighbourly(Sound):
    """Says what it found in the article before as well."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        before = 0
        for article in articles:
            facts = fact(article)
            yield facts * (1 + before)
            before = len(facts)


class ById(Sound):
    def facts(self, article: Article) -> Sequence[Fact]:
        return [] if "again" in article.id else fact(article)


class Fragile(Sound):
    def facts(self, article: Article) -> Sequence[Fact]:
        if not article.text:
            raise IndexError("no first word")
        return fact(article)


class Failing(Sound):
    def facts(self, article: Article) -> Sequence[Fact]:
        raise RuntimeError("no model")


class Slow(Sound):
    def facts(self, article: Article) -> Sequence[Fact]:
        if article.id == "line-digits":
            time.sleep(60)
        return fact(article)


class Deadly(Sound):
    def facts(self, article: Article) -> Sequence[Fact]:
        if article.id == "huge":
            os._exit(7)
        return fact(article)


class Hoarder(Sound):
    def __init__(self) -> None:
        self.kept: list[str] = []

    def facts(self, article: Article) -> Sequence[Fact]:
        if article.id.startswith("many-"):
            self.kept.append("x" * 1_000_000)
        return fact(article)


class Repetitive(Sound):
    """Takes the same text twice in a row for a mistake of the corpus."""

    def __init__(self) -> None:
        self.last = ""

    def facts(self, article: Article) -> Sequence[Fact]:
        before, self.last = self.last, article.text
        return [] if article.text == before else fact(article)


class Narrow(Sound):
    def facts(self, article: Article) -> Sequence[Fact]:
        if any(sign > "\uffff" for sign in article.text):
            raise ValueError("no such sign")
        return fact(article)


class Tired(Sound):
    """Bears many articles only if there was nothing before them."""

    def __init__(self) -> None:
        self.worked = False

    def facts(self, article: Article) -> Sequence[Fact]:
        if not article.id.startswith("many-"):
            self.worked = True
        elif self.worked:
            raise RuntimeError("enough for today")
        return fact(article)
