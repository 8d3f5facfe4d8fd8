"""Cue frames -> drafts of facts: roles filled, counted, marked, placed, dated and attributed."""

from collections.abc import Sequence
from functools import lru_cache

from harness.extractors.frames.adjuncts import add_adjuncts, add_place_beyond, look_ahead, token_filler
from harness.extractors.frames.charges import charge_of
from harness.extractors.frames.chunks import NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.coordination import conjuncts
from harness.extractors.frames.counts import count_of
from harness.extractors.frames.cues import Cue, last_chunk, refers
from harness.extractors.frames.draft import Draft
from harness.extractors.frames.lexicon import TypeRule
from harness.extractors.frames.modality import is_asserted
from harness.extractors.frames.places import is_site, place_span
from harness.extractors.frames.reading import Reading
from harness.extractors.frames.reread import reread
from harness.extractors.frames.routes import fill_role
from harness.extractors.frames.stance import take_stance
from harness.extractors.frames.stretches import Found
from harness.extractors.frames.vocabulary import Vocabulary
from harness.facts import Filler

_NO_RULE = TypeRule()
_BACKED = frozenset(["back", "support", "accompany", "assist"])
_TOGETHER = frozenset(["crew", "staff", "personnel"])
_BEGIN = frozenset(["begin", "open", "start", "resume"])


@lru_cache(maxsize=1_000)
def _constant(value: str) -> tuple[Filler]:
    return (Filler(value=value),)


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
    main: list[Found | None] = [*_one_count(clause, found.get(main_slot, ()))]
    apart = len(main) > 1 and any(_is_counted(one) for one in main if one)
    if main_slot in rule.several and not _each_to(clause, main):
        main = main[:1]  # "arrested X and two Y" is told once
    drafts: list[Draft] = []
    for one in main or [None]:
        draft = Draft(frame.type, clause, cue.start, cue.start, cue.end, refers=refers(clause, cue))
        for slot, value in frame.constants.items():
            draft.slots[slot] = _constant(value)
        for slot, fillers in found.items():
            _put(draft, slot, one if slot == main_slot and one else fillers[0], reading, rule)
            if slot in rule.several and slot in draft.slots and (slot != main_slot or len(main) < 2):
                draft.slots[slot] += _others(draft, fillers[1:], _backers(clause, fillers[0].phrase), reading)
                if slot == main_slot and apart:
                    draft.slots.pop("count", None)  # "two Turks and a Syrian" are not two
        _add_charge(draft, cue, main_slot, reading)
        if _complete(draft, cue, rule, reading, vocabulary) and (told := reread(draft, cue, reading, vocabulary)):
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
    return type(verb) is VerbGroup and verb.passive and not verb.subjects


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


def _each_to(clause: Clause, main: Sequence[Found | None]) -> bool:
    """Whether each of a list has words of its own with "to": "sentenced four men to death and two others to life"."""
    behind = [clause.tokens.lower[one.end : one.end + 1] for one in main if one and one.phrase]
    return len(behind) > 1 and all(words == ["to"] for words in behind)


def _is_counted(found: Found) -> bool:
    return found.phrase is not None and found.phrase.number[1] > found.phrase.number[0]


def _backers(clause: Clause, phrase: NounPhrase | None) -> Sequence[NounPhrase]:
    """Who acts beside those of a phrase: "troops, backed by militiamen, stormed the town"."""
    if phrase is None:
        return ()
    for chunk in clause.chunks[phrase.at + 1 : phrase.at + 3]:
        if type(chunk) is VerbGroup:
            return chunk.subjects if chunk.lemma in _BACKED and chunk.form == "participle" else ()
        if chunk.kind != ",":
            break
    return ()


def _others(
    draft: Draft, others: Sequence[Found], behind: Sequence[NounPhrase], reading: Reading
) -> tuple[Filler, ...]:
    """The fillers of the rest of a list, and of those behind its first, that have words of their own."""
    clause = draft.clause
    found = [one.phrase for one in others if one.phrase]
    phrases = [one for one in (*found, *behind) if not one.negative and not one.pronoun]
    for phrase in phrases:
        draft.reach(phrase.start, phrase.end)
    return tuple(reading.referents.filler(clause, phrase) for phrase in phrases if phrase.first < phrase.end)


def _one_count(clause: Clause, main: Sequence[Found]) -> Sequence[Found]:
    """Those counted together once: of "72 soldiers and civilians" the soldiers, whose number is that of both."""
    if len(main) != 2 or (first := main[0].phrase) is None or (other := main[1].phrase) is None:
        return main
    many = clause.tokens.lower[other.head].endswith("s") or clause.tokens.lower[other.head] in _TOGETHER
    bare = other.start == other.first and many and first.end + 1 == other.start
    counted = first.number[1] > first.number[0] and first.first < first.end
    return main[:1] if bare and counted and clause.tags[other.head] == "N" and first.noun_class else main


def _complete(draft: Draft, cue: Cue, rule: TypeRule, reading: Reading, vocabulary: Vocabulary) -> bool:
    """Add marks, places, dates, modality, polarity and source; return whether the draft has what its frame needs."""
    frame, clause = cue.frame, draft.clause
    for slot, value in _marked(clause, cue, draft).items() if frame.marks else ():
        draft.slots[slot] = _constant(value)
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
    phrase = clause.chunks[cue.at]
    if "count" in frame.needs and "count" not in draft.slots and type(phrase) is NounPhrase:
        draft.slots.update(count_of(clause, phrase, reading))
    take_stance(draft, cue, reading, vocabulary)
    if draft.modality == "planned":
        look_ahead(draft)
    else:
        for slot, value in frame.deeds.items():
            draft.slots.setdefault(slot, _constant(value))
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


def _begins(clause: Clause, cue: Cue) -> bool:
    """Whether the verb of a cue noun says that it began, and not that it will."""
    carrier = clause.chunks[cue.carrier] if cue.carrier >= 0 else None
    return type(carrier) is VerbGroup and carrier.lemma in _BEGIN and carrier.form == "finite" and not carrier.modal


def _marked(clause: Clause, cue: Cue, draft: Draft) -> dict[str, str]:
    """Slots that words of the cue's phrase or of its fillers fill, of the phrase above it, or of what is said of it."""
    chunks, tokens = clause.chunks, clause.tokens
    low = chunks[cue.at].start
    if cue.at >= 2 and clause.kinds[cue.at - 1] == "I" and type(chunks[cue.at - 2]) is NounPhrase:
        low = chunks[cue.at - 2].start
    words = tokens.lower[low : cue.end]
    said = next((chunk for chunk in chunks[cue.at + 1 :] if type(chunk) is VerbGroup), None)
    if said:
        words += tokens.lower[said.start : said.end + 3]
    if type(chunks[cue.at]) is VerbGroup:
        words += tokens.lower[cue.end : cue.end + 6]
    words += [word for one in draft.phrases.values() for word in tokens.lower[one.first : _end_of_state(clause, one)]]
    found: dict[str, str] = {}
    for slot, values in cue.frame.marks.items():
        for word in words:
            if word in values:
                found.setdefault(slot, values[word])
    return found


def _end_of_state(clause: Clause, phrase: NounPhrase) -> int:
    """Where a phrase ends with what a participle says of it: "a man armed with an axe"."""
    behind = clause.chunks[phrase.at + 1 : phrase.at + 4]
    state = behind and type(verb := behind[0]) is VerbGroup and verb.form in ("participle", "gerund")
    return behind[-1].end if state else phrase.end


def _put(draft: Draft, slot: str, found: Found, reading: Reading, rule: TypeRule) -> None:
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
        draft.slots["side"] = _constant(side)
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
