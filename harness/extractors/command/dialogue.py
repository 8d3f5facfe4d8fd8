"""Asks a program article by article: a line to it, a line from it."""

from collections.abc import Sequence
from math import inf
from time import monotonic

from harness.errors import ExtractorError
from harness.extractors.command.launcher import PROBE, Health, Launcher, Limits
from harness.extractors.command.program import BrokenError, Command, LateError, Program
from harness.extractors.command.protocol import Answered, AnswerError, answers, read_answer, request_line
from harness.extractors.command.reply import Failure, Reply
from harness.facts import Article
from harness.gold.problems import shown

ADVICE = "let it flush each line, or set extractor.batch=100 for a program that reads to the end before it writes"


SOON = 10.0
"""Seconds for the empty article, where only the end of the input has brought an answer."""


class _EndedError(BrokenError):
    """There is nothing more to come."""


class _UnreadError(LateError):
    """It had its time, and has not even read what it was asked: what it is busy with came before."""


class Dialogue:
    """One process of the program at a time, kept from article to article.

    Whatever goes wrong ends it, so that nothing that it still had to say is taken for an answer to the next article. An
    article is given up only when a program that was asked nothing else before fails on it: what an earlier article left
    behind (a crash to come, a line too many) costs a start, not an article. One that has had its time and was read is
    given up at once. What is said of a loss is the same whichever articles were asked before.
    """

    def __init__(self, command: Command, limits: Limits, health: Health) -> None:
        """Nothing is started yet; `health` is shared by all who ask."""
        self._limits, self._health = limits, health
        self._launcher = Launcher(command, limits, health)
        self._name = command.argv[0]
        self._program: Program | None = None
        self._before = ""

    def ask(self, articles: Sequence[Article]) -> list[Reply]:
        """Return what came of each article. Raises ExtractorError where the program cannot work at all."""
        return [self._ask(article) for article in articles]

    def close(self) -> str | None:
        """End the program; return the id of the last article if it was answered a second time."""
        program, self._program = self._program, None
        if program is None:
            return None
        program.stop()
        return self._before if any(answers(line, self._before) for line in program.rest()) else None

    def _ask(self, article: Article) -> Reply:
        reply = Reply()
        while reply.facts is None and reply.failure is None:
            if self._health.dead:
                reply.failure = Failure("error", f"not asked: {self._health.dead}")
                break
            fresh = self._program is None
            try:
                answer = self._answer(article, reply)
            except BrokenError as error:
                late = isinstance(error, LateError)
                if fresh or (late and not isinstance(error, _UnreadError)):
                    reply.failure = Failure("timeout" if late else "error", f"the program {error}")
                if fresh:
                    self._launcher.failed(str(error), lambda: self._answer(PROBE, Reply()))
                if reply.failure is None:
                    reply.said.append(f"the program {error}; it is started anew")
                continue
            self._launcher.answered()
            if answer.error is None:
                reply.facts = answer.facts
            else:
                reply.failure = Failure("error", f"the program says: {answer.error}")
        self._before = article.id
        return reply

    def _answer(self, article: Article, reply: Reply, at_most: float = inf) -> Answered:
        """Return the program's answer. Raises BrokenError; then the program has ended."""
        seconds = self._limits.seconds + (self._limits.start_seconds if self._program is None else 0)
        program = self._program = self._program or self._launcher.start()
        try:
            program.send(request_line(article))
            deadline = monotonic() + min(seconds, at_most)
            while (line := program.line(deadline)) is not None and not line.strip():
                continue
            if line is None:
                raise _EndedError
            answer = read_answer(line)
            if answer.id != article.id:
                if answer.id == self._before:
                    reply.again = answer.id
                raise BrokenError(f"answered for {shown(answer.id)} when asked for {shown(article.id)}")
        except (BrokenError, AnswerError) as error:
            self._program = None
            late = isinstance(error, LateError)
            unread = late and program.has_unread()
            how, complaints = program.stop(), program.complaints()
            reply.said += complaints
            if late:
                self._check_output(program, article)
                raise (_UnreadError if unread else LateError)(f"gave no answer in {self._limits.seconds:g} s") from None
            ended = f"{how or 'closed its standard output'} before it answered"
            told = ended if isinstance(error, _EndedError) else str(error)
            raise BrokenError(": ".join([told, *complaints[-1:]])) from None
        reply.said += program.complaints()
        return answer

    def _check_output(self, program: Program, article: Article) -> None:
        """Raise ExtractorError for a program that answers only when its input has ended, as one just did.

        If it has never answered, that is: and if it keeps back the answer for the empty article as well.
        """
        late = any(answers(line, article.id) for line in program.rest())
        if self._health.has_answered or article is PROBE or not late:
            return
        try:
            self._answer(PROBE, Reply(), at_most=SOON)
        except LateError:
            raise ExtractorError(f"{self._name} answers only when its input has ended: {ADVICE}") from None
        except BrokenError:
            return
        self._launcher.answered()
