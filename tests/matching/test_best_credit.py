"""What is out of the question against brute force, and the pairing of larger groups against one dense assignment."""

import random
from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment

from harness.facts import Accepts, Fact, Filler, GoldFact, Span
from harness.matching.best_credit import maybe_best
from harness.matching.candidates import possible_facts
from harness.matching.columns import Encoder
from harness.matching.comparators import Comparator
from harness.matching.pairing import pair_facts, weighed
from harness.schema import FactType, Schema, SlotType

SLOTS = {
    "who": SlotType("who", ("entity", "mention"), "several", key=True),
    "count": SlotType("count", ("number",), key=True),
    "kind": SlotType("kind", ("enum",), values=("x", "y")),
    "date": SlotType("date", ("date",), key=True),
}
SCHEMA = Schema({"raid": FactType("raid", SLOTS)})


def matrices(sizes: st.SearchStrategy[int], credits: st.SearchStrategy[int]) -> st.SearchStrategy[np.ndarray]:
    def of(shape: tuple[int, int]) -> st.SearchStrategy[np.ndarray]:
        cells = st.lists(credits, min_size=shape[0] * shape[1], max_size=shape[0] * shape[1])
        return cells.map(lambda values: np.array(values, np.int8).reshape(shape))

    return st.tuples(sizes, sizes).flatmap(of)


few_values = st.integers(0, 4).flatmap(lambda most: matrices(st.integers(1, 5), st.integers(0, most)))


def most(credit: np.ndarray) -> int:
    """The most credit of a pairing, by trying all; any row or column may go without."""
    if not credit.size:
        return 0
    rest = credit[1:]
    return max(most(rest), *(int(w) + most(np.delete(rest, c, axis=1)) for c, w in enumerate(credit[0])))


@given(st.lists(few_values, min_size=1, max_size=3))
@settings(max_examples=1000, deadline=None)
def test_no_cell_of_a_best_pairing_is_ruled_out(credits: list[np.ndarray]) -> None:
    stack = np.zeros((len(credits), 5, 5), np.int8)
    for one, credit in zip(stack, credits, strict=True):
        one[: credit.shape[0], : credit.shape[1]] = credit
    for maybe, credit in zip(maybe_best(stack), credits, strict=True):
        best = most(credit)
        for (r, c), worth in np.ndenumerate(credit):
            if not maybe[r, c]:
                assert worth + most(np.delete(np.delete(credit, r, axis=0), c, axis=1)) < best


@given(few_values, st.randoms())
@settings(max_examples=300, deadline=None)
def test_what_is_ruled_out_depends_neither_on_order_nor_on_side(credit: np.ndarray, rng: random.Random) -> None:
    rows, columns = (rng.sample(range(size), size) for size in credit.shape)
    maybe = maybe_best(credit[None])[0]
    assert (maybe_best(credit[rows][:, columns][None])[0] == maybe[rows][:, columns]).all()
    assert (maybe_best(credit.T[None])[0] == maybe.T).all()


def test_what_loses_credit_is_ruled_out() -> None:
    def maybe(*rows: list[int]) -> list[list[int]]:
        return maybe_best(np.array([rows], np.int8))[0].astype(int).tolist()

    assert maybe([8, 2], [2, 6]) == [[1, 0], [0, 1]]
    assert maybe([8, 4], [4, 0]) == [[1, 1], [1, 1]]  # 8 and 0, or 4 and 4
    assert maybe([8, 4], [4, 1]) == [[1, 0], [0, 1]]
    assert maybe([2, 2, 1]) == [[1, 1, 0]]
    assert maybe([4, 0], [2, 0]) == [[1, 0], [0, 1]]  # the second row goes without, or takes what is worth nothing


@given(st.integers(0, 2**32))
@settings(max_examples=20, deadline=None)
def test_every_cell_ruled_out_of_a_larger_matrix_costs_credit(seed: int) -> None:
    rng = np.random.default_rng(seed)
    left, right = (rng.integers(0, (2, 3, 5, 8), (size, 4)) for size in (30, 27))
    credit = 2 * (left[:, None] == right).sum(axis=2, dtype=np.int8)
    maybe = maybe_best(credit[None])[0]
    weights = credit.astype(np.float64)
    best = weights[linear_sum_assignment(weights, maximize=True)].sum()
    assert maybe.sum() < maybe.size / 2
    for r, c in np.argwhere(~maybe).tolist():
        rest = np.delete(np.delete(weights, r, axis=0), c, axis=1)
        assert weights[r, c] + rest[linear_sum_assignment(rest, maximize=True)].sum() < best


def alike(rng: random.Random) -> Fact:
    """A fact of few possible fillers, so that many are equal, or nearly."""
    slots = {
        "who": tuple(Filler(rng.choice(["ann", "bob", "old bob", "cid"])) for _ in range(rng.randint(0, 2))),
        "count": (Filler(value=rng.randint(1, 4)),),
        "kind": (Filler(value=rng.choice("xy")),),
        "date": (Filler(value=rng.choice(["2013-01-18", "2013-01-19", "2013-01", "2014"])),),
    }
    kept = {slot: fillers for slot, fillers in slots.items() if fillers and rng.random() < 0.9}
    start = rng.randint(0, 40)
    return Fact("raid", kept, (Span(start, start + 1),), rng.choice(["actual", "planned"]))


@given(st.integers(0, 2**32), st.sampled_from([(4, 5), (9, 8), (60, 60), (60, 45)]))
@settings(max_examples=150, deadline=None)
def test_groups_of_any_size_are_paired_as_one_dense_assignment_of_all_tiers_would(seed, sizes) -> None:
    rng = random.Random(seed)
    gold = [
        GoldFact(f"g{i}", one, {"count": (Accepts(optional=rng.random() < 0.2),)}, rng.random() < 0.2)
        for i, one in enumerate(alike(rng) for _ in range(sizes[0]))
    ]
    found = [alike(rng) if rng.random() < 0.5 else rng.choice(gold).fact for _ in range(sizes[1])]
    encoder = Encoder(SCHEMA)
    comparator = Comparator(encoder, encoder.encode({"a": gold}), encoder.encode({"a": found}))
    with patch("harness.matching.groups.FEW", 0):
        pairing = pair_facts(comparator)
    every = weighed(comparator, *possible_facts(comparator))
    bases = [min(sizes) * int(tier.max()) + 1 for tier in every.tiers[:-1]]
    weight = np.zeros(len(every.gold), np.int64)
    for tier, base in zip(every.tiers[:-1], bases, strict=True):
        weight = weight * base + tier
    assert weight.max() * min(sizes) < 2**53
    dense = np.zeros(sizes)
    dense[every.gold, every.found] = weight
    best = dense[linear_sum_assignment(dense, maximize=True)].sum()
    assert len(set(pairing.gold.tolist())) == len(set(pairing.found.tolist())) == len(pairing.gold)
    assert dense[pairing.gold, pairing.found].sum() == best
