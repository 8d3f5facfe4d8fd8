"""What "and" and commas join: lists of noun phrases."""

from collections.abc import Sequence

from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup, is_pronoun
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.climbing import climb

_ASIDE = [",", "R", "NP"]
_LONGEST_LIST = 16
_CLAUSE_OPENERS = frozenset(["S", ";", '"', "W", "C", "VG"])


def conjuncts(chunks: Sequence[Chunk], i: int, inside: bool = False) -> list[NounPhrase]:
    """Return the noun phrase at i and those coordinated with it to its right, complements skipped.

    What has a verb of its own is none of them, unless the list stands `inside` a subject ("a cache holding two guns
    and a bomb was found").
    """
    found: list[NounPhrase] = []
    joined = 1
    wide = False
    while i < len(chunks):
        chunk = chunks[i]
        if type(chunk) is not NounPhrase:
            break
        while chunk.genitive and i + 1 < len(chunks) and type(following := chunks[i + 1]) is NounPhrase:
            chunk, i = following, i + 1
        found.append(chunk)
        j, i = i, after_complements(chunks, i + 1)
        hangs = chunks[i - 1] if i > j + 1 else None
        parted = False
        ends = False
        if _is_aside(chunks, i):
            i += 3  # "narcotics, mostly hashish, and 19 rifles"
        while i < len(chunks) and chunks[i].kind in (",", "C"):
            if chunks[i].kind == "C" and joined > 1 and not (parted or wide):
                return found[:joined]
            wide = chunks[i].end - chunks[i].start > 1  # "opium as well as rifles and grenades"
            ends = ends or chunks[i].kind == "C"
            parted, i = True, i + 1
        if not parted or i >= len(chunks) or type(chunks[i]) is not NounPhrase:
            break
        if (not inside and opens_clause(chunks, i)) or _both_names(hangs, chunks[i]):
            break
        joined = len(found) + 1 if ends else joined
    return found[:joined]


def _is_aside(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether an adverb and a phrase stand between commas at i."""
    if i + 3 >= len(chunks) or chunks[i].kind != ",":
        return False
    return [one.kind for one in chunks[i : i + 3]] == _ASIDE and chunks[i + 3].kind in (",", "C")


def _both_names(hangs: Chunk | None, following: Chunk) -> bool:
    """Whether "and" joins two names of places rather than what they hang on ("police in Minsk and Brest")."""
    return (
        type(hangs) is NounPhrase
        and type(following) is NounPhrase
        and {
            hangs.noun_class,
            following.noun_class,
        }
        <= {"location", "name", "country"}
    )


def after_complements(chunks: Sequence[Chunk], i: int) -> int:
    """Return the chunk behind what hangs on a phrase: prepositions with theirs, participles ("used as fuses")."""
    while i + 1 < len(chunks):
        if type(verb := chunks[i]) is VerbGroup and verb.form == "participle" and chunks[i + 1].kind == "I":
            i += 1
        elif chunks[i].kind == "I" and type(chunks[i + 1]) is NounPhrase:
            i += 2
            while i < len(chunks) and type(before := chunks[i - 1]) is NounPhrase and before.genitive:
                i += 1
        else:
            break
    return i


def opens_clause(chunks: Sequence[Chunk], i: int) -> bool:
    """Return whether the noun phrase at i is the subject of a verb of its own."""
    j = after_complements(chunks, i + 1)
    while j < len(chunks) and chunks[j].kind in ("R", "K"):
        j += 1
    if j >= len(chunks) or type(verb := chunks[j]) is not VerbGroup or verb.form in ("infinitive", "gerund"):
        return False
    explains = verb.form == "participle" and j + 1 < len(chunks) and chunks[j + 1].kind == "I"
    return not explains  # "six phones adapted as detonators" is still a phrase


def list_start(clause: Clause, top: int) -> int:
    """Return where the list begins whose last item is at `top`: at `top` itself, if there is no list."""
    items = with_conjuncts(clause, top) if clause.kinds[top - 1] == "C" else ()
    start = items[0].at if items else top
    while start and type(before := clause.chunks[start - 1]) is NounPhrase and before.genitive:
        start -= 1
    return start


def with_conjuncts(clause: Clause, top: int) -> list[NounPhrase]:
    """Return the phrase at `top` and those before it that "and" joins to it, if no verb or preposition has them."""
    chunks = clause.chunks
    found = [phrase] if top >= 0 and type(phrase := chunks[top]) is NounPhrase else []
    if top < 2 or clause.kinds[top - 1] != "C":
        return found
    run: list[NounPhrase] = []
    first = top
    while first >= 2 and len(run) < _LONGEST_LIST:
        joint = clause.kinds[first - 1]
        if joint not in (("C",) if first == top else ("C", ",")):
            break
        last = first - 2 if not (joint == "C" and clause.kinds[first - 2] == ",") else first - 3
        if last < 0 or type(chunks[last]) is not NounPhrase:
            break
        begin = climb(clause, last)
        item = chunks[begin] if begin >= 0 else None
        if type(item) is not NounPhrase or (begin and is_pronoun(chunks[begin - 1])):
            return found if first == top else run + found  # "among them two teachers, and 22 were hurt"
        run.insert(0, item)
        first = begin
        while first and type(before := chunks[first - 1]) is NounPhrase and before.genitive:
            first -= 1
    below = (
        first - 2 if first > 1 and clause.kinds[first - 1] == "R" else first - 1
    )  # "was hit in the eye by a stone and"
    if run and first and type(verb := chunks[below]) is VerbGroup and verb.form == "finite":
        return found
    if len(run) > 1 and first and clause.kinds[first - 1] not in _CLAUSE_OPENERS:
        run = run[-1:]  # what stands before the comma belongs to another clause
    return run + found
