"""A corpus of a million gold facts and what was found in it, as Parquet in the very columns that the harness reads.

Written from integer columns, 10,000 articles a row group, without an object a fact: `harness.corpora` states the
columns (`dataset.COLUMNS`, `fact_columns`), and a test checks that its readers take these files.
"""

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from benchmarks.fact_workloads import (
    EVIDENCE,
    SLOTS,
    FactSide,
    FactWorkload,
    fact_workload,
    schema,
    slot_values,
    type_name,
)
from harness.corpora.dataset import COLUMNS
from harness.corpora.fact_columns import fact_features, gold_features
from harness.corpora.fact_json import plain

if TYPE_CHECKING:
    import pyarrow as pa

Ints = NDArray[np.int64]

TYPES = 14
_GROUP = 10_000
_SPANS = ((0, 2), (4, 14), None, (20, 26))
"""Where the words of each slot stand in the fact's characters; an outcome is a mere value."""


def write_workload(folder: Path, articles: int, per_article: int = 10) -> tuple[Path, Path]:
    """Write `gold-*.parquet` and `found-*.parquet` into `folder`, unless they are there; their paths."""
    gold = folder / f"gold-{articles}x{per_article}.parquet"
    found = folder / f"found-{articles}x{per_article}.parquet"
    if not (gold.exists() and found.exists()):
        folder.mkdir(parents=True, exist_ok=True)
        work = fact_workload(per_article, articles * per_article, TYPES)
        _write_gold(work, gold)
        _write_found(work, found)
    return gold, found


def _write_gold(work: FactWorkload, path: Path) -> None:
    import pyarrow as pa
    from datasets import ClassLabel, Features, List, Value

    shared = json.dumps({"digest": "0" * 64, "schema": plain(schema(work.types))}, ensure_ascii=False)
    text = {name: Value("string") for name in COLUMNS[:4]}
    features = Features(text | {"facts": List(gold_features()), "corpus": ClassLabel(names=[shared])})

    def rows(side: FactSide, first: int, articles: int) -> list["pa.Array"]:
        facts = _facts(side)
        ids = _taken(
            [f"g{i}" for i in range(int(np.bincount(side.article - first).max(initial=1)))], _rank(side.article)
        )
        empty = pa.nulls(len(side), pa.string())
        no_accepts = pa.ListArray.from_arrays(
            pa.array(np.zeros(len(side) + 1, np.int32)),
            pa.array([], _type_of(features.arrow_schema, "facts").field("accepts").type.value_type),
        )
        gold = _struct(
            {
                "id": ids,
                "fact": facts,
                "accepts": no_accepts,
                "optional": pa.array(np.zeros(len(side), np.bool_)),
                "part_of": empty,
                "note": empty,
            }
        )
        texts = [f"{i:06} " + "x" * (EVIDENCE * work.per_article + 40) for i in range(first, first + articles)]
        return [
            pa.array([f"article-{i:06}" for i in range(first, first + articles)]),
            pa.array(texts),
            pa.array([hashlib.sha256(one.encode()).hexdigest() for one in texts]),
            pa.nulls(articles, pa.string()),
            pa.ListArray.from_arrays(pa.array(_offsets(side.article - first, articles)), gold),
            pa.array(np.zeros(articles, np.int64)),
        ]

    _write(path, features.arrow_schema, work.gold, work.articles, rows)


def _write_found(work: FactWorkload, path: Path) -> None:
    import pyarrow as pa
    from datasets import Features, Value

    features = Features({"article_id": Value("string"), "index": Value("int64")} | fact_features())

    def rows(side: FactSide, first: int, articles: int) -> list["pa.Array"]:
        names = [f"article-{i:06}" for i in range(first, first + articles)]
        return [_taken(names, side.article - first), pa.array(_rank(side.article)), *_facts(side).flatten()]

    _write(path, features.arrow_schema, work.found, work.articles, rows)


def _write(path: Path, columns: "pa.Schema", side: FactSide, articles: int, rows: object) -> None:
    """Row group after row group, then the file at once under its name, so that no half of one is ever found."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    unfinished = path.with_suffix(".part")
    with pq.ParquetWriter(unfinished, columns) as writer:
        for first in range(0, articles, _GROUP):
            size = min(_GROUP, articles - first)
            low, high = np.searchsorted(side.article, [first, first + size])
            part = FactSide(side.article[low:high], side.type[low:high], side.slots[low:high], side.start[low:high])
            arrays = rows(part, first, size)  # type: ignore[operator]
            writer.write_table(pa.table(dict(zip(columns.names, arrays, strict=True))).cast(columns))
    unfinished.replace(path)


def _facts(side: FactSide) -> "pa.StructArray":
    """The columns of `fact_features`, from integers."""
    import pyarrow as pa

    size, width = len(side), len(SLOTS)
    fillers = _struct(_interleaved(side))
    one_each = pa.array(np.arange(size * width + 1, dtype=np.int32))
    slots = _struct(
        {
            "slot": _taken(list(SLOTS), np.tile(np.arange(width), size)),
            "fillers": pa.ListArray.from_arrays(one_each, fillers),
        }
    )
    return _struct(
        {
            "type": _taken([type_name(kind) for kind in range(TYPES)], side.type),
            "slots": pa.ListArray.from_arrays(pa.array(np.arange(size + 1, dtype=np.int32) * width), slots),
            "evidence": pa.ListArray.from_arrays(
                pa.array(np.arange(size + 1, dtype=np.int32)), _span(side.start, side.start + EVIDENCE // 2, None)
            ),
            "modality": _taken(["actual"], np.zeros(size, np.int64)),
            "polarity": _taken(["positive"], np.zeros(size, np.int64)),
            "source": pa.nulls(size, fillers.type),
            "confidence": pa.nulls(size, pa.float64()),
        }
    )


def _interleaved(side: FactSide) -> dict[str, "pa.Array"]:
    """The fillers' columns, all slots of a fact one after the other."""
    size, width = len(side), len(SLOTS)
    values = [[str(value) for value in slot_values(slot)] for slot in range(width)]
    base = np.cumsum([0, *map(len, values)])[:width]
    words = _taken([word for some in values for word in some], (side.slots + base).ravel())
    slot = np.tile(np.arange(width), size)
    worded = np.array([at is not None for at in _SPANS])[slot]
    valued = np.array([True, True, True, False])[slot]
    low = np.array([at[0] if at else 0 for at in _SPANS])
    high = np.array([at[1] if at else 0 for at in _SPANS])
    start, end = (side.start[:, None] + low).ravel(), (side.start[:, None] + high).ravel()
    return {
        "text": _masked(words, worded),
        "value": _masked(words, valued),
        "value_type": _masked(_taken(["int", "str", "str", "str"], slot), valued),
        "span": _span(start, end, ~worded),
        "precision": _taken(["exact"], np.zeros(size * width, np.int64)),
    }


def _taken(words: list[str], at: Ints) -> "pa.Array":
    import pyarrow as pa

    return pa.array(words, pa.string()).take(pa.array(at))


def _masked(words: "pa.Array", keep: NDArray[np.bool_]) -> "pa.Array":
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.if_else(pa.array(keep), words, pa.scalar(None, pa.string()))


def _span(start: Ints, end: Ints, null: NDArray[np.bool_] | None) -> "pa.StructArray":
    import pyarrow as pa

    mask = None if null is None else pa.array(null)
    return pa.StructArray.from_arrays([pa.array(start), pa.array(end)], ["start", "end"], mask=mask)


def _struct(fields: dict[str, "pa.Array"]) -> "pa.StructArray":
    import pyarrow as pa

    return pa.StructArray.from_arrays(list(fields.values()), list(fields))


def _type_of(columns: "pa.Schema", name: str) -> "pa.DataType":
    return columns.field(name).type.value_type


def _offsets(owner: Ints, owners: int) -> NDArray[np.int32]:
    """Where each owner's facts begin; the last entry is the total."""
    return np.searchsorted(owner, np.arange(owners + 1)).astype(np.int32)


def _rank(sorted_owner: Ints) -> Ints:
    """The place of each fact within its article."""
    ranks: Ints = np.arange(len(sorted_owner)) - np.searchsorted(sorted_owner, sorted_owner)
    return ranks
