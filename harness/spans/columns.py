"""Spans as four integer columns, and their canonical order on one line.

All documents are laid on one line, one after the other, far enough apart that spans of two documents never meet. So one
sort and one join serve all documents at once, and the cost of a span does not depend on how many its document has.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

WIDTH = 62
"""Bits that a span's place and label may take together in one sortable integer."""

LIMIT = 2**31
"""Offsets, documents and labels are below it."""


@dataclass(frozen=True, slots=True)
class Spans:
    """Span `i` is `start[i]:end[i]` of document `document[i]`, with label number `label[i]`; four int64 of one length.

    Offsets are half-open (`0 <= start < end < LIMIT`), documents and labels count from 0 (below LIMIT). Duplicates and
    nesting are legal, and the order means nothing.
    """

    document: Ints
    start: Ints
    end: Ints
    label: Ints

    def __len__(self) -> int:
        """The number of spans."""
        return len(self.start)


@dataclass(frozen=True, slots=True)
class Line:
    """Spans in canonical order, on the one line of all documents.

    Sorted by (document, start, end, label). `begin` and `stop` are places on the line, and `order[i]` is the place
    that span `i` had in the columns it came from.
    """

    document: Ints
    begin: Ints
    stop: Ints
    label: Ints
    order: Ints

    def __len__(self) -> int:
        """The number of spans."""
        return len(self.begin)


def lay_out(gold: Spans, found: Spans) -> tuple[Line, Line]:
    """Both sides on the same line, each in canonical order. Raises ValueError where a span is empty or out of range."""
    check(gold)
    check(found)
    extent = _bits(gold.end, found.end)
    label = _bits(gold.label, found.label)
    width = 2 * extent + label + _bits(gold.document, found.document)
    return _sorted(gold, extent, label, width <= WIDTH), _sorted(found, extent, label, width <= WIDTH)


def check(spans: Spans) -> None:
    """Raise ValueError where an offset, a document or a label is out of range, or a span is empty."""
    if not len(spans):
        return
    if min(spans.start.min(), spans.document.min(), spans.label.min()) < 0:
        raise ValueError("offsets, documents and labels of spans are at least 0")
    if max(spans.end.max(), spans.document.max(), spans.label.max()) >= LIMIT:
        raise ValueError("offsets, documents and labels of spans are less than 2**31")
    if not bool((spans.start < spans.end).all()):
        raise ValueError("a span ends after it starts (half-open offsets)")


def _bits(left: Ints, right: Ints) -> int:
    """How many bits the numbers of both columns need."""
    return int(max(left.max(initial=0), right.max(initial=0))).bit_length()


def _sorted(spans: Spans, extent: int, label: int, packs: bool) -> Line:
    """Sort by one packed integer where it fits, else column by column."""
    begin = (spans.document << extent) + spans.start
    if packs:
        packed = (((begin << extent) + (spans.end - spans.start)) << label) + spans.label
        order = np.argsort(packed)
        packed = packed[order]
        places = packed >> label
        begin = places >> extent
        stop = begin + (places & ((1 << extent) - 1))
        return Line(begin >> extent, begin, stop, packed & ((1 << label) - 1), order)
    order = np.lexsort((spans.label, spans.end, begin))
    begin = begin[order]
    stop = begin + (spans.end - spans.start)[order]
    return Line(begin >> extent, begin, stop, spans.label[order], order)
