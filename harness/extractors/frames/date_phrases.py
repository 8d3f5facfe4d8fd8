"""Where a date stands among tokens: "January 18", "18 January 2013", "Sept. 5", "August 23-24, 2017", "last week"."""

from collections.abc import Sequence

from harness.extractors.frames.tokens import Token
from harness.extractors.frames.words import MONTHS, NUMBER_WORDS, WEEKDAYS, word_set

_UNITS = word_set(
    "day days week weeks month months year years night nights morning afternoon evening weekend spring summer "
    "autumn winter"
)
_TIMES_OF_DAY = frozenset(["morning", "afternoon", "evening", "night"])
_SHORT = frozenset(month for month in MONTHS if len(month) <= 4) - {"may", "june", "july"}
_NEAR = word_set("last next this past previous")
OPENERS = frozenset(MONTHS) | WEEKDAYS | NUMBER_WORDS | _NEAR | word_set("yesterday today tonight a several the that")
"""Words in letters that a date may begin with."""


def date_phrase(tokens: Sequence[Token], tags: Sequence[str], i: int) -> int:
    """Return where the date that begins at token i ends, or i where none begins."""
    lower = tokens[i].lower
    if lower not in OPENERS and not lower[0].isdigit():
        return i
    if lower in MONTHS and tokens[i].text[0].isupper():
        return _after_month(tokens, tags, i)
    if lower in WEEKDAYS or lower in ("yesterday", "today", "tonight"):
        return _after_weekday(tokens, i)
    if lower[0].isdigit():
        return _after_number(tokens, tags, i)
    if lower in _NEAR and i + 1 < len(tokens):
        after = tokens[i + 1].lower
        if after in _UNITS or (after in MONTHS and after != "may") or after in WEEKDAYS:
            return _after_weekday(tokens, i + 1) if after in WEEKDAYS else i + 2
    if lower in NUMBER_WORDS or lower in ("a", "several"):
        return _ago(tokens, i)
    if lower in ("the", "that") and i + 2 < len(tokens) and tokens[i + 2].lower in _UNITS:
        return i + 3 if tokens[i + 1].lower in ("following", "next", "same", "previous") else i
    return i


def _day(tokens: Sequence[Token], i: int) -> bool:
    if i >= len(tokens):
        return False
    word = tokens[i].lower.removesuffix("st").removesuffix("nd").removesuffix("rd").removesuffix("th")
    return word.isdecimal() and word.isascii() and len(word) <= 2 and 1 <= int(word) <= 31


def _year(tokens: Sequence[Token], i: int) -> bool:
    if i >= len(tokens):
        return False
    word = tokens[i].lower
    return len(word) == 4 and word.isdecimal() and word.isascii() and 1800 <= int(word) <= 2199


def _after_month(tokens: Sequence[Token], tags: Sequence[str], i: int) -> int:
    word = tokens[i].lower
    end = i + 1
    if word in _SHORT and end + 1 < len(tokens) and tokens[end].text == "." and tokens[end].start == tokens[i].end:
        end += 1
    if _day(tokens, end):
        end += 1
        if end + 1 < len(tokens) and tokens[end].text in "-–" and _day(tokens, end + 1):
            end += 2
        return _with_year(tokens, end)
    if _year(tokens, end):
        return end + 1
    if word == "may" or word == "march":
        before = tokens[i - 1].lower if i else ""
        return end if before in ("in", "since", "last", "until", "of", "early", "late", "mid", "during") else i
    if i + 1 < len(tokens) and tokens[i + 1].text[0].isupper() and tokens[i + 1].lower not in WEEKDAYS:
        return i
    return end


def _with_year(tokens: Sequence[Token], end: int) -> int:
    if end + 1 < len(tokens) and tokens[end].text == "," and _year(tokens, end + 1):
        return end + 2
    return end + 1 if _year(tokens, end) else end


def _after_weekday(tokens: Sequence[Token], i: int) -> int:
    end = i + 1
    if end < len(tokens) and tokens[end].lower in _TIMES_OF_DAY:
        end += 1
    if end + 1 < len(tokens) and tokens[end].text == "," and tokens[end + 1].lower in MONTHS and _day(tokens, end + 2):
        return _with_year(tokens, end + 3)
    if end + 1 < len(tokens) and tokens[end].text == "," and _day(tokens, end + 1) and end + 2 < len(tokens):
        return _with_year(tokens, end + 3) if tokens[end + 2].lower in MONTHS else end
    return end


def _after_number(tokens: Sequence[Token], tags: Sequence[str], i: int) -> int:
    if _day(tokens, i):
        end = i + 1
        if end + 1 < len(tokens) and tokens[end].text in "-–" and _day(tokens, end + 1):
            end += 2
        if end < len(tokens) and tokens[end].lower == "of":
            end += 1
        if end < len(tokens) and tokens[end].lower in MONTHS and tokens[end].text[0].isupper():
            return _with_year(tokens, end + 1)
        return _ago(tokens, i)
    if (
        _year(tokens, i)
        and i
        and tokens[i - 1].lower
        in ("in", "since", "of", "early", "late", "until", "by", "during", "from", "before", "after")
    ):
        after = tags[i + 1] if i + 1 < len(tags) else "."
        return i if after in "NAM" else i + 1
    return _ago(tokens, i)


def _ago(tokens: Sequence[Token], i: int) -> int:
    """Where "two days ago" or "a week earlier" ends."""
    if (
        i + 2 < len(tokens)
        and tokens[i + 1].lower in _UNITS
        and tokens[i + 2].lower in ("ago", "earlier", "later", "before")
    ):
        return i + 3
    return i
