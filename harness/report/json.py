"""A comparison as JSON: every number that any view shows, under a versioned schema.

`docs/comparison.schema.json` is the schema (JSON Schema 2020-12). `FORMAT` grows when a reader of an older version
could not read it any more; new keys may come at any time. What became of each single fact stands in the runs' folders
(`outcomes.parquet`).
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

from harness.report.buckets import Bucket
from harness.report.comparison import Comparison
from harness.report.speed import Effort
from harness.runs.run import ProfileScore, Timing, Trouble
from harness.runs.usage import Usage
from harness.scores.confidence import Belief
from harness.scores.score import ScoreRow
from harness.statistics.systems import Standings
from harness.version import VERSION

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Gold:
    """What was scored against: the digest of schema, articles and gold, the gold's date (EDTF), and how much it is."""

    digest: str
    dated: str | None
    articles: int
    facts: int
    optional: int


@dataclass(frozen=True, slots=True)
class Confused:
    """A gold fact left over and a found one of another type that share `overlap` characters of evidence.

    `found` is the index among the facts that were found in the article.
    """

    article: str
    gold: str
    gold_type: str
    found: int
    found_type: str
    overlap: int


@dataclass(frozen=True, slots=True)
class TypeCount:
    """How many facts of gold type `gold` were found as `found`; "" for gold that lacks them, or not found at all."""

    gold: str
    found: str
    count: int


@dataclass(frozen=True, slots=True)
class RunNumbers:
    """One run: its score rows and those by another profile, as in its `run.json`; what went wrong; how long it took.

    `confidence` is what that of its facts is worth, empty where it gives none; `usage` what a language model took, null
    where none was asked.
    """

    name: str
    signature: str
    rows: tuple[ScoreRow, ...]
    profile: ProfileScore | None
    types: tuple[TypeCount, ...]
    confusions: tuple[Confused, ...]
    troubles: tuple[Trouble, ...]
    timing: Timing | None
    effort: Effort
    confidence: tuple[Belief, ...]
    usage: Usage | None


@dataclass(frozen=True, slots=True)
class Missed:
    """A gold fact that every run misses."""

    article: str
    gold: str
    type: str


@dataclass(frozen=True, slots=True)
class Claim:
    """That run number `run` found it, as number `found` of what it found in the article; both count from 0."""

    run: int
    found: int


@dataclass(frozen=True, slots=True)
class Extra:
    """A fact that two or more runs found and gold lacks."""

    article: str
    type: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """The whole file. Ratios are in 0..1, null where undefined; `cells` are in the order of `runs`, best run first.

    `standings` are the tests of lenient F1 between the runs, over articles.
    """

    format: int
    harness: str
    gold: Gold
    runs: tuple[RunNumbers, ...]
    buckets: tuple[Bucket, ...]
    missed_by_all: tuple[Missed, ...]
    found_by_several: tuple[Extra, ...]
    standings: Standings


def document(comparison: Comparison) -> str:
    """Return the JSON text; the same comparison gives the same text."""
    return json.dumps(asdict(_document(comparison)), indent=2, ensure_ascii=True, allow_nan=False) + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON schema that every such text follows."""
    from pydantic import TypeAdapter

    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **TypeAdapter(Document).json_schema()}


def _document(comparison: Comparison) -> Document:
    corpus = comparison.corpus
    gold = Gold(corpus.digest, corpus.dated, len(corpus.articles), comparison.gold_facts, comparison.optional_facts)
    missed = tuple(Missed(fact.article, fact.gold, fact.type) for fact in comparison.missed_by_all)
    extras = tuple(
        Extra(one.article, one.type, tuple(Claim(run, fact.found) for run, fact in one.claims))
        for one in comparison.found_by_several
    )
    runs = tuple(_run(comparison, index) for index in range(len(comparison.runs)))
    return Document(FORMAT, VERSION, gold, runs, comparison.buckets, missed, extras, comparison.standings)


def _run(comparison: Comparison, index: int) -> RunNumbers:
    run, matrix = comparison.runs[index], comparison.matrices[index]
    return RunNumbers(
        name=comparison.names[index],
        signature=run.signature,
        rows=run.rows,
        profile=run.profile,
        types=tuple(TypeCount(gold, found, count) for (gold, found), count in sorted(matrix.cells.items())),
        confusions=tuple(
            Confused(one.article, one.gold, one.gold_type, one.found, one.found_type, one.overlap)
            for one in comparison.confusions[index]
        ),
        troubles=run.troubles,
        timing=run.timing,
        effort=comparison.efforts[index],
        confidence=comparison.beliefs[index],
        usage=run.usage,
    )
