"""Articles in, facts out, over several processes: each reads whole articles with an extractor of its own.

spaCy's own `n_process` parses in the other processes and sends every parse back, which costs the one core that reads
the parses about as much as it saves; facts are small.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from harness.errors import ExtractorError
from harness.extractors.protocol import Extractor
from harness.facts import Article, Fact

_AT_ONCE = 4
"""Articles that a process is given at a time: enough to fill its batches of passages."""
_AHEAD = 2
"""Tasks a process that may wait: none idles, and a stream of any length takes the same memory."""
_worker: Extractor | None = None


class ProcessDied(Exception):
    """A process ended while it read articles, by lack of memory or by a signal: it could raise nothing itself."""


def extract_in_processes(
    build: Callable[[], Extractor], articles: Iterable[Article], processes: int
) -> Iterator[Sequence[Fact]]:
    """Yield the facts of each article, in the articles' order; each process calls `build` for an extractor.

    Raises ProcessDied where a process ends in the middle, after the facts of the articles before: ask again for fewer
    articles to find the one that it died of. ExtractorError where every process dies before it reads any.
    """
    try:
        yield from _extract_in_pool(build, iter(articles), processes)
    except BrokenProcessPool:
        _try_to_start(build, processes)
        raise ProcessDied(
            f"one of {processes} processes died while it read the article or its neighbours: out of memory, or killed"
        ) from None


def _extract_in_pool(
    build: Callable[[], Extractor], rest: Iterator[Article], processes: int
) -> Iterator[Sequence[Fact]]:
    tasks = iter(lambda: list(islice(rest, _AT_ONCE)), [])
    with ProcessPoolExecutor(processes, initializer=_start, initargs=(build,)) as pool:
        running: deque[Future[list[Sequence[Fact]]]] = deque()
        try:
            for task in tasks:
                running.append(pool.submit(_extract, task))
                if len(running) >= _AHEAD * processes:
                    yield from running.popleft().result()
            while running:
                yield from running.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def _try_to_start(build: Callable[[], Extractor], processes: int) -> None:
    try:
        with ProcessPoolExecutor(1, initializer=_start, initargs=(build,)) as pool:
            pool.submit(_extract, []).result()
    except BrokenProcessPool:
        raise ExtractorError(
            f"processes={processes}: a process dies as soon as it starts. Each needs memory for a pipeline; "
            "processes=1 needs no further process"
        ) from None


def _start(build: Callable[[], Extractor]) -> None:
    global _worker
    _worker = build()


def _extract(articles: list[Article]) -> list[Sequence[Fact]]:
    if _worker is None:
        raise RuntimeError("the process was not started by extract_in_processes")
    return list(_worker.extract(articles))
