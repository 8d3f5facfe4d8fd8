"""A filler's `value`: numbers, EDTF dates and the words of an enum, as a person writes them in YAML."""

import re

from harness.facts import Value
from harness.gold.shape import Shape, kind
from harness.gold.yaml_source import Node, Scalar
from harness.normalise.dates import check_date
from harness.schema import SlotType

VALUED = ("number", "date", "enum")
"""The kinds whose fillers have a value; fillers of the others are compared by their words or their entity."""

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,17})?")


def is_null(node: Node) -> bool:
    """Whether `node` is YAML's null."""
    return isinstance(node, Scalar) and node.kind == "null"


def read_value(node: Node, slot: SlotType, what: str, shape: Shape) -> Value:
    """The value of a filler of `slot`; None, with the reason noted, if it is none that the slot's kinds have."""
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


def valued(slot: SlotType) -> bool:
    """Whether every filler of `slot` must have a value."""
    return bool(slot.kinds) and all(kind in VALUED for kind in slot.kinds)
