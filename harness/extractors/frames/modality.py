"""Whether a cue speaks of something that happened, is planned, is doubtful or is denied."""

from collections.abc import Sequence

from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.inflect import singular
from harness.extractors.frames.lexicon import TypeRule
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import word_set
from harness.facts import Modality, Polarity

_SUCCEEDS = word_set("manage continue begin start help plan intend threaten vow prepare promise pledge")
_BRINGS_ABOUT = frozenset(["cause", "lead", "enable"])
_DEMANDS = word_set("order tell ask urge refuse call demand instruct persuade invite warn decline")
_CONDITIONS = frozenset(["if", "whether", "unless"])
_ALWAYS = frozenset(["every", "each"])
_TURNS = frozenset(["year", "month", "week", "day"])
_WILL = frozenset(["will", "would", "shall", "'ll"])
_DOUBTING_MODALS = frozenset(["may", "might", "could"])
_TO_COME = frozenset(["planned", "upcoming", "future", "impending"])
_RUN_UP = (("ahead", "of"), ("run-up", "to"))
_DOUBTED = frozenset(["alleged", "reported", "possible", "apparent"])
_OPINION = word_set("believe think suspect fear allege report say presume accuse")


def is_asserted(clause: Clause, i: int, rule: TypeRule) -> bool:
    """Return whether chunk i tells a fact at all, and not only what should be, what if, or what somebody is told to do.

    Where the type knows no attempts, neither do purposes and attempts tell one ("an operation to capture them").
    """
    said = clause.said
    verb = clause.chunks[i]
    presupposed = type(verb) is NounPhrase and (verb.definite or verb.possessor is not None)
    if not presupposed and not said.isdisjoint(_CONDITIONS) and _conditional(clause, i):
        return False
    if not said.isdisjoint(_ALWAYS) and _habitual(clause):
        return False
    if type(verb) is not VerbGroup:
        after = clause.chunks[i + 1] if i + 1 < len(clause.chunks) else None
        return not (type(after) is VerbGroup and _would_have(after))
    if verb.modal in ("should", "must") or _would_have(verb):
        return False
    governors = governing(clause, i)
    if not governors:
        return rule.attempts or verb.form != "infinitive" or not i or type(clause.chunks[i - 1]) is not NounPhrase
    if governors[0].lemma in _DEMANDS:
        return False
    if rule.attempts or verb.form != "infinitive":
        return True
    if governors[0].lemma in _BRINGS_ABOUT or (governors[0].lemma in _OPINION and governors[0].passive):
        return True  # "are believed to be hiding"
    if governors[0].copula and clause.chunks[i - 1] is governors[0]:
        return True  # "a court is to try them"
    if clause.tokens.lower[verb.start - 1] == "yet":
        return True  # "have yet to be found"
    if clause.tokens.lower[governors[0].main] == "had":
        return type(clause.chunks[i - 1]) is not NounPhrase  # "had to be evacuated"
    return type(clause.chunks[i - 1]) is not NounPhrase and governors[0].lemma in _SUCCEEDS


def _would_have(verb: VerbGroup) -> bool:
    """Whether a verb tells what did not come to be: "would have been higher"."""
    return verb.modal == "would" and verb.perfect


def _habitual(clause: Clause) -> bool:
    """Whether a sentence tells what happens again and again ("every year")."""
    words = clause.tokens.lower
    return any(
        word in _ALWAYS and tag == "D" and after in _TURNS
        for word, after, tag in zip(words, words[1:], clause.tags, strict=False)
    )


def _conditional(clause: Clause, i: int) -> bool:
    """Whether chunk i stands behind "if" or "whether"."""
    for k in range(i - 1, max(-1, i - 8), -1):
        chunk = clause.chunks[k]
        if chunk.kind == "S":
            return clause.tokens.lower[chunk.start] in _CONDITIONS
        if chunk.kind in (",", ";"):
            return False
    return False


def modality(clause: Clause, i: int, vocabulary: Vocabulary) -> Modality:
    """Return the modality of what the verb group or noun phrase at chunk i announces."""
    chunk = clause.chunks[i]
    hedges = vocabulary.lexicon.hedges
    if type(chunk) is VerbGroup:
        if chunk.modal in _WILL:
            return "planned"
        governors = governing(clause, i)
        if chunk.form == "infinitive" and i and type(be := clause.chunks[i - 1]) is VerbGroup and be.copula:
            return "planned"
        if (
            chunk.form == "infinitive"
            and chunk.start
            and clause.tokens.lower[chunk.start - 1] in ("about", "set", "due")
        ):
            return "planned"
        if governors and any(verb.lemma in vocabulary.lexicon.plans or verb.modal in _WILL for verb in governors):
            return "planned"
        noun = clause.chunks[i - 1] if i and chunk.form == "infinitive" else None
        if type(noun) is NounPhrase and singular(clause.tokens.lower[noun.head]) in vocabulary.lexicon.plans:
            return "planned"
        if chunk.modal in _DOUBTING_MODALS or any(verb.lemma in _OPINION and verb.passive for verb in governors):
            return "claimed"
        if hedges.isdisjoint(clause.said):
            return "actual"
        before = clause.chunks[i - 1] if i else None
        words = clause.tokens.lower[before.start if before and before.kind in "RA" else chunk.start : chunk.end]
        return "claimed" if any(word in hedges for word in words) else "actual"
    said = set(clause.tokens.lower[chunk.start : chunk.end])
    if _ahead(clause, i) or not said.isdisjoint(_TO_COME):
        return "planned"
    return "actual" if said.isdisjoint(_DOUBTED) else "claimed"


def _ahead(clause: Clause, i: int) -> bool:
    """Whether a noun phrase is what is still to come: "ahead of the vote", "in the run-up to the vote"."""
    while i and type(before := clause.chunks[i - 1]) is NounPhrase and before.genitive:
        i -= 1
    start = clause.chunks[i].start
    if not start or (last := clause.tokens.lower[start - 1]) not in ("of", "to", "before"):
        return False
    return last == "before" or (start > 1 and (clause.tokens.lower[start - 2], last) in _RUN_UP)


def polarity(clause: Clause, i: int, phrases: Sequence[NounPhrase], vocabulary: Vocabulary) -> Polarity:
    """Return whether what chunk i announces is said to be so, or not to be so."""
    chunk = clause.chunks[i]
    if any(phrase.negative for phrase in phrases):
        return "negative"
    if type(chunk) is NounPhrase:
        before = clause.chunks[i - 2] if i >= 2 and clause.kinds[i - 1] == "C" else None
        if chunk.negative or (type(before) is NounPhrase and before.negative):
            return "negative"
    if type(chunk) is VerbGroup:
        governors = governing(clause, i)
        if chunk.negated or any(verb.negated for verb in governors[:1]):
            return "negative"
        if chunk.form == "gerund" and chunk.start and clause.tokens.lower[chunk.start - 1] == "without":
            return "negative"  # "without hurting anyone"
        if clause.said.isdisjoint(vocabulary.denial_forms):
            return "positive"
        if _object_of_denial(clause, i, phrases, vocabulary) or _denied_attempt(clause, i, vocabulary):
            return "negative"
        if any(denies(clause, verb, vocabulary) for verb in governors):
            return "negative"
    return "positive"


def _object_of_denial(clause: Clause, i: int, phrases: Sequence[NounPhrase], vocabulary: Vocabulary) -> bool:
    """Whether somebody is stopped from what chunk i says of them ("drove back men who were trying to cross")."""
    for k in range(max(0, i - 8), i):
        verb = clause.chunks[k]
        if type(verb) is not VerbGroup or verb.passive or not denies(clause, verb, vocabulary):
            continue
        if any(one is phrase for one in verb.objects for phrase in phrases):
            return True
    return False


def _denied_attempt(clause: Clause, i: int, vocabulary: Vocabulary) -> bool:
    """Whether an infinitive hangs on a noun that a denial is said of ("an attempt to flee was foiled")."""
    noun, verb = clause.chunks[i - 1] if i else None, clause.chunks[i]
    if type(noun) is not NounPhrase or type(verb) is not VerbGroup or verb.form != "infinitive":
        return False
    return any(
        type(other) is VerbGroup and noun in other.objects and denies(clause, other, vocabulary)
        for other in clause.chunks[i + 1 :]
    )


def denies(clause: Clause, verb: VerbGroup, vocabulary: Vocabulary) -> bool:
    """Whether a verb says that what it governs is not so, or does not come about."""
    for rest in vocabulary.denial_phrases.get(verb.lemma, ()):
        if all(
            verb.main + 1 + k < len(clause.tokens.text) and clause.tokens.lower[verb.main + 1 + k] == word
            for k, word in enumerate(rest)
        ):
            return True
    return False


def governing(clause: Clause, i: int) -> list[VerbGroup]:
    """The verbs that an infinitive or gerund at chunk i hangs on, nearest first."""
    found: list[VerbGroup] = []
    chunks: Sequence[Chunk] = clause.chunks
    verb = chunks[i]
    while type(verb) is VerbGroup and verb.form in ("infinitive", "gerund") and len(found) < 4:
        if verb.form == "gerund" and i and clause.kinds[i - 1] != "I" and type(chunks[i - 1]) is not VerbGroup:
            break
        i -= 1
        while i >= 0 and type(chunks[i]) is not VerbGroup:
            if clause.kinds[i] in (";", "S", "W"):
                return found
            i -= 1
        if i < 0:
            break
        verb = chunks[i]
        if type(verb) is VerbGroup:
            found.append(verb)
    return found
