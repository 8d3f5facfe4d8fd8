"""Makes one draft of several that say the same: two patterns on the same words, or one fact said twice."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from harness.extractors.merging import LOOK_BACK
from harness.extractors.patterns.draft import Draft
from harness.facts import Filler
from harness.normalise.names import normal_mention

Slots = Mapping[str, Sequence[Filler]]


def merge_beside(drafts: Iterable[Draft], deeds: Mapping[str, Sequence[str]]) -> list[Draft]:
    """Merge drafts of one type whose evidence overlaps and whose slots do not contradict each other, or tell one deed.

    The earlier one's fillers win; the later one adds the slots that the earlier leaves open. `deeds` has, for each
    type of which two facts may be one deed, the slot of who did it and those in which they may differ.
    """
    kept: list[Draft] = []
    for draft in drafts:
        for other in kept[-LOOK_BACK:]:
            if (
                draft.type == other.type
                and draft.start < other.end
                and other.start < draft.end
                and _overlap(draft, other)
                and (_agree(other.slots, draft.slots) or _one_deed(other, draft, deeds.get(draft.type, ())))
            ):
                other.unite(draft)
                break
        else:
            kept.append(draft)
    return kept


def _one_deed(one: Draft, other: Draft, slots: Sequence[str]) -> bool:
    """Whether two drafts tell of the same doer (the first of `slots`) in the same words, and differ in no other."""
    if not slots or (one.modality, one.polarity) != (other.modality, other.polarity) or one.modality == "planned":
        return False
    by, also = one.slots.get(slots[0], ()), other.slots.get(slots[0], ())
    same = any(a.span == b.span for a in by for b in also if a.span)
    return same and _agree(one.slots, {slot: fillers for slot, fillers in other.slots.items() if slot not in slots})


def merge_repeated(drafts: Iterable[Draft]) -> list[Draft]:
    """Merge drafts of one type that are told again elsewhere: every slot of one is a slot of the other, and equal."""
    kept: dict[tuple[str, str, str], list[Draft]] = {}
    for draft in drafts:
        alike = kept.setdefault((draft.type, draft.modality, draft.polarity), [])
        other = next((other for other in alike[-LOOK_BACK:] if _repeats(other.slots, draft.slots)), None)
        if other:
            other.unite(draft)
        else:
            alike.append(draft)
    return [draft for alike in kept.values() for draft in alike]


def _repeats(one: Slots, other: Slots) -> bool:
    """Whether what one says is all of what the other says, or part of it."""
    less, more = (one, other) if len(one) < len(other) else (other, one)
    return less.keys() <= more.keys() and all(_equal(fillers, more[slot]) for slot, fillers in less.items())


def _equal(one: Sequence[Filler], other: Sequence[Filler]) -> bool:
    if len(one) == len(other) == 1:
        return _means_same(one[0], other[0])
    return set(map(_meaning, one)) == set(map(_meaning, other))


def _overlap(one: Draft, other: Draft) -> bool:
    """Whether two drafts rest on any character in common; what the other was told last is mostly what is beside."""
    return any(a < d and c < b for a, b in one.evidence for c, d in reversed(other.evidence))


def _agree(one: Slots, other: Slots) -> bool:
    """Whether every slot that both fill has a filler in common: in the same words of the text, or equal to it."""
    return all(any(_same(a, b) for a in one[slot] for b in other[slot]) for slot in one.keys() & other.keys())


def _same(one: Filler, other: Filler) -> bool:
    if one.span and other.span and one.span[0] < other.span[1] and other.span[0] < one.span[1]:
        return True
    return _means_same(one, other)


def _means_same(one: Filler, other: Filler) -> bool:
    """Whether two fillers mean the same; normal forms are costly, so they are looked at last."""
    if one.value is None and other.value is None and one.text == other.text:
        return True
    if (one.value is None) != (other.value is None):
        return False
    return _meaning(one) == _meaning(other)


def _meaning(filler: Filler) -> object:
    return _normal(filler.text or "") if filler.value is None else filler.value


@lru_cache(maxsize=10_000)
def _normal(text: str) -> str:
    return normal_mention(text)
