"""A text's tokens, once for everything: words, numbers, signs. Offsets are code points of the article."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate
from operator import attrgetter, sub

from harness.extractors.frames.forms import Form

_TOKEN = re.compile(
    r"\s*+(?:"  # blanks are told from a token at once, and not by trying all that a token may be
    r"[A-Za-z]++(?=[ ,\n])"  # most words
    r"|[a-z]++(?=\.\s)"
    r"|[,()\"“”]"  # most signs: what follows would find them too, but later
    r"|[^\W\d_]++(?![\w.'’‐‑-])"
    r"|(?:Dr|Mr|Mrs|Ms|Gen|Lt|Col|Capt|Maj|Sgt|Cpl|Brig|Adm|Prof|Sen|Rep|Gov|Pres|Rev|Insp|Supt)\.(?=\s)"  # Gen. Berg
    r"|"
    r"[ap]\.m\.(?=\s[a-z]|[,;])|"  # 11 p.m.
    r"[A-Z]\.(?=,|\s[A-Za-z])|"  # Emir H., John F. Berg
    r"(?:[A-Z]\.){2,}(?:-[^\W_]+)*"  # U.S. and U.S.-led
    r"|\d+\.\d+-[^\W\d_]+(?!\w)"  # 6.2-magnitude
    r"|[^\W_]+\.(?:[a-z]{2,3})\b(?!\.\w)"  # 24.kg
    r"|[$€£¥]\s?\d+(?:[.,]\d+)*(?!\w)"  # $23,000
    r"|\d+(?:[.,]\d+)*(?!\w|-[^\W\d])"  # 1,426 and 1.2, but not the 27 of "27-year-old"
    r"|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b"
    r"|[^\W_]+?(?=n['’]t\b)"
    r"|[^\W_]+(?:[-‐‑][^\W_]+)*(?:['’](?!s\b|t\b|re\b|ve\b|ll\b|d\b|m\b)[^\W\d_]+(?:-[^\W_]+)*)*"
    r"|[^\w\s]|_+)"
)


_LOWER = attrgetter("lower")


@dataclass(slots=True)
class Tokens:
    """Tokens in columns: the i-th stands at `start[i]:end[i]` of the article; the lexicon is asked for `lower[i]`.

    `forms[i]` is what is known of its text, of which `lower[i]` is a part.
    """

    text: list[str]
    lower: list[str]
    start: list[int]
    end: list[int]
    forms: list[Form]

    def __len__(self) -> int:
        """Return how many they are."""
        return len(self.text)

    def part(self, first: int, last: int) -> "Tokens":
        """Return tokens `first:last`."""
        return Tokens(
            self.text[first:last],
            self.lower[first:last],
            self.start[first:last],
            self.end[first:last],
            self.forms[first:last],
        )


def tokenise(text: str, known: Mapping[str, Form], start: int = 0, end: int | None = None) -> Tokens:
    """Return the tokens between two offsets, in order; `known` has the form of any word that it is asked for."""
    end = len(text) if end is None else end
    pieces = _TOKEN.findall(text, start, end)
    words = list(map(str.lstrip, pieces))
    _, *ends = accumulate(map(len, pieces), initial=start)  # a token with the blanks before it begins where one ends
    starts = list(map(sub, ends, map(len, words)))
    forms = list(map(known.__getitem__, words))
    return Tokens(words, list(map(_LOWER, forms)), starts, ends, forms)


def stands_at(tokens: Tokens, i: int, words: tuple[str, ...]) -> bool:
    """Return whether tokens i and those behind it are these words."""
    return tuple(tokens.lower[i : i + len(words)]) == words
