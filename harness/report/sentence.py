"""The sentence around a span: enough context to see why a fact is right or wrong. Rules only, no model."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from harness.facts import Span

LIMIT = 400
"""The longest excerpt, in code points."""

_ABBREVIATED = re.compile(
    r"(?:^|[\s(\"'“‘])(?:[A-Z]|Mrs?|Ms|Dr|Prof|Gen|Col|Lt|Capt|Maj|Sgt|Sen|Rep|Gov|St|Jr|Sr|Inc|Ltd|Co|Corp|No|vs"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|e\.g|i\.e|(?:[A-Z]\.)+[A-Z])\.$"
)
_BREAK = re.compile(
    r"\n[^\S\n]*(?:\n\s*)+"  # a blank line
    r"|[.!?…؟۔।]+[\"'”’»)\]]*\s+(?=[\"'“‘«(\[\w])"  # an end mark, perhaps inside quotes, before a word
    r"|[。！？]+[」』”’）]*\s*"
)
_LOOK_BACK = 12


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of an article, with the evidence in it.

    `span` is its place in the article; `marks` are spans into `text`, not into the article; `cut_before` and
    `cut_after` say that the sentence goes on beyond the excerpt.
    """

    text: str
    span: Span
    marks: tuple[Span, ...]
    cut_before: bool = False
    cut_after: bool = False


def sentence_starts(text: str) -> tuple[int, ...]:
    """Return the offsets at which a sentence of `text` starts, ascending, the first always 0."""
    starts = [0]
    for found in _BREAK.finditer(text):
        mark = found.group()
        if "\n\n" not in mark and not _ends_sentence(text, found):
            continue
        if starts[-1] < found.end() < len(text):
            starts.append(found.end())
    return tuple(starts)


def _ends_sentence(text: str, found: re.Match[str]) -> bool:
    """Return False for the point of an abbreviation or initial, and before a small letter ("U.S. troops")."""
    if not found.group().startswith("."):
        return True
    if text[found.end()].islower():
        return False
    before = text[max(0, found.start() - _LOOK_BACK) : found.start() + 1]
    return _ABBREVIATED.search(before) is None


def excerpt(text: str, starts: Sequence[int], evidence: Sequence[Span], limit: int = LIMIT) -> Excerpt | None:
    """Return the sentence, or sentences, of the first evidence span; None where there is no evidence inside the text.

    `starts` are those of `sentence_starts(text)`. What is longer than `limit` is cut around the evidence, at blanks
    where there are any. Every evidence span that lies in the excerpt is marked.
    """
    inside = [Span(max(0, s), min(e, len(text))) for s, e in evidence if max(0, s) < min(e, len(text))]
    if not inside:
        return None
    first = inside[0]
    start = starts[bisect_right(starts, first.start) - 1]
    after = bisect_right(starts, first.end - 1)
    end = starts[after] if after < len(starts) else len(text)
    while start < first.start and text[start].isspace():
        start += 1
    while end > first.end and text[end - 1].isspace():
        end -= 1
    cut_start, cut_end = _window(text, start, end, first, limit)
    marks = tuple(
        Span(max(s, cut_start) - cut_start, min(e, cut_end) - cut_start)
        for s, e in sorted(set(inside))
        if max(s, cut_start) < min(e, cut_end)
    )
    return Excerpt(text[cut_start:cut_end], Span(cut_start, cut_end), marks, cut_start > start, cut_end < end)


def _window(text: str, start: int, end: int, span: Span, limit: int) -> tuple[int, int]:
    """Return at most `limit` code points of `start..end` that begin at or before `span`."""
    if end - start <= limit:
        return start, end
    room = max(0, limit - (span.end - span.start)) // 2
    left = max(start, span.start - room)
    right = min(end, left + limit)
    left = max(start, min(left, right - limit))
    blank = text.find(" ", left, span.start)
    if left > start and blank >= 0:
        left = blank + 1
    blank = text.rfind(" ", span.end, right)
    if right < end and blank >= 0:
        right = blank
    return left, right


class Sentences:
    """A text cut into sentences once, and the excerpts taken from it, each once."""

    def __init__(self, text: str) -> None:
        """The text is cut when it is first asked for."""
        self.text = text
        self._starts: tuple[int, ...] = ()
        self._excerpts: dict[tuple[Span, ...], Excerpt | None] = {}

    def excerpt(self, evidence: tuple[Span, ...]) -> Excerpt | None:
        """Return what `excerpt` returns."""
        if evidence not in self._excerpts:
            self._starts = self._starts or sentence_starts(self.text)
            self._excerpts[evidence] = excerpt(self.text, self._starts, evidence)
        return self._excerpts[evidence]
