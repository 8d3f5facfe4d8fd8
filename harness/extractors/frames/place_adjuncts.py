"""The place of a fact: of all that hangs around its cue the one that is named and says most."""

from collections.abc import Sequence

from harness.extractors.frames.chunks import NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause, Complement
from harness.extractors.frames.coordination import conjuncts
from harness.extractors.frames.draft import Draft
from harness.extractors.frames.fillers import token_filler
from harness.extractors.frames.places import has_name, is_place, place_span
from harness.extractors.frames.reading import Reading
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import word_set
from harness.facts import Span

PLACE_PREPOSITIONS = word_set(
    "in at near on outside inside across around throughout along within off above over through"
)
_NEAR_CLAUSE = 14
_DEICTIC = word_set("scene spot site place location side border frontier road ground prison jail hospital")
"""Places that say no more than "there", or where somebody is brought."""


def add_place(draft: Draft, around: Sequence[Complement], reading: Reading, vocabulary: Vocabulary) -> None:
    """Fill `place` with a place around a cue: a named one before others, what it is in before what it is near."""
    clause = draft.clause
    best: tuple[int, int] | None = None
    best_rank = (True, True, 0)
    places = [
        (one, one.phrase)
        for one in around
        if one.word in PLACE_PREPOSITIONS and is_place(one.phrase, one.word, vocabulary)
    ]
    if not places:
        return
    used = {filler.span for slot, fillers in draft.slots.items() if slot != "count" for filler in fillers}
    for order, (one, phrase) in enumerate(places):
        if _is_brought_to(clause, one.at, vocabulary) and clause.chunks[one.at - 1].start >= draft.high:
            continue  # where somebody is brought: "to a hospital in Minsk"
        start, end = place_span(clause, phrase, vocabulary)
        if any(form.start < start < form.end for form in clause.forms):
            continue  # a part of a name
        if Span(clause.tokens.start[start], clause.tokens.end[end - 1]) in used:
            continue
        named = has_name(clause, start, end, vocabulary)
        if not named and clause.tokens.lower[end - 1] in _DEICTIC:
            continue
        behind = places[order + 1][0].at if order + 1 < len(places) else -1
        within = behind > 0 and clause.chunks[behind].start == end  # "near X in Y": near X it was
        vague = one.word in ("near", "over", "above", "through") and not within
        rank = (not named, vague, order)
        if best is None or rank < best_rank:
            best, best_rank = (start, end), rank
    if best:
        best = _by_name(clause, best)
        draft.slots["place"] = (token_filler(clause, best[0], best[1], reading),)
        draft.reach(best[0], best[1])
        rule = vocabulary.lexicon.types[draft.type]
        if "place" in rule.several and (others := _beside(clause, best, vocabulary)):
            draft.slots["place"] += tuple(token_filler(clause, start, end, reading) for start, end in others)
            draft.reach(*others[-1])


def _beside(clause: Clause, place: tuple[int, int], vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """The named places that a list goes on with: "in Osh, Batken and Naryn"."""
    first = next((one for one in clause.phrases if one.start <= place[0] < one.end), None)
    if first is None or not has_name(clause, *place, vocabulary):
        return []
    spans = [place_span(clause, one, vocabulary) for one in conjuncts(clause.chunks, first.at)[1:]]
    return spans if all(has_name(clause, *span, vocabulary) for span in spans) else []


def add_place_beyond(draft: Draft, at: int, reading: Reading, vocabulary: Vocabulary) -> None:
    """Fill `place` with the first named one behind chunk `at` and before the next finite verb.

    A participle does not part it: "opened fire on a crowd leaving a mosque in the town of X".
    """
    chunks, clause = draft.clause.chunks, draft.clause
    for k in range(at + 1, min(len(chunks) - 1, at + _NEAR_CLAUSE)):
        chunk, phrase = chunks[k], chunks[k + 1]
        if (type(chunk) is VerbGroup and chunk.form == "finite") or chunk.kind in (";", "W", "S", '"'):
            return
        word = clause.tokens.lower[chunk.start]
        if chunk.kind != "I" or word not in PLACE_PREPOSITIONS or not is_place(phrase, word, vocabulary):
            continue
        start, end = place_span(clause, phrase, vocabulary)
        if has_name(clause, start, end, vocabulary) and not _is_brought_to(clause, k, vocabulary):
            draft.slots["place"] = (token_filler(clause, start, end, reading),)
            draft.reach(start, end)
            return


def _is_brought_to(clause: Clause, at: int, vocabulary: Vocabulary) -> bool:
    """Whether a preposition hangs on a place that somebody is brought to."""
    to = clause.chunks[at - 2]
    if at < 2 or to.kind != "I" or clause.tokens.lower[to.start] != "to":
        return False
    house = clause.chunks[at - 1]
    return type(house) is NounPhrase and house.noun_class in vocabulary.place_classes


def _by_name(clause: Clause, place: tuple[int, int]) -> tuple[int, int]:
    """The name that explains a place: "Minsk" of "in the capital, Minsk,"."""
    if any(tag == "P" for tag in clause.tags[place[0] : place[1]]):
        return place
    for comma, name, after in zip(clause.chunks, clause.chunks[1:], clause.chunks[2:], strict=False):
        if comma.start == place[1]:
            all_name = all(tag == "P" for tag in clause.tags[name.start : name.end])
            if comma.kind == "," and type(name) is NounPhrase and all_name and after.kind in (",", "."):
                return name.start, name.end
    return place
