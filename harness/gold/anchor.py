"""Where a quote stands in a text. Pure; offsets are code points, half-open."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from harness.facts import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a text, and the words right `before` and `after` them where they need telling apart."""

    text: str
    before: str = ""
    after: str = ""


def occurrences(text: str, quote: Quote, within: Span | None = None) -> tuple[Span, ...]:
    """Where `quote` occurs in `text`, inside `within` if given, overlapping ones included, in the order of the text.

    The context may lie outside `within`. White space between quote and context is overlooked only if nothing is found
    otherwise, because YAML strips it from unquoted text.

    >>> occurrences("one and one", Quote("one", before="and"))
    (Span(start=8, end=11),)
    """
    start, end = within or (0, len(text))
    found = tuple(_find(text, quote.text, start, end))
    exact = tuple(
        span for span in found if text.endswith(quote.before, 0, span.start) and text.startswith(quote.after, span.end)
    )
    return exact or tuple(
        span for span in found if _follows(text, quote.before, span) and _precedes(text, quote.after, span)
    )


def _find(text: str, words: str, start: int, end: int) -> Iterator[Span]:
    at = text.find(words, start, end)
    while at >= 0:
        yield Span(at, at + len(words))
        at = text.find(words, at + 1, end)


def _follows(text: str, before: str, span: Span) -> bool:
    reach = max(0, span.start - len(before) - 2)
    return text[reach : span.start].rstrip().endswith(before.rstrip())


def _precedes(text: str, after: str, span: Span) -> bool:
    return text[span.end : span.end + len(after) + 2].lstrip().startswith(after.lstrip())


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
