"""A regular expression over word codes, compiled when it is first matched.

Compiling takes some twenty milliseconds, and most articles need few of a book's patterns. Nothing is found out too late
by that: whatever can be wrong in an expression is told when its pattern is read (`syntax.py`), and a depth beyond which
a compiler runs out of stack is refused here.
"""

from itertools import accumulate

import regex

_NAMES = regex.compile(r"\(\?P<(\w+)>")
_BRACKETS = regex.compile("[()]")
DEEPEST = 100
"""Brackets that may stand in each other."""


class Expression:
    """A regular expression of which only the source is needed until it is matched.

    `names` are those of its groups, from number 1 on; when it is `ready`, `match` is that of the compiled expression.
    """

    __slots__ = ("match", "names", "ready", "source")

    def __init__(self, source: str) -> None:
        """Keep the source."""
        self.source = source
        self.names = tuple(dict.fromkeys(_NAMES.findall(source)))
        self.ready = False

    def compile(self) -> None:
        """Make it ready."""
        self.match = regex.compile(self.source, cache_pattern=False).match
        self.ready = True


def depth(source: str) -> int:
    """How many brackets of an expression over word codes stand in each other, at most."""
    return max(accumulate(1 if bracket == "(" else -1 for bracket in _BRACKETS.findall(source)), default=0)
