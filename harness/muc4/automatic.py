"""MUC-4 scoring with no person in the loop: templates aligned and fills judged by rule, or by judgements where given.

Every pair of templates of a message is judged slot by slot; the alignment with the greatest credit counts; what is left
of the key is missing (not counted if OPTIONAL), what is left of the response is spurious, in irrelevant messages too.
"""

from collections.abc import Iterable, Mapping, Sequence

from harness.muc4.alignment import align
from harness.muc4.fill_pairs import tally_fills
from harness.muc4.judgements import Judgement
from harness.muc4.judges import Judges
from harness.muc4.slots import FILLED, IDENTIFIER
from harness.muc4.tallies import Fate, Tally, TemplateScore
from harness.muc4.templates import Fill, Template

Tallies = Mapping[str, Tally]


def align_and_judge(
    key: Sequence[Template], response: Sequence[Template], judgements: Iterable[Judgement] = ()
) -> list[TemplateScore]:
    """What became of every template of both sides, by message; the order of templates and of fills changes nothing.

    A message where neither side has a template gives an IRRELEVANT entry if the key knows it. Messages that only the
    response has are scored as irrelevant ones: all of it is spurious.
    """
    judges = Judges(judgements)
    wanted, given = _by_message(key), _by_message(response)
    scores: list[TemplateScore] = []
    for message in sorted(wanted | given):
        scores += score_message(message, wanted.get(message, []), given.get(message, []), judges)
    return scores


def score_message(
    message: str, key: Sequence[Template], response: Sequence[Template], judges: Judges
) -> list[TemplateScore]:
    """The entries of one message of which `key` and `response` are the relevant templates."""
    key, response = sorted(key, key=_canonical), sorted(response, key=_canonical)
    table = [[judge_pair(wanted, given, judges) for given in response] for wanted in key]
    pairs = align(table, [template.optional for template in key])
    scores = [
        TemplateScore(message, key[row].number, response[column].number, Fate.MATCHED, table[row][column])
        for row, column in pairs
    ]
    rows, columns = {row for row, _ in pairs}, {column for _, column in pairs}
    for template in (template for row, template in enumerate(key) if row not in rows):
        if template.optional:
            scores.append(TemplateScore(message, template.number, None, Fate.OPTIONAL, {}))
        else:
            scores.append(TemplateScore(message, template.number, None, Fate.MISSING, _alone(template, Fate.MISSING)))
    for template in (template for column, template in enumerate(response) if column not in columns):
        scores.append(TemplateScore(message, None, template.number, Fate.SPURIOUS, _alone(template, Fate.SPURIOUS)))
    return scores or [TemplateScore(message, None, None, Fate.IRRELEVANT, {})]


def judge_pair(key: Template, response: Template, judges: Judges) -> dict[str, Tally]:
    """Counts of all 24 slots of a pair of templates, template-id (correct) included."""
    tallies = {IDENTIFIER: Tally(cor=1)}
    for slot in FILLED:
        wanted, given = key.slot(slot), response.slot(slot)
        tallies[slot] = _judge_slot(key, slot, wanted, given, judges) if wanted and given else _lonely(wanted, given)
    return tallies


def _judge_slot(template: Template, slot: str, key: Sequence[Fill], response: Sequence[Fill], judges: Judges) -> Tally:
    origins = [at for at, fill in enumerate(response) for _ in range(judges.copies(template, slot, fill))]
    credits = [[judges.credit(template, slot, wanted, response[at]) for at in origins] for wanted in key]
    return tally_fills(key, credits, origins)


def _lonely(key: Sequence[Fill], response: Sequence[Fill]) -> Tally:
    return tally_fills(key, (), range(len(response)))


def _alone(template: Template, fate: Fate) -> dict[str, Tally]:
    """Counts of a template that has no partner."""
    missing = fate is Fate.MISSING
    tallies = {IDENTIFIER: Tally(mis=1) if missing else Tally(spu=1)}
    for slot in FILLED:
        fills = template.slot(slot)
        tallies[slot] = _lonely(fills, ()) if missing else _lonely((), fills)
    return tallies


def _by_message(templates: Sequence[Template]) -> dict[str, list[Template]]:
    """The relevant templates of every message that is mentioned."""
    messages: dict[str, list[Template]] = {}
    for template in templates:
        relevant = messages.setdefault(template.message, [])
        if template.relevant:
            relevant.append(template)
    return messages


def _canonical(template: Template) -> tuple[object, ...]:
    """Orders templates by what they say, whatever their place in the file and the order of their fills."""
    said = tuple(tuple(sorted((fill.values, fill.names, fill.optional) for fill in fills)) for fills in template.fills)
    return said[2:], template.optional, template.number or 0
