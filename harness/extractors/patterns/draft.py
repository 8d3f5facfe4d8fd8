"""A fact in the making: companions and other patterns may still add to it."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, cast

from harness.extractors.merging import join_spans
from harness.facts import Fact, Filler, Modality, Polarity, Span

Fillers = Mapping[str, tuple[Filler, ...]]
_REACH = 400
"""Characters beyond which a companion belongs to no fact any more."""
_DEGREES = frozenset({"modality", "polarity"})


class Companion(NamedTuple):
    """What a companion found at a place, and the fact types that it goes with.

    If it only says how sure something is ("allegedly"), it goes with no fact that is told before it.
    """

    span: Span
    types: tuple[str, ...]
    filled: Fillers
    last: bool = False


class Draft:
    """A fact that is not finished. `evidence` is in no order and may overlap; `start` and `end` are its bounds."""

    __slots__ = ("end", "evidence", "modality", "polarity", "slots", "source", "start", "type")

    def __init__(self, fact_type: str, slots: dict[str, tuple[Filler, ...]], evidence: Sequence[Span]) -> None:
        """Begin with what one match says."""
        self.type, self.slots, self.evidence = fact_type, slots, list(evidence)
        self.modality, self.polarity = "actual", "positive"
        self.source: Filler | None = None
        self.start, self.end = evidence[0]
        for start, end in evidence[1:]:
            self.start, self.end = min(self.start, start), max(self.end, end)

    @property
    def told(self) -> Sequence[str]:
        """The slots that are filled, and those of source, modality and polarity that are not as they were at first."""
        told = [*self.slots]
        if self.source:
            told.append("source")
        if self.modality != "actual":
            told.append("modality")
        if self.polarity != "positive":
            told.append("polarity")
        return told

    def takes(self, fillers: Iterable[Filler]) -> bool:
        """Whether any of the fillers shares a character with one that fills a slot already."""
        taken = [filler.span for own in self.slots.values() for filler in own if filler.span]
        return any(
            start < filler.span[1] and filler.span[0] < end for filler in fillers if filler.span for start, end in taken
        )

    def fill(self, slot: str, fillers: tuple[Filler, ...]) -> None:
        """Fill an open slot; its words become evidence."""
        self.slots[slot] = fillers
        self.evidence += [filler.span for filler in fillers if filler.span]

    def attribute(self, given: Fillers) -> None:
        """Take over the source, modality and polarity that are given, where it has none of its own."""
        if self.source is None and "source" in given:
            self.source = given["source"][0]
        if self.modality == "actual" and "modality" in given:
            self.modality = str(given["modality"][0].value)
        if self.polarity == "positive" and "polarity" in given:
            self.polarity = str(given["polarity"][0].value)

    def unite(self, other: "Draft") -> None:
        """Add what another draft of the same fact says beyond it, but no number of a part of whom it is about."""
        part = any(len(other.slots[slot]) < len(self.slots[slot]) for slot in other.slots.keys() & self.slots.keys())
        told = {slot: fillers for slot, fillers in other.slots.items() if not (part and _counts(fillers))}
        self.slots = {**told, **self.slots}
        self.evidence += other.evidence
        self.start, self.end = min(self.start, other.start), max(self.end, other.end)
        if self.modality == "actual":
            self.modality = other.modality
        self.source = self.source or other.source

    def fact(self) -> Fact:
        """The finished fact."""
        modality, polarity = cast(Modality, self.modality), cast(Polarity, self.polarity)
        evidence = tuple(self.evidence) if len(self.evidence) == 1 else join_spans(self.evidence)
        return Fact(self.type, self.slots, evidence, modality, polarity, self.source)


def _counts(fillers: Iterable[Filler]) -> bool:
    return any(isinstance(filler.value, int | float) for filler in fillers)


def near(companions: Sequence[Companion], draft: Draft) -> list[Companion]:
    """Those of the companions, which are in order, that may go with a draft and are within its reach, nearest first."""
    start, end = draft.start, draft.end
    first = bisect_left(companions, ((start - _REACH, 0),))
    placed = []
    for index in range(first, len(companions)):
        (one_start, one_end), types, filled, last = companions[index]
        if one_start > end + _REACH:
            break
        if draft.type not in types or one_start < start - _REACH:
            continue
        if filled.keys() - _DEGREES or one_start < end:
            placed.append((last, max(one_start - end, start - one_end, 0), index))
    placed.sort()
    return [companions[index] for _, _, index in placed]
