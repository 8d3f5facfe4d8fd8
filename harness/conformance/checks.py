"""The checks: each asks an extractor for facts and complains of what must not be."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from harness.conformance.articles import huge_article, long_lines, many_articles, odd_articles
from harness.corpora.corpus import Corpus
from harness.extractors.protocol import Extractor
from harness.facts import Article, Fact
from harness.memory import resident_mb
from harness.report.figures import several
from harness.runs.execute import run_extractor
from harness.schema import Schema

GROWTH = 64.0
"""MB that an extractor may take more after its first hundred articles: caches have a size, leaks have none."""
_WARM = 100


@dataclass(frozen=True, slots=True)
class Bench:
    """An extractor, what it is tried on, and how many articles its memory is watched for.

    `about` is told the ids of the articles before the extractor is asked about them.
    """

    extractor: Extractor
    articles: tuple[Article, ...]
    schema: Schema
    many: int
    about: Callable[[Sequence[str]], None] = lambda ids: None

    def ask(self, articles: Sequence[Article]) -> tuple[dict[str, tuple[Fact, ...]], list[str]]:
        """Facts by article id, and a line for whatever went wrong."""
        self.about([one.id for one in articles])
        corpus = Corpus(self.schema, tuple(articles), {one.id: () for one in articles}, "")
        found, troubles = run_extractor(self.extractor, corpus)
        return dict(found), [f"{one.article}: {one.kind}: {one.message}" for one in troubles]


@dataclass(frozen=True, slots=True)
class Check:
    """What is asked, in a sentence, and what finds out; `fresh` says that it needs a process of its own."""

    name: str
    asks: str
    complaints: Callable[[Bench], Iterator[str]]
    fresh: bool = False


def _sound(bench: Bench) -> Iterator[str]:
    yield from bench.ask(bench.articles)[1]


def _again(bench: Bench) -> Iterator[str]:
    yield from _differences(bench, bench.ask(bench.articles)[0], "the second time")


def _backwards(bench: Bench) -> Iterator[str]:
    yield from _differences(bench, bench.ask(bench.articles[::-1])[0], "in the opposite order")


def _alone(bench: Bench) -> Iterator[str]:
    one_by_one = {one.id: bench.ask([one])[0][one.id] for one in bench.articles}
    yield from _differences(bench, one_by_one, "one article at a time")


def _twice(bench: Bench) -> Iterator[str]:
    twins = [replace(one, id=f"{one.id}-again") for one in bench.articles]
    found = bench.ask([article for pair in zip(bench.articles, twins, strict=True) for article in pair])[0]
    yield from _differences(
        bench, {one.id: found[f"{one.id}-again"] for one in bench.articles}, "for the same text under another id"
    )


def _odd(bench: Bench) -> Iterator[str]:
    yield from bench.ask(odd_articles())[1]


def _lines(bench: Bench) -> Iterator[str]:
    for one in long_lines():  # not all at once: of what does not end, the article is known
        yield from bench.ask([one])[1]


def _huge(bench: Bench) -> Iterator[str]:
    yield from bench.ask([huge_article(bench.articles)])[1]


def _memory(bench: Bench) -> Iterator[str]:
    before = 0.0
    for index, _ in enumerate(bench.extractor.extract(many_articles(bench.articles, bench.many)), 1):
        if index == min(_WARM, max(1, bench.many // 2)):
            before = resident_mb()
    grown = resident_mb() - before
    if grown > GROWTH:
        yield f"{grown:.0f} MB more after {bench.many} articles than after {_WARM}"


def _differences(bench: Bench, others: dict[str, tuple[Fact, ...]], how: str) -> Iterator[str]:
    found, troubles = bench.ask(bench.articles)
    if troubles and not any(found.values()):
        yield f"cannot be judged: it gave no sound fact ({several(len(troubles), 'trouble')}, the first: {troubles[0]})"
        return
    for article, facts in found.items():
        if facts != others[article]:
            yield f"{article}: other facts {how}: {len(facts)} before, {len(others[article])} then"


CHECKS = (
    Check("sound", "types, slots and values are the schema's, and spans match the text", _sound),
    Check("again", "asked again, it finds the same", _again),
    Check("order", "the order of the articles does not matter", _backwards),
    Check("batch", "how many articles come at once does not matter", _alone),
    Check("twice", "the same text twice gives the same facts twice", _twice),
    Check("odd", "empty articles, control characters, other scripts and emoji", _odd),
    Check("lines", "lines of 100,000 characters that repeat one thing", _lines),
    Check("huge", "an article of 5 MB", _huge),
    Check("memory", "memory stays flat over many articles", _memory, fresh=True),
)
