"""The nouns of the harness: an article, the facts found in it, and the facts a person wrote for it.

Frozen, without logic and without IO. Offsets count Unicode code points of the text as decoded from UTF-8,
are half-open, and `text[start:end] == quote` holds for every span, in gold and in what extractors return.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Precision = Literal["exact", "estimated", "at_least", "at_most", "vague"]
Modality = Literal["actual", "planned", "claimed", "generic"]
Polarity = Literal["positive", "negative"]
Value = int | float | str | None


@dataclass(frozen=True, slots=True)
class Article:
    """One text to extract from.

    `text` is exactly the file's bytes decoded as UTF-8 (no newline or normal-form change, a BOM stays);
    `sha256` is that of the bytes; `published` the dateline's day as EDTF (`2013-01-28`), where known.
    """

    id: str
    text: str
    sha256: str
    published: str | None = None


class Span(NamedTuple):
    """A half-open range of code points, `0 <= start < end <= len(text)`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Filler:
    """What fills a slot: words of the article (`text`, at `span`), a normal form (`value`), or both.

    `value` is a number for number slots, EDTF for date slots and a name of the schema for enum slots.
    """

    text: str | None = None
    value: Value = None
    span: Span | None = None
    precision: Precision = "exact"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: a type, its filled slots and the places of the text that state it. What extractors return.

    `confidence` is in 0..1, or None where the extractor gives none.
    """

    type: str
    slots: Mapping[str, tuple[Filler, ...]] = field(default_factory=dict)
    evidence: tuple[Span, ...] = ()
    modality: Modality = "actual"
    polarity: Polarity = "positive"
    source: Filler | None = None
    confidence: float | None = None

    @property
    def fillers(self) -> Iterator[Filler]:
        """Those of all slots, and the source."""
        for some in self.slots.values():
            yield from some
        if self.source is not None:
            yield self.source


@dataclass(frozen=True, slots=True)
class Accepts:
    """What gold accepts for one filler besides the filler itself.

    `names` are further right wordings (`also`, and every name of the entity), `containers` the names of places
    that contain it (partly right), `optional` means no penalty if missed and none if found.
    """

    names: tuple[str, ...] = ()
    containers: tuple[str, ...] = ()
    optional: bool = False
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class GoldFact:
    """A fact that a person wrote down, with everything that is right besides its first wording.

    `accepts[slot][i]` belongs to `fact.slots[slot][i]`; `accepts["source"]` holds one entry for `fact.source`.
    A slot without an entry accepts only its own fillers, so `GoldFact("id", fact)` is complete.
    Inherited slots (`part_of`) are present, with `optional` set.
    """

    id: str
    fact: Fact
    accepts: Mapping[str, tuple[Accepts, ...]] = field(default_factory=dict)
    optional: bool = False
    part_of: str | None = None
    note: str | None = None
