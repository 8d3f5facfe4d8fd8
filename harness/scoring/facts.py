"""The profile `facts`: whole facts against gold, optimally paired, with the outcomes of MUC.

Facts of one article and one type are paired one to one for the greatest slot credit; what counts then are MUC's
outcomes (Chinchor 1992, 'MUC-4 evaluation metrics'). `strict` takes a fact for a hit if every slot, modality, polarity
and source is right, `lenient` if every key slot is at least partly right; `slot` counts fillers, a partial one as half
a hit.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from harness.arguments import names_in
from harness.facts import Fact, GoldFact
from harness.schema import Schema
from harness.scores.score import Counts, ScoreRow
from harness.scoring.result import Score

if TYPE_CHECKING:
    from harness.matching.match import Matching

SECTIONS = {"type": "types", "slot": "slots", "attribute": "attributes"}
"""Scope of a score row -> the section of `rows` it stands in."""
ROWS = ("overall", "macro", "weighted")

SHOWN = (
    *("gold", "found"),
    *(f"{reading}_{measure}" for reading in ("strict", "lenient", "slot") for measure in ("p", "r", "f1")),
)


class Options(BaseModel):
    """What decides the numbers of `facts` besides gold and found."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    reading: Literal["strict", "lenient", "slot"] = Field("lenient", description="what the statistics count as hits")
    seed: int = Field(0, description="of every random generator; part of the signature")
    seeds: Path | None = Field(None, description="the articles of a gold folder; default: `seeds` beside it")
    allow: Annotated[tuple[str, ...], BeforeValidator(names_in)] = Field(
        (), description="packages whose classes may compare the schema's own slot kinds: their code is run"
    )


def score_files(gold: Path, found: Path | None, options: Options) -> Score:
    """Score what `harness.formats.fact_files` reads: gold folders, runs, Parquet and JSON lines of facts.

    Raises ConfigError and InputErrors for what cannot be read.
    """
    from dataclasses import replace

    from harness.formats.fact_files import read_fact_files

    files = read_fact_files(gold, found, options.seeds, options.allow)
    score = score_facts(files.gold, files.found, files.schema, options, files.published)
    return replace(score, settings={**score.settings, "gold": files.gold_digest, "found": files.found_digest})


def score_facts(
    gold: Mapping[str, Sequence[GoldFact]],
    found: Mapping[str, Sequence[Fact]],
    schema: Schema,
    options: Options,
    published: Mapping[str, str | None] | None = None,
) -> Score:
    """Score the found facts of each article; `published` is the day its relative dates are counted from.

    Raises ConfigError where a slot kind of the schema's own may not be loaded, or fails.
    """
    from dataclasses import replace

    from harness.kinds.choose import kinds_digest, with_kinds
    from harness.matching.match import match

    schema = with_kinds(schema, options.allow)
    score = score_matching(match(gold, found, schema, published), schema, options)
    if not schema.kinds:
        return score
    return replace(score, settings={**score.settings, "kinds": kinds_digest(schema)})


def score_matching(matching: "Matching", schema: Schema, options: Options) -> Score:
    """Score facts that are matched already.

    `rows`: `overall`, `macro` and `weighted`, then the sections `types`, `slots` (`type.slot`) and `attributes`.
    Columns, ratios in 0..1 or None for 0/0:

        gold, found                     how many facts gold has (optional ones left out), how many were found
        correct ... spurious            outcomes of facts: correct, partial, incorrect, missing, spurious
        strict_p, strict_r, strict_f1   precision, recall, F1 of facts, strictly; lenient_*: leniently
        lenient_p_low, lenient_p_high   Wilson 95 % interval, likewise of strict_p, strict_r and lenient_r
        slot_p, slot_r, slot_f1         of fillers, a partial one as half a hit; slot_correct ...: their outcomes
        error, undergeneration, overgeneration, substitution    MUC's error measures of fillers

    Rows of slots and attributes have the columns of fillers alone, macro and weighted rows ratios alone.
    """
    from harness.scores.matrix import fractions
    from harness.scores.table import rows_of

    score = rows_of(matching.counts, schema, articles=())
    rows: dict[str, Any] = {row.scope: _row(row) for row in score if row.scope in ROWS}
    counts: dict[str, Any] = {}
    for scope, section in SECTIONS.items():
        if its := {row.name: _row(row) for row in score if row.scope == scope}:
            rows[section] = its
    for row in score:
        if row.scope == "overall" or row.scope in SECTIONS:
            name = row.scope if row.scope == "overall" else f"{SECTIONS[row.scope]}.{row.name}"
            counts[name] = {**_counts(row.facts), **_counts(row.slots, "slot_")}
    return Score(
        profile="facts",
        rows=rows,
        counts=counts,
        settings={"reading": options.reading, "align": "optimal", "seed": options.seed},
        make_outcomes=lambda: matching.outcomes,
        fractions=fractions(matching.counts, options.reading),
        shown=SHOWN,
    )


def _row(row: ScoreRow) -> dict[str, int | float | None]:
    average = row.scope in ("macro", "weighted")
    columns: dict[str, int | float | None] = {}
    if row.facts is not None and not average:
        columns |= {"gold": row.facts.possible, "found": row.facts.actual, **_counts(row.facts)}
    elif row.facts is None:
        columns |= {"gold": row.slots.possible, "found": row.slots.actual}
    for name, ratios in (("strict", row.strict), ("lenient", row.lenient), ("slot", row.slot)):
        if ratios is None:
            continue
        columns |= {f"{name}_p": ratios.precision, f"{name}_r": ratios.recall, f"{name}_f1": ratios.f1}
        if name != "slot" and not average:
            for measure, around in (("p", ratios.precision_interval), ("r", ratios.recall_interval)):
                low, high = around or (None, None)
                columns |= {f"{name}_{measure}_low": low, f"{name}_{measure}_high": high}
    if not average:
        columns |= _counts(row.slots, "slot_")
    if (errors := row.errors) is not None:
        columns |= {
            "error": errors.error,
            "undergeneration": errors.undergeneration,
            "overgeneration": errors.overgeneration,
            "substitution": errors.substitution,
        }
    return columns


def _counts(counts: Counts | None, prefix: str = "") -> dict[str, int]:
    if counts is None:
        return {}
    names = ("correct", "partial", "incorrect", "missing", "spurious")
    return {f"{prefix}{name}": getattr(counts, name) for name in names}
