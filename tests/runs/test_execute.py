"""Extractors that fail in every way that one can: each costs its article or its fact, never the run."""

from asyncio import CancelledError
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
from run_samples import articles, corpus, detention

from harness.errors import ExtractorError
from harness.facts import Article, Fact
from harness.runs.execute import run_extractor
from harness.runs.run import Trouble

GOOD = detention()
BAD = {"a02", "a05"}


class Extractor:
    """Finds one fact an article; `act` does with each article what the test wants."""

    def __init__(self, read_ahead: int = 1) -> None:
        self.read_ahead = read_ahead
        self.calls = 0
        self.seen = 0

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        self.calls += 1
        batch: list[Article] = []
        for article in articles:
            batch.append(article)
            if len(batch) == self.read_ahead:
                yield from self.answer(batch)
                batch = []
        yield from self.answer(batch)

    def answer(self, batch: Sequence[Article]) -> list[Any]:
        self.seen += len(batch)
        return [self.act(article) for article in batch]

    def act(self, article: Article) -> Any:
        return [GOOD]


def found_in(found: Any) -> set[str]:
    return {article for article, facts in found.items() if facts == (GOOD,)}


def test_a_good_extractor_is_asked_once_and_every_article_is_counted() -> None:
    extractor, done = Extractor(), []
    found, troubles = run_extractor(extractor, corpus(7), done.append)
    assert found_in(found) == {one.id for one in articles(7)}
    assert list(found) == [one.id for one in articles(7)]
    assert (troubles, extractor.calls, sum(done)) == ((), 1, 7)


def test_no_articles_no_calls() -> None:
    extractor = Extractor()
    assert run_extractor(extractor, corpus(0)) == ({}, ())
    assert extractor.calls == 0


class Raises(Extractor):
    def act(self, article: Article) -> Any:
        if article.id in BAD:
            raise ValueError(f"cannot\n  read {article.id}")
        return [GOOD]


@pytest.mark.parametrize("read_ahead", [1, 3, 16, 100])
def test_an_article_that_raises_costs_itself_however_far_the_extractor_reads_ahead(read_ahead: int) -> None:
    extractor, done = Raises(read_ahead), []
    found, troubles = run_extractor(extractor, corpus(12), done.append)
    assert found_in(found) == {one.id for one in articles(12)} - BAD
    assert [(one.article, one.kind) for one in troubles] == [("a02", "error"), ("a05", "error")]
    assert troubles[0].message.startswith("ValueError: cannot read a02 (test_execute.py:")
    assert sum(done) == 12


def test_finding_the_bad_article_takes_few_calls() -> None:
    extractor = Raises(read_ahead=10_000)
    found, _ = run_extractor(extractor, corpus(1000))
    assert len(found_in(found)) == 998
    assert extractor.calls < 50
    assert extractor.seen < 12_000


def test_what_fails_once_and_then_works_costs_nothing() -> None:
    class Flaky(Extractor):
        failed = False

        def act(self, article: Article) -> Any:
            if article.id == "a03" and not self.failed:
                self.failed = True
                raise TimeoutError
            return [GOOD]

    found, troubles = run_extractor(Flaky(), corpus(6))
    assert (len(found_in(found)), troubles) == (6, ())


def test_a_generator_that_dies_quietly_leaves_no_results_on_the_wrong_article() -> None:
    class Skips(Extractor):
        """Says nothing at all of some articles, so that all that follows is one place off."""

        def answer(self, batch: Sequence[Article]) -> list[Any]:
            return [[GOOD] for article in batch if article.id not in BAD]

    found, troubles = run_extractor(Skips(), corpus(8))
    assert found_in(found) == {one.id for one in articles(8)} - BAD
    expected = "the extractor returned 0 results for 1 articles"
    assert troubles == tuple(Trouble(article, "error", expected) for article in sorted(BAD))


def test_more_results_than_articles() -> None:
    class Chatty(Extractor):
        def answer(self, batch: Sequence[Article]) -> list[Any]:
            return [[GOOD] for article in batch for _ in range(2 if article.id in BAD else 1)]

    found, troubles = run_extractor(Chatty(), corpus(8))
    assert found_in(found) == {one.id for one in articles(8)} - BAD
    assert {one.article for one in troubles} == BAD
    assert "more results than the 1 it was asked for" in troubles[0].message


def test_results_without_end() -> None:
    class Endless(Extractor):
        def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
            while True:
                yield [GOOD]

    found, troubles = run_extractor(Endless(), corpus(4))
    assert found == {one.id: () for one in articles(4)}
    assert len(troubles) == 4


@pytest.mark.parametrize("result", [None, 7, "detention", b"x", {"type": "detention"}])
def test_a_result_that_is_no_sequence_of_facts(result: object) -> None:
    class Odd(Extractor):
        def act(self, article: Article) -> Any:
            return result if article.id in BAD else [GOOD]

    found, troubles = run_extractor(Odd(), corpus(8))
    assert found_in(found) == {one.id for one in articles(8)} - BAD
    assert {(one.article, one.kind) for one in troubles} == {("a02", "error"), ("a05", "error")}


def test_a_lazy_result_is_read_within_its_article() -> None:
    class Lazy(Extractor):
        def act(self, article: Article) -> Any:
            return (1 / 0 if article.id in BAD else GOOD for _ in range(1))

    found, troubles = run_extractor(Lazy(), corpus(8))
    assert found_in(found) == {one.id for one in articles(8)} - BAD
    assert troubles[0].message.startswith("ZeroDivisionError: division by zero")


class Mute(Exception):
    def __str__(self) -> str:
        raise ValueError("not even that")


STRANGE = [GeneratorExit(), CancelledError(), Mute(), ValueError("\ud800\x1b[31m\u202e")]


@pytest.mark.parametrize(
    "error", [SystemExit(3), RecursionError(), MemoryError(), StopIteration(), KeyError("x"), *STRANGE]
)
def test_whatever_is_raised(error: BaseException) -> None:
    class Dies(Extractor):
        def act(self, article: Article) -> Any:
            if article.id in BAD:
                raise error
            return [GOOD]

    found, troubles = run_extractor(Dies(), corpus(8))
    assert found_in(found) == {one.id for one in articles(8)} - BAD
    assert {one.article for one in troubles} == BAD
    assert all(one.message.isprintable() for one in troubles)


def test_an_extract_that_is_no_generator_and_raises_at_once() -> None:
    class Refuses(Extractor):
        def extract(self, articles: Iterable[Article]) -> Any:
            raise OSError("gone")

    found, troubles = run_extractor(Refuses(), corpus(3))
    assert found == {"a00": (), "a01": (), "a02": ()}
    assert [one.kind for one in troubles] == ["error"] * 3


@pytest.mark.parametrize("error", [ExtractorError("no model"), KeyboardInterrupt()])
def test_what_ends_the_run(error: BaseException) -> None:
    class Ends(Extractor):
        def act(self, article: Article) -> Any:
            raise error

    with pytest.raises(type(error)):
        run_extractor(Ends(), corpus(3))


def test_a_broken_fact_costs_itself_and_order_is_kept() -> None:
    first, last = replace(GOOD, confidence=0.1), replace(GOOD, confidence=0.9)

    class Mixed(Extractor):
        def act(self, article: Article) -> Any:
            return [last, replace(GOOD, type="arrest"), "fact", first]

    found, troubles = run_extractor(Mixed(), corpus(2))
    assert found == {"a00": (last, first), "a01": (last, first)}
    assert [(one.article, one.kind) for one in troubles] == [
        ("a00", "unknown_type"),
        ("a00", "bad_value"),
        ("a01", "unknown_type"),
        ("a01", "bad_value"),
    ]


def test_the_extractors_own_troubles_are_told_once_an_article() -> None:
    class Slow(Raises):
        def __init__(self) -> None:
            super().__init__(read_ahead=4)
            self.slow: list[str] = []

        def act(self, article: Article) -> Any:
            self.slow.append(article.id)
            return super().act(article)

        def drain_troubles(self) -> Sequence[Trouble]:
            slow, self.slow = self.slow, []
            return [Trouble(article, "timeout", "too\nslow") for article in slow if article in ("a00", "a03")]

    _, troubles = run_extractor(Slow(), corpus(6))
    assert [(one.article, one.kind, one.message[:10]) for one in troubles] == [
        ("a00", "timeout", "too slow"),
        ("a02", "error", "ValueError"),
        ("a03", "timeout", "too slow"),
        ("a05", "error", "ValueError"),
    ]


def test_a_trouble_of_an_unknown_kind_is_an_error() -> None:
    class Odd(Extractor):
        def drain_troubles(self) -> Sequence[Trouble]:
            return [Trouble("a00", "mood", "\ud800")]  # type: ignore[arg-type]

    _, troubles = run_extractor(Odd(), corpus(1))
    assert troubles == (Trouble("a00", "error", r"\ud800"),)


def test_a_long_message_is_cut() -> None:
    class Talkative(Extractor):
        def drain_troubles(self) -> Sequence[Trouble]:
            return [Trouble("a00", "error", "blah " * 1_000_000)]

    ((trouble,)) = run_extractor(Talkative(), corpus(1))[1]
    assert trouble.message == ("blah " * 60)[:300]


def test_a_drain_that_fails_is_a_trouble_too() -> None:
    class Leaks(Extractor):
        def drain_troubles(self) -> Sequence[Trouble]:
            raise RuntimeError("blocked")

    found, troubles = run_extractor(Leaks(), corpus(2))
    assert len(found_in(found)) == 2
    assert [one.message[:41] for one in troubles] == ["drain_troubles failed: RuntimeError: bloc"]


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (None, "the extractor yielded None for an article, not a list of its facts"),
        (GOOD, "the extractor yielded one Fact for an article, not a list of its facts"),
        (7, "the extractor yielded 7 for an article, not a list of its facts"),
    ],
)
def test_an_answer_that_is_no_list_is_blamed_on_the_extractor(answer: object, told: str) -> None:
    class Careless(Extractor):
        def act(self, article: Article) -> Any:
            return answer if article.id in BAD else [GOOD]

    found, troubles = run_extractor(Careless(), corpus(7))
    assert troubles == tuple(Trouble(article, "error", told) for article in sorted(BAD))
    assert found_in(found) == {one.id for one in articles(7)} - BAD
