"""From messages to a checked answer, recorded or asked for, repaired once; or the reason why there is none."""

from collections.abc import Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from harness.errors import ExtractorError
from harness.extractors.llm.completion import Completion
from harness.extractors.llm.endpoint import Connection, FailedError, ForbiddenError
from harness.extractors.llm.prompt import Message
from harness.extractors.llm.reading import read_answer
from harness.extractors.llm.recorder import Recorder, request_key
from harness.extractors.llm.request import RequestForm, repair
from harness.extractors.llm.spending import Budget

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from jsonschema.protocols import Validator

Replay = Literal["use", "only", "refresh", "off"]
FORBIDDEN = 3
"""Requests that may be forbidden before it is the key that is, if none has ever been answered."""
LONGEST_REPAIRED = 200_000
"""Characters of an answer that is sent back to be repaired."""


class MissingError(Exception):
    """There is no recorded answer, and none is to be asked for."""


@dataclass(slots=True)
class Asked:
    """What came of one question: the checked JSON object or what failed, and every answer that it took."""

    data: dict[str, Any] | None = None
    failure: FailedError | None = None
    answers: list[Completion] = field(default_factory=list)


class Asker:
    """Asks for answers; a request that is on its way, or was answered before, is not sent again.

    Without a `connection` nothing is ever sent. Once the endpoint has failed for good, no more is sent either.
    """

    def __init__(
        self,
        form: RequestForm,
        validator: "Validator",
        replay: Replay,
        recorder: Recorder,
        budget: Budget,
        concurrency: int,
        connection: Connection | None,
    ) -> None:
        """Keep what is needed; `recorder` is left alone where `replay` is off, `concurrency` is of requests."""
        import anyio

        self._form, self._validator = form, validator
        self._replay, self._recorder = replay, recorder
        self._connection, self._budget = connection, budget
        self._at_once = anyio.CapacityLimiter(concurrency)
        self._turns: dict[str, anyio.Lock] = {}
        self._fresh: set[str] = set()
        self._ended: ExtractorError | None = None
        self._forbidden = 0
        self._is_welcome = len(recorder) > 0

    async def ask(self, question: Callable[[], list[Message]]) -> Asked:
        """Return what came of the messages that `question` makes, when it is their turn.

        Raises MissingError, and ExtractorError where nothing else would come.
        """
        async with self._at_once:
            return await self._asked(question())

    async def _asked(self, messages: Sequence[Message]) -> Asked:
        asked = Asked()
        try:
            for last in (False, True):
                answer = await self._answer(self._form.request(messages))
                asked.answers.append(answer)
                _check(answer)
                data, wrong = read_answer(answer.content, self._validator)
                if data is not None:
                    asked.data = data
                    break
                if last or len(answer.content) > LONGEST_REPAIRED:
                    again = "its answer, also when asked again" if last else "its answer, too long to be asked again"
                    raise FailedError(f"{again}, is not of the schema: {'; '.join(wrong)}")
                messages = repair(messages, answer.content, wrong)
        except FailedError as failure:
            asked.failure = failure
        return asked

    async def _answer(self, request: dict[str, Any]) -> Completion:
        key = request_key(request)
        async with self._turn(key):
            known = self._replay in ("use", "only") or key in self._fresh
            kept = self._recorder.get(key) if known else None
            if kept is not None:
                return kept
            if self._connection is None:
                raise MissingError
            if self._ended is not None:
                raise self._ended
            try:
                self._budget.check()
                given = answer = await self._connection.ask(request)
                self._is_welcome = True
                if self._replay != "off":
                    given = self._recorder.add(key, answer, instead=self._replay == "refresh")
                    self._fresh.add(key)
                self._budget.spend(answer)
            except ForbiddenError as error:
                self._forbidden += 1
                if self._is_welcome or self._forbidden < FORBIDDEN:
                    raise
                self._ended = ExtractorError(str(error))
                raise self._ended from None
            except ExtractorError as error:
                self._ended = error
                raise
            return given

    @asynccontextmanager
    async def _turn(self, key: str) -> "AsyncIterator[None]":
        """Let the same request wait for its twin: two articles may have one text, two windows one page footer."""
        import anyio

        turn = self._turns.setdefault(key, anyio.Lock())
        async with turn:
            yield
        if not turn.statistics().tasks_waiting and not turn.locked():
            self._turns.pop(key, None)


def _check(answer: Completion) -> None:
    """Raise FailedError for an answer that no repair would make one."""
    if answer.refusal is not None:
        raise FailedError(f"the model refuses: {answer.refusal}")
    if answer.finish == "content_filter":
        raise FailedError("the answer was withheld by a content filter")
    if answer.finish == "length":
        raise FailedError("the answer was cut off at the server's limit: raise parameters.max_tokens, or lower window")
    if answer.called is not None and not answer.content.strip():
        raise FailedError(f"the model wants to call a tool ({answer.called or 'nameless'}), and was offered none")
    if not answer.content.strip():
        raise FailedError(f"the answer is empty (it ended by {answer.finish or 'nothing that the server tells'})")
