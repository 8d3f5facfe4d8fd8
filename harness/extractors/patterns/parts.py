"""Parts of a pattern in code, and how they are put together: one behind the other, or as alternatives."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from harness.extractors.patterns.edges import DEPTH, EMPTY, Edge, Kind, one_word
from harness.extractors.patterns.nodes import Chain, Choice, Letters, Look, Node, Word

Needs = tuple[frozenset[str], ...]


class PatternError(Exception):
    """Something in a pattern that cannot be read; the text says why, `at` at which of its characters, where known.

    `piece` is which piece is missing, if that is why, and `slot` the one that it would fill.
    """

    def __init__(self, message: str, at: int | None = None, piece: str | None = None, slot: str | None = None) -> None:
        """Keep all of it beside the message."""
        super().__init__(message)
        self.at, self.piece, self.slot = at, piece, slot


class PatternErrors(Exception):
    """Everything in a pattern that cannot be read."""

    def __init__(self, errors: Sequence[PatternError]) -> None:
        """Keep them; there is at least one."""
        super().__init__(*errors)
        self.errors = tuple(errors)


@dataclass(frozen=True, slots=True)
class Stray:
    """One word of a pattern that a phrase may take up before it is tried: any of `words`, `written` at a character.

    `before` and `after` are what stands on either side of it, read from there.
    """

    at: int
    written: str
    words: frozenset[str]
    before: Edge = EMPTY
    after: Edge = EMPTY


@dataclass(frozen=True, slots=True)
class Part:
    """Some of a pattern, and what is known of it: `node` is what it is made of.

    `needs` are sets of words of which a sentence must hold one each for it to match; `first` and `last` are its edges,
    `ahead` that of what must follow it, and `here` those at `!`, before it and after it, if it holds one. A phrase
    counts as the word `{its_name}`. Of a list, `entries` are its words and phrases; `shape` is that of a shape.
    `strays` are words in it that a phrase may take up.
    """

    node: Node
    needs: Needs = ()
    first: Edge = EMPTY
    last: Edge = EMPTY
    ahead: Edge = EMPTY
    here: tuple[Edge, Edge] | None = None
    entries: tuple[tuple[str, ...], ...] = ()
    shape: str | None = None
    strays: tuple[Stray, ...] = ()


def one_of(letters: Letters, kind: Kind) -> Part:
    """A part that is one word, of a kind."""
    needs = (kind.words,) if kind.words and not kind.shapes and not kind.anything else ()
    return Part(Word(letters), needs, one_word(kind), one_word(kind))


def in_sequence(parts: Sequence[Part]) -> Part:
    """One part behind the other."""
    needs = tuple(need for part in parts for need in part.needs)
    ahead, here, strays = parts[-1].ahead if parts else EMPTY, None, list[Stray]()
    for index, part in enumerate(parts):
        for stray in part.strays:
            before = stray.before.then(_beside(parts[:index]))
            strays.append(replace(stray, before=before, after=stray.after.then(_first(parts[index + 1 :]))))
        if part.here:
            before, after = part.here
            here = (before.then(_last(parts[:index])), after.then(_first(parts[index + 1 :])))
    node = parts[0].node if len(parts) == 1 else Chain([part.node for part in parts])
    return Part(node, needs, _first(parts), _last(parts), ahead, here, strays=tuple(strays))


def _first(parts: Sequence[Part]) -> Edge:
    return _together(part.first for part in parts)


def _last(parts: Sequence[Part]) -> Edge:
    return _together(part.last for part in reversed(parts))


def _together(edges: Iterable[Edge]) -> Edge:
    """One edge behind the other, as far in as edges are looked at: a pattern of thousands of words has as many."""
    whole = EMPTY
    for edge in edges:
        if min(whole.lengths) == DEPTH:
            break
        whole = whole.then(edge)
    return whole


def _beside(parts: Sequence[Part]) -> Edge:
    """What stands before something, as `_last`, or what a look behind asks for there."""
    looked = parts and isinstance(look := parts[-1].node, Look) and look.behind and not look.negative
    return one_word(Kind(parts[-1].needs[-1])) if looked and parts[-1].needs else _last(parts)


def either(branches: Sequence[Part]) -> Part:
    """Alternatives: they need one word of any one's most telling set, and begin and end as any of them."""
    if len(branches) == 1:
        return branches[0]
    if any(branch.here for branch in branches):
        raise PatternError("! stands in one of several alternatives; make them two patterns")
    needs: Needs = ()
    if all(branch.needs for branch in branches):
        needs = (frozenset[str]().union(*(min(branch.needs, key=len) for branch in branches)),)
    first = reduce(Edge.__or__, (branch.first for branch in branches))
    last = reduce(Edge.__or__, (branch.last for branch in branches))
    ahead = reduce(Edge.__or__, (branch.ahead for branch in branches))
    strays = tuple(stray for branch in branches for stray in branch.strays)
    return Part(Choice([branch.node for branch in branches]), needs, first, last, ahead, strays=strays)
