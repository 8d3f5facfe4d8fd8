"""Patterns as regular expressions of the package `regex`, which takes them as they are."""

from harness.extractors.patterns.nodes import (
    Atomic,
    Boundary,
    Chain,
    Choice,
    Here,
    Look,
    Node,
    Repeat,
    Slot,
    Word,
    WordList,
)


def source_of(node: Node) -> str:
    """The regular expression over word codes, with a named group for every slot."""
    match node:
        case Word():
            return "".join(node.letters)
        case WordList():
            return _list(node)
        case Chain():
            return "".join(map(_enclosed, node.parts))
        case Choice():
            return "|".join(map(source_of, node.branches))
        case Repeat():
            inner = source_of(node.inner)
            return (inner if isinstance(node.inner, Slot) else f"(?:{inner})") + node.often
        case Slot():
            return f"(?P<{node.name}>{source_of(node.inner)})"
        case Look():
            return f"(?{'<' if node.behind else ''}{'!' if node.negative else '='}{source_of(node.inner)})"
        case Atomic():
            return f"(?>{source_of(node.inner)})"
        case Boundary():
            return r"(?<![^\n])" if node.begin else r"(?![^\n])"
        case Here():
            return ""
    raise TypeError(f"no pattern holds {node!r}")


def _enclosed(node: Node) -> str:
    """A part as it stands between others."""
    return f"(?:{source_of(node)})" if isinstance(node, Choice) else source_of(node)


def _list(node: WordList) -> str:
    branches = ["".join(map(source_of, words)) for words in node.phrases]
    branches += [source_of(node.singles)] if node.singles else []
    source = "|".join(branches)
    return f"(?={source_of(node.first)})(?:{source})" if node.phrases else source
