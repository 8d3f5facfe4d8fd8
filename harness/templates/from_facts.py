"""Facts as templates: the type is the incident type, the slots are the roles, and each filler is an entity.

A gold entity is named by its words, its value and every accepted name; a found one by its words, or else its value.
Nothing is optional here: the measures of this folder know no such thing, so optional gold is gold like any other.
"""

from collections.abc import Iterable, Mapping, Sequence

from harness.facts import Accepts, Fact, Filler, GoldFact
from harness.schema import Schema
from harness.templates.entities import Entity, Template, normal


def gold_template(gold: GoldFact) -> Template:
    """The template of a gold fact; fillers without words and value are left out."""
    roles = {}
    for slot, fillers in gold.fact.slots.items():
        accepts = gold.accepts.get(slot) or (Accepts(),) * len(fillers)
        named = (_wordings(filler, also.names) for filler, also in zip(fillers, accepts, strict=True))
        roles[slot] = tuple(entity for entity in named if entity)
    return Template(gold.fact.type, roles)


def found_template(fact: Fact) -> Template:
    """The template of a found fact, each entity with one wording."""
    return Template(
        fact.type,
        {
            slot: tuple(entity[:1] for filler in fillers if (entity := _wordings(filler)))
            for slot, fillers in fact.slots.items()
        },
    )


def extracts(templates: Sequence[Template], roles: Sequence[str]) -> Mapping[str, tuple[Entity, ...]]:
    """The entities of a document, role by role: an entity that several templates have counts once."""
    merged: dict[str, tuple[Entity, ...]] = {}
    for role in roles:
        distinct = {frozenset(map(normal, one)): one for template in templates for one in template.roles.get(role, ())}
        merged[role] = tuple(distinct.values())
    return merged


def slot_names(schema: Schema, used: Iterable[Template]) -> tuple[str, ...]:
    """The slots of the schema in its order, then any others that are used, by name."""
    known = dict.fromkeys(slot for kind in schema.types.values() for slot in kind.slots)
    return (*known, *sorted({slot for template in used for slot in template.roles} - set(known)))


def _wordings(filler: Filler, names: Sequence[str] = ()) -> Entity:
    own = [text for text in (filler.text, None if filler.value is None else str(filler.value)) if text]
    return tuple(dict.fromkeys([*own, *names]))
