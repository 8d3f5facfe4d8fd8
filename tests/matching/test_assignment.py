"""The sparse assignment against brute force over every one-to-one pairing."""

from itertools import combinations
from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from harness.matching.assignment import _better_diagonals, _certain, _heaviest, assign

Edge = tuple[int, int, int, int]


@st.composite
def graphs(draw: st.DrawFn) -> list[Edge]:
    nodes = st.integers(0, 4)
    ends = draw(st.lists(st.tuples(nodes, nodes), unique=True, max_size=9))
    return [(r, c, draw(st.integers(1, 3)), draw(st.integers(0, 3))) for r, c in ends]


def total(edges: list[Edge]) -> tuple[int, int]:
    return sum(e[2] for e in edges), sum(e[3] for e in edges)


def one_to_one(edges: tuple[Edge, ...]) -> bool:
    return len({e[0] for e in edges}) == len({e[1] for e in edges}) == len(edges)


def best(edges: list[Edge]) -> tuple[int, int]:
    subsets = (c for k in range(len(edges) + 1) for c in combinations(edges, k))
    return max(total(list(s)) for s in subsets if one_to_one(s))


def solve(edges: list[Edge], row_keys: list[int], column_keys: list[int]) -> list[Edge]:
    rows, columns, first, second = np.array(edges, dtype=np.int64).reshape(-1, 4).T
    keys = np.array(row_keys, dtype=np.int64), np.array(column_keys, dtype=np.int64)
    taken = assign(rows, columns, *keys, [first, second])
    return [e for e, t in zip(edges, taken.tolist(), strict=True) if t]


@given(graphs())
@settings(max_examples=1500, deadline=None)
def test_equals_brute_force(edges: list[Edge]) -> None:
    chosen = solve(edges, [5, 4, 3, 2, 1], [1, 2, 3, 4, 5])
    assert one_to_one(tuple(chosen))
    assert total(chosen) == best(edges)


@given(graphs(), st.permutations(range(5)), st.permutations(range(5)), st.randoms())
@settings(deadline=None)
def test_depends_neither_on_order_nor_on_side(edges, rows, columns, random) -> None:
    chosen = solve(edges, [10, 11, 12, 13, 14], [20, 21, 22, 23, 24])
    renamed = [(rows[r], columns[c], a, b) for r, c, a, b in edges]
    row_keys, column_keys = [0] * 5, [0] * 5
    for old in range(5):
        row_keys[rows[old]], column_keys[columns[old]] = 10 + old, 20 + old
    shuffled = random.sample(renamed, len(renamed))
    again = solve(shuffled, row_keys, column_keys)
    assert {(rows[r], columns[c]) for r, c, _, _ in chosen} == {(r, c) for r, c, _, _ in again}
    swapped = solve([(c, r, a, b) for r, c, a, b in shuffled], column_keys, row_keys)
    assert {(r, c) for c, r, _, _ in swapped} == {(r, c) for r, c, _, _ in again}


def test_a_higher_tier_outweighs_any_sum_of_lower_ones() -> None:
    edges = [(0, 0, 2, 0), (0, 1, 1, 10**9), (1, 0, 1, 10**9)]
    assert total(solve(edges, [0, 1], [0, 1])) == (2, 2 * 10**9)
    edges = [(0, 0, 3, 0), (0, 1, 1, 10**9), (1, 0, 1, 10**9)]
    assert total(solve(edges, [0, 1], [0, 1])) == (3, 0)


def test_tiers_too_large_to_add_exactly_are_dropped_not_rounded() -> None:
    edges = [(0, 0, 2, 0), (0, 1, 1, 2**60), (1, 0, 1, 2**60), (1, 1, 1, 2**60)]
    assert total(solve(edges, [0, 1], [0, 1]))[0] == 3


def test_no_edges() -> None:
    assert solve([], [], []) == []


@given(st.lists(graphs(), min_size=1, max_size=40), st.permutations(range(5)), st.permutations(range(5)))
@settings(max_examples=100, deadline=None)
def test_many_graphs_at_once_are_each_solved_alone(parts, row_keys, column_keys) -> None:
    """Some 2,000 components of every shape: lone edges, stars, squares and what goes to the solver."""
    together = [(r + 5 * k, c + 5 * k, a, b) for k, part in enumerate(parts) for r, c, a, b in part]
    chosen = set(solve(together, row_keys * len(parts), column_keys * len(parts)))
    for k, part in enumerate(parts):
        alone = solve(part, row_keys, column_keys)
        assert {(r + 5 * k, c + 5 * k, a, b) for r, c, a, b in alone} <= chosen
        assert total(alone) == best(part)
    assert len(chosen) == sum(len(solve(part, row_keys, column_keys)) for part in parts)


@given(st.lists(st.lists(st.integers(1, 3), min_size=4, max_size=4), min_size=1, max_size=30))
@settings(max_examples=300, deadline=None)
def test_squares_are_solved_as_the_solver_solves_them(squares) -> None:
    weights = np.array(squares, dtype=np.float64).ravel()
    cells = set(_better_diagonals(weights, np.arange(0, len(weights), 4)).tolist())
    expected = {
        4 * k + cell for k in range(len(squares)) for cell in _heaviest(np.reshape(squares[k], (2, 2))).tolist()
    }
    assert cells == expected


def test_of_equals_the_first_by_key_is_taken_from_either_side() -> None:
    star = [(0, 0, 1, 1), (0, 1, 1, 1), (0, 2, 1, 1)]
    assert solve(star, [0], [7, 5, 6]) == [(0, 1, 1, 1)]
    assert solve([(c, r, a, b) for r, c, a, b in star], [7, 5, 6], [0]) == [(1, 0, 1, 1)]
    square = [(r, c, 1, 1) for r in (0, 1) for c in (0, 1)]
    assert {(r, c) for r, c, _, _ in solve(square, [4, 3], [1, 2])} == {(1, 0), (0, 1)}


def test_of_sides_as_large_that_with_the_smaller_keys_leads() -> None:
    # Of two best pairings the leading side's first node gets its best edge: row 0 if rows lead, column 0 if columns do.
    edges = [(0, 0, 2, 0), (0, 1, 3, 0), (1, 0, 3, 0), (1, 1, 2, 0), (0, 2, 2, 0), (2, 0, 3, 0), (2, 2, 1, 0)]
    rows_lead = {(r, c) for r, c, _, _ in solve(edges, [1, 2, 3], [4, 5, 6])}
    columns_lead = {(r, c) for r, c, _, _ in solve(edges, [4, 5, 6], [1, 2, 3])}
    flipped = {(c, r) for r, c, _, _ in solve([(c, r, a, b) for r, c, a, b in edges], [1, 2, 3], [4, 5, 6])}
    assert columns_lead == flipped
    assert rows_lead | columns_lead


@given(graphs(), st.permutations(range(10)))
@settings(max_examples=500, deadline=None)
def test_edges_taken_out_of_large_components_are_in_the_best_pairing(edges, keys) -> None:
    row_keys, column_keys = keys[:5], keys[5:]  # keys of equal content on both sides go with equal weights, too
    with patch("harness.matching.assignment.LARGE", 1):
        chosen = solve(edges, row_keys, column_keys)
        swapped = solve([(c, r, a, b) for r, c, a, b in edges], column_keys, row_keys)
    assert one_to_one(tuple(chosen))
    assert total(chosen) == best(edges)
    assert {(r, c) for r, c, _, _ in chosen} == {(r, c) for c, r, _, _ in swapped}


def test_an_edge_is_certain_if_it_outweighs_its_rivals_together() -> None:
    rows, columns = np.array([0, 0, 1, 1, 2]), np.array([0, 1, 0, 2, 2])
    assert _certain(rows, columns, np.array([3, 1, 1, 2, 2])).tolist() == [True, False, False, False, False]
    assert _certain(rows, columns, np.array([3, 2, 1, 1, 1])).tolist() == [False, False, False, False, False]
    assert _certain(rows, columns, np.array([3, 1, 1, 3, 2])).tolist() == [True, False, False, True, False]


def test_the_side_with_the_smaller_keys_leads_between_equals() -> None:
    # Both diagonals weigh 4. The leading side's first node gets its heavier edge: row 0 has 2, 1, column 0 has 2, 3.
    edges = [(0, 0, 2, 0), (0, 1, 1, 0), (1, 0, 3, 0), (1, 1, 2, 0)]
    assert {(r, c) for r, c, _, _ in solve(edges, [1, 2], [3, 4])} == {(0, 0), (1, 1)}
    assert {(r, c) for r, c, _, _ in solve(edges, [3, 4], [1, 2])} == {(0, 1), (1, 0)}
