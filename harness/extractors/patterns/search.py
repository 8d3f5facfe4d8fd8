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
        coder, coded, trials = self._coder, self.coded, self._trials
        entries, needs, forked, compiled = coder.entries, coder.words.needs, coder.forked, trials.compiled
        forth, back, phrases, found = coded.forth, coded.back, coder.phrases, dict[int, list[Found]]()
        for index, mask in wanted.items():
            cues, some, ends = -1, list[tuple[int, Hit]](), dict[int, int]()
            for place, bits in self._hot[index]:
                bits &= mask
                while bits:
                    number = bits.bit_length() - 1
                    bits ^= 1 << number
                    if cues < 0:
                        cues = self._cues_of(index)
                    need = needs[number]
                    if cues & need != need or (ends and place < ends.get(number, 0)):
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
                found[index] = [(entries[number - phrases], hit) for number, hit in some]
        return found

    def _hot_places(self) -> list[list[Hot]]:
        """The places of each sentence where anything may be tried."""
        tokens, hot = self.coded.tokens, list[list[Hot]]()
        for first, following in pairwise(self.coded.starts):
            warm = compress(range(first, following), map(_WARM, tokens[first : following - GAP + 1]))
            hot.append([(place, bits) for place in warm if (bits := tried_at(tokens, place))])
        return hot

    def _cues_of(self, index: int) -> int:
        """The cues of the words and phrases of a sentence."""
        if index not in self._cues:
            first, after = self.coded.starts[index : index + 2]
            self._cues[index] = reduce(or_, map(_CUES, self.coded.tokens[first : after - GAP]), 0)
        return self._cues[index]
