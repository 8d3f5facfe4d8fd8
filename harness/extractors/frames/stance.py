"""How surely a draft is told, whether it is denied, who says so, and whether it only takes up what was told before."""

from collections.abc import Sequence

from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.cues import Cue
from harness.extractors.frames.draft import Draft
from harness.extractors.frames.modality import denies, modality, polarity
from harness.extractors.frames.reading import Reading
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import word_set
from harness.facts import Modality

_HAPPENS = word_set(
    "erupt occur happen begin start break take open hold schedule slate set plan postpone organise organize move "
    "shift fix delay reschedule"
)
_CIRCUMSTANCES = frozenset(["place", "date", "start", "end"])


def take_stance(draft: Draft, cue: Cue, reading: Reading, vocabulary: Vocabulary) -> None:
    """Fill in `modality`, `polarity`, `source`, `refers` and `happens` of a draft."""
    frame, clause = cue.frame, draft.clause
    told = _told(clause, cue, vocabulary)
    denied = False
    for one in reading.attributed[clause.index]:
        if one.start <= draft.cue < one.end and one.at != cue.at:
            verb = clause.chunks[one.at]
            denied = denied or (type(verb) is VerbGroup and verb.lemma in vocabulary.lexicon.denials)
            told = "claimed" if told == "actual" and (one.doubt or denied) else told
    draft.modality = frame.modality or told
    support = clause.chunks[cue.verb] if 0 <= cue.verb != cue.at else None
    if type(support) is VerbGroup:
        denied = denied or support.negated or denies(clause, support, vocabulary)  # "foiled an attack"
    draft.polarity = frame.polarity or (
        "negative" if denied else polarity(clause, cue.at, list(draft.phrases.values()), vocabulary)
    )
    background = _is_background(draft, cue)
    draft.refers = draft.refers or (background and _is_presupposed(clause, cue.at))
    carrier = _chunk(clause, cue.carrier)
    draft.happens = type(carrier) is VerbGroup and (carrier.lemma in _HAPPENS or _is_due(clause, carrier))
    draft.done = bool(draft.phrases) and not denied and (type(support) is VerbGroup or _has_of(clause, cue.at))
    draft.source = None if background else reading.source(clause, draft.cue)


def _has_of(clause: Clause, at: int) -> bool:
    """Whether "of" and somebody not told of before stand behind a noun: "the arrest of a journalist"."""
    behind = clause.chunks[at + 1 : at + 3]
    if len(behind) < 2 or clause.tokens.lower[behind[0].start] != "of":
        return False
    return type(behind[1]) is NounPhrase and not behind[1].definite and not behind[1].pronoun


def _chunk(clause: Clause, at: int) -> Chunk | None:
    return clause.chunks[at] if at >= 0 else None


def _told(clause: Clause, cue: Cue, vocabulary: Vocabulary) -> Modality:
    """The modality of a cue, or that which the verb it hangs on gives it."""
    told = modality(clause, cue.at, vocabulary)
    if told != "actual":
        return told
    support, carrier = _chunk(clause, cue.verb), _chunk(clause, cue.carrier)
    if type(support) is VerbGroup and cue.verb != cue.at:
        told = modality(clause, cue.verb, vocabulary)
        if told != "actual":
            return told
        if support.lemma in vocabulary.lexicon.plans:
            return "planned"
    if type(carrier) is VerbGroup and (_is_to_come(clause.chunks, cue, carrier) or _is_due(clause, carrier)):
        return "planned"
    if support is None and cue.at and clause.kinds[cue.at - 1] == "I":
        governor = next((chunk for chunk in reversed(clause.chunks[: cue.at]) if type(chunk) is VerbGroup), None)
        if governor and governor.modal in ("will", "would"):
            return "planned"
    return "actual"


def _is_due(clause: Clause, verb: VerbGroup) -> bool:
    """Whether a verb of being says what is to come: "is now due on May 3"."""
    return verb.copula and "due" in clause.tokens.lower[verb.end : verb.end + 2]


def _is_to_come(chunks: Sequence[Chunk], cue: Cue, carrier: VerbGroup) -> bool:
    """Whether an event will be or is to be held; "their aim is to begin" is no such event."""
    if carrier.modal in ("will", "would") or carrier.lemma in ("schedule", "plan"):
        return True
    if carrier.lemma in ("call", "promise", "pledge", "vow", "threaten") and not carrier.passive:
        return chunks[cue.at] in carrier.objects  # "promised a march"
    if carrier.lemma in ("set", "slate") and carrier.passive:
        return True
    behind = next((chunk for chunk in reversed(chunks[: carrier.at]) if chunk.kind not in ("A", "R")), None)
    to_be = carrier.form == "infinitive" and type(behind) is VerbGroup and behind.copula
    return to_be and not any("infinitive" in role.routes for role in cue.frame.roles)


def _is_background(draft: Draft, cue: Cue) -> bool:
    """Whether a noun names an event in passing, with nothing but where and when."""
    if cue.verb >= 0 or draft.clause.quoted[draft.cue]:
        return False
    return draft.slots.keys() - cue.frame.constants.keys() <= _CIRCUMSTANCES


def _is_presupposed(clause: Clause, at: int) -> bool:
    """Whether chunk `at` is a definite phrase behind "in" or "during"."""
    noun = clause.chunks[at]
    if type(noun) is not NounPhrase or not (noun.definite or noun.possessor) or not at:
        return False
    return clause.tokens.lower[clause.chunks[at - 1].start] in ("in", "during")
