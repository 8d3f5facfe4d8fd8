"""Text without what eyes overlook, and the way back from it: white space, quotation marks, dashes, normal forms."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from harness.facts import Span

_SAME = {
    **dict.fromkeys("‘’‚‛′`´“”„‟″«»‹›\"'", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "…": "...",
}


@dataclass(frozen=True, slots=True)
class Folded:
    """`text`, and for each of its code points where what it stands for starts and ends in the text as it was."""

    text: str
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def origin(self, start: int, end: int) -> Span:
        """Where `text[start:end]`, which is not empty, comes from: whole characters with all their marks."""
        return Span(int(self.starts[start]), int(self.ends[end - 1]))

    def cuts(self, at: int) -> bool:
        """Tell whether a character as it was (a letter with its accent, a ligature) lies on both sides of `at`."""
        return 0 < at < len(self.text) and bool(self.starts[at - 1] == self.starts[at])


def folded(text: str, loose: bool = False) -> Folded:
    r"""Fold `text`: a run of white space is a blank, all quotation marks are one, and so are all dashes.

    Letters and marks stand in Unicode's normal form NFKD, and what has no width (soft hyphens, joiners, marks of
    direction) is left out. `loose` leaves out case and accents, too. Time is linear in the text.

    >>> folded("“Where?”  she\nasked").text
    "'Where?' she asked"
    >>> folded("Café", loose=True).text
    'cafe'
    """
    marks = {sign for sign in set(text) if unicodedata.combining(sign)}
    changed = {sign for sign in set(text) if _piece(sign, loose) != sign} | marks
    if not changed and "  " not in text:
        places = np.arange(len(text), dtype=np.int64)
        return Folded(text, places, places + 1)
    blank = _class(sign for sign in set(text) - marks if not _piece(sign, loose).strip())
    parts = [f"{blank}{{2,}}" if blank else "", f".{_class(marks)}+" if marks else "", _class(changed)]
    special = re.compile("|".join(part for part in parts if part), re.DOTALL)
    pieces, bounds = [""], [(0, 0)]  # the pieces that replace text[start:end]; between them all stays as it is
    for match in special.finditer(text):
        pieces.append(_piece(match[0], loose))
        bounds.append(match.span())
    return _joined(text, pieces, bounds)


def _joined(text: str, pieces: list[str], bounds: list[tuple[int, int]]) -> Folded:
    """Put the pieces and what lies between them together, with the places that each code point comes from."""
    bounds.append((len(text), len(text)))
    between = [text[left[1] : right[0]] for left, right in pairwise(bounds)]
    edges = np.array(bounds, dtype=np.int64)
    starts, ends, lengths = (np.empty(2 * len(pieces), dtype=np.int64) for _ in range(3))
    starts[::2], ends[::2], lengths[::2] = edges[:-1, 0], edges[:-1, 1], [len(piece) for piece in pieces]
    starts[1::2] = ends[1::2] = edges[:-1, 1]
    lengths[1::2] = [len(one) for one in between]
    inner = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    plain = np.repeat(np.arange(len(lengths)) % 2, lengths)  # what stayed counts on, a piece stands for all it replaced
    shift = inner * plain
    whole = "".join(piece + rest for piece, rest in zip(pieces, between, strict=True))
    return Folded(whole, np.repeat(starts, lengths) + shift, np.repeat(ends, lengths) + shift + plain)


@lru_cache(maxsize=16_384)
def _piece(stretch: str, loose: bool) -> str:
    """What stands for a sign, a letter with its marks, or a run of white space and of what has no width."""
    if stretch.isspace():
        return " "
    if (same := _SAME.get(stretch)) is not None:
        return same
    parts = unicodedata.normalize("NFKD", stretch)
    if parts.startswith(" "):  # a lone accent, which is no blank with a mark to the eye: it would end a run of blanks
        parts = unicodedata.normalize("NFD", stretch)
    if loose:
        parts = "".join(part for part in parts.casefold() if not unicodedata.combining(part))
    piece = "".join(_SAME.get(part, part) for part in parts if not _has_no_width(part))
    return " " if piece.isspace() else piece


def _has_no_width(sign: str) -> bool:
    return unicodedata.category(sign) == "Cf" or "\ufe00" <= sign <= "\ufe0f"  # the latter choose how emoji look


def _class(signs: Iterable[str]) -> str:
    listed = "".join(re.escape(sign) for sign in sorted(signs))
    return f"[{listed}]" if listed else ""
