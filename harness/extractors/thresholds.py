"""From which confidence on a fact is kept: one value for all types, or one a type."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from harness.errors import ConfigError
from harness.facts import Fact
from harness.gold.problems import closest
from harness.schema import Schema

REST = "rest"
"""In a mapping, the threshold of the types that it does not name; a fact type may not be called so, then."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`rest` is the least confidence of a fact that is kept, in 0..1, and `by_type` that of single types.

    A fact without confidence is kept whatever the threshold: its extractor says that it is one.
    """

    rest: float = 0.0
    by_type: Mapping[str, float] = field(default_factory=dict)

    def keeps(self, fact: Fact) -> bool:
        """Tell whether a fact is sure enough; equal to the threshold is."""
        return fact.confidence is None or fact.confidence >= self.by_type.get(fact.type, self.rest)

    def kept(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        """Return the facts that are sure enough, in their order."""
        return tuple(fact for fact in facts if self.keeps(fact))


def read_thresholds(key: str, given: float | Mapping[str, float] | None, schema: Schema) -> Thresholds:
    """Return what a config says under `key`: a number, or one a type and `rest` for all others; None keeps all.

    Raises ConfigError for a number outside 0..1 and a type that the schema lacks.
    """
    by_type = dict(given) if isinstance(given, Mapping) else {REST: 0.0 if given is None else given}
    for kind, value in by_type.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise ConfigError(f"{key}: a confidence lies in 0..1, not {value!r}")
        if kind != REST and kind not in schema.types:
            raise ConfigError(f"{key}: there is no fact type {kind!r}{closest(kind, [REST, *schema.types])}")
    return Thresholds(by_type.pop(REST, 0.0), by_type)
