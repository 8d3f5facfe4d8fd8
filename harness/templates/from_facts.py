"""Facts as templates: the type is the incident type, the slots are the roles, and each filler is an entity.

A gold entity is named by its words, its value and every accepted name; a found one by its words, or else its value.
Nothing is optional here: the measures of this folder know no such thing, so optional gold is gold like any other.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from harness.errors import ConfigError
from harness.facts import Accepts, Fact, Filler, GoldFact
from harness.schema import Schema
from harness.templates.any_match import INCIDENT_TYPE
from harness.templates.entities import Entity, Template, normal
from harness.templates.rows import MICRO


class FactTemplates(NamedTuple):
    """Both sides' templates by article, and the roles to score: the schema's slots in order, then others by name."""

    gold: Mapping[str, tuple[Template, ...]]
    found: Mapping[str, tuple[Template, ...]]
    roles: tuple[str, ...]


def fact_templates(
    gold: Mapping[str, Sequence[GoldFact]], found: Mapping[str, Sequence[Fact]], schema: Schema
) -> FactTemplates:
    """Make templates of all facts. Raises ConfigError where a slot has the name of a row of the score's own."""
    truth = {article: tuple(map(gold_template, facts)) for article, facts in gold.items()}
    answer = {article: tuple(map(found_template, facts)) for article, facts in found.items()}
    known = dict.fromkeys(slot for kind in schema.types.values() for slot in kind.slots)
    used = {slot for side in (truth, answer) for some in side.values() for one in some for slot in one.roles}
    if taken := sorted({INCIDENT_TYPE, MICRO} & (used | set(known))):
        raise ConfigError(f"the score has rows of its own named {' and '.join(taken)}; rename the slot")
    return FactTemplates(truth, answer, (*known, *sorted(used - set(known))))


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


def _wordings(filler: Filler, names: Sequence[str] = ()) -> Entity:
    own = [text for text in (filler.text, None if filler.value is None else str(filler.value)) if text]
    return tuple(dict.fromkeys([*own, *names]))
