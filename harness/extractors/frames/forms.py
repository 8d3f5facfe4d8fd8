"""What tagging asks about a word as it is written, looked up once: most words of an article stood in one before it."""

from collections.abc import Mapping
from dataclasses import dataclass

from harness.extractors.frames.closed_tags import CLOSED, NAME_PARTS, NOTHING, settled_tags
from harness.extractors.frames.inflect import Word

_MOST = 50_000
"""Forms that are kept, so that no number of articles costs more memory."""


@dataclass(slots=True)
class Form:
    """One written form; `tag` is what it has wherever it stands, or "", and `closed` what it mostly is, or ""."""

    tag: str
    closed: str
    entry: Word
    small: bool
    """Whether it is of small letters alone, and no part of names."""
    capital: bool
    """Whether it is of letters, begins with a capital, and is none of the closed classes."""


class Forms(dict[str, Form]):
    """Written forms by their text; asked for one that it has not yet, it looks that up."""

    def __init__(self, words: Mapping[str, Word]) -> None:
        """`words` are those of the lexicon, in small letters."""
        super().__init__()
        self.words = words
        self.settled = settled_tags(words)

    def __missing__(self, text: str) -> Form:
        """Look a form up and keep it."""
        if len(self) >= _MOST:
            self.clear()
        lower = text.lower()
        closed = CLOSED.get(lower, "")
        small = text.isalpha() and text == lower and lower not in NAME_PARTS and text[0].islower()
        capital = text.isalpha() and text[0].isupper() and not closed
        form = self[text] = Form(
            self.settled.get(text, ""), closed, self.words.get(lower, NOTHING), small, capital and not small
        )
        return form
