"""Makes one fact of several that say the same: two patterns on the same words, or one fact said twice."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from harness.facts import Fact, Filler, Span
from harness.normalise.names import normal_mention

Same = Callable[[Filler, Filler], bool]


def merge_beside(facts: Iterable[Fact]) -> list[Fact]:
    """Merge facts of one type whose evidence overlaps and whose slots do not contradict each other.

    The earlier fact's fillers win; the later one adds the slots that the earlier leaves open.
    """
    return _merge(facts, lambda one, other: _overlap(one, other) and _agree(one.slots, other.slots, _same_words))


def merge_repeated(facts: Iterable[Fact]) -> list[Fact]:
    """Merge facts of one type that are told again elsewhere: every slot of one is a slot of the other, and equal."""
    return _merge(facts, lambda one, other: _contains(one, other) or _contains(other, one))


def _merge(facts: Iterable[Fact], alike: Callable[[Fact, Fact], bool]) -> list[Fact]:
    kept: list[Fact] = []
    for fact in facts:
        for index, other in enumerate(kept):
            if _comparable(other, fact) and alike(other, fact):
                kept[index] = _union(other, fact)
                break
        else:
            kept.append(fact)
    return kept


def _comparable(one: Fact, other: Fact) -> bool:
    return one.type == other.type and one.polarity == other.polarity


def _union(one: Fact, other: Fact) -> Fact:
    modality = one.modality if one.modality != "actual" else other.modality
    return replace(
        one,
        slots={**other.slots, **one.slots},
        evidence=join_spans((*one.evidence, *other.evidence)),
        modality=modality,
        source=one.source or other.source,
    )


def join_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters as spans that neither overlap nor touch, in order."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _overlap(one: Fact, other: Fact) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence)


def _agree(one: Mapping[str, Sequence[Filler]], other: Mapping[str, Sequence[Filler]], same: Same) -> bool:
    """Whether every slot that both fill has a filler in common."""
    shared = one.keys() & other.keys()
    return all(any(same(a, b) for a in one[slot] for b in other[slot]) for slot in shared)


def _contains(one: Fact, other: Fact) -> bool:
    return (
        one.modality == other.modality
        and other.slots.keys() <= one.slots.keys()
        and _agree(one.slots, other.slots, _equal)
    )


def _same_words(one: Filler, other: Filler) -> bool:
    if one.span and other.span and one.span.start < other.span.end and other.span.start < one.span.end:
        return True
    return _equal(one, other)


def _equal(one: Filler, other: Filler) -> bool:
    if one.value is not None or other.value is not None:
        return one.value == other.value
    return _normal(one.text or "") == _normal(other.text or "")


@lru_cache(maxsize=10_000)
def _normal(text: str) -> str:
    return normal_mention(text)
