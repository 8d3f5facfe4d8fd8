"""An article in code."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, count
from operator import attrgetter

from harness.extractors.patterns.sentences import Sentence
from harness.extractors.patterns.vocabulary import Token

GAP = 3
"""Words that are none, between sentences: the place behind the last word, and those that it looks at."""

_OPENS, _MARKED = attrgetter("opens"), attrgetter("marked")


@dataclass(slots=True)
class Coded:
    """An article in code: its `tokens` (words; a phrase counts as one), and the `code` of them all.

    Around sentences stand GAP words that are none. `begins` says where in the text each word begins, and so where the
    one before it ends, with the blanks behind it; `starts` with which word each sentence begins, and where one more
    would. `forth` is the code, and `back` the code with its words backwards, for `re`: with a mark at each word.
    """

    text: str
    sentences: list[Sentence]
    tokens: list[Token]
    begins: list[int]
    code: str
    width: int
    starts: list[int]
    forth: str = ""
    back: str = ""

    def fold(self, spans: Sequence[tuple[int, int]], token: Token) -> None:
        """Make one word, `token`, of the words of each span; the spans are in order and do not overlap."""
        codes, last, width = list[str](), 0, self.width
        for first, after in spans:
            codes += (self.code[last * width : first * width], token.code)
            last = after
        self.code = "".join([*codes, self.code[last * width :]])
        for first, after in reversed(spans):
            self.tokens[first:after] = [token]
            del self.begins[first + 1 : after]

    def mark(self) -> None:
        """Write the codes with marks."""
        tokens, firsts = self.tokens, self.code[:: self.width]
        begin, end = dict[int, str](), dict[int, str]()
        tries = [*map(_OPENS, tokens)]
        for place in compress(count(), tries):
            after = place + 1
            node = tries[place].get(firsts[after])
            while node is not None:
                if node.marks:
                    begin[place] = node.marks[0]
                    end.setdefault(after, node.marks[1])  # The longest, as places are in order.
                after += 1
                node = node.get(firsts[after])
        codes = [*map(_MARKED, tokens)]
        both = codes, codes[:]
        for marked, marks in zip(both, (begin, end), strict=True):
            for place, mark in marks.items():
                marked[place] = tokens[place].code + mark
        self.forth, self.back = "".join(both[0]), "".join(both[1][::-1])
