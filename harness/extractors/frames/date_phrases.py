"""Where a date stands among tokens: "January 18", "18 January 2013", "Sept. 5", "August 23-24, 2017", "last week"."""

from collections.abc import Sequence

from harness.extractors.frames.tokens import Tokens
from harness.extractors.frames.words import MONTHS, NUMBER_WORDS, WEEKDAYS, word_set

_UNITS = word_set(
    "day days week weeks month months year years night nights morning afternoon evening weekend spring summer "
    "autumn winter"
)
_TIMES_OF_DAY = frozenset(["morning", "afternoon", "evening", "night"])
_SHORT = frozenset(month for month in MONTHS if len(month) <= 4) - {"may", "june", "july"}
_NEAR = word_set("last next this past previous")
OPENERS = (
    frozenset(MONTHS)
    | WEEKDAYS
    | NUMBER_WORDS
    | _NEAR
    | word_set("yesterday today tomorrow tonight a several the that")
)
"""Words in letters that a date may begin with."""


def date_phrase(tokens: Tokens, tags: Sequence[str], i: int) -> int:
    """Return where the date that begins at token i ends, or i: none begins where a form has no `dates`."""
    lower = tokens.lower[i]
    if lower == "the" or lower == "that":  # first, as most are
        if i + 2 < len(tokens.text) and tokens.lower[i + 2] in _UNITS:
            return i + 3 if tokens.lower[i + 1] in ("following", "next", "same", "previous") else i
        return i
    if lower in MONTHS and tokens.text[i][0].isupper():
        return _after_month(tokens, i)
    if lower in WEEKDAYS or lower in ("yesterday", "today", "tomorrow", "tonight"):
        return _after_weekday(tokens, i)
    if lower[0].isdigit():
        return _after_number(tokens, tags, i)
    if lower in _NEAR and i + 1 < len(tokens.text):
        after = tokens.lower[i + 1]
        if after in _UNITS or (after in MONTHS and after != "may") or after in WEEKDAYS:
            return _after_weekday(tokens, i + 1) if after in WEEKDAYS else i + 2
    if lower in NUMBER_WORDS or lower in ("a", "several"):
        return _ago(tokens, i)
    return i


def _day(tokens: Tokens, i: int) -> bool:
    if i >= len(tokens.text):
        return False
    word = tokens.lower[i].removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    return word.isdecimal() and word.isascii() and len(word) <= 2 and 1 <= int(word) <= 31


def _year(tokens: Tokens, i: int) -> bool:
    if i >= len(tokens.text):
        return False
    word = tokens.lower[i]
    return len(word) == 4 and word.isdecimal() and word.isascii() and 1800 <= int(word) <= 2199


def _after_month(tokens: Tokens, i: int) -> int:
    word = tokens.lower[i]
    end = i + 1
    if word in _SHORT and end + 1 < len(tokens.text) and tokens.text[end] == "." and tokens.start[end] == tokens.end[i]:
        end += 1
    if _day(tokens, end):
        end += 1
        if end + 1 < len(tokens.text) and tokens.text[end] in "-–" and _day(tokens, end + 1):
            end += 2
        return _with_year(tokens, end)
    if _year(tokens, end):
        return end + 1
    if word == "may" or word == "march":
        before = tokens.lower[i - 1] if i else ""
        return end if before in ("in", "for", "since", "last", "until", "of", "early", "late", "mid", "during") else i
    if i + 1 < len(tokens.text) and tokens.text[i + 1][0].isupper() and tokens.lower[i + 1] not in WEEKDAYS:
        return i
    return end


def _with_year(tokens: Tokens, end: int) -> int:
    if end + 1 < len(tokens.text) and tokens.text[end] == "," and _year(tokens, end + 1):
        return end + 2
    return end + 1 if _year(tokens, end) else end


def _after_weekday(tokens: Tokens, i: int) -> int:
    end, count = i + 1, len(tokens.text)
    if end < count and tokens.lower[end] in _TIMES_OF_DAY:
        end += 1
    if end + 1 < count and tokens.text[end] == "," and tokens.lower[end + 1] in MONTHS and _day(tokens, end + 2):
        return _with_year(tokens, end + 3)
    if end + 1 < count and tokens.text[end] == "," and _day(tokens, end + 1) and end + 2 < count:
        return _with_year(tokens, end + 3) if tokens.lower[end + 2] in MONTHS else end
    return end


def _after_number(tokens: Tokens, tags: Sequence[str], i: int) -> int:
    if _day(tokens, i):
        end = i + 1
        if end + 1 < len(tokens.text) and tokens.text[end] in "-–" and _day(tokens, end + 1):
            end += 2
        if end < len(tokens.text) and tokens.lower[end] == "of":
            end += 1
        if end < len(tokens.text) and tokens.lower[end] in MONTHS and tokens.text[end][0].isupper():
            return _with_year(tokens, end + 1)
        return _ago(tokens, i)
    if (
        _year(tokens, i)
        and i
        and tokens.lower[i - 1]
        in ("in", "since", "of", "early", "late", "until", "by", "during", "from", "before", "after")
    ):
        after = tags[i + 1] if i + 1 < len(tags) else "."
        return i if after in "NAM" else i + 1
    return _ago(tokens, i)


def _ago(tokens: Tokens, i: int) -> int:
    """Where "two days ago" or "a week earlier" ends."""
    if (
        i + 2 < len(tokens.text)
        and tokens.lower[i + 1] in _UNITS
        and tokens.lower[i + 2] in ("ago", "earlier", "later", "before")
    ):
        return i + 3
    return i
