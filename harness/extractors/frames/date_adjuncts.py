"""The day or the time of a fact: which date around its cue is its own."""

import re
from collections.abc import Sequence, Set
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause, Complement
from harness.extractors.frames.draft import Draft
from harness.extractors.frames.fillers import date_filler
from harness.extractors.frames.reading import Reading
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import WEEKDAYS, word_set
from harness.facts import Span

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIMES = word_set("night morning afternoon evening day days hours weeks start beginning end middle eve early late")
_STARTS = frozenset(["since", "from"])
_ENDS = frozenset(["until", "till", "by"])


def add_date(
    draft: Draft, around: Sequence[Complement], reading: Reading, wanted: Set[str], vocabulary: Vocabulary
) -> None:
    """Fill `date`, or `start` and `end`, from the first date around a cue that is its own, else the sentence's."""
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


def look_ahead(draft: Draft) -> None:
    """Move a weekday of what is planned from the last such day to the next one."""
    for slot in ("date", "start", "end"):
        for filler in draft.slots.get(slot, ()):
            weekday = (filler.text or "").lower().split(" ")[0] in WEEKDAYS
            if weekday and isinstance(filler.value, str) and _DAY.fullmatch(filler.value):
                with suppress(OverflowError):  # a week after the last one that a calendar holds
                    ahead = date.fromisoformat(filler.value) + timedelta(days=7)
                    draft.slots[slot] = (replace(filler, value=ahead.isoformat()),)
