"""Trying patterns at places of an article, in limited time.

Where an alarm watches over the article (`alarm.py`), `re` matches what it can, by no clock. Without one `regex` matches
everything, and what takes too long is given up for the article.
"""

from collections.abc import Sequence
from time import perf_counter
from typing import NamedTuple

from harness.extractors.patterns.alarm import Alarm
from harness.extractors.patterns.expression import Expression, Hit, Quick


class Trial(NamedTuple):
    """What is tried. What is `slight` is so little work at a place that the clock is only read between places."""

    expression: Expression
    slight: bool
    label: str


class Trials:
    """The trials of one article; each has `limit` seconds for it, and `late` names those that needed more."""

    def __init__(self, tried: Sequence[Trial], limit: float, alarm: Alarm | None) -> None:
        """`alarm` is the one that watches over the article, if there is one."""
        self._tried, self._alarm = tried, alarm
        self.limit = limit
        self._left = [limit] * len(tried)
        self.late: dict[str, None] = {}

    def end(self, number: int, code: str, at: int, stop: int) -> int:
        """Where the match of trial `number`, which has no `!`, at a place of the code ends; -1 where there is none."""
        if quick := self._quick(number):
            return quick.end(code, at)
        hit = self._by_clock(number, code, at, stop)
        return hit.end if hit else -1

    def hit(self, number: int, code: str, edoc: str, at: int, stop: int) -> Hit | None:
        """The match of trial `number` at a place of the code, if there is one and time is left for it.

        `edoc` is the code with its words backwards; nothing is looked at from `stop` on.
        """
        if quick := self._quick(number):
            return quick.hit(code, edoc, at)
        return self._by_clock(number, code, at, stop)

    def _quick(self, number: int) -> Quick | None:
        """The expression of a trial for `re`, where it can be had and may run."""
        if not self._alarm:
            return None
        expression = self._tried[number].expression
        if not expression.ready:
            with self._alarm.stopped():
                if not expression.quick:
                    _ = expression.clocked
        return expression.quick

    def _by_clock(self, number: int, code: str, at: int, stop: int) -> Hit | None:
        left = self._left[number]
        if left <= 0:
            return None
        expression, slight, label = self._tried[number]
        clocked = expression.clocked
        begun = perf_counter()
        try:
            match = clocked.match(code, at, stop) if slight else clocked.match(code, at, stop, timeout=left)
        except TimeoutError:
            match, left = None, 0.0
        self._left[number] = left = left - (perf_counter() - begun)
        if left <= 0:
            self.late[label] = None
        return clocked.hit(match) if match else None
