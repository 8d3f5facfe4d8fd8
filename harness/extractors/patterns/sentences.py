"""Where the sentences of an article are: offsets only, so that every span stays true to the article."""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import chain
from time import perf_counter
from typing import NamedTuple

import regex

_GAP = re.compile(r"\n[^\S\n]*+\n\s*+")
_END = re.compile(r"[.!?…]++[\"'”’»)\]]*+(?P<gap>\s++)(?=[\"'“‘«(\[]*+(?P<next>[^\W_]))")
_LONGEST = 20
"""Letters that an abbreviation may have."""


class Sentence(NamedTuple):
    """A sentence at `text[start:end]`; `paragraph` is where its paragraph begins."""

    start: int
    end: int
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


def split(text: str, abbreviations: Set[str], skips: Skips) -> list[Sentence]:
    """The sentences of a text, in order, without blanks around them and what `skips` leave out.

    Blank lines part paragraphs. A dot after one of the `abbreviations`, or after a single capital letter, ends no
    sentence.
    """
    found = []
    for paragraph, stop in _paragraphs(text):
        start = skips.after(text, paragraph, stop)
        if start >= stop:
            continue
        start = stop - len(text[start:stop].lstrip())
        for end in _END.finditer(text, start, stop):
            if _ends(text, start, end, abbreviations):
                found.append(Sentence(start, end.start("gap"), paragraph))
                start = end.end()
        found.append(Sentence(start, stop, paragraph))
    return found


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


def _ends(text: str, start: int, mark: "re.Match[str]", abbreviations: Set[str]) -> bool:
    """Whether a mark, with a blank behind it, ends the sentence that begins at `start`."""
    following, at = mark["next"], mark.start()
    if not (following.isupper() or following.isnumeric()):
        return False
    if text[at] != ".":
        return True
    first, least = at, max(start, at - _LONGEST)
    while first > least and text[first - 1].isalnum():
        first -= 1
    return not (text[first:at] in abbreviations or (at - first == 1 and text[first].isupper()))
