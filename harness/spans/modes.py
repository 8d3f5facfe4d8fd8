"""The four modes of SemEval-2013 task 9.1 under optimal one-to-one matching.

Segura-Bedmar, Martinez and Herrero-Zazo (2013), 'SemEval-2013 Task 9: Extraction of Drug-Drug Interactions from
Biomedical Texts (DDIExtraction 2013)', https://aclanthology.org/S13-2056/, section 4, with the outcomes of Chinchor and
Sundheim (1993), 'MUC-5 Evaluation Metrics'. Of a gold and a found span that overlap, a mode says:

| mode     | correct                | else      |
|----------|------------------------|-----------|
| strict   | same boundaries, type  | incorrect |
| exact    | same boundaries        | incorrect |
| partial  | same boundaries        | partial   |
| ent_type | same type              | incorrect |

In each document and mode, spans are paired one to one so that the correct ones are as many as possible, and then all
pairs are. Gold spans without a partner are missing, found ones spurious.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from harness.spans.columns import Line, Spans, lay_out
from harness.spans.overlap import Meetings, meetings
from harness.spans.pairing import pair_up

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

MODES = ("strict", "exact", "partial", "ent_type")
OUTCOMES = ("COR", "INC", "PAR", "MIS", "SPU")
COR, INC, PAR, MIS, SPU = range(5)


@dataclass(frozen=True, slots=True)
class Pairs:
    """What one matching paired: places in the columns that were given, and whether each pair agrees in what."""

    gold: Ints
    found: Ints
    exact: Bools
    typed: Bools


def mode_counts(gold: Spans, found: Spans, documents: int, min_overlap: float = 1.0) -> Ints:
    """How many spans of each document came out how: shape (`documents`, modes, outcomes), as `MODES` and `OUTCOMES`.

    `documents` is above every document number; `min_overlap` as in `harness.spans.overlap.meetings`. Raises ValueError
    where a span is empty or out of range.
    """
    golds, founds = lay_out(gold, found)
    alone, strict, exact, typed = _match(golds, founds, min_overlap)
    counts = np.zeros((documents, len(MODES), len(OUTCOMES)), np.int64)
    lone = _agreements(golds, alone, documents)
    tables = [lone + _agreements(golds, pairs, documents) for pairs in (strict, exact, typed)]
    possible = np.bincount(golds.document, minlength=documents)
    actual = np.bincount(founds.document, minlength=documents)
    for mode, (table, right, wrong) in enumerate(
        [(tables[0], [3], INC), (tables[1], [2, 3], INC), (tables[1], [2, 3], PAR), (tables[2], [1, 3], INC)]
    ):
        paired = table.sum(axis=1)
        correct = table[:, right].sum(axis=1)
        counts[:, mode, COR] = correct
        counts[:, mode, wrong] = paired - correct
        counts[:, mode, MIS] = possible - paired
        counts[:, mode, SPU] = actual - paired
    return counts


def mode_pairs(gold: Spans, found: Spans, min_overlap: float = 1.0) -> dict[str, Pairs]:
    """The pairs that each mode's counts are made of; exact and partial share theirs."""
    golds, founds = lay_out(gold, found)
    alone, strict, exact, typed = _match(golds, founds, min_overlap)
    made = {}
    for mode, some in zip(MODES, (strict, exact, exact, typed), strict=True):
        rows, columns = np.concatenate([alone.gold, some.gold]), np.concatenate([alone.found, some.found])
        same, agree = np.concatenate([alone.exact, some.exact]), np.concatenate([alone.typed, some.typed])
        made[mode] = Pairs(golds.order[rows], founds.order[columns], same, agree)
    return made


def _match(gold: Line, found: Line, min_overlap: float) -> tuple[Meetings, Meetings, Meetings, Meetings]:
    """The pairs that every mode takes, for want of any other, and what strict, exact and type take besides."""
    all_pairs = meetings(gold, found, min_overlap)
    rivals = np.bincount(all_pairs.gold, minlength=len(gold))[all_pairs.gold]
    rivals += np.bincount(all_pairs.found, minlength=len(found))[all_pairs.found]
    contested = rivals > 2
    rest = all_pairs.take(contested)
    strict = _equals_first(gold, found, rest, rest.exact & rest.typed, labels=True)
    exact = _equals_first(gold, found, rest, rest.exact, labels=False)
    return all_pairs.take(~contested), strict, exact, _sole_types_first(gold, found, rest)


def _equals_first(gold: Line, found: Line, pairs: Meetings, equal: Bools, *, labels: bool) -> Meetings:
    """Pair what is equal, the first with the first and so on, and then as many of the others as possible.

    Equal spans meet the same spans, so it is all one which of them are paired with each other, and each correct pair
    that is possible is part of some optimum.
    """
    candidates = np.flatnonzero(equal)
    rows, columns = pairs.gold[candidates], pairs.found[candidates]
    first = candidates[_copy(gold, rows, labels) == _copy(found, columns, labels)]
    return _and_the_rest(gold, found, pairs, first, np.ones(len(pairs), np.int64))


def _sole_types_first(gold: Line, found: Line, pairs: Meetings) -> Meetings:
    """Pair spans of the same type that meet no others of it, and then the others as well as possible.

    Such a pair is part of some optimum: without it, its two spans are at best in two incorrect pairs, and one correct
    pair is worth more.
    """
    typed = np.flatnonzero(pairs.typed)
    rows, columns = pairs.gold[typed], pairs.found[typed]
    sole = (np.bincount(rows, minlength=1)[rows] == 1) & (np.bincount(columns, minlength=1)[columns] == 1)
    # One correct pair outweighs all that could be paired incorrectly.
    weights = np.where(pairs.typed, min(len(gold), len(found)) + 1, 1)
    return _and_the_rest(gold, found, pairs, typed[sole], weights)


def _and_the_rest(gold: Line, found: Line, pairs: Meetings, first: Ints, weights: Ints) -> Meetings:
    """The pairs `first`, and the heaviest pairing of what they leave."""
    taken = np.zeros(len(pairs), np.bool_)
    taken[first] = True
    gold_used, found_used = np.zeros(len(gold), np.bool_), np.zeros(len(found), np.bool_)
    gold_used[pairs.gold[first]] = True
    found_used[pairs.found[first]] = True
    others = np.flatnonzero(~gold_used[pairs.gold] & ~found_used[pairs.found])
    taken[others[pair_up(pairs.gold[others], pairs.found[others], weights[others])]] = True
    return pairs.take(taken)


def _copy(line: Line, places: Ints, labels: bool) -> Ints:
    """Which copy of its equals each of these spans is, from 0; equals stand side by side in the canonical order."""
    fresh = np.ones(len(line), np.bool_)
    fresh[1:] = (line.begin[1:] != line.begin[:-1]) | (line.stop[1:] != line.stop[:-1])
    if labels:
        fresh[1:] |= line.label[1:] != line.label[:-1]
    first = np.maximum.accumulate(np.where(fresh, np.arange(len(line)), 0))
    copy: Ints = (np.arange(len(line)) - first)[places]
    return copy


def _agreements(gold: Line, pairs: Meetings, documents: int) -> Ints:
    """Pairs a document by what they agree in, shape (documents, 4): nothing, label, boundaries, both."""
    kind = gold.document[pairs.gold] * 4 + pairs.exact * 2 + pairs.typed
    return np.bincount(kind, minlength=4 * documents).reshape(documents, 4)
