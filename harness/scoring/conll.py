"""Chunks of tagged tokens as conlleval (CoNLL-2000) and seqeval score them; span files and facts as exact typed spans.

Tjong Kim Sang and Buchholz (2000), 'Introduction to the CoNLL-2000 Shared Task: Chunking',
https://aclanthology.org/W00-0726/, and its conlleval; Nakayama (2018), seqeval. A chunk is right if its type and both
ends are. Rows are named as in seqeval's `classification_report`; 0/0 is 0.0.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from harness.errors import InputErrors, Problem
from harness.facts import Fact, GoldFact
from harness.formats.conll import TaggedTokens, is_columns, read_columns
from harness.formats.span_files import read_span_files
from harness.schema import Schema
from harness.scoring import exact
from harness.scoring.result import Score
from harness.scoring.semeval13 import Tags
from harness.spans.chunks import RULES, Scheme, chunks, unknown_prefix
from harness.spans.corpus import Documents, LabelledSpan, SpanCorpus, outcome_table, span_corpus
from harness.spans.multiset import FN, TP, multiset_counts
from harness.spans.rates import Rates, fraction_cells, mean, micro, per_label
from harness.statistics.fractions import Fractions

Ints = NDArray[np.int64]


def _known_scheme(given: object) -> object:
    """`iob2` as `IOB2`."""
    return given.upper() if isinstance(given, str) and given.upper() in RULES else given


class Options(BaseModel):
    """How columns and tags are read; `end` and `tags` are for span files."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scheme: Annotated[Scheme, BeforeValidator(_known_scheme)] = Field(
        default="lenient", description="lenient (conlleval's rules), or strictly IOB2, IOE2, IOBES or BILOU"
    )
    suffix: bool = Field(default=False, description="tags are written NP-B, not B-NP")
    delimiter: str | None = Field(
        default=None, min_length=1, description="what stands between columns (default: white space)"
    )
    end: Literal["exclusive", "inclusive"] = Field(
        default="exclusive", description="is the end offset part of the span?"
    )
    tags: Tags = Field(default=None, description="labels to score, with commas (default: the file's, or all)")


def score_files(gold: Path, found: Path | None, options: Options) -> Score:
    """Score a file of columns, or of spans (`{"docs": ...}`), or gold's of one against found's of another.

    For span files the rows are those of `exact`, or with a strict scheme those of seqeval, whose tags can't hold
    spans that overlap. Raises ConfigError where a file can't be read, InputErrors with all that is wrong in it.
    """
    if not is_columns(gold):
        return _score_spans(gold, found, options)
    read = read_columns(gold, found, options.delimiter)
    _check_tags(read, gold, gold if found is None else found, options)
    names = _names(read)
    corpus = span_corpus(
        _documents(read, read.gold, names, options), _documents(read, read.found, names, options), options.tags
    )
    counts = multiset_counts(corpus.gold, corpus.found, len(corpus.documents), len(corpus.labels))
    tokens = [(mine, other) for mine, other, line in zip(read.gold, read.found, read.lines, strict=True) if line]
    accuracy = {"correct": sum(mine == other for mine, other in tokens), "tokens": len(tokens)}
    settings: dict[str, str | int | float] = {"scheme": options.scheme, "suffix": "yes" if options.suffix else "no"}
    settings["tags"] = "all" if options.tags is None else ",".join(options.tags)
    settings |= {"gold": f"{len(corpus.documents)}-{read.gold_sha256[:8]}", "found": read.found_sha256[:8]}
    return Score(
        "conll",
        _report(counts.sum(axis=0), corpus.labels),
        exact.whole_counts(counts.sum(axis=0), corpus.labels) | {"accuracy": accuracy},
        settings,
        lambda: outcome_table(corpus, exact.equal_pairs(corpus)),
        Fractions(corpus.documents, ("overall", *corpus.labels), fraction_cells(counts)),
    )


def score_facts(
    gold: Mapping[str, Sequence[GoldFact]],
    found: Mapping[str, Sequence[Fact]],
    schema: Schema,
    options: Options,
) -> Score:
    """Exact typed spans of evidence and of fillers, in two sections: facts have no tokens."""
    return exact.score_facts(gold, found, schema, exact.Options(tags=options.tags), "conll")


def _check_tags(read: TaggedTokens, gold: Path, found: Path, options: Options) -> None:
    """Every tag must be one of the scheme, where that is strict. The line is gold's, where each side has a file."""
    problems = [
        Problem(str(path), line, 1, wrong)
        for path, tags in ((gold, read.gold), (found, read.found))
        for tag, line in zip(tags, read.lines, strict=True)
        if line and (wrong := unknown_prefix(tag, options.scheme, suffix=options.suffix))
    ]
    if problems:
        raise InputErrors(sorted(set(problems)))


def _names(read: TaggedTokens) -> list[str]:
    """A name for each document or sentence, numbers from 1 that sort as they come."""
    count = 1 + max(read.units, default=-1)
    return [str(number).zfill(len(str(count))) for number in range(1, count + 1)]


def _documents(read: TaggedTokens, tags: Sequence[str], names: Sequence[str], options: Options) -> Documents:
    """The chunks of each document or sentence, in places of the whole file."""
    documents: dict[str, list[LabelledSpan]] = {name: [] for name in names}
    for chunk in chunks(tags, options.scheme, suffix=options.suffix):
        documents[names[read.units[chunk.start]]].append(chunk)
    return documents


def _report(counts: Ints, labels: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """Each label, then the micro, macro and weighted averages, as seqeval names them."""
    types = per_label(counts, labels)
    support = counts[:, TP] + counts[:, FN]
    averages = {"micro avg": micro(counts), "macro avg": mean(types), "weighted avg": mean(types, support)}
    rows = {name: _named(row, int(size)) for (name, row), size in zip(types.items(), support, strict=True)}
    return rows | {name: _named(row, int(support.sum())) for name, row in averages.items()}


def _named(row: Mapping[str, float], support: int) -> dict[str, float]:
    return {"precision": row["P"], "recall": row["R"], "f1-score": row["F"], "support": support}


def _score_spans(gold: Path, found: Path | None, options: Options) -> Score:
    score = exact.score_files(gold, found, exact.Options(end=options.end, tags=options.tags), "conll")
    if options.scheme == "lenient":
        return score
    read = read_span_files(gold, found, options.end)
    corpus = span_corpus(read.gold, read.found, read.tags if options.tags is None else options.tags)
    _check_apart(corpus, gold, options.scheme)
    counts = multiset_counts(corpus.gold, corpus.found, len(corpus.documents), len(corpus.labels)).sum(axis=0)
    types = per_label(counts, corpus.labels)
    overall = micro(counts)
    rows: dict[str, Rates] = {
        "micro": {name: overall[name] for name in ("P", "R", "F")},
        "macro": mean(types),
        "weighted": mean(types, counts[:, TP] + counts[:, FN]),
    }
    settings = {"scheme": options.scheme, **score.settings}
    return Score("conll", rows, score.counts, settings, score.make_outcomes, score.fractions)


def _check_apart(corpus: SpanCorpus, file: Path, scheme: Scheme) -> None:
    """Tags hold one chunk a token: spans of one side must not overlap."""
    for side, spans in (("gold", corpus.gold), ("pred", corpus.found)):
        order = np.lexsort((spans.end, spans.start, spans.document))
        document, start, end = spans.document[order], spans.start[order], spans.end[order]
        close = np.flatnonzero((document[1:] == document[:-1]) & (start[1:] < end[:-1]))
        if len(close):
            where = corpus.documents[document[close[0]]]
            message = f"{side} spans of document {where} overlap, which {scheme} tags cannot hold; leave the scheme out"
            raise InputErrors([Problem(str(file), 1, 1, message)])
