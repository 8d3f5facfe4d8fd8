"""Place relations: "X, a village in Y", "the X district of Y province", "X, which borders Y and Z"."""

from collections.abc import Iterator, Sequence
from typing import TypeGuard

from harness.extractors.frames.adjuncts import PLACE_PREPOSITIONS, token_filler
from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.coordination import conjuncts
from harness.extractors.frames.draft import Draft
from harness.extractors.frames.inflect import singular
from harness.extractors.frames.places import is_place, place_span
from harness.extractors.frames.reading import Reading
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import word_set
from harness.facts import Filler

_GOVERNING = PLACE_PREPOSITIONS | {"of", "from", "to"}
_LINKS = frozenset(["I", ",", "W", "VG"])
"""Kinds of chunks behind a place that may bring in another: "in", a comma, "which borders"."""
_DIRECTIONS = word_set("north south east west outskirts edge")
_Tokens = tuple[int, int]


def place_drafts(clause: Clause, reading: Reading, vocabulary: Vocabulary) -> Iterator[Draft]:
    """Yield what a sentence says about places lying within or beside others."""
    chunks = clause.chunks
    if "P" not in clause.tags:
        return
    named_classes = vocabulary.named_classes
    for phrase in clause.phrases:
        if phrase.noun_class not in named_classes or not _is_named_place(clause, phrase, vocabulary):
            continue
        place = place_span(clause, phrase, vocabulary)
        after = phrase.at + 1
        while after < len(chunks) and chunks[after].start < place[1]:
            after += 1
        outer = _within(clause, phrase, after, vocabulary)
        if outer:
            yield _draft(clause, place, "within", [outer], reading)
        others = _borders(clause, after, vocabulary)
        if others:
            yield _draft(clause, place, "borders", others, reading)


def _is_named_place(clause: Clause, phrase: NounPhrase, vocabulary: Vocabulary) -> bool:
    """Whether a phrase is a place with a name of its own: by its words, or as a name after "in"."""
    if phrase.pronoun or phrase.genitive:
        return False
    chunks = clause.chunks
    behind = clause.kinds[phrase.at + 1] if phrase.at + 1 < len(chunks) else ""
    if behind not in _LINKS:
        return False
    word = clause.tokens.lower[chunks[phrase.at - 1].start] if phrase.at and clause.kinds[phrase.at - 1] == "I" else ""
    above = chunks[phrase.at - 2] if word == "of" and phrase.at >= 2 else None
    if (
        above is not None
        and _is_place_noun(above, vocabulary)
        and place_span(clause, above, vocabulary)[1] >= phrase.end
    ):
        return False
    shown = phrase.noun_class == "name" and not word and _shown(clause, phrase, vocabulary)
    return (shown or is_place(phrase, word, vocabulary)) and _has_name(clause, place_span(clause, phrase, vocabulary))


def _shown(clause: Clause, phrase: NounPhrase, vocabulary: Vocabulary) -> bool:
    """Whether what follows shows that a name is a place's: "X borders Y", "X, in Y district,"."""
    behind = clause.chunks[phrase.at + 1 : phrase.at + 5]
    verb = behind[2] if len(behind) > 2 and behind[1].kind == "W" else behind[0]
    if type(verb) is VerbGroup:
        return verb.lemma == "border" or bool(verb.lemma == "share" and _shared(clause, verb, vocabulary))
    if len(behind) < 4 or behind[0].kind != "," or clause.tokens.lower[behind[1].start] != "in":
        return False
    return _is_place_noun(behind[2], vocabulary) and behind[3].kind in ",."


def _is_place_noun(phrase: Chunk, vocabulary: Vocabulary) -> TypeGuard[NounPhrase]:
    return type(phrase) is NounPhrase and phrase.noun_class in vocabulary.place_classes


def _has_name(clause: Clause, place: _Tokens) -> bool:
    return "P" in clause.tags[place[0] : place[1]]


def _within(clause: Clause, phrase: NounPhrase, after: int, vocabulary: Vocabulary) -> _Tokens | None:
    """The place around a place: what "of" or "in" brings behind it, or its explanation, or a country behind a comma."""
    chunks, tokens = clause.chunks, clause.tokens
    if after + 1 >= len(chunks):
        return None
    link, following = chunks[after], chunks[after + 1]
    word = tokens.lower[link.start]
    site = vocabulary.lexicon.class_of.get(tokens.lower[phrase.head])
    if word == "in" and (site is None or site.name == "sites"):
        return None
    if link.kind == "I" and word in ("of", "in") and _is_place_noun(phrase, vocabulary):
        return _outer(clause, following, word, vocabulary)
    if link.kind == "," and word == "," and tokens.lower[following.start] == "also" and after + 3 < len(chunks):
        link, following = chunks[after + 2], chunks[after + 3]  # "in X, also in Y"
        return _outer(clause, following, "in", vocabulary) if tokens.lower[link.start] == "in" else None
    if link.kind == "," and word == "," and tokens.lower[following.start] == "in" and after + 2 < len(chunks):
        around = chunks[after + 2]  # "X, in Y district,"
        apart = after + 3 >= len(chunks) or clause.kinds[after + 3] in ",."
        return _outer(clause, around, "in", vocabulary) if apart and _is_place_noun(around, vocabulary) else None
    if link.kind != "," or type(following) is not NounPhrase:
        return None
    if _is_place_noun(following, vocabulary) and after + 3 < len(chunks) and clause.kinds[after + 2] == "I":
        word = tokens.lower[chunks[after + 2].start]
        explains = (
            not _has_name(clause, (following.first, following.end)) and following.number[1] <= following.number[0]
        )
        if explains and word in ("in", "of") and tokens.lower[following.head] not in _DIRECTIONS:
            return _outer(clause, chunks[after + 3], word, vocabulary)
    before = chunks[phrase.at - 1] if phrase.at else link
    governed = before.kind == "I" and tokens.lower[before.start] in _GOVERNING
    closes = after + 2 >= len(chunks) or clause.kinds[after + 2] in (",", ".", ";", '"', "VG", ")")
    if governed and closes and (following.noun_class == "country" or _encloses(clause, following, vocabulary)):
        return place_span(clause, following, vocabulary)
    return None


def _encloses(clause: Clause, phrase: NounPhrase, vocabulary: Vocabulary) -> bool:
    """Whether a name between commas is that of a place around the one before, and no item of a list."""
    named = phrase.noun_class in ("name", "location") or phrase.noun_class in vocabulary.place_classes
    if not named or not _has_name(clause, (phrase.first, phrase.end)) or phrase.genitive or phrase.definite:
        return False
    behind = clause.chunks[phrase.at + 1 : phrase.at + 3]
    return len(behind) < 2 or behind[0].kind != "," or behind[1].kind not in ("C", "NP")


def _outer(clause: Clause, phrase: Chunk, word: str, vocabulary: Vocabulary) -> _Tokens | None:
    if not is_place(phrase, "in" if word == "of" else word, vocabulary) or phrase.pronoun:
        return None
    place = place_span(clause, phrase, vocabulary)
    return place if _has_name(clause, place) else None


def _borders(clause: Clause, after: int, vocabulary: Vocabulary) -> list[_Tokens]:
    """The places after "which borders" or "bordering"."""
    chunks: Sequence[Chunk] = clause.chunks
    for k in range(after, min(after + 3, len(chunks) - 1)):
        verb = chunks[k]
        if type(verb) is VerbGroup:
            if verb.lemma == "share":
                return _shared(clause, verb, vocabulary)
            if verb.lemma != "border":
                return []
            return [
                (other.first, other.end - other.genitive)
                for other in conjuncts(chunks, k + 1)
                if is_place(other, "in", vocabulary)
            ]
        if verb.kind not in (",", "W"):
            return []
    return []


def _shared(clause: Clause, verb: VerbGroup, vocabulary: Vocabulary) -> list[_Tokens]:
    """The places behind "shares borders with"."""
    border, link, first = [*clause.chunks[verb.at + 1 : verb.at + 4], verb, verb, verb][:3]
    shared = type(border) is NounPhrase and singular(clause.tokens.lower[border.head]) == "border"
    if not shared or clause.tokens.lower[link.start] != "with":
        return []
    others = conjuncts(clause.chunks, first.at)
    return [(one.first, one.end - one.genitive) for one in others if is_place(one, "in", vocabulary)]


def _draft(clause: Clause, place: _Tokens, relation: str, others: Sequence[_Tokens], reading: Reading) -> Draft:
    draft = Draft("place_relation", clause, place[0], place[0], place[1])
    draft.slots["place"] = (token_filler(clause, *place, reading),)
    draft.slots["relation"] = (Filler(value=relation),)
    draft.slots["other"] = tuple(token_filler(clause, *other, reading) for other in others)
    for other in others:
        draft.reach(*other)
    return draft
