"""How wordings are compared, and what two templates earn together."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.templates.any_match import compatible, gains, sizes
from harness.templates.ceaf_ree import credit, pair
from harness.templates.entities import MUC_ROLES, Template, normal, normal_roles, role_order


@pytest.mark.parametrize(
    ("wording", "form"),
    [
        ("The U.S.  Embassy", "us embassy"),
        ("a car-bomb", "carbomb"),
        ("Theatre of an anthill", "theatre of anthill"),
        ("the", ""),
        ("«a» b", "« » b"),
        ("AN  A\tTHE\nx", "x"),
        ("army's a-team", "armys ateam"),
    ],
)
def test_normal_form(wording, form):
    assert normal(wording) == form


def test_normal_roles_keep_order_and_duplicates():
    assert normal_roles({"Target": (("The bus", "bus"), ())}) == {"Target": (("bus", "bus"), ())}


def test_roles_of_muc_come_first_and_are_all_there():
    assert role_order(["Zone", "Weapon", "Agent"]) == (*MUC_ROLES, "Agent", "Zone")


@pytest.mark.parametrize(
    ("gold", "found", "strict", "prop"),
    [
        (("x", "y"), ("x",), 1.0, 1.0),
        (("x",), ("x", "y"), 0.0, 0.5),
        (("x", "y"), ("x", "z", "w"), 0.0, 1 / 3),
        (("x", "x"), ("x",), 1.0, 2.0),  # gold's duplicates count
        (("x",), ("x", "x"), 1.0, 0.5),
        (("x",), (), 1.0, 0.0),  # nothing found is all right, strictly
        ((), (), 1.0, 0.0),
        (("x",), ("y",), 0.0, 0.0),
    ],
)
def test_credit(gold, found, strict, prop):
    assert credit(gold, found, "strict") == strict
    assert credit(gold, found, "prop") == prop


ENTITIES = st.lists(st.lists(st.sampled_from("uvwxyz"), min_size=1, max_size=3).map(tuple), max_size=4)


@settings(max_examples=500, deadline=None)
@given(ENTITIES, ENTITIES, st.sampled_from(["strict", "prop"]))
def test_pairing_is_the_best_of_all(gold, found, reading):
    credits = [[credit(one, other, reading) for other in found] for one in gold]
    if len(gold) <= len(found):
        every = [sum(credits[i][j] for i, j in enumerate(way)) for way in permutations(range(len(found)), len(gold))]
    else:
        every = [sum(credits[i][j] for j, i in enumerate(way)) for way in permutations(range(len(gold)), len(found))]
    pairs = pair(gold, found, reading)
    assert sum(one.credit for one in pairs) == pytest.approx(max(every))
    assert len({one.gold for one in pairs}) == len({one.found for one in pairs}) == len(pairs)
    assert all(one.credit == credits[one.gold][one.found] > 0 for one in pairs)


def test_gold_type_contains_the_found_one():
    attack, either = Template("attack", {}), Template("attack / bombing", {})
    assert compatible(found=attack, gold=either)
    assert not compatible(found=either, gold=attack)
    assert not compatible(found=Template("Attack", {}), gold=either)
    assert compatible(found=Template("", {}), gold=attack)


def test_gains_count_every_duplicate_and_every_covered_entity():
    gold = Template("attack", {"Target": (("bus", "coach"), ("bus",), ("tram",)), "Weapon": (("bomb",),)})
    found = Template("attack", {"Target": (("bus",), ("bus",), ("coach",), ("car",)), "Victim": (("ann",),)})
    other = Template("arson", {"Target": (("bus",),)})
    roles = ("Target", "Victim", "Weapon")
    earned = gains([found, other], [gold], roles)
    # Targets: bus twice and coach are right, car is not; of gold's three, the first two are covered.
    assert earned.precision.tolist() == [[[1, 3, 0, 0]], [[0, 0, 0, 0]]]
    assert earned.recall.tolist() == [[[1, 2, 0, 0]], [[0, 0, 0, 0]]]
    assert sizes([found, other], roles).tolist() == [2, 5, 1, 0]
    assert np.array_equal(sizes([], roles), [0, 0, 0, 0])


def test_an_entity_without_wordings_is_right_wherever_gold_has_one():
    gold, found = Template("x", {"Target": (("bus",),)}), Template("x", {"Target": ((),), "Weapon": ((),)})
    earned = gains([found], [gold], ("Target", "Weapon"))
    assert earned.precision.tolist() == [[[1, 1, 0]]]
    assert earned.recall.tolist() == [[[1, 1, 0]]]
