"""Where a quote stands in a text. Pure; offsets are code points, half-open."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from harness.facts import Span

ENOUGH = 50
"""Occurrences that are looked for: a quote that stands more often is ambiguous in any case."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text, and the words right `before` and `after` them where they need telling apart."""

    text: str
    before: str = ""
    after: str = ""


def occurrences(text: str, quote: Quote, within: Span | None = None) -> tuple[Span, ...]:
    """Where `quote` occurs in `text`, inside `within` if given, overlapping ones included; the first `ENOUGH` of them.

    The context may lie outside `within`. White space between quote and context is overlooked only if nothing is found
    otherwise, because YAML strips it from unquoted text.

    >>> occurrences("one and one", Quote("one", before="and"))
    (Span(start=8, end=11),)
    """
    exact = _search(text, re.escape(quote.before), quote.text, re.escape(quote.after), within)
    if exact or not (quote.before.strip() or quote.after.strip()):
        return exact
    before = re.escape(quote.before.rstrip()) + r"\s{0,4}" if quote.before.strip() else re.escape(quote.before)
    after = r"\s{0,4}" + re.escape(quote.after.lstrip()) if quote.after.strip() else re.escape(quote.after)
    return _search(text, before, quote.text, after, within)


def _search(text: str, before: str, words: str, after: str, within: Span | None) -> tuple[Span, ...]:
    start, end = within or (0, len(text))
    if not before and not after:
        return tuple(islice(_find(text, words, start, end), ENOUGH))
    pattern = re.compile(f"{before}({re.escape(words)}){after}")
    return tuple(islice((s for s in _match(text, pattern) if start <= s.start and s.end <= end), ENOUGH))


def _find(text: str, words: str, start: int, end: int) -> Iterator[Span]:
    at = text.find(words, start, end)
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + 1, end)


def _match(text: str, pattern: re.Pattern[str]) -> Iterator[Span]:
    match = pattern.search(text)
    while match:
        yield Span(*match.span(1))
        match = pattern.search(text, match.start() + 1)


def inside_word(text: str, span: Span) -> bool:
    """Whether an end of `span` cuts a cased word or a letter from its combining marks.

    Scripts without case (Thai, Chinese, Arabic ...) do not divide words as Latin does, and are left alone.

    >>> inside_word("extremists", Span(0, 9))
    True
    """
    return any(_cuts(text, at) for at in span)


def _cuts(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    return unicodedata.combining(right) > 0 or (_cased(left) and _cased(right))


def _cased(character: str) -> bool:
    return character.islower() or character.isupper()
