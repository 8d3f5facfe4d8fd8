"""Makes one fact of several that tell the same: in other words, with a pronoun, or with less of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal, NamedTuple

from harness.extractors.frames.deeds import methods_agree
from harness.extractors.merging import LOOK_BACK, share_evidence, unite
from harness.facts import Fact, Filler
from harness.normalise.dates import compare_dates
from harness.normalise.names import normal_mention

_CIRCUMSTANCES = frozenset(
    {"place", "date", "start", "end", "agent", "source", "aim", "topic", "charge", "side", "count", "cause"}
)
"""Slots that one telling may have and the other lack."""
_UNSAID = "other"
"""The kind of an accident that the words leave open: "the accident" may be the crash told before."""
_DATES = frozenset({"date", "start", "end"})
_GOES_ON = frozenset({"of", "for", "in", "from", "at", "and", "with"})
_NEXT = 80
_NEAR = 600
"""Characters."""
_SAID_AGAIN = _DATES | {"kind", "place"}
_ENDS = frozenset({"outcome", "stage"})
_PEOPLE = ("victim", "detainee", "defendant", "rescued")
_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "we", "i", "them", "him", "her", "us", "their", "his", "its", "our", "who"}
)

_normal = lru_cache(maxsize=1024)(normal_mention)
"""Every mention is compared with many others."""

Again = Literal["", "event", "dated", "people"]


class Telling(NamedTuple):
    """A fact as one place tells it, and whether it takes up what was told before.

    `event`: the words do nothing else ("the attack took place in May"); `dated`: they do so or tell it anew ("the trial
    opens in May"); `people`: it is about those of the earlier
    fact ("all six", "the attackers"), so it tells no second event of its type.
    """

    fact: Fact
    again: Again = ""


def merge_repeats(tellings: Iterable[Telling]) -> list[Fact]:
    """Return the facts in their order, each with what later tellings of it add."""
    kept: list[Fact] = []
    of_type: defaultdict[str, list[int]] = defaultdict(list)
    for fact, again in tellings:
        match = _told_before if again == "people" else _compatible if again else _same
        near = of_type[fact.type][-LOOK_BACK:]
        places = reversed(near) if again else iter(near)
        index = next((place for place in places if match(kept[place], fact)), None)
        if index is not None:
            kept[index] = _union(kept[index], fact)
        elif again != "event":
            of_type[fact.type].append(len(kept))
            kept.append(fact)
    return kept


def _compatible(one: Fact, other: Fact) -> bool:
    shared = one.slots.keys() & other.slots.keys()
    return one.type == other.type and all(_agree(slot, one.slots[slot], other.slots[slot]) for slot in shared)


def _told_before(one: Fact, other: Fact) -> bool:
    if one.type == "accident" and not _compatible(_only(one, _SAID_AGAIN), _only(other, _SAID_AGAIN)):
        return False  # "the ship" may be the ferry that sank
    if one.type == "attack":
        by, also_by = (fact.slots.get("attacker", ()) for fact in (one, other))
        at, also_at = (fact.slots.get("target", ()) for fact in (one, other))
        same = _agree("attacker", by, also_by) or _agree("target", at, also_at)
        unknown = by and _only_pronouns(also_by) and not (_is_next(one, other) or same)
        if unknown or not (methods_agree(one.slots, other.slots) and _is_near(one, other)):
            return False
    if one.type == "detention" and not _compatible(_only(one, _DATES), _only(other, _DATES)):
        return False
    if (one.type, one.polarity) != (other.type, other.polarity):
        return False
    if not _compatible(_only(one, _ENDS), _only(other, _ENDS)):
        return False
    counts = [fact.slots["count"][0].value if "count" in fact.slots else None for fact in (one, other)]
    return counts[0] == counts[1] or (None in counts and not _is_of_one(one, other))


def _only(fact: Fact, kept: Collection[str]) -> Fact:
    return replace(fact, slots={slot: fillers for slot, fillers in fact.slots.items() if slot in kept})


def _is_of_one(one: Fact, other: Fact) -> bool:
    """Tell people who are not those of before: "all eight" are not "a policeman"."""
    for fact, also in ((one, other), (other, one)):
        if "count" in fact.slots and "count" not in also.slots:
            people = [each.text or "" for slot in _PEOPLE for each in also.slots.get(slot, ())]
            if len(people) == 1 and not people[0].lower().endswith(("s", "men", "people", "they", "them")):
                return True
    return False


def _without(fact: Fact, slot: str) -> Fact:
    return replace(fact, slots={name: fillers for name, fillers in fact.slots.items() if name != slot})


def _same(one: Fact, other: Fact) -> bool:
    if (one.type, one.polarity) != (other.type, other.polarity):
        return False
    if not _compatible(one, other):
        return _is_one_deed(one, other)
    shared = one.slots.keys() & other.slots.keys()
    telling = [slot for slot in shared if slot not in _CIRCUMSTANCES and any(each.text for each in one.slots[slot])]
    if share_evidence(one, other):
        planned = "planned" in (one.modality, other.modality)
        claim = one.type == "attack" and not planned and ("attacker" in one.slots) != ("attacker" in other.slots)
        return bool(telling) or claim  # "claimed responsibility for the bomb that hit the market"
    if (one.modality == "planned") != (other.modality == "planned"):
        return False
    lacking_one = other.slots.keys() - one.slots.keys() - _CIRCUMSTANCES
    lacking_other = one.slots.keys() - other.slots.keys() - _CIRCUMSTANCES
    event = one.type == "public_event" and "date" in shared
    return (bool(telling) or event) and not (lacking_one and lacking_other)


def _is_one_deed(one: Fact, other: Fact) -> bool:
    """Tell what the same attackers do in one sentence: "gunmen stormed the bank and shot at the guards"."""
    both = one.type == "attack" and one.modality == other.modality and share_evidence(one, other)
    both = both and not (one.modality == "planned" and "target" in one.slots and "target" in other.slots)
    if not both or "attacker" not in one.slots or "attacker" not in other.slots:
        return False
    if not methods_agree(one.slots, other.slots):
        return False
    return _compatible(*(_without(_without(fact, "target"), "method") for fact in (one, other)))


def _is_next(one: Fact, other: Fact) -> bool:
    """Tell what the next sentence tells: "Gunmen attacked a post. They fired rockets."."""
    return other.evidence[0].start - one.evidence[-1].end < _NEXT


def _is_near(one: Fact, other: Fact) -> bool:
    """Tell what is told a few sentences apart at most."""
    return other.evidence[0].start - one.evidence[-1].end < _NEAR


def _agree(slot: str, left: Sequence[Filler], right: Sequence[Filler]) -> bool:
    return any(_alike(slot, a, b) for a in left for b in right)


def _alike(slot: str, one: Filler, other: Filler) -> bool:
    if slot in _DATES:
        return compare_dates(str(one.value), str(other.value)) > 0
    if one.value is not None or other.value is not None:
        return one.value == other.value or (slot == "kind" and _UNSAID in (one.value, other.value))
    if one.span is not None and one.span == other.span:
        return True
    left, right = _normal(one.text or ""), _normal(other.text or "")
    if slot in ("goal", "topic") and left.split()[:1] == right.split()[:1]:
        return True
    if slot == "holder" and (left in _PRONOUNS or right in _PRONOUNS):
        return True
    return _names_the_same(left, right) or _names_the_same(right, left)


def _names_the_same(short: str, long: str) -> bool:
    """Tell `fighters` in `armed fighters`, `members` in `members of a cell`, not `hostage` in `hostage takers`."""
    start = f" {long} ".find(f" {short} ")
    rest = long[start + len(short) :].split()
    return start >= 0 and (not rest or rest[0] in _GOES_ON)


def _union(one: Fact, other: Fact) -> Fact:
    """Unite two tellings; where one has only a pronoun, the words of the other say who it is."""
    named = {
        slot: fillers
        for slot, fillers in one.slots.items()
        if slot not in other.slots or slot in _DATES or not (_only_pronouns(fillers) or _is_unsaid(slot, fillers))
    }
    if "cause" in one.slots and "cause" in other.slots:
        named["cause"] = (*one.slots["cause"], *other.slots["cause"])
    return unite(replace(one, slots=named), other)


def _is_unsaid(slot: str, fillers: Sequence[Filler]) -> bool:
    return slot == "kind" and all(each.value == _UNSAID for each in fillers)


def _only_pronouns(fillers: Sequence[Filler]) -> bool:
    return all(each.text and _normal(each.text) in _PRONOUNS for each in fillers)
