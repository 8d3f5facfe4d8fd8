"""Where the patterns of a book match an article: each is tried only where its words stand."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from time import perf_counter

import regex

from harness.extractors.patternbook import Book, Group, Pattern
from harness.extractors.patterns.expansion import AFTER, BEFORE
from harness.extractors.patterns.sentences import Sentence, split
from harness.extractors.patterns.words import cut
from harness.facts import Span

_REMEMBERED = 100_000
"""Words whose code is kept; an article of nonsense must not fill the memory."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A sentence in code: its `words` (phrases count as one) in the article, and the same number of characters each.

    `cues` has the bits of all sets of words that it holds one of; `starts` the words at which patterns begin, with
    those patterns.
    """

    sentence: Sentence
    words: Sequence[tuple[int, int]]
    code: str
    cues: int = 0
    starts: Sequence[tuple[int, Sequence[str]]] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A match of a pattern in a sentence whose code begins at `offset` of what was searched."""

    pattern: Pattern
    match: "regex.Match[str]"
    coded: Coded
    offset: int = 0

    def taken(self) -> Iterator[tuple[Group, list[Span]]]:
        """The groups that took part, each with where, in the article and in order."""
        everywhere = self.match.allspans()
        for group in self.pattern.groups:
            if found := everywhere[group.number]:
                yield group, self._spans(found)

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
        if self.pattern.first is not None or start == end:
            start, end = self.match.start(BEFORE), self.match.end(AFTER)
        return self._span(start, end)

    def _span(self, start: int, end: int) -> Span:
        width = len(self.coded.code) // len(self.coded.words)
        first, last = (start - self.offset) // width, (end - 1 - self.offset) // width
        return Span(self.coded.words[first][0], self.coded.words[last][1])


class Coder:
    """Writes sentences in the alphabet of a book, and notes which patterns their words call for."""

    def __init__(self, book: Book, time_limit: float) -> None:
        """`time_limit` is the seconds that the shapes of one word may take."""
        self.alphabet = book.alphabet
        self._limit = time_limit
        needs = {one.label: one.needs for some in (book.phrases, book.patterns, book.companions) for one in some}
        sets = dict.fromkeys(need for several in needs.values() for need in several)
        bits = {need: 1 << index for index, need in enumerate(sets)}
        self.needs = {label: sum(bits[need] for need in set(several)) for label, several in needs.items()}
        cues: dict[str, int] = {}
        starts: dict[str, list[str]] = {}
        for need, bit in bits.items():
            for word in need:
                cues[word] = cues.get(word, 0) | bit
        for pattern in (*book.patterns, *book.companions):
            for word in pattern.first or ():
                starts.setdefault(word, []).append(pattern.label)
        code = self.alphabet.code
        self._cues = {code(word): bit for word, bit in cues.items()}
        self._starts = {code(word): tuple(names) for word, names in starts.items()}
        self._known: dict[str, str] = {}

    def code(self, text: str, sentence: Sentence) -> Coded:
        """The sentence in code. Raises TimeoutError where the shapes of a word take too long."""
        words = cut(text, sentence.start, sentence.end)
        codes = [self._known.get(word) or self._code(word) for word in (text[start:end] for start, end in words)]
        return Coded(sentence, words, "".join(codes))

    def folded(self, coded: Coded, phrase: str, spans: Sequence[tuple[int, int]]) -> Coded:
        """The sentence with the words at `spans` of its code as one word each, which is the phrase."""
        words, codes, last, width = list[tuple[int, int]](), list[str](), 0, self.alphabet.width
        for start, end in spans:
            first, after = start // width, end // width
            words += coded.words[last // width : first]
            words.append((coded.words[first][0], coded.words[after - 1][1]))
            codes += [coded.code[last:start], self.alphabet.phrase(phrase)]
            last = end
        return Coded(
            coded.sentence, [*words, *coded.words[last // width :]], "".join([*codes, coded.code[last:]]), coded.cues
        )

    def noted(self, coded: Coded) -> Coded:
        """The sentence with its cues and starts."""
        cues, starts = 0, list[tuple[int, Sequence[str]]]()
        for index, word in enumerate(coded.code[:: self.alphabet.width]):
            cues |= self._cues.get(word, 0)
            if word in self._starts:
                starts.append((index, self._starts[word]))
        return Coded(coded.sentence, coded.words, coded.code, cues, starts)

    def _code(self, word: str) -> str:
        code = self.alphabet.encode(word, self._limit)
        if len(self._known) < _REMEMBERED:
            self._known[word] = code
        return code


@dataclass(slots=True)
class Search:
    """The search of one article; `late` names what took more than `limit` seconds for it."""

    coder: Coder
    limit: float
    late: dict[str, None] = field(default_factory=dict)
    spent: dict[str, float] = field(default_factory=dict)

    def coded(self, text: str, book: Book) -> list[Coded]:
        """The sentences of a text in code, their phrases as one word; without those for which that takes too long."""
        coded = []
        for sentence in split(text, book.abbreviations, book.skip):
            try:
                coded.append(self.coder.code(text, sentence))
            except TimeoutError as error:
                self.late[str(error)] = None
        coded = [self.coder.noted(one) for one in coded]
        for phrase in book.phrases:
            need = self.coder.needs[phrase.label]
            at = [index for index, one in enumerate(coded) if one.cues & need == need]
            found: dict[int, list[tuple[int, int]]] = {}
            among = [coded[index] for index in at]
            for index, offset, match in self._all(phrase.label, phrase.regex, among):
                start, end = match.span()
                if end > start:
                    found.setdefault(at[index], []).append((start - offset, end - offset))
            for index, spans in found.items():
                coded[index] = self.coder.noted(self.coder.folded(coded[index], phrase.name, spans))
        return coded

    def matches(self, patterns: Sequence[Pattern], sentences: Sequence[Coded]) -> list[list[Match]]:
        """For each sentence every match of every pattern, in the order of the patterns."""
        found: list[list[Match]] = [[] for _ in sentences]
        width, needs = self.coder.alphabet.width, self.coder.needs
        begins: dict[str, list[tuple[int, int]]] = {}
        for index, coded in enumerate(sentences):
            for word, names in coded.starts:
                for name in names:
                    if coded.cues & needs[name] == needs[name]:
                        begins.setdefault(name, []).append((index, word * width))
        everything = 0
        for coded in sentences:
            everything |= coded.cues
        for pattern in patterns:
            name, need = pattern.label, needs[pattern.label]
            if pattern.first is not None:
                for index, start in begins.get(name, ()):
                    if match := self._there(name, pattern.regex, sentences[index].code, start):
                        found[index].append(Match(pattern, match, sentences[index]))
            elif everything & need == need:
                at = [index for index, coded in enumerate(sentences) if coded.cues & need == need]
                among = [sentences[index] for index in at]
                for index, offset, match in self._all(name, pattern.regex, among):
                    found[at[index]].append(Match(pattern, match, among[index], offset))
        return found

    def _there(self, name: str, expression: "regex.Pattern[str]", code: str, start: int) -> "regex.Match[str] | None":
        """The match at one place, if there is one and it can be had in time."""
        if name in self.late:
            return None
        spent, started = self.spent.get(name, 0.0), perf_counter()
        try:
            return expression.match(code, start, timeout=max(self.limit - spent, 1e-6))
        except TimeoutError:
            self.late[name] = None
            return None
        finally:
            self.spent[name] = spent + perf_counter() - started

    def _all(
        self, name: str, expression: "regex.Pattern[str]", sentences: Sequence[Coded]
    ) -> Iterator[tuple[int, int, "regex.Match[str]"]]:
        """Each match with its sentence's index and offset, or none if they cannot be had in time.

        All sentences are searched at once; line ends, which no expression matches, keep them apart.
        """
        code = "\n".join(coded.code for coded in sentences)
        offsets = [0, *accumulate(len(coded.code) + 1 for coded in sentences)]
        if name in self.late or not code:
            return
        spent, started = self.spent.get(name, 0.0), perf_counter()
        try:
            timeout = max(self.limit - spent, 1e-6)
            matches = list(expression.finditer(code, timeout=timeout))
        except TimeoutError:
            self.late[name] = None
            return
        finally:
            self.spent[name] = spent + perf_counter() - started
        for match in matches:
            index = bisect_right(offsets, match.start()) - 1
            yield index, offsets[index], match
