"""Makes one fact of several that tell the same. What counts as the same is the caller's to say."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import reduce

from harness.facts import Fact, Span
from harness.matching.alike import alike
from harness.schema import Schema

Alike = Callable[[Fact, Fact], bool]
_MOST_EVIDENCE = 20
LOOK_BACK = 60
"""Facts of a type looked back at, so that a long article costs no more than its length."""


def merge_alike(facts: Iterable[Fact], alike: Alike) -> list[Fact]:
    """Return the facts in their order; one that is `alike(earlier, fact)` to an earlier one of its type joins it."""
    kept: list[Fact] = []
    of_type: defaultdict[str, list[int]] = defaultdict(list)
    for fact in facts:
        places = of_type[fact.type]
        place = next((one for one in places[-LOOK_BACK:] if alike(kept[one], fact)), None)
        if place is None:
            places.append(len(kept))
            kept.append(fact)
        else:
            kept[place] = unite(kept[place], fact)
    return kept


def merge_lists(
    lists: Sequence[Sequence[Fact]], schema: Schema, published: str | None = None, reach: int | None = None
) -> list[Fact]:
    """Return the facts of several lists about one article as one list, in the order of the text.

    Facts that are the same (`harness.matching.alike`, whose arguments these are) become one: the most confident, of
    equals that of the first list, with what the others add.
    """
    groups = alike(lists, schema, published, reach)
    facts = ([lists[place.member][place.number] for place in group] for group in groups)
    return in_text_order(unite_all(sorted(some, key=sureness, reverse=True)) for some in facts)


def sureness(fact: Fact) -> float:
    """Return the confidence to rank a fact by; one without any comes after all others."""
    return -1.0 if fact.confidence is None else fact.confidence


def unite_all(facts: Sequence[Fact]) -> Fact:
    """Return the first fact of at least one with what the others add to it, in their order."""
    return reduce(unite, facts)


def in_text_order(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts by where their evidence begins and ends, those without any first; equals keep their order."""
    return sorted(facts, key=lambda fact: fact.evidence)


def unite(one: Fact, other: Fact) -> Fact:
    """Return `one` with what `other` adds: open slots, evidence, a source, and a modality other than actual."""
    return replace(
        one,
        slots=dict(sorted({**other.slots, **one.slots}.items())),
        evidence=join_spans((*one.evidence, *other.evidence))[:_MOST_EVIDENCE],
        modality=one.modality if one.modality != "actual" else other.modality,
        source=one.source or other.source,
    )


def share_evidence(one: Fact, other: Fact) -> bool:
    """Return whether two facts rest on any character in common."""
    return any(a.start < b.end and b.start < a.end for a in one.evidence for b in other.evidence)


def join_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the same characters as spans that neither overlap nor touch, in order."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)
