"""The optimal one-to-one pairing of two sides of a sparse bipartite graph, tier by tier.

A pairing is better if the sum of its first tier is larger; among equals, the sum of the second, and so on. The optimum
is found per connected component: a lone edge is its own answer, a star takes its best edge, and only what is left goes
to the assignment solver of scipy (Jonker-Volgenant as in Crouse 2016, `scipy.optimize.linear_sum_assignment`).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

EXACT = 2**53
"""Integers up to here are exact in float64, the solver's only number type."""


def assign(rows: Ints, columns: Ints, row_keys: Ints, column_keys: Ints, tiers: Sequence[Ints]) -> Bools:
    """Which edges the best pairing takes.

    `rows[e]` and `columns[e]` are the ends of edge `e`; `row_keys[node]` and `column_keys[node]` order the nodes
    canonically, so that the answer depends neither on their order nor on which side is called rows. Every `tiers[k][e]`
    is at least 0, and some tier is positive on every edge, so that no useful edge is left out.
    """
    taken = np.zeros(len(rows), dtype=np.bool_)
    if not len(rows):
        return taken
    component = _components(rows, columns)
    order = np.lexsort((columns, rows, component))
    starts = np.flatnonzero(np.r_[True, np.diff(component[order]) > 0])
    sizes = np.diff(np.r_[starts, len(order)])
    taken[order[starts[sizes == 1]]] = True
    for start, size in zip(starts[sizes > 1], sizes[sizes > 1], strict=True):
        edges = order[start : start + size]
        taken[edges[_solve(rows[edges], columns[edges], row_keys, column_keys, [t[edges] for t in tiers])]] = True
    return taken


def _components(rows: Ints, columns: Ints) -> Ints:
    """The connected component of each edge."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    _, row = np.unique(rows, return_inverse=True)
    _, column = np.unique(columns, return_inverse=True)
    size = int(row.max()) + int(column.max()) + 2
    graph = coo_array((np.ones(len(rows), np.int8), (row, column + int(row.max()) + 1)), shape=(size, size))
    labels: Ints = connected_components(graph, directed=False)[1].astype(np.int64)
    return labels[row]


def _solve(rows: Ints, columns: Ints, row_keys: Ints, column_keys: Ints, tiers: Sequence[Ints]) -> Ints:
    """Positions of the best edges within one component of two or more edges."""
    from scipy.optimize import linear_sum_assignment

    row_nodes, column_nodes = _canonical(rows, row_keys), _canonical(columns, column_keys)
    row, column = _rank(rows, row_nodes), _rank(columns, column_nodes)
    weights = _pack(tiers, min(len(row_nodes), len(column_nodes)))
    matrix = np.zeros((len(row_nodes), len(column_nodes)))
    matrix[row, column] = weights
    edge_at = np.full(matrix.shape, -1, dtype=np.int64)
    edge_at[row, column] = np.arange(len(rows))
    if _side(column_nodes, column_keys) < _side(row_nodes, row_keys):
        chosen_columns, chosen_rows = linear_sum_assignment(matrix.T, maximize=True)
    else:
        chosen_rows, chosen_columns = linear_sum_assignment(matrix, maximize=True)
    chosen: Ints = edge_at[chosen_rows, chosen_columns]
    return chosen[chosen >= 0]


def _canonical(nodes: Ints, keys: Ints) -> Ints:
    """The distinct nodes in the order of their keys; equal keys are interchangeable, the first of them comes first."""
    distinct = np.unique(nodes)
    ordered: Ints = distinct[np.argsort(keys[distinct], kind="stable")]
    return ordered


def _rank(nodes: Ints, ordered: Ints) -> Ints:
    """The position of each node in `ordered`."""
    by_node = np.argsort(ordered)
    ranks: Ints = by_node[np.searchsorted(ordered[by_node], nodes)]
    return ranks


def _side(nodes: Ints, keys: Ints) -> tuple[int, list[int]]:
    """Orders the two sides of a component, so that swapping them changes nothing."""
    return len(nodes), keys[nodes].tolist()


def _pack(tiers: Sequence[Ints], pairs: int) -> NDArray[np.float64]:
    """One weight an edge whose sums over up to `pairs` edges compare as the tiers' sums do, one after the other.

    Tiers are read as digits of one number, first tier highest. Those that no longer fit float64 exactly are dropped:
    the canonical order of the nodes decides in their stead.
    """
    bases = [pairs * int(tier.max()) + 1 for tier in tiers]
    fitting = 1
    while fitting < len(tiers) and np.prod([float(b) for b in bases[: fitting + 1]]) <= EXACT:
        fitting += 1
    packed = np.zeros(len(tiers[0]), dtype=np.int64)
    for tier, base in zip(tiers[:fitting], bases[:fitting], strict=True):
        packed = packed * base + tier
    return packed.astype(np.float64)
