"""Which phrases may fill a role, by their classes."""

from collections.abc import Sequence

from harness.extractors.frames.chunks import NounPhrase
from harness.extractors.frames.lexicon import NAME_CLASSES, Role
from harness.extractors.frames.stretches import Found

PEOPLE_OR_NAMES = frozenset(NAME_CLASSES) - {"unknown"}


def allowed(phrases: Sequence[NounPhrase], role: Role) -> list[Found]:
    """Return the phrases of the role's classes; where it may be anyone, things that are counted and unknown, too."""
    classes = role.classes
    return [
        Found(phrase, phrase.start, phrase.end - phrase.genitive)
        for phrase in phrases
        if not classes or is_allowed(phrase, classes)
    ]


def is_allowed(phrase: NounPhrase, classes: frozenset[str]) -> bool:
    """Return whether a phrase is of one of the classes, or is a side or a number of people that they have."""
    if phrase.noun_class:
        return phrase.noun_class in classes or (phrase.side == "armed_group" and "fighters" in classes)
    counted = phrase.number[1] > phrase.number[0] and not phrase.measured
    return "unknown" in classes or (counted and "anyone" in classes)
