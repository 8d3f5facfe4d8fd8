"""What numpy alone needs for the same answers: the least that a scorer on columns can hope for.

Neither handles what a scorer must: `exact_counts` sees no duplicates, `four_modes` only spans of which each side never
overlaps itself and every group of overlapping spans is a star (one span against one or several).
"""

import numpy as np
from numpy.typing import NDArray

from benchmarks.span_workloads import LABELS, Side, SpanWorkload

Ints = NDArray[np.int64]

MODES = ("strict", "exact", "partial", "ent_type")


def exact_counts(work: SpanWorkload) -> tuple[Ints, Ints, Ints]:
    """True positives, gold and found spans per label: equal document, start, end and label."""
    width = work.length + 2
    gold, found = np.sort(_packed(work.gold, width)), _packed(work.found, width)
    at = np.minimum(np.searchsorted(gold, found), len(gold) - 1)
    labels = len(LABELS)
    return (
        np.bincount(work.found.label[gold[at] == found], minlength=labels),
        np.bincount(work.gold.label, minlength=labels),
        np.bincount(work.found.label, minlength=labels),
    )


def _packed(side: Side, width: int) -> Ints:
    packed: Ints = ((side.document * width + side.start) * width + side.end) * len(LABELS) + side.label
    return packed


def four_modes(work: SpanWorkload) -> Ints:
    """Counts of each document in the modes of SemEval-2013 under the best one-to-one matching: (documents, 4, 5).

    Modes in the order of `MODES`; COR, INC, PAR, MIS, SPU. Of a star only one pair can be matched, so each mode takes
    its best edge. Raises ValueError on other groups.
    """
    width = work.length + 2
    g_start, f_start = work.gold.document * width + work.gold.start, work.found.document * width + work.found.start
    g_order, f_order = np.argsort(g_start), np.argsort(f_start)
    g_start, f_start = g_start[g_order], f_start[f_order]
    g_end = (work.gold.document * width + work.gold.end)[g_order]
    f_end = (work.found.document * width + work.found.end)[f_order]
    if (g_end[:-1] > g_start[1:]).any() or (f_end[:-1] > f_start[1:]).any():
        raise ValueError("the bound needs spans that do not overlap others of their side")
    first = np.searchsorted(g_end, f_start, "right")
    degree = np.searchsorted(g_start, f_end, "left") - first
    found = np.repeat(np.arange(len(f_start)), degree)
    gold = np.arange(len(found)) - np.repeat(np.cumsum(degree) - degree, degree) + first[found]
    several = degree[found] > 1
    if (several & (np.bincount(gold, minlength=len(g_start))[gold] > 1)).any():
        raise ValueError("the bound needs groups of spans with one span on a side")
    exact = (g_start[gold] == f_start[found]) & (g_end[gold] == f_end[found])
    typed = work.gold.label[g_order][gold] == work.found.label[f_order][found]
    star = np.where(several, len(g_start) + found, gold)
    document = np.concatenate([work.gold.document[g_order], work.found.document[f_order]])
    counts = np.zeros((work.documents, len(MODES), 5), np.int64)
    pairs = _stars(star, document, work.documents)
    right = {
        "strict": _stars(star[exact & typed], document, work.documents),
        "exact": (same := _stars(star[exact], document, work.documents)),
        "partial": same,
        "ent_type": _stars(star[typed], document, work.documents),
    }
    for mode, name in enumerate(MODES):
        counts[:, mode, 0] = right[name]
        counts[:, mode, 2 if name == "partial" else 1] = pairs - right[name]
    counts[:, :, 3] = (np.bincount(work.gold.document, minlength=work.documents) - pairs)[:, None]
    counts[:, :, 4] = (np.bincount(work.found.document, minlength=work.documents) - pairs)[:, None]
    return counts


def _stars(stars: Ints, document: Ints, documents: int) -> Ints:
    """How many different stars each document has among these; `document[s]` is that of star `s`."""
    there = np.zeros(len(document), np.bool_)
    there[stars] = True
    return np.bincount(document[there], minlength=documents)
