"""Quotes -> spans of a text: where the words that a system says it read stand in the article. Pure.

Words are sought as they are first; then white space, quotation marks, dashes and Unicode's normal forms are overlooked
(`harness.normalise.folding`), and quotation marks around the whole of them. Of words that are there as they are, such
places (one that a line's end breaks, say) are for mentions that have no other. Of words that are nowhere, or in other
words only, case is overlooked, too, as a sentence gives its first word another: but not between a word in capitals and
one that is not, as `US` and `us` (`harness.answers.letters`). Accents are not overlooked. What is then nowhere has no
span: it is never put where something like it stands.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from harness.answers.letters import caseless, same_but_case
from harness.answers.occurrences import occurrences
from harness.facts import Span
from harness.gold.anchor import Quote, inside_word
from harness.normalise.folding import Folded, folded

FAR = 500
"""Code points: farther apart than any two words of a sentence are taken to be."""
_END = re.compile(r"[.!?。][\"'”’)]*\s|[\r\n]")
_BETWEEN = " '-,.;:"
"""What is overlooked between a quote and its context, in folded text."""

Item = tuple[str, Quote | Span | None]


class Aligner:
    """One text, and where each of the `quotes` named at the start stands in it: time is linear in the text.

    >>> aligner = Aligner("Osh, then Batken, then Osh", [Quote("Osh"), Quote("Osh", before="then"), Quote("Naryn")])
    >>> aligner.places(Quote("Osh"))
    (Span(start=0, end=3), Span(start=23, end=26))
    >>> aligner.places(Quote("Osh", before="then"))
    (Span(start=23, end=26),)
    >>> aligner.places(Quote("Naryn"))
    ()
    """

    def __init__(self, text: str, quotes: Iterable[Quote]) -> None:
        """Find the words of all quotes at once."""
        self._text = text
        words = {quote.text for quote in quotes}
        exact = occurrences(text, words)
        self._places = {
            word: _whole(text, [Span(at, at + len(word)) for at in exact[word]]) for word in words if exact[word]
        }
        plain = set(self._places) if self._folded.text == text else set()
        overlooking = self._overlooking(words - plain)
        self._others = {
            word: tuple(span for span in overlooking[word] if not _overlaps(span, spans) and not _cuts(text, span))
            for word, spans in self._places.items()
            if word in overlooking
        }
        self._places = overlooking | self._places
        self._places |= self._in_other_case(word for word in words if not self._stands_whole(word))
        self._narrowed: dict[Quote, tuple[Span, ...]] = {}

    def places(self, quote: Quote) -> tuple[Span, ...]:
        """Every place of a quote in the order of the text; () where it is nowhere, KeyError where it was not named.

        A place that cuts a word, a number or a letter from its accent counts only where there is no other. Where there
        are several, those that the quote's `before` and `after` fit are returned, or all if they fit none.
        """
        places, others = self._places.get(quote.text, ()), self._others.get(quote.text, ())
        if len(places) + len(others) < 2 or not _has_context(quote):
            return places
        if quote not in self._narrowed:
            self._narrowed[quote] = self._in_context(quote, sorted((*places, *others))) or places
        return self._narrowed[quote]

    def inside(self, quote: Quote, spans: Sequence[Span], but: Iterable[Span] = ()) -> Span | None:
        """The first place of `quote` in one of `spans`, the one named first; one of `but` only if there is no other."""
        taken, first = set(but), None
        for places in (self.places(quote), self._other_places(quote)):
            for place in chain.from_iterable(_within(places, span) for span in spans):
                if place not in taken:
                    return place
                first = first or place
        return first

    def nearest(self, quote: Quote, to: Span) -> Span | None:
        """The place of `quote` that is nearest to a span, one in its sentence before others; the earlier one of two."""
        places = self.places(quote)
        after = bisect_left(places, to)
        beside = places[max(0, after - 1) : after + 1]
        return min(beside, key=lambda place: _distance(self._text, *sorted((place, to))), default=None)

    def in_order(self, items: Sequence[Item]) -> tuple[Span | None, ...]:
        """Where each item stands, repeated mentions told apart by the order of the items.

        An item is a group (a fact's type, say) and a quote; or a span, known already, or None, which leads nowhere. A
        quote with several places takes the first between the item before it and the next one whose place is sure, else
        the first in the text; of one group, equal quotes take different places as long as there are enough.

        >>> places = Aligner("Osh, then Batken, then Osh", [Quote("Osh"), Quote("Batken")])
        >>> places.in_order([("raid", Quote("Batken")), ("raid", Quote("Osh"))])
        (Span(start=10, end=16), Span(start=23, end=26))
        """
        sure = [self._sure(given) for _, given in items]
        bounds = _next_of(sure, len(self._text))
        taken: dict[tuple[str, str], set[Span]] = {}
        found: list[Span | None] = []
        last = 0
        for (group, given), place, bound in zip(items, sure, bounds, strict=True):
            chosen = place
            if isinstance(given, Quote):
                gone = taken.setdefault((group, given.text), set())
                if chosen is None:
                    chosen = _first_free(self.places(given), gone, last, bound)
                if chosen in gone and (other := _first_free(self._other_places(given), gone, last, bound)) not in gone:
                    chosen = other or chosen
                if chosen is not None:
                    gone.add(chosen)
            found.append(chosen)
            last = last if chosen is None else chosen.start
        return tuple(found)

    def _sure(self, given: Quote | Span | None) -> Span | None:
        if not isinstance(given, Quote):
            return given
        places = self.places(given)
        return places[0] if len(places) == 1 and not self._other_places(given) else None

    def _other_places(self, quote: Quote) -> tuple[Span, ...]:
        """Places that differ from the words in what is overlooked, though these stand elsewhere as they are."""
        return () if _has_context(quote) else self._others.get(quote.text, ())

    @cached_property
    def _folded(self) -> Folded:
        return folded(self._text)

    def _stands_whole(self, word: str) -> bool:
        """Tell whether some place of a word is no part of another word."""
        places = self._others.get(word) or self._places.get(word, ())
        return any(not _cuts(self._text, place) for place in places[:1])  # if one does not, none does: see `_whole`

    def _overlooking(self, words: Iterable[str]) -> dict[str, tuple[Span, ...]]:
        """The places of words that are nowhere as they stand."""
        needles = {word: folded(word).text.strip() for word in words}
        return {word: _whole(self._text, spans) for word, spans in self._sought(self._folded.text, needles)}

    def _in_other_case(self, words: Iterable[str]) -> dict[str, tuple[Span, ...]]:
        """The places of words where they differ in case, and cut no word."""
        needles = {word: caseless(folded(word).text.strip()) for word in words}
        places: dict[str, tuple[Span, ...]] = {}
        for word, spans in self._sought(caseless(self._folded.text), needles) if needles else ():
            whole = (span for span in spans if not _cuts(self._text, span))
            if same := tuple(span for span in whole if same_but_case(self._text[slice(*span)], word)):
                places[word] = same
        return places

    def _sought(self, text: str, needles: Mapping[str, str]) -> Iterator[tuple[str, list[Span]]]:
        """The words whose needles are somewhere in the folded text, or are without quotation marks, and where."""
        bare = {needle: needle.strip("' ") for needle in needles.values()}
        found = occurrences(text, {*needles.values(), *bare.values()})
        for word, needle in needles.items():
            spans = self._unfolded(needle, found[needle]) or self._unfolded(bare[needle], found[bare[needle]])
            if spans:
                yield word, spans

    def _unfolded(self, needle: str, found: Sequence[int]) -> list[Span]:
        ends = [(at, at + len(needle)) for at in found]
        return [self._folded.origin(*one) for one in ends if not any(map(self._folded.cuts, one))]

    def _in_context(self, quote: Quote, places: Sequence[Span]) -> tuple[Span, ...]:
        """The places that `before` and `after` are beside; `_BETWEEN` may stand, or be left out, between."""
        text, starts = self._folded.text, self._folded.starts
        before, after = folded(quote.before).text.strip(_BETWEEN), folded(quote.after).text.strip(_BETWEEN)
        fitting: list[Span] = []
        for place in places:
            start, end = (int(edge) for edge in starts.searchsorted(place))
            left = text[max(0, start - len(before) - 4) : start].rstrip(_BETWEEN)
            right = text[end : end + len(after) + 4].lstrip(_BETWEEN)
            if left.endswith(before) and right.startswith(after):
                fitting.append(place)
        return tuple(fitting)


def align(text: str, quotes: Sequence[str | Quote]) -> tuple[Span | None, ...]:
    """Where each quote stands in `text`, in the order of `quotes`, which tells repeated mentions apart; None: nowhere.

    >>> align("He said: “No.”  Then: “No.”", ['said: "No."', "No.", "yes"])
    (Span(start=3, end=14), Span(start=10, end=13), None)
    """
    asked = [Quote(one) if isinstance(one, str) else one for one in quotes]
    return Aligner(text, asked).in_order([("", quote) for quote in asked])


def _has_context(quote: Quote) -> bool:
    return bool(quote.before.strip() or quote.after.strip())


def _whole(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans that cut no word and no number, or all where every one does."""
    return tuple(span for span in spans if not _cuts(text, span)) or tuple(spans)


def _cuts(text: str, span: Span) -> bool:
    digits = (0 < at < len(text) and text[at - 1].isdigit() and text[at].isdigit() for at in span)
    return inside_word(text, span) or any(digits)


def _overlaps(span: Span, spans: Sequence[Span]) -> bool:
    """Tell whether a span shares a code point with one of those beside it in sorted `spans`."""
    at = bisect_left(spans, span)
    return any(one.start < span.end and span.start < one.end for one in spans[max(0, at - 1) : at + 1])


def _distance(text: str, left: Span, right: Span) -> int:
    """Code points between two spans, and many more where a sentence or a line ends between them."""
    between = max(0, right.start - left.end)
    return between + (FAR if between >= FAR or _END.search(text, left.end, right.start) else 0)


def _within(places: Sequence[Span], span: Span) -> Iterable[Span]:
    for index in range(bisect_left(places, (span.start,)), len(places)):
        if places[index].start >= span.end:
            return
        if places[index].end <= span.end:
            yield places[index]


def _next_of(sure: Sequence[Span | None], end: int) -> list[int]:
    """For each item where the next one that is sure begins, or `end`."""
    bounds: list[int] = []
    for place in reversed(sure):
        bounds.append(end)
        end = end if place is None else place.start
    return bounds[::-1]


def _first_free(places: Sequence[Span], taken: set[Span], start: int, end: int) -> Span | None:
    """The first place not taken that begins in `start`..`end`, else the first not taken, else the next from `start`."""
    if not places:
        return None
    after = bisect_left(places, (start,))
    between = range(after, bisect_left(places, (end + 1,)))
    free = (places[index] for index in chain(between, range(len(places))) if places[index] not in taken)
    return next(free, places[min(after, len(places) - 1)])
