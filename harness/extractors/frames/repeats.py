"""When two facts of an article tell the same: one says all that the other says."""

from collections.abc import Iterable

from harness.extractors.merging import merge_alike
from harness.facts import Fact, Filler


def merge_repeats(facts: Iterable[Fact]) -> list[Fact]:
    """Return the facts with those left out that only repeat an earlier one; what they add goes to that one.

    A fact repeats another of its type and polarity if all slots of the one are filled in the other, and equal. Their
    modality must be the same, or they must have a date in common.
    """
    return merge_alike(facts, _repeats)


def _repeats(one: Fact, other: Fact) -> bool:
    if one.polarity != other.polarity:
        return False
    if one.modality != other.modality and not ("date" in one.slots and "date" in other.slots):
        return False
    more, less = (one, other) if len(one.slots) >= len(other.slots) else (other, one)
    return _says(more, less)


def _says(one: Fact, other: Fact) -> bool:
    """Whether `one` says all that `other` says."""
    if not other.slots.keys() <= one.slots.keys():
        return False
    counted = "count" in one.slots
    return all(same_filler(one.slots[slot][0], fillers[0], counted) for slot, fillers in other.slots.items())


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
