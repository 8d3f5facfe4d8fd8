"""Where the patterns of a book match an article: each is tried only where the words around let it."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
Hot = tuple[int, int, int]
"""A word at which patterns may be tried, the bits of those, and the number of its sentence."""
LIMITED = 100_000
"""Characters that the time limit of a pattern is for; a longer article has as much more."""
_NOWHERE = (0, 0)


@dataclass(slots=True)
class Coded:
    """An article in code: its words (phrases count as one), their `places` in the text, and the `code` of them all.

    Around sentences stand GAP words that are none; sentence number i begins at word `starts[i]`, and the last of
    `starts` is where one more would. It has the cues `cues[i]`, of its words and its phrases.
    """

    sentences: list[Sentence]
    cues: list[int]
    starts: list[int]
    tokens: list[Token]
    places: list[tuple[int, int]]
    code: str

    def fold(self, spans: Sequence[tuple[int, int]], token: Token, warm: Iterable[int]) -> list[int]:
        """Make one word, `token`, of the words of each span; the spans are in order and do not overlap.

        Returns where the words `warm` are now, without those that are no first word of a span.
        """
        tokens, places, codes, last, width = list[Token](), list[tuple[int, int]](), list[str](), 0, len(token.code)
        for first, after in spans:
            self.cues[bisect_right(self.starts, first) - 1] |= token.cues
            tokens += self.tokens[last:first]
            tokens.append(token)
            places += self.places[last:first]
            places.append((self.places[first][0], self.places[after - 1][1]))
            codes += (self.code[last * width : first * width], token.code)
            last = after
        self.tokens, self.places = tokens + self.tokens[last:], places + self.places[last:]
        self.code = "".join([*codes, self.code[last * width :]])
        gone = [0, *accumulate(after - first - 1 for first, after in spans)]
        firsts = [first for first, _ in spans]
        self.starts = [start - gone[bisect_left(firsts, start)] for start in self.starts]
        beyond = [0, *(after for _, after in spans)]
        before = [(place, bisect_left(firsts, place)) for place in warm]
        return [place - gone[index] for place, index in before if place >= beyond[index]]


@dataclass(slots=True)
class Match:
    """A match of a pattern in a coded article."""

    pattern: Pattern
    match: "regex.Match[str]"
    coded: Coded
    width: int

    def taken(self) -> Iterator[tuple[Group, Span]]:
        """The groups that took part, once for each time, with where in the article, in order."""
        match, places, width = self.match, self.coded.places, self.width
        last = match.regs
        for group in self.pattern.groups:
            if last[group.number][1] >= 0:
                found = match.spans(group.number)
                for start, end in self._joined(found) if len(found) > 1 else found:
                    if end > start:
                        yield group, Span(places[start // width][0], places[(end - 1) // width][1])

    def _joined(self, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Places of a group in order; the halves of a slot that `!` parts are joined."""
        found, middle = sorted(set(found)), self.match.start()
        for index, (start, end) in enumerate(found[:-1]):
            if end == middle == found[index + 1][0]:
                found[index : index + 2] = [(start, found[index + 1][1])]
                break
        return found

    @property
    def span(self) -> Span:
        """The whole of what matched, in the article."""
        start, end = self.match.span()
        if self.pattern.forked:
            start, end = self.match.start(BEFORE), self.match.end(AFTER)
        places, width = self.coded.places, self.width
        return Span(places[start // width][0], places[(end - 1) // width][1])


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
        self.width = book.alphabet.width
        phrases, patterns = len(book.phrases), len(book.patterns)
        self.tried = [
            (need, one.regex.match, one.forked) for one, need in zip(self.sought, self.words.needs, strict=True)
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
        last = len(self.coded.tokens) - GAP
        warm = [place for place, token in enumerate(self.coded.tokens) if token.here and GAP <= place <= last]
        self._hot = self._hot_places(self.coded, warm, -1)

    def matches(self, wanted: Mapping[int, int]) -> dict[int, list[Match]]:
        """For each sentence of these numbers every match of those wanted there (bits), in their order."""
        hot = [(place, bits & wanted[index], index) for place, bits, index in self._hot if index in wanted]
        found: dict[int, list[Match]] = {}
        for index, number, match in sorted(self._found(self.coded, hot), key=_number):
            pattern = self._coder.sought[number]
            if isinstance(pattern, Pattern):
                found.setdefault(index, []).append(Match(pattern, match, self.coded, self._coder.width))
        return found

    def _code(self, text: str) -> Coded:
        """The text in code."""
        words, book, width = self._coder.words, self._coder.book, self._coder.width
        gap, nowhere = [words.end] * GAP, [_NOWHERE] * GAP
        coded = Coded([], [], [GAP], gap[:], nowhere[:], "")
        skips = Skips(book.skip, self._limit)
        for sentence in split(text, book.abbreviations, skips):
            places = cut(text, sentence.start, sentence.end)
            try:
                tokens = words.tokens([text[start:end] for start, end in places])
            except TimeoutError as error:
                self.late[str(error)] = None
                continue
            coded.sentences.append(sentence)
            coded.cues.append(reduce(or_, [token.cues for token in tokens], 0))
            coded.tokens += tokens + gap
            coded.places += places + nowhere
            coded.starts.append(len(coded.tokens))
        self.late |= {f"skip number {number}": None for number in skips.late}
        coded.code = "".join([token.code for token in coded.tokens])
        mask = self._coder.phrases
        last = len(coded.tokens) - GAP
        warm = [place for place, token in enumerate(coded.tokens) if token.here & mask and GAP <= place < last]
        for number, phrase in enumerate(book.phrases):
            hot = self._hot_places(coded, warm, 1 << number)
            spans = [match.span() for _, _, match in self._found(coded, hot)]
            if folded := [(start // width, end // width) for start, end in spans if end > start]:
                warm = coded.fold(folded, words.phrase(phrase.name), warm)
        return coded

    def _hot_places(self, coded: Coded, warm: Iterable[int], mask: int) -> list[Hot]:
        """Where among some places anything of `mask` may be tried, as far as the words beside let it."""
        hot, tokens, starts = [], coded.tokens, coded.starts
        for place in warm:
            bits = tokens[place].here & mask & tokens[place + 1].one_on & tokens[place - 1].one_back
            if bits and (bits := bits & tokens[place + 2].two_on & tokens[place - 2].two_back):
                index = bisect_right(starts, place) - 1
                if place <= starts[index + 1] - GAP:
                    hot.append((place, bits, index))
        return hot

    def _found(self, coded: Coded, hot: Iterable[Hot]) -> list[tuple[int, int, "regex.Match[str]"]]:
        """Each match at some places: the sentence's number, the pattern's number, and the match."""
        found = list[tuple[int, int, "regex.Match[str]"]]()
        tried, left, width, code = self._coder.tried, self._left, self._coder.width, coded.code
        ends = dict[int, int]()
        now = perf_counter()
        for place, bits, index in hot:
            cues, stop = coded.cues[index], (coded.starts[index + 1] - GAP) * width
            while bits:
                number = bits.bit_length() - 1
                bits ^= 1 << number
                need, try_at, forked = tried[number]
                if cues & need != need or left[number] <= 0 or (not forked and place * width < ends.get(number, 0)):
                    continue
                try:
                    match = try_at(code, place * width, stop, timeout=left[number])
                except TimeoutError:
                    match, left[number] = None, 0
                    self.late[self._coder.sought[number].label] = None
                then = perf_counter()
                left[number] -= then - now
                now = then
                if match:
                    if not forked:
                        ends[number] = match.end()
                    found.append((index, number, match))
        return found


def _number(found: tuple[int, int, object]) -> int:
    return found[1]
