"""What follows a verb or a noun: prepositional phrases and dates, as far as they may belong to it."""

from collections.abc import Sequence

from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause, Complement
from harness.extractors.frames.coordination import opens_clause
from harness.extractors.frames.words import HALF_SUBORDINATORS

_OPENING = frozenset(["S", ";", "W"])
"""Kinds of chunks that a clause begins behind."""
_REACH = 24
"""Chunks looked at on one side, so that no sentence costs more than its length."""


def complements(clause: Clause, i: int, through: bool = False) -> Sequence[Complement]:
    """Return what hangs right of chunk i until another clause begins; `through` steps over passive participles."""
    found = clause.behind.get(i)
    if found is None:
        found = clause.behind[i] = _complements(clause, i)
    return found[through]


def _complements(clause: Clause, i: int) -> tuple[Sequence[Complement], Sequence[Complement]]:
    """What hangs right of chunk i before any verb, and what does with participles stepped over."""
    chunks, kinds, lowers = clause.chunks, clause.kinds, clause.tokens.lower
    found: list[Complement] = []
    before_verb: int | None = None
    count = len(chunks)
    j = i + 1
    stop = min(count, i + _REACH)
    while j < stop:
        kind = kinds[j]
        if kind == "I" and j + 1 < count:
            following = kinds[j + 1]
            if following == '"' and j + 2 < count and kinds[j + 2] == "NP":
                found.append(Complement(j, lowers[chunks[j].start], chunks[j + 2]))  # for "incitement"
                j += 3
                continue
            if following == "NP" or following == "DATE":
                end = _last_of_genitives(clause, j + 1)
                found.append(Complement(j, lowers[chunks[j].start], chunks[end]))
                j = end + 1
                continue
            if following == "VG":
                break
        elif kind == "DATE":
            found.append(Complement(j, "", chunks[j]))
        elif type(verb := chunks[j]) is VerbGroup:
            before_verb = len(found) if before_verb is None else before_verb
            if not _goes_on(verb, j == i + 1):
                break
        elif kind == "," and (aside := _aside(chunks, j)):
            j = aside
        elif _ends(clause, j):
            break
        j += 1
    return tuple(found[:before_verb]), tuple(found)


def _aside(chunks: Sequence[Chunk], j: int) -> int:
    """The comma that closes a name or an age between commas, if a preposition follows ("X, Luis Ortega, at a farm")."""
    if j + 3 >= len(chunks) or chunks[j + 2].kind != "," or chunks[j + 3].kind not in ("I", "DATE"):
        return 0
    name = chunks[j + 1]
    known = type(name) is NounPhrase and (name.noun_class in ("person", "name") or name.first >= name.end)
    return j + 2 if known or name.kind == "R" else 0


def _goes_on(verb: VerbGroup, next_to: bool) -> bool:
    """Whether a verb only adds to what stands before it ("found swimming along the coast", "men held in the city")."""
    return (verb.form == "participle" and verb.passive) or (verb.form == "gerund" and next_to)


def _ends(clause: Clause, j: int) -> bool:
    """Whether another clause begins at j."""
    chunks = clause.chunks
    kind = clause.kinds[j]
    if kind in ("W", "S", ";", "."):
        return True
    if kind == "," or kind == "C":
        after = chunks[j + 1] if j + 1 < len(chunks) else None
        if after is None or type(after) is VerbGroup:
            return True
        return type(after) is NounPhrase and opens_clause(chunks, j + 1)
    return False


def _last_of_genitives(clause: Clause, j: int) -> int:
    chunks = clause.chunks
    while type(phrase := chunks[j]) is NounPhrase and phrase.genitive and j + 1 < len(chunks):
        if type(chunks[j + 1]) is not NounPhrase:
            break
        j += 1
    return j


def before(clause: Clause, i: int) -> Sequence[Complement]:
    """Return what stands before the subject of the clause that chunk i is in ("In the north, ...")."""
    found = clause.ahead.get(i)
    if found is None:
        found = clause.ahead[i] = _before(clause, i)
    return found


def _aside_at(chunks: Sequence[Chunk], k: int, i: int) -> bool:
    """Whether the pronoun at chunk k opens words between commas ("In Ostra, which lies south, six were held")."""
    parted = chunks[k].kind == "W" and k > 1 and chunks[k - 1].kind == ","
    return parted and any(chunk.kind == "," for chunk in chunks[k + 1 : i])


def _opens_clause(clause: Clause, at: int) -> bool:
    """Whether "after" before the phrase at `at` opens a clause: a finite verb follows the phrase."""
    if clause.tokens.lower[clause.chunks[at - 1].start] not in HALF_SUBORDINATORS:
        return False
    verb = clause.chunks[at + 1] if at + 1 < len(clause.chunks) else None
    return type(verb) is VerbGroup and verb.form == "finite" and verb.subjects != ()


def _before(clause: Clause, i: int) -> Sequence[Complement]:
    chunks, kinds, lowers = clause.chunks, clause.kinds, clause.tokens.lower
    begin = i
    low = max(0, i - _REACH)
    while begin > low and ((kind := kinds[begin - 1]) not in _OPENING or _aside_at(chunks, begin - 1, i)):
        if kind == "C" and begin >= 2 and kinds[begin - 2] == ",":
            break
        if kind == "I" and begin > 1 and _opens_clause(clause, begin):
            break  # "in X, days after an earthquake killed four in Y"
        begin -= 1
    found: list[Complement] = []
    for j in range(begin, i):
        kind = kinds[j]
        if kind == "I":
            if j + 1 < i and kinds[j + 1] == "NP":
                found.append(Complement(j, lowers[chunks[j].start], chunks[_last_of_genitives(clause, j + 1)]))
        elif kind == "DATE":
            found.append(Complement(j, lowers[chunks[j - 1].start] if j and kinds[j - 1] == "I" else "", chunks[j]))
    return found
