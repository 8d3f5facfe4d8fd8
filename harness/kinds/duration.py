"""`duration`: how long something took, in ISO 8601 (`P3W`, `P1Y6M`, `PT90M`), read off English words too.

Two are equal if they are as many months and as many seconds: a year is 12 months, a week 7 days, a day 24 hours. How
many days a month has nobody can say, so a month is not 30 days. `two to three weeks` is its lower end, as in counts.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta
from fractions import Fraction
from typing import NamedTuple

from isodate import Duration, ISO8601Error, parse_duration

from harness.kinds.protocol import Outcome
from harness.normalise.numerals import Token, numeral_at, tokenise, word_at, words


class _Length(NamedTuple):
    months: Fraction
    seconds: Fraction

    def plus(self, other: "_Length", times: Fraction = Fraction(1)) -> "_Length":
        return _Length(self.months + times * other.months, self.seconds + times * other.seconds)


_NONE = _Length(Fraction(0), Fraction(0))
_DAY, _HOUR, _MINUTE = 86_400, 3_600, 60
_UNITS = {
    **dict.fromkeys(words("second seconds sec secs"), _Length(Fraction(0), Fraction(1))),
    **dict.fromkeys(words("minute minutes min mins"), _Length(Fraction(0), Fraction(_MINUTE))),
    **dict.fromkeys(words("hour hours hr hrs h"), _Length(Fraction(0), Fraction(_HOUR))),
    **dict.fromkeys(words("day days"), _Length(Fraction(0), Fraction(_DAY))),
    **dict.fromkeys(words("week weeks"), _Length(Fraction(0), Fraction(7 * _DAY))),
    **dict.fromkeys(words("fortnight fortnights"), _Length(Fraction(0), Fraction(14 * _DAY))),
    **dict.fromkeys(words("month months"), _Length(Fraction(1), Fraction(0))),
    **dict.fromkeys(words("year years yr yrs"), _Length(Fraction(12), Fraction(0))),
    **dict.fromkeys(words("decade decades"), _Length(Fraction(120), Fraction(0))),
    **dict.fromkeys(words("century centuries"), _Length(Fraction(1200), Fraction(0))),
}
_BETWEEN = words("full whole more further additional extra other long consecutive straight calendar odd solid of")
_ARTICLES = ("a", "an")
_PARTS = {"half": Fraction(1, 2), "quarter": Fraction(1, 4)}
_ISO = re.compile(r"P(?=[\dT])[\dYMWDTHS.,:-]{1,60}", re.ASCII)
_HYPHEN = re.compile(r"(?<=\w)[-‐‑](?=[^\W\d])")  # "three-week", not "10-15"
_GLUED = re.compile(r"(?<=\d)(?=(?:hrs?|h|mins?|secs?|yrs?)\b)", re.IGNORECASE)


_CLOCK = re.compile(r"\b(\d+) ?h ?(\d+) ?m\b", re.IGNORECASE)  # of itself "30m" may be metres


class DurationKind:
    """Durations that are equally long."""

    def normalise(self, words: str) -> str | None:
        """The duration as ISO 8601 in its fewest terms, such as `P1Y6M` or `P21D`; None where there is none."""
        length = _iso(words) if _ISO.fullmatch(words) else _said(words)
        if length is None or length == _NONE or length.months.denominator > 1 or length.seconds.denominator > 1:
            return None
        years, months = divmod(int(length.months), 12)
        minutes, seconds = divmod(int(length.seconds), 60)
        hours, minutes = divmod(minutes, 60)
        days, hours = divmod(hours, 24)
        date = "".join(f"{number}{unit}" for number, unit in ((years, "Y"), (months, "M"), (days, "D")) if number)
        time = "".join(f"{number}{unit}" for number, unit in ((hours, "H"), (minutes, "M"), (seconds, "S")) if number)
        return f"P{date}{'T' if time else ''}{time}"

    def check(self, value: str) -> str | None:
        """A value is ISO 8601, of whole months and seconds."""
        right = _ISO.fullmatch(value) and self.normalise(value)
        return None if right else "it is no ISO 8601 duration such as P3W, P1Y6M or PT90M"

    def blocks(self, form: str) -> Iterable[str]:
        """None: only equal durations earn credit."""
        return ()

    def compare(self, gold: str, found: str) -> Outcome:
        """Wrong, as they differ."""
        return "incorrect"


def _iso(value: str) -> _Length | None:
    try:
        read = parse_duration(value)  # type: ignore[no-untyped-call,unused-ignore]
        days = read.tdelta if isinstance(read, Duration) else read
        months = Fraction(read.years) * 12 + Fraction(read.months) if isinstance(read, Duration) else Fraction(0)
    except (ISO8601Error, ValueError, ArithmeticError):  # OverflowError among the last
        return None
    return _Length(months, Fraction(days // timedelta(microseconds=1), 10**6))


def _said(text: str) -> _Length | None:
    """The sum of what is said in units: `a year and a half`, `two years, three months`; None where nothing is."""
    tokens = tokenise(_GLUED.sub(" ", _HYPHEN.sub(" ", _CLOCK.sub(r"\1 h \2 min", text))))
    found = next((term for at in range(len(tokens)) if (term := _term(tokens, at))), None)
    length = _NONE
    while found is not None:
        unit, number, at = found
        half = [word_at(tokens, i) for i in range(at, at + 3)] == ["and", "a", "half"]
        if half and word_at(tokens, at + 3) not in _UNITS:
            number, at = number + Fraction(1, 2), at + 3
        length = length.plus(unit, number)
        joined = word_at(tokens, at) in ("and", ",")
        at += joined + (word_at(tokens, at + 1) == "and")
        # "five days a week" is five days, "an hour and a quarter of an hour" more than one.
        found = _term(tokens, at) if joined or word_at(tokens, at) not in _ARTICLES else None
    return None if length == _NONE else length


def _term(tokens: Sequence[Token], at: int) -> tuple[_Length, Fraction, int] | None:
    """A unit, how many of it, and where they end, if they start here; `a few` and `several` are no number."""
    numeral = numeral_at(tokens, at)
    word, end = word_at(tokens, at), at + 1
    if numeral is not None:
        number, end = numeral.value, numeral.end
    elif word in _ARTICLES and word_at(tokens, end) not in _PARTS:
        number = Fraction(1)
    else:
        end += word in _ARTICLES
        part = _PARTS.get(word_at(tokens, end - 1))
        if part is None:
            return None
        number = part
        end += word_at(tokens, end) == "of"
        end += word_at(tokens, end) in _ARTICLES
    while word_at(tokens, end) in _BETWEEN:
        end += 1
    unit = _UNITS.get(word_at(tokens, end))
    return None if unit is None else (unit, number, end + 1)
