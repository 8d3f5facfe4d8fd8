"""INCIDENT: LOCATION: `COUNTRY: AREA (TYPE): PLACE (TYPE)`, or a range `COUNTRY: PLACE (TYPE) - PLACE (TYPE)`.

MUC-4 scoring guidelines, version 7, section 3.2.3: the right country with no place, with a wrong place, or with a place
where the key has none is partially correct; so is one end of a range, and everything right but the country.
"""

import re
from dataclasses import dataclass

from harness.muc4.comparators.credit import Credit

_SPACES = re.compile(r"\s+")
_RANGE = re.compile(r"\s+-+\s+|(?<=\))\s*-\s*")
_APART = re.compile(r"[^A-Z0-9() ]+")


@dataclass(frozen=True, slots=True)
class Place:
    """A country and its places from large to small, each with its type, two of them where a range is given."""

    country: str
    within: tuple[frozenset[str], ...]


def compare_places(key: str, response: str) -> Credit:
    """Credit of one location against one alternative of the key; places, their types and order have to agree."""
    wanted, given = read_place(key), read_place(response)
    if wanted.country == given.country:
        return Credit.FULL if wanted.within == given.within else Credit.PARTIAL
    return Credit.PARTIAL if wanted.within == given.within and wanted.within else Credit.WRONG


def read_place(text: str) -> Place:
    """A location fill taken apart."""
    country, *within = text.upper().split(":")
    levels = (frozenset(map(_name, _RANGE.split(level))) - {""} for level in within)
    return Place(_name(country), tuple(level for level in levels if level))


def _name(text: str) -> str:
    return _SPACES.sub(" ", _APART.sub(" ", text)).strip()
