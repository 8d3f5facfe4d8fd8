"""Where the patterns of a book match an article: each is tried only where the words around let it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from time import perf_counter

import regex

from harness.extractors.patternbook import Book, Group, Pattern
from harness.extractors.patterns.edges import DEPTH
from harness.extractors.patterns.expansion import AFTER, BEFORE
from harness.extractors.patterns.pieces import Phrase
from harness.extractors.patterns.sentences import Sentence, split
from harness.extractors.patterns.vocabulary import Token, Vocabulary
from harness.extractors.patterns.words import cut
from harness.facts import Span

Sought = Pattern | Phrase
_NOWHERE = (0, 0)


@dataclass(slots=True)
class Coded:
    """An article in code: its words (phrases count as one), `places` of which in the text, and `code` of all of them.

    Between sentences stand DEPTH words that are none. Sentence number i begins at word `starts[i]`, and the last
    of `starts` is where one more would.
    """

    sentences: list[Sentence]
    starts: list[int]
    tokens: list[Token]
    places: list[tuple[int, int]]
    code: str

    def fold(self, spans: Sequence[tuple[int, int]], token: Token) -> None:
        """Make one word, `token`, of the words of each span."""
        tokens, places, codes, last, width = list[Token](), list[tuple[int, int]](), list[str](), 0, len(token.code)
        for first, after in spans:
            tokens += self.tokens[last:first]
            tokens.append(token)
            places += self.places[last:first]
            places.append((self.places[first][0], self.places[after - 1][1]))
            codes += [self.code[last * width : first * width], token.code]
            last = after
        tokens += self.tokens[last:]
        places += self.places[last:]
        self.code = "".join([*codes, self.code[last * width :]])
        gone, folded = 0, iter([*spans, (len(self.tokens) + 1, 0)])
        first, after = next(folded)
        for index, start in enumerate(self.starts):
            while first < start:
                gone += after - first - 1
                first, after = next(folded)
            self.starts[index] = start - gone
        self.tokens, self.places = tokens, places


@dataclass(frozen=True, slots=True)
class Match:
    """A match of a pattern in a coded article."""

    pattern: Pattern
    match: "regex.Match[str]"
    coded: Coded
    width: int

    def taken(self) -> Iterator[tuple[Group, list[Span]]]:
        """The groups that took part, each with where, in the article and in order."""
        last = self.match.regs
        for group in self.pattern.groups:
            if last[group.number][1] >= 0:
                yield group, self._spans(self.match.spans(group.number))

    def _spans(self, found: list[tuple[int, int]]) -> list[Span]:
        """Places of a group in the article; the halves of a slot that `!` parts are joined."""
        if len(found) > 1:
            found, middle = sorted(set(found)), self.match.start()
            for index, (start, end) in enumerate(found[:-1]):
                if end == middle == found[index + 1][0]:
                    found[index : index + 2] = [(start, found[index + 1][1])]
                    break
        return [self._span(start, end) for start, end in found if end > start]

    @property
    def span(self) -> Span:
        """The whole of what matched, in the article."""
        start, end = self.match.span()
        if self.pattern.forked:
            start, end = self.match.start(BEFORE), self.match.end(AFTER)
        return self._span(start, end)

    def _span(self, start: int, end: int) -> Span:
        places, width = self.coded.places, self.width
        return Span(places[start // width][0], places[(end - 1) // width][1])


class Coder:
    """Writes articles in the alphabet of a book."""

    def __init__(self, book: Book, time_limit: float) -> None:
        """`time_limit` is the seconds that the shapes of one word, and one pattern for one article, may take."""
        self.book, self.limit = book, time_limit
        self.sought: list[Sought] = [*book.phrases, *book.patterns, *book.companions]
        self.words = Vocabulary(book.alphabet, self.sought, time_limit)
        self.width = book.alphabet.width
        phrases, patterns = len(book.phrases), len(book.patterns)
        self.patterns = range(phrases, phrases + patterns)
        self.companions = range(phrases + patterns, len(self.sought))


@dataclass(slots=True)
class Search:
    """The search of one article; `late` names what took more than the time limit for it."""

    coder: Coder
    late: dict[str, None] = field(default_factory=dict)
    spent: dict[int, float] = field(default_factory=dict)

    def coded(self, text: str) -> Coded:
        """A text in code, its phrases as one word; without the sentences for which that takes too long."""
        words, book = self.coder.words, self.coder.book
        gap, nowhere = [words.end] * DEPTH, [_NOWHERE] * DEPTH
        coded = Coded([], [DEPTH], gap[:], nowhere[:], "")
        for sentence in split(text, book.abbreviations, book.skip):
            places = cut(text, sentence.start, sentence.end)
            try:
                tokens = words.tokens([text[start:end] for start, end in places])
            except TimeoutError as error:
                self.late[str(error)] = None
                continue
            coded.sentences.append(sentence)
            coded.tokens += tokens + gap
            coded.places += places + nowhere
            coded.starts.append(len(coded.tokens))
        coded.code = "".join([token.code for token in coded.tokens])
        for number, phrase in enumerate(book.phrases):
            spans = list(self._found(coded, range(number, number + 1), range(len(coded.sentences))))
            if spans:
                width = self.coder.width
                places = [(match.start() // width, match.end() // width) for _, _, match in spans]
                coded.fold([(start, end) for start, end in places if end > start], words.phrase(phrase.name))
        return coded

    def matches(self, coded: Coded, sought: range, sentences: Iterable[int]) -> list[list[Match]]:
        """For each sentence every match of every one sought, in their order, in the sentences of these numbers."""
        found: list[list[Match]] = [[] for _ in coded.sentences]
        for index, number, match in sorted(self._found(coded, sought, sentences), key=_number):
            pattern = self.coder.sought[number]
            if isinstance(pattern, Pattern):
                found[index].append(Match(pattern, match, coded, self.coder.width))
        return found

    def _found(
        self, coded: Coded, sought: range, sentences: Iterable[int]
    ) -> Iterator[tuple[int, int, "regex.Match[str]"]]:
        """Each match in some sentences: the sentence's number, the pattern's number, and the match."""
        tokens, width, needs, among = coded.tokens, self.coder.width, self.coder.words.needs, self.coder.sought
        mask = (1 << sought.stop) - (1 << sought.start)
        for index in sentences:
            start, stop = coded.starts[index], coded.starts[index + 1] - DEPTH
            cues, ends = -1, dict[int, int]()
            for place in range(start, stop + 1):
                if not (bits := tokens[place].here & mask):
                    continue
                bits &= tokens[place + 1].next & tokens[place - 1].last & tokens[place - 2].second_last
                while bits:
                    number = bits.bit_length() - 1
                    bits ^= 1 << number
                    if cues < 0:
                        cues = reduce(or_, [token.cues for token in tokens[start:stop]], 0)
                    if cues & needs[number] != needs[number] or place * width < ends.get(number, 0):
                        continue
                    if match := self._there(number, coded.code, place * width, stop * width):
                        if not among[number].forked:
                            ends[number] = match.end()
                        yield index, number, match

    def _there(self, number: int, code: str, start: int, stop: int) -> "regex.Match[str] | None":
        """The match of a pattern at one place, if there is one and it can be had in time."""
        pattern = self.coder.sought[number]
        if pattern.label in self.late:
            return None
        spent, started = self.spent.get(number, 0.0), perf_counter()
        try:
            return pattern.regex.match(code, start, stop, timeout=max(self.coder.limit - spent, 1e-6))
        except TimeoutError:
            self.late[pattern.label] = None
            return None
        finally:
            self.spent[number] = spent + perf_counter() - started


def _number(found: tuple[int, int, object]) -> int:
    return found[1]
