"""What a pattern is made of, as a tree: which engine matches it, and in which direction, is not known here.

A node knows what can be told without writing it out. `size` is how many characters it is as one regular expression, and
`depth` how many brackets stand in each other there; `low` is the least number of words that it matches; `written` how
many words it comes to with all that must be repeated written out; `slots` names the groups in it, each once, in order.
"""

from collections.abc import Sequence
from itertools import chain

Letters = tuple[str, ...]
"""The characters that a word is written as, each as an expression for it."""


class Node:
    """Some of a pattern."""

    __slots__ = ("depth", "low", "size", "slots", "written")

    def __init__(self, size: int, low: int, parts: Sequence["Node"] = (), brackets: int = 0) -> None:
        """Take over what its parts have in common; `brackets` are those around them."""
        self.size, self.low = size, low
        self.depth: int = brackets + max((part.depth for part in parts), default=0)
        self.written: int = max(sum(part.written for part in parts), 1)
        self.slots: tuple[str, ...] = tuple(dict.fromkeys(slot for part in parts for slot in part.slots))


class Word(Node):
    """One word, of some kind."""

    __slots__ = ("letters",)

    def __init__(self, letters: Letters) -> None:
        """Make a word."""
        self.letters = letters
        super().__init__(sum(map(len, letters)), 1)


class WordList(Node):
    """A list of words and phrases: the `phrases`, the longest first, then the `singles`.

    `first` is any word that one of them begins with, `last` any that one ends with: a look at it spares looking through
    the phrases.
    """

    __slots__ = ("first", "last", "phrases", "singles")

    def __init__(self, phrases: Sequence[Sequence[Word]], singles: Word | None, first: Word, last: Word) -> None:
        """Make a list."""
        self.phrases, self.singles = tuple(map(tuple, phrases)), singles
        self.first, self.last = first, last
        size = singles.size if singles else 0
        if phrases:
            size += sum(1 + sum(word.size for word in words) for words in phrases) + first.size + len("(?=)(?:)")
            size -= 0 if singles else 1
        low = 1 if singles else min(map(len, phrases))
        super().__init__(size, low, brackets=1 if phrases else 0)
        self.written += sum(map(len, self.phrases))


class Chain(Node):
    """One part behind the other."""

    __slots__ = ("parts",)

    def __init__(self, parts: Sequence[Node]) -> None:
        """Put parts together; those of a chain in it become its own."""
        each = (part.parts if isinstance(part, Chain) else (part,) for part in parts)
        self.parts: tuple[Node, ...] = tuple(chain.from_iterable(each))
        loose = [part for part in self.parts if isinstance(part, Choice)]
        size = sum(part.size for part in self.parts) + len("(?:)") * len(loose)
        super().__init__(size, sum(part.low for part in self.parts), self.parts)
        self.depth = max([self.depth, *(part.depth + 1 for part in loose)])


class Choice(Node):
    """Alternatives, the first that fits wins."""

    __slots__ = ("branches",)

    def __init__(self, branches: Sequence[Node]) -> None:
        """Make a choice; the alternatives of one among them become its own."""
        each = (branch.branches if isinstance(branch, Choice) else (branch,) for branch in branches)
        self.branches: tuple[Node, ...] = tuple(chain.from_iterable(each))
        size = sum(branch.size for branch in self.branches) + len(self.branches) - 1
        super().__init__(size, min(branch.low for branch in self.branches), self.branches)


class Repeat(Node):
    """A part `least` to `most` times, or any number of times from `least` on.

    `mark` is `?` if as few as possible, `+` if as many as possible and never fewer, or nothing.
    """

    __slots__ = ("inner", "least", "mark", "most")

    def __init__(self, inner: Node, least: int, most: int | None, mark: str) -> None:
        """Repeat a part."""
        self.inner, self.least, self.most, self.mark = inner, least, most, mark
        bare = isinstance(inner, Slot)
        super().__init__(inner.size + (0 if bare else 4) + len(self.often), inner.low * least, (inner,), not bare)
        self.written *= max(least, 1)

    @property
    def often(self) -> str:
        """How often, as regular expressions say it."""
        bounds = (self.least, self.most)
        if short := {(0, 1): "?", (0, None): "*", (1, None): "+"}.get(bounds):
            return short + self.mark
        if self.least == self.most:
            return f"{{{self.least}}}{self.mark}"
        return f"{{{self.least},{'' if self.most is None else self.most}}}{self.mark}"


class Slot(Node):
    """A part whose words fill a slot, of the name of a group."""

    __slots__ = ("inner", "name")

    def __init__(self, name: str, inner: Node) -> None:
        """Give a part a name."""
        self.name, self.inner = name, inner
        super().__init__(inner.size + len(f"(?P<{name}>)"), inner.low, (inner,), 1)
        self.slots = (name, *(slot for slot in inner.slots if slot != name))


class Look(Node):
    """A part that is only looked at, `behind` a place or ahead of it, and must be there or, if `negative`, must not."""

    __slots__ = ("behind", "inner", "negative")

    def __init__(self, inner: Node, *, behind: bool, negative: bool) -> None:
        """Look at a part."""
        self.inner, self.behind, self.negative = inner, behind, negative
        super().__init__(inner.size + len("(?<=)" if behind else "(?=)"), 0, (inner,), 1)


class Atomic(Node):
    """A part of which only the first way to match counts."""

    __slots__ = ("inner",)

    def __init__(self, inner: Node) -> None:
        """Hold on to a part."""
        self.inner = inner
        super().__init__(inner.size + len("(?>)"), inner.low, (inner,), 1)


class Boundary(Node):
    """The begin of a sentence, or its end."""

    __slots__ = ("begin",)

    def __init__(self, *, begin: bool) -> None:
        """Make the begin or the end."""
        self.begin = begin
        super().__init__(len(r"(?<![^\n])" if begin else r"(?![^\n])"), 0, brackets=1)


class Here(Node):
    """The place of `!`."""

    __slots__ = ()

    def __init__(self) -> None:
        """Stand there."""
        super().__init__(0, 0)


def forked(node: Node) -> tuple[Node, Node] | None:
    """What stands before the `!` in a node and what stands after it, or None where there is none.

    A slot that it stands in is two: the words of both halves fill it.
    """
    if isinstance(node, Here):
        return Chain(()), Chain(())
    if isinstance(node, Slot) and (halves := forked(node.inner)):
        return Slot(node.name, halves[0]), Slot(node.name, halves[1])
    if isinstance(node, Chain):
        for index, part in enumerate(node.parts):
            if halves := forked(part):
                return Chain([*node.parts[:index], halves[0]]), Chain([halves[1], *node.parts[index + 1 :]])
    return None
