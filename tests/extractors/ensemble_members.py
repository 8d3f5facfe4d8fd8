"""Members of an ensemble for its tests: they find the words they are told, and fail where they are told to."""

from collections.abc import Iterable, Iterator, Sequence

from harness.facts import Article, Fact, Filler, Span

SCHEMA = """schema_version: 1
types:
  raid: {slots: {who: {kind: entity, key: true}}}
"""


class Member:
    """Finds the words it is told, and keeps a record of what it was asked for."""

    def __init__(self, *words: str, fails_on: str = "", ahead: int = 1, confidence: float | None = None) -> None:
        self.words, self.fails_on, self.ahead, self.confidence = words, fails_on, ahead, confidence
        self.read: list[str] = []
        self.most = 0

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        waiting = list(articles)
        self.most = max(self.most, len(waiting))
        self.read += [article.id for article in waiting]
        for article in waiting:
            if article.id == self.fails_on:
                raise ValueError("no idea")
            yield [self.fact(article, word) for word in self.words if word in article.text]

    def fact(self, article: Article, word: str) -> Fact:
        span = Span(article.text.index(word), article.text.index(word) + len(word))
        return Fact("raid", {"who": (Filler(word, span=span),)}, (span,), confidence=self.confidence)


def articles(*texts: str) -> list[Article]:
    return [Article(f"n{number}", text, "") for number, text in enumerate(texts)]


def who(facts: Sequence[Fact]) -> list[tuple[str | None, float | None]]:
    return [(fact.slots["who"][0].text, fact.confidence) for fact in facts]
