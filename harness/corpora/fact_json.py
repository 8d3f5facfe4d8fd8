"""Facts, found and gold, as plain JSON and back: the fields of the dataclasses, in their order.

A span is `[start, end]`, a filler `{"text": "nine", "value": 9, "span": [3, 7], "precision": "exact"}`. A lone
surrogate, which no UTF-8 file can hold but an extractor may return, is written as U+FFFD; everything else comes back as
it was.
"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from harness.facts import Article, Fact, Filler, GoldFact
from harness.misfits import Misfit, misfits
from harness.schema import Schema

T = TypeVar("T", Article, Fact, Filler, GoldFact, Schema)

_NOUNS = {Article: "article", Fact: "fact", Filler: "filler", GoldFact: "gold fact", Schema: "schema"}
_ADAPTERS: Mapping[type, TypeAdapter[Any]] = {kind: TypeAdapter(kind) for kind in _NOUNS}


def fact_to_json(fact: Fact | GoldFact) -> dict[str, Any]:
    """The fact as a dict that `json.dumps` takes; the keys always stand in the same order."""
    return {field.name: plain(getattr(fact, field.name)) for field in fields(fact)}


def fact_from_json(data: object) -> Fact:
    """The found fact in `data`. Raises ValueError that names the field that is wrong."""
    return checked(Fact, data)


def gold_from_json(data: object) -> GoldFact:
    """The gold fact in `data`. Raises ValueError that names the field that is wrong."""
    return checked(GoldFact, data)


def checked(kind: type[T], data: object) -> T:
    """The dataclass of this kind that `data` describes. Raises ValueError that names every field that is wrong."""
    try:
        built: T = _ADAPTERS[kind].validate_python(data)
    except ValidationError as error:
        wrong = "; ".join(map(_complaint, misfits(error.errors(), data)))
        raise ValueError(f"this is no {_NOUNS[kind]}: {wrong}") from error
    return built


def _complaint(wrong: Misfit) -> str:
    if wrong.kind == "missing":
        return f"{wrong.key} is missing"
    return f"{wrong.key or 'it'} {wrong.asked}, not {wrong.errors[0]['input']!r:.80}"


def plain(thing: object) -> Any:  # noqa: ANN401 - JSON has no better type
    """Dataclasses, by what they are made from, and what they hold as dicts, lists, text, numbers, booleans and None."""
    if isinstance(thing, str):
        return _writable(thing)
    if is_dataclass(thing):
        return {field.name: plain(getattr(thing, field.name)) for field in fields(thing) if field.init}
    if isinstance(thing, Mapping):
        return {_writable(key): plain(value) for key, value in thing.items()}
    return [plain(one) for one in thing] if isinstance(thing, tuple | list) else thing


def _writable(text: str) -> str:
    """`text` as UTF-8 can hold it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
