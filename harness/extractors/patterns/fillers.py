"""What a match says: the words of its named groups as fillers, numbers and dates read."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

import regex

from harness.extractors.patternbook import Pattern
from harness.extractors.patterns.coding import Coded
from harness.facts import Filler, Span
from harness.normalise.dates import read_date
from harness.normalise.numbers import Number, read_number

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Said(NamedTuple):
    """What a match says: its fillers, each slot's in the order of the text, and where all of it stands."""

    filled: dict[str, tuple[Filler, ...]]
    span: Span


def said_by(pattern: Pattern, match: "regex.Match[str]", coded: Coded, published: str | None) -> Said:
    """What a match says: the fillers of every group that took part, once for each time."""
    places, filled = match.allspans(), dict[str, tuple[Filler, ...]]()
    text, begins, width = coded.text, coded.begins, coded.width
    for number, slot, value, kind in pattern.groups:
        taken = places[number]
        if len(taken) > 1:
            taken = _joined(taken, match.start())
        for start, end in taken:
            if end == start:
                continue
            begin = begins[start // width]
            words = text[begin : begins[end // width]].rstrip()
            span = Span(begin, begin + len(words))
            if kind is None:
                filler = Filler(words, value, span)
            elif kind == "date":
                filler = Filler(words, read_day(words, published), span)
            elif read := _number(words):
                filler = Filler(words, read.value, span, read.precision)
            else:
                continue
            filled[slot] = (*filled[slot], filler) if slot in filled else (filler,)
    first, last = pattern.ends
    begin, end = begins[places[first][-1][0] // width], begins[places[last][-1][1] // width]
    return Said(filled, Span(begin, begin + len(text[begin:end].rstrip())))


def _joined(found: Sequence[tuple[int, int]], middle: int) -> list[tuple[int, int]]:
    """Places of a group in order; the halves of a slot that `!`, at the middle, parts are joined."""
    places = sorted(set(found))
    for index, (start, end) in enumerate(places[:-1]):
        if end == middle == places[index + 1][0]:
            places[index : index + 2] = [(start, places[index + 1][1])]
            break
    return places


@lru_cache(maxsize=10_000)
def _number(text: str) -> Number | None:
    return read_number(text)


@lru_cache(maxsize=10_000)
def read_day(text: str, published: str | None) -> str | None:
    """The date that words tell in an article of this day."""
    return read_date(text, published)


def read_day_ahead(text: str, published: str | None) -> str | None:
    """A date of what is still to come when the article was published: of a weekday, the next one.

    A weekday is told from "yesterday" by what it was the day before: the same day.
    """
    day = read_day(text, published)
    if day and published and _DAY.fullmatch(day) and _DAY.fullmatch(published) and day < published:
        with suppress(OverflowError):  # A calendar ends somewhere.
            before = date.fromisoformat(published) - timedelta(days=1)
            if read_day(text, before.isoformat()) == day and not read_day(text, None):
                return (date.fromisoformat(day) + timedelta(days=7)).isoformat()
    return day
