"""Where the patterns of a book match an article: each is tried, once, on the sentences that hold its words."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from time import perf_counter

import regex

from harness.extractors.patternbook import Book, Pattern
from harness.extractors.patterns.expansion import AFTER, BEFORE
from harness.extractors.patterns.sentences import Sentence, split
from harness.extractors.patterns.words import Alphabet, cut, fold
from harness.facts import Span

_REMEMBERED = 100_000
"""Words whose code is kept; an article of nonsense must not fill the memory."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A sentence in code: its `words` in the article, `width` characters of `code` for each, and the `cues` it holds."""

    sentence: Sentence
    words: Sequence[Span]
    code: str
    width: int
    cues: int

    def empty(self) -> "Coded":
        """The same sentence as one in which nothing is to be found."""
        return Coded(self.sentence, (), "", self.width, 0)


@dataclass(frozen=True, slots=True)
class Match:
    """A match of a pattern in a sentence whose code begins at `offset` of what was searched."""

    pattern: Pattern
    match: "regex.Match[str]"
    coded: Coded
    offset: int

    def spans(self, group: str) -> list[Span]:
        """Where a group took part, in the article, in order; the halves of a slot that `!` parts are joined."""
        found = sorted({span for span in self.match.spans(group) if span[1] > span[0]})
        middle = self.match.start()
        for index, (start, end) in enumerate(found[:-1]):
            if end == middle == found[index + 1][0]:
                found[index : index + 2] = [(start, found[index + 1][1])]
                break
        return [self._span(start, end) for start, end in found]

    def fills(self, slot: str) -> bool:
        """Whether it fills a slot, or gives a source."""
        return any(group.slot == slot and self.match.start(group.name) >= 0 for group in self.pattern.groups)

    @property
    def span(self) -> Span:
        """The whole of what matched, in the article."""
        start, end = self.match.span()
        if BEFORE in self.pattern.regex.groupindex:
            start, end = self.match.start(BEFORE), self.match.end(AFTER)
        return self._span(start, max(end, start + 1))

    def _span(self, start: int, end: int) -> Span:
        first = (start - self.offset) // self.coded.width
        last = (end - 1 - self.offset) // self.coded.width
        return Span(self.coded.words[first].start, self.coded.words[last].end)


class Coder:
    """Writes sentences in the alphabet of a book, and notes the words that its patterns need."""

    def __init__(self, book: Book, time_limit: float) -> None:
        """`time_limit` is the seconds that the shapes of one word may take."""
        self._alphabet: Alphabet = book.alphabet
        self._limit = time_limit
        patterns = (*book.patterns, *book.companions)
        sets = dict.fromkeys(need for pattern in patterns for need in pattern.needs)
        bits = {need: 1 << index for index, need in enumerate(sets)}
        self._bits: dict[str, int] = {}
        for need, bit in bits.items():
            for word in need:
                self._bits[word] = self._bits.get(word, 0) | bit
        self.needs: Mapping[str, int] = {
            pattern.name: sum(bits[need] for need in set(pattern.needs)) for pattern in patterns
        }
        self._known: dict[str, tuple[str, int]] = {}

    def code(self, text: str, sentence: Sentence) -> Coded:
        """The sentence in code. Raises TimeoutError where the shapes of a word take too long."""
        spans, codes, cues = list(cut(text, sentence.start, sentence.end)), list[str](), 0
        for start, end in spans:
            code, bits = self._known.get(text[start:end]) or self._code(text[start:end])
            codes.append(code)
            cues |= bits
        return Coded(sentence, spans, "".join(codes), self._alphabet.width, cues)

    def folded(self, coded: Coded, phrase: str, spans: Sequence[Span]) -> Coded:
        """The sentence with the words at `spans` of its code as one word each, which is the phrase."""
        words, codes, last = list[Span](), list[str](), 0
        for start, end in spans:
            first, after = start // coded.width, -(-end // coded.width)
            if start % coded.width or first < last // coded.width or after <= first:
                continue
            words += coded.words[last // coded.width : first]
            words.append(Span(coded.words[first].start, coded.words[after - 1].end))
            codes += [coded.code[last:start], self._alphabet.phrase(phrase)]
            last = end
        words += coded.words[last // coded.width :]
        codes.append(coded.code[last:])
        return Coded(
            coded.sentence, words, "".join(codes), coded.width, coded.cues | self._bits.get(f"{{{phrase}}}", 0)
        )

    def _code(self, word: str) -> tuple[str, int]:
        known = self._alphabet.encode(word, self._limit), self._bits.get(fold(word), 0)
        if len(self._known) < _REMEMBERED:
            self._known[word] = known
        return known


@dataclass(slots=True)
class Search:
    """The search of one article; `late` names the patterns that took more than `limit` seconds for it."""

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
        for name, phrase in book.phrases.items():
            matches: list[list[Span]] = [[] for _ in coded]
            for index, offset, match in self._run(f"phrase {name}", phrase, coded):
                matches[index].append(Span(match.start() - offset, match.end() - offset))
            coded = [
                self.coder.folded(one, name, spans) if spans else one for one, spans in zip(coded, matches, strict=True)
            ]
        return coded

    def matches(self, patterns: Sequence[Pattern], sentences: Sequence[Coded]) -> list[list[Match]]:
        """For each sentence every match of every pattern, in the order of the patterns."""
        found: list[list[Match]] = [[] for _ in sentences]
        everything = 0
        for coded in sentences:
            everything |= coded.cues
        for pattern in patterns:
            need = self.coder.needs[pattern.name]
            if everything & need == need and f"pattern {pattern.name}" not in self.late:
                at = [index for index, coded in enumerate(sentences) if coded.cues & need == need]
                for index, match in self._search(pattern, [sentences[index] for index in at]):
                    found[at[index]].append(match)
        return found

    def _search(self, pattern: Pattern, sentences: Sequence[Coded]) -> Iterator[tuple[int, Match]]:
        for index, offset, match in self._run(f"pattern {pattern.name}", pattern.regex, sentences, pattern.overlapped):
            yield index, Match(pattern, match, sentences[index], offset)

    def _run(
        self, name: str, expression: "regex.Pattern[str]", sentences: Sequence[Coded], overlapped: bool = False
    ) -> Iterator[tuple[int, int, "regex.Match[str]"]]:
        """Each match with its sentence's index and offset, or none if they cannot be had in time.

        All sentences are searched at once; line ends, which no expression matches, keep them apart.
        """
        if not sentences:
            return
        code = "\n".join(coded.code for coded in sentences)
        offsets = [0, *accumulate(len(coded.code) + 1 for coded in sentences)]
        spent, started = self.spent.get(name, 0.0), perf_counter()
        try:
            timeout = max(self.limit - spent, 1e-6)
            matches = list(expression.finditer(code, overlapped=overlapped, timeout=timeout))
        except TimeoutError:
            self.late[name] = None
            return
        finally:
            self.spent[name] = spent + perf_counter() - started
        for match in matches:
            index = bisect_right(offsets, match.start()) - 1
            yield index, offsets[index], match
