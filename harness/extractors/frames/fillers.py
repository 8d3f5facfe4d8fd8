"""Fillers of the words of a sentence: as they stand, and of dates with their value."""

from functools import lru_cache

from harness.extractors.frames.chunks import Chunk
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.reading import Reading
from harness.facts import Filler, Span
from harness.normalise.dates import read_date

_date = lru_cache(maxsize=2_000)(read_date)


def date_filler(clause: Clause, chunk: Chunk, reading: Reading) -> Filler:
    """Return a date with its EDTF value."""
    span = Span(clause.tokens.start[chunk.start], clause.tokens.end[chunk.end - 1])
    text = reading.article.text[span.start : span.end]
    return Filler(text, _date(text, reading.article.published), span)


def token_filler(clause: Clause, start: int, end: int, reading: Reading) -> Filler:
    """Return the words of a token range."""
    span = Span(clause.tokens.start[start], clause.tokens.end[end - 1])
    return Filler(reading.article.text[span.start : span.end], None, span)
