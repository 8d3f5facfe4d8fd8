"""Place relations of a tagged sentence, as drafts."""

from collections.abc import Iterator

from harness.extractors.frames.adjuncts import token_filler
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.draft import Draft
from harness.extractors.frames.place_scan import Line
from harness.extractors.frames.reading import Reading
from harness.extractors.frames.vocabulary import Vocabulary
from harness.facts import Filler

_NO_PLACES = frozenset(["people", "organisation", "thing"])


def place_drafts(clause: Clause, reading: Reading, vocabulary: Vocabulary) -> Iterator[Draft]:
    """Yield what a sentence says about places lying within or beside others."""
    if clause.tags.count("P") < 2:  # not two places
        return
    for one in _line(clause, vocabulary).relations():
        draft = Draft("place_relation", clause, one.place[0], *one.place)
        draft.slots["place"] = (token_filler(clause, *one.place, reading),)
        draft.slots["relation"] = (Filler(value=one.kind),)
        draft.slots["other"] = tuple(token_filler(clause, *other, reading) for other in one.others)
        for other in one.others:
            draft.reach(*other)
        yield draft


def _line(clause: Clause, vocabulary: Vocabulary) -> Line:
    named = [tag == "P" for tag in clause.tags]
    barred = {i for chunk in clause.chunks if chunk.kind == "DATE" for i in range(chunk.start, chunk.end)}
    kinds = vocabulary.kind_of_class
    for phrase in clause.phrases:
        if phrase.noun_class == "person" or kinds.get(phrase.noun_class, "") in _NO_PLACES:
            barred.update(range(phrase.first, phrase.end))
    return Line(clause.tokens.lower, named, barred, clause.said, vocabulary.lexicon)
