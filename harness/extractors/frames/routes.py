"""Along which ways a frame's roles are filled: subject, object, modifier, purpose, prepositions and the like."""

from collections.abc import Sequence
from functools import lru_cache

from harness.extractors.frames.adjuncts import PLACE_PREPOSITIONS
from harness.extractors.frames.chunks import NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.complements import complements
from harness.extractors.frames.coordination import conjuncts
from harness.extractors.frames.cues import Cue
from harness.extractors.frames.lexicon import GRAMMAR_ROUTES, NAME_CLASSES, Phrase, Role
from harness.extractors.frames.names import head_class
from harness.extractors.frames.places import has_name, is_place, place_span
from harness.extractors.frames.stretches import Found, deed, gerund_after, infinitives, purpose, stretch
from harness.extractors.frames.subjects import main_subject
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import word_set

_NEAR_WORDS = 24
"""Tokens behind a cue among which the words of a route are looked for."""
_NEAR_VERB = 20
_PEOPLE_OR_NAMES = frozenset(NAME_CLASSES) - {"unknown"}
_GRAMMAR = frozenset(GRAMMAR_ROUTES)
_HOLDING = frozenset(["contain", "hold", "include", "comprise"])
_HITTING = word_set("hit rock strike rip tear destroy damage gut engulf target shake sweep shatter level wreck jolt")
_OWNERS = frozenset(["their", "his", "her", "its", "our", "my"])


def fill_role(clause: Clause, cue: Cue, role: Role, vocabulary: Vocabulary) -> Sequence[Found]:
    """Return what the first of the role's routes leads to that leads to anything."""
    if role.verbs:
        verb = clause.chunks[cue.verb] if cue.verb >= 0 else None
        if type(verb) is not VerbGroup or verb.lemma not in role.verbs:
            return ()
    said = clause.said
    for route, first in _with_first_words(role.routes):
        if first in said or not first:
            found = _follow(clause, cue, route, role, vocabulary)
            if found:
                return found
    return ()


def _follow(clause: Clause, cue: Cue, route: str, role: Role, vocabulary: Vocabulary) -> Sequence[Found]:
    """Everything that a route of the cue leads to and the role allows."""
    if route not in _GRAMMAR:
        return _prepositional(clause, cue, route, _words(route), role, vocabulary)
    chunk = clause.chunks[cue.at]
    if route == "subject":
        return _subject(clause, cue, role, vocabulary)
    if route == "object":
        return _objects(clause, cue, role)
    if route == "struck":
        return _struck(clause, cue, role)
    if route == "cue":
        return [Found(None, chunk.main if type(chunk) is VerbGroup else cue.start, cue.end)]
    if route == "main":
        return _allowed(main_subject(clause.chunks, cue.at), role)
    if route == "purpose":
        return _allowed(purpose(clause, cue.at), role)
    if route == "infinitive":
        return infinitives(clause, cue.at)
    if type(chunk) is NounPhrase:
        if route == "possessor":
            return _owner(clause, chunk, role)
        if route == "modifier":
            return _modifier(clause, cue, chunk, role, vocabulary)
        if route == "here":
            return [Found(None, chunk.first, chunk.end - chunk.genitive)]
    elif route == "here":
        return deed(clause, cue.at, cue.end)
    return ()


def _struck(clause: Clause, cue: Cue, role: Role) -> list[Found]:
    """What a blast or fire told as a noun did harm to: "a series of explosions rocked the city centre"."""
    verb = clause.chunks[cue.carrier] if cue.carrier > cue.at else None
    if type(verb) is not VerbGroup:
        verb = next((one for one in clause.verbs if one.at > cue.at), None)
        above = clause.chunks[cue.at - 2] if cue.at > 1 else None
        if verb is None or above is None or above not in verb.subjects or clause.kinds[cue.at - 1] != "I":
            return []
    if verb.lemma not in _HITTING or verb.passive:
        return []
    through = [one.phrase for one in complements(clause, verb.at) if one.word in ("through", "into")]
    return _allowed([one for one in (*verb.objects, *through) if type(one) is NounPhrase], role)


@lru_cache(maxsize=1_000)
def _with_first_words(routes: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each route with the word that must be said for it to lead anywhere, or ""."""
    return tuple((route, "" if route in _GRAMMAR else route.split()[0]) for route in routes)


@lru_cache(maxsize=1_000)
def _words(route: str) -> Phrase:
    return tuple(route.split())


def _allowed(phrases: Sequence[NounPhrase], role: Role) -> list[Found]:
    """The phrases of the role's classes; where it may be anyone, things that are counted and unknown, too."""
    classes = role.classes
    return [
        Found(phrase, phrase.start, phrase.end - phrase.genitive)
        for phrase in phrases
        if not classes or _is_allowed(phrase, classes)
    ]


def _is_allowed(phrase: NounPhrase, classes: frozenset[str]) -> bool:
    if phrase.noun_class:
        return phrase.noun_class in classes or (phrase.side == "armed_group" and "fighters" in classes)
    counted = phrase.number[1] > phrase.number[0] and not phrase.measured
    return "unknown" in classes or (counted and "anyone" in classes)


def _objects(clause: Clause, cue: Cue, role: Role) -> list[Found]:
    """The objects that the role allows; in a list of things, what is unknown is what its neighbours are."""
    verb = clause.chunks[cue.at]
    if type(verb) is not VerbGroup:
        return _listed(clause, clause.listed.get(cue.at, ()), role)
    last = clause.tokens.lower[cue.end - 1]
    inside = bool(verb.objects) and verb.main < verb.objects[0].start < verb.objects[0].end < cue.end
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
    allowed = _allowed(phrases, role)
    if allowed and allowed[0].phrase is not phrases[0] and not role.classes.isdisjoint(_PEOPLE_OR_NAMES):
        return []  # "held meetings with students and parents" holds nobody
    if allowed and len(phrases) > 1 and role.classes.isdisjoint(_PEOPLE_OR_NAMES):
        allowed = [Found(one, one.start, one.end - one.genitive) for one in phrases if not one.pronoun]
    return [content for one in allowed for content in _contents(clause, one)]


def _contents(clause: Clause, found: Found) -> list[Found]:
    """What a cache holds, where the sentence says it ("a cache containing two rifles and a bomb"); else the cache."""
    phrase = found.phrase
    if phrase is None or phrase.at + 1 >= len(clause.chunks):
        return [found]
    verb = clause.chunks[phrase.at + 1]
    if type(verb) is VerbGroup and verb.form == "gerund" and verb.lemma in _HOLDING and verb.objects:
        return [Found(one, one.start, one.end - one.genitive) for one in verb.objects if not one.pronoun]
    return [found]


def _subject(clause: Clause, cue: Cue, role: Role, vocabulary: Vocabulary) -> list[Found]:
    """The subject of the cue's verb; of an adjective or noun, that of its verb ("killed six in a raid")."""
    chunks = clause.chunks
    verb = chunks[cue.verb] if cue.verb >= 0 else None
    if type(verb) is VerbGroup:
        if cue.verb != cue.at and verb.lemma in vocabulary.lexicon.onlookers and verb.lemma not in role.verbs:
            return []
        found = _allowed(verb.subjects, role)
        if verb.form == "gerund" and clause.tags[verb.start - 1] in ",C":
            things = vocabulary.lexicon.classes_in["thing"]
            found = [one for one in found if one.phrase and one.phrase.noun_class not in things]
        if found or verb.form != "participle" or verb.passive:
            return found
    if cue.at in clause.listed and cue.frame.adjectives:
        return _allowed(clause.listed[cue.at], role)
    if type(chunks[cue.at]) is not NounPhrase:
        return _adjective_subject(clause, cue, role) if verb is None else []
    if cue.at and clause.tokens.lower[chunks[cue.at - 1].start] in ("in", "during"):
        for k in range(cue.at - 2, max(-1, cue.at - _NEAR_VERB), -1):
            other = chunks[k]
            if type(other) is VerbGroup and not (k and clause.kinds[k - 1] == "W"):
                if other.lemma in vocabulary.lexicon.onlookers:
                    return []
                return _allowed(other.subjects, role)
        ahead = next((one for one in clause.verbs if one.at > cue.at), None)
        if role.slot == "agent" and ahead and ahead.subjects and ahead.subjects[0].pronoun and not ahead.passive:
            return _allowed(ahead.subjects, role)  # "in a sweep through X they seized seven men"
        if role.slot == "agent" and "," in [chunk.kind for chunk in chunks[cue.at :]]:
            ahead = next((one for one in clause.verbs if one.at > cue.at and one.form == "finite"), None)
            if ahead and not ahead.passive:  # "in a raid on a house, troops killed three"
                return _allowed(ahead.subjects, role)
    return []


def _adjective_subject(clause: Clause, cue: Cue, role: Role) -> list[Found]:
    """The subject of an adjective: across a verb ("six are missing"), or right before it ("six dead")."""
    before = clause.chunks[cue.at - 1] if cue.at else None
    if before is not None and before.kind == "R" and cue.at > 1 and type(clause.chunks[cue.at - 2]) is NounPhrase:
        before = clause.chunks[cue.at - 2]  # "with 40 people still missing"
    if type(before) is VerbGroup:
        return _allowed(before.objects if before.passive else before.subjects, role)
    return _allowed([before], role) if type(before) is NounPhrase else []


def _owner(clause: Clause, phrase: NounPhrase, role: Role) -> list[Found]:
    """Whose the cue noun is: a genitive before it, or "their"."""
    if phrase.possessor:
        return _allowed([phrase.possessor], role)
    if "anyone" in role.classes and clause.tokens.lower[phrase.start] in _OWNERS:
        return [Found(None, phrase.start, phrase.start + 1)]
    return []


def _modifier(clause: Clause, cue: Cue, phrase: NounPhrase, role: Role, vocabulary: Vocabulary) -> list[Found]:
    """A noun before the cue noun within its phrase ("police raid"), by its class or, if it is a name, as a name."""
    inside = role.classes.isdisjoint(_PEOPLE_OR_NAMES) and not cue.frame.constants.keys().isdisjoint(("kind",))
    for i in range((cue.end - 1 if inside else cue.start) - 1, phrase.first - 1, -1):
        if clause.tags[i] not in "NP":
            continue
        made = head_class(clause.tokens, phrase.first, i, vocabulary)
        sort = made.name if made else "name" if clause.tags[i] == "P" else ""
        if clause.tokens.lower[i] in vocabulary.lexicon.demonyms:
            sort = "country"
        if sort and sort in role.classes:
            start = i
            while start > phrase.first and clause.tags[start - 1] in "NP":
                start -= 1
            return [Found(None, start, i + 1)]
    return []


def _prepositional(
    clause: Clause, cue: Cue, route: str, words: Phrase, role: Role, vocabulary: Vocabulary
) -> list[Found]:
    if words[-1] == "doing":
        return gerund_after(clause, cue.at, words[:-1])
    if len(words) > 1:
        return _behind_words(clause, cue, words, role)
    for at in dict.fromkeys((cue.at, cue.verb, cue.carrier)):
        if at < 0:
            continue
        for one in complements(clause, at):
            phrase = one.phrase
            if one.word != route or phrase.kind == "DATE":
                continue
            if not role.classes:
                return [stretch(clause, one.at + 1, clause.chunks[one.at].start + 1)]
            if type(phrase) is not NounPhrase or (at == cue.at and phrase.start > cue.start and phrase.end <= cue.end):
                continue  # "on trial" of "go on trial" is the cue
            if (
                _is_allowed(phrase, role.classes)
                and is_place(phrase, route, vocabulary)
                and not role.classes.isdisjoint(vocabulary.place_classes)
            ):
                return [Found(None, *_named_place(clause, at, phrase, role, vocabulary))]
            found = _allowed(conjuncts(clause.chunks, phrase.at, inside=route == "between"), role)
            if found:
                return found
    return []


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
            _allowed(conjuncts(clause.chunks, behind.at), role) if role.classes else [stretch(clause, behind.at, begin)]
        )
    return []
