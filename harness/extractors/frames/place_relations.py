"""Place relations of a tagged sentence, as drafts."""

from collections.abc import Iterator, Mapping
from functools import partial

from harness.extractors.frames.clause import Clause
from harness.extractors.frames.draft import Draft
from harness.extractors.frames.fillers import token_filler
from harness.extractors.frames.place_line import Line
from harness.extractors.frames.place_scan import relations
from harness.extractors.frames.reading import Reading
from harness.extractors.frames.vocabulary import Vocabulary
from harness.facts import Filler

_NO_PLACES = frozenset(["people", "organisation", "thing"])


def place_drafts(clause: Clause, reading: Reading, vocabulary: Vocabulary) -> Iterator[Draft]:
    """Yield what a sentence says about places lying within or beside others."""
    if clause.tags.count("P") < 2:  # not two places
        return
    for one in relations(_line(clause, vocabulary)):
        draft = Draft("place_relation", clause, one.place[0], *one.place)
        draft.slots["place"] = (token_filler(clause, *one.place, reading),)
        draft.slots["relation"] = (Filler(value=one.kind),)
        draft.slots["other"] = tuple(token_filler(clause, *other, reading) for other in one.others)
        for other in one.others:
            draft.reach(*other)
        yield draft


def _line(clause: Clause, vocabulary: Vocabulary) -> Line:
    named = list(map("P".__eq__, clause.tags))
    barred = partial(_is_barred, clause, vocabulary.kind_of_class)
    return Line(clause.tokens.lower, named, barred, clause.said, vocabulary.lexicon)


def _is_barred(clause: Clause, kinds: Mapping[str, str], i: int) -> bool:
    """Whether token i is of a date, or of people, a body or a thing."""
    if clause.dated and any(chunk.kind == "DATE" and chunk.start <= i < chunk.end for chunk in clause.chunks):
        return True
    sorts = (phrase.noun_class for phrase in clause.phrases if phrase.first <= i < phrase.end)
    return any(sort == "person" or kinds.get(sort, "") in _NO_PLACES for sort in sorts)
