"""Facts as columns of integers, so that comparing and pairing them are array operations.

Words, dates and types are interned once, in vocabularies that both sides share; a number is its own value. Whatever two
sides have in common is then an equality of integers.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from harness.facts import Accepts, Fact, Filler, GoldFact, Value
from harness.matching.vocabulary import DATE, ENUM, NUMBER, Dates, Names, Slots, Vocabulary
from harness.normalise.dates import read_date
from harness.normalise.names import normal_mention, normal_name
from harness.normalise.numbers import read_number
from harness.schema import ATTRIBUTES, Schema

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_NONE = Accepts()
_MIX = np.uint64(0x9E3779B97F4A7C15)  # 2^64 / golden ratio: Knuth's multiplicative hashing


@dataclass(frozen=True, slots=True)
class Columns:
    """One side: facts in the order given, fillers sorted by (fact, slot).

    `first[i]:first[i+1]` are the fillers of fact `i`, `evidence_first` likewise its evidence spans and `name_first[j]`
    the accepted names of filler `j`, its own wording first. Positions are code points, -1 where there are none;
    `number` is NaN and `date` -1 where a filler has none. `key` and `filler_key` order by content; `filler` is shown.
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
        self._published = published or {}

    def encode(self, facts: Mapping[str, Sequence[GoldFact | Fact]]) -> Columns:
        """Columns of all facts, article by article in sorted order, so that the order of the mapping never matters."""
        rows: list[tuple[int, int, int, bool]] = []
        fillers: list[tuple[int, int, float, int, int, int, bool]] = []
        names: list[list[int]] = []
        containers: list[list[int]] = []
        evidence: list[tuple[int, int, int]] = []
        shown: list[Filler] = []
        for article in sorted(facts):
            self.articles.id(article)
            published = self._published.get(article)
            for index, item in enumerate(facts[article]):
                gold = item if isinstance(item, GoldFact) else GoldFact("", item)
                fact, accepts, optional = gold.fact, gold.accepts, gold.optional
                number = len(rows)
                rows.append((self.articles.id(article), self.slots.types.id(fact.type), index, optional))
                evidence.extend((number, start, end) for start, end in fact.evidence)
                for slot, filler, accepted in self._in_order(fact, accepts):
                    columns, own_names, own_containers = self._filler(slot, filler, accepted, published)
                    fillers.append((number, *columns))
                    names.append(own_names)
                    containers.append(own_containers)
                    shown.append(filler)
        return self._columns(rows, fillers, names, containers, evidence, shown)

    def _in_order(self, fact: Fact, accepts: Mapping[str, tuple[Accepts, ...]]) -> list[tuple[int, Filler, Accepts]]:
        """The fillers of a fact with their slots' integers, by slot."""
        numbered = ((self.slots.id(fact.type, slot), f, a) for slot, f, a in _fillers(fact, accepts))
        return sorted(numbered, key=lambda numbered_filler: numbered_filler[0])

    def _filler(
        self, slot: int, filler: Filler, accepted: Accepts, published: str | None
    ) -> tuple[tuple[int, float, int, int, int, bool], list[int], list[int]]:
        """One filler: its slot, number, date, span and flag; the names right for it; the places that contain it."""
        comparator = self.slots.comparator[slot]
        normal = normal_mention if self.slots.mention[slot] else normal_name
        own = filler.text if filler.text is not None and comparator != ENUM else filler.value
        wordings = [*([] if own is None else [str(own)]), *accepted.names]
        if comparator == ENUM and filler.text is not None:
            wordings.append(filler.text)
        number, date = float("nan"), -1
        if comparator == NUMBER:
            number = _number(filler)
        elif comparator == DATE:
            edtf = _date(filler, published)
            date = -1 if edtf is None else self.dates.id(edtf)
        start, end = filler.span or (-1, -1)
        names = dict.fromkeys(self.names.id(_normal(normal, w)) for w in wordings)
        containers = dict.fromkeys(self.names.id(_normal(normal, w)) for w in accepted.containers)
        return (slot, number, date, start, end, accepted.optional), list(names), list(containers)

    def _columns(
        self,
        rows: list[tuple[int, int, int, bool]],
        fillers: list[tuple[int, int, float, int, int, int, bool]],
        names: list[list[int]],
        containers: list[list[int]],
        evidence: list[tuple[int, int, int]],
        shown: Sequence[Filler],
    ) -> Columns:
        article, kind, index, optional = _transpose(rows, 4)
        fact, slot, number, date, start, end, filler_optional = _transpose(fillers, 7)
        evidence_fact, evidence_start, evidence_end = _transpose(evidence, 3)
        words, dates = self.names.hashes(), self.dates.hashes()
        flat_names, name_first = _flatten(names)
        flat_containers, container_first = _flatten(containers)
        own = np.zeros(len(fact), np.int64)
        has = np.diff(name_first) > 0
        own[has] = words[flat_names[name_first[:-1][has]]]
        own[date >= 0] = dates[date[date >= 0].astype(np.int64)]
        counted = ~np.isnan(number)
        own[counted] = number[counted].view(np.int64)
        slot_hash = Vocabulary()
        for type_name, slot_name in self.slots.ids:
            slot_hash.id(f"{type_name} {slot_name}")
        filler_key = _mixed(
            slot_hash.hashes()[slot.astype(np.int64)], own, start.astype(np.int64), end.astype(np.int64)
        )
        types = self.slots.types.hashes()[kind.astype(np.int64)]
        key = types.copy()
        with np.errstate(over="ignore"):
            np.add.at(key, fact.astype(np.int64), filler_key)
            where = _mixed(evidence_start.astype(np.int64), evidence_end.astype(np.int64))
            np.add.at(key, evidence_fact.astype(np.int64), where)
        return Columns(
            article=article.astype(np.int64),
            type=kind.astype(np.int64),
            index=index.astype(np.int64),
            optional=optional.astype(np.bool_),
            key=key,
            first=_pointers(fact, len(rows)),
            fact=fact.astype(np.int64),
            slot=slot.astype(np.int64),
            number=number,
            date=date.astype(np.int64),
            start=start.astype(np.int64),
            end=end.astype(np.int64),
            filler_optional=filler_optional.astype(np.bool_),
            filler_key=filler_key,
            name_first=name_first,
            name=flat_names,
            container_first=container_first,
            container=flat_containers,
            evidence_first=_pointers(evidence_fact, len(rows)),
            evidence_start=evidence_start.astype(np.int64),
            evidence_end=evidence_end.astype(np.int64),
            filler=tuple(shown),
        )


def _fillers(fact: Fact, accepts: Mapping[str, tuple[Accepts, ...]]) -> Iterable[tuple[str, Filler, Accepts]]:
    """Every filler with its slot and what else is right for it, attributes last."""
    for slot, fillers in fact.slots.items():
        accepted = accepts.get(slot, ())
        for i, filler in enumerate(fillers):
            yield slot, filler, accepted[i] if i < len(accepted) else _NONE
    modality, polarity, source = ATTRIBUTES
    yield modality, Filler(value=fact.modality), _NONE
    yield polarity, Filler(value=fact.polarity), _NONE
    if fact.source is not None:
        yield source, fact.source, (accepts.get(source) or (_NONE,))[0]


@lru_cache(maxsize=100_000)
def _normal(normal: Callable[[str], str], word: str) -> str:
    """The normal form, remembered: the same few words return in fact after fact."""
    return normal(word)


def _number(filler: Filler) -> float:
    """The value given, or the one read from the words; NaN if there is neither (a vague amount)."""
    value: Value = filler.value
    if isinstance(value, str) or (value is None and filler.text is not None):
        read = read_number(value if isinstance(value, str) else filler.text or "")
        value = read.value if read is not None and filler.precision != "vague" else None
    return float("nan") if value is None else float(value)


def _date(filler: Filler, published: str | None) -> str | None:
    """The EDTF given, or the one read from the words."""
    if filler.value is not None:
        return str(filler.value)
    return None if filler.text is None else read_date(filler.text, published)


def _transpose(rows: Sequence[tuple[float, ...]], width: int) -> tuple[Floats, ...]:
    """Rows as columns of float64, exact for every position below 2^53."""
    table = np.array(rows, dtype=np.float64).reshape(len(rows), width)
    return tuple(np.ascontiguousarray(column) for column in table.T)


def _flatten(lists: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """All items one after the other, and where each list begins; the last entry is the total."""
    first = np.zeros(len(lists) + 1, np.int64)
    np.cumsum([len(items) for items in lists], out=first[1:])
    return np.array([item for items in lists for item in items], dtype=np.int64), first


def _pointers(owner: Floats, owners: int) -> Ints:
    """Where each owner's items begin, for items sorted by owner; the last entry is the total."""
    first = np.zeros(owners + 1, np.int64)
    np.cumsum(np.bincount(owner.astype(np.int64), minlength=owners), out=first[1:])
    return first


def _mixed(*columns: Ints) -> Ints:
    """One well-spread hash a row."""
    mixed = np.zeros(len(columns[0]), np.uint64)
    with np.errstate(over="ignore"):
        for column in columns:
            mixed = (mixed ^ column.astype(np.uint64)) * _MIX
            mixed ^= mixed >> np.uint64(29)
    return mixed.view(np.int64)
