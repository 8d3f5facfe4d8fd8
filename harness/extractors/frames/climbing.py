"""From a phrase to the one that it hangs on through prepositions and genitives."""

from collections.abc import Sequence

from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.words import HALF_SUBORDINATORS

_LONGEST_PARENTHESIS = 16


def climb(clause: Clause, p: int) -> int:
    """Return where the phrase begins that the one at p hangs on by prepositions; -1: it hangs on none or on a verb."""
    chunks = clause.chunks
    while True:
        while p and type(before := chunks[p - 1]) is NounPhrase and before.genitive:
            p -= 1
        if p >= 3 and clause.kinds[p - 1] == "C" and clause.tokens.lower[chunks[p - 3].start] == "between":
            p -= 2
        dated = p >= 2 and clause.kinds[p - 1] == "G" and clause.kinds[p - 2] == "DATE"  # "Tuesday's"
        link = p - 3 if dated else p - 1
        link -= link > 0 and clause.kinds[link] == "R" and clause.kinds[link - 1] == "I"  # "a boy of perhaps ten"
        if link < 0 or clause.kinds[link] != "I":
            return _end_of_genitives(chunks, p)
        word = clause.tokens.lower[chunks[link].start]
        above = link - 1
        while above >= 0 and clause.kinds[above] == "DATE":
            above -= 1
        if above < 0 or type(chunks[above]) is not NounPhrase:
            if word not in HALF_SUBORDINATORS:
                return -1
            if above < 0:
                return p if _is_verb_ahead(chunks, p) else -1  # "After gunmen stormed the bank, ..."
            verb = chunks[above]
            told = type(verb) is not VerbGroup or (verb.form == "finite" and type(chunks[p + 1]) is VerbGroup)
            return p if told else -1  # "they were hurt after men fired"
        if word in HALF_SUBORDINATORS and _has_verb(chunks, above) and _is_finite(chunks[p + 1]):
            return p  # "the deadliest since rebels attacked"
        p = above


def _is_verb_ahead(chunks: Sequence[Chunk], p: int) -> bool:
    """Whether a finite verb stands behind the phrase at p before any comma."""
    for chunk in chunks[p + 1 : p + _LONGEST_PARENTHESIS]:
        if type(chunk) is VerbGroup or chunk.kind == ",":
            return _is_finite(chunk)
    return False


def _has_verb(chunks: Sequence[Chunk], end: int) -> bool:
    """Whether the clause of the phrase at `end` has its verb before it."""
    return any(_is_finite(chunk) for chunk in chunks[max(0, end - _LONGEST_PARENTHESIS) : end])


def _is_finite(chunk: Chunk) -> bool:
    return type(chunk) is VerbGroup and chunk.form == "finite"


def _end_of_genitives(chunks: Sequence[Chunk], p: int) -> int:
    while type(phrase := chunks[p]) is NounPhrase and phrase.genitive and p + 1 < len(chunks):
        if type(chunks[p + 1]) is not NounPhrase:
            break
        p += 1
    return p
