"""Matching, from facts to outcomes: the whole of it as one pure function."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.facts import Fact, GoldFact
from harness.matching.columns import Encoder
from harness.matching.comparators import Comparator
from harness.matching.pairing import pair_facts
from harness.schema import Schema

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Matching:
    """What became of every fact and filler, and the left-over facts that share evidence across types.

    `outcomes` and `confusions` are the tidy tables that `harness.matching.outcomes` describes.
    """

    outcomes: "pd.DataFrame"
    confusions: "pd.DataFrame"


def match(
    gold: Mapping[str, Sequence[GoldFact]],
    found: Mapping[str, Sequence[Fact]],
    schema: Schema,
    published: Mapping[str, str | None] | None = None,
) -> Matching:
    """Match the found facts of each article with its gold facts.

    Both mappings go from article id to facts; an article that one side lacks has no facts there. `published` maps
    article ids to the EDTF day that relative dates ("on Wednesday") are resolved against. The result depends on the
    order of neither side.
    """
    from harness.matching.confusions import confusion_table
    from harness.matching.outcomes import outcome_table

    encoder = Encoder(schema, published)
    comparator = Comparator(encoder, encoder.encode(gold), encoder.encode(found))
    pairing = pair_facts(comparator)
    return Matching(outcome_table(gold, comparator, pairing), confusion_table(gold, comparator, pairing))
