"""A few articles at a time: none is lost, none waits for more than it needs to, and what is found is the same."""

from collections.abc import Iterator

import pytest
from composing import composed

from harness.conformance.articles import many_articles
from harness.corpora.load import load_corpus
from harness.extractors.choose import choose_extractor
from harness.extractors.together import together
from harness.facts import Article
from harness.shipped import shipped_folder


def articles(*lengths: int) -> list[Article]:
    return [Article(f"a{index}", "x" * length, "0" * 64) for index, length in enumerate(lengths)]


@pytest.mark.parametrize(
    ("lengths", "sizes"),
    [((), []), ((4, 5, 1, 3), [3, 1]), ((10,), [1]), ((99, 1), [1, 1]), ((0, 0, 0, 0, 0, 0), [4, 2])],
)
def test_articles_come_in_order_until_they_are_enough(lengths: tuple[int, ...], sizes: list[int]) -> None:
    given = articles(*lengths)
    some = list(together(iter(given), enough=10, most=4))
    assert [len(one) for one in some] == sizes
    assert [article for one in some for article in one] == given


def test_no_more_is_asked_for_than_is_read() -> None:
    asked = []

    def stream() -> Iterator[Article]:
        for article in articles(10, 10, 10):
            asked.append(article.id)
            yield article

    next(together(stream(), enough=10, most=4))
    assert asked == ["a0"]


@pytest.mark.parametrize("choice", ["regex", "rules"])
def test_an_article_beside_others_has_the_facts_that_it_has_alone(choice: str) -> None:
    extractor = choose_extractor(composed(f"extractor={choice}")["extractor"])
    shipped = shipped_folder()
    some = list(many_articles(load_corpus(shipped / "seeds", shipped / "gold").articles, 33))
    beside = [tuple(facts) for facts in extractor.extract(some)]
    assert beside == [tuple(facts) for article in some for facts in extractor.extract([article])]
    assert sum(map(len, beside)) > 100
