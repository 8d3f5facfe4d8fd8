"""Role facts: a person holds a position."""

from collections.abc import Iterator

from harness.extractors.frames.appositions import hanging_end, is_office
from harness.extractors.frames.chunks import NounPhrase
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.draft import Draft
from harness.extractors.frames.fillers import token_filler
from harness.extractors.frames.names import head_class
from harness.extractors.frames.places import is_place, place_span
from harness.extractors.frames.reading import Reading
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import OFFICES, word_set

_STYLES = word_set("dr. mr. mrs. ms. rev. prof. mullah imam sheikh king queen prince emir sultan ayatollah")
"""Forms of address that are part of a name rather than a position."""
_RANKS = word_set(
    "general commander colonel lieutenant captain major sergeant admiral brigadier marshal superintendent inspector"
)


def role_drafts(clause: Clause, reading: Reading, vocabulary: Vocabulary) -> Iterator[Draft]:
    """Yield a role for each title before a name and each apposition of a name and a position."""
    for phrase in clause.phrases:
        if phrase.name_start > phrase.first:
            title = clause.tokens.lower[phrase.name_start - 1]
            if title in _STYLES or not (is_office(title, vocabulary) or title in OFFICES):
                continue
            rank = _rank_start(clause, phrase, vocabulary)
            draft = _draft(clause, phrase, phrase.first, rank, reading)
            _add_body(draft, clause, phrase.first, rank, reading, vocabulary)
            if phrase.possessor:
                _owner(draft, phrase.possessor, reading, vocabulary)
            yield draft
            if rank < phrase.name_start:
                yield _draft(clause, phrase, rank, phrase.name_start, reading)
    for one in reading.apposed[clause.index]:
        name, position = clause.chunks[one.name], clause.chunks[one.position]
        if type(name) is NounPhrase and type(position) is NounPhrase:
            yield _apposed(clause, name, position, one.position, reading, vocabulary)


def _rank_start(clause: Clause, phrase: NounPhrase, vocabulary: Vocabulary) -> int:
    """Where the rank begins that stands between an office and a name ("army spokesman Colonel"), or the name does."""
    at = phrase.name_start - 1
    office = clause.tokens.lower[at - 1] if at > phrase.first else ""
    if f"{office} {clause.tokens.lower[at]}" in vocabulary.lexicon.titles:
        return phrase.name_start  # "prosecutor general"
    two = clause.tokens.lower[at] in _RANKS and office in vocabulary.lexicon.titles and office not in _RANKS
    return at if two else phrase.name_start


def _draft(clause: Clause, name: NounPhrase, start: int, end: int, reading: Reading) -> Draft:
    low, high = min(start, name.first), max(end, name.end - name.genitive)
    draft = Draft("role", clause, start, low, high)
    draft.slots["person"] = (reading.referents.filler(clause, name),)
    draft.slots["position"] = (token_filler(clause, start, end, reading),)
    return draft


def _add_body(draft: Draft, clause: Clause, start: int, end: int, reading: Reading, vocabulary: Vocabulary) -> None:
    """Fill `organisation` with what stands before the title: "Interior Ministry spokesman"."""
    if end - start < 2 or clause.tags[start] != "P":
        return
    made = head_class(clause.tokens, start, end - 2, vocabulary)
    if made and made.kind == "organisation":
        draft.slots["organisation"] = (token_filler(clause, start, end - 1, reading),)


def _owner(draft: Draft, owner: NounPhrase, reading: Reading, vocabulary: Vocabulary) -> None:
    made = vocabulary.lexicon.classes.get(owner.noun_class)
    if owner.noun_class in ("person", "anyone") or (made and made.kind == "people"):
        return
    slot = "organisation" if made and made.kind == "organisation" else "place"
    draft.slots[slot] = (reading.referents.filler(draft.clause, owner),)


def _apposed(
    clause: Clause, name: NounPhrase, position: NounPhrase, at: int, reading: Reading, vocabulary: Vocabulary
) -> Draft:
    chunks = clause.chunks
    end = position.end
    organisation: NounPhrase | None = None
    place: NounPhrase | None = None
    if at + 2 < len(chunks) and clause.kinds[at + 1] == "I" and hanging_end(chunks, at) > at + 1:
        word = clause.tokens.lower[chunks[at + 1].start]
        last = at + 2
        while type(owner := chunks[last]) is NounPhrase and owner.genitive and last + 1 < len(chunks):
            last += 1
        other = chunks[last]
        made = vocabulary.lexicon.classes.get(other.noun_class) if type(other) is NounPhrase else None
        if type(other) is NounPhrase and made and made.kind == "organisation":
            organisation = other
        elif word == "of":
            end = other.end
        elif word in ("in", "for") and is_place(other, word, vocabulary):
            place = other
    draft = _draft(clause, name, position.first, end, reading)
    _add_body(draft, clause, position.first, position.end, reading, vocabulary)
    if organisation:
        draft.slots["organisation"] = (reading.referents.filler(clause, organisation),)
        draft.reach(organisation.start, organisation.end)
    if place:
        draft.slots["place"] = (token_filler(clause, *place_span(clause, place, vocabulary), reading),)
    if position.possessor:
        _owner(draft, position.possessor, reading, vocabulary)
    return draft
