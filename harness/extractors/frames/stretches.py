"""Words behind a cue that fill a slot as they stand: infinitives, gerunds, and what follows a preposition."""

from collections.abc import Sequence
from dataclasses import dataclass

from harness.extractors.frames.chunks import NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.lexicon import Phrase

_NEAR_CHUNKS = 16
_NEAR_GERUND = 14
_CLOSING = frozenset([",", ";", ".", '"', "S", "W", "(", ")"])
_HELPS = frozenset(
    ["free", "rescue", "release", "save", "liberate", "protect", "help", "evacuate", "recover", "assist"]
)
"""What is done for people, not against them."""
_OTHER_TIMES = frozenset(["after", "before", "during", "following", "since", "until"])


@dataclass(slots=True)
class Found:
    """What a route leads to: a noun phrase, or just the tokens `start:end`."""

    phrase: NounPhrase | None
    start: int
    end: int


def infinitives(clause: Clause, at: int) -> list[Found]:
    """Return the words of the infinitive behind chunk `at` ("to" left out), and of those that "and" joins to it."""
    chunks = clause.chunks
    for k in range(at + 1, min(len(chunks), at + _NEAR_CHUNKS)):
        chunk = chunks[k]
        if type(chunk) is VerbGroup:
            if chunk.form == "infinitive":
                return _joined_infinitives(clause, k)
            if not chunk.copula:
                return []
        elif chunk.kind in (";", ",", "W", "S", '"'):
            return []
    return []


def _joined_infinitives(clause: Clause, k: int) -> list[Found]:
    """The infinitive at chunk k, and any behind it in the sentence ("to foil X, and to stop Y")."""
    chunks = clause.chunks
    found: list[Found] = []
    while k < len(chunks):
        end = _end(clause, k + 1)
        end -= clause.kinds[end - 1] == "C"
        found.append(Found(None, chunks[k].start + 1, chunks[end - 1].end))
        k = end
        while k < len(chunks) and not (
            type(verb := chunks[k]) is VerbGroup and verb.form == "infinitive" and clause.kinds[k - 1] == "C"
        ):
            k += 1
    return found


def purpose(clause: Clause, at: int) -> Sequence[NounPhrase]:
    """Return the objects of an infinitive behind chunk `at`: "an operation to wipe out a cell"."""
    chunks = clause.chunks
    for k in range(at + 1, min(len(chunks), at + _NEAR_CHUNKS)):
        chunk = chunks[k]
        if type(chunk) is VerbGroup:
            return chunk.objects if chunk.form == "infinitive" and chunk.lemma not in _HELPS else []
        if chunk.kind in (";", "W", "S", '"'):
            break
    return []


def deed(clause: Clause, at: int, end: int) -> list[Found]:
    """Return a verb with its object, as the name of what is done; without an object, up to token `end`."""
    verb = clause.chunks[at]
    if type(verb) is not VerbGroup:
        return []
    if verb.objects and verb.objects[0].start > verb.start:
        end = verb.objects[0].end
    return [Found(None, verb.main, end)]


def gerund_after(clause: Clause, at: int, words: Phrase) -> list[Found]:
    """Return the gerund behind a preposition that follows chunk `at`, with what hangs on it: "for hiding weapons"."""
    chunks = clause.chunks
    for k in range(at + 1, min(len(chunks) - 1, at + _NEAR_GERUND)):
        chunk = chunks[k]
        gerund = chunk.kind == "I" and type(verb := chunks[k + 1]) is VerbGroup and verb.form == "gerund"
        said = tuple(clause.tokens.lower[chunk.start : chunk.start + len(words)])
        if gerund and said == words:
            return [stretch(clause, k + 1, chunk.start + len(words))]
        if type(chunk) is VerbGroup and chunk.form != "gerund":
            break
    return []


def stretch(clause: Clause, at: int, start: int) -> Found:
    """Return the words from token `start` to the end of the clause of chunk `at`, without determiners in front."""
    end = _end(clause, at)
    end -= clause.kinds[end - 1] == "C" and end > at + 1
    while start + 1 < len(clause.tags) and clause.tags[start] == "D":
        start += 1
    return Found(None, start, max(clause.chunks[end - 1].end, start + 1))


def _end(clause: Clause, k: int) -> int:
    """The first chunk from k on that another clause begins with, or that a sign closes."""
    while k < len(clause.chunks):
        chunk = clause.chunks[k]
        if chunk.kind in _CLOSING or (type(chunk) is VerbGroup and chunk.form not in ("gerund", "infinitive")):
            break
        if chunk.kind == "I" and (
            clause.tokens.lower[chunk.start] in _OTHER_TIMES
            or (k + 1 < len(clause.chunks) and clause.kinds[k + 1] == "DATE")
        ):
            break
        k += 1
    return k
