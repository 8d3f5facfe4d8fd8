"""What a draft gets once its roles are filled: marks, place and date, modality, polarity and source."""

from harness.extractors.frames.adjuncts import add_adjuncts
from harness.extractors.frames.chunks import NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.counts import count_of
from harness.extractors.frames.cues import Cue, last_chunk
from harness.extractors.frames.date_adjuncts import look_ahead
from harness.extractors.frames.draft import Draft, constant
from harness.extractors.frames.fillers import token_filler
from harness.extractors.frames.inflect import singular
from harness.extractors.frames.lexicon import TypeRule
from harness.extractors.frames.marks import marked
from harness.extractors.frames.place_adjuncts import add_place_beyond
from harness.extractors.frames.places import is_site, place_span
from harness.extractors.frames.reading import Reading
from harness.extractors.frames.stance import take_stance
from harness.extractors.frames.vocabulary import Vocabulary

_SEARCHES = frozenset(["security_operation"])
_BEGIN = frozenset(["begin", "open", "start", "resume"])


def complete(draft: Draft, cue: Cue, rule: TypeRule, reading: Reading, vocabulary: Vocabulary) -> bool:
    """Add marks, places, dates, modality, polarity and source; return whether the draft has what its frame needs."""
    frame, clause = cue.frame, draft.clause
    for slot, value in marked(clause, cue, draft).items() if frame.marks else ():
        draft.slots[slot] = constant(value)
    site = _site(draft, rule) if rule.site and "place" not in draft.slots else None
    if site and is_site(clause, site, vocabulary):
        start, end = place_span(clause, site, vocabulary)
        draft.slots["place"] = (token_filler(clause, start, end, reading),)
        draft.reach(start, end)
    last = last_chunk(clause, cue)
    add_adjuncts(draft, last, rule.adjuncts, reading, vocabulary)
    for verb in (cue.verb, cue.carrier):
        if verb >= 0 and verb != last:
            add_adjuncts(draft, verb, rule.adjuncts, reading, vocabulary)
    if rule.site and "place" not in draft.slots:
        add_place_beyond(draft, last_chunk(clause, cue), reading, vocabulary)
    if "place" not in draft.slots and draft.type in _SEARCHES and site and _is_one_house(clause, site, vocabulary):
        draft.slots["place"] = draft.slots[rule.site or ""][:1]
    phrase = clause.chunks[cue.at]
    if "count" in frame.needs and "count" not in draft.slots and type(phrase) is NounPhrase:
        draft.slots.update(count_of(clause, phrase, reading))
    take_stance(draft, cue, reading, vocabulary)
    if draft.modality == "planned":
        look_ahead(draft)
    else:
        for slot, value in frame.deeds.items():
            draft.slots.setdefault(slot, constant(value))
    if frame.modality == "claimed":
        claimant = next(iter(draft.phrases.values()), None)
        if claimant is None or claimant.negative:
            return False
        blamer = phrase.subjects[0] if type(phrase) is VerbGroup and phrase.subjects else claimant
        if not (type(phrase) is VerbGroup and phrase.passive and not phrase.subjects):  # "was blamed for"
            draft.source = draft.source or reading.referents.filler(clause, blamer)
    none = type(phrase) is NounPhrase and phrase.negative  # "no injuries"
    complete = not frame.needs or bool(frame.needs & draft.slots.keys()) or none
    if rule.lasting and "date" in draft.slots and _begins(clause, cue):
        draft.slots["start"] = draft.slots.pop("date")
    return complete


def _site(draft: Draft, rule: TypeRule) -> NounPhrase | None:
    """The phrase of what is attacked or searched, of which a place behind a preposition keeps only the words."""
    site = draft.phrases.get(rule.site or "")
    if site is not None or (fillers := draft.slots.get(rule.site or "")) is None or fillers[0].span is None:
        return site
    starts, at = draft.clause.tokens.start, fillers[0].span.start
    return next((one for one in draft.clause.phrases if starts[one.first] == at), None)


def _is_one_house(clause: Clause, site: NounPhrase, vocabulary: Vocabulary) -> bool:
    """Whether a place without a name is a single one: "searched the villa", and not "searched six houses"."""
    word = clause.tokens.lower[site.head]
    return not site.pronoun and site.noun_class in vocabulary.place_classes and singular(word) == word


def _begins(clause: Clause, cue: Cue) -> bool:
    """Whether the verb of a cue noun says that it began, and not that it will."""
    carrier = clause.chunks[cue.carrier] if cue.carrier >= 0 else None
    return type(carrier) is VerbGroup and carrier.lemma in _BEGIN and carrier.form == "finite" and not carrier.modal
