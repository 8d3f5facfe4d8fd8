"""Matching, from facts to counts and outcomes: the whole of it as pure functions."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from harness.facts import Fact, GoldFact
from harness.matching.columns import Columns, Encoder
from harness.matching.comparators import Comparator
from harness.matching.pairing import pair_facts
from harness.schema import Schema
from harness.scores.matrix import CountMatrix

if TYPE_CHECKING:
    import pandas as pd


class Matching:
    """What became of every fact and filler, and the left-over facts that share evidence across types.

    `outcomes` and `confusions` are the tidy tables that `harness.matching.outcomes` and `harness.matching.confusions`
    describe, made when they are first asked for; `counts` has every article of either side.
    """

    def __init__(
        self,
        outcomes: "pd.DataFrame | Callable[[], pd.DataFrame]",
        confusions: "pd.DataFrame | Callable[[], pd.DataFrame]",
        counts: Callable[[], CountMatrix] | None = None,
    ) -> None:
        """Tables, or what makes them; without `counts` those of the outcomes are taken, whatever their schema."""
        self._outcomes, self._confusions, self._counts = outcomes, confusions, counts

    @cached_property
    def outcomes(self) -> "pd.DataFrame":
        """A row for every fact, filler and attribute."""
        return self._outcomes() if callable(self._outcomes) else self._outcomes

    @cached_property
    def confusions(self) -> "pd.DataFrame":
        """A row for every gold fact that may have been taken for another type."""
        return self._confusions() if callable(self._confusions) else self._confusions

    @cached_property
    def counts(self) -> CountMatrix:
        """How often each outcome came, per article and cell."""
        from harness.scores.counts import count_outcomes

        return count_outcomes(self.outcomes, Schema({})) if self._counts is None else self._counts()


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
    from harness.matching.rows import outcome_rows
    from harness.matching.tally import count_rows

    encoder = Encoder(schema, published)
    comparator = Comparator(encoder, encoder.encode(gold), encoder.encode(found))
    pairing = pair_facts(comparator)
    return Matching(
        lambda: outcome_table(gold, comparator, pairing),
        lambda: confusion_table(gold, comparator, pairing),
        lambda: count_rows(comparator, outcome_rows(comparator, pairing)),
    )


def count_columns(encoder: Encoder, gold: Columns, found: Columns) -> CountMatrix:
    """The counts alone, of two sides that `encoder` has encoded; every article it has met is there."""
    from harness.matching.rows import outcome_rows
    from harness.matching.tally import count_rows

    comparator = Comparator(encoder, gold, found)
    return count_rows(comparator, outcome_rows(comparator, pair_facts(comparator)))
