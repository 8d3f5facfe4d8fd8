"""A corpus as a `datasets.Dataset`, one row an article, and back: `from_dataset(to_dataset(corpus)) == corpus`.

Columns: article_id, text, sha256, published, facts (a list of gold facts, `harness.corpora.fact_columns`) and corpus.
What belongs to all rows, the schema, the digest and the date, is the only name of the class label `corpus`: so it
costs nothing a row, stays with the rows through Parquet, and two corpora cannot be mixed. Nothing here uses the
network or a cache, or prints a progress bar, and equal corpora give equal bytes.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from harness.corpora.corpus import Corpus
from harness.corpora.fact_columns import gold_features, gold_from_row, gold_to_row
from harness.corpora.fact_json import checked, plain
from harness.facts import Article
from harness.schema import Schema

if TYPE_CHECKING:
    from datasets import Dataset, Features

COLUMNS = ("article_id", "text", "sha256", "published", "facts", "corpus")


def to_dataset(corpus: Corpus) -> "Dataset":
    """The corpus as a Dataset in memory, its rows in the order of the articles."""
    from datasets import ClassLabel, Features, List, Value

    schema = plain(corpus.schema)
    if not corpus.schema.kinds:  # nor did it stand there before there were any: equal corpora give equal bytes
        del schema["kinds"]
    shared = json.dumps({"digest": corpus.digest, "dated": corpus.dated, "schema": schema}, ensure_ascii=False)
    text = {name: Value("string") for name in COLUMNS[:4]}
    features = Features(text | {"facts": List(gold_features()), "corpus": ClassLabel(names=[shared])})
    rows = (
        {
            "article_id": article.id,
            "text": article.text,
            "sha256": article.sha256,
            "published": article.published,
            "facts": [gold_to_row(gold) for gold in corpus.gold[article.id]],
            "corpus": 0,
        }
        for article in corpus.articles
    )
    return table_of(rows, features)


def from_dataset(dataset: "Dataset") -> Corpus:
    """The corpus in `dataset`, as `to_dataset` made it. Raises ValueError where it is something else."""
    missing = [name for name in COLUMNS if name not in dataset.column_names]
    if missing:
        raise ValueError(f"this dataset is no corpus: it has no column {', '.join(missing)}")
    try:
        (shared,) = dataset.features["corpus"].names
        about = json.loads(shared)
        rows = rows_of(dataset)
        gold = {row["article_id"]: tuple(gold_from_row(fact) for fact in row["facts"]) for row in rows}
        articles = tuple(checked(Article, {**row, "id": row["article_id"]}) for row in rows)
        schema, digest, dated = checked(Schema, about["schema"]), str(about["digest"]), about.get("dated")
        if not isinstance(dated, str | None):
            raise TypeError("the date of the gold is no text")
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ValueError(f"this dataset is no corpus: {type(error).__name__}: {error}") from error
    if len(gold) < len(articles):
        raise ValueError("this dataset is no corpus: it has the same article more than once")
    return Corpus(schema, articles, gold, digest, dated)


def write_parquet(dataset: "Dataset", path: Path | BinaryIO) -> None:
    """Write `dataset` as one Parquet file: equal rows, equal bytes, and no progress bar."""
    import pyarrow.parquet as pq

    pq.write_table(dataset.with_format("arrow")[:].cast(dataset.features.arrow_schema), path)


def read_parquet(path: Path) -> "Dataset":
    """The Dataset in a Parquet file, in memory. Raises OSError, or ValueError where it is no Parquet."""
    import pyarrow.parquet as pq
    from datasets import Dataset
    from datasets.table import InMemoryTable

    return Dataset(InMemoryTable(pq.read_table(path)))


def table_of(rows: Iterable[dict[str, Any]], features: "Features") -> "Dataset":
    """The rows as a Dataset with these columns, in memory."""
    import pyarrow as pa
    from datasets import Dataset
    from datasets.table import InMemoryTable

    return Dataset(InMemoryTable(pa.Table.from_pylist(list(rows), schema=features.arrow_schema)))


def rows_of(dataset: "Dataset") -> list[dict[str, Any]]:
    """The rows as they were put in, a null struct as None."""
    rows: list[dict[str, Any]] = dataset.with_format("arrow")[:].to_pylist()
    return rows
