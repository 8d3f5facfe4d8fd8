"""Who does what an infinitive or a gerund says: the subject or the object of the verb that it hangs on."""

from collections.abc import Sequence

from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.coordination import conjuncts
from harness.extractors.frames.words import word_set

_CONTROL = word_set(
    "order tell ask force urge allow permit instruct persuade call invite expect set create form establish send "
    "deploy dispatch train cause enable help"
)
"""Verbs whose object does what their infinitive says ("told them to stop", "set up a group to teach")."""
_STOPPED = word_set("foil thwart prevent avert uncover disrupt expose reveal discover deny")
"""Verbs whose subject does not do what an infinitive behind their object says."""
OBJECT_DOES = frozenset(["of", "with", "for", "from"])
"""Prepositions behind which a gerund is what the object does: "charged a man with plotting"."""


def controller(chunks: Sequence[Chunk], j: int) -> Sequence[NounPhrase]:
    """Return who does what an infinitive says: the subject of the verb before it, or the object of "order", "tell"."""
    governor = verb_before(chunks, j + 1)
    if governor is None or (governor.lemma in _STOPPED and type(chunks[j]) is NounPhrase):
        return []  # who "foiled a plot to bomb a station" bombs nothing
    if governor.lemma in _CONTROL:
        return governor.objects
    return governor.objects if governor.passive else governor.subjects


def verb_before(chunks: Sequence[Chunk], j: int) -> VerbGroup | None:
    """Return the nearest verb left of chunk j that no semicolon parts from it."""
    for k in range(j - 1, -1, -1):
        chunk = chunks[k]
        if type(chunk) is VerbGroup:
            return chunk
        if chunk.kind == ";":
            return None
    return None


def main_subject(chunks: Sequence[Chunk], i: int) -> Sequence[NounPhrase]:
    """Return the subject of the finite verb that a gerund hangs on: the one before it, else the one after it."""
    for k in range(i - 1, -1, -1):
        chunk = chunks[k]
        if type(chunk) is VerbGroup and chunk.form == "finite":
            return chunk.objects if chunk.passive else chunk.subjects
    return (
        []
        if any(type(chunk) is NounPhrase and chunk.end < i for chunk in chunks[: max(0, i - 2)])
        else inverted(chunks, i)
    )


def inverted(chunks: Sequence[Chunk], i: int) -> Sequence[NounPhrase]:
    """Return the phrase after a copula ("Recovered at the spot were three rifles"), or behind a clause's comma."""
    for k in range(i + 1, len(chunks) - 1):
        chunk = chunks[k]
        if type(chunk) is VerbGroup:
            return conjuncts(chunks, k + 1) if chunk.copula else []
        if chunk.kind == "," and type(chunks[k + 1]) is NounPhrase:
            return conjuncts(chunks, k + 1)[:1]
    return []
