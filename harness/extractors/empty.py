"""The extractor that finds nothing: the lower bound, and a test of the harness itself."""

from collections.abc import Iterable, Iterator, Sequence

from harness.facts import Article, Fact


class EmptyExtractor:
    """Recall 0 wherever gold has a fact, and a precision that is undefined."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        """Yield no fact for each article."""
        for _ in articles:
            yield ()
