"""What "and" and commas join: lists of noun phrases."""

from collections.abc import Sequence

from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup

_ASIDE = [",", "R", "NP"]


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
        if (
            [one.kind for one in chunks[i : i + 3]] == _ASIDE
            and chunks[i + 3 : i + 4]
            and chunks[i + 3].kind in (",", "C")
        ):
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
