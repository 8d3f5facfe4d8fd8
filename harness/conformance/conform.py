"""All checks of an extractor, each given its time: in a process of its own, which can be ended whatever it does."""

import multiprocessing
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from time import perf_counter
from typing import Any, NamedTuple, Protocol

from harness.conformance.checks import CHECKS, Bench, Check
from harness.errors import ExtractorError
from harness.facts import Article
from harness.schema import Schema

SHOWN = 5
"""Complaints kept of each check."""


class Asked(Protocol):
    """What any check has: a name, and what it asks in a sentence."""

    @property
    def name(self) -> str: ...  # noqa: D102 - the class says it

    @property
    def asks(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of a check: its complaints (none: it holds), and the seconds that it took."""

    check: Asked
    complaints: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Trial:
    """What is tried: an extractor's config and where it may come from, the articles, their schema, and the limits.

    `articles` are at least one, with distinct ids; `many` the articles that memory is watched for; `seconds` what one
    check may take, the extractor's start included.
    """

    config: Mapping[str, Any]
    allow: tuple[str, ...]
    articles: tuple[Article, ...]
    schema: Schema
    many: int
    seconds: float


def conform(trial: Trial, checks: Sequence[Check] = CHECKS) -> Iterator[Verdict]:
    """Yield a verdict a check, in their order. Raises ExtractorError where the extractor cannot start."""
    waiting = list(checks)
    while waiting:
        if waiting[0].fresh:
            batch, waiting = waiting[:1], waiting[1:]
        else:
            batch = [check for check in waiting if not check.fresh]
            waiting = [check for check in waiting if check.fresh]
        while batch:
            for verdict in _in_a_process(trial, batch):
                yield verdict
                batch = batch[1:]


def _in_a_process(trial: Trial, checks: Sequence[Check]) -> Iterator[Verdict]:
    """Yield the verdicts until all are there or one check did not end: that one's verdict is the last.

    The first one's time includes the extractor's start.
    """
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(there, trial, [check.name for check in checks]), daemon=True)
    process.start()
    there.close()
    try:
        for check in checks:
            started = perf_counter()
            complaints = _heard(here, trial.seconds)
            yield Verdict(check, complaints or (), perf_counter() - started)
            if complaints and complaints[0].startswith(_LOST):
                return
    finally:
        process.kill()
        process.join()
        here.close()


_LOST = "did not end"


class _About(NamedTuple):
    """Said by the process: which articles the extractor is being asked about."""

    ids: Sequence[str]


def _heard(connection: Connection, seconds: float) -> tuple[str, ...]:
    """Return the complaints of the next check; of one that does not end, the article that it was at, if only one."""
    deadline, at = perf_counter() + seconds, ""
    while connection.poll(max(0.0, deadline - perf_counter())):
        try:
            said = connection.recv()
        except EOFError:
            return (f"{_LOST} well: the process was ended by the extractor or by the system{at}",)
        if isinstance(said, Exception):
            raise said
        if not isinstance(said, _About):
            return tuple(said)
        at = f"; it was at the article {said.ids[0]}" if len(said.ids) == 1 else ""
    return (f"{_LOST} in {seconds:g} s{at}",)


def _work(connection: Connection, trial: Trial, names: Sequence[str]) -> None:
    """Do the checks in a process of its own, and send the complaints of each."""
    from harness.extractors.choose import choose_extractor

    try:
        extractor = choose_extractor(trial.config, trial.allow)
    except Exception as error:
        connection.send(ExtractorError(str(error)))
        return
    bench = Bench(extractor, trial.articles, trial.schema, trial.many, lambda ids: connection.send(_About(ids)))
    for check in (one for name in names for one in CHECKS if one.name == name):
        try:
            complaints = list(check.complaints(bench))
        except BaseException as error:
            complaints = [f"{type(error).__name__}: {error}"]
        more = [f"and {len(complaints) - SHOWN} more"] if len(complaints) > SHOWN else []
        connection.send([*complaints[:SHOWN], *more])
