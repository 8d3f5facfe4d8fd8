"""The JSON schema of an answer, made from the fact types: what a model is asked for, and what its answer is held to.

    {"detention": [{"quotes": ["Police arrested two men"], "slots": {"count": {"text": "two", "value": 2}}, ...}], ...}

One list of facts for each type, so that no server has to understand alternatives (`anyOf`), and objects nest four deep.
"""

from collections.abc import Mapping
from typing import Any, get_args

from harness.facts import Modality, Polarity, Precision
from harness.schema import FactType, Schema, SlotType

Json = dict[str, Any]

_TEXT: Json = {"type": "string"}
_VALUES = {"number": "number", "date": "string"}
"""The kinds whose fillers have words and a value, and the JSON type of the value."""


def answer_schema(schema: Schema, strict: bool) -> Json:
    """Return the schema, in the subset of JSON Schema that structured output knows.

    With `strict` every key is required and what a fact lacks is null, as OpenAI's strict mode asks for; otherwise what
    a fact lacks is left out.
    """
    types = {name: {"type": "array", "items": _fact(one, strict)} for name, one in schema.types.items()}
    shared: Json = {
        "quotes": {"type": "array", "items": _TEXT},
        "modality": _choice(get_args(Modality), strict),
        "polarity": _choice(get_args(Polarity), strict),
        "source": {"type": ["string", "null"]},
    }
    for kind, value in _VALUES.items():
        parts: Json = {
            "text": {"type": ["string", "null"]},
            "value": {"type": [value, "null"]},
            "precision": _choice(get_args(Precision), strict),
        }
        shared[kind] = _or_null(_object(parts, strict), strict)
    return {**_object(types, strict), "$defs": shared}


def _fact(fact_type: FactType, strict: bool) -> Json:
    parts = {name: _shared(name) for name in ("quotes", "modality", "polarity", "source")}
    parts["slots"] = _object({name: _slot(slot, strict) for name, slot in fact_type.slots.items()}, strict)
    return {**_object(parts, strict), "required": list(parts) if strict else ["quotes", "slots"]}


def _slot(slot: SlotType, strict: bool) -> Json:
    several = slot.fillers == "several"
    if "enum" in slot.kinds:
        one = _choice(slot.values, strict and not several)
    elif len(slot.kinds) == 1 and slot.kinds[0] in _VALUES:
        one = _shared(slot.kinds[0])
    else:  # words of the article; so are those of a slot that takes several kinds
        one = _or_null(_TEXT, strict and not several)
    return _or_null({"type": "array", "items": one}, strict) if several else one


def _shared(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _choice(words: tuple[str, ...], nullable: bool) -> Json:
    return _or_null({"type": "string", "enum": list(words)}, nullable)


def _or_null(one: Json, nullable: bool) -> Json:
    if not nullable:
        return dict(one)
    words = {"enum": [*one["enum"], None]} if "enum" in one else {}
    return {**one, "type": [one["type"], "null"], **words}


def _object(properties: Mapping[str, Any], strict: bool) -> Json:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties) if strict else [],
        "additionalProperties": False,
    }
