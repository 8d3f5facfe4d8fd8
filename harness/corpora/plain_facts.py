"""Facts written the short way: a dict a fact, as in Python, in a line of JSON or in a row of a table.

    {"type": "detention", "count": 9, "place": ["Osh", "Batken"]}                        every other key is a slot
    {"type": "detention", "slots": {"count": {"text": "nine", "value": 9}}, "evidence": [[0, 20]]}
    {"article": "raid", "fact": "f1", "type": "detention", "slot": "count", "value": 9}  a filler a row (tidy)

A slot holds a filler or a list of them; a filler is a number (its value), text (its words), a date, or a dict with the
fields of `Filler`. None, NaN and "" fill nothing. `article` names the article, and `id`, `optional`, `accepts` and the
like are gold's. The columns that the harness itself writes (`found.jsonl`, `corpus.parquet`) are read as well.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any

from harness.corpora.fact_columns import fact_from_row, gold_from_row
from harness.corpora.fact_json import checked
from harness.errors import brief
from harness.facts import Fact, Filler, GoldFact

ARTICLE = ("article", "article_id")
_FACT = tuple(field.name for field in fields(Fact))
_GOLD = tuple(field.name for field in fields(GoldFact) if field.name != "fact")
_FILLER = {field.name for field in fields(Filler)}
_BITS = 10_000
_TIDY = {"slot", "value", "text", "precision", "start", "end", "fact"}

Row = Mapping[str, Any]


def fact_of(row: Row) -> GoldFact:
    """The fact in `row`; its id is "" where it has none. Raises ValueError that says what is wrong with it."""
    data = {key: value for key, value in _plain(row).items() if key not in (*ARTICLE, "index")}
    try:
        if isinstance(data.get("fact"), Mapping):
            return gold_from_row(data) if isinstance(data["fact"].get("slots"), list) else checked(GoldFact, data)
        if isinstance(data.get("slots"), list):
            given = {key: value for key, value in data.items() if value is not None}
            return GoldFact("", fact_from_row({"evidence": (), "source": None, **given}))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(
            "`slots` is a list, but not in the columns of a run's found.parquet: write slots as {'detainee': 'men'}; "
            "a list of fillers with their roles is read by `arguments` of a mapping (docs/predictions.md)"
        ) from error
    return _short(data)


def article_of(row: Row) -> str | None:
    """The article that `row` belongs to, or None where it does not say."""
    for key in ARTICLE:
        if not _nothing(row.get(key)):
            return str(row[key])
    return None


def tidy(columns: Iterable[str]) -> bool:
    """Tell a table with a filler a row from one with a fact a row."""
    names = set(columns)
    return {"fact", "slot"} <= names and bool(names & {"value", "text"})


def joined(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The fillers of a tidy table as facts: rows of the same article, type and `fact` are one, of that id.

    Raises ValueError that says which row, counted from 0, is none of such a table.
    """
    facts: dict[tuple[str, str, str], dict[str, Any]] = {}
    for number, row in enumerate(map(_plain, rows)):
        if not {"fact", "slot"} <= set(row):
            raise ValueError(f"row {number} lacks `fact` or `slot`, which the first row has")
        key = (str(article_of(row)), str(row.get("type")), str(row["fact"]))
        rest = {name: value for name, value in row.items() if name not in _TIDY and not _nothing(value)}
        fact = facts.setdefault(key, {**rest, "id": str(row["fact"]), "slots": {}})
        filler = {name: row[name] for name in ("text", "value", "precision") if not _nothing(row.get(name))}
        if not _nothing(row.get("start")) and not _nothing(row.get("end")):
            filler["span"] = [_offset(number, row[edge]) for edge in ("start", "end")]
        if filler and not _nothing(row["slot"]):
            short = filler["value"] if set(filler) == {"value"} else filler
            fact["slots"].setdefault(str(row["slot"]), []).append(short)
    return list(facts.values())


def _offset(row: int, value: object) -> int:
    """A whole number; a column of a frame that has gaps holds 2 as 2.0."""
    if isinstance(value, int) or (isinstance(value, float) and value.is_integer()):
        return int(value)
    raise ValueError(f"row {row}: start and end are whole numbers, not {brief(repr(value), 80)}")


def _short(data: dict[str, Any]) -> GoldFact:
    """A fact with slots as a mapping, or with a key a slot."""
    if _nothing(data.get("type")):
        raise ValueError(f"a fact needs a type: {{'type': ..., ...}}, not {brief(repr(data), 80)}")
    own = {key: data.pop(key) for key in (*_FACT, *_GOLD) if key in data and key != "slots"}
    slots = data.pop("slots", None)
    if slots is None:
        slots, data = data, {}
    if not isinstance(slots, Mapping) or data:
        beside = f"unknown keys {', '.join(map(repr, data))} beside `slots`"
        strange = beside if data else f"`slots` is {brief(repr(slots), 80)}, not {{'detainee': 'men'}} or the like,"
        raise ValueError(f"{strange} in a fact of type {own['type']!r}")
    filled = {str(slot): _fillers(slot, value) for slot, value in slots.items()}
    kept = {key: value for key, value in own.items() if not _nothing(value)}
    about = {key: str(kept.pop(key)) if key == "id" else kept.pop(key) for key in _GOLD if key in kept}
    if "source" in kept:
        sources = _fillers("source", kept["source"])
        if len(sources) > 1:
            raise ValueError(f"a fact has one source at most, not {len(sources)}: {brief(repr(kept['source']), 80)}")
        kept["source"] = sources[0] if sources else None
    fact = checked(Fact, {**kept, "slots": {slot: some for slot, some in filled.items() if some}})
    return checked(GoldFact, {"id": "", **about, "fact": fact})


def _fillers(slot: object, value: object) -> tuple[Filler, ...]:
    values = value if isinstance(value, list | tuple) else (value,)
    return tuple(_filler(slot, one) for one in values if not _nothing(one))


def _filler(slot: object, value: object) -> Filler:
    if isinstance(value, Filler):
        return value
    if isinstance(value, Mapping):
        if not set(value) <= _FILLER:
            raise ValueError(
                f"slot {slot!r}: a filler has the keys {', '.join(sorted(_FILLER))}, not {brief(repr(value), 80)}"
            )
        try:
            return checked(Filler, dict(value))
        except ValueError as error:
            raise ValueError(f"slot {slot!r}: {error}") from error
    if isinstance(value, bool):
        return Filler(text=str(value).lower())
    if isinstance(value, int) and value.bit_length() > _BITS:
        raise ValueError(f"slot {slot!r}: a number of more than {_BITS} bits is more than can be compared")
    if isinstance(value, int | float):
        # A column of a frame that has gaps holds 2 as 2.0.
        return Filler(value=int(value) if isinstance(value, float) and value.is_integer() else value)
    if isinstance(value, str):
        return Filler(text=value)
    raise ValueError(f"slot {slot!r}: {brief(repr(value), 80)} is no filler: give a number, text, or a list of them")


def _plain(value: Any) -> Any:  # noqa: ANN401 - anything a table may hold
    """Arrays as lists, numpy's and pandas' scalars as Python's, days as EDTF."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple) and not hasattr(value, "_fields"):
        return [_plain(one) for one in value]
    if _nothing(value):
        return None
    if callable(getattr(value, "isoformat", None)):
        text = str(value.isoformat())
        return text.removesuffix("T00:00:00")
    if callable(getattr(value, "tolist", None)):
        return _plain(value.tolist())
    return value


def _nothing(value: object) -> bool:
    """Tell what fills nothing: None, NaN, pandas' NaT and NA, and empty text."""
    if isinstance(value, float):
        return math.isnan(value)
    return value is None or (isinstance(value, str) and not value) or type(value).__name__ in ("NaTType", "NAType")
