"""Numbers for what strangers name: in a page, types, slots, runs and articles go by number in ids, classes and data."""

from collections.abc import Sequence
from dataclasses import dataclass

from harness.report.comparison import Comparison
from harness.report.environment import LETTERS, letter
from harness.report.outcome import FactOutcome
from harness.schema import ATTRIBUTES


@dataclass(frozen=True, slots=True)
class Numbering:
    """The number of each article, each fact type and each slot or attribute, in the order of corpus and schema.

    `fillers` has the numbers of the type and of the slot for each `type.slot` that a score row is called by.
    """

    articles: dict[str, int]
    types: dict[str, int]
    slots: dict[str, int]
    fillers: dict[str, tuple[int, int]]

    def key(self, run: int, fact: FactOutcome) -> str:
        """Return what tells the fact from all others: run, article and number, `0-2-14`."""
        return f"{run}-{self.articles.get(fact.article, len(self.articles))}-{fact.number}"

    def marks(self, fact: FactOutcome) -> str:
        """Return what filters go by, `p 3 0c 5m`: outcome and type, then each slot with what became of it."""
        slots = (f"{self.slots[s.slot]}{LETTERS[s.outcome] if s.counted else 'u'}" for s in fact.slots)
        return " ".join((letter(fact), str(self.types[fact.type]), *dict.fromkeys(slots)))


def number(comparison: Comparison) -> Numbering:
    """Number everything that the comparison speaks of."""
    schema, facts = comparison.corpus.schema.types, [fact for facts in comparison.facts for fact in facts]
    types = _numbered([*schema, *(row.name for row in comparison.of("type")), *(fact.type for fact in facts)])
    named = [slot for kind in schema.values() for slot in kind.slots]
    slots = _numbered([*named, *ATTRIBUTES, *(slot.slot for fact in facts for slot in fact.slots)])
    return Numbering(
        articles=_numbered([article.id for article in comparison.corpus.articles]),
        types=types,
        slots=slots,
        fillers={f"{k.name}.{slot}": (types[k.name], slots[slot]) for k in schema.values() for slot in k.slots},
    )


def _numbered(names: Sequence[str]) -> dict[str, int]:
    return {name: index for index, name in enumerate(dict.fromkeys(names))}
