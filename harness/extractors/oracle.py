"""The extractor that knows the answers: the upper bound, and a test of the harness itself."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from harness.corpora.load import load_corpus
from harness.facts import Article, Fact


class OracleExtractor:
    """Gives back the gold, and so scores 1.0 in everything that is scored.

    `seeds` and `gold` are folders as `load_corpus` reads them; an article that they do not have gets no facts. Raises
    InputErrors where they hold mistakes.
    """

    def __init__(self, seeds: str | Path, gold: str | Path) -> None:
        """Read the gold."""
        self._gold = load_corpus(Path(seeds), Path(gold), allow=None).gold

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        """Yield the gold facts of each article, the optional ones too."""
        for article in articles:
            yield [gold.fact for gold in self._gold.get(article.id, ())]
