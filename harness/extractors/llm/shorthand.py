"""Numbers and dates that a model gives bare: what was meant is plain, so no answer is lost for it. Pure."""

from collections.abc import Mapping
from typing import Any


def written_out(data: dict[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return an answer whose bare `3` and `"three"` are `{"value": 3}` and `{"text": "three"}` where `schema` asks so.

    What has another shape than the schema's stays as it is, for the schema to refuse.
    """
    types = schema["properties"]
    return {
        name: [_fact(one, types.get(name)) for one in some] if isinstance(some, list) else some
        for name, some in data.items()
    }


def _fact(fact: Any, asked: Any) -> Any:  # noqa: ANN401 - JSON in, JSON out
    slots = fact.get("slots") if isinstance(fact, dict) else None
    if asked is None or not isinstance(slots, dict):
        return fact
    known = asked["items"]["properties"]["slots"]["properties"]
    return {**fact, "slots": {name: _slot(one, known.get(name, {})) for name, one in slots.items()}}


def _slot(given: Any, asked: Mapping[str, Any]) -> Any:  # noqa: ANN401
    if "items" in asked:
        return [_slot(one, asked["items"]) for one in given] if isinstance(given, list) else given
    if "$ref" not in asked or isinstance(given, bool):
        return given
    if isinstance(given, str):
        return {"text": given}
    return {"value": given} if isinstance(given, int | float) else given
