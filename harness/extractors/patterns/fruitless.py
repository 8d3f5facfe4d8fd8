"""Patterns that say something, and find nothing by it."""

from collections.abc import Iterator, Set

from harness.extractors.patterns.expression import Expression
from harness.extractors.patterns.nodes import Atomic, Chain, Choice, Look, Node, Repeat, Slot
from harness.extractors.patterns.syntax import split_group


def why_fruitless(expression: Expression, wanted: Set[str], *, companion: bool) -> str | None:
    """Why an entry that is to fill one of the `wanted` slots never does anybody any good; None if it may."""
    nodes = [expression.rest, *([expression.head] if expression.head else ())]
    if not any(node.low or _looks(node) for node in nodes):
        return "may match without a word of the text: write at least one that must stand there"
    if wanted.isdisjoint(split_group(name)[0] for node in nodes for name in _filled(node)):
        lost = "it adds nothing" if companion else "it makes no fact"
        return f"fills no slot, so {lost}: write what stands for one as {{slot=...}}"
    return None


def _looks(node: Node) -> bool:
    """Whether it asks for something beside the match; what must not be there is found everywhere."""
    match node:
        case Look():
            return not node.negative
        case Repeat() if not node.least:
            return False
        case Slot() | Atomic() | Repeat():
            return _looks(node.inner)
        case Chain():
            return any(map(_looks, node.parts))
        case Choice():
            return all(map(_looks, node.branches))
    return False


def _filled(node: Node) -> Iterator[str]:
    """The groups that a match may fill: none in what must not be there."""
    match node:
        case Slot():
            yield node.name
            yield from _filled(node.inner)
        case Look() if node.negative:
            return
        case Look() | Atomic() | Repeat():
            yield from _filled(node.inner)
        case Chain():
            for part in node.parts:
                yield from _filled(part)
        case Choice():
            for branch in node.branches:
                yield from _filled(branch)
