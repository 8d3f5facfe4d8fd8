"""Who is named as some of those that something happened to: "among the dead were two children"."""

from collections.abc import Iterator, Mapping, Sequence

from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.coordination import conjuncts

_INCLUDES = frozenset(["include", "comprise"])
_NAMES = frozenset(["identify", "name"])
_SAID = frozenset(["among", "identified", "named", "include", "includes", "included", "comprised"])
_NEAR = 10


def find_listed(clause: Clause) -> Mapping[int, Sequence[NounPhrase]]:
    """Return those listed, by the chunk of the phrase they belong to ("the dead").

    Where a participle stands behind that phrase ("those arrested"), they become its objects instead.
    """
    listed: dict[int, Sequence[NounPhrase]] = {}
    if clause.said.isdisjoint(_SAID):
        return listed
    for group, named in _pairs(clause):
        participle = clause.chunks[group.at + 1] if group.at + 1 < len(clause.chunks) else None
        if type(participle) is VerbGroup and participle.form == "participle" and participle.passive:
            participle.objects = named
        else:
            listed[group.at] = named
    return listed


def _pairs(clause: Clause) -> Iterator[tuple[NounPhrase, Sequence[NounPhrase]]]:
    """Yield a group and those of it that the sentence names."""
    chunks = clause.chunks
    for verb in clause.verbs:
        if verb.lemma in _INCLUDES and verb.form == "finite" and verb.subjects and verb.objects:
            yield verb.subjects[0], verb.objects
        elif verb.lemma in _NAMES and verb.passive and verb.objects and verb.at + 2 < len(chunks):
            if clause.tokens.lower[chunks[verb.at + 1].start] == "as":
                yield verb.objects[0], conjuncts(chunks, verb.at + 2)
        elif verb.copula:
            behind = chunks[verb.at + 1 : verb.at + 3]
            if len(behind) < 2:
                continue
            group = behind[1]
            if _is_among(clause, behind[0]) and type(group) is NounPhrase:
                yield group, verb.subjects
            elif type(behind[0]) is NounPhrase and (before := _group_before(clause, verb.at)) is not None:
                yield before, conjuncts(chunks, verb.at + 1)


def _group_before(clause: Clause, at: int) -> NounPhrase | None:
    """The phrase behind "among" in front of the verb at chunk `at`."""
    for k in range(at - 1, max(0, at - _NEAR), -1):
        chunk = clause.chunks[k]
        if type(chunk) is NounPhrase and _is_among(clause, clause.chunks[k - 1]):
            return chunk
        if chunk.kind in (",", ";", "S", "C") or (type(chunk) is VerbGroup and chunk.form == "finite"):
            break
    return None


def _is_among(clause: Clause, chunk: Chunk) -> bool:
    return clause.tokens.lower[chunk.start] == "among"
