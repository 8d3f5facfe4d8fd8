"""When and where a cue's fact is: by what its clauses tell, and by who or what is attacked, raided or struck."""

from typing import NamedTuple

from harness.extractors.frames.lexicon import TypeRule
from harness.extractors.parse.adjuncts import place_of, times_of
from harness.extractors.parse.cues import Cue
from harness.extractors.parse.filled import Filled
from harness.extractors.parse.limits import what_killed
from harness.extractors.parse.phrases import mention
from harness.extractors.parse.place_names import also_places, place_words
from harness.extractors.parse.reading import Parsed, Reading
from harness.extractors.parse.times import coming, is_weekday
from harness.extractors.parse.tree import Words

_SETTLED = frozenset({"places", "borderlands"})
_STORMED = frozenset({"sites", "works", "lairs"})


class Told(NamedTuple):
    """How a cue is told: `alone` if what stands around it is about something else, `ahead` if it is yet to come."""

    alone: bool
    ahead: bool


def add_circumstances(
    reading: Reading, passage: Parsed, cue: Cue, filled: Filled, rule: TypeRule, used: set[int], told: Told
) -> None:
    """Fill time and place of a cue's fact where its roles leave them open; `used` are the heads of other slots."""
    support = filled.support or what_killed(cue)
    for time in times_of(passage, cue.token, support, told.alone):
        if time.role in rule.adjuncts and time.role not in filled.slots:
            value = coming(time, reading.article.published) if told.ahead else time.value
            if value is None and is_weekday(time):
                continue  # nobody knows of which week
            filled.slots[time.role] = [reading.filler(time.span, value)]
    unnamed = all((each.text or "").islower() for each in filled.slots.get("place", ()))
    if "place" in rule.adjuncts and unnamed:
        words = _settlement(reading, filled, rule)
        words = words or place_of(reading, passage, cue.token, support, used, cue.frame.type == "detention", told.alone)
        if words is None:
            words = _site(reading, filled, rule, cue.frame.type == "security_operation")
        if words is not None:
            filled.slots["place"] = [reading.filler(each) for each in (words, *also_places(reading, words))]


def _settlement(reading: Reading, filled: Filled, rule: TypeRule) -> Words | None:
    """The named village or town that is attacked, which is more exact than where it lies."""
    heads = filled.heads.get(rule.site or "", [])[:1]
    if not heads or not reading.kinds.is_place(heads[0]):
        return None
    known = reading.kinds.noun_class(heads[0])
    words = place_words(reading, heads[0]) if known is None or known.name in _SETTLED else None
    return words if words is not None and words[-1].text[:1].isupper() else None


def _site(reading: Reading, filled: Filled, rule: TypeRule, stormed: bool) -> Words | None:
    """The place that is a target at once: "raided the village of Velden"."""
    heads = filled.heads.get(rule.site or "", [])
    for head in heads:
        words = place_words(reading, head) if reading.kinds.is_place(head) else None
        if words is not None and any(word.text[:1].isupper() for word in words):
            return words
        for of in head.children if words is None else ():
            named = [noun for noun in of.children if of.lower_ == "of" and reading.kinds.is_place(noun)]
            if named and named[0].pos_ == "PROPN":
                return place_words(reading, named[0])  # "the market hall of Velden"
        known = reading.kinds.noun_class(head)
        one = stormed and head is heads[0] and head.tag_ == "NN" and known is not None and known.name in _STORMED
        if words is None and (one or (known is not None and known.name in _SETTLED)):
            return mention(head)  # "raided a village"
    return None
