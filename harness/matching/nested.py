"""Facts out of nested Arrow columns (`harness.corpora.fact_columns`), flat and without an object a fact."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from harness.matching.expansion import rank_in_run, runs
from harness.matching.vocabulary import Slots
from harness.matching.written import Written
from harness.schema import ATTRIBUTES

if TYPE_CHECKING:
    import pyarrow as pa

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


class _Strings:
    """The strings of several columns, one after the other."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def codes(self, column: "pa.Array") -> Ints:
        """The position of each string, -1 for null."""
        import pyarrow.compute as pc

        encoded = pc.dictionary_encode(column)
        codes = _ints(encoded.indices, -1)
        codes[codes >= 0] += len(self.words)
        self.words += encoded.dictionary.to_pylist()
        return codes


def written_columns(article: Ints, facts: "pa.StructArray", gold: "pa.StructArray | None", slots: Slots) -> Written:
    """The facts of a struct column: fact `i` is of `article[i]`; `gold` are the gold facts around them, if any are."""
    strings = _Strings()
    size, fields = len(facts), _fields(facts)
    kinds = strings.codes(fields["type"])
    distinct, kind_at = np.unique(kinds, return_inverse=True)
    types = [strings.words[code] for code in distinct.tolist()]
    entry_of, entries = _items(fields["slots"])
    entry = _fields(entries)
    filler_entry, filler_values = _items(entry["fillers"])
    slot_name = strings.codes(entry["slot"])
    fact_of = entry_of[filler_entry]
    slot_of = _slot_ids(strings, slots, types, kind_at[fact_of], slot_name[filler_entry], add=True)
    attributes = np.array(
        [(slots.types.id(name), *(slots.id(name, one) for one in ATTRIBUTES)) for name in types], np.int64
    ).reshape(-1, 4)
    of_type = attributes[kind_at].T if len(types) else np.zeros((4, 0), np.int64)
    main, source = _fillers(strings, filler_values), _fillers(strings, fields["source"])
    has = np.flatnonzero(source[4])
    each, none = np.arange(size), np.full(2 * size, -1)
    text, value, number, worded, _, vague, start, end = (
        np.concatenate([of_slots, of_source[has]]) for of_slots, of_source in zip(main, source, strict=True)
    )
    stated = np.concatenate([strings.codes(fields[name]) for name in ATTRIBUTES[:2]])
    evidence_of, evidence = _items(fields["evidence"])
    evidence_start, evidence_end = _spans(evidence)
    places = np.concatenate([fact_of, has]), np.concatenate([slot_of, of_type[3][has]])
    place = np.concatenate([_place_in_entry(filler_entry), np.zeros(len(has), np.int64)])
    filler_optional = np.zeros(len(text) + 2 * size, np.bool_)
    nobody = np.zeros(0, np.int64)
    names = containers = (nobody, nobody)
    optional = np.zeros(size, np.bool_)
    if gold is not None:
        about = _fields(gold)
        optional = _flags(about["optional"])
        owner, accepted = _accepted(strings, slots, types, kind_at, about["accepts"], (*places, place))
        filler_optional[owner[(owner >= 0) & _flags(accepted["optional"])]] = True
        names, containers = (_wordings(strings, accepted[one], owner) for one in ("names", "containers"))
    return Written(
        article=article,
        type=of_type[0],
        index=rank_in_run(runs(article)),
        optional=optional,
        fact=np.concatenate([places[0], each, each]),
        slot=np.concatenate([places[1], of_type[1], of_type[2]]),
        text=np.concatenate([text, none]),
        value=np.concatenate([value, stated]),
        number=np.concatenate([number, np.full(2 * size, np.nan)]),
        worded=np.concatenate([worded, np.ones(2 * size, np.bool_)]),
        vague=np.concatenate([vague, np.zeros(2 * size, np.bool_)]),
        start=np.concatenate([start, none]),
        end=np.concatenate([end, none]),
        filler_optional=filler_optional,
        name_of=names[0],
        name=names[1],
        container_of=containers[0],
        container=containers[1],
        evidence_of=evidence_of,
        evidence_start=evidence_start,
        evidence_end=evidence_end,
        strings=strings.words,
    )


def _slot_ids(strings: _Strings, slots: Slots, types: list[str], kind: Ints, name: Ints, *, add: bool) -> Ints:
    """The integer of each slot, by its type (a position in `types`) and name; a new one, or -1, if it is new."""
    width = max(len(strings.words), 1)
    distinct, inverse = np.unique(kind * width + name, return_inverse=True)
    pairs = [(types[each // width], strings.words[each % width]) for each in distinct.tolist()]
    ids = [slots.id(*pair) if add else slots.ids.get(pair, -1) for pair in pairs]
    found: Ints = np.array(ids, np.int64)[inverse]
    return found


def _fillers(strings: _Strings, fillers: "pa.StructArray") -> tuple[NDArray[np.generic], ...]:
    """Text, value, number, whether the value is a string, whether there is a filler at all, vague, start, end."""
    import pyarrow.compute as pc

    fields = _fields(fillers)
    text, value = strings.codes(fields["text"]), strings.codes(fields["value"])
    worded, vague = (_flags(pc.equal(fields[of], word)) for of, word in (("value_type", "str"), ("precision", "vague")))
    number = np.full(len(text), np.nan)
    rows = np.flatnonzero((value >= 0) & ~worded)
    distinct, inverse = np.unique(value[rows], return_inverse=True)
    number[rows] = np.array([float(strings.words[code]) for code in distinct.tolist()], np.float64)[inverse]
    return text, value, number, worded, _flags(fields["precision"].is_valid()), vague, *_spans(fields["span"])


def _accepted(
    strings: _Strings,
    slots: Slots,
    types: list[str],
    kind_at: Ints,
    accepts: "pa.ListArray",
    fillers: tuple[Ints, Ints, Ints],
) -> tuple[Ints, "dict[str, pa.Array]"]:
    """The filler that each accepted entry speaks of, -1 for none, and the entries' fields."""
    entry_of, entries = _items(accepts)
    entry = _fields(entries)
    at, values = _items(entry["accepted"])
    fact = entry_of[at]
    slot = _slot_ids(strings, slots, types, kind_at[fact], strings.codes(entry["slot"])[at], add=False)
    place = _place_in_entry(at)
    width, depth = len(slots.ids) + 1, 1 + max(int(place.max(initial=0)), int(fillers[2].max(initial=0)))
    keys = (fillers[0] * width + fillers[1]) * depth + fillers[2]
    order = np.argsort(keys, kind="stable")
    wanted = np.where(slot < 0, -1, (fact * width + slot) * depth + place)
    if not len(keys):
        return np.full(len(wanted), -1), _fields(values)
    position = order[np.minimum(np.searchsorted(keys[order], wanted), len(keys) - 1)]
    return np.where(keys[position] == wanted, position, -1), _fields(values)


def _wordings(strings: _Strings, lists: "pa.ListArray", owner: Ints) -> tuple[Ints, Ints]:
    """The filler and the string of every wording whose entry speaks of a filler."""
    entry, words = _items(lists)
    codes, fillers = strings.codes(words), owner[entry]
    keep = (fillers >= 0) & (codes >= 0)
    return fillers[keep], codes[keep]


def _place_in_entry(entry: Ints) -> Ints:
    """The place of each item in its list."""
    return rank_in_run(runs(entry))


def _fields(column: "pa.StructArray") -> "dict[str, pa.Array]":
    return {field.name: values for field, values in zip(column.type, column.flatten(), strict=True)}


def _items(lists: "pa.ListArray") -> "tuple[Ints, pa.Array]":
    """The list that each item stands in, and the items."""
    offsets = lists.offsets.to_numpy().astype(np.int64)
    owners = np.repeat(np.arange(len(lists)), np.diff(offsets))
    return owners, lists.values.slice(int(offsets[0]), int(offsets[-1] - offsets[0]))


def _spans(column: "pa.StructArray") -> tuple[Ints, Ints]:
    fields = _fields(column)
    return _ints(fields["start"], -1), _ints(fields["end"], -1)


def _ints(column: "pa.Array", null: int) -> Ints:
    return np.array(column.fill_null(null).to_numpy(zero_copy_only=False), np.int64)


def _flags(column: "pa.Array") -> Bools:
    return np.array(column.fill_null(False).to_numpy(zero_copy_only=False), np.bool_)
