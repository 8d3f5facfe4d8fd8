"""Fillers of kinds that a class compares (`harness.kinds`): every different pair of normal forms is asked about once.

The normal forms stand where other fillers have their names, so that further accepted wordings, hashes and equality of
integers come for free; words that cannot be read stand there too, marked, and are equal to themselves alone.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from harness.kinds.asked import Asked
from harness.matching.expansion import expand
from harness.matching.vocabulary import Names, Vocabulary

Ints = NDArray[np.int64]
Ragged = tuple[Ints, Ints]
"""`values[first[i]:first[i + 1]]` belong to `i`."""

UNREAD = "\0"
"""Begins what stands for words that a kind cannot read; no normal form begins so."""

_AT_ONCE = 2_000_000  # pairs of fillers looked at together


def normal_form(asked: Asked, words: str) -> str | None:
    """The normal form of some words, or of a value; None where the kind cannot read them."""
    form = asked.form(words)
    return None if form is None or form.startswith(UNREAD) else form


def best_halves(
    asked: Asked, names: Names, gold: Ragged, found: Ragged, pairs: tuple[Ints, Ints], place: Callable[[int], str]
) -> Ints:
    """The most credit that a form of filler `pairs[0][k]` earns with one of `pairs[1][k]`; `place(k)` says where."""
    row, at = expand(gold[0][pairs[0]], gold[0][pairs[0] + 1])
    each, other = expand(found[0][pairs[1][row]], found[0][pairs[1][row] + 1])
    row = row[each]
    left, right = gold[1][at[each]], found[1][other]
    halves = np.where(left == right, 2, 0)
    rows = np.flatnonzero(left != right)
    halves[rows] = _differing(asked, names, left[rows], right[rows], lambda k: place(int(row[rows[k]])))
    best = np.zeros(len(pairs[0]), np.int64)
    np.maximum.at(best, row, halves)
    return best


def _differing(asked: Asked, names: Names, left: Ints, right: Ints, place: Callable[[int], str]) -> Ints:
    """Credit of forms that differ, by their integers."""
    ids, inverse = np.unique(np.concatenate([left, right]), return_inverse=True)
    words = names.words()
    forms = [words[i] for i in ids.tolist()]
    read = np.array([not form.startswith(UNREAD) for form in forms], np.bool_)
    one, other = inverse[: len(left)], inverse[len(left) :]
    halves = np.zeros(len(left), np.int64)
    rows = np.flatnonzero(read[one] & read[other])
    one, other = one[rows], other[rows]
    packed = np.minimum(one, other) * len(ids) + np.maximum(one, other)
    distinct, first, inverse = np.unique(packed, return_index=True, return_inverse=True)
    if len(distinct):
        asked_about = distinct // len(ids), distinct % len(ids)
        halves[rows] = asked.halves(forms, *asked_about, lambda k: place(int(rows[first[k]])))[inverse]
    return halves


class Forms(NamedTuple):
    """Fillers and their forms: filler `i` is of `group[i]`; `form[k]` is one of filler `owner[k]`, sorted by filler."""

    group: Ints
    owner: Ints
    form: Ints


def meeting(asked: Asked, names: Names, left: Forms, right: Forms) -> Iterator[tuple[Ints, Ints]]:
    """Fillers of one group that may earn credit, each pair once, some at a time.

    Those that share a form or a block meet; all, where the kind has no blocks.
    """
    blocks = Vocabulary()
    (owner, block), (other_owner, other_block) = (_keys(asked, names, side, blocks) for side in (left, right))
    width = len(blocks.ids) + 1
    wanted, there = left.group[owner] * width + block, right.group[other_owner] * width + other_block
    order = np.argsort(there, kind="stable")
    there, other_owner = there[order], other_owner[order]
    low, high = np.searchsorted(there, wanted, "left"), np.searchsorted(there, wanted, "right")
    size = max(len(right.group), 1)
    for rows in _portions(owner, high - low):
        row, at = expand(low[rows], high[rows])
        pairs = np.unique(owner[rows][row] * size + other_owner[at])
        yield pairs // size, pairs % size


def _keys(asked: Asked, names: Names, side: Forms, blocks: Vocabulary) -> tuple[Ints, Ints]:
    """Filler and block of each block of each form, by filler; a form is a block of its own."""
    if not asked.has_blocks:
        return np.arange(len(side.group)), np.zeros(len(side.group), np.int64)
    ids, inverse = np.unique(side.form, return_inverse=True)
    words = names.words()
    lists = [_blocks(asked, words[i]) for i in ids.tolist()]
    first = np.r_[0, np.cumsum([len(some) for some in lists], dtype=np.int64)]
    flat = blocks.all([block for some in lists for block in some])
    row, at = expand(first[inverse], first[inverse + 1])
    return side.owner[row], flat[at]


def _blocks(asked: Asked, form: str) -> Sequence[str]:
    """The blocks of a form, marked, and the form itself."""
    return [form] if form.startswith(UNREAD) else [form, *(f"{UNREAD}{block}" for block in sorted(asked.blocks(form)))]


def _portions(owner: Ints, counts: Ints) -> Iterator[slice]:
    """Slices of rows, each of whole owners, with about as many pairs as are looked at together."""
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]]) if len(owner) else np.zeros(0, np.int64)
    portion = np.r_[0, np.cumsum(counts)][starts] // _AT_ONCE
    cuts = [*starts[np.flatnonzero(np.diff(portion, prepend=-1))].tolist(), len(owner)]
    yield from (slice(begin, end) for begin, end in pairwise(cuts))


def where(article: str, slot: tuple[str, str]) -> str:
    """A slot of an article, in words."""
    return f"article {article}, slot {'.'.join(slot)}"
