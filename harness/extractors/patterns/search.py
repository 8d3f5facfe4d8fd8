"""Where the patterns of a book match an article: each is tried only where the words around let it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import TypeVar

import numpy as np

from harness.extractors.patternbook import ATTRIBUTES, Book, Pattern
from harness.extractors.patterns.alarm import Alarm
from harness.extractors.patterns.chunks import Chunks
from harness.extractors.patterns.coded import GAP, Coded
from harness.extractors.patterns.coding import write
from harness.extractors.patterns.draft import Draft
from harness.extractors.patterns.expression import Hit, Quick
from harness.extractors.patterns.pieces import Phrase
from harness.extractors.patterns.table import Rows, members
from harness.extractors.patterns.trials import Trial, Trials
from harness.extractors.patterns.vocabulary import Vocabulary

Hot = tuple[list[int], list[int], list[int]]
"""Sentences, the number of what may be tried in each, and at which place: a word, or what is behind the last."""
Made = TypeVar("Made")
Make = Callable[[int, Pattern, Hit], Made | None]
"""What is made of a match in the sentence of this number."""
_ATTRIBUTES = ("source", *ATTRIBUTES)


class Coder:
    """Writes articles in the alphabet of a book, and says what to look for in them.

    `entries` are companions, then patterns. Bits name sets of companions: `companions`, for each fact type and slot or
    attribute those that may fill it, and `speakers`, those that tell a source.
    """

    def __init__(self, book: Book, time_limit: float) -> None:
        """`time_limit` is the seconds that the shapes of one word may take."""
        self.book = book
        self.entries = (*book.companions, *book.patterns)
        self.words = Vocabulary(book.alphabet, book.openings, book.phrases, self.entries, time_limit)
        self.chunks = Chunks(self.words, book.abbreviations, in_time=False)
        self.chunks_in_time = Chunks(self.words, book.abbreviations, in_time=True)
        tried: tuple[Pattern | Phrase, ...] = (*self.entries, *book.phrases)
        self.trials = [Trial(one.expression, one.label) for one in tried]
        self.compiled: list[Quick | None] = [None] * len(self.trials)
        self.forked = [one.expression.forked for one in self.entries]
        self.companions: dict[str, dict[str, int]] = {fact_type: {} for fact_type in book.facts}
        self.speakers = 0
        for number, one in enumerate(book.companions):
            for fact_type, slot in product(one.types, {group.slot for group in one.groups}):
                if slot in book.facts[fact_type] or slot in _ATTRIBUTES:
                    of_type = self.companions[fact_type]
                    of_type[slot] = of_type.get(slot, 0) | 1 << number
            if any(group.slot == "source" for group in one.groups):
                self.speakers |= 1 << number
        self._wanted = lru_cache(maxsize=10_000)(self._lacking)

    def wanted(self, draft: Draft) -> int:
        """The companions that may tell something that is open in a draft, as bits."""
        return self._wanted(draft.type, *draft.told)

    def _lacking(self, fact_type: str, *told: str) -> int:
        """The same of what has been told of a fact."""
        bits = 0
        for slot, companions in self.companions[fact_type].items():
            if slot not in told:
                bits |= companions
        return bits


class Search:
    """The search of some articles; `late` names what took more than the time limit for them."""

    def __init__(self, coder: Coder, texts: Sequence[str], limit: float, alarm: Alarm | None = None) -> None:
        """Write the texts in code, and see where anything may be tried; each trial has `limit` seconds."""
        self._coder = coder
        self._trials = Trials(coder.trials, coder.compiled, limit, alarm)
        chunks = coder.chunks if alarm else coder.chunks_in_time
        self.coded = write(texts, coder.book, coder.words, chunks, self._trials)
        self.hot = hot_places(self.coded, coder.words, len(coder.book.companions))

    @property
    def late(self) -> Mapping[str, None]:
        """What took too long, in the order in which it was found out."""
        return self._trials.late

    def patterns(self, make: Make[Made]) -> dict[int, list[Made]]:
        """What is made of each match of the patterns, by the number of the sentence, in the order of the patterns."""
        return self._found(zip(*self.hot[1], strict=True), make)

    def companions(self, wanted: Mapping[int, int], make: Make[Made]) -> dict[int, list[Made]]:
        """The same of the companions that are wanted (as bits) in sentences of these numbers."""
        here = wanted.get
        return self._found((one for one in zip(*self.hot[0], strict=True) if here(one[0], 0) >> one[1] & 1), make)

    def _found(self, hot: Iterable[tuple[int, int, int]], make: Make[Made]) -> dict[int, list[Made]]:
        """What is made of each match at these places.

        One pattern is tried at all of its places in a row, and what is made of a match is made at once: so the
        processor has it close at hand.
        """
        coder, coded, trials, compiled = self._coder, self.coded, self._trials, self._trials.compiled
        entries, forked, forth, back = coder.entries, coder.forked, coded.forth, coded.back
        found, last, end = dict[int, list[Made]](), -1, 0
        for index, number, place in hot:
            if number != last:
                last, end = number, 0
            elif place < end:
                continue
            if quick := compiled[number]:
                hit = quick.hit(forth, back, place)
            else:
                hit = trials.hit(number, coded, place, coded.starts[index + 1] - GAP)
            if hit:
                if made := make(index, entries[number], hit):
                    if index in found:
                        found[index].append(made)
                    else:
                        found[index] = [made]
                if not forked[number]:
                    end = hit.end
        return found


def hot_places(coded: Coded, words: Vocabulary, companions: int) -> tuple[Hot, Hot]:
    """Where entries may be tried, as far as the words beside and the cues of the sentence let them.

    First the places of so many companions, then those of patterns: by entry and place.
    """
    rows, table, starts = coded.rows, words.table, np.array(coded.starts)
    if len(starts) < 2:
        return ([], [], []), ([], [], [])
    warm = table.warm.take(rows)
    warm[0] = warm[starts - 1] = warm[starts - 2] = False
    places = warm.nonzero()[0]
    back, at, on = rows.take(places - 1), rows.take(places), rows.take(places + 1)
    here, opening, following, one_on, two_on, one_back, two_back = table.sides
    bits = opening.take(at, axis=0)
    bits &= following.take(on, axis=0)
    bits |= here.take(at, axis=0)
    bits &= one_on.take(on, axis=0)
    bits &= one_back.take(back, axis=0)
    bits &= two_on.take(rows.take(places + 2), axis=0)
    bits &= two_back.take(rows.take(places - 2), axis=0)
    row, number = members(bits)
    place = places.take(row)
    sentence = starts.searchsorted(place, "right") - 1
    cues = np.bitwise_or.reduceat(table.cues.take(rows, axis=0), starts[:-1], axis=0)
    unmet = words.needs.take(number, axis=0)
    unmet &= ~cues.take(sentence, axis=0)
    met = (np.bitwise_or.reduce(unmet, axis=1) == 0).nonzero()[0]
    met = met.take(number.take(met).argsort(kind="stable"))
    beside = number.take(met).searchsorted(companions)
    return _columns(sentence, number, place, met[:beside]), _columns(sentence, number, place, met[beside:])


def _columns(sentence: Rows, number: Rows, place: Rows, at: Rows) -> Hot:
    return sentence.take(at).tolist(), number.take(at).tolist(), place.take(at).tolist()
