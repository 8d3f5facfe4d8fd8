"""What a match says: the words of its named groups as fillers, numbers and dates read."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache

from harness.extractors.patternbook import Pattern
from harness.extractors.patterns.expression import Hit, Place
from harness.facts import Filler, Span
from harness.normalise.dates import read_date
from harness.normalise.numbers import Number, read_number

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def said_by(
    pattern: Pattern, hit: Hit, text: str, begins: Sequence[int], published: str | None
) -> tuple[dict[str, tuple[Filler, ...]], Span]:
    """What a match says, and where it stands: each slot's fillers, in order, one for every time its group took part.

    `begins` says where in the text each word begins.
    """
    filled: dict[str, tuple[Filler, ...]] = {}
    groups = pattern.groups
    for number, start, end in joined(hit):
        slot, value, kind = groups[number]
        begin = begins[start]
        words = text[begin : begins[end]].rstrip()
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
    begin, end = begins[hit.begin], begins[hit.end]
    return filled, Span(begin, begin + len(text[begin:end].rstrip()))


def joined(hit: Hit) -> list[Place]:
    """The places of a match, each once, by slot and in order; the halves of a slot that `!` parts are one."""
    places = hit.places
    if len(places) < 2:
        return places
    places = sorted(set(places))
    for index in range(len(places) - 1, 0, -1):
        slot, begin, end = places[index]
        if begin == hit.at and places[index - 1][::2] == (slot, begin):
            places[index - 1 : index + 1] = [(slot, places[index - 1][1], end)]
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
