"""Fact types and their slots, as `gold/schema.yaml` states them: data, so that a new type needs no code."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["mention", "number", "date", "place", "entity", "enum"]
Fillers = Literal["one", "at_most_one", "several"]

ATTRIBUTES = ("modality", "polarity", "source")
"""What every fact has besides its slots; scored in rows of their own."""


@dataclass(frozen=True, slots=True)
class SlotType:
    """A slot: `kinds` says how fillers are compared, `key` that a fact of this type hangs on it."""

    name: str
    kinds: tuple[Kind, ...]
    fillers: Fillers = "at_most_one"
    key: bool = False
    values: tuple[str, ...] = ()
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class FactType:
    """A fact type: its meaning in one sentence, and its slots in the order of the schema."""

    name: str
    slots: Mapping[str, SlotType]
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class Schema:
    """All fact types by name; `sha256` is that of the schema file's bytes."""

    types: Mapping[str, FactType]
    sha256: str = ""
