"""Starts a program anew, later and later while it fails, and tells one that is out of order from articles that are."""

import errno
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from harness.errors import ExtractorError
from harness.extractors.command.program import BrokenError, Command, Program
from harness.facts import Article

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
"""Seconds before the next start of a program that failed once, and before any."""

_ADVICE = {
    errno.ENOEXEC: "it is no program; a script needs a first line such as #!/usr/bin/env python3",
    errno.ENOENT: "the program that its first line (#!) names is not there",
}

PROBE = Article("harness-probe", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
"""The empty article that a program is asked before it is given up."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds for an article, and for a start besides; how many failures in a row are borne before the probe."""

    seconds: float
    start_seconds: float
    restarts: int


@dataclass(slots=True)
class Health:
    """What is known of a program, however many processes run it: `dead` says why nothing more is asked."""

    stopping: Event = field(default_factory=Event)
    has_answered: bool = False
    dead: str = ""


class Launcher:
    """Starts the program for one of those who ask it."""

    def __init__(self, command: Command, limits: Limits, health: Health) -> None:
        """`health` is shared by all who ask."""
        self._command, self._limits, self._health = command, limits, health
        self._failures = 0

    def start(self) -> Program:
        """Start the program, after a pause if it failed the last time.

        Raises BrokenError where it does not start, ExtractorError where it never did.
        """
        if self._failures:
            self._health.stopping.wait(min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** (self._failures - 1)))
        if self._health.stopping.is_set():
            raise BrokenError("was stopped")
        try:
            return Program(self._command, self._health.stopping)
        except OSError as error:
            told = f"cannot be started: {_ADVICE.get(error.errno or 0, error.strerror or error)}"
            if not self._health.has_answered and not self._failures:
                raise ExtractorError(f"{self._command.argv[0]} {told}") from error
            raise BrokenError(told) from error

    def answered(self) -> None:
        """Note that the program works."""
        self._failures = 0
        self._health.has_answered = True

    def failed(self, why: str, probe: Callable[[], object]) -> None:
        """Note that the program answered nothing after a start, and `why`, as a sentence without its subject.

        After too many of these in a row it is asked the empty article (`probe`). If it answers, it was the articles;
        if not, it is asked nothing more. So what is lost does not hang on which articles are asked in which order.
        Raises ExtractorError where it has never answered anything.
        """
        self._failures += 1
        if self._failures <= self._limits.restarts or self._health.stopping.is_set():
            return
        try:
            probe()
        except BrokenError:
            if not self._health.has_answered:
                raise ExtractorError(f"{self._command.argv[0]} has not answered once: it {why}") from None
            self._health.dead = f"the program failed {self._failures + 1} times in a row; it {why}"
        else:
            self.answered()
