"""A long text in windows that overlap, cut where a reader would pause. Pure."""

import re

from harness.facts import Span

_PAUSES = (re.compile(r"\n\s*\n\s*"), re.compile(r"(?<=[.!?…。！？])[\"'”’)\]]*\s+|\n\s*"), re.compile(r"\s+"))
"""Between paragraphs, between sentences or lines, between words: the first of these that a stretch has is taken."""
_SPACE = re.compile(r"\s*")


def windows(text: str, size: int, overlap: int) -> tuple[Span, ...]:
    """Return the spans of `text` to read one at a time: at most `size` code points each, none for a blank text.

    Each begins about `overlap` code points before the end of the one before it (`0 <= overlap <= size / 2`), at a pause
    where there is one, and ends at a pause in its second half. Together they cover everything but white space.
    """
    spans: list[Span] = []
    start, length = _skip(text, 0), len(text.rstrip())
    while start < length:
        end = length if length - start <= size else _pause(text, start + size // 2, start + size, last=True)
        spans.append(Span(start, end))
        if end >= length:
            break
        # Never back to where the window began: each goes on by a quarter of its size at least.
        start = _skip(text, _pause(text, max(end - overlap, start + size // 4), end, last=False) if overlap else end)
    return tuple(spans)


def _pause(text: str, low: int, high: int, last: bool) -> int:
    """Return where the text goes on after a pause in `low:high`, the first or the last one; without one, an edge."""
    for pause in _PAUSES:
        ends = [found.end() for found in pause.finditer(text, low, high) if low < found.end() <= high]
        if ends:
            return ends[-1] if last else ends[0]
    return high if last else low


def _skip(text: str, start: int) -> int:
    """Return where the next thing that is no white space stands."""
    space = _SPACE.match(text, start)
    return space.end() if space else start
