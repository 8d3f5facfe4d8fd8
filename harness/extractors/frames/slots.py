"""A slot filled with what a route found, and the count and the side that its mention gives."""

from harness.extractors.frames.chunks import NounPhrase
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.coordination import conjuncts
from harness.extractors.frames.counts import count_of
from harness.extractors.frames.draft import Draft, constant
from harness.extractors.frames.fillers import token_filler
from harness.extractors.frames.lexicon import TypeRule
from harness.extractors.frames.reading import Reading
from harness.extractors.frames.stretches import Found


def put(draft: Draft, slot: str, found: Found, reading: Reading, rule: TypeRule) -> None:
    """Fill a slot, and the count and the side that its mention gives."""
    clause, phrase = draft.clause, found.phrase
    draft.reach(found.start, found.end)
    if phrase is None:
        draft.slots[slot] = (token_filler(clause, found.start, found.end, reading),)
        if clause.tags[found.start - 1] == "T":
            draft.goal = (found.start, found.end)
        return
    draft.phrases[slot] = phrase
    if slot == rule.count:
        draft.slots.update(count_of(clause, phrase, reading))
    bare = phrase.first >= phrase.end - phrase.genitive and not phrase.pronoun
    if phrase.negative and (bare or phrase.pronoun):
        whose = _of_phrase(clause, phrase)
        if whose is None:
            return  # "nobody", "no one"
        phrase, bare = whose, False  # "none of the guards"
    meant = (_of_phrase(clause, phrase) or reading.referents.counted(phrase)) if bare else phrase
    if meant is None:
        if phrase.definite or (slot == rule.count and phrase.at == 0):  # "the eleven", "All eight were shot dead"
            start = phrase.first - 1 if phrase.definite else phrase.start
            draft.slots[slot] = (token_filler(clause, start, phrase.end, reading),)
        return
    stands_in = phrase.noun_class == "anyone" and meant is phrase and not phrase.pronoun
    side = ((stands_in and reading.referents.counted(phrase)) or meant).side
    if slot == rule.side and side:
        draft.slots["side"] = constant(side)
    draft.slots[slot] = (reading.referents.filler(clause, (stands_in and _named(clause, meant)) or meant),)


def _named(clause: Clause, phrase: NounPhrase) -> NounPhrase | None:
    """The name that explains a stand-in: "a third, Anna Berg"."""
    behind = clause.chunks[phrase.at + 1 : phrase.at + 3]
    if len(behind) == 2 and behind[0].kind == "," and type(name := behind[1]) is NounPhrase:
        return name if name.noun_class in ("person", "name") else None
    return None


def _of_phrase(clause: Clause, phrase: NounPhrase) -> NounPhrase | None:
    """The people a bare number is of: "two of the gunmen"."""
    chunks = clause.chunks
    if phrase.at + 2 < len(chunks) and clause.tokens.lower[chunks[phrase.at + 1].start] in ("of", "among"):
        others = conjuncts(chunks, phrase.at + 2)
        return others[0] if others else None
    return None
