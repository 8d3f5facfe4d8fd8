"""Spans by the four modes of SemEval-2013 task 9.1, paired optimally: strict, exact, partial, ent_type.

Segura-Bedmar, Martinez and Herrero-Zazo (2013), https://aclanthology.org/S13-2056/; P = (COR + 0.5 PAR)/ACT and
R = (COR + 0.5 PAR)/POS, rows and columns named as nervaluate names them, and 0/0 is 0.0 as there. `harness.spans.modes`
says what each mode counts; nervaluate pairs greedily instead, and so may count fewer correct ones.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from harness.facts import Fact, GoldFact
from harness.formats.span_files import read_span_files
from harness.schema import Schema
from harness.scoring.result import Score
from harness.spans.corpus import SpanCorpus, outcome_table, span_corpus
from harness.spans.modes import MIS, MODES, OUTCOMES, PAR, SPU, mode_counts, mode_pairs
from harness.spans.of_facts import SECTIONS, fact_spans
from harness.spans.rates import rates
from harness.statistics.fractions import Fractions

if TYPE_CHECKING:
    import pandas as pd

Ints = NDArray[np.int64]


def split_tags(given: object) -> object:
    """`A,B` as a command line has it, as a tuple; anything else as it is."""
    return tuple(filter(None, map(str.strip, given.split(",")))) if isinstance(given, str) else given


Tags = Annotated[tuple[str, ...] | None, BeforeValidator(split_tags)]


class Options(BaseModel):
    """How offsets are read, what counts as an overlap, and which labels are scored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    end: Literal["exclusive", "inclusive"] = Field(
        default="exclusive", description="is the end offset part of the span?"
    )
    min_overlap: float | None = Field(
        default=None, ge=1, le=100, description="share of gold in percent; 1: any position (default: the file's, or 1)"
    )
    tags: Tags = Field(default=None, description="labels to score, with commas (default: the file's, or all)")


def score_files(gold: Path, found: Path | None, options: Options) -> Score:
    """Score a file of spans, or gold's lists of one against found's of another.

    Raises ConfigError where a file can't be read, InputErrors with all that is wrong in it.
    """
    read = read_span_files(gold, found, options.end)
    tags = read.tags if options.tags is None else options.tags
    overlap = next(one for one in (options.min_overlap, read.min_overlap, 1.0) if one is not None)
    corpus = span_corpus(read.gold, read.found, tags)
    counts = _counts(corpus, overlap)
    files = {"gold": f"{len(corpus.documents)}-{read.gold_sha256[:8]}", "found": read.found_sha256[:8]}
    return Score(
        "semeval13",
        _rows(counts),
        _whole(counts),
        _settings(options.end, overlap, tags) | files,
        lambda: outcome_table(corpus, _pairs(corpus, overlap)),
        Fractions(corpus.documents, MODES, _cells(counts)),
    )


def score_facts(
    gold: Mapping[str, Sequence[GoldFact]],
    found: Mapping[str, Sequence[Fact]],
    schema: Schema,
    options: Options,
) -> Score:
    """Score the evidence spans of facts and the spans of their fillers, in two sections; `schema` is not needed.

    Offsets of facts are half-open, whatever `end` says.
    """
    overlap = 1.0 if options.min_overlap is None else options.min_overlap
    corpora = {section: fact_spans(gold, found, section, options.tags) for section in SECTIONS}
    counts = {section: _counts(corpus, overlap) for section, corpus in corpora.items()}

    def outcomes() -> "pd.DataFrame":
        import pandas as pd

        tables = {section: outcome_table(corpus, _pairs(corpus, overlap)) for section, corpus in corpora.items()}
        return pd.concat(tables, names=["section"]).reset_index("section").reset_index(drop=True)

    return Score(
        "semeval13",
        {section: _rows(some) for section, some in counts.items()},
        {f"{section} {mode}": row for section, some in counts.items() for mode, row in _whole(some).items()},
        _settings("exclusive", overlap, options.tags),
        outcomes,
        Fractions(
            corpora["evidence"].documents,
            tuple(f"{section} {mode}" for section in SECTIONS for mode in MODES),
            np.concatenate([_cells(counts[section]) for section in SECTIONS], axis=1),
        ),
    )


def _counts(corpus: SpanCorpus, min_overlap: float) -> Ints:
    return mode_counts(corpus.gold, corpus.found, len(corpus.documents), min_overlap)


def _pairs(corpus: SpanCorpus, min_overlap: float) -> Mapping[str, Any]:
    return mode_pairs(corpus.gold, corpus.found, min_overlap)


def _settings(end: str, overlap: float, tags: tuple[str, ...] | None) -> dict[str, str | int | float]:
    return {"end": end, "min_overlap": overlap, "tags": "all" if tags is None else ",".join(tags)}


def _whole(counts: Ints) -> dict[str, dict[str, int]]:
    """COR, INC, PAR, MIS, SPU, ACT and POS of each mode over all documents."""
    rows = {}
    for mode, row in zip(MODES, counts.sum(axis=0), strict=True):
        actual, possible = int(row.sum() - row[MIS]), int(row.sum() - row[SPU])
        rows[mode] = dict(zip(OUTCOMES, row.tolist(), strict=True)) | {"ACT": actual, "POS": possible}
    return rows


def _rows(counts: Ints) -> dict[str, dict[str, int | float]]:
    return {
        mode: {**row, **rates(row["COR"] + 0.5 * row["PAR"], row["ACT"], row["POS"])}
        for mode, row in _whole(counts).items()
    }


def _cells(counts: Ints) -> NDArray[np.float64]:
    """(p_num, p_den, r_num, r_den) of each document and mode."""
    hits = counts[..., 0] + 0.5 * counts[..., PAR]
    total = counts.sum(axis=-1)
    return np.stack([hits, total - counts[..., MIS], hits, total - counts[..., SPU]], axis=-1)
