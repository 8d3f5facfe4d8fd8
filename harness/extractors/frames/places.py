"""Which phrases are places, which of them have a name, and how far their words reach."""

from typing import TypeGuard

from harness.extractors.frames.chunks import Chunk, NounPhrase
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.coordination import conjuncts
from harness.extractors.frames.inflect import singular
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import word_set

_BEFORE_NAMES = word_set("in through near outside at into from across throughout off around over above")
_TAKES_NAME = word_set("city port town village island capital hamlet")
_BETWEEN = word_set("border frontier road highway motorway street route")
_NAMED_BY_NATION = word_set("border frontier capital coast territory soil waters side airspace")
_JOINING = frozenset(["with", "between", "to"])


def is_place(phrase: Chunk, preposition: str, vocabulary: Vocabulary) -> TypeGuard[NounPhrase]:
    """Return whether a noun phrase after a preposition is a place: by its head, or a name after "in"."""
    if type(phrase) is not NounPhrase:
        return False
    if phrase.noun_class == "name":
        return preposition in _BEFORE_NAMES or (preposition == "on" and phrase.definite)
    return phrase.noun_class == "country" or phrase.noun_class in vocabulary.place_classes


def has_name(clause: Clause, start: int, end: int, vocabulary: Vocabulary) -> bool:
    """Return whether a name stands among tokens, and not just an adjective with a capital ("a Danish port")."""
    tags, tokens = clause.tags, clause.tokens
    if "P" not in tags[start:end]:
        return False
    if tokens.lower[end - 1] in _NAMED_BY_NATION:
        return True
    names = [word for word, tag in zip(tokens.lower[start:end], tags[start:end], strict=True) if tag == "P"]
    return not vocabulary.lexicon.of_nations.issuperset(names)


def place_span(clause: Clause, phrase: NounPhrase, vocabulary: Vocabulary) -> tuple[int, int]:
    """Return the tokens of a place: "village of X" is one, "district of X province" is the district."""
    at = phrase.at
    end = phrase.end - phrase.genitive
    named = has_name(clause, phrase.first, end, vocabulary)
    if (not named or clause.tokens.lower[phrase.head] in _TAKES_NAME) and at + 2 < len(clause.chunks):
        link, other = clause.chunks[at + 1], clause.chunks[at + 2]
        of = link.kind == "I" and clause.tokens.lower[link.start] == "of"
        if of and type(other) is NounPhrase and "P" in clause.tags[other.first : other.end]:
            return phrase.first, other.end - other.genitive
    if clause.tokens.lower[phrase.head] in _BETWEEN and at + 2 < len(clause.chunks):
        link, other = clause.chunks[at + 1], clause.chunks[at + 2]
        if clause.tokens.lower[link.start] in _JOINING and type(other) is NounPhrase:
            last = conjuncts(clause.chunks, other.at)[-1] if clause.tokens.lower[link.start] == "between" else other
            if "P" in clause.tags[other.first : last.end]:
                return phrase.first, last.end - last.genitive
    if not named and phrase.possessor and any(tag == "P" for tag in clause.tags[phrase.possessor.first : phrase.start]):
        return phrase.possessor.first, end
    return phrase.first, end


def is_site(clause: Clause, phrase: NounPhrase, vocabulary: Vocabulary) -> bool:
    """Return whether what is attacked or searched is the place as well: one with a name, or a village without."""
    village = vocabulary.noun_classes.get("village")
    if village is not None and phrase.noun_class == village.name:
        return not phrase.pronoun
    return is_named_place(clause, phrase, vocabulary)


def is_named_place(clause: Clause, phrase: NounPhrase, vocabulary: Vocabulary) -> bool:
    """Return whether a phrase is a place and has a name."""
    if phrase.noun_class == "location":
        return True
    if phrase.pronoun or (phrase.noun_class != "country" and phrase.noun_class not in vocabulary.place_classes):
        return False
    word = clause.tokens.lower[phrase.head]
    outskirts = vocabulary.noun_classes.get("outskirts")
    around = outskirts is not None and phrase.noun_class == outskirts.name
    if (
        clause.tags[phrase.head] == "N"
        and not around
        and (singular(word) != word or clause.tokens.lower[phrase.start] in ("a", "an"))
    ):
        return False  # "rebel camps", "a Sufi shrine"
    return "P" in clause.tags[slice(*place_span(clause, phrase, vocabulary))]
