"""What follows a verb or a noun: prepositional phrases and dates, as far as they may belong to it."""

from collections.abc import Iterator, Sequence

from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause, Complement
from harness.extractors.frames.coordination import opens_clause

_REACH = 24
"""Chunks looked at on one side, so that no sentence costs more than its length."""


def complements(clause: Clause, i: int, through: bool = False) -> Sequence[Complement]:
    """Return what hangs right of chunk i until another clause begins; `through` steps over passive participles."""
    found = clause.behind.get((i, through))
    if found is None:
        found = clause.behind[i, through] = tuple(_complements(clause, i, through))
    return found


def _complements(clause: Clause, i: int, through: bool) -> Iterator[Complement]:
    chunks, tokens = clause.chunks, clause.tokens
    j = i + 1
    stop = min(len(chunks), i + _REACH)
    while j < stop:
        chunk = chunks[j]
        if chunk.kind == "I":
            if j + 2 < len(chunks) and clause.kinds[j + 1] == '"' and type(chunks[j + 2]) is NounPhrase:
                yield Complement(j, tokens.lower[chunk.start], chunks[j + 2])  # for "incitement"
                j += 3
                continue
            if (j + 1 < len(chunks) and type(chunks[j + 1]) is NounPhrase) or (
                j + 1 < len(chunks) and clause.kinds[j + 1] == "DATE"
            ):
                end = _last_of_genitives(clause, j + 1)
                yield Complement(j, tokens.lower[chunk.start], chunks[end])
                j = end + 1
                continue
            if j + 1 < len(chunks) and type(chunks[j + 1]) is VerbGroup:
                return
        elif chunk.kind == "DATE":
            yield Complement(j, "", chunk)
        elif through and type(chunk) is VerbGroup and _goes_on(chunk, j == i + 1):
            pass
        elif chunk.kind == "," and (aside := _aside(chunks, j)):
            j = aside
        elif _ends(clause, j):
            return
        j += 1


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
    if type(chunks[j]) is VerbGroup:
        return True
    if kind in (",", "C"):
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
        found = clause.ahead[i] = tuple(_before(clause, i))
    return found


def _aside_at(chunks: Sequence[Chunk], k: int, i: int) -> bool:
    """Whether the pronoun at chunk k opens words between commas ("In Ostra, which lies south, six were held")."""
    parted = chunks[k].kind == "W" and k > 1 and chunks[k - 1].kind == ","
    return parted and any(chunk.kind == "," for chunk in chunks[k + 1 : i])


def _before(clause: Clause, i: int) -> Iterator[Complement]:
    chunks, tokens = clause.chunks, clause.tokens
    begin = i
    low = max(0, i - _REACH)
    while begin > low and (clause.kinds[begin - 1] not in ("S", ";", "W") or _aside_at(chunks, begin - 1, i)):
        if clause.kinds[begin - 1] == "C" and begin >= 2 and clause.kinds[begin - 2] == ",":
            break
        begin -= 1
    for j in range(begin, i):
        chunk = chunks[j]
        if chunk.kind == "DATE":
            word = tokens.lower[chunks[j - 1].start] if j and clause.kinds[j - 1] == "I" else ""
            yield Complement(j, word, chunk)
        elif chunk.kind == "I" and j + 1 < i and type(chunks[j + 1]) is NounPhrase:
            yield Complement(j, tokens.lower[chunk.start], chunks[_last_of_genitives(clause, j + 1)])
