"""The subject of a cue as the filler of a role: of a verb, an adjective, or a noun by its verb."""

from harness.extractors.frames.allowed import allowed
from harness.extractors.frames.chunks import NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.cues import Cue
from harness.extractors.frames.lexicon import Role
from harness.extractors.frames.stretches import Found
from harness.extractors.frames.vocabulary import Vocabulary

_NEAR_VERB = 20


def subject(clause: Clause, cue: Cue, role: Role, vocabulary: Vocabulary) -> list[Found]:
    """Return the subject of the cue's verb; of an adjective or noun, that of its verb ("killed six in a raid")."""
    chunks = clause.chunks
    verb = chunks[cue.verb] if cue.verb >= 0 else None
    if type(verb) is VerbGroup:
        if cue.verb != cue.at and verb.lemma in vocabulary.lexicon.onlookers and verb.lemma not in role.verbs:
            return []
        found = allowed(verb.subjects, role)
        if verb.form == "gerund" and clause.tags[verb.start - 1] in ",C":
            things = vocabulary.lexicon.classes_in["thing"]
            found = [one for one in found if one.phrase and one.phrase.noun_class not in things]
        if found or verb.form != "participle" or verb.passive:
            return found
    if cue.at in clause.listed and cue.frame.adjectives:
        return allowed(clause.listed[cue.at], role)
    if type(chunks[cue.at]) is not NounPhrase:
        return _adjective_subject(clause, cue, role) if verb is None else []
    if cue.at and clause.tokens.lower[chunks[cue.at - 1].start] in ("in", "during"):
        for k in range(cue.at - 2, max(-1, cue.at - _NEAR_VERB), -1):
            other = chunks[k]
            if type(other) is VerbGroup and not (k and clause.kinds[k - 1] == "W"):
                if other.lemma in vocabulary.lexicon.onlookers:
                    return []
                return allowed(other.subjects, role)
        ahead = next((one for one in clause.verbs if one.at > cue.at), None)
        if role.slot == "agent" and ahead and ahead.subjects and ahead.subjects[0].pronoun and not ahead.passive:
            return allowed(ahead.subjects, role)  # "in a sweep through X they seized seven men"
        if role.slot == "agent" and "," in [chunk.kind for chunk in chunks[cue.at :]]:
            ahead = next((one for one in clause.verbs if one.at > cue.at and one.form == "finite"), None)
            if ahead and not ahead.passive:  # "in a raid on a house, troops killed three"
                return allowed(ahead.subjects, role)
    return []


def _adjective_subject(clause: Clause, cue: Cue, role: Role) -> list[Found]:
    """The subject of an adjective: across a verb ("six are missing"), or right before it ("six dead")."""
    before = clause.chunks[cue.at - 1] if cue.at else None
    if before is not None and before.kind == "R" and cue.at > 1 and type(clause.chunks[cue.at - 2]) is NounPhrase:
        before = clause.chunks[cue.at - 2]  # "with 40 people still missing"
    if type(before) is VerbGroup:
        return allowed(before.objects if before.passive else before.subjects, role)
    return allowed([before], role) if type(before) is NounPhrase else []
