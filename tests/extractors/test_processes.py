"""Several processes that read articles: what the death of one costs."""

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

import pytest

from harness.corpora.corpus import Corpus
from harness.errors import ExtractorError
from harness.extractors.parse.processes import ProcessDied, extract_in_processes
from harness.facts import Article, Fact, Filler, Span
from harness.runs.execute import run_extractor
from harness.schema import FactType, Schema, SlotType

SCHEMA = Schema({"detention": FactType("detention", {"detainee": SlotType("detainee", ("mention",), key=True)})})
DEADLY = "deadly"


class Mortal:
    """Finds the first word of an article; its process ends at a deadly one, as if it were killed."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        for article in articles:
            if article.text.startswith(DEADLY):
                os._exit(9)
            word = article.text.split()[0]
            yield [Fact("detention", {"detainee": (Filler(word, None, Span(0, len(word))),)})]


class InProcesses:
    """The extractor above in two processes."""

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        return extract_in_processes(Mortal, articles, 2)


def stillborn(status: int) -> Mortal:
    os._exit(status)


def articles(*texts: str) -> list[Article]:
    return [Article(f"a{number}", text, "0" * 64) for number, text in enumerate(texts)]


def test_a_process_that_dies_costs_the_article_that_it_died_of() -> None:
    read = articles(*(f"word{number} more" for number in range(9)), f"{DEADLY} words", "last one")
    corpus = Corpus(SCHEMA, tuple(read), {one.id: () for one in read}, "")
    found, troubles = run_extractor(InProcesses(), corpus)
    assert [len(found[one.id]) for one in read] == [1] * 9 + [0, 1]
    assert [(trouble.article, trouble.kind) for trouble in troubles] == [("a9", "error")]
    assert "one of 2 processes died" in troubles[0].message
    assert "BrokenProcessPool" not in troubles[0].message


def test_what_was_read_before_is_not_lost() -> None:
    found = extract_in_processes(Mortal, articles("one", "two", "three", "four", *["five"] * 60, DEADLY), 2)
    assert len(next(found)) == 1
    with pytest.raises(ProcessDied, match="out of memory, or killed"):
        list(found)


def test_processes_that_cannot_start_are_the_end_of_it() -> None:
    with pytest.raises(ExtractorError, match="processes=2: a process dies as soon as it starts"):
        list(extract_in_processes(partial(stillborn, 3), articles("one", "two"), 2))
