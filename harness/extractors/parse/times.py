"""Dates in a parsed passage: where they stand, what they mean, and which verb or noun they date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from harness.extractors.parse.tree import Tree, Word, Words
from harness.normalise.dates import read_date
from harness.normalise.numbers import read_number

When = Literal["date", "start", "end"]

_FULL_MONTH = "January|February|March|April|June|July|August|September|October|November|December"
_MONTH = rf"(?:{_FULL_MONTH}|May|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d\b"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_NUMBER = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3})"
_AFTER = "|".join(rf"(?<=\b{word}\s)" for word in ("[Ii]n", "[Ss]ince", "during", "until", "by", "from", "of"))
_BEFORE_MAY = "|".join(
    rf"(?<=\b{word}[\s-])" for word in ("[Ii]n", "[Ss]ince", "[Bb]y", "[Uu]ntil", "early", "late", "mid", "for")
)
_DATE = re.compile(
    rf"""\b(?:
        (?:{_WEEKDAY},?\s+)?(?:
            {_DAY}(?:\s+of)?\s+{_MONTH}(?:,?\s+{_YEAR})?
          | {_MONTH}\s+{_DAY}\b(?!,\d{{3}})(?:,?\s+{_YEAR})?
        )
      | {_MONTH}\s+(?:of\s+)?{_YEAR}
      | (?:(?:[Ll]ast|[Nn]ext|[Tt]his)\s+)?(?:{_WEEKDAY}s?|{_FULL_MONTH})\b
      | (?:{_BEFORE_MAY}|(?:[Ll]ast|[Nn]ext|[Tt]his)\s+)May\b
      | (?:{_AFTER})(?:(?:early|late|mid-?)\s*)?{_YEAR}
      | [Yy]esterday | [Tt]oday | [Tt]omorrow | [Tt]onight | [Tt]his\s+(?:morning|afternoon|evening)
      | (?:[Ll]ast|[Nn]ext|[Tt]his)\s+(?:week|month|year|summer|winter|spring|autumn|night)
      | {_NUMBER}\s+(?:days?|weeks?|months?|years?)\s+ago
    )\b""",
    re.VERBOSE,
)
_COUNTED = re.compile(
    rf"\b(?:(?P<number>{_NUMBER})\s+(?P<unit>day|week)s?\s+(?P<way>earlier|before|later|after|afterwards)\b"
    r"|the\s+(?P<step>next|following|previous|same)\s+day\b)",
    re.IGNORECASE,
)
"""Days counted from another day of the text: "three days later", "the next day"."""
_BACK = re.compile(
    rf"\b(?:(?:over|in|during|within|for)\s+the\s+(?P<span>(?:last|past)\s+(?P<count>{_NUMBER})\s+(?P<units>month|year)s?)"
    rf"|(?P<earlier>(?P<many>{_NUMBER})\s+(?P<unit>month|year)s?\s+(?:earlier|before)))\b",
    re.IGNORECASE,
)
"""Months and years counted back from the dateline: "over the last two months", "a year earlier"."""
_ANY_YEAR = 2001
"""No leap year: what "the day after February 28" is in a year that nobody named."""
_DAY_OF = re.compile(r"(?P<year>\d{4}|XXXX)-(?P<month>\d\d)-(?P<day>\d\d)\Z")
_ONLY_WEEKDAY = re.compile(rf"{_WEEKDAY}\Z")
_RANGE = re.compile(rf"({_MONTH})\s+(\d{{1,2}})\s*[-–]\s*(\d{{1,2}})(?:,?\s+((?:19|20)\d\d))?\b")


@dataclass(frozen=True, slots=True)
class Time:
    """A date as written at `span`, in EDTF (`value`, None where it cannot be resolved), and what it is the date of."""

    span: Words
    value: str | None
    role: When


def times(doc: Tree, published: str | None, anchor: str | None = None) -> list[Time]:
    """Return the dates of a passage in text order; a weekday without a dateline has no value.

    `anchor` is the last day (EDTF) that the article named before the passage: "the next day" counts from it.
    """
    found: list[Time] = []
    covered = -1
    text = doc.text
    matches = list(_DATE.finditer(text))
    lower = text.lower()  # most passages have none of the rarer ways to tell a day
    if "day" in lower or "week" in lower:
        matches += _COUNTED.finditer(text)
    if "month" in lower or "year" in lower:
        matches += _BACK.finditer(text)
    if "-" in text or "–" in text:
        matches += _RANGE.finditer(text)
    for match in sorted(matches, key=lambda match: (match.start(), -match.end())):
        if match.start() < covered:
            continue
        if match.re is _RANGE:
            made = list(_range(doc, match, published))
        elif match.re is _BACK:
            made = list(_back(doc, match, published))
        elif match.re is _COUNTED:
            made = list(_counted(doc, match, anchor))
        else:
            made = list(_single(doc, match, published))
        if made:
            found += made
            covered = match.end()
            if len(found) > len(made) and _is_range(doc, found[-2].span, found[-1].span):
                found[-2:] = replace(found[-2], role="start"), replace(found[-1], role="end")
            anchor = next((time.value for time in made if _DAY_OF.match(time.value or "")), anchor)
    return found


def _back(doc: Tree, match: re.Match[str], published: str | None) -> Iterator[Time]:
    group = "span" if match["span"] else "earlier"
    span = doc.char_span(match.start(group), match.end(group))
    told = _DAY_OF.match(published or "")
    if span is None or told is None or told["year"] == "XXXX" or _counts_from_clause(span[-1]):
        return
    number = read_number(match["count"] or match["many"])
    steps = int(number.value if number and number.value else 1)
    years = (match["units"] or match["unit"]).lower() == "year"
    months = int(told["year"]) * 12 + int(told["month"]) - 1 - steps * (12 if years else 1)
    if months < 12:
        return  # before the first year that a calendar holds
    value = f"{months // 12:04d}" if years else f"{months // 12:04d}-{months % 12 + 1:02d}"
    yield Time(span, value, "start" if match["span"] else "date")


def _counted(doc: Tree, match: re.Match[str], anchor: str | None) -> Iterator[Time]:
    day = _DAY_OF.match(anchor or "")
    span = doc.char_span(match.start(), match.end())
    if day is None or span is None or _counts_from_clause(span[-1]):
        return
    number = read_number(match["number"]) if match["number"] else None
    days = int((number.value if number and number.value else 1) * (7 if match["unit"] == "week" else 1))
    if match["way"] in ("earlier", "before") or (match["step"] or "").lower() == "previous":
        days = -days
    elif (match["step"] or "").lower() == "same":
        days = 0
    year = int(day["year"]) if day["year"] != "XXXX" else _ANY_YEAR
    try:
        moved = date(year, int(day["month"]), int(day["day"])) + timedelta(days=days)
    except (ValueError, OverflowError):
        return
    shown = "XXXX" if day["year"] == "XXXX" else f"{moved.year:04d}"
    yield Time(span, f"{shown}-{moved.month:02d}-{moved.day:02d}", "date")


def _counts_from_clause(word: Word) -> bool:
    """Tell "a day after" that counts from what follows it: "a day after the rebels attacked"."""
    return word.dep_ == "mark" or any(child.dep_ in ("pobj", "pcomp") for child in word.children)


def is_weekday(time: Time) -> bool:
    """Tell a day that is only known by its name."""
    return _ONLY_WEEKDAY.match(time.span.text) is not None


def coming(time: Time, published: str | None) -> str | None:
    """Return the value of a date that lies ahead: "they are to meet on Monday" means the next one after `published`."""
    day, told = _DAY_OF.match(time.value or ""), _DAY_OF.match(published or "")
    if day is None or told is None or "XXXX" in (day["year"], told["year"]) or not is_weekday(time):
        return time.value
    then, now = (date(*map(int, found.group("year", "month", "day"))) for found in (day, told))
    if then > now:
        return time.value
    try:
        return (then + timedelta(days=7)).isoformat()
    except OverflowError:  # a week after the last one that a calendar holds
        return time.value


def _single(doc: Tree, match: re.Match[str], published: str | None) -> Iterator[Time]:
    span = doc.char_span(match.start(), match.end())
    born = span is not None and any(word.lower_ == "born" for word in doc[max(0, span.start - 2) : span.start])
    if span is not None and not born:
        yield Time(span, read_date(match.group(), published), _role(doc, span))


def _range(doc: Tree, match: re.Match[str], published: str | None) -> Iterator[Time]:
    month, first, last, year = match.groups()
    for day, group, role in ((first, 2, "start"), (last, 3, "end")):
        value = read_date(f"{month} {day}" + (f", {year}" if year else ""), published)
        start = match.start() if group == 2 else match.start(group)
        span = doc.char_span(start, match.end(group))
        if value is not None and span is not None:
            yield Time(span, value, "start" if role == "start" else "end")


def _is_range(doc: Tree, first: Words, last: Words) -> bool:
    """Tell "between May 3 and May 5" and "from May 3 to May 5"."""
    between = doc[first.end : last.start].text.lower()
    opens = doc[first.start - 1].lower_ if first.start else ""
    return (opens, between) in (("between", "and"), ("from", "to"), ("from", "until"), ("from", "through"))


def _role(doc: Tree, span: Words) -> When:
    before = doc[max(0, span.start - 3) : span.start].text.lower().split()
    if not before:
        return "date"
    if before[-1] in ("since", "starting", "from") or " ".join(before).endswith(
        ("since early", "since late", "beginning in")
    ):
        return "start"
    if "ahead of" in doc[max(span.sent.start, span.start - 6) : span.start].text.lower():
        return "end"  # "ahead of the holiday on May 1"
    if before[-1] in ("until", "till", "through") or " ".join(before[-2:]) in ("ahead of", "up to"):
        return "end"
    return "date"
