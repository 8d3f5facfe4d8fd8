"""The objects of a cue as fillers of a role, and what a blast told as a noun struck."""

from collections.abc import Sequence

from harness.extractors.frames.allowed import PEOPLE_OR_NAMES, allowed
from harness.extractors.frames.chunks import NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.complements import complements
from harness.extractors.frames.coordination import conjuncts
from harness.extractors.frames.cues import Cue
from harness.extractors.frames.lexicon import Role
from harness.extractors.frames.stretches import Found
from harness.extractors.frames.words import word_set

_HOLDING = frozenset(["contain", "hold", "include", "comprise"])
_HITTING = word_set("hit rock strike rip tear destroy damage gut engulf target shake sweep shatter level wreck jolt")


def struck(clause: Clause, cue: Cue, role: Role) -> list[Found]:
    """Return what a blast or fire told as a noun did harm to: "a series of explosions rocked the city centre"."""
    by = clause.chunks[cue.carrier] if 0 <= cue.carrier < cue.at else None
    if type(by) is VerbGroup and by.passive and by.lemma in _HITTING:  # "was hit by a suicide bombing"
        return allowed([one for one in by.objects if one.at < by.at], role)
    verb = clause.chunks[cue.carrier] if cue.carrier > cue.at else None
    if type(verb) is not VerbGroup:
        verb = next((one for one in clause.verbs if one.at > cue.at), None)
        above = clause.chunks[cue.at - 2] if cue.at > 1 else None
        if verb is None or above is None or above not in verb.subjects or clause.kinds[cue.at - 1] != "I":
            return []
    if verb.lemma not in _HITTING or verb.passive:
        return []
    through = [one.phrase for one in complements(clause, verb.at) if one.word in ("through", "into")]
    return allowed([one for one in (*verb.objects, *through) if type(one) is NounPhrase], role)


def objects_of(clause: Clause, cue: Cue, role: Role) -> list[Found]:
    """Return the objects that the role allows; in a list of things, what is unknown is what its neighbours are."""
    verb = clause.chunks[cue.at]
    if type(verb) is not VerbGroup:
        return _listed(clause, clause.listed.get(cue.at, ()), role)
    last = clause.tokens.lower[cue.end - 1]
    inside = bool(verb.objects) and verb.main < verb.objects[0].start < verb.objects[0].end < cue.end
    inside = inside and not (last == "of" and verb.objects[0].end == cue.end - 1)  # "took control of the town"
    if (
        not verb.passive
        and not inside
        and cue.end > verb.main + 1
        and not any(last in one.routes for one in cue.frame.roles)
    ):
        behind = next((chunk for chunk in clause.chunks[cue.at + 1 :] if chunk.start >= cue.end), None)
        if type(behind) is NounPhrase and behind.start == cue.end:
            return _listed(clause, conjuncts(clause.chunks, behind.at), role)
    return _listed(clause, verb.objects, role)


def _listed(clause: Clause, phrases: Sequence[NounPhrase], role: Role) -> list[Found]:
    """The phrases that the role allows; where it is for things, the others of the list as well."""
    found = allowed(phrases, role)
    if found and found[0].phrase is not phrases[0] and not role.classes.isdisjoint(PEOPLE_OR_NAMES):
        return []  # "held meetings with students and parents" holds nobody
    if found and len(phrases) > 1 and role.classes.isdisjoint(PEOPLE_OR_NAMES):
        found = [Found(one, one.start, one.end - one.genitive) for one in phrases if not one.pronoun]
    things = role.classes.isdisjoint(PEOPLE_OR_NAMES)
    return [content for one in found for content in _contents(clause, one, things)]


def _contents(clause: Clause, found: Found, things: bool) -> list[Found]:
    """What a cache holds, where the sentence says it ("a cache containing two rifles and a bomb"); else the cache."""
    phrase = found.phrase
    if phrase is None or phrase.at + 1 >= len(clause.chunks):
        return [found]
    verb = clause.chunks[phrase.at + 1]
    if type(verb) is VerbGroup and verb.form == "gerund" and verb.lemma in _HOLDING and verb.objects:
        return [Found(one, one.start, one.end - one.genitive) for one in verb.objects if not one.pronoun]
    return [found, *_included(clause, phrase)] if things else [found]


def _included(clause: Clause, phrase: NounPhrase) -> list[Found]:
    """What is named of the things that a phrase sums up: "a cache of weapons, including two rifles and a bomb"."""
    at = phrase.at + 1
    if clause.tokens.lower[clause.chunks[at].start] == "of" and at + 2 < len(clause.chunks):
        at += 2
    if clause.kinds[at : at + 1] != [","] or "including" not in clause.said or at + 2 >= len(clause.chunks):
        return []
    if clause.tokens.lower[clause.chunks[at + 1].start] != "including":
        return []
    parts = conjuncts(clause.chunks, at + 2)
    return [Found(one, one.start, one.end - one.genitive) for one in parts if not one.pronoun]
