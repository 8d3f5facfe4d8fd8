"""Reading a few articles at a time: what is done for all of them before the next step begins is less work in all."""

from collections.abc import Iterable, Iterator

from harness.facts import Article


def together(articles: Iterable[Article], enough: int, most: int) -> Iterator[list[Article]]:
    """Yield the articles in order, as many at a time as have `enough` characters together, but at most `most`."""
    some, size = list[Article](), 0
    for article in articles:
        some.append(article)
        size += len(article.text)
        if size >= enough or len(some) == most:
            yield some
            some, size = [], 0
    if some:
        yield some
