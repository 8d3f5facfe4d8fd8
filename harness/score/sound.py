"""What no scoring could take of a caller's fact: spans that are none, text that no file could hold."""

from collections.abc import Iterator

from harness.facts import Fact, Filler, Span

LIMIT = 2**31
"""Offsets are below it, as in the columns of `harness.spans`."""


def complaint(fact: Fact) -> str | None:
    """What is wrong with a fact, None where nothing is."""
    spans = [*fact.evidence, *(one.span for one in _fillers(fact) if one.span is not None)]
    for span in spans:
        if not sound(span):
            return f"{span.start}:{span.end} is empty or out of range (offsets are half-open: text[start:end])"
    for text in _texts(fact):
        try:
            text.encode()
        except UnicodeEncodeError:
            return f"{text!r} holds half of a surrogate pair, which is no character: decode the text again"
    return None


def sound(span: Span) -> bool:
    """Whether it is a span: `0 <= start < end`, and both below 2**31."""
    return 0 <= span.start < span.end < LIMIT


def _fillers(fact: Fact) -> Iterator[Filler]:
    for some in fact.slots.values():
        yield from some
    if fact.source is not None:
        yield fact.source


def _texts(fact: Fact) -> Iterator[str]:
    yield fact.type
    yield from fact.slots
    for one in _fillers(fact):
        yield from (text for text in (one.text, one.value) if isinstance(text, str))
