"""Whether what an extractor returned is a fact of the schema about the article. Pure.

An extractor is a stranger's code: whatever reaches matching and disk has passed here, and nothing behind doubts it.
"""

import math
from dataclasses import replace
from functools import lru_cache
from typing import TypeGuard, get_args

from harness.errors import HarnessError, brief
from harness.facts import Article, Fact, Filler, Modality, Polarity, Precision, Span
from harness.gold.problems import closest, nearest
from harness.kinds.choose import asked_kind
from harness.normalise.dates import check_date
from harness.runs.run import Trouble, TroubleKind
from harness.schema import PLAIN, FactType, Schema, SlotType

LARGEST_NUMBER = 2**53
"""The greatest whole number that a table of floating-point numbers still holds exactly."""

_valid_date = lru_cache(maxsize=4096)(check_date)
# who has one unknown type or slot has it in thousands of facts
_nearest = lru_cache(maxsize=4096)(nearest)
_closest = lru_cache(maxsize=4096)(closest)


class _WrongError(Exception):
    """What is wrong with the fact at hand."""

    def __init__(self, kind: TroubleKind, message: str) -> None:
        super().__init__(message)
        self.kind: TroubleKind = kind


def verified(found: object, article: Article, schema: Schema) -> Fact | Trouble:
    """Return what an extractor returned for `article` as a fact of our own, or what is wrong with it.

    Raises ConfigError where the class of a slot kind, which is no extractor's, fails on a value.
    """
    try:
        if not isinstance(found, Fact):
            raise _WrongError("bad_value", f"returned {_shown(found)}, which is no Fact")
        # A copy: an extractor that fills one dict again and again must not change what was checked.
        fact = replace(found, slots={name: fillers for name, fillers in found.slots.items() if fillers != ()})
        fact_type = _type_of(fact, schema)
        _check_evidence(fact, article)
        _check_attributes(fact, article)
        _check_slots(fact, fact_type, article, schema)
    except _WrongError as wrong:
        return Trouble(article.id, wrong.kind, str(wrong))
    except HarnessError as error:
        raise type(error)(f"{error}; article {article.id}") from error
    except Exception as error:  # a stranger's object may do anything when it is looked at
        return Trouble(article.id, "bad_value", f"returned a fact that cannot be read: {type(error).__name__}")
    return fact


def _type_of(fact: Fact, schema: Schema) -> FactType:
    if not isinstance(fact.type, str) or fact.type not in schema.types:
        near = _nearest(fact.type, tuple(schema.types)) if isinstance(fact.type, str) else ""
        raise _WrongError("unknown_type", f"fact type {_shown(fact.type)} is not in the schema{near}")
    return schema.types[fact.type]


def _check_evidence(fact: Fact, article: Article) -> None:
    if not isinstance(fact.evidence, tuple):
        raise _WrongError("bad_value", f"evidence of {fact.type} is {_shown(fact.evidence)}, not a tuple of Span")
    for span in fact.evidence:
        _check_span(span, article, f"evidence of {fact.type}")


def _check_attributes(fact: Fact, article: Article) -> None:
    _one_of(fact.modality, get_args(Modality), f"modality of {fact.type}")
    _one_of(fact.polarity, get_args(Polarity), f"polarity of {fact.type}")
    if fact.confidence is not None and not (_is_number(fact.confidence) and 0 <= fact.confidence <= 1):
        raise _WrongError("bad_value", f"confidence of {fact.type} is {_shown(fact.confidence)}, not in 0..1 or None")
    if fact.source is not None:
        _check_filler(fact.source, article, f"source of {fact.type}")


def _check_slots(fact: Fact, fact_type: FactType, article: Article, schema: Schema) -> None:
    for name, fillers in fact.slots.items():
        where = f"{fact.type}.{name}"
        if name not in fact_type.slots:
            near = _closest(name, tuple(fact_type.slots)) if isinstance(name, str) else ""
            raise _WrongError("unknown_slot", f"{fact.type} has no slot {_shown(name)}{near}")
        slot = fact_type.slots[name]
        if not isinstance(fillers, tuple):
            raise _WrongError("bad_value", f"{where} is {_shown(fillers)}, not a tuple of Filler")
        if slot.fillers != "several" and len(fillers) > 1:
            raise _WrongError("bad_value", f"{where} takes one filler, not {len(fillers)}")
        for filler in fillers:
            _check_filler(filler, article, where)
            _check_value(filler, slot, where, schema)


def _check_filler(filler: object, article: Article, where: str) -> None:
    if not isinstance(filler, Filler):
        raise _WrongError("bad_value", f"{where} holds {_shown(filler)}, which is no Filler")
    _one_of(filler.precision, get_args(Precision), f"precision of {where}")
    if filler.text is None and filler.value is None:
        raise _WrongError("bad_value", f"{where} has neither text nor value")
    for words in (filler.text, filler.value):
        if isinstance(words, str) and not _is_unicode(words):
            raise _WrongError("bad_value", f"{where} is {_shown(words)}, which UTF-8 cannot hold")
    if filler.text is not None and not isinstance(filler.text, str):
        raise _WrongError("bad_value", f"text of {where} is {_shown(filler.text)}, not a string")
    if filler.span is None:
        return
    _check_span(filler.span, article, where)
    start, end = filler.span
    if filler.text != article.text[start:end]:
        there = f"{_shown(article.text[start:end])} at {start}:{end}"
        raise _WrongError("quote_mismatch", f"{where} is {_shown(filler.text)}, but the article has {there}")


def _check_span(span: object, article: Article, where: str) -> None:
    if not isinstance(span, Span) or not all(type(edge) is int for edge in span):
        raise _WrongError("bad_span", f"{where} is at {_shown(span)}, which is no Span of two integers")
    if not 0 <= span.start < span.end <= len(article.text):
        why = (
            "is empty or reversed" if span.start >= span.end else f"leaves the text of {len(article.text)} code points"
        )
        raise _WrongError("bad_span", f"{where} is at {span.start}:{span.end}, which {why}")


def _check_value(filler: Filler, slot: SlotType, where: str, schema: Schema) -> None:
    """Accept, in a slot that takes several kinds, a value that is right for any of them."""
    complaints = [_value_complaint(filler.value, kind, slot, schema) for kind in slot.kinds]
    if all(complaints):
        raise _WrongError("bad_value", f"{where} {complaints[0]}")


def _value_complaint(value: object, kind: str, slot: SlotType, schema: Schema) -> str | None:
    if kind == "enum":
        right = isinstance(value, str) and value in slot.values
        return None if right else f"has value {_shown(value)}, not one of {', '.join(slot.values)}"
    if value is None:
        return None
    if kind == "number":
        right = _is_number(value) and abs(value) <= LARGEST_NUMBER
        return None if right else f"has value {_shown(value)}, not a number within ±2^53"
    if not isinstance(value, str):
        return f"has value {_shown(value)}, not a string"
    if kind == "date":
        complaint = _valid_date(value)
        return f"has value {_shown(value)}: {complaint}" if complaint else None
    asked = None if kind in PLAIN else asked_kind(schema, kind)
    complaint = None if asked is None else asked.complaint(value)
    return f"has value {_shown(value)}: {complaint}" if complaint else None


def _is_number(value: object) -> TypeGuard[int | float]:
    return type(value) is int or (type(value) is float and math.isfinite(value))


def _is_unicode(words: str) -> bool:
    """Tell what files can hold from lone surrogates, which are strings to Python only."""
    try:
        words.encode()
    except UnicodeEncodeError:
        return False
    return True


def _one_of(value: object, names: tuple[str, ...], where: str) -> None:
    if not isinstance(value, str) or value not in names:
        raise _WrongError("bad_value", f"{where} is {_shown(value)}, not one of {', '.join(names)}")


def _shown(value: object) -> str:
    """Show a stranger's value in one short line of visible characters, whatever its `repr` does.

    Only plain values show themselves: the `repr` of an object may hold its address, which differs each time.
    """
    if value is None or type(value) in (str, int, float, bool):
        try:
            line = repr(value)
        except ValueError:  # an integer too long to be written
            line = "an integer of thousands of digits"
        return brief(line, 80)
    return f"a {type(value).__name__}"
