"""What a class must offer to be a slot kind: one method; four more if it likes."""

from typing import Literal, Protocol

Outcome = Literal["correct", "partial", "incorrect"]
"""What a found filler is to a gold one; in halves of credit 2, 1 and 0."""

HALVES: dict[Outcome, int] = {"incorrect": 0, "partial": 1, "correct": 2}


class SlotKind(Protocol):
    """Compares the fillers of a slot by their normal forms.

    A filler's normal form is `normalise(value)` where it has a value, else `normalise(text)`. Equal forms are correct,
    and are never asked about. Of a filler that cannot be read only the words are compared: it is right for the same
    words, and wrong for any others.

    A class may have, besides:

        normalise(words: str) -> str | None     the normal form; None where there is none to read. Without it the words
                                                as they are, each white space one blank
        check(value: str) -> str | None         what is wrong with a `value`, in a few words. A kind that has it has
                                                values: gold must write one, and what an extractor gives is held to it
        blocks(form: str) -> Iterable[str]      two forms that share no block are incorrect, and never compared
        halves(forms, one, other) -> halves     compares many at once: `forms` are distinct, `one` and `other` arrays of
                                                positions in it; 2, 1 or 0 for each pair, 0 without a block in common

    All of them must give the same for the same arguments. Each different pair of forms that meets in one slot of one
    article is compared once, both ways round. An exception, another answer than these, or one that depends on which of
    the two is gold ends the run with a ConfigError that names the pair: no score could be trusted. Nothing limits time.
    """

    def compare(self, gold: str, found: str) -> Outcome:
        """The outcome of normal form `found` where gold has `gold`; the same if they change places."""
