"""Numerals in English text: `1,426`, `twenty-three`, `1.2 million`, `two dozen`, `half a million`, as exact fractions.

Number words are text2num's; digits, scales behind digits, dozens and halves are added here. No numeral are ordinals
and fractions (`18th`, `a third`, `two-thirds`), times and ratios (`10:30`, `9/11`), digits inside a name, a date in
digits or a measure (`M-16`, `2013-01-28`, `11-year`, `7.62mm`), and digits of more than 18 places.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from text_to_num import text2num


class Token(NamedTuple):
    """A word, a number in digits or a sign, in lower case; `glued` if nothing stands before it but the last token."""

    text: str
    start: int
    end: int
    glued: bool


class Numeral(NamedTuple):
    """A number in the tokens `start:end`; `rough` where its words say that it is not exact (`a couple`, `40-odd`)."""

    value: Fraction
    start: int
    end: int
    rough: bool = False


def words(text: str) -> frozenset[str]:
    """The words of a list written as text."""
    return frozenset(text.split())


_TOKEN = re.compile(r"\d+(?:[.,:/⁄]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|\S")
_PLAIN = re.compile(r"\d{1,18}(?:\.\d{1,18})?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,18})?|\d{1,3}(?:\.\d{3}){2,5}")
# A no-break or thin space between digits groups them; elsewhere it is a space like others.
_GROUP_SPACE = re.compile(r"(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))")
_FOLD = str.maketrans({**dict.fromkeys("‐‑‒–—−﹣－", "-"), **dict.fromkeys("’ʼ‘＇", "'")})

_MAGNITUDES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_NUMBER_WORDS = frozenset(_MAGNITUDES) | words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
_LONGEST_RUN = 32  # tokens looked at for one numeral in words
SCALES = _MAGNITUDES | {"trillion": 10**12, "dozen": 12, "dozens": 12, "mn": 10**6, "bn": 10**9}
_GLUED_SCALES = {"k": 10**3, "mn": 10**6, "bn": 10**9}
_MONEY_SCALES = _GLUED_SCALES | {"m": 10**6}  # "$3m"; without a currency it may be metres
CURRENCIES = frozenset("$€£¥₽₸₴")
_SETS = {"couple": Numeral(Fraction(2), 0, 0, rough=True), "pair": Numeral(Fraction(2), 0, 0)}
_FRACTIONS = words("half halves third thirds quarter quarters fifth fifths tenth tenths")
ORDINALS = _FRACTIONS | words(
    "first second fourth sixth seventh eighth ninth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth hundredth thousandth millionth"
)
_COUNTED = words("member members man men woman women strong person people odd plus")  # "nine-member"


def tokenise(text: str) -> list[Token]:
    """The words, numbers and signs of `text`, with offsets into it: every fold used here keeps the length."""
    folded = _GROUP_SPACE.sub(",", text.translate(_FOLD))
    lowered = folded.lower()
    tokens: list[Token] = []
    # A letter whose lower case is two letters (İ) would move the offsets: such a text is read in its own case.
    for match in _TOKEN.finditer(lowered if len(lowered) == len(text) else folded):
        glued = bool(tokens) and tokens[-1].end == match.start()
        tokens.append(Token(match.group(), match.start(), match.end(), glued))
    return tokens


def word_at(tokens: Sequence[Token], at: int) -> str:
    """The token's text, "" outside of the tokens."""
    return tokens[at].text if 0 <= at < len(tokens) else ""


def numeral_at(tokens: Sequence[Token], at: int) -> Numeral | None:
    """The numeral that starts at this token, a range as its lower end; None where none starts."""
    if _joined_digits(tokens, at - 1) and at > 1 and tokens[at - 2].text[-1].isdecimal():
        return None  # the upper end of something that is no numeral: "2013-01-28", "10-14-year-old"
    numeral = _single(tokens, at)
    if numeral is None:
        return None
    upper = None
    between = word_at(tokens, at - 1) == "between" and word_at(tokens, numeral.end) == "and"
    if between or word_at(tokens, numeral.end) in ("-", "to", "or"):
        upper = _single(tokens, numeral.end + 1)
    if upper is None:
        return None if _joined_digits(tokens, numeral.end) else numeral
    value, scale = numeral.value, SCALES.get(tokens[upper.end - 1].text, 1)
    if tokens[numeral.end - 1].text not in SCALES and value * scale < upper.value:
        value *= scale  # "two to three dozen", "5 to 10 million"
    return Numeral(value, at, upper.end, rough=True) if value < upper.value else numeral


def _joined_digits(tokens: Sequence[Token], at: int) -> bool:
    """Whether this token is a hyphen that joins digits to what is before it."""
    if word_at(tokens, at) != "-" or not tokens[at].glued or at + 1 >= len(tokens):
        return False
    return tokens[at + 1].glued and tokens[at + 1].text[0].isdecimal()


def _single(tokens: Sequence[Token], at: int) -> Numeral | None:
    word = word_at(tokens, at)
    if word[:1].isdecimal():
        numeral = _digits(tokens, at)
    elif word in _NUMBER_WORDS:
        numeral = None if word == "one" and word_at(tokens, at - 1) in ("no", "-") else _words(tokens, at)
    elif word in ("half", "quarter"):
        numeral = _part_of_scale(tokens, at)
    elif word in ("dozen", "trillion"):
        numeral = Numeral(Fraction(1), at, at)
    elif word in _SETS and word_at(tokens, at - 1) in ("a", "another", "the"):
        end = at + 1 + (word_at(tokens, at + 1) == "of")
        numeral = _SETS[word]._replace(start=at, end=end)
    elif word == "both":
        numeral = Numeral(Fraction(2), at, at + 1)
    else:
        return None
    return None if numeral is None else _bounded(tokens, _scaled(tokens, numeral))


def _digits(tokens: Sequence[Token], at: int) -> Numeral | None:
    """Digits, with a scale glued to them; None inside a name, a measure, an ordinal or a date in digits."""
    text, end = tokens[at].text, at + 1
    if tokens[at].glued and tokens[at - 1].text[-1].isalnum():
        return None  # "M16"
    if _joined_digits(tokens, at - 1) and at > 1 and tokens[at - 1].glued and not tokens[at - 2].text[-1].isdecimal():
        return None  # "M-16"
    while len(text) <= 18 and end < len(tokens) and _continues(tokens, at, end):  # "10 000"
        text, end = text + tokens[end].text, end + 1
    if _GROUPED.fullmatch(text):
        head, *groups = re.split("[,.]", text) if text.count(".") > 1 else text.split(",")
        text = head + "".join(groups)
    elif not _PLAIN.fullmatch(text):
        return None
    value = Fraction(text)
    if end < len(tokens) and tokens[end].glued and tokens[end].text[0].isalnum():
        money = at > 0 and tokens[at - 1].text in CURRENCIES
        scale = (_MONEY_SCALES if money else _GLUED_SCALES).get(tokens[end].text)
        return None if scale is None else Numeral(value * scale, at, end + 1)
    return Numeral(value, at, end)


def _continues(tokens: Sequence[Token], first: int, at: int) -> bool:
    """Whether this token is a further group of three digits, one space behind the last."""
    groups = len(tokens[first].text) <= 3 and len(tokens[at].text) == 3 and tokens[at].text.isdecimal()
    return groups and tokens[first].text.isdecimal() and tokens[at].start - tokens[at - 1].end == 1


def _words(tokens: Sequence[Token], at: int) -> Numeral | None:
    """The longest run of number words from here that text2num reads as one number."""
    end, last = at, at
    while end < min(len(tokens), at + _LONGEST_RUN):
        word = tokens[end].text
        if word in _NUMBER_WORDS:
            last = end = end + 1
        elif (word == "-" and tokens[end].glued) or (word == "and" and word_at(tokens, end - 1) in _MAGNITUDES):
            end += 1
        else:
            break
    for stop in range(last, at, -1):
        if tokens[stop - 1].text not in _NUMBER_WORDS or (stop < last and tokens[stop].text in _MAGNITUDES):
            continue
        try:
            value = text2num(" ".join(token.text for token in tokens[at:stop] if token.text != "-"), "en")
        except ValueError:
            continue
        return Numeral(Fraction(value), at, stop)
    return None


def _part_of_scale(tokens: Sequence[Token], at: int) -> Numeral | None:
    """`half a million`, `half-dozen`, `a quarter of a million`; a half of anything else is no count."""
    part = Fraction(1, 2) if tokens[at].text == "half" else Fraction(1, 4)
    end = at + 1
    while end < at + 3 and word_at(tokens, end) in ("-", "of", "a"):
        end += 1
    return Numeral(part, at, end) if word_at(tokens, end) in SCALES else None


def _scaled(tokens: Sequence[Token], numeral: Numeral) -> Numeral:
    """With `and a half` and the scales behind it: `1.2 million`, `two and a half million`, `3 hundred thousand`."""
    value, end = numeral.value, numeral.end
    if [word_at(tokens, i) for i in range(end, end + 3)] == ["and", "a", "half"]:
        value, end = value + Fraction(SCALES.get(word_at(tokens, end - 1), 1), 2), end + 3
    last = end + 2
    while end < last and word_at(tokens, end) in SCALES:
        value, end = value * SCALES[tokens[end].text], end + 1
    return numeral._replace(value=value, end=end)


def _bounded(tokens: Sequence[Token], numeral: Numeral) -> Numeral | None:
    """The numeral, unless what follows makes it an ordinal, a fraction or a measure: `two-thirds`, `11-year`."""
    end, following = numeral.end, word_at(tokens, numeral.end)
    if _joined_digits(tokens, end):
        return None if _joined_digits(tokens, end + 2) else numeral  # "2013-01-28", but "10-15"
    if following == "-" and tokens[end].glued and end + 1 < len(tokens) and tokens[end + 1].glued:
        compound = tokens[end + 1].text
        if compound == "odd":
            return numeral._replace(end=end + 2, rough=True)
        return numeral if compound in _COUNTED | _NUMBER_WORDS else None
    fraction = following in _FRACTIONS and (numeral.value == 1 or following.endswith("s"))
    return None if fraction else numeral
