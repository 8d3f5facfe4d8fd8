"""Makes one fact of what an article says twice."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from harness.facts import Fact, Filler, Span

_MOST_EVIDENCE = 20
_LOOK_BACK = 60
"""Facts of a type looked back at, so that a long article costs no more than its length."""


def merge_facts(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts with those left out that only repeat an earlier one; its evidence and fillers go to that one.

    A fact repeats another of its type and polarity if all slots of the one are filled in the other, and equal. Their
    modality must be the same, or they must have a date in common.
    """
    merged: list[Fact] = []
    by_sort: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for fact in facts:
        places = by_sort[fact.type, fact.polarity]
        for place in reversed(places[-_LOOK_BACK:]):
            earlier = merged[place]
            if _agree(earlier, fact) and (_says(earlier, fact) or _says(fact, earlier)):
                merged[place] = replace(
                    earlier,
                    slots=dict(sorted({**fact.slots, **earlier.slots}.items())),
                    evidence=_joined((*earlier.evidence, *fact.evidence))[:_MOST_EVIDENCE],
                    modality=earlier.modality if fact.modality == "actual" else fact.modality,
                    source=earlier.source or fact.source,
                )
                break
        else:
            places.append(len(merged))
            merged.append(fact)
    return merged


def _agree(one: Fact, other: Fact) -> bool:
    return one.modality == other.modality or ("date" in one.slots and "date" in other.slots)


def _says(one: Fact, other: Fact) -> bool:
    """Whether `one` says all that `other` says."""
    counted = "count" in one.slots or "count" in other.slots
    return other.slots.keys() <= one.slots.keys() and all(
        same_filler(one.slots[slot][0], fillers[0], counted) for slot, fillers in other.slots.items()
    )


def same_filler(one: Filler, other: Filler, counted: bool) -> bool:
    """Return whether two fillers say the same; where nobody is counted, a part of the other's words is enough."""
    if one.value is not None or other.value is not None:
        return one.value == other.value
    if one.span == other.span:
        return True
    left, right = _folded(one.text or ""), _folded(other.text or "")
    return left == right or (not counted and (f" {left} " in f" {right} " or f" {right} " in f" {left} "))


def _folded(text: str) -> str:
    """Words of a mention for comparison; mentions come without determiner and number."""
    return " ".join(text.lower().split())


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same characters as spans that neither overlap nor touch, in order."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
