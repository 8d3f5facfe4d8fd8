"""The `facts` of a gold file, each as written: its type, evidence, own slots and source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast, get_args

from harness.facts import Accepts, Filler, Modality, Polarity, Span
from harness.gold.anchor import Quote, occurrences
from harness.gold.entities import Entities, Entity
from harness.gold.evidence import Anchor, Evidence
from harness.gold.problems import Mark, closest, shown
from harness.gold.shape import Shape
from harness.gold.slots import Slots, Written
from harness.gold.yaml_source import Field, Fields, Items, Node
from harness.schema import FactType, Schema

KEYS = ("id", "type", "quotes", "source", "modality", "polarity", "part_of", "optional", "note", "slots")
REQUIRED = ("id", "type", "quotes", "slots")
MODALITIES: tuple[Modality, ...] = get_args(Modality)
POLARITIES: tuple[Polarity, ...] = get_args(Polarity)


@dataclass(frozen=True, slots=True)
class WrittenFact:
    """One fact before it inherits anything; `named` holds every slot that is written, even one that cannot be read."""

    id: str
    at: Mark
    type: FactType
    slots: Mapping[str, tuple[Written, ...]]
    named: frozenset[str]
    evidence: Evidence
    modality: Modality
    polarity: Polarity
    source: Written | None
    part_of: str | None
    part_of_at: Mark
    optional: bool
    note: str | None

    @property
    def spans(self) -> tuple[Span, ...]:
        """Every place of the evidence, each once, in the order of the file."""
        return tuple(dict.fromkeys(piece.span for entry in self.evidence for piece in entry))


class FactReader:
    """Reads the facts of one file."""

    def __init__(self, schema: Schema, whole_schema: bool, entities: Entities, anchor: Anchor) -> None:
        """Without a `whole_schema`, a type or slot that it lacks may be the schema's fault, and is passed over."""
        self.schema = schema
        self.whole_schema = whole_schema
        self.entities = entities
        self.anchor = anchor
        self.shape = Shape(anchor.problems)
        self._error = anchor.problems.error

    def read(self, node: Node) -> tuple[WrittenFact, ...]:
        """The facts listed in `node`, without those that have no usable id or type."""
        facts: list[WrittenFact] = []
        first: dict[str, Mark] = {}
        for member in self.shape.items(node, "facts", "[] or - id: ...") or ():
            identity, fact = self._fact(member)
            if identity and identity[0] in first:
                line = first[identity[0]].line
                self._error(identity[1], f"a second fact has the id '{identity[0]}' (first in line {line}): rename one")
            elif identity:
                first[identity[0]] = identity[1]
                facts += [fact] if fact else []
        self._check_parts(facts, first)
        return tuple(facts)

    def _fact(self, node: Node) -> tuple[tuple[str, Mark] | None, WrittenFact | None]:
        fields = self.shape.fields(node, "a fact", KEYS, REQUIRED)
        if fields is None:
            return None, None
        name = self.shape.slug(fields["id"].value, "the id of a fact") if "id" in fields else None
        what = f"fact '{name}'" if name else "this fact"
        fact_type = self._type(fields["type"].value, what) if "type" in fields else None
        evidence, complete = self.anchor.evidence(fields["quotes"].value) if "quotes" in fields else ((), False)
        slots, named = self._slots(fields, fact_type, evidence if complete else None)
        modality = self._choice(fields, "modality", what, MODALITIES)
        polarity = self._choice(fields, "polarity", what, POLARITIES)
        source = self._source(fields["source"].value, what, evidence) if "source" in fields else None
        part_of = self.shape.slug(fields["part_of"].value, f"part_of {what}") if "part_of" in fields else None
        optional = "optional" in fields and self.shape.flag(fields["optional"].value, f"`optional` of {what}")
        note = self.shape.text(fields["note"].value, f"the note of {what}") if "note" in fields else None
        if name is None:
            return None, None
        at = fields["id"].value.at
        if fact_type is None:
            return (name, at), None
        return (name, at), WrittenFact(
            name,
            at,
            fact_type,
            slots,
            named,
            evidence,
            cast(Modality, modality or "actual"),
            cast(Polarity, polarity or "positive"),
            source,
            part_of,
            fields["part_of"].value.at if "part_of" in fields else at,
            optional,
            note,
        )

    def _choice(self, fields: Mapping[str, Field], name: str, what: str, choices: tuple[str, ...]) -> str | None:
        return self.shape.choice(fields[name].value, f"{name} of {what}", choices) if name in fields else None

    def _type(self, node: Node, what: str) -> FactType | None:
        name = self.shape.text(node, f"the type of {what}")
        if name and name not in self.schema.types and self.whole_schema:
            self._error(node.at, f"the schema has no fact type {shown(name)}{closest(name, self.schema.types)}")
        return self.schema.types.get(name or "")

    def _slots(
        self, fields: Mapping[str, Field], fact_type: FactType | None, evidence: Evidence | None
    ) -> tuple[dict[str, tuple[Written, ...]], frozenset[str]]:
        node = fields["slots"].value if "slots" in fields else None
        if node is None or fact_type is None:
            return {}, frozenset()
        if not isinstance(node, Fields):
            self.shape.fields(node, "slots", tuple(fact_type.slots))
            return {}, frozenset(fact_type.slots)
        reader = Slots(self.anchor, self.entities, evidence, self.schema)
        slots: dict[str, tuple[Written, ...]] = {}
        for name, field in node.fields.items():
            slot = fact_type.slots.get(name)
            if slot:
                slots[name] = reader.read(slot, f"slot '{name}'", field.value)
            elif self.whole_schema:
                self._error(
                    field.at, f"type {fact_type.name} has no slot {shown(name)}{closest(name, fact_type.slots)}"
                )
        return slots, frozenset(node.fields)

    def _source(self, node: Node, what: str, evidence: Evidence) -> Written | None:
        members = node.items if isinstance(node, Items) else (node,)
        if not members:
            self._error(node.at, f"the source of {what} is an empty list: name who says it, or leave the key out")
        found = [self.entities.find(member, f"the source of {what}", self.shape) for member in members]
        entities = [entity for entity in found if entity]
        if not entities:
            return None
        names = tuple(dict.fromkeys(name for entity in entities for name in entity.names))
        filler = Filler(entities[0].name, span=self._said_by(entities[0], evidence))
        return Written(filler, Accepts(names, entity=entities[0].key), node.at)

    def _said_by(self, source: Entity, evidence: Evidence) -> Span | None:
        """Where the evidence holds the source's name, if it does so once."""
        if self.anchor.article is None:
            return None
        spans = (piece.span for entry in evidence for piece in entry)
        text, name = self.anchor.article.text, Quote(source.name)
        found = {place for span in spans for place in occurrences(text, name, span)}
        return found.pop() if len(found) == 1 else None

    def _check_parts(self, facts: list[WrittenFact], ids: Mapping[str, Mark]) -> None:
        containers = {fact.id: fact.part_of for fact in facts}
        for fact in facts:
            if fact.part_of is None:
                continue
            if fact.part_of == fact.id:
                self._error(fact.part_of_at, f"fact '{fact.id}' is part of itself: name the fact that contains it")
            elif fact.part_of not in ids:
                others = [name for name in ids if name != fact.id]
                self._error(fact.part_of_at, f"part_of: no fact '{fact.part_of}'{closest(fact.part_of, others)}")
            elif fact.id == min(_circle(containers, fact.id), default=None):
                way = " part of ".join((*_circle(containers, fact.id), fact.id))
                self._error(fact.part_of_at, f"facts are part of each other: {way}; remove one part_of")


def _circle(containers: Mapping[str, str | None], start: str) -> tuple[str, ...]:
    """The ids from `start` over `part_of` back to it; empty if the way ends elsewhere, or is `start` alone."""
    way = [start]
    while (wider := containers.get(way[-1])) is not None and wider not in way:
        way.append(wider)
    return tuple(way) if wider == start and len(way) > 1 else ()
