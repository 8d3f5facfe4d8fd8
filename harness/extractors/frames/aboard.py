"""Who is aboard a vehicle that a verb is said of: "a boat carrying 90 migrants reached the island"."""

from collections.abc import Sequence

from harness.extractors.frames.allowed import allowed
from harness.extractors.frames.chunks import NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.coordination import conjuncts
from harness.extractors.frames.cues import Cue
from harness.extractors.frames.lexicon import Role
from harness.extractors.frames.stretches import Found

_CARRIES = frozenset(["carry", "transport", "bring", "ferry", "take"])
_ABOARD = frozenset(["on", "aboard"])


def aboard(clause: Clause, cue: Cue, role: Role) -> list[Found]:
    """Return who is aboard the subject or object of the cue's verb: behind "carrying", or "with ... on board"."""
    verb = clause.chunks[cue.at]
    if type(verb) is not VerbGroup:
        return []
    for phrase in (*verb.subjects, *verb.objects):
        if phrase.noun_class == "vehicles" and (found := allowed(_carried(clause, phrase), role)):
            return found
    return []


def _carried(clause: Clause, vehicle: NounPhrase) -> Sequence[NounPhrase]:
    behind = clause.chunks[vehicle.at + 1 : vehicle.at + 4]
    if not behind:
        return ()
    verb = behind[0]
    if type(verb) is VerbGroup and verb.form == "gerund" and verb.lemma in _CARRIES:
        return verb.objects
    words = clause.tokens.lower
    if len(behind) > 2 and words[verb.start] == "with" and words[behind[2].start] in _ABOARD:
        return conjuncts(clause.chunks, vehicle.at + 2)[:1]
    return ()
