"""The `entities` of a gold file: every name that the article uses for one thing, and the places that contain it."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace

from harness.gold.problems import FileProblems, Mark, closest, shown
from harness.gold.shape import Shape
from harness.gold.yaml_source import Field, Items, Node

KINDS = ("person", "group", "organisation", "place")


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing under its `name`, the other names it has (`also`), and the keys of the places it lies `within`."""

    key: str
    kind: str
    name: str
    also: tuple[str, ...]
    within: tuple[str, ...]
    at: Mark

    @property
    def names(self) -> tuple[str, ...]:
        """The name and the other names, each once."""
        return tuple(dict.fromkeys((self.name, *self.also)))


class Entities:
    """The entities of one file, which remember who was asked for."""

    def __init__(self, by_key: Mapping[str, Entity], broken: Container[str] = ()) -> None:
        """`broken` holds the keys of entities that are listed but cannot be read, and are looked for in vain."""
        self.by_key = by_key
        self.broken = broken
        self.used: set[str] = set()

    def find(self, node: Node, what: str, shape: Shape) -> Entity | None:
        """The entity whose key `node` holds; a key that is not listed is noted."""
        key = shape.text(node, what)
        if key is None or key in self.broken:
            return None
        self.used.add(key)
        if key not in self.by_key:
            shape.problems.error(node.at, f"{what}: no entity {shown(key)} is listed{closest(key, self.by_key)}")
        return self.by_key.get(key)

    def containers(self, entity: Entity) -> tuple[str, ...]:
        """Names of the places that `entity` lies within, from the nearest to the widest, each once."""
        keys = list(entity.within)
        for key in keys:  # grows while it is walked, each key once, so a cycle ends too
            keys += [wider for wider in self.by_key[key].within if wider not in keys]
        names = (name for key in keys if key != entity.key for name in self.by_key[key].names)
        return tuple(dict.fromkeys(names))


class _Everything:
    """Contains all there is."""

    def __contains__(self, item: object) -> bool:
        return True


def read_entities(node: Node | None, shape: Shape) -> Entities:
    """The entities listed in `node`, the value of the file's `entities`."""
    if node is None:
        return Entities({})
    entries = shape.mapping(node, "entities", "an entity key")
    if entries is None:
        return Entities({}, _Everything())
    read = {key: _entity(key, field, shape) for key, field in entries.items()}
    listed = {key: entry[0] for key, entry in read.items() if entry}
    entities = Entities(listed, entries.keys() - listed.keys())
    for entity, within in [entry for entry in read.values() if entry and entry[1]]:
        listed[entity.key] = replace(entity, within=_containers(entity, within, entities, shape))
    _check_cycles(entities, shape.problems)
    return entities


def _entity(key: str, entry: Field, shape: Shape) -> tuple[Entity, tuple[Node, ...]] | None:
    """An entity without its containers, and the nodes that name these: they may be listed further down."""
    what = f"entity '{key}'"
    fields = shape.fields(entry.value, what, ("kind", "name", "also", "within"), ("kind", "name"))
    if fields is None:
        return None
    kind = shape.choice(fields["kind"].value, f"the kind of {what}", KINDS) if "kind" in fields else None
    name = shape.text(fields["name"].value, f"the name of {what}") if "name" in fields else None
    also = shape.texts(fields["also"].value, f"`also` of {what}", "[IMU]") if "also" in fields else ()
    if not (kind and name):
        return None
    within = fields["within"].value if "within" in fields else Items(entry.at, (), True)
    return Entity(key, kind, name, also, (), entry.at), within.items if isinstance(within, Items) else (within,)


def _containers(entity: Entity, within: tuple[Node, ...], entities: Entities, shape: Shape) -> tuple[str, ...]:
    what = f"`within` of entity '{entity.key}'"
    if entity.kind != "place":
        shape.problems.error(within[0].at, f"{what}: only a place lies within a place, no {entity.kind}")
    keys = []
    for node in within:
        wider = entities.find(node, what, shape)
        if wider and wider.kind != "place":
            shape.problems.error(node.at, f"{what}: '{wider.key}' has kind {wider.kind}, not place")
        elif wider:
            keys.append(wider.key)
    return tuple(dict.fromkeys(keys))


def _check_cycles(entities: Entities, problems: FileProblems) -> None:
    for key, entity in entities.by_key.items():
        circle = _circle(entities, key)
        if circle and key == min(circle):
            problems.error(entity.at, f"places lie within each other: {' within '.join((*circle, key))}; remove one")


def _circle(entities: Entities, start: str) -> tuple[str, ...]:
    """The way from `start` over `within` back to it, or nothing."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for wider in entities.by_key[way[-1]].within:
            if wider == start:
                return way
            if wider not in seen:
                seen.add(wider)
                ways.append((*way, wider))
    return ()
