"""What a frame finds and is yet no fact of its type, or one of another: by who does it, and to whom."""

from dataclasses import replace

from harness.extractors.frames.words import word_set
from harness.extractors.parse.constructions import is_passive
from harness.extractors.parse.cues import Cue
from harness.extractors.parse.filled import Filled
from harness.extractors.parse.people import side_of
from harness.extractors.parse.pronouns import stands_for
from harness.extractors.parse.reading import Reading
from harness.extractors.parse.tree import Word
from harness.facts import Modality, Polarity

_ATTEMPTS = frozenset({"try", "attempt", "move"})
_STORMING = word_set("storm raid overrun attack burst break enter besiege surround occupy capture seize")
_CAUGHT_IN = word_set("crossfire traffic blast explosion shelling shooting clash crush flame trap net")
_NO_TARGETS = frozenset({"thing", "event"})
_LOST = word_set("survivor victim body")
_UNKNOWN = frozenset({"unidentified", "unknown", "hooded"})
_BORDERS = word_set("border frontier river territory soil country countries state states republic abroad sea")


def reread(reading: Reading, cue: Cue, filled: Filled, told: Modality) -> tuple[Cue, Filled]:
    """Return the cue and its slots as what they tell by who acts: an operation, an abduction, or as they are."""
    if told == "planned" and cue.frame.type == "casualty":
        return _planned_killing(cue, filled)
    operation = _attempt(cue, filled) or _by_forces(reading, cue, filled)
    return operation or _abduction(reading, cue, filled) or (cue, filled)


def is_none(reading: Reading, cue: Cue, filled: Filled, denied: Polarity, told: Modality) -> bool:
    """Tell what is no fact: loot, a claim that nobody made, an arrest that somebody refused, no border to cross."""
    match cue.frame.type:
        case "casualty":  # "there were no casualties"
            left = any(child.dep_ == "acl" for child in cue.token.children)  # "no casualties left at the site"
            return cue.token.lemma_ == "casualty" and cue.kind == "noun" and (denied == "positive" or left)
        case "border_crossing":
            return not _names_a_border(reading, cue, filled)
        case "security_operation":  # a search for survivors, villages that are cut off
            if (
                cue.kind == "verb"
                and "agent" not in filled.heads
                and side_of(reading, filled, "target") != "armed_group"
            ):
                return True
            return any(head.lemma_.lower() in _LOST for head in filled.heads.get("target", ()))
        case "seizure":
            return told == "planned" or _is_loot(reading, cue, filled)
        case "detention":  # who refused to surrender was not held, nor was who was caught in an avalanche
            if any(child.lower_ == "hostage" for child in cue.token.children) or _holds_hostages(reading, filled):
                return True  # told as an abduction
            return (denied == "negative" and cue.token.dep_ == "xcomp") or _is_caught_in(reading, cue)
        case "accident":  # shops burned by somebody
            return cue.token.lemma_ == "burn" and is_passive(cue.token)
        case "attack":  # "no group has claimed responsibility", "fired tear gas"
            if _is_of_talk(reading, cue, filled):
                return True
            if cue.token.lemma_ == "fire" and any(_is_dismissed(reading, head) for head in _objects_of(cue.token)):
                return True
            attackers = filled.heads.get("attacker", ())
            if denied == "negative" and side_of(reading, filled, "attacker") == "state":
                return True  # "the officers did not fire"
            nobody = any(_is_nobody(head) for head in attackers)
            return nobody and denied == "negative" and (cue.frame.modality == "claimed" or cue.token.dep_ == "ccomp")
    return False


def _is_nobody(head: Word) -> bool:
    return head.lower_ in ("nobody", "none") or any(child.lower_ == "no" for child in head.children)


def _holds_hostages(reading: Reading, filled: Filled) -> bool:
    known = [reading.kinds.noun_class(head) for head in filled.heads.get("detainee", ())]
    return bool(known) and all(each is not None and each.name == "captives" for each in known)


def _objects_of(verb: Word) -> list[Word]:
    return [child for child in verb.children if child.dep_ == "dobj"]


def _is_of_talk(reading: Reading, cue: Cue, filled: Filled) -> bool:
    """Tell "attacked the budget" and "raided the fridge": the object is known, and is nothing that is attacked."""
    objects = _objects_of(cue.token) if cue.kind == "verb" and not is_passive(cue.token) else []
    taken = {head for heads in filled.heads.values() for head in heads}
    known = [reading.kinds.noun_class(head) for head in objects if head not in taken and head.i not in cue.words]
    return bool(known) and all(each is not None and each.kind in _NO_TARGETS for each in known)


def _is_dismissed(reading: Reading, fired: Word) -> bool:
    """Tell the workers of "fired 200 workers", and goods, from shots."""
    known = reading.kinds.noun_class(fired)
    return known is not None and (known.kind == "people" or known.name == "goods")


def _attempt(cue: Cue, filled: Filled) -> tuple[Cue, Filled] | None:
    """Return an operation for "officers tried to arrest members of the group": nobody is said to be detained."""
    verb = cue.token
    if (
        cue.frame.type != "detention"
        or verb.dep_ != "xcomp"
        or verb.head.lemma_ not in _ATTEMPTS
        or "agent" not in filled.slots
    ):
        return None
    slots = {"agent": filled.slots["agent"], "target": filled.slots["detainee"]}
    heads = {"agent": filled.heads["agent"], "target": filled.heads["detainee"]}
    return replace(cue, frame=replace(cue.frame, type="security_operation")), Filled(slots, heads)


def _by_forces(reading: Reading, cue: Cue, filled: Filled) -> tuple[Cue, Filled] | None:
    """Return an operation for "when they overran the camp", if they are marines."""
    attackers = filled.heads.get("attacker", [])
    if cue.frame.type != "attack" or cue.kind != "verb" or cue.token.lemma_ not in _STORMING:
        return None
    if not attackers or any(stands_for(reading, head) is head for head in attackers):
        return None
    meant = Filled(heads={"agent": [stands_for(reading, head) for head in attackers]})
    if side_of(reading, meant, "agent") != "state":
        return None
    names = {"attacker": "agent", "target": "target", "place": "place"}
    slots = {names[slot]: fillers for slot, fillers in filled.slots.items() if slot in names}
    heads = {names[slot]: found for slot, found in filled.heads.items() if slot in names}
    frame = replace(cue.frame, type="security_operation", constants={}, deeds={}, marks={}, needs=frozenset())
    return replace(cue, frame=frame), Filled(slots, heads, filled.support)


def _abduction(reading: Reading, cue: Cue, filled: Filled) -> tuple[Cue, Filled] | None:
    """Return what it is if an armed group holds people: "rebels captured two soldiers"."""
    if cue.frame.type != "detention" or cue.kind != "verb" or "detainee" not in filled.slots:
        return None
    agents = filled.heads.get("agent", [])
    unknown = any(child.lower_ in _UNKNOWN for head in agents for child in head.lefts)
    meant = Filled(heads={"agent": [stands_for(reading, head) for head in agents]})
    hostages = bool(agents) and _holds_hostages(reading, filled)
    if side_of(reading, meant, "agent") != "armed_group" and not unknown and not hostages:
        return None
    slots = {"agent": filled.slots["agent"], "victim": filled.slots["detainee"]}
    heads = {"agent": filled.heads["agent"], "victim": filled.heads["detainee"]}
    frame = replace(cue.frame, type="casualty", constants={"outcome": "abducted"}, needs=frozenset())
    return replace(cue, frame=frame), Filled(slots, heads)


def _planned_killing(cue: Cue, filled: Filled) -> tuple[Cue, Filled]:
    """Return the attack that a killing is which nobody has done yet: "they vowed to kill the president"."""
    names = {"agent": "attacker", "victim": "target"}
    slots = {names[slot]: fillers for slot, fillers in filled.slots.items() if slot in names}
    heads = {names[slot]: found for slot, found in filled.heads.items() if slot in names}
    frame = replace(cue.frame, type="attack", constants={}, needs=frozenset(), marks={})
    return replace(cue, frame=frame), Filled(slots, heads, filled.support)


def _is_caught_in(reading: Reading, cue: Cue) -> bool:
    """Tell who was "caught in an avalanche" or "in the crossfire" from who was caught in a town."""
    if cue.token.lemma_ == "trap":
        return True
    if cue.token.lemma_ != "catch":
        return False
    nouns = [noun for child in cue.token.children if child.lower_ in ("in", "up") for noun in child.subtree]
    known = [reading.kinds.noun_class(noun) for noun in nouns]
    return any(each is not None and each.kind == "event" for each in known) or any(
        noun.lemma_ in _CAUGHT_IN for noun in nouns
    )


def _is_loot(reading: Reading, cue: Cue, filled: Filled) -> bool:
    """Tell what an armed group takes, and what somebody only tries to take."""
    agents = filled.heads.get("agent", [])
    pronouns = cue.token.lemma_ == "take" and any(head.pos_ == "PRON" for head in agents)
    tried = cue.token.dep_ == "xcomp" and cue.token.head.lemma_ in _ATTEMPTS
    return pronouns or tried or side_of(reading, filled, "agent") == "armed_group"


def _names_a_border(reading: Reading, cue: Cue, filled: Filled) -> bool:
    """Tell a crossing of a border from a flight to the hills: a named place or a border is among its ways.

    A town is entered without a border in between, so who enters must enter a country, or come from somewhere.
    """
    if crosses_a_border(cue):
        return True
    ways = [slot for slot in ("destination", "origin", "point") if slot in filled.slots]
    if cue.token.lemma_ == "enter" and ways == ["destination"]:
        return any(_is_land(reading, head) for head in filled.heads.get("destination", ()))
    texts = [filler.text or "" for slot in ways for filler in filled.slots[slot]]
    return any(text != text.lower() or set(text.split()) & _BORDERS for text in texts)


def crosses_a_border(cue: Cue) -> bool:
    """Tell "crossed the border", which needs no name to be a crossing."""
    crossed = (child for child in cue.token.children if child.dep_ in ("dobj", "nsubjpass"))
    return cue.frame.type == "border_crossing" and any(child.lemma_ in ("border", "frontier") for child in crossed)


def _is_land(reading: Reading, head: Word) -> bool:
    of_country = any(child.lower_ in reading.lexicon.demonyms for child in head.lefts)
    return reading.kinds.country(head) is not None or of_country or head.lower_ in _BORDERS
