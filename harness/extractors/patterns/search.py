"""Where the patterns of a book match an article: each is tried only where the words around let it."""

from collections.abc import Mapping
from itertools import pairwise, product
from operator import itemgetter

import numpy as np

from harness.extractors.patternbook import ATTRIBUTES, Book, Pattern
from harness.extractors.patterns.alarm import Alarm
from harness.extractors.patterns.coded import GAP, Coded
from harness.extractors.patterns.coding import write
from harness.extractors.patterns.draft import Draft
from harness.extractors.patterns.expression import Hit, Quick
from harness.extractors.patterns.table import members
from harness.extractors.patterns.trials import Trial, Trials
from harness.extractors.patterns.vocabulary import Vocabulary

Found = tuple[Pattern, Hit]
_ATTRIBUTES = ("source", *ATTRIBUTES)
_NUMBER = itemgetter(0)


class Coder:
    """Writes articles in the alphabet of a book, and says what to look for in them.

    `entries` are companions, then patterns, which sets of them name by bits: `patterns`; `companions`, for each
    fact type and slot or attribute those of its companions that may fill it; and `speakers`, those that tell a source.
    """

    def __init__(self, book: Book, time_limit: float) -> None:
        """`time_limit` is the seconds that the shapes of one word may take."""
        self.book = book
        self.entries = (*book.companions, *book.patterns)
        self.words = Vocabulary(book.alphabet, book.openings, book.phrases, self.entries, time_limit)
        self.trials = [Trial(one.expression, one.label) for one in (*self.entries, *book.phrases)]
        self.compiled: list[Quick | None] = [None] * len(self.trials)
        self.forked = [one.expression.forked for one in self.entries]
        self.patterns = (1 << len(self.entries)) - (1 << len(book.companions))
        self.companions: dict[str, dict[str, int]] = {fact_type: {} for fact_type in book.facts}
        self.speakers = 0
        for number, one in enumerate(book.companions):
            for fact_type, slot in product(one.types, {group.slot for group in one.groups}):
                if slot in book.facts[fact_type] or slot in _ATTRIBUTES:
                    of_type = self.companions[fact_type]
                    of_type[slot] = of_type.get(slot, 0) | 1 << number
            if any(group.slot == "source" for group in one.groups):
                self.speakers |= 1 << number

    def wanted(self, draft: Draft) -> int:
        """The companions that may tell something that is open in a draft, as bits."""
        bits = 0
        for slot, companions in self.companions[draft.type].items():
            if draft.lacks(slot):
                bits |= companions
        return bits


class Search:
    """The search of one article; `late` names what took more than the time limit for it.

    `hot` are, for each sentence, the places at which something may be tried, in order, and the number of what.
    """

    def __init__(self, coder: Coder, text: str, limit: float, alarm: Alarm | None = None) -> None:
        """Write the text in code, and see where anything may be tried; each trial has `limit` seconds."""
        self._coder = coder
        self._trials = Trials(coder.trials, coder.compiled, limit, alarm)
        self.coded = write(text, coder.book, coder.words, self._trials)
        self.hot = hot_places(self.coded, coder.words)

    @property
    def late(self) -> Mapping[str, None]:
        """What took too long, in the order in which it was found out."""
        return self._trials.late

    def matches(self, wanted: Mapping[int, int]) -> dict[int, list[Found]]:
        """For each sentence of these numbers every match of those wanted there (bits), in their order."""
        coder, coded, trials, compiled = self._coder, self.coded, self._trials, self._trials.compiled
        entries, forked, forth, back, found = coder.entries, coder.forked, coded.forth, coded.back, dict[int, list[Found]]()
        for index, mask in wanted.items():
            some, ends = list[tuple[int, Hit]](), dict[int, int]()
            for place, number in zip(*self.hot[index], strict=True):
                if not mask >> number & 1 or (ends and place < ends.get(number, 0)):
                    continue
                if quick := compiled[number]:
                    hit = quick.hit(forth, back, place)
                else:
                    hit = trials.hit(number, coded, place, coded.starts[index + 1] - GAP)
                if hit:
                    some.append((number, hit))
                    if not forked[number]:
                        ends[number] = hit.end
            if some:
                some.sort(key=_NUMBER)
                found[index] = [(entries[number], hit) for number, hit in some]
        return found


def hot_places(coded: Coded, words: Vocabulary) -> list[tuple[list[int], list[int]]]:
    """For each sentence the places at which patterns may be tried, as far as the words beside and its cues let them.

    A place is a word's, or the one behind the last; for each there is the number of what may be tried.
    """
    rows, table, starts = coded.rows, words.table, np.array(coded.starts)
    if len(starts) < 2:
        return []
    warm = table.warm.take(rows)
    warm[0] = warm[starts - 1] = warm[starts - 2] = False
    places = np.flatnonzero(warm)
    back, at, on = rows[places - 1], rows[places], rows[places + 1]
    here, opening, following, one_on, two_on, one_back, two_back = table.sides
    bits = opening.take(at, axis=0)
    bits &= following.take(on, axis=0)
    bits |= here.take(at, axis=0)
    bits &= one_on.take(on, axis=0)
    bits &= one_back.take(back, axis=0)
    bits &= two_on.take(rows[places + 2], axis=0)
    bits &= two_back.take(rows[places - 2], axis=0)
    row, number = members(bits)
    place = places[row]
    sentence = starts.searchsorted(place, "right") - 1
    cues = np.bitwise_or.reduceat(table.cues.take(rows, axis=0), starts[:-1], axis=0)
    need = words.needs.take(number, axis=0)
    met = np.flatnonzero(~(need & ~cues.take(sentence, axis=0)).any(axis=1))
    place, number = place[met].tolist(), number[met].tolist()
    bounds = sentence[met].searchsorted(np.arange(len(starts))).tolist()
    return [(place[first:last], number[first:last]) for first, last in pairwise(bounds)]
