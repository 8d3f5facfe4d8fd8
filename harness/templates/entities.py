"""What the role-filler measures compare: entities, each with the wordings that name it, role by role.

The wordings are compared after the normalisation that GRIT's and GTT's scorers share (GitHub xinyadu/gtt, eval.py):
lower case, without ASCII punctuation, without the words a, an and the, single spaces.
"""

import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

MUC_ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
"""The roles of MUC-4 that GRIT and GTT score, in the order of their tables."""

Entity = tuple[str, ...]
"""The wordings that name one entity; any of them is right. Duplicates are kept: one measure counts them."""

Roles = Mapping[str, tuple[Entity, ...]]
"""Role -> its entities, of a document or of a template."""

_PUNCTUATION = str.maketrans("", "", string.punctuation)
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")


@dataclass(frozen=True, slots=True)
class Template:
    """One incident: its type and who and what had which role in it."""

    incident_type: str
    roles: Roles


def normal(wording: str) -> str:
    """The form in which wordings are compared: `normal("The U.S. Embassy") == "us embassy"`; may be empty."""
    return " ".join(_ARTICLES.sub(" ", wording.lower().translate(_PUNCTUATION)).split())


def normal_roles(roles: Roles) -> dict[str, tuple[Entity, ...]]:
    """The same roles with every wording in its normal form."""
    return {role: tuple(tuple(map(normal, entity)) for entity in entities) for role, entities in roles.items()}


def role_order(named: Iterable[str]) -> tuple[str, ...]:
    """The rows of a table: MUC-4's roles, all of them, and then whatever else is named, by name."""
    return (*MUC_ROLES, *sorted(set(named) - set(MUC_ROLES)))
