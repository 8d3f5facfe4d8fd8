"""Takes up what was told before: "the fight broke out on Saturday" dates the fight that the sentence before told of."""

from collections.abc import Iterable

from harness.extractors.frames.deeds import WHERE_AND_WHEN, methods_agree
from harness.extractors.frames.draft import Draft
from harness.extractors.frames.repeats import same_filler
from harness.extractors.frames.words import word_set

_SENTENCES_BACK = 3
_DRAFTS_BACK = 30
_BESIDE = 4
_THE_ATTACKERS = word_set(
    "attacker attackers assailant assailants gunman gunmen raiders bomber bombers shooter intruders kidnappers "
    "hijackers pirates robbers perpetrator perpetrators knifeman"
)
_THE_HELD = word_set(
    "man men woman women suspect suspects pair two three four five six brothers detainees youth youths"
)
_LEAST = 2
"""Slots that a draft must fill by itself if there is nothing that it takes up."""


def take_up(drafts: Iterable[Draft]) -> list[Draft]:
    """Return the drafts; one that only refers to what an earlier one tells adds to that one what it leaves open.

    Where there is no such earlier draft, it stays if it says something of its own, and is left out otherwise.
    """
    kept: list[Draft] = []
    for draft in drafts:
        if _absorbed(kept, draft):
            continue
        if _is_of_the_held(draft):
            earlier = next((one for one in reversed(kept[-_DRAFTS_BACK:]) if _held_again(one, draft)), None)
            if earlier is not None:
                earlier.slots = {**draft.slots, **earlier.slots}
                earlier.more.append(draft.evidence())
                continue
        if not draft.refers:
            before = reversed(kept[-_DRAFTS_BACK:]) if _is_of_the_attackers(draft) else ()
            earlier = next((one for one in before if _goes_on(one, draft)), None)
            if earlier is None:
                kept.append(draft)
            else:
                earlier.slots = {**draft.slots, **earlier.slots}
                earlier.more.append(draft.evidence())
            continue
        earlier = next((one for one in reversed(kept[-_DRAFTS_BACK:]) if _fits(one, draft)), None)
        if earlier is not None:
            earlier.slots = {**draft.slots, **earlier.slots}
            if draft.slots.keys() & {"place", "date", "start", "end"}:
                earlier.more.append(draft.evidence())
        elif (
            draft.happens
            or draft.done
            or "count" in draft.slots
            or sum(filler.span is not None for fillers in draft.slots.values() for filler in fillers) >= _LEAST
        ):
            kept.append(draft)
    return kept


def _is_of_the_attackers(draft: Draft) -> bool:
    """Whether a draft tells of an attack what "they" or "the gunmen" did, and no other day or place."""
    by = draft.phrases.get("attacker")
    if draft.type != "attack" or by is None or draft.modality != "actual" or draft.slots.keys() & WHERE_AND_WHEN:
        return False
    return by.pronoun or (by.definite and draft.clause.tokens.lower[by.head] in _THE_ATTACKERS)


def _is_of_the_held(draft: Draft) -> bool:
    """Whether a draft of a detention tells where or when "they" or "the two men" were held."""
    held = draft.phrases.get("detainee")
    if draft.type != "detention" or held is None or not draft.slots.keys() & WHERE_AND_WHEN:
        return False
    return held.pronoun or (held.definite and draft.clause.tokens.lower[held.head] in _THE_HELD)


def _held_again(earlier: Draft, draft: Draft) -> bool:
    """Whether a detention told before may be that of a draft: nothing that both tell differs, but who and where."""
    near = 0 < draft.clause.index - earlier.clause.index <= _SENTENCES_BACK
    if (
        earlier.type != draft.type
        or not near
        or earlier.polarity != draft.polarity
        or earlier.modality != draft.modality
    ):
        return False
    shared = (earlier.slots.keys() & draft.slots.keys()) - {"detainee", "place"}
    return all(same_filler(earlier.slots[slot][0], draft.slots[slot][0], counted=False) for slot in shared)


def _goes_on(earlier: Draft, draft: Draft) -> bool:
    """Whether a draft of what the attackers did tells more of the attack just told."""
    if earlier.type != draft.type or draft.clause.index - earlier.clause.index > _SENTENCES_BACK:
        return False
    if (earlier.modality, earlier.polarity) != (draft.modality, draft.polarity):
        return False
    before = earlier.slots.get("attacker")
    next_to = draft.clause.index - earlier.clause.index == 1  # "Gunmen attacked a post. They fired rockets."
    if before and draft.phrases["attacker"].pronoun and not next_to and not _same_definite_target(earlier, draft):
        return same_filler(before[0], draft.slots["attacker"][0], counted=False) and methods_agree(
            earlier.slots, draft.slots
        )
    return methods_agree(earlier.slots, draft.slots)


def _same_definite_target(earlier: Draft, draft: Draft) -> bool:
    """Whether what "they" did was done to what was attacked before: "opened fire on a bus ... They sprayed the bus"."""
    one, other = earlier.slots.get("target"), draft.phrases.get("target")
    if not one or other is None or not other.definite:
        return False
    return (one[0].text or "").lower().split()[-1:] == draft.clause.tokens.lower[other.head : other.head + 1]


def _fits(earlier: Draft, draft: Draft) -> bool:
    if earlier.type != draft.type or draft.clause.index - earlier.clause.index > _SENTENCES_BACK:
        return False
    shared = earlier.slots.keys() & draft.slots.keys()
    if draft.refers:  # "the attack" may be a bombing
        shared = {slot for slot in shared if draft.slots[slot][0].span is not None}
        if draft.happens:  # "the blast took place on the road between X and Y": it is that blast
            shared -= {"place"}
    return all(same_filler(earlier.slots[slot][0], draft.slots[slot][0], counted=False) for slot in shared)


def _absorbed(kept: list[Draft], draft: Draft) -> bool:
    """Whether a draft tells what a claim beside it is about: "X took responsibility for a bomb that killed six"."""
    for claim in reversed(kept[-_BESIDE:]):
        if claim.modality != "claimed" or claim.type != draft.type or claim.clause is not draft.clause:
            continue
        shared = claim.slots.keys() & draft.slots.keys()
        if claim.polarity == draft.polarity and all(_open_or_same(claim, draft, slot) for slot in shared):
            claim.slots = {**claim.slots, **draft.slots}
            claim.reach(draft.low, draft.high)
            return True
    return False


def _open_or_same(claim: Draft, draft: Draft, slot: str) -> bool:
    """Whether a claim leaves a slot to the words of what it is about, or has the same words."""
    span = claim.slots[slot][0].span
    return span is None or span == draft.slots[slot][0].span
