"""What is known of each written form, looked up once: most words of an article stood in one before it."""

from collections.abc import Mapping

from harness.extractors.frames.closed_tags import CLOSED, NAME_PARTS, NOTHING, settled_tags
from harness.extractors.frames.date_phrases import OPENERS
from harness.extractors.frames.forms import Form
from harness.extractors.frames.inflect import Word
from harness.extractors.frames.lexicon import NounClass
from harness.extractors.frames.noun_cues import NounCues

_MOST = 50_000
"""Forms that are kept, so that no number of articles costs more memory."""
_LONGEST = 60
"""Characters beyond which a form is not kept: nobody writes such words twice."""


class KnownForms(dict[str, Form]):
    """Written forms by their text; asked for one that it has not yet, it looks that up."""

    def __init__(
        self, words: Mapping[str, Word], classes: Mapping[str, NounClass], cues: Mapping[str, NounCues]
    ) -> None:
        """What the lexicon knows of words, in small letters: what they may be, and of nouns their class and cues."""
        super().__init__()
        self.words, self.classes, self.cues = words, classes, cues
        self.settled = settled_tags(words)

    def __missing__(self, text: str) -> Form:
        """Look a form up and keep it."""
        if len(self) >= _MOST:
            self.clear()
        lower = text.lower().replace("’", "'")
        letters, closed = text.isalpha(), CLOSED.get(lower, "")
        form = Form(
            lower=lower,
            entry=self.words.get(lower, NOTHING),
            tag=self.settled.get(text, ""),
            closed=closed,
            small=letters and text == lower and lower not in NAME_PARTS and text[0].islower(),
            capital=letters and text[0].isupper() and not closed,
            dates=lower in OPENERS or lower[0].isdigit(),
            made=self.classes.get(lower),
            cues=self.cues.get(lower),
        )
        if len(text) <= _LONGEST:
            self[text] = form
        return form
