"""The slots of a cue as they are filled."""

from dataclasses import dataclass, field

from harness.extractors.parse.tree import Word
from harness.facts import Filler


@dataclass(slots=True)
class Filled:
    """The slots of one cue: fillers, the head token behind each, and the verb that supports a noun cue."""

    slots: dict[str, list[Filler]] = field(default_factory=dict)
    heads: dict[str, list[Word]] = field(default_factory=dict)
    support: Word | None = None
