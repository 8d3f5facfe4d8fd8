"""The heaviest one-to-one pairing of a sparse bipartite graph whose components are mostly small trees.

1. Folding. A node with one edge (a leaf) is worth that edge's weight `w`, unless its neighbour (the hub) is taken by
   another, who then gains only the difference. So the leaf is put aside with its weight, and the hub's other edges lose
   `w`; those that come to nothing are gone. Of several leaves at a hub the heaviest counts. This is exact whatever
   the rest of the graph, and solves lone edges, stars and all trees; with weights of 1 it is the leaf rule of Karp and
   Sipser (1981, 'Maximum matching in sparse random graphs').
2. What is left, if all its edges weigh the same, is one maximum matching of the sparse graph.
3. Else it goes to `harness.matching.assignment.assign`, component by component.
Then the leaves that were put aside are taken in the reverse order, each where its hub is still free.
"""

import numpy as np
from numpy.typing import NDArray

from harness.matching.assignment import assign

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

ROUNDS = 64
"""How often leaves are folded before what is left is given to the solver; a chain of 256 spans is done in as many."""


def pair_up(rows: Ints, columns: Ints, weights: Ints) -> Bools:
    """Which edges the heaviest pairing takes.

    `rows[e]` and `columns[e]` are the ends of edge `e`, `weights[e]` is above 0; no two edges have the same ends. Ties
    are decided by the numbers of the nodes, so nodes that come in canonical order make the answer independent of the
    order of their sources.
    """
    taken = np.zeros(len(rows), np.bool_)
    order = np.lexsort((columns, rows))
    left, weight, edges = rows[order], weights[order], order
    right = columns[order] + int(rows.max(initial=-1)) + 1
    folded: list[tuple[Ints, Ints, Ints]] = []
    while len(edges) and len(folded) < ROUNDS:
        node, ends = np.unique(np.concatenate([left, right]), return_inverse=True)
        near, far = ends[: len(left)], ends[len(left) :]
        alone = np.bincount(ends) == 1
        leaf = alone[near] | alone[far]
        if not leaf.any():
            break
        hubs = np.where(alone[near], far, near)[leaf]
        best = _best_of_each(hubs, weight[leaf])
        leaves = np.where(alone[near], near, far)[leaf]
        folded.append((edges[leaf][best], node[leaves[best]], node[hubs[best]]))
        loss = np.zeros(len(node), np.int64)
        loss[hubs[best]] = weight[leaf][best]
        weight = weight - loss[near] - loss[far]
        keep = ~leaf & (weight > 0)
        left, right, weight, edges = left[keep], right[keep], weight[keep], edges[keep]
    used = np.zeros(int(rows.max(initial=-1)) + int(columns.max(initial=-1)) + 2, np.bool_)
    if len(edges):
        solved = _solve(left, right, weight)
        taken[edges[solved]] = True
        used[left[solved]] = used[right[solved]] = True
    for mine, leaves, hubs in reversed(folded):
        free = ~used[hubs]
        taken[mine[free]] = True
        # A leaf may have been the hub of leaves that were folded before it.
        used[leaves[free]] = used[hubs] = True
    return taken


def _best_of_each(hubs: Ints, weights: Ints) -> Ints:
    """The position of the heaviest leaf of each hub, the first of equals."""
    order = np.lexsort((-weights, hubs))
    first = np.ones(len(order), np.bool_)
    first[1:] = hubs[order][1:] != hubs[order][:-1]
    return order[first]


def _solve(rows: Ints, columns: Ints, weights: Ints) -> Bools:
    """The heaviest pairing of a graph without leaves (or of one whose folding was cut short)."""
    if (weights == weights[0]).all():
        return _most(rows, columns)
    keys = np.arange(int(columns.max()) + 1)
    return assign(rows, columns, keys, keys, [weights])


def _most(rows: Ints, columns: Ints) -> Bools:
    """A pairing of as many as possible (Hopcroft and Karp 1973), in one sparse pass over all components."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import maximum_bipartite_matching

    near, row = np.unique(rows, return_inverse=True)
    far, column = np.unique(columns, return_inverse=True)
    graph = csr_array((np.ones(len(row), np.int8), (row, column)), shape=(len(near), len(far)))
    partner = maximum_bipartite_matching(graph, perm_type="column")
    most: Bools = partner[row] == column
    return most
