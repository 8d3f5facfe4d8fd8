"""The pairing of sparse weighted graphs against brute force; folding, matching and the solver each get their share."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.spans import pairing
from harness.spans.pairing import pair_up

Edges = dict[tuple[int, int], int]

EDGES = st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.sampled_from([1, 1, 2, 7, 8]), max_size=11)


def best(edges: Edges) -> int:
    """The weight of the heaviest pairing, by trying all."""

    def rest(left: list[tuple[tuple[int, int], int]], rows: frozenset[int], columns: frozenset[int]) -> int:
        if not left:
            return 0
        ((row, column), weight), *others = left
        without = rest(others, rows, columns)
        if row in rows or column in columns:
            return without
        return max(without, weight + rest(others, rows | {row}, columns | {column}))

    return rest(list(edges.items()), frozenset(), frozenset())


def paired(edges: Edges) -> list[tuple[int, int]]:
    """The pairs that are taken."""
    ends = np.array(list(edges), np.int64).reshape(-1, 2)
    taken = pair_up(ends[:, 0], ends[:, 1], np.array(list(edges.values()), np.int64))
    return [pair for pair, mine in zip(edges, taken.tolist(), strict=True) if mine]


@settings(max_examples=1200, deadline=None)
@given(EDGES)
def test_the_pairing_is_one_to_one_and_the_heaviest(edges: Edges) -> None:
    pairs = paired(edges)
    assert len({row for row, _ in pairs}) == len({column for _, column in pairs}) == len(pairs)
    assert sum(edges[pair] for pair in pairs) == best(edges)


@settings(max_examples=500, deadline=None)
@given(EDGES, st.integers(0, 2))
def test_folding_may_stop_anywhere(edges: Edges, rounds: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pairing, "ROUNDS", rounds)
        assert sum(edges[pair] for pair in paired(edges)) == best(edges)


@settings(max_examples=500, deadline=None)
@given(EDGES, st.randoms())
def test_the_order_of_the_edges_means_nothing(edges: Edges, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(edges.items())
    random.shuffle(shuffled)
    assert sorted(paired(edges)) == sorted(paired(dict(shuffled)))


def test_a_leaf_of_less_weight_makes_way() -> None:
    """0-0 weighs 1 and 0-1 weighs 5, but 1-1 weighs 9: then 0-0 is better than nothing."""
    assert paired({(0, 0): 1, (0, 1): 5}) == [(0, 1)]
    assert paired({(0, 0): 1, (0, 1): 5, (1, 1): 9}) == [(0, 0), (1, 1)]


def test_of_two_diagonals_the_heavier_and_of_equals_the_straight() -> None:
    assert paired({(0, 0): 1, (0, 1): 7, (1, 0): 1, (1, 1): 1}) == [(0, 1), (1, 0)]
    assert paired({(0, 0): 1, (0, 1): 1, (1, 0): 1, (1, 1): 1}) == [(0, 0), (1, 1)]


def test_a_chain_is_folded_from_both_ends() -> None:
    """Weights 3 4 3: the outer two together are more than the middle one; with 3 7 3 they are not."""
    assert paired({(0, 0): 3, (1, 0): 4, (1, 1): 3}) == [(0, 0), (1, 1)]
    assert paired({(0, 0): 3, (1, 0): 7, (1, 1): 3}) == [(1, 0)]
