"""Facts by hand-written knowledge: mentions, cue frames from a lexicon, and who said so. No trained model."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from harness.extractors.frames.facts_of import facts_of
from harness.extractors.frames.lexicon_file import load_lexicon
from harness.extractors.frames.vocabulary import build_vocabulary
from harness.extractors.together import together
from harness.extractors.undisturbed import undisturbed
from harness.facts import Article, Fact

_ENOUGH = 10_000
"""Characters of the articles that are read at a time, or a few more: of more, what is known leaves the processor."""
_MOST = 20
"""Articles that are read at a time, however short."""


class RulesExtractor:
    """Reads the lexicon once; then every article is independent of all others."""

    def __init__(self, lexicon: str | Path) -> None:
        """`lexicon` is the path of a lexicon in YAML; raises `InputErrors` with all its mistakes."""
        self.vocabulary = build_vocabulary(load_lexicon(lexicon))

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        """Yield the facts of each article in text order; a few articles are read at a time."""
        for some in together(articles, _ENOUGH, _MOST):
            with undisturbed():
                facts = facts_of(some, self.vocabulary)
            yield from facts
