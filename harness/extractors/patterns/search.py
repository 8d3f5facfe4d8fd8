"""Where the patterns of a book match an article: each is tried only where the words around let it."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from operator import or_
from time import perf_counter

import regex

from harness.extractors.patternbook import Book, Group, Pattern
from harness.extractors.patterns.expansion import AFTER, BEFORE
from harness.extractors.patterns.pieces import Phrase
from harness.extractors.patterns.sentences import Sentence, Skips, split
from harness.extractors.patterns.vocabulary import Token, Vocabulary
from harness.extractors.patterns.words import cut
from harness.facts import Span

GAP = 3
"""Words that are none, between sentences: the place behind the last word, and those that it looks at."""
Sought = Pattern | Phrase
Hot = tuple[int, int]
"""A word at which patterns may be tried, and the bits of those."""
LIMITED = 100_000
"""Characters that the time limit of a pattern is for; a longer article has as much more."""


@dataclass(slots=True)
class Coded:
    """An article in code: its `tokens` (words; a phrase counts as one), and the `code` of them all.

    Around sentences stand GAP words that are none. `begins` says where in the text each word begins, and so where the
    one before it ends, with the blanks behind it; `starts` with which word each sentence begins, and where one more
    would.
    """

    text: str
    sentences: list[Sentence]
    tokens: list[Token]
    begins: list[int]
    code: str
    width: int
    starts: list[int]

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

    def words(self, start: int, end: int) -> tuple[str, Span]:
        """The words of `code[start:end]` as the text has them, and where."""
        begin = self.begins[start // self.width]
        words = self.text[begin : self.begins[end // self.width]].rstrip()
        return words, Span(begin, begin + len(words))


class Match:
    """A match of a pattern in a coded article."""

    __slots__ = ("_coded", "_match", "pattern")

    def __init__(self, pattern: Pattern, match: "regex.Match[str]", coded: Coded) -> None:
        """Keep what is needed to read it."""
        self.pattern, self._match, self._coded = pattern, match, coded

    def taken(self) -> list[tuple[Group, str, Span]]:
        """The groups that took part, once for each time, with their words and where these are, in order."""
        taken, match, coded = [], self._match, self._coded
        for group in self.pattern.groups:
            if match.end(group.name) >= 0:
                found = match.spans(group.name)
                for start, end in found if len(found) == 1 else self._joined(found):
                    if end > start:
                        taken.append((group, *coded.words(start, end)))
        return taken

    def _joined(self, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Places of a group in order; the halves of a slot that `!` parts are joined."""
        found, middle = sorted(set(found)), self._match.start()
        for index, (start, end) in enumerate(found[:-1]):
            if end == middle == found[index + 1][0]:
                found[index : index + 2] = [(start, found[index + 1][1])]
                break
        return found

    @property
    def span(self) -> Span:
        """Where the whole of what matched is."""
        match = self._match
        start, end = (match.start(BEFORE), match.end(AFTER)) if self.pattern.forked else match.span()
        return self._coded.words(start, end)[1]


class Coder:
    """Writes articles in the alphabet of a book, and says what to look for in them.

    `sought` are phrases, patterns and companions, which sets of them name by bits: `phrases`, `patterns`, the
    `companions` of each fact type, and `speakers`, those of the companions that tell a source.
    """

    def __init__(self, book: Book, time_limit: float) -> None:
        """`time_limit` is the seconds that the shapes of one word, and one pattern for one article, may take."""
        self.book, self.limit = book, time_limit
        self.sought: list[Sought] = [*book.phrases, *book.patterns, *book.companions]
        self.words = Vocabulary(book.alphabet, self.sought, time_limit)
        phrases, patterns = len(book.phrases), len(book.patterns)
        self.tried = [
            (need, one.expression, one.forked, one.slight)
            for one, need in zip(self.sought, self.words.needs, strict=True)
        ]
        self.phrases = (1 << phrases) - 1
        self.patterns = (1 << phrases + patterns) - 1 & ~self.phrases
        self.companions = dict.fromkeys(book.facts, 0)
        self.speakers = 0
        for number, one in enumerate(book.companions, phrases + patterns):
            for fact_type in one.types:
                self.companions[fact_type] |= 1 << number
            if any(group.slot == "source" for group in one.groups):
                self.speakers |= 1 << number


class Search:
    """The search of one article; `late` names what took more than the time limit for it."""

    def __init__(self, coder: Coder, text: str) -> None:
        """Write the text in code, phrases as one word, without the sentences for which that takes too long."""
        self.late: dict[str, None] = {}
        self._coder = coder
        self._limit = coder.limit * max(1.0, len(text) / LIMITED)
        self._left = [self._limit] * len(coder.sought)
        self.coded = self._code(text)
        self._hot, starts = dict[int, list[Hot]](), self.coded.starts
        warm = [place for place, token in enumerate(self.coded.tokens) if token.here]
        for place, bits in self._hot_places(warm, -1):
            index = bisect_right(starts, place) - 1
            if 0 <= index < len(starts) - 1 and place <= starts[index + 1] - GAP:
                self._hot.setdefault(index, []).append((place, bits))
        self._cues: dict[int, int] = {}

    def matches(self, wanted: Mapping[int, int]) -> dict[int, list[Match]]:
        """For each sentence of these numbers every match of those wanted there (bits), in their order."""
        found: dict[int, list[Match]] = {}
        for index, mask in wanted.items():
            hot = [(place, bits & mask) for place, bits in self._hot.get(index, ()) if bits & mask]
            if hot and (matches := self._found(hot, self._cues_of(index))):
                found[index] = [
                    Match(pattern, match, self.coded)
                    for number, match in sorted(matches, key=_number)
                    if isinstance(pattern := self._coder.sought[number], Pattern)
                ]
        return found

    def _code(self, text: str) -> Coded:
        """The text in code."""
        words, book = self._coder.words, self._coder.book
        gap = [words.end] * GAP
        sentences, tokens, begins = list[Sentence](), gap[:], [0] * GAP
        skips = Skips(book.skip, self._limit)
        for sentence in split(text, book.abbreviations, skips):
            pieces = cut(text, sentence.start, sentence.end)
            try:
                tokens += words.tokens(pieces)
            except TimeoutError as error:
                self.late[str(error)] = None
                continue
            tokens += gap
            sentences.append(sentence)
            begins += accumulate(map(len, pieces), initial=sentence.start)
            begins += [sentence.end] * (GAP - 1)
        self.late |= {f"skip number {number}": None for number in skips.late}
        code, width = "".join([token.code for token in tokens]), len(words.end.code)
        self.coded = Coded(text, sentences, tokens, begins, code, width, [])
        self._fold_phrases()
        lengths = [len(part) // width + GAP for part in self.coded.code.split(words.end.code * GAP)[1:-1]]
        self.coded.starts = [*accumulate(lengths, initial=GAP)]
        return self.coded

    def _fold_phrases(self) -> None:
        """Make one word of every phrase, in the order of the book."""
        begins, mask = self.coded.begins, self._coder.phrases
        # A word is known by where it begins, however many words before it become one.
        warm = [begin for begin, token in zip(begins, self.coded.tokens, strict=True) if token.here & mask]
        here = reduce(or_, [token.here for token in self.coded.tokens], 0)
        for number, phrase in enumerate(self._coder.book.phrases):
            if not here >> number & 1:
                continue
            places = [(bisect_right(begins, begin) - 1, begin) for begin in warm]
            hot = self._hot_places([place for place, begin in places if begins[place] == begin], 1 << number)
            width, spans = self.coded.width, [match.span() for _, match in self._found(hot, -1)]
            if folded := [(start // width, end // width) for start, end in spans if end > start]:
                token = self._coder.words.phrase(phrase.name)
                self.coded.fold(folded, token)
                here |= token.here

    def _hot_places(self, warm: Iterable[int], mask: int) -> list[Hot]:
        """Where among some places anything of `mask` may be tried, as far as the words beside let it."""
        hot, tokens, last = [], self.coded.tokens, len(self.coded.tokens) - GAP
        for place in warm:
            if GAP <= place <= last:
                bits = tokens[place].here & mask & tokens[place + 1].one_on & tokens[place - 1].one_back
                if bits and (bits := bits & tokens[place + 2].two_on & tokens[place - 2].two_back):
                    hot.append((place, bits))
        return hot

    def _cues_of(self, index: int) -> int:
        """The cues of the words and phrases of a sentence."""
        if index not in self._cues:
            first, after = self.coded.starts[index : index + 2]
            self._cues[index] = reduce(or_, [token.cues for token in self.coded.tokens[first : after - GAP]], 0)
        return self._cues[index]

    def _found(self, hot: Iterable[Hot], cues: int) -> list[tuple[int, "regex.Match[str]"]]:
        """Each match at some places of a sentence with these cues: the pattern's number, and the match."""
        found = list[tuple[int, "regex.Match[str]"]]()
        tried, left, code, width = self._coder.tried, self._left, self.coded.code, self.coded.width
        ends, end = dict[int, int](), self._coder.words.end.code
        now, stop = perf_counter(), -1
        for place, bits in hot:
            at = place * width
            stop = stop if at <= stop else code.find(end, at)
            while bits:
                number = bits.bit_length() - 1
                bits ^= 1 << number
                need, expression, forked, slight = tried[number]
                if cues & need != need or left[number] <= 0 or (not forked and at < ends.get(number, 0)):
                    continue
                if not expression.ready:
                    expression.compile()
                    now = perf_counter()  # Compiling it is none of its time.
                try_at = expression.match
                try:
                    # What is slight is looked at by the clock between two places only.
                    match = try_at(code, at, stop) if slight else try_at(code, at, stop, timeout=left[number])
                except TimeoutError:
                    match, left[number] = None, 0
                then = perf_counter()
                left[number] -= then - now
                now = then
                if left[number] <= 0:
                    self.late[self._coder.sought[number].label] = None
                if match:
                    if not forked:
                        ends[number] = match.end()
                    found.append((number, match))
        return found


def _number(found: tuple[int, object]) -> int:
    return found[0]
