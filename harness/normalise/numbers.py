"""Counts as English news writes them: `an estimated 100` is 100, estimated; `dozens` is a vague count without a value.

The *first* count of a text is read. A day (`January 18`) is read as the count 18: whoever asks for a count knows that
one is there. A range (`10 to 15`) is its lower end, estimated, as ACLED counts conservatively. What is no numeral at
all, ordinals, fractions and digits inside names, is said in `harness.normalise.numerals`.
"""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from harness.facts import Precision
from harness.normalise.numerals import CURRENCIES, ORDINALS, SCALES, Token, numeral_at, tokenise, word_at, words


class Number(NamedTuple):
    """A count: `value` is None where the text gives none (`several`), and `precision` is then vague."""

    value: int | float | None
    precision: Precision


class _Count(NamedTuple):
    """A count in the tokens `start:end`."""

    value: Fraction | None
    start: int
    end: int
    rough: bool = False


_ARTICLES = frozenset(["a", "an"])
_ONES = frozenset(["a", "an", "another", "single"])
_VAGUE = words(
    "several some few many multiple numerous countless various tens dozens scores hundreds thousands millions billions"
)
# "a number of" counts what follows; "a group of" is a thing itself, whose size nobody says.
_AMOUNTS = words("number numbers series handful lot lots string spate host bunch quantity quantities")
_ALONE = words("number numbers handful lot lots quantity quantities")  # "a large quantity" says no more with an "of"
_BODIES = words("group groups band gang crowd team")
_SIZES = words("large small huge great good vast considerable growing")
_FILLERS = words(
    "a an the another further additional extra other record mere whopping staggering combined reported total average "
    "confirmed as of full little bit just well slightly only"
)
_AT_MOST = (
    r"up to|at (?:the )?most|(?:no|not) (?:more|greater) than|(?:fewer|less) than|under|below|as (?:many|much) as"
    r"|maximum of|not exceeding|[<≤]"
)
_AT_LEAST = (
    r"at (?:the )?(?:very )?least|(?:more|greater) than|over|above|(?:no|not) (?:fewer|less) than|upwards? of"
    r"|in excess of|exceeding|beyond|as (?:few|little) as|minimum of|[>≥]"
)
_ESTIMATED = (
    r"estimated|estimates? of|about|around|approximately|approx|roughly|some|nearly|almost|circa|ca|close to|perhaps"
    r"|maybe|probably|approaching|average of|in the region of|between|[~≈]"
)
_BEFORE: Mapping[Precision, re.Pattern[str]] = {
    "at_most": re.compile(rf"(?:^| )(?:{_AT_MOST})$"),
    "at_least": re.compile(rf"(?:^| )(?:{_AT_LEAST})$"),
    "estimated": re.compile(rf"(?:^| )(?:{_ESTIMATED})$"),
}
_LEAD = re.compile(
    rf"(?:(?:{'|'.join(sorted(_FILLERS))}|{_AT_MOST}|{_AT_LEAST}|{_ESTIMATED}|[{''.join(sorted(CURRENCIES))}])(?: |$))*"
)
_BEHIND: tuple[tuple[tuple[str, ...], Precision], ...] = (
    (("or", "more"), "at_least"),
    (("and", "more"), "at_least"),
    (("at", "least"), "at_least"),
    (("-", "plus"), "at_least"),
    (("plus",), "at_least"),
    (("+",), "at_least"),
    (("or", "less"), "at_most"),
    (("or", "fewer"), "at_most"),
    (("at", "most"), "at_most"),
    (("or", "so"), "estimated"),
)
_WINDOW = 8  # tokens looked at before a number


def read_number(text: str) -> Number | None:
    """The first count in `text`, or None where there is none. Never raises; linear in the length of `text`.

    `One` is 1, `an estimated 100` 100 estimated, `at least 12` 12 at_least, `up to 300` 300 at_most, `two dozen` 24,
    `half a million` 500000, `a rifle` 1, `several` and `hundreds of` None vague. Whole values are int, others float.
    """
    tokens = tokenise(text)
    count = _first_count(tokens)
    opens_with_one = word_at(tokens, 0) in _ONES
    if count is None or (opens_with_one and count.start > 0 and not _leads(tokens, count.start)):
        return Number(1, "exact") if opens_with_one and word_at(tokens, 1) not in ORDINALS else None
    if count.value is None:
        return Number(None, "vague")
    negative = count.start == 1 and tokens[0].text == "-" and tokens[1].glued
    value = -count.value if negative else count.value
    return Number(int(value) if value.denominator == 1 else float(value), _precision(tokens, count))


def after_number(text: str) -> str:
    """What follows a count that opens `text`: `gunmen` for `at least two gunmen`; all of `text` if that is nothing."""
    tokens = tokenise(text)
    count = _first_count(tokens[: 4 * _WINDOW])
    if count is None or not _leads(tokens, count.start) or tokens[count.end - 1].text in _BODIES:
        return text
    end = count.end + _behind(tokens, count.end)[0]
    if end < len(tokens) and tokens[end].text == "of":
        end += 1
    separate = end < len(tokens) and not tokens[end].glued
    return text[tokens[end].start :] if separate else text


def _first_count(tokens: Sequence[Token]) -> _Count | None:
    """The first count, exact or vague."""
    for at in range(len(tokens)):
        vague = _vague_at(tokens, at)
        if vague is not None:
            return vague
        numeral = numeral_at(tokens, at)
        if numeral is not None:
            return _Count(*numeral)
    return None


def _vague_at(tokens: Sequence[Token], at: int) -> _Count | None:
    """`several`, `hundreds of`, `a large number of`, `a few dozen`; not the `some` of `some 40`, nor `as many as`."""
    word, following = tokens[at].text, word_at(tokens, at + 1)
    if word in _VAGUE:
        if word in ("few", "many") and word_at(tokens, at - 1) in ("as", "how"):
            return None
        if word == "some" and numeral_at(tokens, at + 1 + (following in _ARTICLES)) is not None:
            return None
        end = at + 1
    elif (word in _AMOUNTS | _BODIES and following == "of" and numeral_at(tokens, at + 2) is None) or (
        word in _ALONE and at + 1 == len(tokens)
    ):
        before = at - 1 - (word_at(tokens, at - 1) in _SIZES)
        if before >= 0 and tokens[before].text not in _ARTICLES and not word.endswith("s"):
            return None  # "the number of"
        end = at + 1
    else:
        return None
    while word_at(tokens, end) in SCALES or (word_at(tokens, end) == "of" and word_at(tokens, end + 1) in _VAGUE):
        end += 1 if word_at(tokens, end) in SCALES else 2  # "a few dozen", "tens of thousands"
    return _Count(None, at, end)


def _lead(tokens: Sequence[Token], start: int) -> str:
    """The words before a count, as far as they can speak about it."""
    return " ".join(token.text for token in tokens[max(0, start - _WINDOW) : start])


def _leads(tokens: Sequence[Token], start: int) -> bool:
    """Whether all that stands before the count belongs to it: `an estimated`, `a total of`, `a group of`, `a large`."""
    if start > _WINDOW:
        return False
    lead = _lead(tokens, start)
    if _LEAD.fullmatch(lead):
        return True
    *head, last = lead.split(" ")
    body = last == "of" and len(head) == 2 and head[1] in _AMOUNTS | _BODIES
    return head[:1] != [] and head[0] in _ONES and (body or (len(head) == 1 and last in _SIZES))


def _precision(tokens: Sequence[Token], count: _Count) -> Precision:
    """What the words around a count say of it; the words behind it, being nearer to the reader's last, win."""
    behind = _behind(tokens, count.end)[1]
    if behind is not None:
        return behind
    lead = _lead(tokens, count.start)
    while lead:
        found = {p: match.start() for p, pattern in _BEFORE.items() if (match := pattern.search(lead))}
        if found:
            return min(found, key=found.__getitem__)  # the longest: "no fewer than", not "fewer than"
        lead, _, last = lead.rpartition(" ")
        if last not in _FILLERS and last not in CURRENCIES:
            break
    return "estimated" if count.rough else "exact"


def _behind(tokens: Sequence[Token], end: int) -> tuple[int, Precision | None]:
    """How many tokens behind a count speak about it, and what they say: `or more`, `or so`, `-plus`."""
    for said, precision in _BEHIND:
        if tuple(token.text for token in tokens[end : end + len(said)]) == said:
            return len(said), precision
    return 0, None
