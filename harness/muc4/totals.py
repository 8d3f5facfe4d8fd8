"""The totals of a MUC-4 score: slots, subtotals, the six summary rows and the F-measures, as score reports have them.

Subtotals and summary rows leave the slot template-id out. MATCHED/MISSING, MATCHED/SPURIOUS, MATCHED ONLY and ALL
TEMPLATES differ in whether missing and spurious templates count; the rows of set and string fills are as
MATCHED/MISSING, slots and subtotals as ALL TEMPLATES. F-measures are those of ALL TEMPLATES.
"""

from collections.abc import Iterable, Mapping, Sequence

from harness.muc4.arithmetic import F_MEASURES, f_measure, row
from harness.muc4.fallout import SET_SIZES, possible_wrong
from harness.muc4.slots import FILLED, GROUPS, IDENTIFIER, SCORED, Filling
from harness.muc4.tallies import Fate, Tally, TemplateScore, added
from harness.muc4.templates import Template

Totals = dict[str, dict[str, int | None]]

_MATCHED, _MISSING, _SPURIOUS = Fate.MATCHED, Fate.MISSING, Fate.SPURIOUS
SUMMARIES = {
    "MATCHED/MISSING": (_MATCHED, _MISSING),
    "MATCHED/SPURIOUS": (_MATCHED, _SPURIOUS),
    "MATCHED ONLY": (_MATCHED,),
    "ALL TEMPLATES": (_MATCHED, _MISSING, _SPURIOUS),
}
_BY_FILLING = {"SET FILLS ONLY": Filling.SET, "STRING FILLS ONLY": Filling.STRING}
ALL = "ALL TEMPLATES"


def totals(scores: Sequence[TemplateScore], key: Mapping[tuple[str, int], Template]) -> Totals:
    """All rows, by name and in the order of the reports; `key` has the key's templates by message and number."""
    rows: Totals = {}
    everything = _summed(scores, SUMMARIES[ALL])
    wrong = _wrong(scores, key, SUMMARIES[ALL])
    irrelevant = sum(score.fate is Fate.IRRELEVANT for score in scores)
    for slot in SCORED:
        tally = everything[slot.name]
        if slot.name == IDENTIFIER:
            tally = tally._replace(non=tally.non + irrelevant)
        rows[slot.name] = row(tally, wrong.get(slot.name))
    for group in GROUPS:
        rows[group] = row(added(everything[slot.name] for slot in SCORED if slot.group == group))
    for name, fates in SUMMARIES.items():
        summed = _summed(scores, fates)
        rows[name] = row(added(summed[slot] for slot in FILLED))
    found = _summed(scores, SUMMARIES["MATCHED/MISSING"])
    for name, filling in _BY_FILLING.items():
        slots = [slot.name for slot in SCORED if slot.filling is filling]
        possible = sum(_wrong(scores, key, SUMMARIES["MATCHED/MISSING"]).values()) if filling is Filling.SET else None
        rows[name] = row(added(found[slot] for slot in slots), possible)
    return rows


def f_measures(rows: Totals) -> dict[str, float | None]:
    """The three F-measures in percent, from the whole percent of ALL TEMPLATES."""
    precision, recall = rows[ALL]["pre"], rows[ALL]["rec"]
    return {name: f_measure(precision, recall, beta) for name, beta in F_MEASURES.items()}


def overall(scores: Iterable[TemplateScore]) -> Tally:
    """The counts of ALL TEMPLATES of some entries, such as those of one message."""
    summed = _summed(scores, SUMMARIES[ALL])
    return added(summed[slot] for slot in FILLED)


def by_slot(scores: Iterable[TemplateScore]) -> dict[str, Tally]:
    """The counts of every scored slot of some entries, all fates that count together."""
    return _summed(scores, SUMMARIES[ALL])


def _summed(scores: Iterable[TemplateScore], fates: Sequence[Fate]) -> dict[str, Tally]:
    """The counts of every scored slot over the entries with one of these fates."""
    counted = [score for score in scores if score.fate in fates]
    return {slot.name: added(score.tally(slot.name) for score in counted) for slot in SCORED}


def _wrong(
    scores: Iterable[TemplateScore], key: Mapping[tuple[str, int], Template], fates: Sequence[Fate]
) -> dict[str, int]:
    """The possible incorrect fillers of every slot with a set list over the entries with one of these fates."""
    possible = dict.fromkeys(SET_SIZES, 0)
    for score in scores:
        if score.fate not in fates:
            continue
        template = key.get((score.message, score.key)) if score.key is not None else None
        for slot in possible:
            fills = template.slot(slot) if template else ()
            possible[slot] += possible_wrong(slot, fills, score.tally(slot))
    return possible
