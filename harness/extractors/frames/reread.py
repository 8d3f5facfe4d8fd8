"""What a filled frame tells after all: an abduction where gunmen hold, nothing where somebody is caught in a blast."""

from harness.extractors.frames.chunks import NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.cues import Cue
from harness.extractors.frames.draft import Draft
from harness.extractors.frames.reading import Reading
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import word_set
from harness.facts import Filler

_UNKNOWN = word_set("unidentified unknown hooded masked armed")
_CAUGHT_IN = word_set(
    "crossfire traffic blast explosion shelling shooting clash crush flames trap net avalanche storm landslide flood "
    "fire"
)
_NEAR = 5
_WHOEVER = frozenset(["anyone", "anybody"])


def reread(draft: Draft, cue: Cue, reading: Reading, vocabulary: Vocabulary) -> Draft | None:
    """Return the draft, as what it is by who acts; None if it tells nothing."""
    clause = draft.clause
    if draft.type == "detention" and "detainee" in draft.slots:
        held = draft.phrases.get("detainee")
        if (
            (held is not None and held.noun_class == "captives")
            or _is_caught_in(clause, cue)
            or _is_by_thing(clause, cue, vocabulary)
        ):
            return None
        if isinstance(clause.chunks[cue.at], VerbGroup) and _is_by_gunmen(draft, reading):
            _make_abduction(draft)
    elif draft.type == "presence":
        actor = draft.phrases.get("actor")
        if actor is not None and actor.pronoun and clause.tokens.lower[actor.start] == "it":
            return None  # "it waited at a traffic light"
        if actor is not None and clause.tokens.lower[actor.start : actor.end] == ["force"]:
            return None  # "a curfew is in force in Ostra"
    elif draft.type == "rescue":
        _drop_shelter(draft, cue)
    elif draft.type == "casualty":
        if draft.modality == "planned" and draft.polarity == "positive":
            return None
        victim = draft.phrases.get("victim")
        total = isinstance(clause.chunks[cue.at], NounPhrase) and victim is not None and _is_number(clause, cue, victim)
        if total or (victim is not None and victim.noun_class == "lives"):
            draft.slots.pop("victim", None)  # "the toll rose to nine", "claimed 14 lives"
        if draft.polarity == "negative" and victim is not None and clause.tokens.lower[victim.head] in _WHOEVER:
            draft.slots.pop("victim", None)  # "without hurting anyone"
    return draft


def _drop_shelter(draft: Draft, cue: Cue) -> None:
    """Take away the place of where people were brought to, not from: "were taken to a school in Velden"."""
    words, place = draft.clause.tokens, draft.slots.get("place")
    if not place or place[0].span is None or "to" not in words.lower[cue.start : cue.end]:
        return
    first = next(i for i, start in enumerate(words.start) if start >= place[0].span.start)
    if first >= cue.end and words.lower[first - 1] in ("in", "at", "the"):
        del draft.slots["place"]


def _is_number(clause: Clause, cue: Cue, victim: NounPhrase) -> bool:
    """Whether what stands behind "the toll" is a number, and not of somebody."""
    of = clause.tokens.lower[victim.end] == "of" if victim.end < len(clause.tokens) else False
    bare = victim.first >= victim.end and not victim.pronoun and not of
    return victim.start > cue.start and (bare or victim.noun_class == "stricken")


def _is_by_gunmen(draft: Draft, reading: Reading) -> bool:
    agent = draft.phrases.get("agent")
    if agent is None:
        return False
    if agent.pronoun:  # "the rebels said they had captured"
        told = reading.attributed[draft.clause.index]
        agent = next((one.speaker for one in told if one.start <= agent.start < one.end), agent)
    words = draft.clause.tokens.lower[agent.start : agent.end]
    return agent.side == "armed_group" or (agent.side is None and not _UNKNOWN.isdisjoint(words))


def _make_abduction(draft: Draft) -> None:
    """Turn "rebels captured two soldiers" into what befell the soldiers."""
    draft.type = "casualty"
    draft.slots["victim"] = draft.slots.pop("detainee")[:1]
    draft.slots["outcome"] = (Filler(value="abducted"),)
    draft.slots["agent"] = draft.slots["agent"][:1]
    draft.slots.pop("charge", None)
    held = draft.phrases.pop("detainee", None)
    if held is not None:
        draft.phrases["victim"] = held
        if held.side:
            draft.slots["side"] = (Filler(value=held.side),)


def _is_by_thing(clause: Clause, cue: Cue, vocabulary: Vocabulary) -> bool:
    """Whether a thing is what holds: "a bag holding 6,400 roubles"."""
    verb = clause.chunks[cue.at]
    if not isinstance(verb, VerbGroup) or not verb.subjects:
        return False
    return all(one.noun_class in vocabulary.lexicon.classes_in["thing"] for one in verb.subjects)


def _is_caught_in(clause: Clause, cue: Cue) -> bool:
    """Whether who was "caught in the crossfire" was held by nobody."""
    verb = clause.chunks[cue.at]
    if not isinstance(verb, VerbGroup) or verb.lemma not in ("catch", "trap"):
        return False
    behind = clause.chunks[cue.at + 1 : cue.at + _NEAR]
    return any(isinstance(one, NounPhrase) and clause.tokens.lower[one.head] in _CAUGHT_IN for one in behind)
