"""The frames' facts of an article: cues, their roles, time and place, stance and source, put together."""

from collections.abc import Iterator

from harness.extractors.frames.deeds import WHERE_AND_WHEN
from harness.extractors.frames.lexicon import TypeRule
from harness.extractors.frames.words import WEEKDAYS, word_set
from harness.extractors.parse.apart import apart, fitting
from harness.extractors.parse.circumstances import Told, add_circumstances
from harness.extractors.parse.cues import Cue, CueFinder
from harness.extractors.parse.fill import RoleFiller, counted
from harness.extractors.parse.filled import Filled
from harness.extractors.parse.limits import is_none, needs_no_more, reread
from harness.extractors.parse.marks import marked
from harness.extractors.parse.people import (
    are_known,
    is_taken_for_granted,
    is_taken_up,
    is_the_attacker,
    resolve_bare_number,
    side_of,
    whence,
)
from harness.extractors.parse.phrases import content_head
from harness.extractors.parse.reading import Parsed, Reading
from harness.extractors.parse.repeats import Again, Telling
from harness.extractors.parse.rivals import best, is_charged, is_said_better, is_tried
from harness.extractors.parse.sources import saying_of
from harness.extractors.parse.stance import modality, polarity
from harness.extractors.parse.tree import Word
from harness.facts import Fact, Filler, Modality, Span

_NO_RULE = TypeRule()
_AGAIN = frozenset({"the", "this", "that", "these", "those", "both", "such"})
_TAKING_PLACE = frozenset({"break", "take", "happen", "occur", "begin", "start", "erupt", "come", "unfold"})
_REACTIONS = frozenset({"condemn", "claim", "report", "foil", "thwart"})
_COUNTED_EVENTS = frozenset({"casualty", "detention"})
"""Types whose nouns count their people: "three deaths", "34 arrests"."""
_USUAL = word_set("common frequent rare usual routine commonplace")
_DENYING = frozenset({"deny", "reject", "dismiss", "refute"})
_NOBODY = frozenset({"nobody", "none", "nothing"})
_CONTENTS = ("charge", "aim", "goal")
_BOMBS = word_set("bomb explosive ied mine dynamite tnt")


def frame_facts(reading: Reading, finder: CueFinder) -> Iterator[Telling]:
    """Yield the facts that the lexicon's frames announce, in text order."""
    for passage in reading.passages:
        filler = RoleFiller(reading, passage)
        dates = {token.i for time in passage.times for token in time.span}
        cues = [
            cue for cue in finder.find(passage.doc, passage.words) if not dates & {*cue.words}
        ]  # "March 5" is no march
        found = best([(cue, filled) for cue in cues if (filled := filler.fill(cue)) is not None])
        for cue, filled in found:
            told = modality(cue.token, filled.support, reading.lexicon)
            if told == "planned" and cue.frame.type == "casualty" and cue.kind == "noun" and filled.support is None:
                continue  # "threatened to avenge the deaths of its men"
            if told == "planned" and cue.frame.type in ("attack", "casualty") and is_charged(cue, found):
                continue  # "jailed for planning to attack a barracks"
            if told is None or is_said_better(cue, filled, found, reading.lexicon):
                continue
            alone = cue.frame.type != "prosecution" and is_tried(cue, found)
            cue, filled = reread(reading, cue, filled, told)
            for one in apart(reading, cue, filled, reading.lexicon.types.get(cue.frame.type, _NO_RULE)):
                telling = _fact(reading, passage, cue, one, told, alone)
                if telling is not None:
                    yield telling


def _method(filled: Filled, method: str) -> str:
    """Return how an attack was made: the weapon or the attacker may say more than the word for the attack."""
    if method not in ("armed_assault", "bombing", "other"):
        return method
    words = {token.lower_ for head in filled.heads.get("attacker", ()) for token in (head, *head.lefts)}
    if "suicide" in words:
        return "suicide"
    weapons = {token.lemma_.lower() for head in filled.heads.get("weapon", ()) for token in (head, *head.lefts)}
    return "bombing" if weapons & _BOMBS else method


def _fact(reading: Reading, passage: Parsed, cue: Cue, filled: Filled, told: Modality, alone: bool) -> Telling | None:
    rule = reading.lexicon.types.get(cue.frame.type, _NO_RULE)
    slots = filled.slots
    if rule.count is not None and "count" not in slots:
        events = [cue.token] if cue.frame.type in _COUNTED_EVENTS else []
        number = counted(reading, filled.heads.get(rule.count) or events)
        if number:
            slots["count"] = number
    of_before = cue.frame.type == "attack" and any(map(is_the_attacker, filled.heads.get("attacker", [])))
    of_before |= cue.frame.type == "attack" and told == "actual" and cue.kind == "verb" and _are_they(filled)
    of_before |= any(is_taken_up(head) for head in filled.heads.get(rule.count or "", []))
    held = filled.heads.get(rule.count or "", [])
    of_before |= cue.frame.type == "detention" and bool(held) and are_known(reading, held)
    if cue.frame.type == "security_operation" and cue.kind == "verb":
        of_before |= "agent" not in filled.heads  # "they were surrounded in a house"
    if cue.frame.type == "attack" and cue.kind == "verb" and "attacker" not in filled.heads:
        of_before |= any(map(is_taken_for_granted, filled.heads.get("weapon", ())))  # "the device was set off by"
    if cue.frame.type == "accident" and cue.kind == "verb":
        of_before |= any(map(is_taken_for_granted, filled.heads.get("object", ())))
    _target_of_aim(reading, passage, cue, filled)
    resolve_bare_number(reading, filled, rule, total=cue.kind == "noun" and cue.frame.type == "casualty")
    used = {head.i for heads in filled.heads.values() for head in heads}
    for slot in _CONTENTS:  # a place in what they are charged with is not where they were held
        used |= {token.i for head in filled.heads.get(slot, ()) for token in head.subtree}
    used |= {token.i for head in filled.heads.get(rule.count or "", ()) for token in whence(head)}
    add_circumstances(reading, passage, cue, filled, rule, used, Told(alone, told == "planned"))
    if told == "actual" and "date" in slots and _opens(cue):
        slots["start"] = slots.pop("date")
    if cue.frame.type == "casualty" and any(head.lemma_ == "life" for head in filled.heads.get("victim", ())):
        slots.pop("victim", None)  # "claimed 14 lives"
    if rule.side is not None and (side := side_of(reading, filled, rule.side)):
        slots["side"] = [Filler(value=side)]
    arguments = [head for heads in filled.heads.values() for head in heads] or [cue.token]
    denied = polarity(cue.token, filled.support, arguments, reading.lexicon)
    for slot, value in marked(cue, filled):
        slots[slot] = [Filler(value=value)]
    nobody = filled.heads.get(rule.count or "", [cue.token])[0]
    if denied == "negative" and nobody.lower_ in _NOBODY and content_head(nobody) is nobody:
        slots.pop(rule.count or "", None)
    if denied == "negative" and "one" in {(filler.text or "").lower() for filler in slots.get("count", ())}:
        del slots["count"]  # "no one"
    unfit = cue.frame.needs and not cue.frame.needs & slots.keys() and not needs_no_more(cue, filled)
    if unfit and (denied == "positive" or cue.frame.type == "detention"):
        return None
    if any(role.slot == "cause" and role.required and "disasters" in role.classes for role in cue.frame.roles):
        slots.pop("cause", None)  # the earthquake of "an earthquake struck" is the accident
    if is_none(reading, cue, filled, denied, told):
        return None
    if cue.frame.type == "casualty" and cue.kind == "noun" and denied == "positive" and not _counts(slots):
        return None  # "numerous bodies"
    done = {} if told == "planned" else cue.frame.deeds
    for slot, constant in {**cue.frame.constants, **done}.items():
        if slot in slots and slot in cue.frame.marks:
            continue
        slots[slot] = [Filler(value=_method(filled, constant) if slot == "method" else constant)]
    again: Again = "event" if cue.kind == "noun" and not _is_told(cue, filled) and denied == "positive" else ""
    told_anew = not again
    if cue.frame.type == "public_event" and slots.keys() & {"date", "start"}:
        again = "dated" if again else ""  # whichever trial it is, its day is told
    if _recurs(filled.support or cue.token):
        return None
    if again == "event" and not (cue.token.dep_ == "nsubj" and cue.token.head.lemma_ in _TAKING_PLACE):
        return None
    if cue.frame.type == "attack" and slots.keys() & WHERE_AND_WHEN:
        of_before = False
    if of_before or (cue.frame.type == "accident" and cue.kind == "noun" and _is_definite(cue.token)):
        again = "people" if told_anew else again
    if cue.frame.type == "casualty" and _takes_up(cue, filled):
        again = "people"
    if cue.frame.type == "attack" and cue.kind == "noun" and filled.support is None and _is_of_a_day(cue.token):
        again = "people"
    if any(head.lower_ == "those" for head in filled.heads.get(rule.count or "", [])):
        again = "event"  # "those who were killed" are told of elsewhere
        del slots[rule.count or ""]
    saying = saying_of(cue.token, passage.sayings, passage.quoted)
    speaker = reading.speaker(saying) if saying is not None else None
    if cue.frame.type == "public_event" and cue.kind == "noun" and filled.support is None:
        speaker = None  # "ahead of the election in May": taken for granted, whoever tells the rest
    if speaker is None and cue.frame.modality == "claimed":  # who blames somebody, or claims it, says so
        speaker = next((reading.entity(head) for head in passage.arguments.subjects(cue.token)), None)
    if saying is not None and saying.verb.lemma_ in _DENYING and saying.verb.i != cue.token.i:
        denied, told = ("positive" if denied == "negative" else "negative"), "claimed"
    if cue.frame.type == "attack" and saying is not None and saying.speaker in filled.heads.get("attacker", ()):
        told = "claimed" if told == "actual" else told  # "the rebels said they had carried out the attack"
    fact = Fact(
        type=cue.frame.type,
        slots={slot: tuple(fitting(rule, slot, fillers)) for slot, fillers in slots.items() if fillers},
        evidence=(_evidence(reading, passage, cue, filled),),
        modality=cue.frame.modality or told,
        polarity=cue.frame.polarity or denied,
        source=reading.filler(speaker) if speaker is not None else None,
    )
    return Telling(fact, again) if fact.slots or fact.modality == "actual" else None


def _target_of_aim(reading: Reading, passage: Parsed, cue: Cue, filled: Filled) -> None:
    """Let an operation "to wipe out an armed group" be one against that group."""
    role = next((role for role in cue.frame.roles if role.slot == "target"), None)
    for verb in filled.heads.get("aim", []):
        for head in passage.arguments.objects(verb):
            if role is not None and "target" not in filled.slots and reading.kinds.allows(head, role.classes):
                filled.slots["target"] = [reading.filler(reading.entity(head))]
                filled.heads["target"] = [head]


def _are_they(filled: Filled) -> bool:
    return any(head.lower_ in ("they", "he", "she") for head in filled.heads.get("attacker", ()))


def _recurs(token: Word) -> bool:
    """Tell what happens again and again: "floods kill hundreds every year", "floods are common"."""
    if token.dep_ == "nsubj" and any(child.lower_ in _USUAL for child in token.head.children):
        return True
    for above in (token, *token.ancestors):
        for child in above.children:
            if child.dep_ == "npadvmod" and any(each.lower_ in ("every", "each") for each in child.children):
                return True
    return False


def _counts(slots: dict[str, list[Filler]]) -> bool:
    """Tell a casualty of somebody, or of a number."""
    return "victim" in slots or any(each.value for each in slots.get("count", ()))


def _opens(cue: Cue) -> bool:
    """Tell a trial whose first day is told: "the trial opened on 9 January"."""
    trial = cue.frame.constants.get("kind") == "trial"
    return trial and cue.token.dep_ == "nsubj" and cue.token.head.lemma_ in ("open", "begin", "start")


def _takes_up(cue: Cue, filled: Filled) -> bool:
    """Tell people known by what befell them: "the men killed on Friday"."""
    heads = filled.heads.get("victim", ())
    of_noun = cue.token.dep_ in ("acl", "relcl")
    return of_noun and any(head is cue.token.head and _is_definite(head) for head in heads)


def _is_of_a_day(noun: Word) -> bool:
    """Tell "Wednesday's ambush", which was told of."""
    return any(child.dep_ == "poss" and child.lower_ in WEEKDAYS for child in noun.children)


def _is_definite(noun: Word) -> bool:
    return any(child.lower_ in ("the", "this") for child in noun.children)


def _is_told(cue: Cue, filled: Filled) -> bool:
    """Tell a noun that tells of an event from one that takes it up again ("the attack was condemned")."""
    again = any(child.lower_ in _AGAIN for child in cue.token.children)
    reaction = filled.support is not None and filled.support.lemma_ in _REACTIONS
    return bool(filled.heads) or not (again or reaction)


def _evidence(reading: Reading, passage: Parsed, cue: Cue, filled: Filled) -> Span:
    """The stretch from the first to the last word of the cue and its fillers."""
    spans = [reading.span(passage.doc[index : index + 1]) for index in cue.words]
    sentence = reading.span(passage.doc[cue.token.sent.start : cue.token.sent.end])
    for fillers in filled.slots.values():
        spans += [
            each.span
            for each in fillers
            if each.span and sentence.start <= each.span.start and each.span.end <= sentence.end
        ]
    if cue.frame.modality is not None:  # "claimed responsibility for the bomb that ...": all that is claimed
        behind = [child.right_edge.i for child in cue.token.rights if child.dep_ not in ("conj", "cc", "punct")]
        told = cue.token.head.i if cue.token.dep_ == "relcl" else cue.token.i  # "the raid, which they blame on X"
        spans.append(reading.span(passage.doc[min(told, cue.token.i) : max([cue.token.i, *behind]) + 1]))
    if filled.support is not None:
        spans.append(reading.span(passage.doc[filled.support.i : filled.support.i + 1]))
    return Span(min(span.start for span in spans), max(span.end for span in spans))
