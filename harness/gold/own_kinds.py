"""The `kinds` of a schema: slot kinds of its own, each a class and its options, loaded if that is allowed."""

from collections.abc import Sequence
from typing import Any

from harness.errors import ConfigError
from harness.gold.shape import Shape, kind
from harness.gold.yaml_source import Fields, Items, Node, Scalar
from harness.kinds.choose import load_kind
from harness.schema import PLAIN, OwnKind


def read_kinds(node: Node, shape: Shape, allow: Sequence[str] | None) -> dict[str, OwnKind]:
    """The kinds by name; those that cannot be read or loaded are noted. With `allow` None none is loaded."""
    kinds: dict[str, OwnKind] = {}
    for name, entry in (shape.mapping(node, "kinds", "a slot kind") or {}).items():
        what = f"slot kind '{name}'"
        if name in PLAIN:
            shape.problems.error(entry.at, f"{what} is built into the matching: choose another name")
            continue
        if not isinstance(entry.value, Fields) or "_target_" not in entry.value.fields:
            shape.problems.error(
                entry.at, f"{what} needs `_target_: package.module.Class`, and beside it the options of the class"
            )
            continue
        fields = dict(entry.value.fields)
        target = shape.text(fields.pop("_target_").value, f"the _target_ of {what}")
        if target is None:
            continue
        options = {
            option: _plain(field.value, f"option '{option}' of {what}", shape) for option, field in fields.items()
        }
        kinds[name] = OwnKind(target, options)
        if allow is None:
            continue
        try:
            kinds[name] = load_kind(name, kinds[name], allow)
        except ConfigError as error:
            shape.problems.error(entry.at, str(error))
    return kinds


def _plain(node: Node, what: str, shape: Shape) -> Any:  # noqa: ANN401 - what YAML holds
    """An option as YAML 1.2 means it; what it has no plain value for is noted."""
    if isinstance(node, Items):
        return [_plain(member, what, shape) for member in node.items]
    if isinstance(node, Fields):
        return {name: _plain(field.value, what, shape) for name, field in node.fields.items()}
    try:
        return _scalar(node)
    except (ValueError, KeyError):
        shape.problems.error(node.at, f"{what} must be a text, a number, true, false or null, not {kind(node)}")
        return None


def _scalar(node: Scalar) -> str | int | float | bool | None:
    text = node.text
    if node.kind == "float":
        return float(text)
    if node.kind == "int":
        return int(text, 0) if text.lstrip("+-").lower().startswith(("0x", "0o")) else int(text)
    values: dict[str, str | bool | None] = {"str": text, "bool": text.lower() == "true", "null": None}
    return values[node.kind]
