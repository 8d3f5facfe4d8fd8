"""Asks a program about many articles at once: all lines to it, the end of its input, all lines from it."""

from collections.abc import Sequence
from time import monotonic

from harness.extractors.command.launcher import PROBE, Health, Launcher, Limits
from harness.extractors.command.program import BrokenError, Command, LateError
from harness.extractors.command.protocol import AnswerError, read_answer, request_line
from harness.extractors.command.reply import Failure, Reply
from harness.facts import Article
from harness.gold.problems import shown


class Batch:
    """A process of the program for each batch; answers may come in any order.

    The articles that are left without an answer are asked again in halves, down to the article alone: one that the
    program dies of costs itself only, at log(articles) further starts.
    """

    def __init__(self, command: Command, limits: Limits, health: Health) -> None:
        """Nothing is started yet; `health` is shared by all who ask."""
        self._limits, self._health = limits, health
        self._launcher = Launcher(command, limits, health)

    def ask(self, articles: Sequence[Article]) -> list[Reply]:
        """Return what came of each article. Raises ExtractorError where the program cannot work at all."""
        replies = {article.id: Reply() for article in articles}
        waiting = [tuple(articles)]
        while waiting:
            asked = waiting.pop()
            if self._health.dead:
                failure = Failure("error", f"not asked: {self._health.dead}")
            else:
                failure = self._run(asked, replies)
            lost = tuple(article for article in asked if not _is_known(replies[article.id]))
            if len(lost) < len(asked):
                self._launcher.answered()
            elif not self._health.dead:
                self._launcher.failed(failure.message.removeprefix("the program "), self._probe)
            if len(asked) == 1 or self._health.dead:
                for article in lost:
                    replies[article.id].failure = failure
            elif lost:
                half = (len(lost) + 1) // 2
                waiting += [part for part in (lost[half:], lost[:half]) if part]
        return [replies[article.id] for article in articles]

    def close(self) -> None:
        """Do nothing: no process runs between two batches, and what it has to say it has said."""

    def _run(self, articles: Sequence[Article], replies: dict[str, Reply]) -> Failure:
        """Note in `replies` what the program answers for `articles`; return why others, if any, have no answer."""
        said = replies[articles[0].id].said
        seconds = self._limits.start_seconds + self._limits.seconds * len(articles)
        wrong = ""
        try:
            program = self._launcher.start()
        except BrokenError as error:
            return Failure("error", f"the program {error}")
        try:
            program.send(b"".join(map(request_line, articles)), last=True)
            deadline = monotonic() + seconds
            asked = {article.id for article in articles}
            while (line := program.line(deadline)) is not None:
                wrong = wrong or _take(line, replies, asked)
        except LateError:
            return Failure("timeout", f"the program did not end in {seconds:g} s")
        except BrokenError as error:
            wrong = str(error)
        finally:
            how, complaints = program.stop(), program.complaints()
            said += [*complaints, *([f"the program {wrong}"] if wrong else [])]
        wrong = wrong or f"{how or 'closed its standard output'} without an answer for it"
        return Failure("error", ": ".join([f"the program {wrong}", *complaints[-1:]]))

    def _probe(self) -> None:
        """Raise BrokenError if the program does not even answer the empty article."""
        replies = {PROBE.id: Reply()}
        failure = self._run((PROBE,), replies)
        if not _is_known(replies[PROBE.id]):
            raise BrokenError(failure.message)


def _take(line: bytes, replies: dict[str, Reply], asked: set[str]) -> str:
    """Note the answer that a line is, or say what is wrong with it. The first answer for an article stands."""
    if not line.strip():
        return ""
    try:
        answer = read_answer(line)
    except AnswerError as error:
        return str(error)
    if answer.id not in asked:
        return f"answered for {shown(answer.id)}, which it was not asked for"
    reply = replies[answer.id]
    if _is_known(reply):
        reply.again = answer.id
    elif answer.error is None:
        reply.facts = answer.facts
    else:
        reply.failure = Failure("error", f"the program says: {answer.error}")
    return ""


def _is_known(reply: Reply) -> bool:
    return reply.facts is not None or reply.failure is not None
