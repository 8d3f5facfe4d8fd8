"""Regular expressions over word codes, compiled when they are first matched.

Compiling takes some twenty milliseconds, and most articles need few of a book's patterns. Nothing is found out too late
by that: whatever can be wrong in an expression is told when its pattern is read (`syntax.py`).
"""

import re
from functools import cached_property
from typing import NamedTuple

import regex

from harness.extractors.patterns.nodes import Node, forked
from harness.extractors.patterns.openings import Openings
from harness.extractors.patterns.quick_sources import Unfit, Writer
from harness.extractors.patterns.sources import source_of

_BEFORE, _AFTER = "BEFORE", "AFTER"
"""Names of the groups that hold what stands before and after `!`; slots are in lower case."""


Place = tuple[int, int, int]
"""The number of a slot, and with which word of the article its words begin and before which they end."""


class Hit(NamedTuple):
    """A match that was begun at the word `at` of an article.

    It goes from the word `begin` to before `end`; its `places`, none empty, are in no order.
    """

    at: int
    begin: int
    end: int
    places: list[Place]


class Expression:
    """A pattern that can be matched; `slots` are the names of those in it.

    If it is `forked`, that is its `!`: what stands before it is matched backwards, from the same place. A word is
    `width` characters of code, and one more, its mark, in the code that `re` gets if there are `openings`.
    """

    def __init__(self, node: Node, width: int, openings: Openings | None = None) -> None:
        """Compile nothing yet."""
        self.width, self.openings = width, openings
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
    def other(self) -> "Other":
        """As `regex` matches it."""
        return Other(self)

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


class Other:
    """An expression as the package `regex` matches it, which can be given a time limit."""

    __slots__ = ("_ends", "_match", "_slots", "_width")

    def __init__(self, expression: Expression) -> None:
        """Compile it."""
        source = source_of(expression.rest)
        if expression.head:
            source = f"(?=(?P<{_AFTER}>{source}))(?<=(?P<{_BEFORE}>{source_of(expression.head)}))"
        compiled = regex.compile(source, cache_pattern=False)
        self._match, self._width = compiled.match, expression.width
        numbers = compiled.groupindex
        self._slots = [numbers[slot] for slot in expression.slots]
        self._ends = (numbers[_BEFORE], numbers[_AFTER]) if expression.head else (0, 0)

    def hit(self, code: str, at: int, stop: int, seconds: float | None) -> Hit | None:
        """The match at a word, if there is one before the word `stop`. Raises TimeoutError where it takes too long."""
        width = self._width
        match = self._match(code, at * width, stop * width, timeout=seconds)
        if match is None:
            return None
        spans, (first, last) = match.allspans(), self._ends
        places = [
            (slot, begin // width, end // width)
            for slot, number in enumerate(self._slots)
            for begin, end in spans[number]
            if begin < end
        ]
        return Hit(at, spans[first][-1][0] // width, spans[last][-1][1] // width, places)


class Quick:
    """The same expression as the standard library's `re` matches it: faster, but without a time limit."""

    __slots__ = ("_back", "_forth", "_slots_after", "_slots_before", "_width")

    def __init__(self, expression: Expression) -> None:
        """Compile it. Raises Unfit where `re` cannot have it."""
        head, rest, openings = expression.head, expression.rest, expression.openings
        try:
            after = Writer(openings.begin if openings else None, backwards=False).write(rest)
            before = Writer(openings.end if openings else None, backwards=True).write(head) if head else None
            self._forth = re.compile(after.source).match
            self._back = re.compile(before.source).match if before else None
        except (RecursionError, OverflowError) as error:
            raise Unfit(str(error)) from error
        numbers = {slot: number for number, slot in enumerate(expression.slots)}
        self._slots_after = [numbers[slot] for slot in after.slots]
        self._slots_before = [numbers[slot] for slot in before.slots] if before else []
        self._width = expression.width + bool(openings)

    def end(self, code: str, at: int) -> int:
        """Before which word the match at a word ends, of what has no `!`; -1 where there is none."""
        match = self._forth(code, at * self._width)
        return match.end() // self._width if match else -1

    def hit(self, forth: str, back: str, at: int) -> Hit | None:
        """The match at a word, if there is one; `back` is the code `forth` with its words backwards."""
        width, first = self._width, at
        after = self._forth(forth, at * width)
        if after is None:
            return None
        places: list[Place] = []
        if self._back:
            length = len(back)
            before = self._back(back, length - at * width)
            if before is None:
                return None
            first = (length - before.end()) // width
            for group, slot in enumerate(self._slots_before, 1):
                if before[group]:
                    end, begin = before.span(group)
                    places.append((slot, (length - begin) // width, (length - end) // width))
        for group, slot in enumerate(self._slots_after, 1):
            if after[group]:
                begin, end = after.span(group)
                places.append((slot, begin // width, end // width))
        return Hit(at, first, after.end() // width, places)
