"""Which parts of an article are prose worth parsing: body paragraphs, without headings, bylines and datelines."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from harness.extractors.prose import is_cut_short

_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s*\Z")
_SENTENCE_INSIDE = re.compile(r"[^\W\d_]{3}[.!?][\"'”’»)\]]*\s")
_BYLINE = re.compile(r"(?:By|From)\s+(?:[A-Z][\w.'’-]++\s*+(?:,|and|in|for)?\s*+){2,8}\Z")
"""Possessive: a long word in capitals must not be tried in all the ways in which it could be cut into names."""
_IN_BRACKETS = r"\([^)\n]{1,40}\)"
_DATELINE = re.compile(
    rf"[^\W\d_a-z](?:(?![a-z])[\w .'’/-]){{2,40}}?(?:{_IN_BRACKETS})?(?:,[^\n–—]{{1,40}}?)?\s*(?:{_IN_BRACKETS}\s*)?"
    r"(?:[–—]|-{1,2}(?=\s)|(?<=\d):(?=\s))\s*(?:\[TEXT\]\s*)?"
)
"""A city in capitals, perhaps with an agency and a date, and a dash; behind a date a colon will do."""
_PUBLICATION_LINE = re.compile(r"(?:\w+day,\s+)?(?:\w+\s+\d{1,2},?|\d{1,2}\s+\w+)\s+\d{4}\Z")
_LONGEST = 1_500
"""Code points in one passage: the parser's memory grows with its longest text."""
_TOKEN = re.compile(r"[^\W_]++|[^\w\s]|_")
_MOST_TOKENS = 400
"""Words and signs in one passage. 1,500 characters of prose have fewer; each emoji, each bracket is one of its own."""


class Passage(NamedTuple):
    """A stretch of prose at `text[start:end]`, a paragraph as a rule."""

    start: int
    end: int


def passages(text: str) -> list[Passage]:
    """Return the body paragraphs of an article in text order, without blanks around them.

    A line of its own without a full stop is a heading, a byline or page furniture, unless it looks like a sentence
    whose end is lost; what stands above a byline is the headline and its summary. A dateline ("CITY, January 5 - ") is
    left out of its paragraph.
    """
    blocks = list(_blocks(text))
    written = [text[block.start : block.end] for block in blocks]
    bylines = [index for index, line in enumerate(written[:6]) if _BYLINE.match(line)]
    body = range(bylines[0] + 1 if bylines else 0, len(blocks))
    prose = (at for at in body if _is_prose(written[at]) or (at and is_cut_short(written[at], written[at - 1])))
    kept = [_without_dateline(text, blocks[at]) for at in prose]
    return [piece for block in kept for piece in _pieces(text, block)]


def readable(text: str, passage: Passage) -> str:
    """Return the passage as one line of the same length, so that line breaks inside it do not break its parse."""
    return re.sub(r"\s", " ", text[passage.start : passage.end])


def _blocks(text: str) -> Iterator[Passage]:
    start = 0
    gaps = [*((gap.start(), gap.end()) for gap in _BLANK_LINE.finditer(text)), (len(text), len(text))]
    for stop, following in gaps:
        yield from _lines(text, start, stop)
        start = following


def _lines(text: str, start: int, stop: int) -> Iterator[Passage]:
    """Split a block at lines that end with their sentence and at short lines of their own; else lines are wrapped."""
    begin = start
    for line in re.finditer(r"[^\n]*\n?", text[start:stop]):
        end = start + line.end()
        alone = begin == start + line.start() and line.end() - line.start() < 50 and not text[end : end + 1].islower()
        if end == stop or alone or _SENTENCE_END.search(line.group()):
            stripped = _strip(text, begin, end)
            if stripped is not None:
                yield stripped
            begin = end


def _strip(text: str, start: int, end: int) -> Passage | None:
    while start < end and (text[start].isspace() or text[start] == "\ufeff"):
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Passage(start, end) if start < end else None


def _is_prose(written: str) -> bool:
    words = len(written.split())
    if _PUBLICATION_LINE.match(written):
        return False
    return (words > 2 and bool(_SENTENCE_END.search(written))) or (
        words > 12 and bool(_SENTENCE_INSIDE.search(written))
    )


def _without_dateline(text: str, block: Passage) -> Passage:
    dateline = _DATELINE.match(text, block.start, min(block.end, block.start + 120))
    return Passage(dateline.end(), block.end) if dateline else block


def _pieces(text: str, block: Passage) -> Iterator[Passage]:
    """Cut a block that is too long: behind a sentence if one ends there, else at a blank, else anywhere."""
    start = block.start
    while start < block.end:
        most = _reach(text, start, block.end)
        if most == block.end:
            yield Passage(start, most)
            return
        ends = [end.end() for end in _SENTENCE_INSIDE.finditer(text, start, most)]
        cut = ends[-1] if ends else text.rfind(" ", start + 1, most)
        cut = cut if cut > start else most
        yield Passage(start, cut)
        start = cut
        while start < block.end and text[start].isspace():
            start += 1


def _reach(text: str, start: int, end: int) -> int:
    """Return how far one passage can reach that begins at `start`, in a block that ends at `end`."""
    end = min(end, start + _LONGEST)
    beyond = next(islice(_TOKEN.finditer(text, start, end), _MOST_TOKENS, None), None)
    return beyond.start() if beyond else end
