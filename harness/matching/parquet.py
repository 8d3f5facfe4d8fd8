"""Counts straight from Parquet: gold as a corpus writes it, found as a run leaves it, never a fact as an object.

Articles go through in batches, so that memory does not grow with the files but with the distinct words and the counts.
The columns are those of `harness.corpora.fact_columns`.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from harness.errors import InputErrors, Problem
from harness.kinds.choose import with_kinds
from harness.matching.columns import Encoder
from harness.matching.match import count_columns
from harness.matching.nested import written_columns
from harness.matching.vocabulary import Vocabulary
from harness.schema import Schema
from harness.scores.counts import add_up
from harness.scores.matrix import CountMatrix

if TYPE_CHECKING:
    import pyarrow as pa

Ints = NDArray[np.int64]

_ARTICLES = 4096
_GOLD = ["article_id", "published", "facts"]


def count_parquet(gold: Path, found: Path, schema: Schema | None = None, allow: Sequence[str] = ()) -> CountMatrix:
    """The counts of `match` on the same facts, of every article of either file.

    `gold` is what `harness.corpora.dataset.write_parquet` made of a corpus, `found` a run's `found.parquet`; without
    `schema` that of the corpus is taken. `allow` names the packages that may hold the classes of its own slot kinds.
    Both files are read in batches of articles; found facts whose articles do not come in gold's order are sorted first,
    which takes the memory of the whole file. Raises OSError, InputErrors where a file holds something else, and
    ConfigError where a slot kind may not be loaded, or fails.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(gold) as gold_file, pq.ParquetFile(found) as found_file:
            schema = with_kinds(schema or _schema(gold_file), allow)
            ids = gold_file.read(columns=["article_id"])["article_id"].to_pylist()
            if len(set(ids)) < len(ids):
                raise _problem(gold, "it has the same article more than once")
            rank = {name: i for i, name in enumerate(ids)}
            rows, extra = _ranks(found_file, rank)
            sizes = [*_gold_sizes(len(ids)), len(extra)]
            edges = np.searchsorted(np.sort(rows), np.cumsum(sizes))
            pieces = _pieces(_in_order(found_file, rows), np.diff(np.r_[0, edges]).tolist(), found_file.schema_arrow)
            encoder = Encoder(schema, {})
            parts = [
                _count(encoder, batch, piece)
                for batch, piece in zip([*_gold_batches(gold_file), None], pieces, strict=True)
            ]
    except (pa.ArrowException, KeyError, TypeError, ValueError) as error:
        raise _problem(gold, f"it, or {found.name}, holds no facts: {type(error).__name__}: {error}") from error
    return add_up(parts, schema)


def _count(encoder: Encoder, batch: "pa.RecordBatch | None", found: "pa.Table") -> CountMatrix:
    """The counts of a batch of articles and the facts found in them."""
    import pyarrow as pa

    encoder.articles = Vocabulary()
    names: list[str] = [] if batch is None else batch["article_id"].to_pylist()
    encoder.articles.all(names)
    encoder.published = {} if batch is None else dict(zip(names, batch["published"].to_pylist(), strict=True))
    struct = pa.concat_arrays(found.to_struct_array().chunks) if found.num_rows else _empty(found.schema)
    of_found = struct.field("article_id").dictionary_encode()
    ids = encoder.articles.all(of_found.dictionary.to_pylist())
    article = ids[of_found.indices.to_numpy()] if len(ids) else np.zeros(0, np.int64)
    if batch is None:
        gold = encoder.encode({})
    else:
        lists = batch["facts"]
        facts = lists.values.slice(lists.offsets[0].as_py(), lists.offsets[-1].as_py() - lists.offsets[0].as_py())
        sizes = np.diff(lists.offsets.to_numpy())
        inner = dict(zip((field.name for field in facts.type), facts.flatten(), strict=True))["fact"]
        owner = np.repeat(np.arange(len(names)), sizes)
        gold = encoder.encode_written(written_columns(owner, inner, facts, encoder.slots))
    return count_columns(encoder, gold, encoder.encode_written(written_columns(article, struct, None, encoder.slots)))


def _gold_batches(file: Any) -> "Iterator[pa.RecordBatch]":  # noqa: ANN401 - pyarrow has no types
    yield from file.iter_batches(_ARTICLES, columns=_GOLD, use_threads=False)


def _gold_sizes(articles: int) -> list[int]:
    return [min(_ARTICLES, articles - first) for first in range(0, articles, _ARTICLES)]


def _ranks(file: Any, rank: dict[str, int]) -> tuple[Ints, list[str]]:  # noqa: ANN401
    """The place in gold's order of each row's article; articles that gold lacks come after, in order of appearance."""
    encoded = file.read(columns=["article_id"])["article_id"].combine_chunks().dictionary_encode()
    names = encoded.dictionary.to_pylist()
    extra = [name for name in names if name not in rank]
    places = rank | {name: len(rank) + i for i, name in enumerate(extra)}
    if not names:
        return np.zeros(0, np.int64), extra
    ranks: Ints = np.array([places[name] for name in names], np.int64)[encoded.indices.to_numpy()]
    return ranks, extra


def _in_order(file: Any, ranks: Ints) -> "Iterable[pa.RecordBatch]":  # noqa: ANN401
    """The rows in the order of their ranks."""
    columns = [name for name in file.schema_arrow.names if name not in ("index", "confidence")]
    if (np.diff(ranks) >= 0).all():
        batches: Iterable[pa.RecordBatch] = file.iter_batches(10 * _ARTICLES, columns=columns, use_threads=False)
        return batches
    return file.read(columns=columns).take(np.argsort(ranks, kind="stable")).to_batches()  # type: ignore[no-any-return]


def _pieces(batches: "Iterable[pa.RecordBatch]", sizes: list[int], schema: "pa.Schema") -> "Iterator[pa.Table]":
    """The rows of the batches in tables of the sizes given."""
    import pyarrow as pa

    waiting: list[pa.RecordBatch] = []
    source, ready = iter(batches), 0
    for size in sizes:
        while ready < size:
            waiting.append(next(source))
            ready += waiting[-1].num_rows
        table = pa.Table.from_batches(waiting) if waiting else schema.empty_table()
        yield table.slice(0, size)
        waiting, ready = table.slice(size).to_batches(), ready - size


def _empty(schema: "pa.Schema") -> "pa.StructArray":
    import pyarrow as pa

    return pa.array([], pa.struct(list(schema)))


def _schema(file: Any) -> Schema:  # noqa: ANN401
    """The schema that stands in the metadata of a corpus."""
    from harness.corpora.fact_json import checked

    about = json.loads(file.schema_arrow.metadata[b"huggingface"])["info"]["features"]["corpus"]["names"][0]
    return checked(Schema, json.loads(about)["schema"])


def _problem(path: Path, message: str) -> InputErrors:
    return InputErrors([Problem(str(path), 1, 1, message)])
