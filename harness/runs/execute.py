"""An extractor over the articles: everything it finds that stands up to checking, and everything that went wrong."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from traceback import extract_tb
from typing import Any, get_args

from harness.corpora.corpus import Corpus
from harness.errors import ExtractorError
from harness.extractors.protocol import Extractor
from harness.facts import Article, Fact
from harness.runs.run import Trouble, TroubleKind
from harness.runs.verify import verified
from harness.streams import printable

Found = Mapping[str, tuple[Fact, ...]]
LONGEST_MESSAGE = 300
"""Characters of what an extractor says went wrong."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What one call of `extract` gave: the results it yielded and, if it did not give one an article, why."""

    results: Sequence[tuple[Any, ...]]
    failure: str | None = None


def run_extractor(
    extractor: Extractor, corpus: Corpus, done: Callable[[int], None] = lambda articles: None
) -> tuple[Found, tuple[Trouble, ...]]:
    """Find facts in every article of `corpus`; `done` is called with the number of articles that each step dealt with.

    Facts keep the extractor's order. What fails is tried again in halves, down to the article alone, so that one bad
    article costs itself only, at log(articles) further calls, however far the extractor reads ahead. Troubles come in
    the order of the articles. Raises ExtractorError where the extractor cannot work at all.
    """
    found: dict[str, tuple[Fact, ...]] = {}
    troubles: dict[str, list[Trouble]] = {article.id: [] for article in corpus.articles}
    waiting = [corpus.articles] if corpus.articles else []
    while waiting:
        articles = waiting.pop()
        attempt = _attempt(extractor, articles)
        told = _told(extractor, articles[0])
        for article, result in zip(articles, attempt.results, strict=False):
            checked = [verified(fact, article, corpus.schema) for fact in result]
            found[article.id] = tuple(fact for fact in checked if isinstance(fact, Fact))
            troubles[article.id] += [trouble for trouble in told if trouble.article == article.id]
            troubles[article.id] += [trouble for trouble in checked if isinstance(trouble, Trouble)]
        rest = articles[len(attempt.results) :]
        if len(rest) == 1 and len(articles) == 1:
            found[rest[0].id] = ()
            troubles[rest[0].id].append(Trouble(rest[0].id, "error", attempt.failure or "no result"))
            done(1)
            continue
        done(len(attempt.results))
        half = (len(rest) + 1) // 2
        waiting += [part for part in (rest[half:], rest[:half]) if part]
    ordered = {article.id: found[article.id] for article in corpus.articles}
    return ordered, tuple(trouble for article in corpus.articles for trouble in troubles[article.id])


def _attempt(extractor: Extractor, articles: Sequence[Article]) -> _Attempt:
    """Ask for the facts of `articles`, in one call.

    Results that came before an exception are kept. A wrong number of results leaves open which article each belongs
    to, so none is kept. At most one result too many is asked for: an extractor may never end.
    """
    results: list[tuple[Any, ...]] = []
    try:
        for result in islice(extractor.extract(iter(articles)), len(articles) + 1):
            if isinstance(result, str | bytes | Mapping):
                return _Attempt(results, f"the extractor returned a {type(result).__name__}, not a sequence of facts")
            if isinstance(result, Fact) or not isinstance(result, Iterable):
                what = "one Fact" if isinstance(result, Fact) else repr(result)[:LONGEST_MESSAGE]
                return _Attempt(results, f"the extractor yielded {what} for an article, not a list of its facts")
            results.append(tuple(result))
    except (ExtractorError, KeyboardInterrupt):
        raise
    except BaseException as error:  # SystemExit, GeneratorExit or a cancelled task, too, cost an article only
        return _Attempt(results[: len(articles)], in_one_line(error))
    if len(results) > len(articles):
        return _Attempt((), f"the extractor returned more results than the {len(articles)} it was asked for")
    if len(results) < len(articles):
        return _Attempt((), f"the extractor returned {len(results)} results for {len(articles)} articles")
    return _Attempt(results)


def _told(extractor: Extractor, first: Article) -> Sequence[Trouble]:
    """Return what the extractor itself has to report of the last attempt, if it is one that reports."""
    drain = getattr(extractor, "drain_troubles", None)
    if not callable(drain):
        return ()
    try:
        told: list[Trouble] = list(drain())
        kinds: list[TroubleKind] = [one.kind if one.kind in get_args(TroubleKind) else "error" for one in told]
        return [Trouble(one.article, kind, _printable(one.message)) for one, kind in zip(told, kinds, strict=True)]
    except Exception as error:
        return [Trouble(first.id, "error", f"drain_troubles failed: {in_one_line(error)}")]


def in_one_line(error: BaseException) -> str:
    """Type, message and place of an exception; the same on every machine, so without the folder of the file."""
    try:
        message = _printable(str(error))
    except Exception:  # a stranger's exception may fail even to say what it is
        message = ""
    frames = extract_tb(error.__traceback__)
    place = f" ({PurePath(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {message}{place}" if message else f"{type(error).__name__}{place}"


def _printable(text: str) -> str:
    r"""Make one short line of `text` that every file and terminal takes: what cannot be printed becomes `\x1b`."""
    return printable(" ".join(text.split())[:LONGEST_MESSAGE])
