"""The subject of a verb group: what stands to its left, past relative clauses, appositions and brackets."""

from collections.abc import Sequence

from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup, is_pronoun
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.climbing import climb
from harness.extractors.frames.control import OBJECT_DOES, controller, inverted, main_subject, verb_before
from harness.extractors.frames.coordination import list_start, with_conjuncts
from harness.extractors.frames.parentheses import before_bracket, before_parenthesis, is_one, without_apposition
from harness.extractors.frames.words import word_set

_SAYS = word_set("say claim believe announce report confirm think add note admit allege insist")
"""Verbs that what is said may follow without "that"."""
_NAMES_PLACE = frozenset(["location", "country", "name"])
_SELF = ("self", "selves")
_SKIPPED = frozenset(["R", "K", "-", '"', "DATE"])


def find_subjects(clause: Clause, i: int, verb: VerbGroup) -> Sequence[NounPhrase]:
    """Return the phrases left of the verb group at chunk i that it is said of; for a passive, its logical objects."""
    chunks = clause.chunks
    j = i - 1
    while j >= 0 and clause.kinds[j] in _SKIPPED:
        j -= 1
    if verb.form == "infinitive":
        return controller(chunks, j)
    if j > 2 and clause.kinds[j - 2 : j + 1] == ["W", "NP", "VG"] and _is_of_saying(chunks[j]):
        return _scan_left(clause, j - 2)  # "militants who they say crossed the border"
    if j < 0:
        return inverted(chunks, i) if verb.form != "finite" else []
    if verb.form == "gerund" and clause.kinds[j] in (",", "I", "C", "S"):
        governor = verb_before(chunks, j)
        if clause.kinds[j] == "C" and governor and governor.form == "gerund":
            return governor.subjects
        governor = governor if clause.tokens.lower[chunks[j].start] in OBJECT_DOES else None
        return (governor and governor.objects) or main_subject(chunks, i)
    if verb.form in ("gerund", "participle") and type(near := chunks[j]) is NounPhrase and near.end == verb.start:
        return with_conjuncts(clause, _antecedent(chunks, near, climb(clause, j)).at)
    if clause.kinds[j] == "C":
        governor = verb_before(chunks, clause.asides.get(j - 1, j))  # "killed six, he said, and led nine away"
        while governor and governor.form == "gerund" and verb.form == "finite" and verb_before(chunks, governor.at):
            governor = verb_before(chunks, governor.at)  # "convicted him of creating a group and gave him nine years"
        return (governor.objects if governor.passive else governor.subjects) if governor else []
    return _scan_left(clause, j)


def _scan_left(clause: Clause, j: int) -> Sequence[NounPhrase]:
    """The subject to the left of j: relative clauses, appositions and what hangs on prepositions are stepped over."""
    chunks = clause.chunks
    relative = clause.kinds[j] == "W"
    p = (
        clause.asides.get(j - 1, j) - 1
        if relative
        else before_parenthesis(clause, j)
        if clause.kinds[j] == ","
        else before_bracket(chunks, j)
    )
    while p >= 0:
        chunk = chunks[p]
        if type(chunk) is NounPhrase:
            if p and clause.tokens.lower[chunk.start].endswith(_SELF) and type(chunks[p - 1]) is NounPhrase:
                p -= 1  # "the mayor himself was unhurt"
                continue
            top = climb(clause, p)
            if relative:
                who = clause.tokens.lower[chunks[j].start] == "who" and top > 1
                name = chunks[without_apposition(clause, top)] if who else chunk
                if type(name) is NounPhrase and name not in (chunk, chunks[top]):
                    return [name]  # "Anna Berg, head of the Front, who"
                return [chunk if clause.kinds[j - 1] == "," else _antecedent(chunks, chunk, top)]
            if top >= 2 and clause.kinds[top - 1] == "C" and (verb := _carrier(clause, top - 2)) is not None:
                p = verb.at - 1  # "men armed with guns and grenades attacked"
                continue
            if top >= 0:
                if top >= 3 and clause.tokens.lower[chunks[top - 1].start] == "or" and clause.kinds[top - 2] == ",":
                    p = top - 3
                    continue
                first = list_start(clause, top)
                if first >= 2 and clause.kinds[first - 1] == "R":
                    first -= 1  # a particle: "to blow up a bridge"
                if first > 2 and is_pronoun(chunks[first - 1]) and type(chunks[first - 2]) is VerbGroup:
                    first -= 1  # "a group calling itself the Front was"
                before = chunks[first - 1] if first else None
                if type(before) is VerbGroup and first >= 2:
                    if before.form != "finite":
                        p = first - 2
                        continue
                    if clause.kinds[first - 2] == "W":
                        p = _before_relative(chunks, first - 2)
                        continue
                    if before.form == "finite" and (p < j or first < top) and before.lemma not in _SAYS:
                        return before.objects if before.passive else before.subjects
                whose = without_apposition(clause, top) if p < j or clause.kinds[j] != "NP" or top < p else top
                if whose == top and top > 1 and clause.kinds[top - 1] == ",":
                    whose = _beyond(clause, top)
                found = with_conjuncts(clause, whose)
                pair = len(found) == 2 and clause.kinds[found[1].at - 1] == "C"  # "two Turks and a Syrian, ..., fled"
                return found[:1] if clause.kinds[j] == "," and not pair else found  # "three men, A, B and C, were held"
            p -= 1
            continue
        if type(chunk) is VerbGroup:
            if p and clause.kinds[p - 1] == "W":
                p = _before_relative(chunks, p - 1)
                continue
            if p > 3 and not relative and clause.kinds[p - 4 : p] == ["NP", "I", "W", "NP"]:
                top = climb(clause, p - 4)  # "the boat in which they were returning sank"
                return with_conjuncts(clause, top if top >= 0 else p - 4)
            if chunk.form == "participle" and p and type(chunks[p - 1]) is NounPhrase:
                p -= 1  # "the trial of men accused of theft began"
                continue
            if chunk.form == "finite" or chunk.passive:
                return chunk.objects if chunk.passive else chunk.subjects
        elif chunk.kind in (";", "S") or (relative and chunk.kind in ('"', "D", "Q")):
            return []
        p -= 1
    return []


def _is_of_saying(chunk: Chunk) -> bool:
    return type(chunk) is VerbGroup and chunk.lemma in _SAYS


def _beyond(clause: Clause, top: int) -> int:
    """The name that "Anna Berg, chief of X, a province of Y, said" is about: what is explained stands further left."""
    upper = climb(clause, top - 2)
    explained = 0 < upper < top - 2 and clause.kinds[upper - 1] == "," and is_one(clause, clause.chunks[top])
    name = without_apposition(clause, upper) if explained else upper
    return name if explained and name < upper else top


def _carrier(clause: Clause, p: int) -> VerbGroup | None:
    """The participle that the phrase at p hangs on by a preposition, if a phrase stands before it."""
    chunks = clause.chunks
    if p < 3 or type(chunks[p]) is not NounPhrase or clause.kinds[p - 1] != "I":
        return None
    verb = chunks[p - 2]
    told = type(verb) is VerbGroup and verb.form == "participle" and type(chunks[p - 3]) is NounPhrase
    return verb if told and type(verb) is VerbGroup else None


def _before_relative(chunks: Sequence[Chunk], w: int) -> int:
    """What stands before the relative pronoun at chunk w, past its comma or preposition."""
    p = w - 1
    while p >= 0 and chunks[p].kind in (",", "I"):
        p -= 1
    return p


def _antecedent(chunks: Sequence[Chunk], near: NounPhrase, top: int) -> NounPhrase:
    """What "who" stands for: the nearest phrase, or the people it belongs to ("members of a group who")."""
    above = chunks[top] if top >= 0 else near
    if type(above) is not NounPhrase or above.noun_class in ("", "name", "country"):
        return near
    told = above.number[1] > above.number[0] or above.side or not near.noun_class
    return above if told or near.noun_class in _NAMES_PLACE else near  # "a native of Minsk suspected of"
