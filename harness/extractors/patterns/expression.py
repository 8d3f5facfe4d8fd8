"""Regular expressions over word codes, compiled when they are first matched.

Compiling takes some twenty milliseconds, and most articles need few of a book's patterns. Nothing is found out too late
by that: whatever can be wrong in an expression is told when its pattern is read (`syntax.py`).
"""

import re
from functools import cached_property
from typing import NamedTuple

import regex

from harness.extractors.patterns.nodes import Node, forked
from harness.extractors.patterns.quick_sources import Unfit, Writer
from harness.extractors.patterns.sources import source_of

_BEFORE, _AFTER = "BEFORE", "AFTER"
"""Names of the groups that hold what stands before and after `!`; slots are in lower case."""


Place = tuple[int, int, int]
"""The number of a slot, and where words of it begin and end in the code."""


class Hit(NamedTuple):
    """A match that was begun at the character `at` of the code.

    It goes from `begin` to `end`; its `places` are in no order.
    """

    at: int
    begin: int
    end: int
    places: list[Place]


class Expression:
    """A pattern that can be matched; `slots` are the names of those in it.

    If it is `forked`, that is its `!`: what stands before it is matched backwards, from the same place.
    """

    def __init__(self, node: Node) -> None:
        """Compile nothing yet."""
        halves = forked(node)
        self.head = halves[0] if halves else None
        self.rest = halves[1] if halves else node
        heads = self.head.slots if self.head else ()
        self.slots = (*self.rest.slots, *(slot for slot in heads if slot not in self.rest.slots))

    @property
    def forked(self) -> bool:
        """Whether it has a `!`."""
        return self.head is not None

    @cached_property
    def clocked(self) -> "Clocked":
        """As `regex` matches it."""
        return Clocked(self)

    @cached_property
    def quick(self) -> "Quick | None":
        """As `re` matches it, or None where it cannot."""
        try:
            return Quick(self)
        except Unfit:
            return None

    @property
    def ready(self) -> bool:
        """Whether it is known already how `re` matches it."""
        return "quick" in self.__dict__


class Clocked:
    """An expression that the package `regex` matches, which can be given a time limit; `match` is that of `regex`."""

    __slots__ = ("_ends", "_slots", "match")

    def __init__(self, expression: Expression) -> None:
        """Compile it."""
        source = source_of(expression.rest)
        if expression.head:
            source = f"(?=(?P<{_AFTER}>{source}))(?<=(?P<{_BEFORE}>{source_of(expression.head)}))"
        compiled = regex.compile(source, cache_pattern=False)
        self.match = compiled.match
        numbers = compiled.groupindex
        self._slots = [numbers[slot] for slot in expression.slots]
        self._ends = (numbers[_BEFORE], numbers[_AFTER]) if expression.head else (0, 0)

    def hit(self, match: "regex.Match[str]") -> Hit:
        """What a match says."""
        spans, (first, last) = match.allspans(), self._ends
        places = [(slot, *span) for slot, number in enumerate(self._slots) for span in spans[number]]
        return Hit(match.start(), spans[first][-1][0], spans[last][-1][1], places)


class Quick:
    """The same expression as the standard library's `re` matches it: faster, but without a time limit."""

    __slots__ = ("_back", "_forth", "_slots_after", "_slots_before")

    def __init__(self, expression: Expression) -> None:
        """Compile it. Raises Unfit where `re` cannot have it."""
        numbers = {slot: number for number, slot in enumerate(expression.slots)}
        try:
            after = Writer(backwards=False).write(expression.rest)
            before = Writer(backwards=True).write(expression.head) if expression.head else None
            self._forth = re.compile(after.source).match
            self._back = re.compile(before.source).match if before else None
        except (RecursionError, OverflowError) as error:
            raise Unfit(str(error)) from error
        self._slots_after = [numbers[slot] for slot in after.slots]
        self._slots_before = [numbers[slot] for slot in before.slots] if before else []

    def end(self, code: str, at: int) -> int:
        """Where the match at a place of the code ends, if the pattern has no `!`; -1 where there is none."""
        match = self._forth(code, at)
        return match.end() if match else -1

    def hit(self, code: str, edoc: str, at: int) -> Hit | None:
        """The match at a place of the code, if there is one; `edoc` is the code with its words backwards."""
        after = self._forth(code, at)
        if after is None:
            return None
        places = [
            (slot, begin, end)
            for slot, (begin, end) in zip(self._slots_after, after.regs[1:], strict=True)
            if begin >= 0
        ]
        if self._back is None:
            return Hit(at, at, after.end(), places)
        length = len(edoc)
        before = self._back(edoc, length - at)
        if before is None:
            return None
        places += [
            (slot, length - end, length - begin)
            for slot, (begin, end) in zip(self._slots_before, before.regs[1:], strict=True)
            if begin >= 0
        ]
        return Hit(at, length - before.end(), after.end(), places)


MATCHING = frozenset({Quick.end.__code__, Quick.hit.__code__})
"""Where `re` matches: what an alarm is for."""
