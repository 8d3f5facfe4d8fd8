"""A word as it is written, with what is asked about it again and again."""

from dataclasses import dataclass

from harness.extractors.frames.inflect import Word
from harness.extractors.frames.lexicon import NounClass
from harness.extractors.frames.noun_cues import NounCues


@dataclass(slots=True)
class Form:
    """One written form. The lexicon is asked for `lower`; `entry` is its answer."""

    lower: str
    entry: Word
    tag: str
    """The tag that it has wherever it stands, or ""."""
    closed: str
    """What it mostly is of the closed classes, or ""."""
    small: bool
    """Whether it is of small letters alone, and no part of names."""
    capital: bool
    """Whether it is of letters, begins with a capital, and is none of the closed classes."""
    dates: bool
    """Whether a date may begin with it."""
    made: NounClass | None
    """What it is as a noun, in singular or plural."""
    cues: NounCues | None
    """What it announces as a noun."""
