"""Two cues of a sentence that tell one deed: "gunmen stormed the bank and shot at the guards"."""

from collections.abc import Iterable, Mapping, Sequence

from harness.extractors.frames.draft import Draft
from harness.extractors.frames.lexicon import TypeRule
from harness.extractors.frames.repeats import same_filler
from harness.facts import Filler

Slots = Mapping[str, Sequence[Filler]]
WHERE_AND_WHEN = frozenset({"place", "date", "start", "end"})
"""Slots by which an attack is another one than the attack told before."""
_TELLING = WHERE_AND_WHEN | {"count"}
"""Slots in which one deed cannot differ."""
_IN_PASSING = frozenset({"armed_assault", "other", "kidnapping", "arson"})
"""Ways of one attack: who raids a village burns its houses and carries off the women as well."""

_BLASTS = frozenset({"suicide", "bombing"})


def one_deed_each(drafts: Iterable[Draft], types: Mapping[str, TypeRule]) -> list[Draft]:
    """Return the drafts of a sentence; of several that tell one deed, the first with what the others add."""
    kept: list[Draft] = []
    for draft in drafts:
        rule = types.get(draft.type)
        doer = rule.doer if rule else None
        one = next((one for one in kept if _is_one(one, draft, doer)), None) if doer else None
        if one is None:
            kept.append(draft)
            continue
        one.slots = {**draft.slots, **one.slots}
        one.phrases = {**draft.phrases, **one.phrases}
        one.refers = one.refers and draft.refers
        one.source = one.source or draft.source
        one.reach(draft.low, draft.high)
    return kept


def _is_one(one: Draft, other: Draft, doer: str) -> bool:
    if (one.type, one.modality, one.polarity) != (other.type, other.modality, other.polarity):
        return False
    by, also_by = one.slots.get(doer), other.slots.get(doer)
    if by is None or also_by is None:
        if (by is also_by) or not ("weapon" in one.slots and one.slots["weapon"] == other.slots.get("weapon")):
            return False
    elif not same_filler(by[0], also_by[0], counted=True):
        return False
    told = (one.slots.get("target"), other.slots.get("target"))
    if one.modality == "planned" and told[0] and told[1] and not same_filler(told[0][0], told[1][0], counted=True):
        return False  # "to blow up the academy and to kill a number of officers"
    shared = _TELLING & one.slots.keys() & other.slots.keys()
    return methods_agree(one.slots, other.slots) and all(
        same_filler(one.slots[slot][0], other.slots[slot][0], counted=False) for slot in shared
    )


def methods_agree(one: Slots, other: Slots) -> bool:
    """Return whether two attacks may be one by how they were made: in the same way, or one leaves it open."""
    ways = {fillers[0].value for slots in (one, other) if (fillers := slots.get("method"))}
    return len(ways) < 2 or ways <= _IN_PASSING or ways == _BLASTS
