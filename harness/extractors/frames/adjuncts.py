"""Where and when: the places and dates of a clause that any frame may take."""

from collections.abc import Sequence, Set

from harness.extractors.frames.chunks import VerbGroup
from harness.extractors.frames.clause import Clause, Complement
from harness.extractors.frames.complements import before, complements
from harness.extractors.frames.date_adjuncts import add_date
from harness.extractors.frames.draft import Draft
from harness.extractors.frames.place_adjuncts import PLACE_PREPOSITIONS, add_place
from harness.extractors.frames.reading import Reading
from harness.extractors.frames.vocabulary import Vocabulary

_NEAR_CLAUSE = 14
_WHERE = frozenset(["where", "which"])
_BEFORE_WHICH = PLACE_PREPOSITIONS - {"in"}  # "the attack on a post, in which six died"
_OPENING = frozenset(["when", "after", "as"])
"""Words that open a clause of the same time and place."""
_SAME_TIME = frozenset(["when", "as"])


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
        around = (*around, *_of_main_clause(clause, at))
        clause.around[at] = around
    if place:
        add_place(draft, around, reading, vocabulary)
    if date:
        add_date(draft, around, reading, wanted, vocabulary)


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


def _of_main_clause(clause: Clause, at: int) -> Sequence[Complement]:
    """What hangs on the verb before a clause with "when": "two were killed in X on Friday when a bomb exploded"."""
    if clause.said.isdisjoint(_SAME_TIME) or type(clause.chunks[at]) is not VerbGroup:
        return ()
    for k in range(at - 1, max(0, at - _NEAR_CLAUSE), -1):
        if clause.kinds[k] in (";", '"') or type(clause.chunks[k]) is VerbGroup:
            break
        if clause.tokens.lower[clause.chunks[k].start] in _SAME_TIME:
            main = next((verb for verb in reversed(clause.verbs) if verb.at < k and verb.form == "finite"), None)
            return complements(clause, main.at, through=True) if main else ()
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
