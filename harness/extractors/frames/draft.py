"""A fact on its way: slots are filled and its words collected before it is made."""

from dataclasses import dataclass, field
from functools import lru_cache

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
    more: list[Span] = field(default_factory=list)
    """Further evidence in other sentences."""
    goal: tuple[int, int] | None = None
    """The tokens of an infinitive that fills a slot."""
    refers: bool = False
    """Whether its cue only takes up what was told before ("the raid")."""

    happens: bool = False
    """Whether it says that what its cue names took place ("the raid took place in May")."""

    done: bool = False
    """Whether it says who did what its cue names ("gunmen carried out the raid")."""

    def reach(self, start: int, end: int) -> None:
        """Take tokens `start:end` into the evidence."""
        if start < self.low:
            self.low = start
        if end > self.high:
            self.high = end

    def evidence(self) -> Span:
        """Return the characters from the first to the last word it rests on in its own sentence."""
        return Span(self.clause.tokens.start[self.low], self.clause.tokens.end[self.high - 1])

    def fact(self) -> Fact:
        """Return the finished fact."""
        own = self.evidence()
        evidence = tuple(sorted({own, *self.more})) if self.more else (own,)
        return Fact(self.type, dict(sorted(self.slots.items())), evidence, self.modality, self.polarity, self.source)


@lru_cache(maxsize=1_000)
def constant(value: str) -> tuple[Filler]:
    """Return a value that no words of the sentence give, as the fillers of a slot."""
    return (Filler(value=value),)
