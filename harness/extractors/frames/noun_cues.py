"""What nouns announce, by the word before them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from harness.extractors.frames.lexicon import Frame, Phrase


@dataclass(frozen=True, slots=True)
class NounCues:
    """What a noun announces: by itself (`alone`), or with words before it, by the last of them (`longer`).

    With each frame stands the whole phrase; of the longer ones the longest come first.
    """

    alone: tuple[tuple[Frame, Phrase], ...]
    longer: Mapping[str, tuple[tuple[Frame, Phrase], ...]]


def by_word_before(cues: Iterable[tuple[Frame, Phrase]]) -> NounCues:
    """Return cues by the last word before the noun."""
    alone: list[tuple[Frame, Phrase]] = []
    longer: defaultdict[str, list[tuple[Frame, Phrase]]] = defaultdict(list)
    for frame, phrase in cues:
        (longer[phrase[-2]] if len(phrase) > 1 else alone).append((frame, phrase))
    return NounCues(tuple(alone), {word: tuple(some) for word, some in longer.items()})
