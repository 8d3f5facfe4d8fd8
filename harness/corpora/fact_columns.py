"""Facts as typed, nested columns, so that a table of them reads the same in Arrow, Parquet, datasets and pandas.

JSON's mapping of slots is a list of `{slot, fillers}`, a span is `{start, end}`, and a value, which may be an int, a
float or text, stands in `value` as text with its type in `value_type`, and comes back exactly, however large.
"""

from collections.abc import Mapping
from typing import Any

from harness.corpora.fact_json import fact_from_json, fact_to_json, gold_from_json
from harness.facts import Fact, GoldFact

_TYPES = {"int": int, "float": float, "str": str}

Row = Mapping[str, Any]


def fact_features() -> dict[str, Any]:
    """The columns of a fact, as `datasets.Features` takes them."""
    from datasets import List, Value

    text, number = Value("string"), Value("int64")
    span = {"start": number, "end": number}
    filler = {"text": text, "value": text, "value_type": text, "span": span, "precision": text}
    return {
        "type": text,
        "slots": List({"slot": text, "fillers": List(filler)}),
        "evidence": List(span),
        "modality": text,
        "polarity": text,
        "source": filler,
        "confidence": Value("float64"),
    }


def gold_features() -> dict[str, Any]:
    """The columns of a gold fact."""
    from datasets import List, Value

    text, yes = Value("string"), Value("bool")
    accepted = {"names": List(text), "containers": List(text), "optional": yes, "entity": text}
    return {
        "id": text,
        "fact": fact_features(),
        "accepts": List({"slot": text, "accepted": List(accepted)}),
        "optional": yes,
        "part_of": text,
        "note": text,
    }


def fact_to_row(fact: Fact) -> dict[str, Any]:
    """The fact in the columns of `fact_features`."""
    data = fact_to_json(fact)
    slots = [{"slot": slot, "fillers": [_filler_row(one) for one in some]} for slot, some in data["slots"].items()]
    evidence = [_span_row(span) for span in data["evidence"]]
    return data | {"slots": slots, "evidence": evidence, "source": _filler_row(data["source"])}


def gold_to_row(gold: GoldFact) -> dict[str, Any]:
    """The gold fact in the columns of `gold_features`."""
    data = fact_to_json(gold)
    accepts = [{"slot": slot, "accepted": accepted} for slot, accepted in data["accepts"].items()]
    return data | {"fact": fact_to_row(gold.fact), "accepts": accepts}


def fact_from_row(row: Row) -> Fact:
    """The fact in such a row. Raises ValueError, KeyError or TypeError where it holds none."""
    return fact_from_json(_fact_data(row))


def gold_from_row(row: Row) -> GoldFact:
    """The gold fact in such a row. Raises ValueError, KeyError or TypeError where it holds none."""
    accepts = {one["slot"]: one["accepted"] for one in row["accepts"]}
    return gold_from_json({**row, "fact": _fact_data(row["fact"]), "accepts": accepts})


def _fact_data(row: Row) -> dict[str, Any]:
    return {
        **row,
        "slots": {one["slot"]: [_filler_data(filler) for filler in one["fillers"]] for one in row["slots"]},
        "evidence": [_span_data(span) for span in row["evidence"]],
        "source": _filler_data(row["source"]),
    }


def _filler_row(data: Row | None) -> dict[str, Any] | None:
    if data is None:
        return None
    value, kind = data["value"], next((name for name, one in _TYPES.items() if isinstance(data["value"], one)), None)
    text = None if kind is None else str(_TYPES[kind](value))
    return {**data, "value": text, "value_type": kind, "span": _span_row(data["span"])}


def _filler_data(row: Row | None) -> dict[str, Any] | None:
    # A struct of nothing but nulls is how some readers give back a null struct; a filler has a precision.
    if row is None or row["precision"] is None:
        return None
    return {"text": row["text"], "value": _value(row), "span": _span_data(row["span"]), "precision": row["precision"]}


def _value(row: Row) -> int | float | str | None:
    kind = row["value_type"]
    if kind is None:
        return None
    try:
        value: int | float | str = _TYPES[kind](row["value"])
    except ValueError as error:
        raise ValueError(f"the value {row['value']!r:.80} is not of the type that value_type says, {kind}") from error
    return value


def _span_row(span: list[int] | None) -> dict[str, int] | None:
    return None if span is None else {"start": span[0], "end": span[1]}


def _span_data(row: Row | None) -> list[int] | None:
    return None if row is None or row["start"] is None else [row["start"], row["end"]]
