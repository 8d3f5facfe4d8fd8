"""The optimal one-to-one pairing of two sides of a sparse bipartite graph, tier by tier.

A pairing is better if the sum of its first tier is larger; among equals, the sum of the second, and so on. The optimum
is found per connected component: a lone edge is its own answer, a star takes its best edge, two against two the better
diagonal, all of them at once; only what is left goes to the assignment solver of scipy, one component after the other
(Jonker-Volgenant as in Crouse 2016, `scipy.optimize.linear_sum_assignment`).
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from harness.matching.expansion import rank_in_run

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

EXACT = 2**53
"""Integers up to here are exact in float64, the solver's only number type."""

LARGE = 2**16
"""Cells of a component's matrix from which on it pays to take edges out that every best pairing has."""

_ROUNDS = 50


def assign(rows: Ints, columns: Ints, row_keys: Ints, column_keys: Ints, tiers: Sequence[Ints]) -> Bools:
    """Which edges the best pairing takes.

    `rows[e]` and `columns[e]` are the ends of edge `e`, every edge given once; `row_keys[node]` and
    `column_keys[node]` order the nodes canonically, so that the answer depends neither on their order nor on which side
    is called rows. Every `tiers[k][e]` is at least 0, and some tier is positive on every edge, so that no useful edge
    is left out.
    """
    row_degree = np.bincount(rows, minlength=len(row_keys))
    column_degree = np.bincount(columns, minlength=len(column_keys))
    taken: Bools = (row_degree[rows] == 1) & (column_degree[columns] == 1)
    rest = np.flatnonzero(~taken)
    if len(rest):
        tiers = [tier[rest] for tier in tiers]
        taken[rest] = _assign_connected(rows[rest], columns[rest], row_keys, column_keys, tiers)
    return taken


def _assign_connected(rows: Ints, columns: Ints, row_keys: Ints, column_keys: Ints, tiers: Sequence[Ints]) -> Bools:
    """As `assign`, for components of two edges or more."""
    component = _components(rows, columns)
    count = int(component.max()) + 1
    row_count, row_rank, row_order = _ranked(rows, row_keys, component, count)
    column_count, column_rank, column_order = _ranked(columns, column_keys, component, count)
    large = row_count * column_count > LARGE
    if large.any() and (certain := _certain(rows, columns, np.where(large[component], tiers[0], 0))).any():
        free = ~(_touched(rows, certain) | _touched(columns, certain))
        certain[free] = assign(rows[free], columns[free], row_keys, column_keys, [tier[free] for tier in tiers])
        return certain
    # The smaller side, or that with the smaller keys, is called rows, so that swapping them changes nothing.
    flip = column_count < row_count
    even = np.flatnonzero(column_count == row_count)
    if len(even):
        flip[even] = _first_difference(row_keys[row_order], column_keys[column_order], row_count, column_count, even)
    height, width = np.where(flip, column_count, row_count), np.where(flip, row_count, column_count)
    across = flip[component]
    i, j = np.where(across, column_rank, row_rank), np.where(across, row_rank, column_rank)
    # Every component has a matrix of its own within one flat array, row after row.
    size = height * width
    begin = np.cumsum(size) - size
    cell = begin[component] + i * width[component] + j
    weights = np.zeros(int(size.sum()))
    weights[cell] = _pack(tiers, component, height)
    chosen = np.zeros(len(weights), np.bool_)
    chosen[_solve(weights, begin, height, width)] = True
    taken: Bools = chosen[cell]
    return taken


def _certain(rows: Ints, columns: Ints, weight: Ints) -> Bools:
    """Edges in every best pairing: heavier than the heaviest other at the one end and at the other end together.

    Whoever left such an edge out could put it in place of the two. Taking it frees its ends' neighbours of rivals, so
    this is done round after round.
    """
    certain = np.zeros(len(rows), np.bool_)
    alive = np.flatnonzero(weight > 0)
    for _ in range(_ROUNDS):
        rival = _heaviest_other(rows[alive], weight[alive]) + _heaviest_other(columns[alive], weight[alive])
        new = alive[weight[alive] > rival]
        if not len(new):
            break
        certain[new] = True
        alive = alive[~(_touched(rows, certain) | _touched(columns, certain))[alive]]
    return certain


def _heaviest_other(nodes: Ints, weight: Ints) -> Ints:
    """The weight of the heaviest other edge at each edge's node, 0 where there is none."""
    first, second = (np.zeros(int(nodes.max(initial=0)) + 1, np.int64) for _ in range(2))
    np.maximum.at(first, nodes, weight)
    top = weight == first[nodes]
    np.maximum.at(second, nodes[~top], weight[~top])
    alone = np.bincount(nodes[top], minlength=len(first)) == 1
    other: Ints = np.where(top & alone[nodes], second[nodes], first[nodes])
    return other


def _touched(nodes: Ints, taken: Bools) -> Bools:
    """Whether each edge's node is an end of an edge that is taken."""
    ends = np.zeros(int(nodes.max()) + 1, np.bool_)
    ends[nodes[taken]] = True
    touched: Bools = ends[nodes]
    return touched


def _components(rows: Ints, columns: Ints) -> Ints:
    """The connected component of each edge, numbered from 0."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    row_of, column_of = _numbered(rows), _numbered(columns)
    row, column = row_of[rows], column_of[columns]
    height = int(row.max()) + 1
    size = height + int(column.max()) + 1
    graph = coo_array((np.ones(len(rows), np.int8), (row, column + height)), shape=(size, size))
    labels: Ints = connected_components(graph, directed=False)[1].astype(np.int64)
    return labels[row]


def _numbered(nodes: Ints) -> Ints:
    """The nodes that occur, numbered from 0, by node."""
    used = np.zeros(int(nodes.max()) + 1, np.bool_)
    used[nodes] = True
    return np.cumsum(used) - 1


def _ranked(nodes: Ints, keys: Ints, component: Ints, components: int) -> tuple[Ints, Ints, Ints]:
    """Nodes in each component; the place of each edge's node there, by key; all nodes by component and key.

    Equal keys are interchangeable, the first of them comes first.
    """
    home = np.full(int(nodes.max()) + 1, -1)
    home[nodes] = component
    distinct = np.flatnonzero(home >= 0)
    order = distinct[np.lexsort((keys[distinct], home[distinct]))]
    counts = np.bincount(home[distinct], minlength=components)
    rank = np.empty(len(home), np.int64)
    rank[order] = rank_in_run(np.r_[0, np.cumsum(counts)])
    return counts, rank[nodes], order


def _first_difference(row_keys: Ints, column_keys: Ints, row_count: Ints, column_count: Ints, even: Ints) -> Bools:
    """For components as wide as high: whether the columns' keys, in order, come before the rows'."""
    sizes = row_count[even]
    step = rank_in_run(np.r_[0, np.cumsum(sizes)])
    row = row_keys[np.repeat((np.cumsum(row_count) - row_count)[even], sizes) + step]
    column = column_keys[np.repeat((np.cumsum(column_count) - column_count)[even], sizes) + step]
    owner = np.repeat(np.arange(len(even)), sizes)
    differing = np.flatnonzero(row != column)
    first = differing[np.unique(owner[differing], return_index=True)[1]]
    before = np.zeros(len(even), np.bool_)
    before[owner[first]] = column[first] < row[first]
    return before


def _pack(tiers: Sequence[Ints], component: Ints, pairs: Ints) -> Floats:
    """One weight an edge whose sums over up to `pairs[component]` edges compare as the tiers' sums do, in their order.

    Tiers are read as digits of one number, first tier highest. Those that no longer fit float64 exactly are dropped,
    component by component: the canonical order of the nodes decides in their stead.
    """
    order = np.argsort(component, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(component[order]) > 0])
    bases = [pairs * np.maximum.reduceat(tier[order], starts) + 1 for tier in tiers]
    packed, room = tiers[0].astype(np.int64), bases[0].astype(np.float64)
    fits = np.ones(len(pairs), np.bool_)
    for tier, base in zip(tiers[1:], bases[1:], strict=True):
        room = room * base
        fits &= room <= EXACT
        packed = np.where(fits[component], packed * base[component] + tier, packed)
    return packed.astype(np.float64)


def _solve(weights: Floats, begin: Ints, height: Ints, width: Ints) -> Ints:
    """The cells of the heaviest assignments: of each component `height[c]` cells of its matrix at `begin[c]`."""
    stars, squares = height == 1, (height == 2) & (width == 2)
    cells = [_best_of_stars(weights, begin[stars], width[stars]), _better_diagonals(weights, begin[squares])]
    for start, rows, columns in np.stack([begin, height, width], axis=1)[~stars & ~squares].tolist():
        cells.append(_heaviest(weights[start : start + rows * columns].reshape(rows, columns)) + start)
    return np.concatenate(cells)


def _best_of_stars(weights: Floats, begin: Ints, width: Ints) -> Ints:
    """The heaviest cell of each single row, the first of equals."""
    if not len(begin):
        return begin
    owner = np.repeat(np.arange(len(begin)), width)
    cell = rank_in_run(np.r_[0, np.cumsum(width)]) + begin[owner]
    best = np.maximum.reduceat(weights[cell], np.cumsum(width) - width)
    winners = np.flatnonzero(weights[cell] == best[owner])
    return cell[winners[np.unique(owner[winners], return_index=True)[1]]]


def _better_diagonals(weights: Floats, begin: Ints) -> Ints:
    """Both cells of the heavier diagonal; of two equal ones that with the first row's heavier, or first, cell.

    This is what the solver takes, which begins with the best of the first row and changes it only for more in all.
    """
    a, b, c, d = (weights[begin + k] for k in range(4))
    straight = (a + d > b + c) | ((a + d == b + c) & (a >= b))
    first = np.where(straight, 0, 1)
    return np.concatenate([begin + first, begin + 3 - first])


def _heaviest(matrix: Floats) -> Ints:
    """The flat cells of the heaviest assignment of one matrix that is no higher than wide."""
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(matrix, maximize=True)
    cells: Ints = rows * matrix.shape[1] + columns
    return cells
