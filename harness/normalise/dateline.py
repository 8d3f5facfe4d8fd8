"""Dates counted from the dateline: `yesterday`, `on Wednesday`, `last month`, `two weeks ago`, `last December`.

A dateline that knows no day (`2015-09`) gives what can be counted in its months and years. Weeks run from Monday.
"""

import re
from datetime import date, timedelta

from harness.normalise.numbers import read_number

_WEEK = "monday tuesday wednesday thursday friday saturday sunday"
_WEEKDAYS = _WEEK.split()
_NAMED = {
    "day before yesterday": -2,
    "day after tomorrow": 2,
    "yesterday": -1,
    "last night": -1,
    "today": 0,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "tomorrow": 1,
}
_STEPS = {"last": -1, "past": -1, "this": 0, "next": 1, "coming": 1}
_RELATIVE = re.compile(
    rf"\b(?:(?P<named>{'|'.join(_NAMED)})"
    rf"|(?:(?P<which>last|past|this|next|coming) )?(?P<weekday>{'|'.join(_WEEKDAYS)})"
    r"(?:(?: of)? (?P<week>last|this|next) week)?"
    r"|(?P<number>(?:[\w'-]{1,20}(?:[,.]\d{1,9}){0,4} ){1,3}?)(?P<unit>day|week|month|year)s? ago"
    r"|(?P<step>last|past|this|next) (?P<period>week|month|year))\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def read_relative(text: str, published: str | None) -> str | None:
    """EDTF of the first date in `text` that counts from `published`, or None; a day, or coarser where the words are."""
    found = _RELATIVE.search(text)
    if found is None:
        return None
    try:
        return _resolved(found, *_parts(published))
    except (OverflowError, ValueError):  # before the year 1 or after 9999, or no such day
        return None


def resolve_year(words: str, published: str | None) -> str | None:
    """`2013` as it is; `last year`, `this year` and `next year` from the dateline, None without one."""
    if words.isdecimal():
        return words
    year = _parts(published)[0]
    return None if year is None else f"{year + _STEPS[words.split(' ')[0].lower()]:04}"


def resolve_month(which: str, month: int, published: str | None) -> str:
    """The year of `last December`, `this March` or `next May` as seen from the dateline; XXXX where it does not say."""
    year, current, _ = _parts(published)
    if year is None or current is None:
        return "XXXX"
    steps = {"last": -1 if month >= current else 0, "this": 0, "next": 1 if month <= current else 0}
    return f"{year + steps[which.lower()]:04}"


def _parts(published: str | None) -> tuple[int | None, int | None, int | None]:
    """Year, month and day of the dateline, as far as it goes."""
    found = _PUBLISHED.fullmatch(published or "")
    if found is None:
        return None, None, None
    year, month, day = (int(part) if part else None for part in found.groups())
    return year, month, day


def _resolved(found: re.Match[str], year: int | None, month: int | None, day: int | None) -> str | None:
    """What the words mean, counted from the dateline; ValueError or OverflowError outside of the calendar."""
    unit, count = (found["period"] or found["unit"] or "day").lower(), 0
    if found["step"]:
        count = _STEPS[found["step"].lower()]
    elif found["number"]:
        number = read_number(found["number"])
        if number is None or number.precision != "exact" or not isinstance(number.value, int):
            return None
        count = -number.value
    if unit == "year":
        return None if year is None else _year(year + count)
    if unit == "month":
        return None if year is None or month is None else _month(12 * year + month - 1 + count)
    if year is None or month is None or day is None:
        return None
    today = date(year, month, day)
    if found["period"]:
        monday = _monday(today) + timedelta(weeks=count)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if found["named"]:
        return (today + timedelta(days=_NAMED[found["named"].lower()])).isoformat()
    if found["number"]:
        return (today + timedelta(days=count * (7 if unit == "week" else 1))).isoformat()
    return _weekday(found, today).isoformat()


def _weekday(found: re.Match[str], today: date) -> date:
    """The last such day on or before the dateline, unless `last`, `this`, `next` or a week says otherwise."""
    weekday = _WEEKDAYS.index(found["weekday"].lower())
    which, week = (found["which"] or "").lower(), found["week"]
    if week or which == "this":
        return _monday(today) + timedelta(weeks=_STEPS[week.lower()] if week else 0, days=weekday)
    if which in ("next", "coming"):
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    back = (today.weekday() - weekday) % 7
    return today - timedelta(days=back or 7 if which in ("last", "past") else back)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _month(months: int) -> str:
    return f"{_year(months // 12)}-{months % 12 + 1:02}"


def _year(year: int) -> str:
    if not 0 <= year <= 9999:
        raise OverflowError
    return f"{year:04}"
