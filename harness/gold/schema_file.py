"""`schema.yaml` as `harness.schema.Schema`: the fact types that a corpus is written in."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import cast, get_args

from harness.gold.own_kinds import read_kinds
from harness.gold.problems import FileProblems, closest, shown
from harness.gold.shape import Shape
from harness.gold.yaml_source import Field, Fields, Items, Node, Scalar, parse
from harness.kinds.choose import known_kinds
from harness.schema import ATTRIBUTES, PLAIN, FactType, Fillers, Kind, Schema, SlotType

FILLERS: tuple[Fillers, ...] = get_args(Fillers)
VERSION = "1"


def read_schema(data: bytes, problems: FileProblems, allow: Sequence[str] | None = ()) -> Schema:
    """The schema in `data`; what cannot be read of it is noted in `problems` and left out.

    `allow` names the packages that may hold the classes of its own slot kinds; with None none is loaded.
    """
    types: dict[str, FactType] = {}
    shape = Shape(problems)
    root = parse(data, problems)
    top = root and shape.fields(root, "the schema", ("schema_version", "kinds", "types"), ("schema_version", "types"))
    own = read_kinds(top["kinds"].value, shape, allow) if top and "kinds" in top else {}
    named = top["kinds"].value if top and "kinds" in top else None
    unread = dict.fromkeys(named.fields if isinstance(named, Fields) else (), False)
    known = unread | dict.fromkeys(known_kinds(Schema({}, kinds=own)), True)
    if top and "schema_version" in top:
        check_version(top["schema_version"].value, problems)
    if top and "types" in top:
        entries = shape.mapping(top["types"].value, "types", "a fact type")
        if isinstance(top["types"].value, Fields) and not top["types"].value.fields:
            problems.error(top["types"].at, "the schema has no fact types: write at least one")
        types = {name: _fact_type(name, field, shape, known) for name, field in (entries or {}).items()}
    return Schema(types, hashlib.sha256(data).hexdigest(), own)


def check_version(node: Node, problems: FileProblems) -> None:
    """Note a schema_version that is not the one this harness reads."""
    if not (isinstance(node, Scalar) and node.kind == "int" and node.text == VERSION):
        problems.error(node.at, f"schema_version must be {VERSION}, the version this harness reads")


def _fact_type(name: str, field: Field, shape: Shape, known: Mapping[Kind, bool]) -> FactType:
    what = f"fact type '{name}'"
    fields = shape.fields(field.value, what, ("meaning", "slots"), ("slots",)) or {}
    meaning = shape.text(fields["meaning"].value, f"the meaning of {what}") if "meaning" in fields else None
    slots: dict[str, SlotType] = {}
    if "slots" in fields:
        entries = shape.mapping(fields["slots"].value, f"the slots of {what}", "a slot")
        for slot, entry in (entries or {}).items():
            if slot in ATTRIBUTES:
                shape.problems.error(entry.at, f"slot '{slot}' of {what}: every fact has a {slot}; choose another name")
            slots[slot] = _slot_type(slot, f"slot '{slot}' of {what}", entry.value, shape, known)
        if entries is not None and not any(slot.key for slot in slots.values()):
            shape.problems.error(fields["slots"].at, f"{what} has no key slot: give `key: true` to what it hangs on")
    return FactType(name, slots, meaning or "")


def _slot_type(name: str, what: str, node: Node, shape: Shape, known: Mapping[Kind, bool]) -> SlotType:
    fields = shape.fields(node, what, ("kind", "fillers", "key", "values", "meaning"), ("kind",)) or {}
    kinds = _kinds(fields["kind"].value, what, shape, known) if "kind" in fields else ()
    fillers = shape.choice(fields["fillers"].value, f"fillers of {what}", FILLERS) if "fillers" in fields else None
    meaning = shape.text(fields["meaning"].value, f"the meaning of {what}") if "meaning" in fields else None
    key = "key" in fields and _key(fields["key"].value, what, shape)
    values = _values(fields["values"], what, shape) if "values" in fields else ()
    if "enum" in kinds and "values" not in fields:
        shape.problems.error(node.at, f"{what} is an enum without `values`: list them, such as values: [yes, no]")
    if kinds and "enum" not in kinds and "values" in fields:
        shape.problems.error(fields["values"].at, f"{what} has `values`, which only kind: enum takes")
    return SlotType(name, kinds, cast(Fillers, fillers or "at_most_one"), key, values, meaning or "")


def _key(node: Node, what: str, shape: Shape) -> bool:
    """Whether a slot is a key slot; what cannot be read is one, so that its type is not said to have none besides."""
    return shape.flag(node, f"key of {what}") or not (isinstance(node, Scalar) and node.kind == "bool")


def _kinds(node: Node, what: str, shape: Shape, known: Mapping[Kind, bool]) -> tuple[Kind, ...]:
    """The kinds of a slot; none where one could not be read, as what the others ask for may then be wrong.

    `known` says of each kind whether it was read itself.
    """
    members = node.items if isinstance(node, Items) else (node,)
    if not members:
        shape.problems.error(node.at, f"{what} has an empty list of kinds{closest('', known)}")
    kinds: list[Kind] = []
    read = True
    for member in members:
        kind = shape.choice(member, f"the kind of {what}", tuple(known))
        if kind in kinds:
            shape.problems.error(member.at, f"{what} names kind '{kind}' twice")
        elif kind:
            kinds.append(kind)
        read = read and kind is not None and known[kind]
    if "enum" in kinds and len(kinds) > 1:
        shape.problems.error(node.at, f"{what}: an enum is compared by equality and goes with no other kind")
    elif len(kinds) > 1 and (own := [kind for kind in kinds if kind not in PLAIN]):
        shape.problems.error(node.at, f"{what}: kind '{own[0]}' compares by its own rules and goes with no other kind")
    return tuple(kinds) if read else ()


def _values(field: Field, what: str, shape: Shape) -> tuple[str, ...]:
    values = shape.texts(field.value, f"the values of {what}", "[killed, injured]")
    if isinstance(field.value, Items) and not field.value.items:
        shape.problems.error(field.at, f"{what} has an empty list of values")
    for value in dict.fromkeys(value for value in values if values.count(value) > 1):
        shape.problems.error(field.at, f"{what} lists the value {shown(value)} twice")
    return tuple(dict.fromkeys(values))
