"""The checks of a program's side of the protocol: each talks to it, and complains of what must not be."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Event
from time import monotonic, perf_counter

from harness.conformance.articles import article
from harness.conformance.conform import SHOWN, Verdict
from harness.extractors.command.program import GRACE, BrokenError, Command, LateError, Program
from harness.extractors.command.protocol import AnswerError, answers, misfit, read_answer, request_line
from harness.facts import Article
from harness.gold.problems import shown

_ODD_IDS = ("0", " ", "ä 👮🏽 \u2028", 'a "quoted" \\ one', "x" * 1_000)
_WELL = "ended with exit status 0"


@dataclass(frozen=True, slots=True)
class Partner:
    """A program, and at least one article to talk about; with `at_once` it reads all before it writes.

    `seconds` are for one talk.
    """

    command: Command
    articles: Sequence[Article]
    seconds: float
    at_once: bool

    def talk(self, lines: Sequence[bytes]) -> "Talk":
        """Ask so many lines and read as many, then end its input. Raises BrokenError where that goes wrong."""
        deadline = monotonic() + self.seconds
        written: list[bytes] = []
        program = Program(self.command, Event())
        try:
            if self.at_once:
                program.send(b"".join(lines), last=True)
            for line in lines:
                if not self.at_once:
                    program.send(line)
                written.append(_next(program, deadline))
        except LateError:
            program.stop()
            later = "; more came when its input had ended, so let it flush each line, or check it with batch=100"
            hint = later if program.rest() and not self.at_once else ""
            raise BrokenError(f"gave {len(written)} of {len(lines)} answers in {self.seconds:g} s{hint}") from None
        finally:
            ended = program.stop()
        return Talk(written, program.rest(), ended)


@dataclass(frozen=True, slots=True)
class Talk:
    """What a program wrote, a line for a line; what nobody asked for; and how it ended, "" if it had to be ended."""

    answers: Sequence[bytes]
    rest: Sequence[bytes]
    ended: str


@dataclass(frozen=True, slots=True)
class ProtocolCheck:
    """What is asked, in a sentence, and what finds out."""

    name: str
    asks: str
    complaints: Callable[[Partner], Iterator[str]]


def converse(partner: Partner) -> Iterator[Verdict]:
    """Yield a verdict a check, in their order; only the first if that fails, as then all would."""
    for check in CHECKS:
        started = perf_counter()
        try:
            complaints = list(check.complaints(partner))
        except BrokenError as error:
            complaints = [f"it {error}"]
        except OSError as error:
            complaints = [f"it cannot be started: {error.strerror or error}"]
        yield Verdict(check, tuple(complaints[:SHOWN]), perf_counter() - started)
        if complaints and check is CHECKS[0]:
            return


def _next(program: Program, deadline: float) -> bytes:
    while (line := program.line(deadline)) is not None:
        if line.strip():
            return line
    how = program.stop()
    raise BrokenError(": ".join([f"{how or 'closed its standard output'} too early", *program.complaints()[-1:]]))


def _answers(partner: Partner) -> Iterator[str]:
    talk = partner.talk([request_line(partner.articles[0])])
    try:
        answer = read_answer(talk.answers[0])
    except AnswerError as error:
        yield f"it {error}"
        return
    if answer.error is not None:
        yield f"it says: {answer.error}"


def _form(partner: Partner) -> Iterator[str]:
    talk = partner.talk([request_line(one) for one in partner.articles])
    for one, line in zip(partner.articles, talk.answers, strict=True):
        if complaint := misfit(line):
            yield f"{one.id}: it {complaint}"


def _ids(partner: Partner) -> Iterator[str]:
    asked = [replace(partner.articles[0], id=name) for name in _ODD_IDS]
    yield from _others(partner, [request_line(one) for one in asked], _ODD_IDS)


def _empty(partner: Partner) -> Iterator[str]:
    yield from _others(partner, [request_line(article("empty", ""))], ["empty"])


def _later(partner: Partner) -> Iterator[str]:
    request = {"new": {"in": "version 1"}, **json.loads(request_line(partner.articles[0]))}
    yield from _others(partner, [json.dumps(request).encode() + b"\n"], [partner.articles[0].id])


def _quiet(partner: Partner) -> Iterator[str]:
    """What is too much stands where the next answer should, or is left over."""
    asked = partner.articles[:3]
    talk = partner.talk([request_line(one) for one in asked])
    misplaced = [line for one, line in zip(asked, talk.answers, strict=True) if not answers(line, one.id)]
    for line in talk.rest if partner.at_once or not misplaced else misplaced:
        yield f"more than a line an article: {shown(line.decode('utf-8', 'replace'))}"


def _end(partner: Partner) -> Iterator[str]:
    for lines in ([request_line(partner.articles[0])], []):
        ended = partner.talk(lines).ended
        if ended != _WELL:
            yield f"after {len(lines)} articles it {ended or f'had not ended in {GRACE:g} s'}"


def _others(partner: Partner, lines: Sequence[bytes], ids: Sequence[str]) -> Iterator[str]:
    """Complain of each answer that is none, or for another id."""
    written = partner.talk(lines).answers
    for name in ids:
        if not any(answers(line, name) for line in written):
            yield f"no answer has the id {shown(name)}"


CHECKS = (
    ProtocolCheck("answer", "asked about an article, it answers in a line", _answers),
    ProtocolCheck("form", "every answer is as docs/command-protocol.schema.json says", _form),
    ProtocolCheck("ids", "it gives back ids unchanged, whatever they are", _ids),
    ProtocolCheck("empty", "it answers for an article without text", _empty),
    ProtocolCheck("keys", "keys that it does not know do not disturb it", _later),
    ProtocolCheck("quiet", "it writes nothing else to its standard output", _quiet),
    ProtocolCheck("end", "it ends when its input does, with exit status 0", _end),
)
