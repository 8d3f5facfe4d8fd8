"""Which pairs can be in a pairing with the most credit at all, proven by linear programming duality.

Give every row and every column of a matrix of credits a price of at least 0, so that no cell is worth more than the
prices of its row and column together. A pairing then is worth at most the sum of the prices of the rows and columns it
pairs, so at most the sum of all. If some pairing is worth just that, then every pairing that is worth as much takes
none but cells worth exactly their two prices: all others are out of the question. (Prices are the dual variables of
the assignment problem, and this is complementary slackness; Kuhn 1955, 'The Hungarian method'.)
"""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Credits = NDArray[np.signedinteger]
"""Any signed type that holds four times the largest credit."""


def maybe_best(credit: Credits) -> Bools:
    """The cells, of matrices `credit[k]` of numbers of at least 0, that a pairing with the most credit may take.

    No such pairing of a matrix takes a cell that is False here. Which are True depends neither on the order of the rows
    or columns nor on which of both are called rows.
    """
    pairs = _best_pairs(credit)
    low, high = _prices(credit, pairs)
    # Turned over, the columns are priced as high as can be. Halfway between, fewer cells are worth just their prices.
    other_high, other_low = _prices(credit.transpose(0, 2, 1), pairs[[0, 2, 1]])
    maybe: Bools = 2 * credit == (low + other_low)[:, :, None] + (high + other_high)[:, None, :]
    return maybe


def _best_pairs(credit: Credits) -> Ints:
    """Matrix, row and column of the pairs of one best pairing each, those worth nothing left out."""
    from scipy.optimize import linear_sum_assignment

    found = [linear_sum_assignment(one.astype(np.float64), maximize=True) for one in credit]
    matrix = np.repeat(np.arange(len(credit)), [len(rows) for rows, _ in found])
    pairs: Ints = np.stack([matrix, *(np.concatenate(side) for side in zip(*found, strict=True))])
    return pairs[:, credit[tuple(pairs)] > 0]


def _prices(credit: Credits, pairs: Ints) -> tuple[Credits, Credits]:
    """The prices of rows and columns, those of the columns as low as can be.

    Columns are free at first and paired rows ask for all that their pair is worth. A column that is worth more to some
    row than both prices becomes dearer, and its own row cheaper by as much, until none is. What is in no pair stays
    free: otherwise the pairing was not the best.
    """
    matrix, row, column = pairs
    worth = credit[matrix, row, column]
    rows, columns = np.zeros(credit.shape[:2], credit.dtype), np.zeros(credit.shape[::2], credit.dtype)
    while True:
        rows[matrix, row] = worth - columns[matrix, column]
        asked = (credit - rows[:, :, None]).max(axis=1)
        if (asked <= columns).all():
            return rows, columns
        columns = np.maximum(columns, asked)
