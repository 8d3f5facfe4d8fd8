"""What scoring by any profile gives: rows of numbers under their published names, and what they were made from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from harness.statistics.fractions import Fractions
from harness.version import VERSION

if TYPE_CHECKING:
    import pandas as pd

Row = Mapping[str, int | float | None]
Rows = Mapping[str, Any]
"""Row name -> column name -> number; some profiles group their rows by section (`strict`, `prop`) one level above."""


@dataclass(frozen=True, slots=True)
class Score:
    """The score of found against gold by one profile. Same signature, same numbers.

    `rows` is named as the profile's reference names it, and follows its convention for 0/0. `counts` maps row names to
    whole or half counts, `fractions` holds them per article for the statistics, `make_outcomes` makes the tidy table of
    what became of every item, when it is asked for. `shown` names the columns that the table shows, if not all.
    """

    profile: str
    rows: Rows
    counts: Mapping[str, Row]
    settings: Mapping[str, str | int | float]
    make_outcomes: Callable[[], "pd.DataFrame"] = field(repr=False)
    fractions: Fractions | None = field(default=None, repr=False)
    shown: tuple[str, ...] = field(default=(), repr=False)

    @property
    def signature(self) -> str:
        """The profile, what decides its numbers, and the version: `semeval13|end:exclusive|gold:3-8cd5a3bb|...`."""
        return "|".join(
            [self.profile, *(f"{key}:{value}" for key, value in self.settings.items()), f"harness:{VERSION}"]
        )

    @property
    def outcomes(self) -> "pd.DataFrame":
        """What became of every item, one a row."""
        return self.make_outcomes()

    def table(self) -> str:
        """The rows as plain text of at most 80 columns, with the signature beneath; "–" is what is undefined."""
        from harness.report.score_table import score_text

        return score_text(self.rows, self.signature, self.shown)
