"""Trying one pattern at one place of an article, by the clock: what takes too long is given up for the article."""

from collections.abc import Sequence
from time import perf_counter
from typing import NamedTuple

import regex

from harness.extractors.patterns.expression import Expression

LIMITED = 100_000
"""Characters that the time limit of a pattern is for; a longer article has as much more."""


class Trial(NamedTuple):
    """What is tried. What is `slight` is so little work at a place that the clock is only read between places."""

    expression: Expression
    slight: bool
    label: str


class Trials:
    """The trials of one article; each has `limit` seconds for it, and `late` names those that needed more."""

    def __init__(self, tried: Sequence[Trial], limit: float, length: int) -> None:
        """`length` is that of the article, in characters."""
        self._tried = tried
        self.limit = limit * max(1.0, length / LIMITED)
        self._left = [self.limit] * len(tried)
        self.late: dict[str, None] = {}

    def match(self, number: int, code: str, at: int, stop: int) -> "regex.Match[str] | None":
        """The match of trial `number` at a place of the code, if there is one and time is left for it."""
        left = self._left[number]
        if left <= 0:
            return None
        expression, slight, label = self._tried[number]
        if not expression.ready:
            expression.compile()
        begun = perf_counter()
        try:
            match = expression.match(code, at, stop) if slight else expression.match(code, at, stop, timeout=left)
        except TimeoutError:
            match, left = None, 0.0
        self._left[number] = left = left - (perf_counter() - begun)
        if left <= 0:
            self.late[label] = None
        return match
