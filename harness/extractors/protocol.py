"""What an extractor is: anything with this one method. It never sees gold."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, runtime_checkable

from harness.facts import Article, Fact


@runtime_checkable
class Extractor(Protocol):
    """Turns articles into facts."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        """Yield the facts of each article, one sequence an article, in the order of `articles`.

        It may read ahead (batches) and may be called several times. Whatever it raises costs the article it was
        asked for; `harness.errors.ExtractorError` alone, raised on construction or here, ends the run.
        """
        ...
