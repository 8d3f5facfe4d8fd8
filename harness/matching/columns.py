"""Facts as columns of integers, so that comparing and pairing them are array operations.

Words, dates and types are interned once, in vocabularies that both sides share; a number is its own value. Whatever two
sides have in common is then an equality of integers.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from harness.errors import ConfigError
from harness.facts import Fact, Filler, GoldFact
from harness.matching.own_kinds import UNREAD, normal_form, where
from harness.matching.vocabulary import DATE, ENUM, NUMBER, OWN, Dates, Names, Slots, Vocabulary
from harness.matching.written import Written, written
from harness.normalise.dates import read_date
from harness.normalise.names import normal_mention, normal_name
from harness.normalise.numbers import read_number
from harness.schema import Schema

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

NAME, MENTION, WORDS, FORM = range(4)
"""How the words of a filler are read: as a name, a mention, words that a kind cannot read, a form of a kind's own."""

_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: Knuth's multiplicative hashing


@dataclass(frozen=True, slots=True)
class Columns:
    """One side: facts in the order given, fillers sorted by (fact, slot).

    `first[i]:first[i+1]` are the fillers of fact `i`, `evidence_first` likewise its evidence spans and `name_first[j]`
    the accepted names of filler `j`, its own wording first; where a class compares, its normal forms. Positions are
    code points, -1 where there are none; `number` is NaN and `date` -1 where a filler has none. `key` and `filler_key`
    order by content; `filler` is shown, and empty where the facts were never objects.
    """

    article: Ints
    type: Ints
    index: Ints
    optional: Bools
    key: Ints
    first: Ints
    fact: Ints
    slot: Ints
    number: Floats
    date: Ints
    start: Ints
    end: Ints
    filler_optional: Bools
    filler_key: Ints
    name_first: Ints
    name: Ints
    container_first: Ints
    container: Ints
    evidence_first: Ints
    evidence_start: Ints
    evidence_end: Ints
    filler: Sequence[Filler]

    def __len__(self) -> int:
        """How many facts."""
        return len(self.article)


class Encoder:
    """Turns facts into columns; both sides of a comparison go through the same encoder."""

    def __init__(self, schema: Schema, published: Mapping[str, str | None] | None = None) -> None:
        """`published` maps article ids to the EDTF day that relative dates are resolved against."""
        self.slots = Slots(schema)
        self.articles = Vocabulary()
        self.names = Names()
        self.dates = Dates()
        self.published = published or {}
        self._normal: dict[tuple[int, str], int] = {}
        self._numbers: dict[str, float] = {}

    def encode(self, facts: Mapping[str, Sequence[GoldFact | Fact]]) -> Columns:
        """Columns of all facts, article by article in sorted order, so that the order of the mapping never matters."""
        return self.encode_written(written(facts, self.slots, self.articles))

    def encode_written(self, facts: Written) -> Columns:
        """Columns of facts whose types, slots and articles are numbered by this encoder; each string is read once.

        Raises ConfigError where a kind of one's own fails on some words.
        """
        order = np.argsort(facts.fact * len(self.slots.ids) + facts.slot, kind="stable")
        place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order))
        fact, slot, text, value = facts.fact[order], facts.slot[order], facts.text[order], facts.value[order]
        kind, mention = np.array(self.slots.comparator, np.int64)[slot], np.array(self.slots.mention, np.bool_)[slot]
        reading = np.where(kind >= OWN, FORM + kind - OWN, mention)
        reading[(kind >= OWN) & facts.vague[order] & (value < 0)] = WORDS
        own = np.where((text >= 0) & (kind != ENUM) & ((kind < OWN) | (value < 0)), text, value)
        own_at, other_at = np.flatnonzero(own >= 0), np.flatnonzero((text >= 0) & (kind == ENUM))
        accepting, containing = place[facts.name_of], place[facts.container_of]
        owners = np.concatenate([own_at, accepting, other_at])
        codes = np.concatenate([own[own_at], facts.name, text[other_at]])
        place_of = facts.article[fact[owners]], slot[owners]
        name, name_first = _grouped(owners, self._names(facts.strings, codes, reading[owners], place_of), len(order))
        places = self._names(facts.strings, facts.container, np.where(mention[containing], MENTION, NAME))
        container, container_first = _grouped(containing, places, len(order))
        number = np.where(kind == NUMBER, facts.number[order], np.nan)
        said = np.where(facts.worded[order], value, np.where(value < 0, text, -1))
        rows = np.flatnonzero((kind == NUMBER) & (said >= 0) & ~facts.vague[order])
        number[rows] = self._read_numbers(facts.strings, said[rows])
        rows = np.flatnonzero((kind == DATE) & ((text >= 0) | (value >= 0)))
        date = np.full(len(order), -1)
        date[rows] = self._dates(facts.strings, text[rows], value[rows], facts.article[fact[rows]])
        start, end = facts.start[order], facts.end[order]
        first, evidence_first = _pointers(fact, len(facts.article)), _pointers(facts.evidence_of, len(facts.article))
        names = _sums(self.names.hashes()[name], name_first) if len(name) else np.zeros(len(order), np.int64)
        if len(container):
            names += 3 * _sums(self.names.hashes()[container], container_first)
        filler_optional = facts.filler_optional[order]
        filler_key = self._filler_keys(slot, names, number, date, filler_optional, start, end)
        key = self.slots.types.hashes()[facts.type] if len(facts.type) else facts.type
        where = _mixed(facts.evidence_start, facts.evidence_end)
        key = key + _sums(filler_key, first) + _sums(where, evidence_first)
        return Columns(
            article=facts.article,
            type=facts.type,
            index=facts.index,
            optional=facts.optional,
            key=np.where(facts.optional, ~key, key),
            first=first,
            fact=fact,
            slot=slot,
            number=number,
            date=date,
            start=start,
            end=end,
            filler_optional=filler_optional,
            filler_key=filler_key,
            name_first=name_first,
            name=name,
            container_first=container_first,
            container=container,
            evidence_first=evidence_first,
            evidence_start=facts.evidence_start,
            evidence_end=facts.evidence_end,
            filler=[facts.filler[i] for i in order.tolist()] if len(facts.filler) else (),
        )

    def _names(
        self, strings: Sequence[str], codes: Ints, reading: Ints, place: tuple[Ints, Ints] | None = None
    ) -> Ints:
        """The integers of the normal forms of `strings[codes]`; `place` are the articles and slots of kinds' own."""
        width = FORM + len(self.slots.own)
        ids = np.zeros(width * len(strings), np.int64)
        wanted = np.zeros(width * len(strings), np.bool_)
        both = width * codes + reading
        wanted[both] = True
        for each in np.flatnonzero(wanted).tolist():
            word, read_as = strings[each // width], each % width
            known = self._normal.get((read_as, word))
            if known is None:
                try:
                    known = self.names.id(self._read(word, read_as))
                except ConfigError as error:
                    at = int(np.flatnonzero(both == each)[0])
                    raise ConfigError(f"{error}{'' if place is None else self._place(*place, at)}") from error
                self._normal[read_as, word] = known
            ids[each] = known
        names: Ints = ids[both]
        return names

    def _read(self, word: str, reading: int) -> str:
        """The normal form of a word; words that a kind cannot read are marked as such."""
        if reading == NAME:
            return normal_name(word)
        if reading == MENTION:
            return normal_mention(word)
        form = None if reading == WORDS else normal_form(self.slots.own[reading - FORM], word)
        return UNREAD + normal_name(word) if form is None else form

    def _place(self, articles: Ints, slots: Ints, row: int) -> str:
        article, slot = self.articles.words()[int(articles[row])], list(self.slots.ids)[int(slots[row])]
        return f"; {where(article, slot)}"

    def _read_numbers(self, strings: Sequence[str], codes: Ints) -> Floats:
        """The numbers read from words; NaN where there is none (a vague amount)."""
        distinct, inverse = np.unique(codes, return_inverse=True)
        values = [_remembered(self._numbers, strings[code], _number) for code in distinct.tolist()]
        numbers: Floats = np.array(values, np.float64)[inverse]
        return numbers

    def _dates(self, strings: Sequence[str], text: Ints, value: Ints, article: Ints) -> Ints:
        """The integers of the dates given, or read from the words on the day of the article; -1 where there is none."""
        ids = np.full(len(text), -1)
        given = np.flatnonzero(value >= 0)
        distinct, inverse = np.unique(value[given], return_inverse=True)
        ids[given] = np.array([self.dates.id(strings[code]) for code in distinct.tolist()], np.int64)[inverse]
        read = np.flatnonzero(value < 0)
        if len(read):
            days = Vocabulary()
            day_of = np.array([days.id(self.published.get(one) or "") for one in self.articles.ids], np.int64)
            words, width = days.words(), len(days.ids)
            distinct, inverse = np.unique(text[read] * width + day_of[article[read]], return_inverse=True)
            dates = [read_date(strings[each // width], words[each % width] or None) for each in distinct.tolist()]
            ids[read] = np.array([-1 if one is None else self.dates.id(one) for one in dates], np.int64)[inverse]
        return ids

    def _filler_keys(
        self, slot: Ints, names: Ints, number: Floats, date: Ints, optional: Bools, start: Ints, end: Ints
    ) -> Ints:
        """A hash of each filler's slot, of its names, number, date and position, and of whether it is optional.

        Whatever may change a count is in it, so that fillers of one key, and facts, can stand in for each other.
        """
        own = names.copy()
        dated, counted = date >= 0, ~np.isnan(number)
        own[dated] += self.dates.hashes()[date[dated]]
        own[counted] += number[counted].view(np.int64)
        own = np.where(optional, ~own, own)
        words = Vocabulary()
        for type_name, slot_name in self.slots.ids:
            words.id(f"{type_name} {slot_name}")
        return _mixed(words.hashes()[slot] if len(slot) else slot, own, start, end)


def _number(word: str) -> float:
    read = read_number(word)
    return float("nan") if read is None or read.value is None else float(read.value)


def _remembered(known: dict[str, float], word: str, read: Callable[[str], float]) -> float:
    """What `read` says of a word, asked once."""
    value = known.get(word)
    if value is None:
        value = known[word] = read(word)
    return value


def _grouped(owners: Ints, items: Ints, size: int) -> tuple[Ints, Ints]:
    """Items by owner, in the order given, and where each owner's begin; the last entry is the total."""
    if (owners[1:] < owners[:-1]).any():
        order = np.argsort(owners, kind="stable")
        owners, items = owners[order], items[order]
    return items, _pointers(owners, size)


def _pointers(owner: Ints, owners: int) -> Ints:
    """Where each owner's items begin, for items sorted by owner; the last entry is the total."""
    first = np.zeros(owners + 1, np.int64)
    np.cumsum(np.bincount(owner, minlength=owners), out=first[1:])
    return first


def _sums(values: Ints, first: Ints) -> Ints:
    """The sum of each owner's values, modulo 2^64."""
    running = np.zeros(len(values) + 1, np.int64)
    np.cumsum(values, out=running[1:])
    sums: Ints = running[first[1:]] - running[first[:-1]]
    return sums


def _mixed(*columns: Ints) -> Ints:
    """One well-spread hash a row."""
    mixed = np.zeros(len(columns[0]), np.uint64)
    with np.errstate(over="ignore"):
        for column in columns:
            mixed = (mixed ^ column.astype(np.uint64)) * _MIX
            mixed ^= mixed >> np.uint64(29)
    return mixed.view(np.int64)
