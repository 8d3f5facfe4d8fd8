"""What no scoring could take of a caller's fact: parts of other types, spans that are none, text no file could hold.

A `Fact` checks nothing when it is made, so what is in it may be anything.
"""

from collections.abc import Iterator, Mapping
from numbers import Real

from harness.facts import Fact, Filler, Span
from harness.spans.columns import LIMIT


def complaint(fact: Fact) -> str | None:
    """What is wrong with a fact, None where nothing is."""
    return _wrong_part(fact) or _wrong_span(fact) or _wrong_text(fact)


def sound(span: Span) -> bool:
    """Whether it is a span: `0 <= start < end`, and both below 2**31."""
    return 0 <= span.start < span.end < LIMIT


def _wrong_part(fact: Fact) -> str | None:
    """Name the first part that is of another type than `harness.facts` says."""
    if not isinstance(fact.type, str):
        return f"type is {shown(fact.type)}, not text"
    if not isinstance(fact.slots, Mapping):
        return f"slots is {shown(fact.slots)}, not a mapping from slots to tuples of Filler"
    for slot, some in fact.slots.items():
        if not isinstance(slot, str):
            return f"slot {shown(slot)} has a name that is no text"
        if not isinstance(some, tuple | list):
            return f"slot {slot!r} is {shown(some)}, not a tuple of Filler"
        for one in some:
            if wrong := _wrong_filler(one):
                return f"slot {slot!r} {wrong}"
    if fact.source is not None and (wrong := _wrong_filler(fact.source)):
        return f"source {wrong}"
    if not isinstance(fact.evidence, tuple | list):
        return f"evidence is {shown(fact.evidence)}, not a tuple of Span"
    return next((wrong for span in fact.evidence if (wrong := _no_span(span))), None)


def _wrong_filler(one: object) -> str | None:
    if not isinstance(one, Filler):
        return f"holds {shown(one)}, not a Filler"
    if one.text is not None and not isinstance(one.text, str):
        return f"has the text {shown(one.text)}, which is none"
    if one.value is not None and not isinstance(one.value, str | int | float | Real):
        return f"has the value {shown(one.value)}, neither number nor text"
    return None if one.span is None else _no_span(one.span)


def _no_span(span: object) -> str | None:
    if isinstance(span, Span) and all(hasattr(edge, "__index__") for edge in span):
        return None
    return f"has {shown(span)} where a Span of two whole numbers is needed"


def _wrong_span(fact: Fact) -> str | None:
    spans = (*fact.evidence, *(one.span for one in fact.fillers if one.span is not None))
    wrong = next((span for span in spans if not sound(span)), None)
    if wrong is None:
        return None
    return f"{shown(wrong.start)}:{shown(wrong.end)} is empty or out of range (offsets are half-open: text[start:end])"


def _wrong_text(fact: Fact) -> str | None:
    for text in _texts(fact):
        try:
            text.encode()
        except UnicodeEncodeError:
            return f"{text!r} holds half of a surrogate pair, which is no character: decode the text again"
    return None


def _texts(fact: Fact) -> Iterator[str]:
    yield fact.type
    yield from fact.slots
    for one in fact.fillers:
        yield from (text for text in (one.text, one.value) if isinstance(text, str))


def shown(value: object) -> str:
    """A short value as it is, of anything else the kind: what `repr` says may be long, or change each time."""
    short = (isinstance(value, str) and len(value) <= 80) or (isinstance(value, int) and value.bit_length() <= 128)
    return repr(value) if value is None or isinstance(value, float) or short else f"a {type(value).__name__}"
