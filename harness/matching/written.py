"""Facts as they are written, flat: what objects and files are read into before anything is normalised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from harness.facts import Accepts, Fact, Filler, GoldFact, Span
from harness.matching.vocabulary import Slots, Vocabulary
from harness.schema import ATTRIBUTES

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

_NOTHING: Mapping[str, tuple[Accepts, ...]] = {}
_NOWHERE = Span(-1, -1)


@dataclass(frozen=True, slots=True)
class Written:
    """Facts in order, and their fillers in any order, attributes among them.

    `text` and `value` are positions in `strings`, which may repeat, or -1 where a filler has none; `number` is its
    value where that is a number and else NaN, `worded` says that its value is a string. `name[k]` is a position in
    `strings`, of a name that filler `name_of[k]` accepts, likewise for containers. `filler` holds the objects, if any.
    """

    strings: Sequence[str]
    article: Ints
    type: Ints
    index: Ints
    optional: Bools
    fact: Ints
    slot: Ints
    text: Ints
    value: Ints
    number: Floats
    worded: Bools
    vague: Bools
    start: Ints
    end: Ints
    filler_optional: Bools
    name_of: Ints
    name: Ints
    container_of: Ints
    container: Ints
    evidence_of: Ints
    evidence_start: Ints
    evidence_end: Ints
    filler: Sequence[Filler] = ()


class _Codes(dict[str | None, int]):
    """A string's position in the order of first use; -1 for None."""

    def __missing__(self, word: str) -> int:
        code = len(self) - 1
        self[word] = code
        return code


def written(facts: Mapping[str, Sequence[GoldFact | Fact]], slots: Slots, articles: Vocabulary) -> Written:
    """The facts given, article by article in sorted order, so that the order of the mapping never matters."""
    plain: list[Fact] = []
    article_of: list[int] = []
    index: list[int] = []
    optional: list[bool] = []
    fillers: list[Filler] = []
    counts: list[int] = []
    slot_of: list[int] = []
    accepted: list[tuple[int, Accepts]] = []
    ids, attributes = slots.ids, dict[str, tuple[int, ...]]()
    for article in sorted(facts):
        some = facts[article]
        article_of += [articles.id(article)] * len(some)
        index += range(len(some))
        for item in some:
            if isinstance(item, GoldFact):
                fact, accepts, skip = item.fact, item.accepts, item.optional
            else:
                fact, accepts, skip = item, _NOTHING, False
            kind, before = fact.type, len(fillers)
            plain.append(fact)
            optional.append(skip)
            own = attributes.get(kind)
            for slot, here in fact.slots.items():
                if not here:
                    continue
                slot_id = ids.get((kind, slot))
                if slot_id is None:
                    slot_id = slots.id(kind, slot)
                if slot in accepts:
                    accepted += enumerate(accepts[slot][: len(here)], len(fillers))
                fillers += here
                slot_of += [slot_id] * len(here)
            if own is None:
                own = attributes[kind] = (slots.types.id(kind), *(slots.id(kind, name) for name in ATTRIBUTES))
            if fact.source is not None:
                if accepts.get("source"):
                    accepted.append((len(fillers), accepts["source"][0]))
                fillers.append(fact.source)
                slot_of.append(own[3])
            counts.append(len(fillers) - before)
    of_type = np.array([attributes[fact.type] for fact in plain], np.int64).reshape(-1, 4).T
    fact_of = np.repeat(np.arange(len(plain)), counts)
    return _flat(
        plain, (article_of, index, optional), of_type, fillers, (fact_of, np.array(slot_of, np.int64)), accepted
    )


def _flat(
    facts: Sequence[Fact],
    about: tuple[list[int], list[int], list[bool]],
    of_type: Ints,
    fillers: list[Filler],
    places: tuple[Ints, Ints],
    accepted: Sequence[tuple[int, Accepts]],
) -> Written:
    """Objects as arrays. `of_type` has rows type, and its slots modality, polarity and source; a column a fact."""
    codes = _Codes({None: -1})
    code = codes.__getitem__
    size, each = len(fillers), np.arange(len(facts))
    texts, values = [one.text for one in fillers], [one.value for one in fillers]
    own = [code(None if value is None else str(value)) for value in values]
    number = [float("nan") if value is None or isinstance(value, str) else _float(value) for value in values]
    worded = [isinstance(value, str) for value in values]
    span = np.fromiter(chain.from_iterable([one.span or _NOWHERE for one in fillers]), np.int64, 2 * size)
    stated = [[getattr(fact, name) for fact in facts] for name in ATTRIBUTES[:2]]
    as_fillers = {value: Filler(value=value) for value in {*stated[0], *stated[1]}}
    more, none = 2 * len(facts), np.full(2 * len(facts), -1)
    evidence = list(chain.from_iterable(fact.evidence for fact in facts))
    evidence_span = np.fromiter(chain.from_iterable(evidence), np.int64, 2 * len(evidence))
    optional = np.zeros(size + more, np.bool_)
    optional[[filler for filler, one in accepted if one.optional]] = True
    names, containers = ([getattr(one, kind) for _, one in accepted] for kind in ("names", "containers"))
    owner = np.array([filler for filler, _ in accepted], np.int64)
    text = np.r_[np.fromiter(map(code, texts), np.int64, size), none]
    value = np.r_[np.array(own, np.int64), np.fromiter(map(code, chain(*stated)), np.int64, more)]
    return Written(
        article=np.array(about[0], np.int64),
        type=of_type[0],
        index=np.array(about[1], np.int64),
        optional=np.array(about[2], np.bool_),
        fact=np.concatenate([places[0], each, each]),
        slot=np.concatenate([places[1], of_type[1], of_type[2]]),
        text=text,
        value=value,
        number=np.r_[np.array(number, np.float64), np.full(more, np.nan)],
        worded=np.r_[np.array(worded, np.bool_), np.ones(more, np.bool_)],
        vague=np.r_[np.array([one.precision == "vague" for one in fillers], np.bool_), np.zeros(more, np.bool_)],
        start=np.r_[span[0::2], none],
        end=np.r_[span[1::2], none],
        filler_optional=optional,
        name_of=np.repeat(owner, [len(some) for some in names]),
        name=np.array(list(map(code, chain.from_iterable(names))), np.int64),
        container_of=np.repeat(owner, [len(some) for some in containers]),
        container=np.array(list(map(code, chain.from_iterable(containers))), np.int64),
        evidence_of=np.repeat(each, [len(fact.evidence) for fact in facts]),
        evidence_start=evidence_span[0::2],
        evidence_end=evidence_span[1::2],
        strings=[word for word in codes if word is not None],
        filler=[*fillers, *map(as_fillers.__getitem__, chain(*stated))],
    )


def _float(value: float) -> float:
    """A number as the comparators hold it; one beyond all floats is infinite."""
    try:
        return float(value)
    except OverflowError:
        return float("inf") if value > 0 else float("-inf")
