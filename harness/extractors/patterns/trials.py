"""Trying patterns at places of an article, in limited time.

Where an alarm watches over the article (`alarm.py`), `re` matches what it can, and nothing asks a clock. Without one
`regex` matches everything by the clock, and what takes too long is given up for the article.
"""

from collections.abc import Sequence
from time import perf_counter
from typing import NamedTuple

from harness.extractors.patterns.alarm import Alarm
from harness.extractors.patterns.coded import Coded
from harness.extractors.patterns.expression import Expression, Hit, Quick


class Trial(NamedTuple):
    """What is tried, and what a user calls it."""

    expression: Expression
    label: str


class Trials:
    """The trials of one article; each has `limit` seconds for it, and `late` names those that needed more."""

    def __init__(self, tried: Sequence[Trial], compiled: list[Quick | None], limit: float, alarm: Alarm | None) -> None:
        """`compiled` holds what is, of the tried, for `re`; `alarm` watches over the article, if there is one."""
        self._tried, self._alarm = tried, alarm
        self.compiled: list[Quick | None] = compiled if alarm else [None] * len(tried)
        self.limit = None if alarm else limit
        self._left = [limit] * len(tried)
        self.late: dict[str, None] = {}

    def end(self, number: int, code: str, at: int, stop: int) -> int:
        """Before which word the match of trial `number`, which has no `!`, at a word ends; -1 where there is none.

        `stop` is the word that its sentence ends before.
        """
        if quick := self.compiled[number] or self._quick(number):
            return quick.end(code, at)
        hit = self._other(number, code, at, stop)
        return hit.end if hit else -1

    def hit(self, number: int, coded: Coded, at: int, stop: int) -> Hit | None:
        """The match of trial `number` at a word, if there is one and time is left for it."""
        if quick := self.compiled[number] or self._quick(number):
            return quick.hit(coded.forth, coded.back, at)
        return self._other(number, coded.code, at, stop)

    def _quick(self, number: int) -> Quick | None:
        """The expression of a trial for `re`, where it can be had and may run."""
        if not self._alarm:
            return None
        expression = self._tried[number].expression
        if not expression.ready:
            with self._alarm.stopped():
                self.compiled[number] = expression.quick
                if not expression.quick:
                    _ = expression.other
        return expression.quick

    def _other(self, number: int, code: str, at: int, stop: int) -> Hit | None:
        """The match by `regex`."""
        expression, label = self._tried[number]
        if self._alarm:
            return expression.other.hit(code, at, stop, None)
        left = self._left[number]
        if left <= 0:
            return None
        other, hit = expression.other, None
        begun = perf_counter()
        try:
            hit = other.hit(code, at, stop, left)
        except TimeoutError:
            left = 0.0
        self._left[number] = left = left - (perf_counter() - begun)
        if left <= 0:
            self.late[label] = None
        return hit
