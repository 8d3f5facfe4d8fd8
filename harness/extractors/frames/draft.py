"""A fact on its way: slots are filled and its words collected before it is made."""

from dataclasses import dataclass, field

from harness.extractors.frames.chunks import NounPhrase
from harness.extractors.frames.clause import Clause
from harness.facts import Fact, Filler, Modality, Polarity, Span


@dataclass(slots=True)
class Draft:
    """A fact of one sentence; `low:high` are its tokens so far, `cue` the token that announces it."""

    type: str
    clause: Clause
    cue: int
    low: int
    high: int
    slots: dict[str, tuple[Filler, ...]] = field(default_factory=dict)
    phrases: dict[str, NounPhrase] = field(default_factory=dict)
    modality: Modality = "actual"
    polarity: Polarity = "positive"
    source: Filler | None = None

    def reach(self, start: int, end: int) -> None:
        """Take tokens `start:end` into the evidence."""
        self.low, self.high = min(self.low, start), max(self.high, end)

    def fact(self) -> Fact:
        """Return the finished fact."""
        tokens = self.clause.tokens
        evidence = Span(tokens[self.low].start, tokens[self.high - 1].end)
        return Fact(self.type, dict(sorted(self.slots.items())), (evidence,), self.modality, self.polarity, self.source)
