"""A text's paragraphs and sentences, as tokens. What is no running text (headlines, bylines, datelines) is left out."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

from harness.extractors.frames.forms import Form
from harness.extractors.frames.tokens import Tokens, tokenise
from harness.extractors.frames.words import ABBREVIATIONS
from harness.extractors.prose import is_cut_short

_BYLINE = re.compile(r"^By [A-Z][^\n.]{2,60}$", re.MULTILINE)
_GAP = re.compile(r"\n[^\S\n]*\n\s*")
_DATELINE = re.compile(
    r"\s*[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de'’. -]{1,40}(?:,[^\n–—-]{1,40})?"
    r"(?:\s?\([^)\n]{1,60}\))?(?:\s+[-–—]{1,2}|:)\s+"
)
_HEADER = 1200
"""Characters among which a byline or dateline is looked for."""
_LONGEST_TITLE = 18
"""Tokens. A longer paragraph is running text, however it ends."""
_LONGEST_SENTENCE = 250
"""Tokens. What is longer is cut, so that no text costs more than its length."""
_ENDS = frozenset(".?!…")
_MARKS = frozenset('"“”')
_OPENING = frozenset("\"'“‘«([")
_CLOSING = frozenset("\"'”’»)]")


@dataclass(slots=True)
class Sentence:
    """Consecutive tokens of one paragraph; `quoted[i]` says that token i stands within quotation marks."""

    tokens: Tokens
    quoted: Sequence[bool]
    paragraph: int


def split_sentences(text: str, known: Mapping[str, Form]) -> list[Sentence]:
    """Return the sentences of running text in order: a text of one paragraph is such, however it ends.

    `known` has the form of any word that it is asked for.
    """
    found: list[Sentence] = []
    body = _after_byline(text)
    length, written = len(text.strip()), ""
    for number, (start, end) in enumerate(_paragraphs(text)):
        before, written = written, text[start:end].strip()
        if start < body:
            continue
        dateline = _DATELINE.match(text, start, min(end, start + 140))
        tokens = tokenise(text, known, dateline.end() if dateline else start, end)
        if not tokens.text:
            continue
        if _is_title(tokens) and not (dateline or is_cut_short(written, before) or len(written) == length):
            continue
        quotes = text.find('"', start, end) >= 0 or text.find("“", start, end) >= 0
        quoted = _quotation(tokens) if quotes else [False] * len(tokens.text)
        found.extend(
            Sentence(tokens.part(a, b), quoted[a:b], number) for a, b in _boundaries(tokens) if _has_word(tokens, a, b)
        )
    return found


def _has_word(tokens: Tokens, start: int, end: int) -> bool:
    return tokens.text[start][0].isalnum() or any(text[0].isalnum() for text in tokens.text[start:end])


def _after_byline(text: str) -> int:
    """Where the text begins behind a byline or with a dateline near the top: what stands above is headline and deck."""
    byline = _BYLINE.search(text, 0, _HEADER)
    if byline:
        return byline.end()
    for start, end in _paragraphs(text[:_HEADER]):
        if _DATELINE.match(text, start, min(end, start + 140)):
            return start
    return 0


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _GAP.finditer(text):
        yield start, gap.start()
        start = gap.end()
    if start < len(text):
        yield start, len(text)


def _is_title(tokens: Tokens) -> bool:
    """Whether a paragraph is a headline, a byline or page furniture: short, and no sentence end in it."""
    if len(tokens.text) > _LONGEST_TITLE:
        return False
    last = next((text for text in reversed(tokens.text) if text not in _CLOSING), "")
    return last not in _ENDS and last != ":"


def _quotation(tokens: Tokens) -> list[bool]:
    """Per token whether it is quoted; where a quotation goes on in the next paragraph, that opens with a mark."""
    marks = [False] * len(tokens.text)
    opening = -1
    for i in compress(range(len(marks)), map(_MARKS.__contains__, tokens.text)):
        if opening < 0:
            opening = i if tokens.text[i] != "”" else -1
        elif tokens.text[i] != "“":
            marks[opening : i + 1] = [True] * (i + 1 - opening)
            opening = -1
    if opening >= 0:
        marks[opening:] = [True] * (len(marks) - opening)
    return marks


def _boundaries(tokens: Tokens) -> Iterator[tuple[int, int]]:
    start, count = 0, len(tokens.text)
    for i in compress(range(count), map(_ENDS.__contains__, tokens.text)):
        if i < start or not _ends_here(tokens, i):
            continue
        end = i + 1
        while end < count and (
            tokens.text[end] in _ENDS or (tokens.text[end] in _CLOSING and tokens.start[end] == tokens.end[end - 1])
        ):
            end += 1
        yield from _pieces(start, end)
        start = end
    if start < count:
        yield from _pieces(start, count)


def _pieces(start: int, end: int) -> Iterator[tuple[int, int]]:
    for begin in range(start, end, _LONGEST_SENTENCE):
        yield begin, min(begin + _LONGEST_SENTENCE, end)


def _ends_here(tokens: Tokens, i: int) -> bool:
    after = i + 1
    while after < len(tokens.text) and tokens.text[after] in _CLOSING and tokens.start[after] == tokens.end[after - 1]:
        after += 1
    if after >= len(tokens.text):
        return True
    if tokens.start[after] == tokens.end[after - 1]:
        return False
    if tokens.text[i] == "." and i and after == i + 1:
        before = tokens.text[i - 1]
        if tokens.end[i - 1] == tokens.start[i] and (
            tokens.lower[i - 1] in ABBREVIATIONS or (len(before) == 1 and before.isupper())
        ):
            return False
    following = tokens.text[after]
    return following[0].isupper() or following[0].isdigit() or following in _OPENING
