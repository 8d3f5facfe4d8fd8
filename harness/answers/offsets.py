"""Offsets as others count them -> code points. Pure."""

from dataclasses import replace
from typing import Literal

import numpy as np

from harness.answers.records import Record
from harness.facts import Filler, Span

Unit = Literal["code_points", "utf16", "bytes", "none"]
"""What an offset counts: code points (Python), UTF-16 code units (JavaScript, Java, C#), bytes of UTF-8 (Go, Rust),
or nothing that can be used: then only the words count."""


class Offsets:
    """The offsets of one text in another unit than code points.

    >>> Offsets("a😀b", "utf16").code_point(3), Offsets("a😀b", "bytes").code_point(5)
    (2, 2)
    """

    def __init__(self, text: str, unit: Unit) -> None:
        """Count the code points of `text` in `unit`."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        steps = (0x10000,) if unit == "utf16" else (0x80, 0x800, 0x10000) if unit == "bytes" else ()
        widths = 1 + sum((codes >= step).astype(np.int64) for step in steps)
        self._unit = unit
        self._starts = np.concatenate(([0], np.cumsum(widths * np.ones(len(codes), dtype=np.int64))))
        self._length = int(self._starts[-1])

    def code_point(self, offset: int) -> int:
        """The same place in code points. Raises ValueError where it is inside a character or outside of the text."""
        if not 0 <= offset <= self._length:
            raise ValueError(f"the offset {offset} leaves the text, of {self._length} {self._unit}")
        at = int(self._starts.searchsorted(offset))
        if self._starts[at] != offset:
            raise ValueError(f"the offset {offset} is inside a character if it counts {self._unit}")
        return at

    def recounted(self, record: Record) -> Record:
        """The record with all its spans in code points. Raises ValueError as `code_point` does.

        >>> from harness.facts import Fact
        >>> record = Record(Fact("aim", evidence=(Span(0, 5),)))
        >>> Offsets("a😀b", "bytes").recounted(record).fact.evidence
        (Span(start=0, end=2),)
        """
        fact = record.fact
        slots = {slot: tuple(map(self._filler, fillers)) for slot, fillers in fact.slots.items()}
        evidence = tuple(map(self._span, fact.evidence))
        source = fact.source and self._filler(fact.source)
        claims = tuple((quote, self._span(span)) for quote, span in record.claims)
        return replace(record, fact=replace(fact, slots=slots, evidence=evidence, source=source), claims=claims)

    def _filler(self, filler: Filler) -> Filler:
        return filler if filler.span is None else replace(filler, span=self._span(filler.span))

    def _span(self, span: Span) -> Span:
        return Span(*map(self.code_point, span))


def without_offsets(record: Record) -> Record:
    """The record with its words alone.

    >>> from harness.facts import Fact
    >>> without_offsets(Record(Fact("aim", {"goal": (Filler("peace", span=Span(7, 12)),)}))).fact.slots["goal"][0].span
    """
    fact = record.fact
    slots = {slot: tuple(replace(one, span=None) for one in fillers) for slot, fillers in fact.slots.items()}
    source = fact.source and replace(fact.source, span=None)
    quotes = (*record.quotes, *(quote for quote, _ in record.claims))
    return Record(replace(fact, slots=slots, evidence=(), source=source), quotes)
