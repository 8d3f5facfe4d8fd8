"""Articles in code."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from harness.extractors.patterns.sentences import Sentence
from harness.extractors.patterns.table import Rows
from harness.extractors.patterns.vocabulary import Vocabulary

GAP = 3
"""Words that are none, between sentences: the place behind the last word, and those that it looks at."""


@dataclass(slots=True)
class Coded:
    """Articles in code: the words of their `sentences`, a phrase as one, each as its row in the vocabulary.

    `firsts` says with which sentence each article begins, and where one more would. Around sentences stand GAP words
    that are none. `begins` says where in its text each word begins, and so where the one before it ends, with the
    blanks behind it; `starts` with which word each sentence begins, and where one more would. `code` are the words for
    `regex`; `forth`, and `back` with the words backwards, are for `re`: they have a mark at each word.
    """

    sentences: list[Sentence]
    firsts: list[int]
    rows: Rows
    offsets: Rows
    code: str = ""
    begins: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    forth: str = ""
    back: str = ""

    def fold(self, spans: Sequence[tuple[int, int]], row: int) -> None:
        """Make one word, of this row, of the words of each span; the spans are in order and do not overlap."""
        kept = np.ones(len(self.rows), np.bool_)
        for first, after in spans:
            kept[first + 1 : after] = False
            self.rows[first] = row
        self.rows, self.offsets = self.rows[kept], self.offsets[kept]

    def write(self, words: Vocabulary) -> None:
        """Write the code."""
        self.code = _joined(words.table.letters.take(self.rows, axis=0)[:, :-1])

    def mark(self, words: Vocabulary) -> None:
        """Write the codes with marks."""
        table, tries, codes, rows = words.table, words.tries, words.codes, self.rows.tolist()
        begin, end = dict[int, str](), dict[int, str]()
        pairs = table.pairs[table.first.take(self.rows[:-1]), table.second.take(self.rows[1:])]
        for place in pairs.nonzero()[0].tolist():
            after = place + 1
            node = tries[rows[place]].get(codes[rows[after]][0])
            while node is not None:
                if node.marks:
                    begin[place] = node.marks[0]
                    end.setdefault(after, node.marks[1])  # The longest, as places are in order.
                after += 1
                node = node.get(codes[rows[after]][0])
        letters = table.letters.take(self.rows, axis=0)
        unmarked = letters[:, -1].copy()
        letters[[*begin], -1] = [*map(ord, begin.values())]
        self.forth = _joined(letters)
        letters[:, -1] = unmarked
        letters[[*end], -1] = [*map(ord, end.values())]
        self.back = _joined(letters[::-1])


def _joined(letters: npt.NDArray[np.uint32]) -> str:
    """Characters as one string."""
    joined: str = letters.ravel().view(f"<U{letters.size}").item()
    return joined
