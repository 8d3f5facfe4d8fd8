"""Who does what to whom in a sentence: the logical subjects and objects of each verb group."""

from collections.abc import Sequence

from harness.extractors.frames.asides import asides
from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.coordination import conjuncts, opens_clause
from harness.extractors.frames.listing import find_listed
from harness.extractors.frames.places import is_place
from harness.extractors.frames.subjects import find_subjects
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import HALF_SUBORDINATORS, word_set

_TOLD = frozenset(["tell", "inform", "warn", "assure", "remind", "show"])
_STATES = word_set("arm dress disguise equip pack load fill mask link loyal back affiliate lade hide")
"""Verbs whose past form before a preposition says what somebody is like: "men armed with knives"."""
_BESIDE = frozenset(["along", "together"])
_LONGEST_ASIDE = 9
_CLAUSE = 24
"""Chunks looked back at for the verb of a clause."""


def link(clause: Clause, vocabulary: Vocabulary) -> None:
    """Fill in `form`, `passive`, `subjects` and `objects` of every verb group of the sentence."""
    chunks = clause.chunks
    clause.asides = asides(clause, vocabulary)
    for verb in clause.verbs:
        if clause.kinds[verb.at + 1 : verb.at + 2] == ["I"]:
            _particle(clause, verb.at, verb, vocabulary)
    for verb in clause.verbs:
        if verb.form == "participle":
            verb.passive = _is_passive(clause, verb.at, verb, vocabulary)
            verb.form = "participle" if verb.passive else "finite"
    for verb in clause.verbs:
        i = verb.at
        before = find_subjects(clause, i, verb)
        after = conjuncts(chunks, i + 3) if not verb.passive and _shifted(clause, i) else _objects(chunks, i)
        if verb.passive:
            verb.objects = before or after
            verb.subjects = _by(clause, i)
        else:
            verb.subjects, verb.objects = before, after or _reduced(chunks, i, verb)
    if not clause.said.isdisjoint(_BESIDE):
        for verb in clause.verbs:
            if verb.passive and verb.objects and (others := _along_with(clause, verb.at)):
                verb.objects = [*verb.objects, *others]
    clause.listed = find_listed(clause)


def _along_with(clause: Clause, i: int) -> list[NounPhrase]:
    """Those to whom the same was done: "he was killed along with two bodyguards"."""
    near = clause.chunks[i + 1 : i + _LONGEST_ASIDE]
    for k, chunk in enumerate(near, start=i + 1):
        if type(chunk) is VerbGroup or chunk.kind in (";", "S", "W"):
            break
        if clause.tokens.lower[chunk.start] in _BESIDE and clause.tokens.lower[chunk.end : chunk.end + 1] == ["with"]:
            return conjuncts(clause.chunks, k + 2) if k + 2 < len(clause.chunks) else []
    return []


def _reduced(chunks: Sequence[Chunk], i: int, verb: VerbGroup) -> Sequence[NounPhrase]:
    """What a clause without a pronoun is about: "the six men it arrested", "the town rebels captured"."""
    subject, thing = (chunks[i - 1], chunks[i - 2]) if i >= 2 else (None, None)
    if verb.form != "finite" or verb.copula or type(subject) is not NounPhrase or type(thing) is not NounPhrase:
        return ()
    governor = chunks[i - 3] if i >= 3 else None
    told = type(governor) is VerbGroup and governor.lemma in _TOLD  # "told reporters police fired"
    return () if thing.genitive or thing.pronoun or told else (thing,)


def _particle(clause: Clause, i: int, verb: VerbGroup, vocabulary: Vocabulary) -> None:
    """Make the preposition behind a verb its particle where the lexicon knows the two as one ("carry out")."""
    chunk = clause.chunks[i + 1]
    word = clause.tokens.lower[chunk.start]
    if (verb.lemma, word) not in vocabulary.particles:
        return
    thing = clause.chunks[i + 2] if i + 2 < len(clause.chunks) else None
    inside = word in ("in", "on") and thing is not None and is_place(thing, word, vocabulary)  # "gathered in Ostra"
    if not inside:
        clause.kinds[i + 1] = chunk.kind = "R"


def _is_passive(clause: Clause, i: int, verb: VerbGroup, vocabulary: Vocabulary) -> bool:
    """Whether a past form without auxiliary is a passive participle ("six people held in the raid").

    What "by" or "as" follows is, and so are verbs whose frame must have an object, where none follows.
    """
    chunks = clause.chunks
    if not verb.past:
        return True
    if verb.lemma in vocabulary.intransitive:
        return False
    near = chunks[i - 1] if i else None
    if near is not None and (near.kind == "W" or (type(near) is NounPhrase and near.pronoun)):
        return False
    if (
        i + 2 < len(chunks)
        and clause.tokens.lower[chunks[i + 1].start] in ("by", "as")
        and type(chunks[i + 2]) is NounPhrase
    ):
        return True
    if _shifted(clause, i):
        return False
    after = next((chunk for chunk in chunks[i + 1 : i + 3] if chunk.kind not in ("R", "A", "DATE")), None)
    if type(after) is NounPhrase:
        return False
    if isinstance(after, Chunk) and after.kind == "C" and i + 3 < len(chunks):
        second, third = chunks[i + 2], chunks[i + 3]
        if type(second) is VerbGroup and second.form == "participle" and type(third) is NounPhrase:
            return False
    if (
        verb.lemma in _STATES
        and isinstance(after, Chunk)
        and after.kind == "I"
        and near is not None
        and near.kind == "NP"
    ):
        return True
    reached = clause.tokens.lower[after.start] if i and isinstance(after, Chunk) else ""
    if (verb.lemma, reached) in vocabulary.reaching and not _has_verb(clause, i) and not _verb_follows(chunks, i):
        return False  # "a lorry ploughed into a crowd"
    if i == 0 or verb.lemma in vocabulary.need_object:
        return True
    if near is not None and near.kind == "C" and _was_passive(chunks, i):
        return True  # "was overpowered by passers-by and handed over to police"
    return _verb_follows(chunks, i) or (_has_verb(clause, i) and _second_verb(chunks, i, vocabulary))


def _was_passive(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether the verb before chunk i is a passive with its auxiliary."""
    before = next((chunk for chunk in reversed(chunks[max(0, i - _CLAUSE) : i]) if isinstance(chunk, VerbGroup)), None)
    return before is not None and before.passive and before.form == "finite"


def _shifted(clause: Clause, i: int) -> bool:
    """Whether the object of chunk i stands behind a preposition and a bare noun: "sentenced to death 14 men"."""
    chunks = clause.chunks
    if i + 3 >= len(chunks) or clause.kinds[i + 1] != "I":
        return False
    noun, thing = chunks[i + 2], chunks[i + 3]
    bare = type(noun) is NounPhrase and noun.end - noun.start == 1 and clause.tags[noun.start] == "N"
    return bare and type(thing) is NounPhrase and not opens_clause(chunks, i + 3)


def _has_verb(clause: Clause, i: int) -> bool:
    """Whether a finite verb stands before chunk i in its clause: without one, a past form is that verb."""
    kinds = clause.kinds
    for k in range(i - 1, max(-1, i - _CLAUSE), -1):
        if kinds[k] in ("S", ";"):
            return False
        verb = clause.chunks[k]
        if type(verb) is not VerbGroup or verb.form != "finite":
            continue
        if "W" not in kinds[max(0, k - 2) : k]:
            return True
        if kinds[k - 3 : k] == ["I", "W", "NP"] and _opens(clause, k - 5):
            return False  # "after the boat in which they came overturned"
    return False


def _opens(clause: Clause, at: int) -> bool:
    """Whether a clause may begin at chunk `at`."""
    return at >= 0 and clause.tokens.lower[clause.chunks[at].start] in HALF_SUBORDINATORS


def _verb_follows(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a finite verb without a subject of its own follows ("people suspected of theft were held")."""
    for k in range(i + 1, min(len(chunks), i + 10)):
        chunk = chunks[k]
        if type(chunk) is VerbGroup:
            if chunk.form == "finite" and chunk.end - chunk.start > 1:
                return True
            if chunk.form != "gerund":
                return False
        elif type(chunk) is NounPhrase:
            if chunks[k - 1].kind not in ("I", "NP") and type(chunks[k - 1]) is not VerbGroup:
                return False
        elif chunk.kind == ",":
            return _is_inside(chunks, i) and isinstance(chunks[min(k + 1, len(chunks) - 1)], VerbGroup)
        elif chunk.kind not in ("I", "R", "DATE"):
            return False
    return False


def _is_inside(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a verb stands behind a phrase and a comma, so that it goes on to a second comma ("X, put off, is")."""
    behind = i > 1 and chunks[i - 1].kind == "," and type(chunks[i - 2]) is NounPhrase
    return behind and (i < 3 or chunks[i - 3].kind != ",")  # "the mayor, Anna Berg, said"


def _second_verb(chunks: Sequence[Chunk], i: int, vocabulary: Vocabulary) -> bool:
    """Whether a past form follows the object of another verb of its clause ("fired rounds aimed at the town")."""
    if type(chunks[i - 1]) is not NounPhrase:
        return False
    for k in range(i - 2, max(-1, i - 8), -1):
        chunk = chunks[k]
        if type(chunk) is VerbGroup:
            return chunk.lemma not in vocabulary.lexicon.reporting and not chunk.copula
        if chunk.kind not in ("I", "NP", "DATE"):
            return False
    return False


def _objects(chunks: Sequence[Chunk], i: int) -> list[NounPhrase]:
    j = i + 1
    while j < len(chunks) and chunks[j].kind in ("R", "A", '"'):
        j += 1
    if j < len(chunks) and chunks[j].kind == "C" and j + 1 < len(chunks) and type(chunks[j + 1]) is VerbGroup:
        return _objects(chunks, j + 1) if type(chunks[i + 1]) is not NounPhrase else []
    if j >= len(chunks) or type(chunks[j]) is not NounPhrase:
        return []
    verb = chunks[i]
    inside = type(verb) is VerbGroup and verb.form == "gerund" and i > 0 and type(chunks[i - 1]) is NounPhrase
    return conjuncts(chunks, j, inside=inside)


def _by(clause: Clause, i: int) -> list[NounPhrase]:
    chunks = clause.chunks
    for j in range(i + 1, min(i + 8, len(chunks) - 1)):
        chunk = chunks[j]
        joined = type(chunk) is VerbGroup and chunk.form == "participle" and chunks[j - 1].kind == "C"
        if (type(chunk) is VerbGroup and not joined) or chunk.kind in ("W", "S", ";"):  # "beaten and robbed by"
            break
        if chunk.kind == "I" and clause.tokens.lower[chunk.start] == "by" and type(chunks[j + 1]) is NounPhrase:
            return conjuncts(chunks, j + 1)
    return []
