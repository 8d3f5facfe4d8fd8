"""What became of every fact and of every filler, as one tidy table.

`outcomes` has a row for every fact (level `fact`), every slot filler or pair of fillers (`slot`), and the modality,
polarity and source of every pair of facts (`attribute`):

    level article type slot     `slot` is "" for facts
    gold found                  the gold fact's id or "", the found fact's index within its article or -1
    gold_text found_text        the fillers' words as written, or None
    gold_value found_value      their normal forms as strings, or None
    gold_start gold_end found_start found_end    code points, half-open, or -1; at fact level the first evidence span
    outcome                     correct, partial, incorrect, missing or spurious (the words of MUC; Chinchor 1992)
    counted                     False for optional gold that nobody found, and for what matches only optional gold
    why                         the reason, in a few words
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from harness.facts import GoldFact
from harness.matching.columns import Columns
from harness.matching.comparators import Comparator
from harness.matching.own_kinds import UNREAD
from harness.matching.pairing import Pairing
from harness.matching.rows import REASONS, outcome_rows
from harness.matching.vocabulary import DATE, NUMBER, OWN
from harness.scores.matrix import OUTCOMES

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["OUTCOMES", "outcome_table"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


def outcome_table(gold: Mapping[str, Sequence[GoldFact]], comparator: Comparator, pairing: Pairing) -> "pd.DataFrame":
    """The outcomes of a pairing, in the order article, gold fact, slot; what only was found follows the gold."""
    import pandas as pd

    rows = outcome_rows(comparator, pairing)
    g, f, slots = comparator.gold, comparator.found, comparator.encoder.slots
    ids = np.array([fact.id for article in sorted(gold) for fact in gold[article]] + [""], dtype=object)
    slot_names = np.array([slot for _, slot in slots.ids] + [""], dtype=object)
    attribute = np.r_[slots.attributes(), False]
    from_gold = rows.gold >= 0
    article = np.where(from_gold, np.r_[g.article, -1][rows.gold], np.r_[f.article, -1][rows.found])
    kind = np.where(from_gold, np.r_[g.type, -1][rows.gold], np.r_[f.type, -1][rows.found])
    index = np.r_[f.index, -1][rows.found]
    level = np.where(rows.slot < 0, 0, np.where(attribute[rows.slot], 2, 1))
    position = np.where(from_gold, rows.gold, len(g) + rows.found)
    names = np.array(comparator.encoder.articles.words(), dtype=object)
    order = np.lexsort((rows.b, rows.a, rows.slot, level, position, names.argsort().argsort()[article]))
    table = pd.DataFrame(
        {
            "level": np.array(["fact", "slot", "attribute"], dtype=object)[level],
            "article": names[article],
            "type": np.array(slots.types.words(), dtype=object)[kind],
            "slot": slot_names[rows.slot],
            "gold": ids[rows.gold],
            "found": index,
            "gold_text": [g.filler[i].text if i >= 0 else None for i in rows.a.tolist()],
            "found_text": [f.filler[i].text if i >= 0 else None for i in rows.b.tolist()],
            "gold_value": _values(comparator, g, rows.a),
            "found_value": _values(comparator, f, rows.b),
            **_spans("gold", g, rows.a, rows.gold, level == 0),
            **_spans("found", f, rows.b, rows.found, level == 0),
            "outcome": np.array(OUTCOMES, dtype=object)[rows.outcome],
            "counted": rows.counted,
            "why": np.array(REASONS, dtype=object)[rows.why],
        }
    )
    text = ["level", "article", "type", "slot", "gold", "gold_text", "found_text", "gold_value", "found_value"]
    return table.iloc[order].reset_index(drop=True).astype(dict.fromkeys([*text, "outcome", "why"], "str"))


def _values(comparator: Comparator, side: Columns, fillers: Ints) -> list[str | None]:
    """Normal forms as they were compared: numbers, dates, forms of kinds of one's own, and the names of enums."""
    dates, names = comparator.encoder.dates.words(), comparator.encoder.names.words()
    kinds = comparator.encoder.slots.comparator

    def shown(i: int) -> str | None:
        kind = kinds[int(side.slot[i])]
        if kind == NUMBER:
            return None if np.isnan(side.number[i]) else f"{side.number[i]:.15g}"
        if kind == DATE and side.date[i] >= 0:
            return dates[int(side.date[i])]
        if kind >= OWN:
            form = names[int(side.name[side.name_first[i]])]
            if not form.startswith(UNREAD):
                return form
        value = side.filler[i].value
        return None if value is None else str(value)

    return [shown(i) if i >= 0 else None for i in fillers.tolist()]


def _spans(name: str, side: Columns, fillers: Ints, facts: Ints, whole: Bools) -> dict[str, Ints]:
    """Where the filler, or at fact level the first piece of evidence, begins and ends."""
    start, end = np.r_[side.start, -1][fillers], np.r_[side.end, -1][fillers]
    first = side.evidence_first[:-1]
    has = np.r_[np.diff(side.evidence_first) > 0, False][facts] & whole
    start[has], end[has] = side.evidence_start[first[facts[has]]], side.evidence_end[first[facts[has]]]
    return {f"{name}_start": start, f"{name}_end": end}
