"""Cue frames -> drafts of facts: roles filled, counted, marked, placed, dated and attributed."""

from collections.abc import Sequence

from harness.extractors.frames.charges import charge_of
from harness.extractors.frames.chunks import NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.completion import complete
from harness.extractors.frames.cues import Cue, refers
from harness.extractors.frames.draft import Draft, constant
from harness.extractors.frames.fillers import token_filler
from harness.extractors.frames.lexicon import TypeRule
from harness.extractors.frames.modality import is_asserted
from harness.extractors.frames.participants import adds_up, backers, each_to, is_counted, one_count, others_of
from harness.extractors.frames.reading import Reading
from harness.extractors.frames.reread import reread
from harness.extractors.frames.routes import fill_role
from harness.extractors.frames.slots import put
from harness.extractors.frames.stretches import Found
from harness.extractors.frames.vocabulary import Vocabulary

_NO_RULE = TypeRule()


def fill_cue(clause: Clause, cue: Cue, reading: Reading, vocabulary: Vocabulary) -> list[Draft]:
    """Return the drafts a cue gives: none if a required slot stays empty, one for each main participant."""
    frame = cue.frame
    needed: dict[str, Sequence[Found]] = {}
    for role in frame.required:  # first, as most cues fail here
        fillers = fill_role(clause, cue, role, vocabulary)
        if not fillers:
            return []
        needed[role.slot] = fillers
    rule = vocabulary.lexicon.types.get(frame.type, _NO_RULE)
    if not is_asserted(clause, cue.at, rule) or (frame.doerless and not _is_doerless(clause, cue)):
        return []
    if frame.polarity == "positive" and not _is_denied(clause, cue.at):
        return []
    found: dict[str, Sequence[Found]] = {}
    taken: set[tuple[int, int]] = set()
    for role in frame.roles:
        fillers = needed[role.slot] if role.required else fill_role(clause, cue, role, vocabulary)
        if taken and fillers:
            fillers = [one for one in fillers if (one.start, one.end) not in taken]
        if (
            fillers
            and role.slot == rule.doer
            and fillers[0].phrase
            and fillers[0].phrase.negative
            and cue.verb != cue.at
        ):
            return []  # "no group has claimed the attack"
        if fillers:
            found[role.slot] = fillers
            taken.update([(one.start, one.end) for one in fillers])
        elif role.required:
            return []
    if rule.site and rule.site not in found and _is_of_talk(clause, cue, taken, vocabulary):
        return []
    main_slot = rule.count or frame.pursued
    people = found.get(main_slot, ())
    if len(people) > 2 and people[0].phrase and people[0].phrase.noun_class in vocabulary.lexicon.classes_in["people"]:
        found[main_slot] = people[:1] if adds_up(clause, people) else people
    main: list[Found | None] = [*one_count(clause, found.get(main_slot, ()))]
    apart = len(main) > 1 and any(is_counted(one) for one in main if one)
    if main_slot in rule.several and not each_to(clause, main):
        main = main[:1]  # "arrested X and two Y" is told once
    drafts: list[Draft] = []
    for one in main or [None]:
        draft = Draft(frame.type, clause, cue.start, cue.start, cue.end, refers=refers(clause, cue))
        for slot, value in frame.constants.items():
            draft.slots[slot] = constant(value)
        for slot, fillers in found.items():
            put(draft, slot, one if slot == main_slot and one else fillers[0], reading, rule)
            if slot in rule.several and slot in draft.slots and (slot != main_slot or len(main) < 2):
                draft.slots[slot] += others_of(draft, fillers[1:], backers(clause, fillers[0].phrase), reading)
                if slot == main_slot and apart:
                    draft.slots.pop("count", None)  # "two Turks and a Syrian" are not two
        _add_charge(draft, cue, main_slot, reading)
        if complete(draft, cue, rule, reading, vocabulary) and (told := reread(draft, cue, reading, vocabulary)):
            drafts.append(told)
    return drafts


def _add_charge(draft: Draft, cue: Cue, of: str, reading: Reading) -> None:
    """Fill `charge`, where the frame knows one, by what is said of the people beside it."""
    people = draft.phrases.get(of)
    if people is None or "charge" in draft.slots or all(role.slot != "charge" for role in cue.frame.roles):
        return
    charge = charge_of(draft.clause, people, cue.at)
    if charge is not None:
        draft.slots["charge"] = (token_filler(draft.clause, charge.start, charge.end, reading),)
        draft.reach(charge.start, charge.end)


def _is_doerless(clause: Clause, cue: Cue) -> bool:
    verb = clause.chunks[cue.at]
    if type(verb) is not VerbGroup:
        return False
    if verb.passive:
        return not verb.subjects
    before = clause.kinds[max(0, cue.at - 2) : cue.at]
    return before == ["I", "NP"] and not verb.subjects  # "in the cellar lay two rifles"


def _is_denied(clause: Clause, at: int) -> bool:
    """Whether a verb says what did not come about: "have not been found", "have yet to be found"."""
    verb = clause.chunks[at]
    if type(verb) is not VerbGroup or verb.form in ("gerund", "participle"):
        return False
    done = verb.negated and (verb.perfect or verb.passive)
    return done or (verb.form == "infinitive" and clause.tokens.lower[clause.chunks[at - 1].start] == "yet")


def _is_of_talk(clause: Clause, cue: Cue, taken: set[tuple[int, int]], vocabulary: Vocabulary) -> bool:
    """Tell "attacked the budget" and "raided the fridge": the object is known, and is nothing that is attacked."""
    verb = clause.chunks[cue.at]
    if type(verb) is not VerbGroup or verb.passive:
        return False
    objects = [one for one in verb.objects if one.start >= cue.end and not _is_taken(one, taken)]
    things = vocabulary.lexicon.classes_in["thing"] | vocabulary.lexicon.classes_in["event"]
    return bool(objects) and all(one.noun_class in things for one in objects)


def _is_taken(phrase: NounPhrase, taken: set[tuple[int, int]]) -> bool:
    return any(start < phrase.end and phrase.start < end for start, end in taken)
