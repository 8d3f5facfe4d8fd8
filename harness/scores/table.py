"""The score table: every row that any view shows, computed once from the outcomes."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from harness.schema import ATTRIBUTES, Schema
from harness.scores.counts import count, total
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
    """Overall, macro, weighted; then types and slots in the order of the schema, attributes, and articles.

    `outcomes` is the table of `harness.matching.outcomes`. A type, slot or article has a row if gold or found has
    anything of it. Counts of the type rows, and of the article rows, add up to the overall row's.
    """
    level = outcomes["level"]
    facts, slots = outcomes[level == "fact"], outcomes[level == "slot"]
    fact_types, slot_types = count(facts, ["type"]), count(slots, ["type"])
    types = _in_order({name for (name,) in {*fact_types, *slot_types}}, list(schema.types))
    by_type = {name: fact_types.get((name,), Counts()) for name in types}
    slots_by_type = {name: slot_types.get((name,), Counts()) for name in types}
    overall = _row("overall", "", total(list(by_type.values())), total(list(slots_by_type.values())))
    rows = [overall, *(_average(average, overall, by_type, slots_by_type) for average in AVERAGES)]
    rows += [_row("type", name, by_type[name], slots_by_type[name]) for name in types]
    by_slot = {f"{kind}.{slot}": counts for (kind, slot), counts in count(slots, ["type", "slot"]).items()}
    known = [f"{name}.{slot}" for name, fact_type in schema.types.items() for slot in fact_type.slots]
    rows += [_row("slot", name, None, by_slot[name]) for name in _in_order(set(by_slot), known)]
    attributes = count(outcomes[level == "attribute"], ["slot"])
    rows += [_row("attribute", name, None, attributes[(name,)]) for name in ATTRIBUTES if (name,) in attributes]
    fact_articles, slot_articles = count(facts, ["article"]), count(slots, ["article"])
    for article in sorted(set(outcomes["article"])):
        key = (article,)
        rows.append(_row("article", article, fact_articles.get(key, Counts()), slot_articles.get(key, Counts())))
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
