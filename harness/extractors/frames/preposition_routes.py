"""What follows a preposition, or several words, behind a cue as the filler of a role."""

from functools import lru_cache

from harness.extractors.frames.allowed import PEOPLE_OR_NAMES, allowed, is_allowed
from harness.extractors.frames.chunks import NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause, Complement
from harness.extractors.frames.complements import complements
from harness.extractors.frames.coordination import conjuncts
from harness.extractors.frames.cues import Cue
from harness.extractors.frames.lexicon import Phrase, Role
from harness.extractors.frames.place_adjuncts import PLACE_PREPOSITIONS
from harness.extractors.frames.places import has_name, is_place, place_span
from harness.extractors.frames.stretches import Found, gerund_after, stretch
from harness.extractors.frames.vocabulary import Vocabulary

_PLACES = frozenset(["places", "sites", "works", "borderlands", "surroundings"])
_NEAR_WORDS = 24
"""Tokens behind a cue among which the words of a route are looked for."""


@lru_cache(maxsize=1_000)
def _words(route: str) -> Phrase:
    return tuple(route.split())


def prepositional(clause: Clause, cue: Cue, route: str, role: Role, vocabulary: Vocabulary) -> list[Found]:
    """Return what the words of a route lead to behind the cue, its verb or its carrier."""
    words = _words(route)
    if words[-1] == "doing":
        return gerund_after(clause, cue.at, words[:-1])
    if len(words) > 1:
        return _behind_words(clause, cue, words, role)
    of_people = route == "of" and not role.classes.isdisjoint(PEOPLE_OR_NAMES) and role.slot != "place"
    for at in dict.fromkeys((cue.at, cue.verb, cue.carrier)):
        if at < 0:
            continue
        for one in complements(clause, at):
            phrase = one.phrase
            if one.word != route or phrase.kind == "DATE" or (of_people and _is_of_place(clause, at, one)):
                continue
            if not role.classes:
                return [stretch(clause, one.at + 1, clause.chunks[one.at].start + 1)]
            if type(phrase) is not NounPhrase or (at == cue.at and phrase.start > cue.start and phrase.end <= cue.end):
                continue  # "on trial" of "go on trial" is the cue
            if (
                is_allowed(phrase, role.classes)
                and is_place(phrase, route, vocabulary)
                and not role.classes.isdisjoint(vocabulary.place_classes)
            ):
                return [Found(None, *_named_place(clause, at, phrase, role, vocabulary))]
            found = allowed(conjuncts(clause.chunks, phrase.at, inside=route == "between"), role)
            if found:
                return found
    return []


def _is_of_place(clause: Clause, at: int, one: Complement) -> bool:
    """Whether "of" gives the name of a place behind a cue: "his arrest in the resort of Marbella"."""
    above = clause.chunks[one.at - 1]
    if above.at <= at or type(above) is not NounPhrase or above.noun_class not in _PLACES or above.pronoun:
        return False
    return type(one.phrase) is NounPhrase and "P" in clause.tags[one.phrase.first : one.phrase.end]


def _named_place(clause: Clause, at: int, phrase: NounPhrase, role: Role, vocabulary: Vocabulary) -> tuple[int, int]:
    """The tokens of a place; of a `place` without a name, those of the named one around it ("a ravine in Nord")."""
    span = place_span(clause, phrase, vocabulary)
    if role.slot != "place" or has_name(clause, *span, vocabulary):
        return span
    for one in complements(clause, at, through=True):
        if one.at > phrase.at and one.word in PLACE_PREPOSITIONS and is_place(one.phrase, one.word, vocabulary):
            around = place_span(clause, one.phrase, vocabulary)
            if has_name(clause, *around, vocabulary):
                return around
    return span


def _behind_words(clause: Clause, cue: Cue, words: Phrase, role: Role) -> list[Found]:
    """What follows several words ("accused of", "on suspicion of") behind the cue: a phrase, or all of their clause."""
    tokens = clause.tokens
    begin = max(cue.start + 1, cue.end - len(words))  # the cue may end in them: "led 30 guests out of"
    for i in range(begin, min(cue.end + _NEAR_WORDS, len(tokens.text) - len(words))):
        if tokens.lower[i] != words[0] or any(tokens.lower[i + k] != word for k, word in enumerate(words)):
            continue
        begin = i + len(words)
        behind = next((chunk for chunk in clause.chunks if chunk.start >= begin), None)
        if behind is None:
            break
        if type(behind) is VerbGroup and behind.form == "gerund":
            return [stretch(clause, behind.at, begin)]
        return (
            allowed(conjuncts(clause.chunks, behind.at), role) if role.classes else [stretch(clause, behind.at, begin)]
        )
    return []
