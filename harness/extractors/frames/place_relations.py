"""Place relations: "X, a village in Y", "the X district of Y province", "X, which borders Y and Z"."""

from collections.abc import Iterator, Sequence

from harness.extractors.frames.adjuncts import PLACE_PREPOSITIONS, is_place, place_span, token_filler
from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.draft import Draft
from harness.extractors.frames.links import conjuncts
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.reading import Reading
from harness.extractors.frames.vocabulary import Vocabulary
from harness.facts import Filler

_DIRECTIONS = frozenset("north south east west outskirts edge".split())
_Tokens = tuple[int, int]


def place_drafts(clause: Clause, reading: Reading, vocabulary: Vocabulary) -> Iterator[Draft]:
    """Yield what a sentence says about places lying within or beside others."""
    chunks = clause.chunks
    for i, chunk in enumerate(chunks):
        if not _named_place(clause, i, vocabulary):
            continue
        start, end = place_span(clause, i, vocabulary)
        after = next((k for k in range(i, len(chunks)) if chunks[k].start >= end), len(chunks))
        inner = _within(clause, i, after, vocabulary)
        if inner:
            yield _draft(clause, (start, end), "within", [inner], reading)
        others = _borders(clause, after, vocabulary)
        if others:
            yield _draft(clause, (start, end), "borders", others, reading)


def _named_place(clause: Clause, i: int, vocabulary: Vocabulary) -> bool:
    """Whether chunk i is a place with a name: by its own words, or as a name after "in"."""
    phrase = clause.chunks[i]
    if not isinstance(phrase, NounPhrase) or phrase.pronoun or phrase.genitive:
        return False
    word = clause.tokens[clause.chunks[i - 1].start].lower if i and clause.chunks[i - 1].kind == "I" else ""
    if (
        word == "of" and i >= 2 and place_span(clause, i - 2, vocabulary)[1] >= phrase.end
        if _place_noun(clause, i - 2, vocabulary)
        else False
    ):
        return False
    if not is_place(phrase, word, vocabulary):
        return False
    start, end = place_span(clause, i, vocabulary)
    return any(tag == "P" for tag in clause.tags[start:end])


def _place_noun(clause: Clause, i: int, vocabulary: Vocabulary) -> bool:
    if i < 0:
        return False
    phrase = clause.chunks[i]
    return isinstance(phrase, NounPhrase) and phrase.noun_class != "name" and is_place(phrase, "", vocabulary)


def _within(clause: Clause, i: int, after: int, vocabulary: Vocabulary) -> _Tokens | None:
    chunks, tokens = clause.chunks, clause.tokens
    if after + 1 >= len(chunks):
        return None
    link, following = chunks[after], chunks[after + 1]
    if link.kind == "I" and tokens[link.start].lower in ("of", "in") and _place_noun(clause, i, vocabulary):
        return _place_at(clause, after + 1, tokens[link.start].lower, vocabulary)
    if link.kind != "," or not isinstance(following, NounPhrase):
        return None
    if _place_noun(clause, after + 1, vocabulary) and after + 3 < len(chunks) and chunks[after + 2].kind == "I":
        word = tokens[chunks[after + 2].start].lower
        plain = not any(tag == "P" for tag in clause.tags[following.first : following.end])
        plain = plain and following.number[1] <= following.number[0] and tokens[following.head].lower not in _DIRECTIONS
        if plain and word in ("in", "of"):
            return _place_at(clause, after + 3, word, vocabulary)
    governed = (
        i
        and chunks[i - 1].kind == "I"
        and tokens[chunks[i - 1].start].lower in PLACE_PREPOSITIONS | {"of", "from", "to"}
    )
    closes = after + 2 >= len(chunks) or chunks[after + 2].kind in (",", ".", ";", '"', "VG", ")")
    if governed and closes and following.noun_class == "country" and chunks[i].start < following.start:
        return place_span(clause, after + 1, vocabulary)
    return None


def _place_at(clause: Clause, i: int, word: str, vocabulary: Vocabulary) -> _Tokens | None:
    phrase = clause.chunks[i]
    if (
        not isinstance(phrase, NounPhrase)
        or phrase.pronoun
        or not is_place(phrase, "in" if word == "of" else word, vocabulary)
    ):
        return None
    start, end = place_span(clause, i, vocabulary)
    return (start, end) if any(tag == "P" for tag in clause.tags[start:end]) else None


def _borders(clause: Clause, after: int, vocabulary: Vocabulary) -> list[_Tokens]:
    """The places after "which borders" or "bordering"."""
    chunks: Sequence[Chunk] = clause.chunks
    for k in range(after, min(after + 3, len(chunks) - 1)):
        verb = chunks[k]
        if isinstance(verb, VerbGroup):
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


def _draft(clause: Clause, place: _Tokens, relation: str, others: Sequence[_Tokens], reading: Reading) -> Draft:
    draft = Draft("place_relation", clause, place[0], place[0], place[1])
    draft.slots["place"] = (token_filler(clause, *place, reading),)
    draft.slots["relation"] = (Filler(value=relation),)
    draft.slots["other"] = tuple(token_filler(clause, *other, reading) for other in others)
    for other in others:
        draft.reach(*other)
    return draft
