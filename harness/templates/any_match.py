"""Template against template: what an aligned pair earns, role by role, as GTT's scorer counts it.

Source: Du, Rush and Cardie 2021, 'Template Filling with Generative Transformers', and its scorer (GitHub xinyadu/gtt,
eval.py). Inside an aligned pair there is no one-to-one pairing: a found entity is right if some gold entity of the role
has all its wordings, and a gold entity is covered if some found entity does that to it. So duplicates are all right,
and the numerators of precision and recall differ.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from harness.templates.entities import Entity, Template

Ints = NDArray[np.int64]

INCIDENT_TYPE = "incident_type"
"""The first row of the table, and the first place on the last axis of `Gains`."""


class Gains(NamedTuple):
    """What aligning found template `i` with gold template `j` adds, row by row (incident type, then the roles).

    `precision[i, j, k]` and `recall[i, j, k]` are the numbers of right found entities and of covered gold entities;
    both are 1 for the incident type of a compatible pair, and 0 throughout where the types are not compatible.
    Shape (found, gold, 1 + roles).
    """

    precision: Ints
    recall: Ints


def compatible(found: Template, gold: Template) -> bool:
    """Tell whether the two can be aligned: gold's type contains the found one ("attack" in "attack / bombing")."""
    return found.incident_type in gold.incident_type


def gains(found: Sequence[Template], gold: Sequence[Template], roles: Sequence[str]) -> Gains:
    """What every pair would add; wordings must be in normal form."""
    shape = (len(found), len(gold), 1 + len(roles))
    earned = Gains(np.zeros(shape, np.int64), np.zeros(shape, np.int64))
    for i, answer in enumerate(found):
        for j, truth in enumerate(gold):
            if not compatible(answer, truth):
                continue
            earned.precision[i, j, 0] = earned.recall[i, j, 0] = 1
            for k, role in enumerate(roles, 1):
                if (here := answer.roles.get(role)) and (there := truth.roles.get(role)):
                    earned.precision[i, j, k], earned.recall[i, j, k] = _matches(here, there)
    return earned


def sizes(templates: Sequence[Template], roles: Sequence[str]) -> Ints:
    """How many there are to be found, row by row: templates, then the entities of each role; shape (1 + roles,)."""
    entities = [sum(len(template.roles.get(role, ())) for template in templates) for role in roles]
    return np.array([len(templates), *entities], np.int64)


def _matches(found: Sequence[Entity], gold: Sequence[Entity]) -> tuple[int, int]:
    """How many found entities are right, and how many gold entities are covered."""
    fits = [[set(answer) <= set(truth) for truth in gold] for answer in found]
    return sum(map(any, fits)), sum(map(any, zip(*fits, strict=True)))
