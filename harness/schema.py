"""Fact types and their slots, as `gold/schema.yaml` states them: data, so that a new type needs no code."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

Kind = str
"""One of `PLAIN`, of `harness.kinds.choose.BUILT_IN`, or of the kinds that a schema brings along."""

PLAIN: tuple[Kind, ...] = ("mention", "number", "date", "place", "entity", "enum")
"""The kinds that matching itself compares; all others are compared by a class (`harness.kinds.protocol`)."""

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
class OwnKind:
    """A kind that a schema brings along: the class that compares its fillers, `package.module.Class`, and its options.

    `code` is the hex SHA-256 of the class's module when the gold was read, "" for ours. `asked`, a
    `harness.kinds.asked.Asked`, is there once the class was loaded (`harness.kinds.choose.with_kinds`), and never part
    of what is compared or saved.
    """

    target: str
    options: Mapping[str, Any] = field(default_factory=dict)
    code: str = ""
    asked: Any = field(default=None, init=False, compare=False, repr=False)

    def loaded(self, asked: object, code: str) -> "OwnKind":
        """The same kind with its class to ask."""
        kind = replace(self, code=code)
        object.__setattr__(kind, "asked", asked)  # not an argument, so that no file can ever give one
        return kind


@dataclass(frozen=True, slots=True)
class Schema:
    """All fact types by name, and the kinds of its own; `sha256` is that of the schema file's bytes."""

    types: Mapping[str, FactType]
    sha256: str = ""
    kinds: Mapping[str, OwnKind] = field(default_factory=dict)
