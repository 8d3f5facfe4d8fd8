"""Where and when: the places and dates of a clause that any frame may take."""

import re
from collections.abc import Sequence, Set
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause, Complement
from harness.extractors.frames.complements import before, complements
from harness.extractors.frames.draft import Draft
from harness.extractors.frames.places import has_name, is_place, place_span
from harness.extractors.frames.reading import Reading
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import WEEKDAYS, word_set
from harness.facts import Filler, Span
from harness.normalise.dates import read_date

PLACE_PREPOSITIONS = word_set(
    "in at near on outside inside across around throughout along within off above over through"
)
_date = lru_cache(maxsize=2_000)(read_date)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NEAR_CLAUSE = 14
_TIMES = word_set("night morning afternoon evening day days hours weeks start beginning end middle eve early late")
_DEICTIC = word_set("scene spot site place location side border frontier road ground prison jail hospital")
"""Places that say no more than "there", or where somebody is brought."""
_WHERE = frozenset(["where", "which"])
_BEFORE_WHICH = PLACE_PREPOSITIONS - {"in"}  # "the attack on a post, in which six died"
_OPENING = frozenset(["when", "after", "as"])
"""Words that open a clause of the same time and place."""
_STARTS = frozenset(["since", "from"])
_ENDS = frozenset(["until", "till", "by"])


def add_adjuncts(draft: Draft, at: int, wanted: Set[str], reading: Reading, vocabulary: Vocabulary) -> None:
    """Fill `place`, `date`, `start` and `end` of a draft from its clause, as far as they are wanted and still open."""
    slots, clause = draft.slots, draft.clause
    place = "place" in wanted and "place" not in slots
    date = clause.dated and "date" in wanted and not ("date" in slots or "start" in slots or "end" in slots)
    if not place and not date:
        return
    around = clause.around.get(at)
    if around is None:
        behind = complements(clause, at, through=type(clause.chunks[at]) is VerbGroup)
        joined = (*_of_second_verb(clause, at), *before(clause, at), *_of_subordinate(clause, at))
        around = (*behind, *joined, *_day_of_when(clause, at), *_place_of_where(clause, at))
        clause.around[at] = around
    if place:
        _add_place(draft, around, reading, vocabulary)
    if date:
        _add_date(draft, around, reading, wanted, vocabulary)


def _of_second_verb(clause: Clause, at: int) -> Sequence[Complement]:
    """What hangs on a verb that "and" joins to the verb at chunk `at`: "killed two and wounded a third in X"."""
    chunks = clause.chunks
    if type(chunks[at]) is not VerbGroup:
        return ()
    for verb in clause.verbs:
        if verb.at > at:
            joined = clause.kinds[verb.at - 2 : verb.at] not in ([",", "C"], []) and clause.kinds[verb.at - 1] == "C"
            return complements(clause, verb.at, through=True) if joined and verb.form == "finite" else ()
    return ()


def _day_of_when(clause: Clause, at: int) -> Sequence[Complement]:
    """The day that a clause about chunk `at` tells of: "since April 20, when rebels shelled a village"."""
    if "when" not in clause.said or not clause.dated:
        return ()
    chunks = clause.chunks
    for k in range(at - 1, max(1, at - _NEAR_CLAUSE), -1):
        if clause.tokens.lower[chunks[k].start] == "when":
            day = k - 2 if clause.kinds[k - 1] == "," else k - 1
            return (Complement(k, "", chunks[day]),) if clause.kinds[day] == "DATE" else ()
        if type(chunks[k]) is VerbGroup or clause.kinds[k] in (";", "S"):
            break
    return ()


def _place_of_where(clause: Clause, at: int) -> Sequence[Complement]:
    """The place that a clause about chunk `at` tells of: "a crossing on which a train hit a bus", "the camp where"."""
    if clause.said.isdisjoint(_WHERE):
        return ()
    for k in range(at - 1, max(0, at - _NEAR_CLAUSE), -1):
        word = clause.tokens.lower[clause.chunks[k].start]
        if word in _WHERE:
            top = k - 1 if word == "where" else k - 2
            inside = word == "where" or clause.tokens.lower[clause.chunks[k - 1].start] in _BEFORE_WHICH
            top -= inside and top > 0 and clause.kinds[top] == ","
            if top > 3 and clause.kinds[top - 1] == "I" and clause.kinds[top - 4 : top - 1] == ["NP", ",", "NP"]:
                top -= 4  # "in Yopougon, a suburb of Abidjan, where"
            return (Complement(k, "in", clause.chunks[top]),) if inside and top >= 0 else ()
        if clause.kinds[k] in (";", "S"):
            break
    return ()


def _of_subordinate(clause: Clause, at: int) -> Sequence[Complement]:
    """What hangs on the verb of a clause that "when" or "after" opens behind chunk `at`."""
    if clause.said.isdisjoint(_OPENING):
        return ()
    chunks = clause.chunks
    for k in range(at + 1, min(len(chunks), at + _NEAR_CLAUSE)):
        if clause.kinds[k] in (";", '"'):
            break
        if clause.kinds[k] in ("S", "I") and clause.tokens.lower[chunks[k].start] in _OPENING:
            verbs = [chunk for chunk in chunks[k + 1 :] if type(chunk) is VerbGroup]
            verb = next((one for one in verbs if one.form == "finite"), verbs[0] if verbs else None)
            while verb and type(after := chunks[min(verb.at + 1, len(chunks) - 1)]) is VerbGroup and after is not verb:
                verb = after  # "tried to arrest"
            return complements(clause, verb.at, through=True) if verb else ()
    return ()


def _add_place(draft: Draft, around: Sequence[Complement], reading: Reading, vocabulary: Vocabulary) -> None:
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


def _add_date(
    draft: Draft, around: Sequence[Complement], reading: Reading, wanted: Set[str], vocabulary: Vocabulary
) -> None:
    if "DATE" not in [one.phrase.kind for one in around]:
        opening = opening_date(draft.clause, vocabulary)
        if opening is not None:
            draft.slots["date"] = (date_filler(draft.clause, opening, reading),)
            draft.more.append(Span(draft.clause.tokens.start[opening.start], draft.clause.tokens.end[opening.end - 1]))
        return
    clause = draft.clause
    told = reading.attributed[clause.index]
    said = {one.at + 1 for one in told}
    said |= {
        day.phrase.at for day in around for one in told if clause.chunks[one.at].end <= day.phrase.start < one.start
    }
    said |= {at + 1 for at in said if at < len(clause.chunks) and clause.chunks[at].kind == "I"}
    for one in around:
        if one.phrase.kind != "DATE" or one.phrase.at in said:
            continue
        own = one.phrase.end < len(clause.tags) and clause.tags[one.phrase.end] == "G"  # "winner of Saturday's vote"
        if one.word == "of" and not (own or _of_time(clause, one) or _of_cue(draft, one)):
            continue
        if one.word in ("between", "from") and _add_period(draft, one.phrase, reading):
            return
        owner = one.phrase.end < len(clause.tags) and clause.tags[one.phrase.end] == "G"
        preposition = "" if owner else one.word  # "from Tuesday's earthquake"
        slot = "start" if preposition in _STARTS else "end" if preposition in _ENDS else "date"
        if slot not in wanted or slot in draft.slots:
            continue
        draft.slots[slot] = (date_filler(clause, one.phrase, reading),)
        draft.reach(one.phrase.start, one.phrase.end)
        return


def opening_date(clause: Clause, vocabulary: Vocabulary) -> Chunk | None:
    """Return the date that opens a sentence and holds for all its clauses, unless somebody says something on it."""
    chunks = clause.chunks
    at = 1 if clause.kinds[0] == "I" and clause.tokens.lower[chunks[0].start] in ("on", "in") else 0
    if at + 1 >= len(chunks) or clause.kinds[at] != "DATE" or clause.kinds[at + 1] not in (",", "NP"):
        return None
    verb = next((chunk for chunk in chunks if type(chunk) is VerbGroup), None)
    return None if verb is None or verb.lemma in vocabulary.lexicon.reporting else chunks[at]


def _of_cue(draft: Draft, one: Complement) -> bool:
    """Whether a date behind "of" is that of the noun that tells the fact: "the election of May 2010"."""
    above = draft.clause.chunks[one.at - 1] if one.at else None
    return type(above) is NounPhrase and above.start <= draft.cue < above.end


def _of_time(clause: Clause, one: Complement) -> bool:
    """Whether a date behind "of" belongs to a time ("the night of May 3"), not to an event ("the war of 1992")."""
    above = clause.chunks[one.at - 1] if one.at else None
    return type(above) is NounPhrase and clause.tokens.lower[above.head] in _TIMES


def _add_period(draft: Draft, first: Chunk, reading: Reading) -> bool:
    """Fill `start` and `end` from "between May 3 and May 5"; return whether there is such a period."""
    chunks = draft.clause.chunks
    if (
        first.at + 2 >= len(chunks)
        or chunks[first.at + 1].kind not in ("C", "I")
        or chunks[first.at + 2].kind != "DATE"
    ):
        return False
    last = chunks[first.at + 2]
    draft.slots["start"] = (date_filler(draft.clause, first, reading),)
    draft.slots["end"] = (date_filler(draft.clause, last, reading),)
    draft.reach(first.start, last.end)
    return True


def date_filler(clause: Clause, chunk: Chunk, reading: Reading) -> Filler:
    """Return a date with its EDTF value."""
    bare = token_filler(clause, chunk.start, chunk.end, reading)
    return Filler(bare.text, _date(bare.text or "", reading.article.published), bare.span)


def look_ahead(draft: Draft) -> None:
    """Move a weekday of what is planned from the last such day to the next one."""
    for slot in ("date", "start", "end"):
        for filler in draft.slots.get(slot, ()):
            weekday = (filler.text or "").lower().split(" ")[0] in WEEKDAYS
            if weekday and isinstance(filler.value, str) and _DAY.fullmatch(filler.value):
                with suppress(OverflowError):  # a week after the last one that a calendar holds
                    ahead = date.fromisoformat(filler.value) + timedelta(days=7)
                    draft.slots[slot] = (replace(filler, value=ahead.isoformat()),)


def token_filler(clause: Clause, start: int, end: int, reading: Reading) -> Filler:
    """Return the words of a token range."""
    span = Span(clause.tokens.start[start], clause.tokens.end[end - 1])
    return Filler(reading.article.text[span.start : span.end], None, span)
