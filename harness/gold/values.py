"""A filler's `value`: numbers, EDTF dates, the words of an enum and what a class checks, as a person writes it."""

import re

from harness.errors import ConfigError
from harness.facts import Value
from harness.gold.shape import Shape, kind
from harness.gold.yaml_source import Node, Scalar
from harness.kinds.asked import Asked
from harness.kinds.choose import asked_kind
from harness.normalise.dates import check_date
from harness.schema import PLAIN, Schema, SlotType

VALUED = ("number", "date", "enum")
"""The kinds whose fillers have a value, besides those whose class has a `check`; others are compared by their words."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,17})?")


def is_null(node: Node) -> bool:
    """Whether `node` is YAML's null."""
    return isinstance(node, Scalar) and node.kind == "null"


def read_value(node: Node, slot: SlotType, what: str, shape: Shape, schema: Schema) -> Value:
    """The value of a filler of `slot`; None, with the reason noted, if it is none that the slot's kinds have."""
    if is_own(slot):
        return _checked(node, f"the value of {what}", shape, asked_kind(schema, slot.kinds[0]))
    if "enum" in slot.kinds and not slot.values:  # the schema's own mistake, which is told there
        return shape.text(node, f"the value of {what}")
    if "enum" in slot.kinds:
        return shape.choice(node, f"the value of {what}", slot.values)
    if "number" in slot.kinds and ("date" not in slot.kinds or _is_number(node)):
        return _number(node, what, shape)
    return read_date(node, f"the value of {what}", shape)


def read_date(node: Node, what: str, shape: Shape) -> str | None:
    """A date in EDTF; None, with the reason noted, if it is none. A year may stand unquoted: no number is meant."""
    year = isinstance(node, Scalar) and node.kind == "int"
    text = node.text if isinstance(node, Scalar) and year else shape.text(node, what)
    if text is None:
        return None
    trouble = check_date(text)
    if trouble:
        shape.problems.error(node.at, f"{what}: {trouble}")
    return None if trouble else text


def _is_number(node: Node) -> bool:
    return isinstance(node, Scalar) and node.kind in ("int", "float")


def _number(node: Node, what: str, shape: Shape) -> int | float | None:
    if isinstance(node, Scalar) and _is_number(node) and _NUMBER.fullmatch(node.text):
        return float(node.text) if "." in node.text else int(node.text)
    if isinstance(node, Scalar) and _NUMBER.fullmatch(node.text):
        advice = f"write it without quotation marks: {node.text}"
    else:
        advice = "write plain digits, such as 9, 1426 or 1.5"
    shape.problems.error(node.at, f"the value of {what} must be a number, not {kind(node)}; {advice}")
    return None


def _checked(node: Node, what: str, shape: Shape, asked: Asked | None) -> str | None:
    """A value that a class has checked; any text where it was not loaded."""
    text = shape.text(node, what)
    if text is None or asked is None:
        return text
    try:
        trouble = asked.complaint(text)
    except ConfigError as error:
        trouble = str(error)
    if trouble:
        shape.problems.error(node.at, f"{what}: {trouble}")
    return None if trouble else text


def is_own(slot: SlotType) -> bool:
    """Whether a class compares the fillers of `slot`."""
    return bool(slot.kinds) and slot.kinds[0] not in PLAIN


def takes_value(slot: SlotType, schema: Schema) -> bool:
    """Whether a filler of `slot` may have a value; also where a class was not loaded, or no kind read, to say so."""
    if is_own(slot):
        asked = asked_kind(schema, slot.kinds[0])
        return asked is None or asked.checks
    return not slot.kinds or bool(set(VALUED) & set(slot.kinds))


def valued(slot: SlotType, schema: Schema) -> bool:
    """Whether every filler of `slot` must have a value."""
    if is_own(slot):
        asked = asked_kind(schema, slot.kinds[0])
        return asked is not None and asked.checks
    return bool(slot.kinds) and all(kind in VALUED for kind in slot.kinds)
