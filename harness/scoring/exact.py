"""Typed spans, exactly: a span is right if start, end and label are; duplicates count as often as both sides have them.

The F1 of CoNLL-2003 (Tjong Kim Sang and De Meulder 2003, https://aclanthology.org/W03-0419/) for spans that may be
nested, overlapping and doubled: TP is the sum over (label, start, end) of the smaller count of the two sides, document
by document. `macro_over_union_of_types` averages over the types that either side has; 0/0 is 0.0.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field

from harness.facts import Fact, GoldFact
from harness.formats.span_files import read_span_files
from harness.schema import Schema
from harness.scoring.result import Score
from harness.scoring.semeval13 import Tags
from harness.spans.corpus import SpanCorpus, outcome_table, span_corpus
from harness.spans.modes import Pairs, mode_pairs
from harness.spans.multiset import multiset_counts
from harness.spans.of_facts import SECTIONS, fact_spans
from harness.spans.rates import fraction_cells, mean, micro, per_label
from harness.statistics.fractions import Fractions

if TYPE_CHECKING:
    import pandas as pd

Ints = NDArray[np.int64]


class Options(BaseModel):
    """How offsets are read, and which labels are scored."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    end: Literal["exclusive", "inclusive"] = Field(
        default="exclusive", description="is the end offset part of the span?"
    )
    tags: Tags = Field(default=None, description="labels to score, with commas (default: the file's, or all)")


def score_files(gold: Path, found: Path | None, options: Options, profile: str = "exact") -> Score:
    """Score a file of spans, or gold's lists of one against found's of another.

    Raises ConfigError where a file can't be read, InputErrors with all that is wrong in it.
    """
    read = read_span_files(gold, found, options.end)
    tags = read.tags if options.tags is None else options.tags
    corpus = span_corpus(read.gold, read.found, tags)
    counts = _counts(corpus)
    files = {"gold": f"{len(corpus.documents)}-{read.gold_sha256[:8]}", "found": read.found_sha256[:8]}
    return Score(
        profile,
        rows_of(counts.sum(axis=0), corpus.labels),
        whole_counts(counts.sum(axis=0), corpus.labels),
        {"end": options.end, "tags": "all" if tags is None else ",".join(tags), **files},
        lambda: outcome_table(corpus, equal_pairs(corpus)),
        Fractions(corpus.documents, ("overall", *corpus.labels), fraction_cells(counts)),
    )


def score_facts(
    gold: Mapping[str, Sequence[GoldFact]],
    found: Mapping[str, Sequence[Fact]],
    schema: Schema,
    options: Options,
    profile: str = "exact",
) -> Score:
    """Score the evidence spans of facts and the spans of their fillers, in two sections; `schema` is not needed."""
    corpora = {section: fact_spans(gold, found, section, options.tags) for section in SECTIONS}
    counts = {section: _counts(corpus) for section, corpus in corpora.items()}
    total = {section: some.sum(axis=0) for section, some in counts.items()}

    def outcomes() -> "pd.DataFrame":
        import pandas as pd

        tables = {section: outcome_table(corpus, equal_pairs(corpus)) for section, corpus in corpora.items()}
        return pd.concat(tables, names=["section"]).reset_index("section").reset_index(drop=True)

    names = [f"{section} {row}" for section in SECTIONS for row in ("overall", *corpora[section].labels)]
    return Score(
        profile,
        {section: rows_of(total[section], corpora[section].labels) for section in SECTIONS},
        {
            f"{section} {row}": numbers
            for section in SECTIONS
            for row, numbers in whole_counts(total[section], corpora[section].labels).items()
        },
        {"end": "exclusive", "tags": "all" if options.tags is None else ",".join(options.tags)},
        outcomes,
        Fractions(
            corpora["evidence"].documents,
            tuple(names),
            np.concatenate([fraction_cells(counts[section]) for section in SECTIONS], axis=1),
        ),
    )


def rows_of(counts: Ints, labels: tuple[str, ...]) -> dict[str, Any]:
    """`per_type`, `micro` and `macro_over_union_of_types` from counts of shape (labels, 3)."""
    types = per_label(counts, labels)
    return {"per_type": types, "micro": micro(counts), "macro_over_union_of_types": mean(types)}


def whole_counts(counts: Ints, labels: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """TP, FP and FN overall and of each label."""
    named = zip(("overall", *labels), [counts.sum(axis=0), *counts], strict=True)
    return {label: dict(zip(("TP", "FP", "FN"), row.tolist(), strict=True)) for label, row in named}


def _counts(corpus: SpanCorpus) -> Ints:
    return multiset_counts(corpus.gold, corpus.found, len(corpus.documents), len(corpus.labels))


def equal_pairs(corpus: SpanCorpus) -> dict[str, Pairs]:
    """The equal pairs, which a strict pairing takes before all others."""
    pairs = mode_pairs(corpus.gold, corpus.found)["strict"]
    right = pairs.exact & pairs.typed
    return {"exact": Pairs(pairs.gold[right], pairs.found[right], pairs.exact[right], pairs.typed[right])}
