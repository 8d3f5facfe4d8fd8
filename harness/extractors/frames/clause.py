"""A sentence made ready for look-ups."""

from collections.abc import Sequence
from dataclasses import dataclass

from harness.extractors.frames.chunks import Chunk
from harness.extractors.frames.tokens import Token


@dataclass(slots=True)
class Clause:
    """A sentence made ready: its tokens, their tags and chunks, and where it stands."""

    tokens: Sequence[Token]
    tags: Sequence[str]
    quoted: Sequence[bool]
    chunks: list[Chunk]
    paragraph: int
    index: int = 0
