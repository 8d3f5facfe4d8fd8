"""INCIDENT: DATE: `21 JAN 89`, `15 JAN 89 - 21 JAN 89`, or `- 21 JAN 89`, on or before (the default fill).

MUC-4 scoring guidelines, version 7, section 3.2.2.
"""

import re
from dataclasses import dataclass
from datetime import date

from harness.muc4.comparators.credit import Credit

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_DAY = r"(\d{1,2})\s+([A-Z]{3})[A-Z]*\.?\s+(?:19)?(\d\d)"
_SINGLE = re.compile(_DAY)
_RANGE = re.compile(rf"(?:{_DAY}|NIL)?\s*-\s*{_DAY}")
_CLOSE = 2
"""Days by which two dates of one form may differ and still be close ("may be judged fully correct")."""
_LATE = 1
"""Days by which a date may lie before a default fill and still be part of it: the guidelines' own example is one."""


@dataclass(frozen=True, slots=True)
class Span:
    """From `low` to `high`, both days included; `low` is None for the open, default-looking form."""

    low: date | None
    high: date


def compare_dates(key: str, response: str) -> Credit:
    """Credit of one date fill against one alternative of the key; what is no date is right only in the key's words."""
    wanted, given = read_date(key), read_date(response)
    if wanted is None or given is None:
        return Credit.FULL if key.upper().split() == response.upper().split() else Credit.WRONG
    if wanted == given or _close(wanted, given):
        return Credit.FULL
    if given.low is None or wanted.low is None:
        return _by_default(wanted, given)
    inside = wanted.low <= given.low and given.high <= wanted.high
    return Credit.PARTIAL if inside else Credit.WRONG


def _close(wanted: Span, given: Span) -> bool:
    """Whether two single days, or two defaults, are close to one another."""
    single, other = wanted.low == wanted.high, given.low == given.high
    same_form = (single and other) or (wanted.low is None and given.low is None)
    return same_form and abs((wanted.high - given.high).days) <= _CLOSE


def _by_default(wanted: Span, given: Span) -> Credit:
    """Where one of the two is open to the past: the upper anchors decide."""
    if wanted.high == given.high:
        return Credit.PARTIAL
    late = given.low is not None and 0 <= (wanted.high - given.high).days <= _LATE
    return Credit.PARTIAL if late else Credit.WRONG


def read_date(text: str) -> Span | None:
    """A date fill read; None where it is none or names a day that no calendar has."""
    plain = " ".join(text.upper().split())
    if match := _SINGLE.fullmatch(plain):
        day = _day(*match.groups())
        return Span(day, day) if day else None
    if not (match := _RANGE.fullmatch(plain)):
        return None
    first, last = match.groups()[:3], match.groups()[3:]
    low, high = _day(*first) if first[0] else None, _day(*last)
    return Span(low, high) if high and (low or not first[0]) else None


def _day(day: str, month: str, year: str) -> date | None:
    try:
        return date(1900 + int(year), _MONTHS.index(month) + 1, int(day))
    except ValueError:
        return None
