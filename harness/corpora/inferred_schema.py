"""A schema for facts that come without one, read off their values."""

from collections.abc import Iterable, Mapping, Sequence

from harness.errors import ConfigError
from harness.facts import Fact, Filler, GoldFact
from harness.gold.problems import closest
from harness.kinds.choose import given_kind, known_kinds
from harness.kinds.protocol import SlotKind
from harness.normalise.dates import check_date
from harness.normalise.numbers import read_number
from harness.schema import FactType, Kind, OwnKind, Schema, SlotType

KINDS: tuple[Kind, ...] = known_kinds(Schema({}))


def infer_schema(*sides: Mapping[str, Sequence[GoldFact | Fact]]) -> Schema:
    """The types and slots of all facts of all sides, in alphabetical order.

    A slot is a number where some filler is one and all others can be read as one; a date where all are EDTF (ISO days
    among them); and else a mention, compared by its words. Every slot is a key slot: any of them may bring two facts
    together, and a fact is leniently right if all of them are at least partly right. Give a schema to say otherwise.
    """
    seen: dict[str, dict[str, list[Filler]]] = {}
    for side in sides:
        for facts in side.values():
            for item in facts:
                fact = item.fact if isinstance(item, GoldFact) else item
                slots = seen.setdefault(fact.type, {})
                for slot, fillers in fact.slots.items():
                    slots.setdefault(slot, []).extend(fillers)
    types = {}
    for name in sorted(seen):
        types[name] = _fact_type(name, {slot: _kind(seen[name][slot]) for slot in sorted(seen[name])})
    return Schema(types)


def schema_of(kinds: Mapping[str, Mapping[str, Kind | SlotKind]]) -> Schema:
    """The schema with these types, their slots and the slots' kinds; every slot is a key slot.

    A kind may also be an object that compares (`harness.kinds.protocol.SlotKind`). Raises ConfigError where it is no
    such mapping, or a kind is unknown.
    """
    own = _OwnKinds()
    named: dict[str, dict[str, Kind]] = {}
    for name, slots in _pairs(kinds, "schema"):
        for slot, kind in _pairs(slots, f"schema[{name!r}]"):
            if not isinstance(kind, str) and not isinstance(kind, type) and callable(getattr(kind, "compare", None)):
                kind = own.name(kind)
            elif kind not in KINDS:
                raise ConfigError(f"slot {slot!r} of {name!r}: there is no kind {kind!r}{closest(str(kind), KINDS)}")
            named.setdefault(str(name), {})[str(slot)] = str(kind)
    return Schema({name: _fact_type(name, named.get(name, {})) for name in kinds}, kinds=own.kinds)


class _OwnKinds:
    """Kinds that a caller gives as objects, under the names of their classes."""

    def __init__(self) -> None:
        self.kinds: dict[str, OwnKind] = {}
        self._objects: list[object] = []

    def name(self, kind: object) -> Kind:
        """The name of a kind, a new one if it is new."""
        at = next((at for at, known in enumerate(self._objects) if known is kind), len(self._objects))
        name = type(kind).__name__ + (f"-{at + 1}" if at else "")
        if at == len(self._objects):
            self._objects.append(kind)
            self.kinds[name] = given_kind(name, kind)
        return name


def _pairs(mapping: object, place: str) -> Iterable[tuple[object, object]]:
    if not isinstance(mapping, Mapping):
        raise ConfigError(f"{place} is a {type(mapping).__name__}: a schema is a Schema, or type -> slot -> kind")
    return mapping.items()


def _fact_type(name: str, kinds: Mapping[str, Kind]) -> FactType:
    return FactType(name, {slot: SlotType(slot, (kind,), "several", key=True) for slot, kind in kinds.items()})


def _kind(fillers: Iterable[Filler]) -> Kind:
    values = [filler.value if filler.value is not None else filler.text for filler in fillers]
    said = [value for value in values if value is not None]
    words = [value for value in said if isinstance(value, str)]
    if len(words) < len(said):
        return "number" if all(read_number(word) is not None for word in words) else "mention"
    return "date" if said and all(check_date(word) is None for word in words) else "mention"
