"""A comparison as JSON: every number that any view shows, under a versioned schema.

`docs/comparison.schema.json` is the schema (JSON Schema 2020-12). `FORMAT` grows when a reader of an older version
could not read it any more; new keys may come at any time.
"""

import json
from dataclasses import asdict, dataclass
from typing import Any

from harness.report.buckets import Bucket
from harness.report.comparison import Comparison
from harness.runs.run import Timing, Trouble
from harness.scores.score import ScoreRow
from harness.version import VERSION

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Gold:
    """What was scored against: the digest of schema, articles and gold, and how much there is of it."""

    digest: str
    articles: int
    facts: int
    optional: int


@dataclass(frozen=True, slots=True)
class RunNumbers:
    """One run: its score rows, as in its `run.json`, what went wrong, and how long it took."""

    name: str
    signature: str
    rows: tuple[ScoreRow, ...]
    troubles: tuple[Trouble, ...]
    timing: Timing | None


@dataclass(frozen=True, slots=True)
class Missed:
    """A gold fact that every run misses."""

    article: str
    gold: str
    type: str


@dataclass(frozen=True, slots=True)
class Document:
    """The whole file. Ratios are in 0..1, null where undefined; `cells` are in the order of `runs`, best run first."""

    format: int
    harness: str
    gold: Gold
    runs: tuple[RunNumbers, ...]
    buckets: tuple[Bucket, ...]
    missed_by_all: tuple[Missed, ...]


def document(comparison: Comparison) -> str:
    """Return the JSON text; the same comparison gives the same text."""
    return json.dumps(asdict(_document(comparison)), indent=2, ensure_ascii=True, allow_nan=False) + "\n"


def schema() -> dict[str, Any]:
    """Return the JSON schema that every such text follows."""
    from pydantic import TypeAdapter

    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **TypeAdapter(Document).json_schema()}


def _document(comparison: Comparison) -> Document:
    corpus = comparison.corpus
    gold = Gold(corpus.digest, len(corpus.articles), comparison.gold_facts, comparison.optional_facts)
    runs = tuple(
        RunNumbers(name, run.signature, run.rows, run.troubles, run.timing)
        for name, run in zip(comparison.names, comparison.runs, strict=True)
    )
    missed = tuple(Missed(fact.article, fact.gold, fact.type) for fact in comparison.missed_by_all)
    return Document(FORMAT, VERSION, gold, runs, comparison.buckets, missed)
