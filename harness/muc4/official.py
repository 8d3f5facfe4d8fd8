"""A score report held against the key and the response that it scored.

What people decided stands in the report alone: which template belongs to which, and which fillers are correct,
partial or incorrect. The rest of a slot's counts follows from the two files, and is counted again here. Where the two
differ the report's numbers are the official ones. In 72,289 slots of the 17 reports of 1992 ACT differs in 51: in 50
one response was held worth several fillers of the key ("distributed" credit), so that ACT is above its fillers, which
changes SPU in 7; in one slot two responses were laid to one optional filler, so that ACT is below them.
"""

from collections.abc import Mapping, Sequence

from harness.errors import Problem
from harness.muc4.slots import IDENTIFIER, SCORED, Slot
from harness.muc4.tallies import Fate, Tally, TemplateScore
from harness.muc4.templates import Fill, Template

Numbered = Mapping[tuple[str, int], Template]
"""The templates that tell of an incident, by message and number."""

_IDENTIFIED = {Fate.MATCHED: Tally(cor=1), Fate.MISSING: Tally(mis=1), Fate.SPURIOUS: Tally(spu=1)}
"""The counts of template-id by what became of a template, where it counts."""


def numbered(templates: Sequence[Template]) -> dict[tuple[str, int], Template]:
    """The templates that tell of an incident, by message and number; of several with one number the first."""
    by_number: dict[tuple[str, int], Template] = {}
    for template in templates:
        if template.number is not None:
            by_number.setdefault((template.message, template.number), template)
    return by_number


def strangers(report: str, scores: Sequence[TemplateScore], key: Numbered, response: Numbered) -> list[Problem]:
    """A problem for every entry of the report (a file's name) that scores a template which its file does not have."""
    problems = []
    for score in scores:
        for side, number, templates in (("key", score.key, key), ("response", score.response, response)):
            if number is not None and (score.message, number) not in templates:
                what = f"{score.message} has no template {number} in the {side}; is this its score report?"
                problems.append(Problem(report, score.line, 1, what))
    return problems


def disagreements(score: TemplateScore, key: Numbered, response: Numbered) -> dict[str, str]:
    """Slot -> where the report and the files differ about it; slots in which they agree are left out."""
    if score.fate not in _IDENTIFIED:
        return {}
    found = {
        slot.name: disagreement(score.tally(slot.name), *_fills(score, slot, key, response)) for slot in SCORED[1:]
    }
    if score.tally(IDENTIFIER) != (whole := _IDENTIFIED[score.fate]):
        found[IDENTIFIER] = f"{whole} expected"
    return {slot: what for slot, what in found.items() if what}


def _fills(
    score: TemplateScore, slot: Slot, key: Numbered, response: Numbered
) -> tuple[tuple[Fill, ...], tuple[Fill, ...]]:
    """The fillers of a slot of the entry's two templates, none where there is no template."""
    ours = key[score.message, score.key].fills[slot.number] if score.key is not None else ()
    theirs = response[score.message, score.response].fills[slot.number] if score.response is not None else ()
    return ours, theirs


def recount_slot(judged: Tally, key: Sequence[Fill], response: Sequence[Fill]) -> Tally:
    """The counts of one slot: COR, PAR, INC, ICR, IPA are those of `judged`, the others follow from the fillers.

    Which optional fillers count is part of the judges' pairing, so of those as many do as `judged` has, if it can be.
    A slot is noncommittal where nothing counts on either side, and the key has one filler at most (an optional one).
    """
    decided = judged.cor + judged.par + judged.inc
    needed = sum(not fill.optional for fill in key)
    possible = min(max(judged.pos, needed), len(key))
    spurious, missing = max(0, len(response) - decided), max(0, possible - decided)
    nothing = not decided and not spurious and not missing and len(key) <= 1
    return judged._replace(spu=spurious, mis=missing, non=int(nothing))


def disagreement(reported: Tally, key: Sequence[Fill], response: Sequence[Fill]) -> str:
    """Where a report's counts of a slot are not those of its fillers, as `ACT 3, fillers 2`; empty if nowhere."""
    needed = sum(not fill.optional for fill in key)
    non = recount_slot(reported, key, response).non
    return "; ".join(
        [
            *([] if reported.act == len(response) else [f"ACT {reported.act}, fillers {len(response)}"]),
            *([] if needed <= reported.pos <= len(key) else [f"POS {reported.pos}, fillers {needed} to {len(key)}"]),
            *([] if reported.non == non else [f"NON {reported.non}, not {non}"]),
        ]
    )
