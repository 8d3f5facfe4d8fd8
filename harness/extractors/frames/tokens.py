"""A text's tokens, once for everything: words, numbers, signs. Offsets are code points of the article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(
    r"[A-Za-z]++(?![\w.'’‐‑-])"  # most words: letters that no sign joins to more
    r"|[,()\"“”]"  # most signs: what follows would find them too, but later
    r"|[^\W\d_]++(?![\w.'’‐‑-])"
    r"|"
    r"(?:[A-Z]\.){2,}(?:-[^\W_]+)*"  # U.S. and U.S.-led
    r"|[^\W_]+\.(?:[a-z]{2,3})\b(?!\.\w)"  # 24.kg
    r"|[$€£¥]\s?\d+(?:[.,]\d+)*(?!\w)"  # $23,000
    r"|\d+(?:[.,]\d+)*(?!\w|-[^\W\d])"  # 1,426 and 1.2, but not the 27 of "27-year-old"
    r"|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b"
    r"|[^\W_]+?(?=n['’]t\b)"
    r"|[^\W_]+(?:[-‐‑][^\W_]+)*(?:['’](?!s\b|t\b|re\b|ve\b|ll\b|d\b|m\b)[^\W\d_]+(?:-[^\W_]+)*)*"
    r"|[^\w\s]|_+"
)


@dataclass(slots=True)
class Token:
    """A token at `text[start:end]`; `lower` is what the lexicon is asked for."""

    text: str
    lower: str
    start: int
    end: int


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens between two offsets, in order."""
    find, at = text.find, start
    end = len(text) if end is None else end
    curly = find("’", start, end) >= 0
    found: list[Token] = []
    for word in _TOKEN.findall(text, start, end):
        begin = find(word, at)  # only blanks stand between: faster than a match object
        at = begin + len(word)
        lower = word.lower()
        found.append(Token(word, lower.replace("’", "'") if curly else lower, begin, at))
    return found


def stands_at(tokens: Sequence[Token], i: int, words: tuple[str, ...]) -> bool:
    """Return whether tokens i and those behind it are these words."""
    said = [token.lower for token in tokens[i : i + len(words)]]
    return (*said,) == words
