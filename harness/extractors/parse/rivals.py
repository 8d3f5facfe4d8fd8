"""Which of several cues tells the fact: the frame that says most at a word, and no cue that another one takes up."""

from harness.extractors.frames.lexicon import Lexicon
from harness.extractors.parse.cues import Cue
from harness.extractors.parse.filled import Filled
from harness.extractors.parse.stance import modality

_MAY_COME = frozenset({"place", "date", "count", "kind", "method"})
"""Slots that are filled after the roles."""
_FILLED_BY_EVENTS = frozenset({"cause"})
_UNCHARGED = frozenset({"campaign", "aim", "presence", "security_operation", "detention", "seizure"})
_TELLING = frozenset({"attack", "border_crossing", "casualty"})


def best(found: list[tuple[Cue, Filled]]) -> list[tuple[Cue, Filled]]:
    """Keep the frame of a type that says most at a token: the one with most roles filled, then with the longest cue."""
    phrases = {index for cue, _ in found for index in cue.words if index != cue.token.i}
    found = [
        pair for pair in found if pair[0].token.i not in phrases
    ]  # "trial" in "go on trial", "fire" in "open fire"
    best: dict[tuple[int, str], tuple[Cue, Filled]] = {}
    for cue, filled in found:
        place = (cue.token.i, cue.frame.type)
        known = best.get(place)
        if known is None or _says(cue, filled) > _says(*known):
            best[place] = (cue, filled)
    kept = {id(cue) for cue, _ in best.values()}
    return [pair for pair in found if id(pair[0]) in kept]


def is_said_better(cue: Cue, filled: Filled, found: list[tuple[Cue, Filled]], lexicon: Lexicon) -> bool:
    """Tell whether another cue of the passage makes this one's fact: a raid of the police is no attack, a goal no aim.

    A raid is an operation unless attackers are named; what somebody aims to do is their planned attack or crossing.
    """
    if any(cue.token in each for _, one in found for slot, each in one.heads.items() if slot in _FILLED_BY_EVENTS):
        return True  # the earthquake of "an earthquake struck"
    if any(other.frame.alone and other.token.i == cue.token.i and other is not cue for other, _ in found):
        return not cue.frame.alone
    if cue.frame.type in _UNCHARGED and is_charged(cue, found):
        return True
    if cue.frame.type == "aim":
        goals = {head.i for head in filled.heads.get("goal", [])}
        for other, one in found:
            verb = one.support or other.token
            if (
                other.frame.type in _TELLING
                and verb.i in goals
                and modality(other.token, one.support, lexicon) == "planned"
            ):
                return True
        return False
    rivals = [one for other, one in found if other.token.i == cue.token.i and other.frame.type != cue.frame.type]
    if cue.frame.type == "accident" and any("weapon" in one.heads for one in rivals):
        return True  # "a mine exploded": no pit
    if cue.frame.type == "attack" and "attacker" not in filled.heads and cue.token.dep_ == "acl":
        items = {head.i for other, one in found if other.frame.type == "seizure" for head in one.heads.get("item", ())}
        if any(head.i in items for head in filled.heads.get("weapon", ())):
            return True  # "found a bomb buried in the woods"
    if cue.frame.type == "attack" and "attacker" not in filled.heads:
        return any("target" in one.heads or "agent" in one.heads for one in rivals) or _is_accident(cue, found)
    if cue.frame.type == "security_operation" and cue.kind == "noun" and cue.token.head.lemma_ == "blame":
        return True  # "blamed the raid on the rebels"
    if cue.frame.type == "security_operation" and any(
        other.frame.type == "attack" and other.frame.modality == "claimed" and other.token.is_ancestor(cue.token)
        for other, _ in found
    ):
        return True  # "claimed responsibility for the raid"
    if cue.frame.type == "security_operation":
        return any("attacker" in one.heads for one in rivals) and "agent" not in filled.heads
    return False


def is_charged(cue: Cue, found: list[tuple[Cue, Filled]]) -> bool:
    """Tell what somebody is charged with: it is told as the charge."""
    return any(_holds(one, cue) for _, one in found)


def is_tried(cue: Cue, found: list[tuple[Cue, Filled]]) -> bool:
    """Tell what a court deals with, which is not where or when it happened: "a trial over the deaths of two men"."""
    courts = {other.token.i for other, _ in found if other.frame.type == "prosecution"}
    above = cue.token
    while above.dep_ in ("pobj", "prep"):
        above = above.head
        if above.i in courts:
            return True
    return is_charged(cue, found)


def _holds(filled: Filled, cue: Cue) -> bool:
    return any(head.i == cue.token.i or head.is_ancestor(cue.token) for head in filled.heads.get("charge", ()))


def _says(cue: Cue, filled: Filled) -> tuple[int, int, bool]:
    """How much a frame says: the roles that are filled, the words that announce it, and whether it needs no more."""
    open_needs = cue.frame.needs and not cue.frame.needs & (filled.slots.keys() | _MAY_COME)
    return len(filled.heads), len(cue.words), not open_needs


def _is_accident(cue: Cue, found: list[tuple[Cue, Filled]]) -> bool:
    """Tell a "gas explosion" from a bombing: an accident's cue holds the cue of the attack."""
    return any(other.frame.type == "accident" and {*cue.words} < {*other.words} for other, _ in found)
