"""Patterns as regular expressions of the standard library's `re`: the same language, with some of it written otherwise.

`re` keeps a compiled expression in one block of memory, which makes it several times as fast as `regex` and its
thousands of small ones. What it lacks is written out, as long as that stays small:

- It matches nothing backwards: what stands before `!` is written backwards, for the code with its words backwards.
- It only looks behind over a fixed number of words: a look of several lengths is several looks.
- It is slow with long alternatives: phrases of lists are classes of marks (`openings.py`).
- It keeps of a group in a repeat the last place only: a repeat that holds slots is written so often.
"""

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from harness.extractors.patterns.nodes import (
    Atomic,
    Boundary,
    Chain,
    Choice,
    Look,
    Node,
    Repeat,
    Slot,
    Word,
    WordList,
)
from harness.extractors.patterns.openings import Marks

_LONGEST = 100_000
"""Characters that a part may grow to."""
_DEEPEST = 150
"""Repeats written out in each other, and brackets: the compiler calls itself for each."""
_ATOMIC = sys.version_info >= (3, 11, 5)
"""Earlier versions of `re` match possessive repeats and atomic groups wrongly in places."""


class Unfit(Exception):
    """A pattern that `re` would not match as `regex` does, or that would be too long for it."""


class Written(NamedTuple):
    """An expression, and of each of its groups, which have no names, the slot that it fills."""

    source: str
    slots: tuple[str, ...] = ()


class Writer:
    """Writes in one direction: for words as they stand in the text, or the last first.

    The words have `marks` of the phrases of lists, if there are any. If `silent`, slots are no groups.
    """

    def __init__(self, marks: Marks | None, *, backwards: bool, silent: bool = False) -> None:
        """Begin; what stands in a pattern several times is written once."""
        self._marks, self._backwards, self._silent = marks, backwards, silent
        self._mark = "." if marks else ""
        self._known: dict[Node, Written] = {}
        self._lengths: dict[Node, dict[int, str]] = {}
        self._aside = self if silent else Writer(marks, backwards=backwards, silent=True)

    def write(self, node: Node) -> Written:
        """A pattern. Raises Unfit."""
        if (written := self._known.get(node)) is None:
            written = self._known[node] = self._new(node)
            if len(written.source) > _LONGEST:
                raise Unfit("too long")
        return written

    def _new(self, node: Node) -> Written:
        match node:
            case Word():
                return Written("".join(node.letters) + self._mark)
            case WordList():
                return Written(self._list(node))
            case Chain():
                return _joined([self._enclosed(part) for part in self._ordered(node.parts)])
            case Choice():
                return _joined([self.write(branch) for branch in node.branches], "|")
            case Repeat():
                return self._repeat(node)
            case Slot():
                source, slots = self.write(node.inner)
                return Written(f"(?:{source})") if self._silent else Written(f"({source})", (node.name, *slots))
            case Look():
                return self._look(node)
            case Atomic() if _ATOMIC:
                source, slots = self.write(node.inner)
                return Written(f"(?>{source})", slots)
            case Boundary():
                return Written(r"(?<![^\n])" if node.begin is not self._backwards else r"(?![^\n])")
        raise Unfit(type(node).__name__)

    def _enclosed(self, node: Node) -> Written:
        """A part as it stands between others."""
        source, slots = self.write(node)
        return Written(f"(?:{source})", slots) if isinstance(node, Choice) else Written(source, slots)

    def _ordered(self, parts: Sequence[Node]) -> Sequence[Node]:
        return parts[::-1] if self._backwards else parts

    def _list(self, node: WordList) -> str:
        entries = "|".join(source for _, source in self._entries(node))
        if self._marks:
            return f"(?:{entries})"
        # One look at the first word spares looking through all the phrases.
        return f"(?={self.write(node.last if self._backwards else node.first).source})(?:{entries})"

    def _repeat(self, node: Repeat) -> Written:
        inner, most = node.inner, node.most
        if (most is None or most > 1) and not inner.low:
            raise Unfit("engines differ in how often they repeat nothing")
        if node.mark == "+" and not _ATOMIC:
            raise Unfit("possessive")
        source, slots = self.write(inner)
        if not slots or most == 1:
            often = (f"(?:{source})" if not isinstance(inner, Slot) else source) + node.often
            # What `re` calls possessive holds on to each time by itself: twice the longest may be one too many.
            return Written(f"(?>{often.removesuffix('+')})" if node.mark == "+" else often, slots)
        if most is None or node.mark == "+" or most > _DEEPEST or most * len(source) > _LONGEST:
            raise Unfit("slots that are filled too often")
        optional = "??" if node.mark else "?"
        must, may = f"(?:{source})" * node.least, most - node.least
        return Written(must + f"(?:(?:{source})" * may + f"){optional}" * may, slots * most)

    def _look(self, node: Look) -> Written:
        if node.behind is self._backwards:  # It goes the way in which everything is read.
            source, slots = (self._aside if node.negative else self).write(node.inner)
            return Written(f"(?{'!' if node.negative else '='}{source})", slots)
        if node.inner.slots and not node.negative and not self._silent:
            raise Unfit("a slot in a look behind")
        sources = self._aside._by_length(node.inner).values()
        if node.negative:
            return Written("".join(f"(?<!{source})" for source in sources))
        looks = [f"(?<={source})" for source in sources]
        return Written(looks[0] if len(looks) == 1 else f"(?:{'|'.join(looks)})")

    def _by_length(self, node: Node) -> dict[int, str]:
        """A part by how many words it has."""
        if (sources := self._lengths.get(node)) is None:
            sources = self._lengths[node] = self._new_by_length(node)
        return sources

    def _new_by_length(self, node: Node) -> dict[int, str]:
        match node:
            case Word():
                return {1: self.write(node).source}
            case WordList():
                return _either(self._entries(node))
            case Chain():
                return self._in_turn(self._ordered(node.parts))
            case Choice():
                return _either(one for branch in node.branches for one in self._by_length(branch).items())
            case Repeat() if node.mark != "+" and node.most is not None and node.most <= _DEEPEST:
                times = range(node.least, node.most + 1)
                return _either(one for n in times for one in self._in_turn([node.inner] * n).items())
            case Slot():
                return self._by_length(node.inner)
            case Look() | Boundary():
                return {0: self.write(node).source}
        raise Unfit("a look behind that cannot be written out")

    def _entries(self, node: WordList) -> Iterator[tuple[int, str]]:
        """The phrases and words of a list, each with how many words it has."""
        if self._marks:
            unmarked = "." * len(node.first.letters)
            for length, marks in self._marks.classes(node):
                yield length, unmarked + marks + (unmarked + ".") * (length - 1)
        else:
            for words in node.phrases:
                yield len(words), "".join(self.write(word).source for word in self._ordered(words))
        if node.singles:
            yield 1, self.write(node.singles).source

    def _in_turn(self, parts: Sequence[Node]) -> dict[int, str]:
        found = {0: ""}
        for part in parts:
            behind = self._by_length(part)
            found = _either((a + b, _closed(found[a]) + _closed(behind[b])) for a, b in product(found, behind))
        return found


def _either(alternatives: Iterable[tuple[int, str]]) -> dict[int, str]:
    """Alternatives of the same length as one."""
    by_length: dict[int, dict[str, None]] = {}
    for length, source in alternatives:
        by_length.setdefault(length, {})[source] = None
    found = {length: "|".join(sources) for length, sources in by_length.items()}
    if sum(map(len, found.values())) > _LONGEST:
        raise Unfit("looks behind that grow too long")
    return found


def _closed(source: str) -> str:
    return f"(?:{source})" if "|" in source else source


def _joined(parts: Sequence[Written], between: str = "") -> Written:
    return Written(between.join(part.source for part in parts), tuple(slot for part in parts for slot in part.slots))
