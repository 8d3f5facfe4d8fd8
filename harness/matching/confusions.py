"""Wrong types: left-over gold and left-over found facts of other types that share evidence.

They stay missing and spurious in the counts; this table only shows that the one may have been taken for the other.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from harness.facts import GoldFact
from harness.matching.assignment import assign
from harness.matching.comparators import Comparator
from harness.matching.expansion import join
from harness.matching.pairing import Pairing, evidence_overlap

if TYPE_CHECKING:
    import pandas as pd


def confusion_table(gold: Mapping[str, Sequence[GoldFact]], comparator: Comparator, pairing: Pairing) -> "pd.DataFrame":
    """Columns article, gold (id), gold_type, found (index), found_type, overlap (shared characters of evidence).

    One to one, by the longest evidence shared in all; optional gold is not missed, so it is not confused either.
    """
    import pandas as pd

    g, f = comparator.gold, comparator.found
    lone_gold = np.setdiff1d(np.flatnonzero(~g.optional), pairing.gold)
    lone_found = np.setdiff1d(np.arange(len(f)), pairing.found)
    lone_found = lone_found[np.argsort(f.article[lone_found], kind="stable")]
    i, j = join(f.article[lone_found], g.article[lone_gold])
    left, right = lone_gold[i], lone_found[j]
    overlap = evidence_overlap(g, f, left, right)
    keep = (overlap > 0) & (g.type[left] != f.type[right])
    left, right, overlap = left[keep], right[keep], overlap[keep]
    chosen = assign(left, right, g.key, f.key, [overlap])
    left, right, overlap = left[chosen], right[chosen], overlap[chosen]
    ids = np.array([fact.id for article in sorted(gold) for fact in gold[article]], dtype=object)
    articles = np.array(comparator.encoder.articles.words(), dtype=object)
    types = np.array(comparator.encoder.slots.types.words(), dtype=object)
    table = pd.DataFrame(
        {
            "article": articles[g.article[left]],
            "gold": ids[left],
            "gold_type": types[g.type[left]],
            "found": f.index[right],
            "found_type": types[f.type[right]],
            "overlap": overlap,
        }
    ).astype(dict.fromkeys(["article", "gold", "gold_type", "found_type"], "str"))
    return table.sort_values(["article", "gold", "found"], ignore_index=True)
