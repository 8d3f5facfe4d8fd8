"""Overlapping highlights without overlapping tags: text split at every boundary, each piece knowing what covers it.

Gold is drawn beneath the words and found above them, in lanes: two pieces of evidence that share a character never
share a lane, and one piece of evidence keeps its lane to the end of the line.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from harness.facts import Span
from harness.report.outcome import FactOutcome

Side = Literal["gold", "found"]

LANES = 6
"""Lanes a side; what needs more shares the last one."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece of evidence of one fact, on one side."""

    span: Span
    side: Side
    fact: FactOutcome


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text that the same marks cover from end to end; pairs are (lane, mark), by lane.

    `opening` are the facts with a mark that begins here, by number; True for those that have none further up.
    """

    text: str
    gold: tuple[tuple[int, Mark], ...]
    found: tuple[tuple[int, Mark], ...]
    opening: tuple[tuple[FactOutcome, bool], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the article, its line break included, and how many lanes each side needs there."""

    segments: tuple[Segment, ...]
    gold_lanes: int
    found_lanes: int

    @property
    def blank(self) -> bool:
        """Whether there is nothing to see in it."""
        return all(segment.text.isspace() for segment in self.segments)


def marks_of(facts: Sequence[FactOutcome]) -> tuple[Mark, ...]:
    """Return the evidence of the facts of one article, both sides, in the order of the text."""
    gold = [Mark(span, "gold", fact) for fact in facts for span in fact.gold_evidence]
    found = [Mark(span, "found", fact) for fact in facts for span in fact.found_evidence]
    return tuple(sorted([*gold, *found], key=lambda m: (m.span.start, -m.span.end, m.side, m.fact.number)))


def lines(text: str, marks: Sequence[Mark]) -> tuple[Line, ...]:
    """Split `text` into lines of segments; their texts joined are `text` again.

    What a mark has beyond the text is ignored.
    """
    seen: set[int] = set()
    pieces = []
    for start, end in _line_spans(text):
        here = [mark for mark in marks if mark.span.start < end and start < mark.span.end]
        pieces.append(_line(text, Span(start, end), here, seen))
        seen |= {mark.fact.number for mark in here}
    return tuple(pieces)


def _line_spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield start, end
        start = end


def _line(text: str, line: Span, marks: Sequence[Mark], seen: Set[int]) -> Line:
    gold = _in_lanes([mark for mark in marks if mark.side == "gold"])
    found = _in_lanes([mark for mark in marks if mark.side == "found"])
    bounds = {line.start, line.end}
    for mark in marks:
        bounds |= {max(mark.span.start, line.start), min(mark.span.end, line.end)}
    cuts = sorted(bounds)
    begun = set(seen)
    segments = []
    for start, end in pairwise(cuts):
        opening = {mark.fact.number: mark.fact for mark in marks if mark.span.start == start}
        segments.append(
            Segment(
                text[start:end],
                tuple((lane, mark) for lane, mark in gold if mark.span.start <= start < mark.span.end),
                tuple((lane, mark) for lane, mark in found if mark.span.start <= start < mark.span.end),
                tuple((opening[number], number not in begun) for number in sorted(opening)),
            )
        )
        begun |= opening.keys()
    return Line(tuple(segments), _height(gold), _height(found))


def _height(lanes: Sequence[tuple[int, Mark]]) -> int:
    return max((lane + 1 for lane, _ in lanes), default=0)


def _in_lanes(marks: Sequence[Mark]) -> list[tuple[int, Mark]]:
    """Give each mark the lowest lane that is free where it begins; longest first among those that begin together."""
    ends: list[int] = []
    placed = []
    for mark in sorted(marks, key=lambda m: (m.span.start, -m.span.end, m.fact.number)):
        lane = next((i for i, end in enumerate(ends) if end <= mark.span.start), len(ends))
        if lane == len(ends):
            ends.append(0)
        ends[lane] = mark.span.end
        placed.append((min(lane, LANES - 1), mark))
    return sorted(placed, key=lambda entry: entry[0])
