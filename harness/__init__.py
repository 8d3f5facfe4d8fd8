"""Score fact extractors against hand-written gold: whole facts, slots and evidence, with intervals, reproducibly."""

from typing import TYPE_CHECKING, Any

# First the package of that name, then the function: whatever imports the package later finds it loaded, and leaves the
# function where it is.
import harness.score  # noqa: F401
from harness.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from harness.kinds.protocol import SlotKind
    from harness.schema import Kind, Schema
    from harness.scoring.result import Score

__version__ = VERSION


def score(
    gold: Any,  # noqa: ANN401 - see below
    found: Any,  # noqa: ANN401
    profile: str = "facts",
    schema: "Schema | Mapping[str, Mapping[str, Kind | SlotKind]] | None" = None,
    published: "Mapping[str, str | None] | None" = None,
    **options: Any,  # noqa: ANN401 - each profile's own
) -> "Score":
    """The score of `found` against `gold`; nothing is read, written or printed.

    >>> gold = [{"type": "arrest", "who": "two men", "place": "Osh"}, {"type": "arrest", "who": "a driver"}]
    >>> found = [{"type": "arrest", "who": "two men", "place": "Batken"}]
    >>> score(gold, found).rows["overall"]["slot_p"]
    0.5

    `gold` and `found` may each be facts (`harness.facts.Fact`, `GoldFact`, or dicts: `harness.corpora.plain_facts`)

        of one article              a list of facts
        of several                  a dict article -> list of facts; a list of (article, fact) or dicts with `article`
        as a table                  a datasets.Dataset or pandas.DataFrame with a fact a row, a filler a row (columns
                                    article, fact, type, slot, value), or an article a row (`harness.corpora.dataset`)

    For profiles of spans they may also be documents of `{"start", "end", "label"}`, half-open, in the same ways (dict,
    list of lists, table with columns document, start, end, label); for profiles of templates what their files hold.

    `schema` says how slots compare: a `Schema`, or a mapping type -> slot -> kind ("number", "date", "money", ..., or
    an object that compares: `harness.kinds.protocol`); without one the kinds are inferred
    (`harness.corpora.inferred_schema`). `published` maps articles to the EDTF day that "on Sunday" is counted from.
    `options` are those of the profile (`python -m harness.score profile=... --help`). Raises ConfigError for an unknown
    profile or option, for facts that cannot be read, and for a kind that may not be loaded or that fails.
    """
    from harness.score.given import score_given

    return score_given(gold, found, profile, schema, published, options)
