"""Found facts as JSON lines and as a table, and back.

Both have one row a fact, the same columns, and the same nested columns `evidence`, `slots` and `source`; a filler's
normal form stands in `number` if it is one, else in `value`, so that every column has one type and
`datasets.load_dataset("json", ...)` and `pandas` read the files as they are.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from harness.facts import Fact, Filler, Span

if TYPE_CHECKING:
    import pyarrow

Found = Mapping[str, tuple[Fact, ...]]


def found_rows(found: Found) -> Iterator[dict[str, Any]]:
    """Yield one row a fact, in the order of articles and of found facts; `found` is the fact's index in the article."""
    for article, facts in found.items():
        for index, fact in enumerate(facts):
            yield {
                "article": article,
                "found": index,
                "type": fact.type,
                "modality": fact.modality,
                "polarity": fact.polarity,
                "confidence": None if fact.confidence is None else float(fact.confidence),
                "evidence": [{"start": span.start, "end": span.end} for span in fact.evidence],
                "slots": [
                    {"slot": slot, **_filler_row(one)} for slot, fillers in fact.slots.items() for one in fillers
                ],
                "source": None if fact.source is None else _filler_row(fact.source),
            }


def found_lines(found: Found) -> str:
    """Return the rows as JSON lines."""
    return "".join(json.dumps(row, ensure_ascii=False, allow_nan=False) + "\n" for row in found_rows(found))


def found_table(found: Found) -> "pyarrow.Table":
    """Return the rows as an Arrow table whose columns have the same types whatever was found, were it nothing."""
    import pyarrow as pa

    span = [("start", pa.int64()), ("end", pa.int64())]
    words = [("text", pa.string()), ("value", pa.string()), ("number", pa.float64())]
    filler = [*words, *span, ("precision", pa.string())]
    columns = [
        ("article", pa.string()),
        ("found", pa.int64()),
        ("type", pa.string()),
        ("modality", pa.string()),
        ("polarity", pa.string()),
        ("confidence", pa.float64()),
        ("evidence", pa.list_(pa.struct(span))),
        ("slots", pa.list_(pa.struct([("slot", pa.string()), *filler]))),
        ("source", pa.struct(filler)),
    ]
    return pa.Table.from_pylist(list(found_rows(found)), schema=pa.schema(columns))


def read_found(lines: Iterable[str], articles: Iterable[str]) -> dict[str, tuple[Fact, ...]]:
    """Read what `found_lines` wrote; each of `articles` is a key. Raises ValueError, TypeError, KeyError."""
    facts: dict[str, list[Fact]] = {article: [] for article in articles}
    for line in lines:
        row = json.loads(line)
        slots: dict[str, list[Filler]] = {}
        for filler in row["slots"]:
            slots.setdefault(filler["slot"], []).append(_filler(filler))
        facts[row["article"]].append(
            Fact(
                type=row["type"],
                slots={slot: tuple(fillers) for slot, fillers in slots.items()},
                evidence=tuple(Span(span["start"], span["end"]) for span in row["evidence"]),
                modality=row["modality"],
                polarity=row["polarity"],
                source=None if row["source"] is None else _filler(row["source"]),
                confidence=row["confidence"],
            )
        )
    return {article: tuple(found) for article, found in facts.items()}


def _filler_row(filler: Filler) -> dict[str, Any]:
    is_number = isinstance(filler.value, int | float)
    return {
        "text": filler.text,
        "value": None if is_number else filler.value,
        "number": filler.value if is_number else None,
        "start": filler.span.start if filler.span else None,
        "end": filler.span.end if filler.span else None,
        "precision": filler.precision,
    }


def _filler(row: Mapping[str, Any]) -> Filler:
    value = row["value"] if row["number"] is None else row["number"]
    span = None if row["start"] is None else Span(row["start"], row["end"])
    return Filler(text=row["text"], value=value, span=span, precision=row["precision"])
