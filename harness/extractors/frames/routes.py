"""Along which ways a frame's roles are filled: subject, object, modifier, purpose, prepositions and the like."""

from collections.abc import Sequence

from harness.extractors.frames.aboard import aboard
from harness.extractors.frames.allowed import allowed
from harness.extractors.frames.chunks import NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.control import main_subject
from harness.extractors.frames.cues import Cue
from harness.extractors.frames.lexicon import GRAMMAR_ROUTES, Role
from harness.extractors.frames.noun_routes import modifier, owner
from harness.extractors.frames.object_routes import objects_of, struck
from harness.extractors.frames.preposition_routes import prepositional
from harness.extractors.frames.stretches import Found, deed, infinitives, purpose
from harness.extractors.frames.subject_routes import subject
from harness.extractors.frames.vocabulary import Vocabulary

_GRAMMAR = frozenset(GRAMMAR_ROUTES)


def fill_role(clause: Clause, cue: Cue, role: Role, vocabulary: Vocabulary) -> Sequence[Found]:
    """Return what the first of the role's routes leads to that leads to anything."""
    if role.verbs:
        verb = clause.chunks[cue.verb] if cue.verb >= 0 else None
        if type(verb) is not VerbGroup or verb.lemma not in role.verbs:
            return ()
    said = clause.said
    for route, first in role.ways:
        if first in said or not first:
            found = _follow(clause, cue, route, role, vocabulary)
            if found:
                return found
    return ()


def _follow(clause: Clause, cue: Cue, route: str, role: Role, vocabulary: Vocabulary) -> Sequence[Found]:
    """Everything that a route of the cue leads to and the role allows."""
    if route not in _GRAMMAR:
        return prepositional(clause, cue, route, role, vocabulary)
    chunk = clause.chunks[cue.at]
    if route == "subject":
        return subject(clause, cue, role, vocabulary)
    if route == "object":
        return objects_of(clause, cue, role)
    if route == "struck":
        return struck(clause, cue, role)
    if route == "carried":
        return aboard(clause, cue, role)
    if route == "cue":
        return [Found(None, chunk.main if type(chunk) is VerbGroup else cue.start, cue.end)]
    if route == "main":
        return allowed(main_subject(clause.chunks, cue.at), role)
    if route == "purpose":
        return allowed(purpose(clause, cue.at), role)
    if route == "infinitive":
        return infinitives(clause, cue.at)
    if type(chunk) is NounPhrase:
        if route == "possessor":
            return owner(clause, chunk, role)
        if route == "modifier":
            return modifier(clause, cue, chunk, role, vocabulary)
        if route == "here":
            return [Found(None, chunk.first, chunk.end - chunk.genitive)]
    elif route == "here":
        return deed(clause, cue.at, cue.end)
    return ()
