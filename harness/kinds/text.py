"""`text`: free text by the words that both sides have, as SQuAD scores answers.

Token F1 is 2 · common / (words of one + words of the other), words counted as often as they come (Rajpurkar et al.
2016, 'SQuAD: 100,000+ Questions for Machine Comprehension of Text', section 6.1); case, punctuation and the articles
`a`, `an` and `the` are left out before, as its script does (here punctuation and symbols of every script).

Names have no such threshold, on purpose: a president and a minister may share most of their letters. Free text (a
reason, a charge, an aim) has no normal form, and how many words are shared is all that can be counted; but a share is
no outcome, and credit comes in MUC's halves. So two thresholds: `correct`, by default 1 (the same words, in whatever
order), and `partial`, by default 0.5 (of both texts, half the words on average are in the other).
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
import regex
from numpy.typing import NDArray

from harness.errors import ConfigError
from harness.kinds.protocol import Outcome
from harness.matching.expansion import expand

Ints = NDArray[np.int64]

_DROPPED = regex.compile(r"[\p{P}\p{S}]")
_ARTICLES = frozenset(("a", "an", "the"))
_PAIRS = 100_000  # compared at a time


class TextKind:
    """Token F1, cut into outcomes."""

    def __init__(self, correct: float = 1.0, partial: float = 0.5) -> None:
        """From which F1 on a text is correct, and partial; 0 < `partial` <= `correct` <= 1, else a ConfigError."""
        if not 0 < partial <= correct <= 1:
            raise ConfigError(f"0 < partial <= correct <= 1 must hold, not partial={partial:g}, correct={correct:g}")
        self.correct, self.partial = correct, partial

    def normalise(self, words: str) -> str | None:
        """The words that count, in small letters."""
        tokens = _DROPPED.sub("", words.lower()).split()
        return " ".join(token for token in tokens if token not in _ARTICLES) or None

    def blocks(self, form: str) -> Iterable[str]:
        """Its words: without a common one F1 is 0."""
        return form.split(" ")

    def compare(self, gold: str, found: str) -> Outcome:
        """The outcome for the F1 of two texts."""
        one, other = Counter(gold.split(" ")), Counter(found.split(" "))
        f1 = 2 * (one & other).total() / (one.total() + other.total())
        return "correct" if f1 >= self.correct else "partial" if f1 >= self.partial else "incorrect"

    def halves(self, forms: Sequence[str], one: Ints, other: Ints) -> Ints:
        """Outcomes as `compare` gives them, of many pairs."""
        first, token = _numbered(forms)
        size, width = np.diff(first), 1 + int(token.max(initial=0))
        owned = np.repeat(np.arange(len(forms)), size) * width + token
        owned.sort()
        common = np.zeros(len(one), np.int64)
        for begin in range(0, len(one), _PAIRS):
            some = slice(begin, begin + _PAIRS)
            pair, at = expand(first[one[some]], first[one[some] + 1])
            wanted = other[some][pair] * width + token[at]
            place = np.minimum(np.searchsorted(owned, wanted), len(owned) - 1)
            common[some] = np.bincount(pair[owned[place] == wanted], minlength=len(one[some]))
        f1 = 2 * common / (size[one] + size[other])
        halves: Ints = (f1 >= self.correct).astype(np.int64) + (f1 >= self.partial)
        return halves


def _numbered(forms: Sequence[str]) -> tuple[Ints, Ints]:
    """Where each form's tokens begin, and all tokens as integers: a word's second coming is another token."""
    ids: dict[tuple[str, int], int] = {}
    tokens: list[int] = []
    first = [0]
    for form in forms:
        seen: Counter[str] = Counter()
        for word in form.split(" "):
            tokens.append(ids.setdefault((word, seen[word]), len(ids)))
            seen[word] += 1
        first.append(len(tokens))
    return np.array(first, np.int64), np.array(tokens, np.int64)
