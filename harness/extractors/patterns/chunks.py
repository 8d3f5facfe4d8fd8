"""What stands between blanks: a chunk of text (`“killed,`) is cut into words once, and is a number from then on.

So the words of articles, and where their sentences end, are looked up for many of them at once.
"""

import re
from array import array
from collections.abc import Sequence, Set
from typing import NamedTuple

import numpy as np

from harness.extractors.patterns.coded import GAP
from harness.extractors.patterns.table import Rows
from harness.extractors.patterns.vocabulary import Vocabulary
from harness.extractors.patterns.words import cut

_END = re.compile(r"(?P<mark>[.!?…])[.!?…]*+[\"'”’»)\]]*+\Z")
_OPENING = re.compile(r"[\"'“‘«(\[]*+(?P<first>[^\W_])")
_ABBREVIATION = 20
"""Letters that an abbreviation may have."""
_REMEMBERED = 100_000
"""Chunks that are kept; an article of nonsense must not fill the memory."""


class Known(NamedTuple):
    """What is known of chunks: each is a row of the first six arrays, and `first` of its words in the last two.

    Behind its `words` words stand GAP that are none, for where a sentence ends; `rows` are those of the vocabulary, and
    `offsets` where in the chunk they begin. Of a chunk of `length` characters, `ends` and `opens` say whether a
    sentence may end or begin with it, and `late` whether the shapes of a word took too long.
    """

    first: Rows
    words: Rows
    length: Rows
    ends: Rows
    opens: Rows
    late: Rows
    rows: Rows
    offsets: Rows


class Chunks(dict[str, int]):
    """The number of every chunk, a new one too; that of "" is 0.

    A dot after one of the `abbreviations`, or after a single capital letter, ends no sentence.
    """

    def __init__(self, words: Vocabulary, abbreviations: Set[str], *, in_time: bool) -> None:
        """Begin with none. The shapes of a word have limited time if `in_time`, and `give_up` tells which need more."""
        self._row = (words.known_in_time if in_time else words.known).__getitem__
        self._end, self._abbreviations = words.end, abbreviations
        self._late: dict[str, str] = {}
        self._forget()

    def _forget(self) -> None:
        self.clear()
        self._columns = [array("q") for _ in Known._fields]
        self[""] = self._new("")

    def numbers(self, chunks: Sequence[str]) -> Rows:
        """The numbers of chunks."""
        if len(self._columns[0]) > _REMEMBERED:
            self._forget()
        return np.fromiter(map(self.__getitem__, chunks), np.intp, len(chunks))

    def known(self) -> Known:
        """What is known of all chunks so far; to be dropped before the number of a new one is asked for."""
        return Known(*(np.frombuffer(column, np.int64).astype(np.intp, copy=False) for column in self._columns))

    def give_up(self) -> dict[str, None]:
        """The shapes that took too long since this was asked last; their chunks are to be tried anew."""
        for chunk in self._late:
            self.pop(chunk, None)
        shapes = dict.fromkeys(self._late.values())
        self._late.clear()
        return shapes

    def __missing__(self, chunk: str) -> int:
        number = self[chunk] = self._new(chunk)
        return number

    def _new(self, chunk: str) -> int:
        """A new number for a chunk."""
        words, rows, late = cut(chunk), list[int](), False
        try:
            rows += map(self._row, words)
        except TimeoutError as error:
            self._late[chunk] = str(error)
            words, rows, late = [], [], True
        first, count, length, ends, opens, lates, all_rows, offsets = self._columns
        first.append(len(all_rows))
        count.append(len(rows))
        length.append(len(chunk))
        ends.append(self._ends(chunk))
        opens.append(_opens(chunk))
        lates.append(late)
        all_rows.extend([*rows, *[self._end] * GAP])
        begin = 0
        for word in words:
            offsets.append(begin)
            begin += len(word)
        offsets.extend([len(chunk)] * GAP)
        return len(first) - 1

    def _ends(self, chunk: str) -> bool:
        """Whether a sentence ends with a chunk, if another can begin behind it."""
        end = _END.search(chunk)
        if end is None or end["mark"] != ".":
            return end is not None
        at = first = end.start()
        least = max(0, at - _ABBREVIATION)
        while first > least and chunk[first - 1].isalnum():
            first -= 1
        return not (chunk[first:at] in self._abbreviations or (at - first == 1 and chunk[first].isupper()))


def _opens(chunk: str) -> bool:
    """Whether a sentence may begin with a chunk."""
    opening = _OPENING.match(chunk)
    return opening is not None and (opening["first"].isupper() or opening["first"].isnumeric())
