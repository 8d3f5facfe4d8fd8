"""The subject of a verb group: what stands to its left, past relative clauses, appositions and brackets."""

from collections.abc import Sequence

from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.coordination import conjuncts
from harness.extractors.frames.parentheses import before_bracket, before_parenthesis, is_one, without_apposition
from harness.extractors.frames.words import HALF_SUBORDINATORS, word_set

_CONTROL = word_set(
    "order tell ask force urge allow permit instruct persuade call invite expect set create form establish send "
    "deploy dispatch train cause enable help"
)
"""Verbs whose object does what their infinitive says ("told them to stop", "set up a group to teach")."""
_STOPPED = word_set("foil thwart prevent avert uncover disrupt expose reveal discover deny")
"""Verbs whose subject does not do what an infinitive behind their object says."""
_OBJECT_DOES = frozenset(["of", "with", "for", "from"])
"""Prepositions behind which a gerund is what the object does: "charged a man with plotting"."""
_LONGEST_PARENTHESIS = 16
_SAYS = word_set("say claim believe announce report confirm think add note admit allege insist")
"""Verbs that what is said may follow without "that"."""
_SELF = ("self", "selves")
_CLAUSE_OPENERS = frozenset(["S", ";", '"', "W", "C", "VG"])
_SKIPPED = frozenset(["R", "K", "-", '"', "DATE"])


def find_subjects(clause: Clause, i: int, verb: VerbGroup) -> Sequence[NounPhrase]:
    """Return the phrases left of the verb group at chunk i that it is said of; for a passive, its logical objects."""
    chunks = clause.chunks
    j = i - 1
    while j >= 0 and clause.kinds[j] in _SKIPPED:
        j -= 1
    if verb.form == "infinitive":
        return _controller(chunks, j)
    if j < 0:
        return _inverted(chunks, i) if verb.form != "finite" else []
    if verb.form == "gerund" and clause.kinds[j] in (",", "I", "C"):
        governor = _verb_before(chunks, j)
        if clause.kinds[j] == "C" and governor and governor.form == "gerund":
            return governor.subjects
        governor = governor if clause.tokens.lower[chunks[j].start] in _OBJECT_DOES else None
        return (governor and governor.objects) or main_subject(chunks, i)
    if verb.form in ("gerund", "participle") and type(near := chunks[j]) is NounPhrase and near.end == verb.start:
        return _with_conjuncts(clause, _antecedent(chunks, near, _climb(clause, j)).at)
    if clause.kinds[j] == "C":
        governor = _verb_before(chunks, clause.asides.get(j - 1, j))  # "killed six, he said, and led nine away"
        while governor and governor.form == "gerund" and verb.form == "finite" and _verb_before(chunks, governor.at):
            governor = _verb_before(chunks, governor.at)  # "convicted him of creating a group and gave him nine years"
        return (governor.objects if governor.passive else governor.subjects) if governor else []
    return _scan_left(clause, j)


def _controller(chunks: Sequence[Chunk], j: int) -> Sequence[NounPhrase]:
    """Who does what an infinitive says: the subject of the verb before it, or the object of "order", "tell"."""
    governor = _verb_before(chunks, j + 1)
    if governor is None or (governor.lemma in _STOPPED and type(chunks[j]) is NounPhrase):
        return []  # who "foiled a plot to bomb a station" bombs nothing
    if governor.lemma in _CONTROL:
        return governor.objects
    return governor.objects if governor.passive else governor.subjects


def _verb_before(chunks: Sequence[Chunk], j: int) -> VerbGroup | None:
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
        else _inverted(chunks, i)
    )


def _inverted(chunks: Sequence[Chunk], i: int) -> Sequence[NounPhrase]:
    """The phrase after a copula ("Recovered at the spot were three rifles"), or after the comma that ends a clause."""
    for k in range(i + 1, len(chunks) - 1):
        chunk = chunks[k]
        if type(chunk) is VerbGroup:
            return conjuncts(chunks, k + 1) if chunk.copula else []
        if chunk.kind == "," and type(chunks[k + 1]) is NounPhrase:
            return conjuncts(chunks, k + 1)[:1]
    return []


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
            top = _climb(clause, p)
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
                first = _list_start(clause, top)
                if first >= 2 and clause.kinds[first - 1] == "R":
                    first -= 1  # a particle: "to blow up a bridge"
                if first > 2 and _is_pronoun(chunks[first - 1]) and type(chunks[first - 2]) is VerbGroup:
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
                found = _with_conjuncts(clause, whose)
                pair = len(found) == 2 and clause.kinds[found[1].at - 1] == "C"  # "two Turks and a Syrian, ..., fled"
                return found[:1] if clause.kinds[j] == "," and not pair else found  # "three men, A, B and C, were held"
            p -= 1
            continue
        if type(chunk) is VerbGroup:
            if p and clause.kinds[p - 1] == "W":
                p = _before_relative(chunks, p - 1)
                continue
            if chunk.form == "participle" and p and type(chunks[p - 1]) is NounPhrase:
                p -= 1  # "the trial of men accused of theft began"
                continue
            if chunk.form == "finite" or chunk.passive:
                return chunk.objects if chunk.passive else chunk.subjects
        elif chunk.kind in (";", "S") or (relative and chunk.kind in ('"', "D", "Q")):
            return []
        p -= 1
    return []


def _beyond(clause: Clause, top: int) -> int:
    """The name that "Anna Berg, chief of X, a province of Y, said" is about: what is explained stands further left."""
    upper = _climb(clause, top - 2)
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


def _list_start(clause: Clause, top: int) -> int:
    """Where the list begins whose last item is at `top`: at `top` itself, if there is no list."""
    items = _with_conjuncts(clause, top) if clause.kinds[top - 1] == "C" else ()
    start = items[0].at if items else top
    while start and type(before := clause.chunks[start - 1]) is NounPhrase and before.genitive:
        start -= 1
    return start


def _climb(clause: Clause, p: int) -> int:
    """Where the phrase begins that the one at p hangs on through prepositions; -1 if it hangs on none or on a verb."""
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


def _antecedent(chunks: Sequence[Chunk], near: NounPhrase, top: int) -> NounPhrase:
    """What "who" stands for: the nearest phrase, or the people it belongs to ("members of a group who")."""
    above = chunks[top] if top >= 0 else near
    if type(above) is not NounPhrase or above.noun_class in ("", "name", "country"):
        return near
    return above if above.number[1] > above.number[0] or above.side or not near.noun_class else near


def _is_pronoun(chunk: Chunk) -> bool:
    return type(chunk) is NounPhrase and chunk.pronoun


def _with_conjuncts(clause: Clause, top: int) -> list[NounPhrase]:
    """The phrase at `top` and those before it that "and" joins to it, unless they are a verb's or preposition's own."""
    chunks = clause.chunks
    found = [phrase] if top >= 0 and type(phrase := chunks[top]) is NounPhrase else []
    if top < 2 or clause.kinds[top - 1] != "C":
        return found
    run: list[NounPhrase] = []
    first = top
    while first >= 2 and len(run) < _LONGEST_PARENTHESIS:
        joint = clause.kinds[first - 1]
        if joint not in (("C",) if first == top else ("C", ",")):
            break
        last = first - 2 if not (joint == "C" and clause.kinds[first - 2] == ",") else first - 3
        if last < 0 or type(chunks[last]) is not NounPhrase:
            break
        begin = _climb(clause, last)
        item = chunks[begin] if begin >= 0 else None
        if type(item) is not NounPhrase or (begin and _is_pronoun(chunks[begin - 1])):
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
