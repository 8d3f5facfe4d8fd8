"""An extractor that is asked only what it has not answered before."""

import hashlib
import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from harness.cache.store import Store
from harness.corpora.fact_json import fact_from_json, fact_to_json
from harness.extractors.protocol import Extractor
from harness.facts import Article, Fact
from harness.runs.run import Trouble

NO_ANSWER = ("error", "timeout")
"""Troubles of an article that was not answered: it is asked for again the next time."""


@dataclass(frozen=True, slots=True)
class _Answer:
    facts: tuple[Fact, ...]
    troubles: tuple[Trouble, ...]


class Remembering:
    """Gives an extractor's earlier answers from a store, and asks it for the other articles, in one call.

    An answer is kept as soon as it is given, so that a run that is killed goes on where it stopped. `remembered` counts
    the articles that it was not asked for.
    """

    def __init__(self, extractor: Extractor, store: Store, described: str) -> None:
        """`described` stands for everything that decides the results besides the article: a digest."""
        self.remembered = 0
        self._extractor = extractor
        self._store = store
        self._described = described
        self._told: dict[str, list[Trouble]] = {}

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        """Yield the facts of each article, as the extractor once gave them or gives them now."""
        left = iter(articles)
        for article in left:
            known = self._known(article)
            if known is None:
                yield from self._asked(article, left)
                return
            yield self._given(article, known)

    def drain_troubles(self) -> Sequence[Trouble]:
        """Return what the extractor reported since the last call, then or now."""
        self._listen()
        told, self._told = self._told, {}
        return list(chain.from_iterable(told.values()))

    def _asked(self, first: Article, left: Iterator[Article]) -> Iterator[Sequence[Fact]]:
        """Ask for `first` and what is not known of those `left`; however far the extractor reads ahead."""
        waiting: deque[tuple[Article, _Answer | None]] = deque([(first, None)])

        def unknown() -> Iterator[Article]:
            yield first
            for article in left:
                waiting.append((article, self._known(article)))
                if waiting[-1][1] is None:
                    yield article

        for result in self._extractor.extract(unknown()):
            yield from self._before_the_next(waiting)
            if waiting:
                article, _ = waiting.popleft()
                self._remember(article, result)
            yield result
        yield from self._before_the_next(waiting)

    def _before_the_next(self, waiting: deque[tuple[Article, _Answer | None]]) -> Iterator[Sequence[Fact]]:
        """Yield what is known up to the next article that the extractor was asked for."""
        while waiting and (known := waiting[0][1]) is not None:
            yield self._given(waiting.popleft()[0], known)

    def _given(self, article: Article, known: _Answer) -> Sequence[Fact]:
        self.remembered += 1
        if known.troubles:
            self._told.setdefault(article.id, []).extend(known.troubles)
        return known.facts

    def _listen(self) -> None:
        """Hear what the extractor has to report so far."""
        drain = getattr(self._extractor, "drain_troubles", None)
        for trouble in drain() if callable(drain) else ():
            self._told.setdefault(trouble.article, []).append(trouble)

    def _remember(self, article: Article, result: Sequence[Fact]) -> None:
        """Keep an answer that comes back from JSON as it was; what is no list of facts is for the run to refuse."""
        try:
            self._listen()
        except Exception:  # the run asks again, and says so
            return
        troubles = self._told.get(article.id, [])
        if not isinstance(result, list | tuple) or any(trouble.kind in NO_ANSWER for trouble in troubles):
            return
        if not all(isinstance(fact, Fact) for fact in result):
            return
        answer = _Answer(tuple(result), tuple(troubles))
        try:
            said = _written(answer)
            same = _read(article, said) == answer
        except (ValueError, TypeError, RecursionError):  # a stranger's values may be anything
            return
        if same:
            self._store.put(self._key(article), said)

    def _known(self, article: Article) -> _Answer | None:
        said = self._store.get(self._key(article))
        if said is None:
            return None
        try:
            return _read(article, said)
        except (ValueError, TypeError, KeyError, RecursionError):  # changed by another hand: asked for anew
            return None

    def _key(self, article: Article) -> str:
        parts = [self._described, article.id, article.sha256, article.text, article.published]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=True).encode()).hexdigest()


def _written(answer: _Answer) -> bytes:
    data: dict[str, Any] = {
        "facts": [fact_to_json(fact) for fact in answer.facts],
        "troubles": [[trouble.kind, trouble.message] for trouble in answer.troubles],
    }
    return json.dumps(data, ensure_ascii=False, allow_nan=False).encode()


def _read(article: Article, said: bytes) -> _Answer:
    data = json.loads(said)
    troubles = tuple(Trouble(article.id, kind, str(message)) for kind, message in data["troubles"])
    return _Answer(tuple(fact_from_json(fact) for fact in data["facts"]), troubles)
