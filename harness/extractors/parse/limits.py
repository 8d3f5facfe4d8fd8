"""What a frame finds and is yet no fact of its type, or one of another: by who does it, to whom, and what it needs."""

from dataclasses import replace

from harness.extractors.frames.words import word_set
from harness.extractors.parse.constructions import is_passive
from harness.extractors.parse.cues import Cue
from harness.extractors.parse.filled import Filled
from harness.extractors.parse.people import side_of
from harness.extractors.parse.phrases import mention
from harness.extractors.parse.pronouns import stands_for
from harness.extractors.parse.reading import Reading
from harness.extractors.parse.stance import SEARCHING
from harness.extractors.parse.tree import Word
from harness.facts import Modality, Polarity

_ATTEMPTS = frozenset({"try", "attempt", "move"})
_WANTING = word_set("want seek aim plan vow threaten hope")
_FIGHTING = word_set("fight battle struggle vie")
_KILLING = word_set("kill injure wound hurt drown displace bury trap")
_ARRESTING = word_set("arrest detain seize hold capture recover confiscate find")
_ASSAULTS = word_set("assault attack raid storming offensive ambush strike")
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
    if _is_this(cue):
        return True
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
        case "presence":  # whom somebody tries to drive out is still there; who is sent to search makes an operation
            does = cue.kind == "verb" and cue.frame.roles[0].routes[0] == "subject" and _objects_of(cue.token)
            if does and cue.frame.constants.get("change") in ("rising", "falling") and "place" not in filled.heads:
                return True  # "the group grows poppies in the hills"
            return _is_only_tried(cue) or _is_sent_to_search(cue)
        case "aim":  # "fight for control of the town"
            fought = cue.token.lemma_ in _FIGHTING
            return fought and any(head.lower_ == "control" for head in filled.heads.get("goal", ()))
        case "detention":  # who refused to surrender was not held, nor was who was caught in an avalanche
            if cue.token.lemma_ == "pick" and _are_vehicles(reading, filled):
                return True  # "a navy boat picked up 60 migrants"
            if any(child.lower_ == "hostage" for child in cue.token.children) or _holds_hostages(reading, filled):
                return True  # told as an abduction
            return (denied == "negative" and cue.token.dep_ == "xcomp") or _is_caught_in(reading, cue)
        case "accident":  # shops burned by somebody
            return cue.token.lemma_ == "burn" and is_passive(cue.token)
        case "attack":  # "no group has claimed responsibility", "fired tear gas"
            if _is_of_talk(reading, cue, filled) or _is_said_by_nobody(cue, reading):
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


def _is_said_by_nobody(cue: Cue, reading: Reading) -> bool:
    """Tell what is claimed by nobody: "no group has said it carried out the attack"."""
    return any(
        child.dep_ == "nsubj" and _is_nobody(child)
        for above in cue.token.ancestors
        if above.lemma_.lower() in reading.lexicon.reporting
        for child in above.children
    )


def _is_this(cue: Cue) -> bool:
    """Tell what says more of an event told before: "it was the second attack on police in a month"."""
    noun = cue.token
    if cue.kind != "noun" or noun.dep_ != "attr" or noun.head.lemma_ != "be":
        return False
    definite = any(child.lower_ in ("the", "not") or child.dep_ == "poss" for child in (noun.left_edge, *noun.lefts))
    return definite and any(child.lower_ in ("it", "this", "that") for child in noun.head.lefts)


def _are_vehicles(reading: Reading, filled: Filled) -> bool:
    known = [reading.kinds.noun_class(head) for head in filled.heads.get("agent", ())]
    return any(each is not None and each.name in ("vehicles", "vessels") for each in known)


def _is_only_tried(cue: Cue) -> bool:
    driven = cue.kind == "verb" and any(role.routes[0] == "object" for role in cue.frame.roles)
    return driven and cue.token.dep_ == "xcomp" and cue.token.head.lemma_ in _ATTEMPTS | _WANTING


def _is_sent_to_search(cue: Cue) -> bool:
    return cue.kind == "verb" and any(
        child.dep_ in ("xcomp", "advcl") and child.tag_ == "VB" and child.lemma_ in SEARCHING
        for child in cue.token.children
    )


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
    """Return an operation for "when they overran the camp", if they are marines, and for "an army assault"."""
    attackers = filled.heads.get("attacker", [])
    if cue.frame.type != "attack":
        return None
    if cue.kind == "noun":
        forces = [child for child in cue.token.lefts if child.dep_ in ("compound", "amod") and not attackers]
        struck = [noun for child in cue.token.rights if child.lower_ in ("on", "against") for noun in child.children]
        agents = forces if cue.token.lemma_ in _ASSAULTS and struck else []
    elif cue.token.lemma_ in _STORMING and not any(stands_for(reading, head) is head for head in attackers):
        agents = attackers
    else:
        return None
    meant = Filled(heads={"agent": [stands_for(reading, head) for head in agents]})
    if not agents or side_of(reading, meant, "agent") != "state":
        return None
    names = {"attacker": "agent", "target": "target", "place": "place"}
    slots = {names[slot]: fillers for slot, fillers in filled.slots.items() if slot in names}
    heads = {names[slot]: found for slot, found in filled.heads.items() if slot in names}
    if cue.kind == "noun":
        for slot, found in (("agent", agents[:1]), ("target", heads.get("target") or struck[:1])):
            slots[slot], heads[slot] = [reading.filler(mention(head)) for head in found], found
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


def what_killed(cue: Cue) -> Word | None:
    """Return the verb of a disaster that did harm: "floods killed 46 people in the valley"."""
    over = cue.token.head
    fits = cue.frame.type == "accident" and cue.kind == "noun"
    if cue.token.dep_ == "pobj" and over.dep_ == "agent":
        over = over.head  # "were killed by an avalanche"
    elif cue.token.dep_ != "nsubj":
        return None
    return over if fits and over.lemma_ in _KILLING else None


def needs_no_more(cue: Cue, filled: Filled) -> bool:
    """Tell what is a fact without the slots that its frame asks for.

    A border that is crossed needs no name, a disaster that killed somebody no place; raids in a town in which people
    are arrested are the police's.
    """
    token = cue.token
    match cue.frame.type:
        case "border_crossing":
            return crosses_a_border(cue)
        case "accident":
            return what_killed(cue) is not None
        case "security_operation":
            while token.dep_ == "pobj" and token.head.lower_ == "of":
                token = token.head.head  # "in a series of raids"
            inside = token.dep_ == "pobj" and token.head.lower_ in ("in", "during")
            return inside and token.head.head.lemma_ in _ARRESTING and "place" in filled.slots
    return False


def crosses_a_border(cue: Cue) -> bool:
    """Tell "crossed the border", which needs no name to be a crossing."""
    crossed = (child for child in cue.token.children if child.dep_ in ("dobj", "nsubjpass"))
    return cue.frame.type == "border_crossing" and any(child.lemma_ in ("border", "frontier") for child in crossed)


def _is_land(reading: Reading, head: Word) -> bool:
    of_country = any(child.lower_ in reading.lexicon.demonyms for child in head.lefts)
    return reading.kinds.country(head) is not None or of_country or head.lower_ in _BORDERS
