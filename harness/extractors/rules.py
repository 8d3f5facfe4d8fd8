"""Facts by hand-written knowledge: mentions, cue frames from a lexicon, and who said so. No trained model."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from harness.extractors.frames.facts_of import article_facts
from harness.extractors.frames.lexicon_file import load_lexicon
from harness.extractors.frames.vocabulary import build_vocabulary
from harness.extractors.undisturbed import undisturbed
from harness.facts import Article, Fact


class RulesExtractor:
    """Reads the lexicon once; then every article is independent of all others."""

    def __init__(self, lexicon: str | Path) -> None:
        """`lexicon` is the path of a lexicon in YAML; raises `InputErrors` with all its mistakes."""
        self.vocabulary = build_vocabulary(load_lexicon(lexicon))

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        """Yield the facts of each article in text order."""
        for article in articles:
            with undisturbed():
                facts = article_facts(article, self.vocabulary)
            yield facts
