"""A sentence made ready for look-ups."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from harness.extractors.frames.chunks import Chunk
from harness.extractors.frames.tokens import Token


class Complement(NamedTuple):
    """A preposition with its phrase; `word` is the preposition, lower case, "" where there is none ("May 3")."""

    at: int
    word: str
    phrase: Chunk


@dataclass(slots=True)
class Clause:
    """A sentence made ready: its tokens, their tags and chunks, and where it stands."""

    tokens: Sequence[Token]
    tags: Sequence[str]
    quoted: Sequence[bool]
    chunks: list[Chunk]
    paragraph: int
    index: int = 0
    behind: dict[tuple[int, bool], Sequence[Complement]] = field(default_factory=dict, repr=False)
    """What `complements` found, as many cues ask for the same."""
    ahead: dict[int, Sequence[Complement]] = field(default_factory=dict, repr=False)
    """What `before` found."""
