"""EDTF (ISO 8601-2) as this harness uses it: is a value valid, and do two values say the same day, month or year.

Day, month, year, the unspecified `X`, intervals, open intervals, seasons (as the northern months) and sets are compared
by what they say; the qualifiers `~ ? %` and times of day are not compared, and what is beyond that (`Y17E7`) is only
equal to itself.
"""

import re
from functools import lru_cache
from typing import NamedTuple

_LONGEST = 64  # code points of a value; longer ones are no dates that a person wrote
_PLAIN = re.compile(r"([0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?")
_FULL_DATE = re.compile(r"([0-9]{4}|[0-9X]{3}X)-([0-9]{2})-([0-9]{2})(?![0-9])")
_QUALIFIERS = re.compile(r"[~?%]")
_TIME = re.compile(r"(?<=[0-9]{4}-[0-9]{2}-[0-9]{2})T.*")
_OPEN = ("", "..")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NAMES = "January February March April May June July August September October November December"
_MONTHS = _NAMES.split()
_SEASONS = {21: {3, 4, 5}, 22: {6, 7, 8}, 23: {9, 10, 11}, 24: {12, 1, 2}}

_Day = tuple[int, int, int]


class _Point(NamedTuple):
    """What one date says; None where it says nothing. A season says several months, `201X` has its year's pattern."""

    year: str | None
    months: frozenset[int] | None
    day: int | None


class PlainDate(NamedTuple):
    """One day, month, season or year: `year` -1, `months` (bit m for month m) 0 and `day` 0 where it says none."""

    year: int
    months: int
    day: int


class _Stretch(NamedTuple):
    """From one point to another; the same point twice is a plain date, None an open end."""

    start: _Point | None
    end: _Point | None


def check_date(value: str) -> str | None:
    """What is wrong with `value` as an EDTF date, in one sentence for the person who wrote it; None if it is valid."""
    reason = _reason(value)
    if reason is None:
        return None
    shown = value if len(value) <= _LONGEST else value[:_LONGEST] + "..."
    return f"{shown!r} is no valid date: {reason}; write EDTF, such as 2013-01-28, 2013-01, XXXX-01-18 or XXXX-12"


def compare_dates(gold: str, found: str) -> float:
    """1.0 where the dates say the same, 0.5 where one says it more coarsely, 0.0 where they contradict. Symmetric.

    Year, month and day are compared one by one. Any that both say and that differ: 0. None that both say: 0. A year
    left open (`XXXX`) on either side costs nothing: `XXXX-01-18` and `2013-01-18` are 1. Otherwise, where one side
    says more, 0.5: `2013-01` and `2013-01-18`, `201X` and `2013`, a date inside an interval. A value that is no EDTF
    equals only itself.
    """
    if gold == found:
        return 1.0
    a, b = _parse(gold), _parse(found)
    if len(a) == 1 and len(b) == 1:
        return _compare_stretches(a[0], b[0])
    credits = [[_compare_stretches(x, y) for y in b] for x in a]
    if not credits or not credits[0] or not any(map(any, credits)):
        return 0.0
    same = all(1.0 in row for row in credits) and all(1.0 in column for column in zip(*credits, strict=True))
    return 1.0 if same else 0.5


def plain_date(value: str) -> PlainDate | None:
    """What `value` says, if it is one date whose year is known or wholly open; None for all else.

    For two plain dates `compare_dates` is a matter of these three numbers.
    """
    parsed = _parse(value)
    if len(parsed) != 1 or parsed[0].start is None or parsed[0].start != parsed[0].end:
        return None
    year, months, day = parsed[0].start
    if year is not None and not year.isdecimal():
        return None
    return PlainDate(-1 if year is None else int(year), sum(1 << month for month in months or ()), day or 0)


def _reason(value: str) -> str | None:
    if len(value) > _LONGEST:
        return f"it is longer than {_LONGEST} characters"
    if value != value.strip():
        return "there is a blank around it"
    for year, month, day in _FULL_DATE.findall(value):
        if problem := _impossible(year, month, day):
            return problem
    if plain := _PLAIN.fullmatch(value):
        return _impossible(*plain.groups())
    start, slash, end = value.partition("/")
    if slash and _PLAIN.fullmatch(start) and _PLAIN.fullmatch(end) and not (_reason(start) or _reason(end)):
        return "it ends before it starts" if _ends_first(value) else None
    if slash and not _reason(start or end) and "X" not in value and (start in _OPEN) != (end in _OPEN):
        point = start if end in _OPEN else end
        if _PLAIN.fullmatch(point):
            return _reason(point)
    if _known_to_edtf(value):
        return None
    if slash and "X" in value and (start in _OPEN or end in _OPEN):
        return "an open interval needs its year (a fact without one has the slots start and end)"
    return "it is not EDTF"


def _known_to_edtf(value: str) -> bool:
    from edtf import parse_edtf  # 0.2 s, and only unusual forms need it

    try:
        parse_edtf(value)
    except Exception:  # besides its own error the parser raises TypeError and ValueError for some malformed input
        return False
    return True


def _impossible(year: str, month: str | None, day: str | None) -> str | None:
    """Why there is no such day or month, or None."""
    if month is None or month == "XX":
        return None if day is None or day == "XX" or 1 <= int(day) <= 31 else f"no month has a day {int(day)}"
    number = int(month)
    if day is None and number in _SEASONS and "X" not in year:
        return None
    if not 1 <= number <= 12:
        return f"there is no month {month}"
    if day is None or day == "XX":
        return None
    if not 1 <= int(day) <= _DAYS[number - 1]:
        return f"{_MONTHS[number - 1]} has no day {int(day)}"
    if number == 2 and day == "29" and "X" not in year and not _leap(int(year)):
        return f"February {year} has no day 29"
    return None


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _ends_first(interval: str) -> bool:
    start, _, end = interval.partition("/")
    first, last = _point(start), _point(end)
    if first is None or last is None or first.year is None or last.year is None:
        return False  # an interval without a year may cross New Year
    return _last(last, 0) < _first(first, 0)


@lru_cache(maxsize=4096)
def _parse(value: str) -> tuple[_Stretch, ...]:
    """The stretches that a value may mean: one, several for a set, none if it is not valid or beyond this module."""
    if _reason(value) is not None:
        return ()
    value = _QUALIFIERS.sub("", _TIME.sub("", value))
    if value[:1] in ("[", "{"):
        parts = [part.replace("..", "/") if ".." in part.strip(".") else part for part in value[1:-1].split(",")]
        stretches = [_stretch(part.strip()) for part in parts]
    else:
        stretches = [_stretch(value)]
    return tuple(s for s in stretches if s is not None) if None not in stretches else ()


def _stretch(value: str) -> _Stretch | None:
    start, slash, end = value.partition("/")
    if not slash:
        point = _point(start)
        return None if point is None else _Stretch(point, point)
    ends = [None if end in _OPEN else _point(end) for end in (start, end)]
    unknown = [point is None and end not in _OPEN for point, end in zip(ends, (start, end), strict=True)]
    return None if any(unknown) else _Stretch(*ends)


def _point(value: str) -> _Point | None:
    found = _PLAIN.fullmatch(value)
    if found is None:
        return None
    year, month, day = found.groups()
    number = None if month in (None, "XX") else int(month)
    months = None if number is None else frozenset(_SEASONS.get(number, {number}))
    return _Point(None if year == "XXXX" else year, months, None if day in (None, "XX") else int(day))


def _compare_stretches(a: _Stretch, b: _Stretch) -> float:
    plain = a.start == a.end, b.start == b.end
    if all(plain) and a.start is not None and b.start is not None:
        return _compare_points(a.start, b.start)
    if not any(plain) and _same_end(a.start, b.start) and _same_end(a.end, b.end):
        return 1.0
    if not _said(a) & _said(b):
        return 0.0
    years = {int(p.year) for p in (*a, *b) if p is not None and p.year is not None and p.year.isdecimal()} or {2000}
    near = sorted({year + step for year in years for step in (-1, 0, 1)})
    return 0.5 if any(_contains(a, b, year) or _contains(b, a, year) for year in near) else 0.0


def _compare_points(a: _Point, b: _Point) -> float:
    spoken, coarser = False, False
    if a.year is not None and b.year is not None:
        if any(x != y and "X" not in (x, y) for x, y in zip(a.year, b.year, strict=True)):
            return 0.0
        spoken, coarser = True, a.year != b.year
    if a.months is not None and b.months is not None:
        if not a.months & b.months:
            return 0.0
        spoken, coarser = True, coarser or a.months != b.months
    if a.day is not None and b.day is not None:
        if a.day != b.day:
            return 0.0
        spoken = True
    coarser = coarser or (a.months is None) != (b.months is None) or (a.day is None) != (b.day is None)
    return 0.0 if not spoken else 0.5 if coarser else 1.0


def _same_end(a: _Point | None, b: _Point | None) -> bool:
    return a is b if a is None or b is None else _compare_points(a, b) == 1.0


def _said(stretch: _Stretch) -> set[str]:
    points = [point for point in stretch if point is not None]
    return {name for point in points for name in _Point._fields if getattr(point, name) is not None}


def _contains(outer: _Stretch, inner: _Stretch, year: int) -> bool:
    """Whether `inner` lies within `outer`, a year left open being `year`, or the next in an interval over New Year."""
    first, last = _limits(outer, year)
    inner_first, inner_last = _limits(inner, year)
    return first <= inner_first and inner_last <= last


def _limits(stretch: _Stretch, year: int) -> tuple[_Day, _Day]:
    first = (-1, 0, 0) if stretch.start is None else _first(stretch.start, year)
    last = (10**5, 0, 0) if stretch.end is None else _last(stretch.end, year)
    if last < first and stretch.end is not None and stretch.end.year is None:
        last = _last(stretch.end, first[0] + 1)
    return first, last


def _first(point: _Point, year: int) -> _Day:
    said = int(point.year.replace("X", "0")) if point.year else year
    return said, min(point.months or {1}), point.day or 1


def _last(point: _Point, year: int) -> _Day:
    said = int(point.year.replace("X", "9")) if point.year else year
    return said, max(point.months or {12}), point.day or 31
