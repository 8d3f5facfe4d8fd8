"""The profile `muc4`: the 25-slot templates of the Fourth Message Understanding Conference, 1992.

Source: N. Chinchor, "MUC-4 evaluation metrics" (Proceedings of MUC-4, 1992), and the MUC scoring system 3.3. With the
option `report` alignment and decisions are those of an official score report, and all its rows, percentages and
F-measures come out; without it, templates are aligned and fillers judged by rule (`harness.muc4.automatic`), with the
decisions of people on single fillers where `judgements` gives them.

0/0 is `*` in the reports, and None here. The order of templates in a file changes nothing. Gold and found do not
simply change places: keys have alternatives, optional fillers and optional templates, responses have not.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from harness.errors import ConfigError, InputErrors
from harness.facts import Fact, GoldFact
from harness.muc4.official import Numbered, disagreements, numbered, strangers
from harness.muc4.slots import SCORED
from harness.muc4.tallies import Tally, TemplateScore
from harness.muc4.templates import Template
from harness.muc4.totals import ALL, Totals, by_slot, f_measures, overall, totals
from harness.schema import Schema
from harness.scoring.result import Score
from harness.statistics.fractions import Fractions

if TYPE_CHECKING:
    import pandas as pd

_PERCENT = ("rec", "pre", "ovg", "fal")
SHOWN = ("pos", "act", "cor", "par", "inc", "spu", "mis", "non", *_PERCENT)


class Options(BaseModel):
    """Whose alignment and decisions count."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    report: Path | None = Field(None, description="official score report: its alignment and its judgements")
    judgements: Path | None = Field(None, description="people's decisions on single fillers, as JSON lines")


def score_files(gold: Path, found: Path | None, options: Options) -> Score:
    """Score a response file against a key file. Rows: `totals` and `f_measures`, named as in the score reports.

    Raises ConfigError, and InputErrors with all problems of a file at their lines.
    """
    from harness.formats.muc4_templates import parse_key, parse_templates
    from harness.formats.muc4_text import read_text
    from harness.templates.checks import check_documents

    if found is None:
        raise ConfigError("name the response: found=<file of templates>")
    if options.report and options.judgements:
        raise ConfigError("report and judgements exclude each other: a report has its own judgements")
    ours, theirs = read_text(gold, "the key"), read_text(found, "the response")
    key, response = parse_key(ours.text, ours.file), parse_templates(theirs.text, theirs.file, whole=False)
    check_documents((one.message for one in key), (one.message for one in response), found)
    scores, source = _scores(key, response, options)
    documents = len({template.message for template in key})
    settings = {**source, "gold": f"{documents}-{ours.digest}", "found": theirs.digest}
    return _score(scores, key, response, settings, official=options.report is not None)


def score_facts(
    gold: Mapping[str, Sequence[GoldFact]], found: Mapping[str, Sequence[Fact]], schema: Schema, options: Options
) -> Score:
    """Raises ConfigError: facts do not have the 25 slots."""
    raise ConfigError(
        "profile muc4 scores key and response files of MUC-4, not facts; "
        "for facts as templates choose muc_templates, for MUC's outcomes choose facts"
    )


def _scores(
    key: Sequence[Template], response: Sequence[Template], options: Options
) -> tuple[list[TemplateScore], dict[str, str]]:
    """What became of every template, and whose decisions that are."""
    from harness.formats.muc4_text import read_text

    if options.report:
        from harness.formats.muc4_report import parse_report

        report = read_text(options.report, "the score report")
        scores = parse_report(report.text, report.file)
        if problems := strangers(report.file, scores, numbered(key), numbered(response)):
            raise InputErrors(problems)
        return scores, {"report": report.digest}
    from harness.formats.muc4_judgements import parse_judgements
    from harness.muc4.automatic import align_and_judge

    if options.judgements is None:
        return align_and_judge(key, response), {"align": "automatic"}
    decisions = read_text(options.judgements, "the judgements")
    judged = parse_judgements(decisions.text, decisions.file)
    return align_and_judge(key, response, judged), {"align": "automatic", "judgements": decisions.digest}


def _score(
    scores: Sequence[TemplateScore],
    key: Sequence[Template],
    response: Sequence[Template],
    settings: Mapping[str, str],
    *,
    official: bool,
) -> Score:
    """The score that the entries make."""
    sides = numbered(key), numbered(response)
    rows = totals(scores, sides[0])
    messages = {template.message for side in (key, response) for template in side}
    return Score(
        profile="muc4",
        rows={"totals": rows, "f_measures": f_measures(rows)},
        counts=_counts(rows),
        settings=settings,
        make_outcomes=lambda: _outcomes(scores, *sides, official=official),
        fractions=_fractions(scores, sorted(messages)),
        shown=SHOWN,
    )


def _counts(rows: Totals) -> dict[str, dict[str, int | float | None]]:
    """The columns that count, without the percentages."""
    return {name: {key: row[key] for key in row if key not in _PERCENT} for name, row in rows.items()}


def _fractions(scores: Sequence[TemplateScore], messages: Sequence[str]) -> Fractions:
    """Credit over ACT and over POS by message: ALL TEMPLATES, then every slot."""
    by_message: dict[str, list[TemplateScore]] = {message: [] for message in messages}
    for score in scores:
        by_message.setdefault(score.message, []).append(score)
    names = (ALL, *(slot.name for slot in SCORED))
    cells = np.zeros((len(by_message), len(names), 4))
    for at, message in enumerate(sorted(by_message)):
        its = by_slot(by_message[message])
        tallies = {ALL: overall(by_message[message]), **its}
        cells[at] = [_fraction(tallies[name]) for name in names]
    return Fractions(tuple(sorted(by_message)), names, cells)


def _fraction(tally: Tally) -> tuple[float, int, float, int]:
    """Numerators and denominators of precision and recall."""
    credit = tally.cor + 0.5 * tally.par
    return credit, tally.act, credit, tally.pos


def _outcomes(scores: Sequence[TemplateScore], key: Numbered, response: Numbered, *, official: bool) -> "pd.DataFrame":
    """One line for every slot of every entry: its counts, and where a report and the files disagree about them."""
    import pandas as pd

    columns = ("article", "key", "response", "fate", "slot", "pos", "act", *Tally._fields, "disagreement")
    lines = []
    for score in scores:
        differing = disagreements(score, key, response) if official else {}
        heading = (score.message, score.key, score.response, score.fate.value or "matched")
        for slot, tally in score.tallies.items():
            lines.append((*heading, slot, tally.pos, tally.act, *tally, differing.get(slot, "")))
        if not score.tallies:
            lines.append((*heading, "", 0, 0, *Tally(), ""))
    table = pd.DataFrame(lines, columns=list(columns))
    return table.astype({"key": "Int64", "response": "Int64"})
