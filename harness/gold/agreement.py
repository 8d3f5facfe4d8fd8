"""How far two people agree who wrote gold for the same articles: the harness's own matching, each as gold once.

Agreement is F1, 2 · agreed / (facts of one + facts of the other), which is the same whoever is asked first (Hripcsak
and Rothschild 2005, 'Agreement, the F-measure, and reliability in information retrieval'). Optional facts count as all
others do: whether a fact is optional is a question of its own.
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from harness.facts import GoldFact
from harness.schema import Schema

if TYPE_CHECKING:
    import pandas as pd

Facts = Mapping[str, Sequence[GoldFact]]
Bools = NDArray[np.bool_]
_KEY, _ALL = "key slots", "all slots"


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of one type, or of all together (`type` is ""): how many facts each wrote, and how many of them agree.

    `paired` facts are of one type, with evidence or a key slot in common, one to one; in `key` of them every key slot
    is at least partly the same too, in `whole` every slot, modality, polarity and source is the same. The latter two
    are means of both directions, since a wording may be accepted by one of the two only, and so may be halves.
    """

    type: str
    one: int
    other: int
    paired: float
    key: float
    whole: float

    def f1(self, agreed: float) -> float | None:
        """Agreement in 0..1; None where neither wrote a fact."""
        written = self.one + self.other
        return 2 * agreed / written if written else None


def agreement(one: Facts, other: Facts, schema: Schema, published: Mapping[str, str | None]) -> tuple[Agreement, ...]:
    """Agreement by type, in the order of the schema and without types that neither has, then that of all facts.

    `published` maps articles to the days that their relative dates are counted from.
    """
    counts = [_agreed(*sides, schema, published) for sides in ((one, other), (other, one))]
    written = [Counter(fact.fact.type for facts in side.values() for fact in facts) for side in (one, other)]

    def row(name: str, types: Sequence[str]) -> Agreement:
        paired, key, whole = (
            sum(direction[what][kind] for direction in counts for kind in types) / 2 for what in ("pairs", _KEY, _ALL)
        )
        mine, theirs = (sum(side[kind] for kind in types) for side in written)
        return Agreement(name, mine, theirs, paired, key, whole)

    types = [kind for kind in schema.types if written[0][kind] or written[1][kind]]
    return (*(row(kind, [kind]) for kind in types), row("", types))


def _agreed(gold: Facts, found: Facts, schema: Schema, published: Mapping[str, str | None]) -> dict[str, Counter[str]]:
    """By type: how many pairs there are, and in how many the key slots, and all slots, agree."""
    from harness.matching.match import match

    required = {article: [replace(fact, optional=False) for fact in facts] for article, facts in gold.items()}
    plain = {article: [fact.fact for fact in facts] for article, facts in found.items()}
    outcomes = match(required, plain, schema, published).outcomes
    pairs = outcomes[(outcomes["level"] == "fact") & (outcomes["gold"] != "") & (outcomes["found"] >= 0)]
    wrong = _differences(outcomes, found, schema)
    return {
        "pairs": Counter(pairs["type"]),
        _KEY: Counter(_without(pairs, wrong[wrong["key"] & (wrong["outcome"] != "partial")])["type"]),
        _ALL: Counter(_without(pairs, wrong)["type"]),
    }


def _differences(outcomes: "pd.DataFrame", found: Facts, schema: Schema) -> "pd.DataFrame":
    """The slots of pairs that differ, each with whether it is a key slot; what either calls optional may be absent."""
    keys = {(kind.name, slot.name) for kind in schema.types.values() for slot in kind.slots.values() if slot.key}
    optional = {
        (article, index, slot)
        for article, facts in found.items()
        for index, fact in enumerate(facts)
        for slot, accepts in fact.accepts.items()
        if accepts and all(one.optional for one in accepts)
    }
    rows = outcomes[(outcomes["level"] != "fact") & (outcomes["outcome"] != "correct") & outcomes["counted"]]
    excused = (rows["outcome"] == "spurious") & _among(rows, ("article", "found", "slot"), optional)
    wrong = rows[~excused]
    return wrong.assign(key=_among(wrong, ("type", "slot"), keys))


def _without(pairs: "pd.DataFrame", wrong: "pd.DataFrame") -> "pd.DataFrame":
    """The pairs that none of the differences belongs to."""
    place = ("article", "gold", "found")
    differing = set(zip(*(wrong[name] for name in place), strict=True))
    return pairs[~_among(pairs, place, differing)]


def _among(rows: "pd.DataFrame", columns: Sequence[str], wanted: Set[tuple[object, ...]]) -> Bools:
    """Which rows have one of the wanted combinations in these columns."""
    places = zip(*(rows[name] for name in columns), strict=True)
    return np.array([place in wanted for place in places], np.bool_)
