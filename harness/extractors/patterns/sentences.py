"""What of an article is read, and the sentences in it: offsets only, so that every span stays true to the article."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from time import perf_counter
from typing import NamedTuple

import regex

_GAP = re.compile(r"\n[^\S\n]*+\n\s*+")
_BLANK = re.compile(r"\s")


class Sentence(NamedTuple):
    """A sentence that begins at `text[start]`; `paragraph` is where its paragraph begins."""

    start: int
    paragraph: int


class Skips:
    """What opens a paragraph and is not read (a dateline, or all of a headline), as regular expressions of users.

    Each has `limit` seconds for a text, if that is limited; one that needs more is given up there, and its number,
    from 1, is in `late`.
    """

    def __init__(self, expressions: Sequence[regex.Pattern[str]], limit: float | None) -> None:
        """Begin a text."""
        self._matches = [expression.match for expression in expressions]
        self._left = None if limit is None else [limit] * len(expressions)
        self.late: list[int] = []

    def after(self, text: str, start: int, stop: int) -> int:
        """Where reading begins in the paragraph `text[start:stop]`."""
        if self._left is None:
            for match in self._matches:
                if found := match(text, start, stop):
                    start = found.end()
            return start
        for index, match in enumerate(self._matches):
            left, found = self._left[index], None
            if left <= 0:
                continue
            begun = perf_counter()
            try:
                found = match(text, start, stop, timeout=left)
            except TimeoutError:
                left = 0.0
            self._left[index] = left = left - (perf_counter() - begun)
            if left <= 0:
                self.late.append(index + 1)
            if found:
                start = found.end()
        return start


def passages(text: str, skips: Skips) -> Iterator[tuple[int, int, int]]:
    """What is read of a text, without blanks around it and what `skips` leave out: where it begins and ends.

    Blank lines part paragraphs; where the paragraph begins stands in front.
    """
    for paragraph, stop in _paragraphs(text):
        start = skips.after(text, paragraph, stop)
        if start < stop:
            yield paragraph, stop - len(text[start:stop].lstrip()), stop


def plain_blanks(text: str) -> str:
    """A text with a space for each of its blanks."""
    text = text.replace("\n", " ")
    return text if text.isprintable() else _BLANK.sub(" ", text)


def quoted(text: str, sentence: Sentence) -> bool:
    """Whether a sentence begins inside a quotation of its paragraph, or with one."""
    before = text[sentence.paragraph : sentence.start]
    return text[sentence.start] in '"“' or before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = len(text) - len(text.lstrip())
    for end, following in chain((gap.span() for gap in _GAP.finditer(text, start)), [(len(text), len(text))]):
        stop = start + len(text[start:end].rstrip())
        if stop > start:
            yield start, stop
        start = following
