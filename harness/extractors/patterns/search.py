"""Where the patterns of a book match an article: each is tried only where the words around let it."""

from collections.abc import Mapping
from functools import reduce
from itertools import compress, pairwise, product
from operator import attrgetter, itemgetter, or_

from harness.extractors.patternbook import ATTRIBUTES, Book, Pattern
from harness.extractors.patterns.alarm import Alarm
from harness.extractors.patterns.coded import GAP
from harness.extractors.patterns.coding import tried_at, write
from harness.extractors.patterns.draft import Draft
from harness.extractors.patterns.expression import Hit, Quick
from harness.extractors.patterns.pieces import Phrase
from harness.extractors.patterns.trials import Trial, Trials
from harness.extractors.patterns.vocabulary import Vocabulary

Hot = tuple[int, int]
"""A word at which patterns may be tried, and the bits of those."""
Found = tuple[Pattern, Hit]
_ATTRIBUTES = ("source", *ATTRIBUTES)
_CUES, _WARM, _NUMBER = attrgetter("cues"), attrgetter("warm"), itemgetter(0)


class Coder:
    """Writes articles in the alphabet of a book, and says what to look for in them.

    `sought` are phrases, patterns and companions, which sets of them name by bits: `patterns`; `companions`, for each
    fact type and slot or attribute those of its companions that may fill it; and `speakers`, those that tell a source.
    """

    def __init__(self, book: Book, time_limit: float) -> None:
        """`time_limit` is the seconds that the shapes of one word may take."""
        self.book = book
        self.entries = (*book.patterns, *book.companions)
        self.sought: tuple[Phrase | Pattern, ...] = (*book.phrases, *self.entries)
        self.words = Vocabulary(book.alphabet, book.openings, self.sought, time_limit)
        self.trials = [Trial(one.expression, one.label) for one in self.sought]
        self.compiled: list[Quick | None] = [None] * len(self.trials)
        self.forked = [one.expression.forked for one in self.sought]
        self.phrases = phrases = len(book.phrases)
        self.patterns = (1 << phrases + len(book.patterns)) - (1 << phrases)
        self.companions: dict[str, dict[str, int]] = {fact_type: {} for fact_type in book.facts}
        self.speakers = 0
        for number, one in enumerate(book.companions, phrases + len(book.patterns)):
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
    """The search of one article; `late` names what took more than the time limit for it."""

    def __init__(self, coder: Coder, text: str, limit: float, alarm: Alarm | None = None) -> None:
        """Write the text in code, and see where anything may be tried; each trial has `limit` seconds."""
        self._coder = coder
        self._trials = Trials(coder.trials, coder.compiled, limit, alarm)
        self.coded = write(text, coder.book, coder.words, self._trials)
        self._hot = self._hot_places()
        self._cues: dict[int, int] = {}

    @property
    def late(self) -> Mapping[str, None]:
        """What took too long, in the order in which it was found out."""
        return self._trials.late

    def matches(self, wanted: Mapping[int, int]) -> dict[int, list[Found]]:
        """For each sentence of these numbers every match of those wanted there (bits), in their order."""
        found: dict[int, list[Found]] = {}
        for index, mask in wanted.items():
            if (hot := self._hot.get(index)) and (some := self._found(index, hot, mask)):
                found[index] = some
        return found

    def _hot_places(self) -> dict[int, list[Hot]]:
        """The places of each sentence where anything may be tried."""
        tokens, starts, hot = self.coded.tokens, self.coded.starts, dict[int, list[Hot]]()
        for index, (first, following) in enumerate(pairwise(starts)):
            warm = compress(range(first, following), map(_WARM, tokens[first : following - GAP + 1]))
            if some := [(place, bits) for place in warm if (bits := tried_at(tokens, place))]:
                hot[index] = some
        return hot

    def _cues_of(self, index: int) -> int:
        """The cues of the words and phrases of a sentence."""
        if index not in self._cues:
            first, after = self.coded.starts[index : index + 2]
            self._cues[index] = reduce(or_, map(_CUES, self.coded.tokens[first : after - GAP]), 0)
        return self._cues[index]

    def _found(self, index: int, hot: list[Hot], mask: int) -> list[Found]:
        """Each match of those of `mask` in a sentence, in their order."""
        coder, coded, cues = self._coder, self.coded, self._cues_of(index)
        entries, needs, forked, hit_of = coder.entries, coder.words.needs, coder.forked, self._trials.hit
        stop = coded.starts[index + 1] - GAP
        found, ends = list[tuple[int, Hit]](), dict[int, int]()
        for place, bits in hot:
            bits &= mask
            while bits:
                number = bits.bit_length() - 1
                bits ^= 1 << number
                need = needs[number]
                if cues & need != need or (ends and place < ends.get(number, 0)):
                    continue
                if hit := hit_of(number, coded, place, stop):
                    found.append((number, hit))
                    if not forked[number]:
                        ends[number] = hit.end
        found.sort(key=_NUMBER)
        return [(entries[number - coder.phrases], hit) for number, hit in found]
