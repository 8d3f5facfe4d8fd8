"""One article: asked about window by window, and the answers as facts of the article."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from harness.errors import ExtractorError
from harness.extractors.llm.answers import answered_facts
from harness.extractors.llm.asking import Asked, Asker, MissingError
from harness.extractors.llm.prompt import Message, Prompt
from harness.extractors.llm.shots import Shot, shots_for
from harness.extractors.llm.spending import NOTHING, Tokens, tokens_of
from harness.extractors.llm.windows import windows
from harness.extractors.merging import merge_lists
from harness.facts import Article, Fact, Filler, Span
from harness.schema import Schema

if TYPE_CHECKING:
    from harness.runs.run import Trouble


@dataclass(frozen=True, slots=True)
class Read:
    """What came of an article. `missing` says that an answer is not recorded, and was not to be asked for."""

    facts: tuple[Fact, ...] = ()
    troubles: "tuple[Trouble, ...]" = ()
    took: Tokens = NOTHING
    missing: bool = False


@dataclass(frozen=True, slots=True)
class ArticleReader:
    """How articles are read: in windows of `window` code points that overlap by `overlap`, with `number` examples."""

    schema: Schema
    prompt: Prompt
    shots: tuple[Shot, ...]
    number: int
    window: int
    overlap: int

    def questions(self, article: Article) -> list[list[Message]]:
        """Return the messages about each window of `article`."""
        shots = shots_for(article, self.shots, self.number)
        texts = [article.text[slice(*span)] for span in windows(article.text, self.window, self.overlap)]
        return [self.prompt.messages(article, text, shots) for text in texts]

    async def read(self, article: Article, asker: Asker) -> Read:
        """Return what came of `article`. One window without an answer costs the article: half of it is no answer.

        Raises ExtractorError where no other article would fare better.
        """
        import anyio

        spans = windows(article.text, self.window, self.overlap)
        shots = shots_for(article, self.shots, self.number)
        results: list[Asked | MissingError | ExtractorError] = [Asked()] * len(spans)

        async def ask(index: int) -> None:
            text = article.text[slice(*spans[index])]
            try:
                results[index] = await asker.ask(lambda: self.prompt.messages(article, text, shots))
            except (MissingError, ExtractorError) as error:  # kept, as a group of tasks would wrap it
                results[index] = error

        async with anyio.create_task_group() as tasks:
            for index in range(len(spans)):
                tasks.start_soon(ask, index)
        return self._joined(article, spans, results)

    def _joined(
        self, article: Article, spans: Sequence[Span], results: Sequence[Asked | MissingError | ExtractorError]
    ) -> Read:
        from harness.runs.run import Trouble

        if failed := next((one for one in results if isinstance(one, ExtractorError)), None):
            raise failed
        asked = [one for one in results if isinstance(one, Asked)]
        took = tokens_of(answer for one in asked for answer in one.answers)
        if len(asked) < len(results):
            return Read(took=took, missing=True)
        for number, one in enumerate(asked, 1):
            if one.failure is not None:
                where = f"part {number} of {len(asked)}: " if len(asked) > 1 else ""
                return Read((), (Trouble(article.id, one.failure.kind, f"{where}{one.failure}"),), took)
        lists, troubles = [], []
        for span, one in zip(spans, asked, strict=True):
            part = replace(article, text=article.text[slice(*span)])
            facts, told = answered_facts(one.data or {}, part, self.schema)
            lists.append([_moved(fact, span.start) for fact in facts])
            troubles += told
        if len(lists) == 1:
            return Read(tuple(lists[0]), tuple(troubles), took)
        return Read(tuple(merge_lists(lists, self.schema, article.published, reach=1)), tuple(troubles), took)


def _moved(fact: Fact, by: int) -> Fact:
    """The same fact, its spans counted from where the article begins."""
    if not by:
        return fact

    def moved(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    def all_moved(one: Filler) -> Filler:
        return one if one.span is None else replace(one, span=moved(one.span))

    return replace(
        fact,
        evidence=tuple(map(moved, fact.evidence)),
        slots={name: tuple(map(all_moved, fillers)) for name, fillers in fact.slots.items()},
        source=None if fact.source is None else all_moved(fact.source),
    )
