"""Articles in code."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from harness.extractors.patterns.sentences import Sentence
from harness.extractors.patterns.table import Rows
from harness.extractors.patterns.vocabulary import Vocabulary

GAP = 3
"""Words that are none, between sentences: the place behind the last word, and those that it looks at."""
_CHARACTERS = "utf-32-le"


@dataclass(slots=True)
class Coded:
    """Articles in code: their `tokens` (words, as rows of the vocabulary; a phrase counts as one), and their `code`.

    `firsts` says with which sentence each article begins, and where one more would. Around sentences stand GAP words
    that are none. `begins` says where in its text each word begins, and so where the one before it ends, with the
    blanks behind it; `starts` with which word each sentence begins, and where one more would. `forth` is the code, and
    `back` the code with its words backwards, for `re`: with a mark at each word.
    """

    sentences: list[Sentence]
    firsts: list[int]
    tokens: list[int]
    begins: list[int]
    code: str
    width: int
    starts: list[int] = field(default_factory=list)
    rows: Rows = field(default_factory=lambda: np.empty(0, np.intp))
    forth: str = ""
    back: str = ""

    def fold(self, spans: Sequence[tuple[int, int]], token: int, code: str) -> None:
        """Make one word, `token`, of the words of each span; the spans are in order and do not overlap."""
        codes, last, width = list[str](), 0, self.width
        for first, after in spans:
            codes += (self.code[last * width : first * width], code)
            last = after
        self.code = "".join([*codes, self.code[last * width :]])
        for first, after in reversed(spans):
            self.tokens[first:after] = [token]
            del self.begins[first + 1 : after]

    def mark(self, words: Vocabulary) -> None:
        """Write the codes with marks."""
        table, tries, tokens, firsts = words.table, words.tries, self.tokens, self.code[:: self.width]
        begin, end = dict[int, str](), dict[int, str]()
        pairs = table.pairs[table.first.take(self.rows[:-1]), table.second.take(self.rows[1:])]
        for place in pairs.nonzero()[0].tolist():
            after = place + 1
            node = tries[tokens[place]].get(firsts[after])
            while node is not None:
                if node.marks:
                    begin[place] = node.marks[0]
                    end.setdefault(after, node.marks[1])  # The longest, as places are in order.
                after += 1
                node = node.get(firsts[after])
        letters = table.letters.take(self.rows, axis=0)
        unmarked = letters[:, -1].copy()
        letters[[*begin], -1] = [*map(ord, begin.values())]
        self.forth = letters.tobytes().decode(_CHARACTERS)
        letters[:, -1] = unmarked
        letters[[*end], -1] = [*map(ord, end.values())]
        self.back = letters[::-1].tobytes().decode(_CHARACTERS)
