"""Where the sentences of an article are: offsets only, so that every span stays true to the article."""

import re
from collections.abc import Iterator, Sequence, Set
from typing import NamedTuple

import regex

_GAP = re.compile(r"\n[^\S\n]*+\n\s*+|\Z")
_END = re.compile(r"[.!?…]++[\"'”’»)\]]*+\s++(?=[\"'“‘«(\[]*+(?P<next>[^\W_]))")
_LAST_WORD = re.compile(r"[^\W_]++\Z")


class Sentence(NamedTuple):
    """A sentence at `text[start:end]`; `paragraph` is where its paragraph begins."""

    start: int
    end: int
    paragraph: int


def split(text: str, abbreviations: Set[str], skip: Sequence[regex.Pattern[str]]) -> list[Sentence]:
    """The sentences of a text, in order, without blanks around them.

    Blank lines part paragraphs. What one of `skip` matches at the beginning of a paragraph is left out (a dateline,
    or all of a headline). A dot after one of the `abbreviations`, or after a single capital letter, ends no sentence.
    """
    return [
        Sentence(start, end, paragraph)
        for paragraph, stop in _paragraphs(text)
        for start, end in _sentences(text, _reading_start(text, paragraph, stop, skip), stop, abbreviations)
    ]


def quoted(text: str, sentence: Sentence) -> bool:
    """Whether a sentence begins inside a quotation of its paragraph, or with one."""
    before = text[sentence.paragraph : sentence.start]
    return text[sentence.start] in '"“' or before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = len(text) - len(text.lstrip())
    for gap in _GAP.finditer(text, start):
        stop = start + len(text[start : gap.start()].rstrip())
        if stop > start:
            yield start, stop
        start = gap.end()


def _reading_start(text: str, start: int, stop: int, skip: Sequence[regex.Pattern[str]]) -> int:
    for pattern in skip:
        if found := pattern.match(text, start, stop):
            start = found.end()
    return start


def _sentences(text: str, start: int, stop: int, abbreviations: Set[str]) -> Iterator[tuple[int, int]]:
    for end in _END.finditer(text, start, stop):
        if not (end["next"].isupper() or end["next"].isnumeric()):
            continue
        word = _LAST_WORD.search(text, max(start, end.start() - 20), end.start()) if text[end.start()] == "." else None
        if word and (word[0] in abbreviations or (len(word[0]) == 1 and word[0].isupper())):
            continue
        yield start, start + len(text[start : end.end()].rstrip())
        start = end.end()
    if start < stop:
        yield start, stop
