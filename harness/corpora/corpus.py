"""A corpus: articles, the gold facts of each, and the schema they are written in."""

from collections.abc import Mapping
from dataclasses import dataclass

from harness.facts import Article, GoldFact
from harness.schema import Schema


@dataclass(frozen=True, slots=True)
class Corpus:
    """Articles in the order of their ids; `gold[article.id]` exists for each, and may be empty.

    `digest` is the hex SHA-256 over the schema's, the articles' and the gold files' bytes: the gold's version. `dated`
    is the newest date that a gold file gives its annotation, as EDTF; None where none does.
    """

    schema: Schema
    articles: tuple[Article, ...]
    gold: Mapping[str, tuple[GoldFact, ...]]
    digest: str
    dated: str | None = None
