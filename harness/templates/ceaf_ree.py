"""Entities of a role against entities of the same role, one to one: CEAF-REE of GRIT.

Source: Du, Rush and Cardie 2021, 'GRIT: Generative Role-filler Transformers for Document-level Event Entity
Extraction', section 5.2, and its scorer (GitHub xinyadu/grit_doc_event_entity, eval.py).
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from harness.templates.entities import Entity

Reading = Literal["strict", "prop"]
READINGS: tuple[Reading, ...] = ("strict", "prop")


class Pair(NamedTuple):
    """Gold entity `gold` is paired with found entity `found` (positions), for `credit`."""

    gold: int
    found: int
    credit: float


def credit(gold: Entity, found: Entity, reading: Reading) -> float:
    """How far a found entity is a gold one, both in normal form.

    `strict`: 1 if every found wording is one of gold's, else 0; so an entity found without any wording earns 1, as in
    the reference. `prop`: how many of gold's wordings were found, over the number of found wordings; gold's duplicates
    count, so this can exceed 1. An entity without wordings earns 0 (the reference divides by zero).
    """
    if reading == "strict":
        return float(set(found) <= set(gold))
    return sum(wording in found for wording in gold) / len(found) if found else 0.0


def pair(gold: Sequence[Entity], found: Sequence[Entity], reading: Reading) -> list[Pair]:
    """The one-to-one pairing of the greatest sum of credits, in the order of gold; pairs without credit are left out.

    A single entity on one side takes the best of the other; else scipy's `linear_sum_assignment` (Crouse 2016) on the
    same matrix as the reference, so that equally good pairings are chosen alike and float sums agree.
    """
    if not gold or not found:
        return []
    credits = [[credit(one, other, reading) for other in found] for one in gold]
    if len(gold) == 1:
        best = max(range(len(found)), key=credits[0].__getitem__)
        taken = [(0, best)]
    elif len(found) == 1:
        best = max(range(len(gold)), key=lambda at: credits[at][0])
        taken = [(best, 0)]
    elif not any(map(any, credits)):
        return []
    else:
        import numpy as np
        from scipy.optimize import linear_sum_assignment

        rows, columns = linear_sum_assignment(-np.array(credits))
        taken = list(zip(rows.tolist(), columns.tolist(), strict=True))
    return [Pair(one, other, credits[one][other]) for one, other in taken if credits[one][other]]
