"""What a mapping says that facts are, and the schema does not know: told once, not with every record. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from harness.answers.mapping import RecordMap, SlotMap, TypeMap
from harness.errors import ConfigError
from harness.gold.problems import closest
from harness.schema import FactType, Schema

Value = str | int | float


def check_names(mapping: RecordMap, schema: Schema) -> None:
    """Raise ConfigError with every fact type, slot and enum value of a mapping that the schema lacks."""
    if wrong := list(_unknown(mapping, schema)):
        raise ConfigError(f"the mapping cannot be used: {'; '.join(wrong)}")


def _unknown(mapping: RecordMap, schema: Schema) -> Iterator[str]:
    for name, kind in mapping.types.items():
        its = TypeMap(type=kind) if isinstance(kind, str) else kind
        if its is None:
            continue
        if its.type not in schema.types:
            yield f"mapping.types.{name}: there is no fact type {its.type!r}{closest(its.type, schema.types)}"
            continue
        types = [schema.types[its.type]]
        yield from _of_fields(f"mapping.types.{name}.slots", its.slots, types)
        for slot, value in its.set.items():
            yield from _of_slot(f"mapping.types.{name}.set.{slot}", slot, [value], types)
    yield from _of_fields("mapping.slots", mapping.slots, list(schema.types.values()))


def _of_fields(where: str, slots: Mapping[str, str | SlotMap], types: Sequence[FactType]) -> Iterator[str]:
    for field, target in slots.items():
        its = SlotMap(slot=target) if isinstance(target, str) else target
        yield from _of_slot(f"{where}.{field}", its.slot, list(its.values.values()), types)


def _of_slot(where: str, slot: str, values: Sequence[Value], types: Sequence[FactType]) -> Iterator[str]:
    """What is wrong with a slot of any of these types, and with values for it where it takes an enum's alone."""
    having = [one.slots[slot] for one in types if slot in one.slots]
    if not having:
        whose = f"{types[0].name} has no slot" if len(types) == 1 else "no fact type has a slot"
        yield f"{where}: {whose} {slot!r}{closest(slot, {name for one in types for name in one.slots})}"
    elif all(one.kinds == ("enum",) for one in having):
        known = {value for one in having for value in one.values}
        for value in values:
            if value not in known:
                yield f"{where}: {slot} is never {value!r}{closest(str(value), known)}"
