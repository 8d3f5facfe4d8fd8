"""Dates that a text writes out: a month with or without its day and year, days in digits, seasons, decades, years.

Ranges are intervals: `August 23-24, 2017` is `2017-08-23/2017-08-24`; `and` makes one only of neighbouring days or
behind `between`, otherwise the first date is read. A day that its month does not have makes no date (`February 30`),
unless more words follow that the number may count (`In February 30 people ...` is February).
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from harness.normalise.dateline import resolve_month, resolve_year
from harness.normalise.edtf_dates import check_date

DAY, MONTH_AND_YEAR, MONTH_ALONE = 3, 2, 1


class Written(NamedTuple):
    """A date that stands in a text: how fine it is (`DAY` is the finest), and its EDTF."""

    fineness: int
    date: str


_SHORT = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS = {name: number for number, name in enumerate(_SHORT.split(), start=1)}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_FROM = r"[0-9]{1,2}(?:st|nd|rd|th)?"
_NUMERAL = rf"{_FROM}(?![0-9a-z]|,[0-9]{{3}}\b|[.:/][0-9])"
_PLAIN_YEAR = r"(?:1[5-9]|20)[0-9]{2}(?![0-9])"
_YEAR = rf"(?:{_PLAIN_YEAR}|(?:last|this|next) year\b)"
_TO = r" ?[-/] ?| (?:to|and|until|till|through) "
_OUTSIDE = r"(?<![0-9.,:/-])"


def _pattern(template: str) -> re.Pattern[str]:
    """A pattern from a template in which `<x:MONTH>` is a group named x, and ` YEAR?` an optional year behind it."""
    parts = {"MONTH": _MONTH, "DAY": _NUMERAL, "FROM": _FROM, "YEAR": _YEAR}
    named = re.sub(r"<(\w+):(\w+)>", lambda m: f"(?P<{m[1]}>{parts[m[2]]})", template)
    return re.compile(named.replace("BEHIND", ",?(?: of)? ?"), re.IGNORECASE)


_DAY_MONTH = rf"{_OUTSIDE}<d#:DAY>(?: day)?(?: of)? <m#:MONTH>"
_MONTH_DAY = r"\b<M#:MONTH>(?:,? (?:the )?<D#:DAY>)?"
_SIDE = rf"(?:{_DAY_MONTH}|{_MONTH_DAY})(?:BEHIND<y#:YEAR>)?"

_DAYS_MONTH = _pattern(rf"{_OUTSIDE}<a:FROM>(?P<to>{_TO})<b:DAY>(?: of)? <m:MONTH>(?:BEHIND<y:YEAR>)?")
_MONTH_DAYS = _pattern(rf"\b<m:MONTH> (?:the )?<a:FROM>(?P<to>{_TO})(?:the )?<b:DAY>(?! {_MONTH})(?:BEHIND<y:YEAR>)?")
_PAIR = _pattern(_SIDE.replace("#", "1") + rf"(?P<to>{_TO})" + _SIDE.replace("#", "2"))
_SINGLE = _pattern(_SIDE.replace("#", "1"))
_SEASON = _pattern(r"\b(?P<season>spring|summer|autumn|fall|winter)BEHIND<y:YEAR>")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_IN_DIGITS = re.compile(
    r"(?<![0-9A-Za-z./-])(?:(?P<year>[12][0-9]{3})(?P<s>[-/.])(?P<month>[0-9]{1,2})(?:(?P=s)(?P<day>[0-9]{1,2}))?"
    r"|(?P<a>[0-9]{1,2})(?P<t>[-/.])(?P<b>[0-9]{1,2})(?P=t)(?P<last>[12][0-9]{3}))(?![0-9/-]|\.[0-9]|[A-SU-Za-z])"
)
_DECADE = re.compile(r"(?<![0-9A-Za-z,./])([12][0-9]{2})0'?s\b")
_YEARS = re.compile(rf"(?<![0-9A-Za-z.,:/-])({_PLAIN_YEAR})(?:{_TO})({_PLAIN_YEAR})(?![/-])")
_YEAR_ALONE = re.compile(
    rf"(?:(?<=mid-)|(?<=early-)|(?<=late-)|(?<![0-9A-Za-z.,:/$€£-]))({_PLAIN_YEAR})(?![A-Za-z%/-]|[.,:][0-9])",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"\b(?:in|since|until|till|of|by|early|late|mid|during|from|before|after|through|between|end|last|this|next)[ -]$",
    re.IGNORECASE,
)
_RELATIVE_MONTH = re.compile(r"\b(last|this|next) $", re.IGNORECASE)
_STRAY_DAY = re.compile(rf"(?:^| ){_NUMERAL}(?: of)? $", re.IGNORECASE)
_WIDEST = 16  # characters looked at before a month


def read_written(text: str, published: str | None) -> Written | None:
    """The finest date with a month in `text` (white space folded), the first of them; `last year` needs `published`."""
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str | None], str | None]], ...] = (
        (_DAYS_MONTH, _days),
        (_MONTH_DAYS, _days),
        (_PAIR, _pair),
        (_SINGLE, _single),
        (_SEASON, _season),
        (_IN_DIGITS, _digits),
    )
    found = [
        (-_fineness(date), match.start(), -match.end(), date)
        for pattern, reader in readers
        for match in pattern.finditer(text)
        if (date := reader(match, published))
    ]
    if not found:
        return None
    fineness, *_, date = min(found)
    return Written(-fineness, date)


def read_year(text: str) -> str | None:
    """A decade, two years or one year alone: `the 1990s` is `199X`, `2013-2014` `2013/2014`, `mid-2014` `2014`."""
    if decade := _DECADE.search(text):
        return decade[1] + "X"
    if any(match["y1"] for match in _SINGLE.finditer(text)):
        return None  # a day that does not exist, with its year
    if (years := _YEARS.search(text)) and years[1] < years[2]:
        return f"{years[1]}/{years[2]}"
    year = _YEAR_ALONE.search(text)
    return year[1] if year else None


def _fineness(date: str) -> int:
    first = date.partition("/")[0]
    if first.count("-") == 2:
        return DAY
    return MONTH_ALONE if first.startswith("X") else MONTH_AND_YEAR


def _point(month: str, day: str | None, year: str) -> str | None:
    """EDTF, or None where there is no such day."""
    date = f"{year}-{_MONTHS[month[:3].lower()]:02}" + (f"-{int(re.sub('[a-z]+', '', day.lower())):02}" if day else "")
    return date if check_date(date) is None else None


def _year_of(words: str | None, published: str | None) -> str:
    return (words and resolve_year(words, published)) or "XXXX"


def _interval(match: re.Match[str], start: str | None, end: str | None) -> str | None:
    """From one date to the other; None where the words between them do not say that it goes on."""
    if start is None or end is None or start[-5:] == end[-5:] or check_date(interval := f"{start}/{end}"):
        return None
    if match["to"].strip().lower() != "and":
        return interval
    neighbours = start[:-2] == end[:-2] and int(end[-2:]) - int(start[-2:]) == 1
    between = match.string[max(0, match.start() - 8) : match.start()].lower() == "between "
    return interval if neighbours or between else None


def _days(match: re.Match[str], published: str | None) -> str | None:
    """`August 23-24, 2017`, `3 to 5 March`."""
    year = _year_of(match["y"], published)
    start, end = (_point(match["m"], match[side], year) for side in ("a", "b"))
    return _interval(match, start, end) if start and end and start < end else None


def _pair(match: re.Match[str], published: str | None) -> str | None:
    """`August 31-September 1, 2017`, `November to January`: the year of the end is that of the start where it fits."""
    sides = [_side(match, n) for n in "12"]
    if any(day is None and not _is_month(match, group) for group, day, _ in sides):
        return None
    (first, first_day, first_year), (last, last_day, last_year) = sides
    end = _point(match[last], last_day, _year_of(last_year, published))
    start = _point(match[first], first_day, _year_of(first_year or last_year, published))
    if start and end and not first_year and end[:4].isdecimal() and start[4:] > end[4:]:
        start = _point(match[first], first_day, f"{int(end[:4]) - 1:04}")  # over New Year
    return _interval(match, start, end)


def _single(match: re.Match[str], published: str | None) -> str | None:
    """`January 18`, `28 January 2013`, `November 2012`, `December`."""
    group, day, year = _side(match, "1")
    behind = match.string[match.end() : match.end() + 3].strip(" .,;:!?)\"'")
    if day is not None and (date := _point(match[group], day, _year_of(year, published))):
        return date
    if (day is not None and (year or not behind)) or not _is_month(match, group):
        return None
    before = match.string[max(0, match.start(group) - _WIDEST) : match.start(group)]
    if year is None and (which := _RELATIVE_MONTH.search(before)):
        return _point(match[group], None, resolve_month(which[1], _MONTHS[match[group][:3].lower()], published))
    return _point(match[group], None, _year_of(year, published))


def _side(match: re.Match[str], n: str) -> tuple[str, str | None, str | None]:
    """The group that holds the month, the day and the year."""
    month_first = match[f"M{n}"] is not None
    return f"M{n}" if month_first else f"m{n}", match[f"D{n}" if month_first else f"d{n}"], match[f"y{n}"]


def _is_month(match: re.Match[str], group: str) -> bool:
    """Whether a month without a day is one: `may`, `march` and short names are other words too."""
    name, start, end = match[group].rstrip("."), match.start(group), match.end(group)
    before = match.string[max(0, start - _WIDEST) : start]
    if _STRAY_DAY.search(before):
        return False  # "30 February"
    if (len(name) > 4 and name.lower() != "march") or match.end() > end:
        return True  # a long name, or a year behind it
    whole = not before.strip(" .,;:()\"'") and not match.string[end:].strip(" .,;:()\"'")
    shortened = name.lower() not in ("may", "march", "june", "july")
    if shortened and not match[group].endswith("."):
        return whole
    clear = name.lower() in ("june", "july") or whole or _PREPOSITION.search(before) is not None
    return clear or (name[0].isupper() and (name.lower() == "march" or bool(before.strip())))


def _season(match: re.Match[str], published: str | None) -> str | None:
    year = resolve_year(match["y"], published)
    return year and f"{year}-{_SEASONS[match['season'].lower()]}"


def _digits(match: re.Match[str], published: str | None) -> str | None:
    """`2013-01-28`, `2013/1`, `28.01.2013`; the year alone where day and month cannot be told apart (`03/04/2013`)."""
    if match["year"]:
        date = f"{match['year']}-{int(match['month']):02}" + (f"-{int(match['day']):02}" if match["day"] else "")
    else:
        a, b, year = int(match["a"]), int(match["b"]), match["last"]
        if match["t"] == "." or a > 12 or a == b:
            a, b = b, a  # the day comes first
        elif b <= 12:
            return year
        date = f"{year}-{a:02}-{b:02}"
    return date if check_date(date) is None else None
