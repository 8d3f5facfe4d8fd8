"""The score table: every row that any view shows, computed once from the counts."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Literal

import numpy as np

from harness.schema import ATTRIBUTES, Schema
from harness.scores.counts import count_outcomes
from harness.scores.matrix import CountMatrix
from harness.scores.measures import (
    averaged_ratios,
    averaged_slot_ratios,
    fact_ratios,
    muc_errors,
    slot_ratios,
)
from harness.scores.score import Counts, Scope, ScoreRow

if TYPE_CHECKING:
    import pandas as pd

AVERAGES: tuple[Literal["macro"], Literal["weighted"]] = ("macro", "weighted")


def score_rows(outcomes: "pd.DataFrame", schema: Schema) -> tuple[ScoreRow, ...]:
    """The rows of the table of `harness.matching.outcomes`; an article has one if it has any row there."""
    return rows_of(count_outcomes(outcomes, schema), schema)


def rows_of(matrix: CountMatrix, schema: Schema, articles: Sequence[str] | None = None) -> tuple[ScoreRow, ...]:
    """Overall, macro, weighted; then types and slots in the order of the schema, attributes, and articles.

    A type, slot or attribute has a row if gold or found has anything of it that counts. `articles` are those to give a
    row, in that order; None is all of the matrix. Counts of the type rows, and of the rows of all articles, add up to
    the overall row's. Raises KeyError for an article that the matrix lacks.
    """
    sums = matrix.counts.sum(axis=0)
    level = np.array([cell.level for cell in matrix.cells])
    per_type: dict[str, dict[str, Counts]] = {"fact": {}, "slot": {}}
    by_slot: dict[str, Counts] = {}
    attributes: dict[str, Counts] = {}
    for cell, counts in zip(matrix.cells, (Counts(*row) for row in sums.tolist()), strict=True):
        if counts == Counts():
            continue
        if cell.level == "attribute":
            attributes[cell.slot] = counts
            continue
        if cell.level == "slot":
            by_slot[f"{cell.type}.{cell.slot}"] = counts
        mine = per_type[cell.level]
        mine[cell.type] = mine.get(cell.type, Counts()) + counts
    types = _in_order({*per_type["fact"], *per_type["slot"]}, list(schema.types))
    by_type, slots_by_type = ({name: mine.get(name, Counts()) for name in types} for mine in per_type.values())
    overall = _row("overall", "", sum(by_type.values(), Counts()), sum(slots_by_type.values(), Counts()))
    rows = [overall, *(_average(average, overall, by_type, slots_by_type) for average in AVERAGES)]
    rows += [_row("type", name, by_type[name], slots_by_type[name]) for name in types]
    known = [f"{name}.{slot}" for name, fact_type in schema.types.items() for slot in fact_type.slots]
    rows += [_row("slot", name, None, by_slot[name]) for name in _in_order(set(by_slot), known)]
    rows += [_row("attribute", name, None, attributes[name]) for name in ATTRIBUTES if name in attributes]
    shown = matrix.articles if articles is None else articles
    at = {name: i for i, name in enumerate(matrix.articles)} if len(shown) else {}
    chosen = matrix.counts[[at[name] for name in shown]]
    facts, slots = (chosen[:, level == wanted].sum(axis=1).tolist() for wanted in ("fact", "slot"))
    rows += [
        _row("article", name, Counts(*fact), Counts(*slot))
        for name, fact, slot in zip(shown, facts, slots, strict=True)
    ]
    return tuple(rows)


def _row(scope: Scope, name: str, facts: Counts | None, slots: Counts) -> ScoreRow:
    return ScoreRow(
        scope,
        name,
        facts,
        slots,
        None if facts is None else fact_ratios(facts, "strict"),
        None if facts is None else fact_ratios(facts, "lenient"),
        slot_ratios(slots),
        muc_errors(slots),
    )


def _average(
    average: Literal["macro", "weighted"],
    overall: ScoreRow,
    by_type: Mapping[str, Counts],
    slots_by_type: Mapping[str, Counts],
) -> ScoreRow:
    return ScoreRow(
        average,
        "",
        overall.facts,
        overall.slots,
        averaged_ratios(by_type, "strict", average),
        averaged_ratios(by_type, "lenient", average),
        averaged_slot_ratios(slots_by_type, average),
    )


def _in_order(names: set[str], known: list[str]) -> list[str]:
    """Names in the order of the schema, strangers last."""
    return [name for name in known if name in names] + sorted(names - set(known))
