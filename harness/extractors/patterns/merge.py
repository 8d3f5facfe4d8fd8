"""Makes one fact of several that say the same: two patterns on the same words, or one fact said twice."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

from harness.extractors.merging import join_spans, share_evidence
from harness.facts import Fact, Filler
from harness.normalise.names import normal_mention

Sayings = frozenset[tuple[str, frozenset[object]]]
"""Slots with the normal forms of their fillers."""
_MOST_SLOTS = 10
"""Facts with more slots than this are only compared as they are: each slot more doubles the ways to say less."""


def merge_beside(facts: Iterable[Fact]) -> list[Fact]:
    """Merge facts of one type whose evidence overlaps and whose slots do not contradict each other.

    The earlier fact's fillers win; the later one adds the slots that the earlier leaves open.
    """
    kept: list[Fact] = []
    places: dict[str, list[tuple[int, int, int]]] = {}
    for fact in facts:
        start, end = fact.evidence[0].start, fact.evidence[-1].end
        near = places.setdefault(fact.type, [])
        for position, (first, last, index) in enumerate(near):
            if (
                first < end
                and start < last
                and share_evidence(kept[index], fact)
                and _agree(kept[index].slots, fact.slots)
            ):
                kept[index] = _union(kept[index], fact)
                near[position] = (min(first, start), max(last, end), index)
                break
        else:
            near.append((start, end, len(kept)))
            kept.append(fact)
    return kept


def merge_repeated(facts: Iterable[Fact]) -> list[Fact]:
    """Merge facts of one type that are told again elsewhere: every slot of one is a slot of the other, and equal."""
    kept: list[Fact] = []
    told: dict[tuple[object, Sayings], int] = {}
    hinted: dict[tuple[object, Sayings], int] = {}
    for fact in facts:
        head, all_said = (fact.type, fact.modality, fact.polarity), _sayings(fact)
        less = list(_less(all_said))
        index = hinted.get((head, all_said))
        if index is None:
            index = next((told[head, said] for said in less if (head, said) in told), None)
        if index is None:
            index = len(kept)
            kept.append(fact)
        else:
            kept[index] = _union(kept[index], fact)
        told.setdefault((head, all_said), index)
        for said in less:
            hinted.setdefault((head, said), index)
    return kept


def _sayings(fact: Fact) -> Sayings:
    return frozenset((slot, frozenset(map(_meaning, fillers))) for slot, fillers in fact.slots.items())


def _less(said: Sayings) -> Iterator[Sayings]:
    """What is said, and everything that says less of it; what says most comes first."""
    yield said
    if len(said) <= _MOST_SLOTS:
        for size in range(len(said) - 1, 0, -1):
            yield from map(frozenset, combinations(sorted(said, key=lambda saying: saying[0]), size))


def _union(one: Fact, other: Fact) -> Fact:
    return replace(
        one,
        slots={**other.slots, **one.slots},
        evidence=join_spans((*one.evidence, *other.evidence)),
        modality=one.modality if one.modality != "actual" else other.modality,
        source=one.source or other.source,
    )


def _agree(one: Mapping[str, Sequence[Filler]], other: Mapping[str, Sequence[Filler]]) -> bool:
    """Whether every slot that both fill has a filler in common: in the same words of the text, or equal to it."""
    return all(any(_same(a, b) for a in one[slot] for b in other[slot]) for slot in one.keys() & other.keys())


def _same(one: Filler, other: Filler) -> bool:
    if one.span and other.span and one.span.start < other.span.end and other.span.start < one.span.end:
        return True
    return _meaning(one) == _meaning(other)


def _meaning(filler: Filler) -> object:
    return _normal(filler.text or "") if filler.value is None else filler.value


@lru_cache(maxsize=10_000)
def _normal(text: str) -> str:
    return normal_mention(text)
