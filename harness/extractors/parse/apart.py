"""One fact or several of one cue: a victim, item or goal makes its own, detainees are told together."""

from collections.abc import Iterator

from harness.extractors.frames.lexicon import TypeRule
from harness.extractors.parse.cues import Cue
from harness.extractors.parse.filled import Filled
from harness.extractors.parse.people import shares_number
from harness.extractors.parse.phrases import count, mention
from harness.extractors.parse.reading import Reading
from harness.extractors.parse.tree import Word
from harness.facts import Filler

_ONE_EACH = {"casualty": "victim", "seizure": "item", "border_crossing": "actor", "aim": "goal", "presence": "actor"}
"""The slot of a type that takes one filler: of several, each makes a fact of its own."""


def fitting(rule: TypeRule, slot: str, fillers: list[Filler]) -> list[Filler]:
    """Return the fillers that a slot of a type may have: all, or the first."""
    return fillers if slot in rule.several else fillers[:1]


def apart(reading: Reading, cue: Cue, filled: Filled, rule: TypeRule) -> Iterator[Filled]:
    """Yield one filled frame for each victim, item, goal or crosser: facts of such types have one each."""
    slot = _ONE_EACH.get(cue.frame.type)
    if slot is None:
        yield from _gapped(cue, filled, rule.count)
        return
    if len(filled.slots.get(slot, ())) < 2:
        yield filled
        return
    for filler, head, others in _counted_together(reading, filled, slot):
        yield Filled({**filled.slots, slot: [filler]}, {**filled.heads, slot: [head, *others]}, filled.support)


def _gapped(cue: Cue, filled: Filled, slot: str | None) -> Iterator[Filled]:
    """Yield two filled frames for "sentenced four men to death and two to life": what the verb is said of again."""
    pairs = list(zip(filled.slots.get(slot or "", ()), filled.heads.get(slot or "", ()), strict=True))
    again = [pair for pair in pairs if pair[1].dep_ == "conj" and pair[1].head.i == cue.token.i]
    if slot is None or not again or len(again) == len(pairs):
        yield filled
        return
    for some in ([pair for pair in pairs if pair not in again], *([pair] for pair in again)):
        slots = {**filled.slots, slot: [filler for filler, _ in some]}
        yield Filled(slots, {**filled.heads, slot: [head for _, head in some]}, filled.support)


def _counted_together(reading: Reading, filled: Filled, slot: str) -> Iterator[tuple[Filler, Word, list[Word]]]:
    """Yield the fillers of a slot; "72 soldiers and civilians" are one."""
    pairs = list(zip(filled.slots[slot], filled.heads[slot], strict=True))
    while pairs:
        filler, head = pairs.pop(0)
        others: list[Word] = []
        together = slot == "victim" and count(head) is not None
        while pairs and together and shares_number(head, pairs[0][1]):
            others.append(pairs.pop(0)[1])
        if others:
            filler = reading.filler(head.doc[mention(head).start : mention(others[-1]).end])
        yield filler, head, others
