"""One form for every way of writing the same name or mention, so that equality is a comparison of strings.

Equal forms are a claim that two wordings are the same words; nothing here is similar or near. Both functions are
idempotent, never raise, and never turn a text with anything visible in it into nothing.
"""

import re
import unicodedata
from collections.abc import Callable

from harness.normalise.numbers import after_number

_SPACE = re.compile(r"\s+")
# Written out, since casefolding and NFKC leave them apart: hyphens and dashes, apostrophes, double quotation marks.
_VARIANTS = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
        **dict.fromkeys("’‘‛ʼʻ′`´ˈ", "'"),
        **dict.fromkeys("“”„‟«»‹›″", '"'),
    }
)
_EDGE = "\"' ,;:"
_BRACKETS = {"(": ")", "[": "]", "{": "}", "<": ">"}
_POSSESSIVE = re.compile(r"(?<=\w)'s$")
_DETERMINER = re.compile(r"(?:a|an|the|this|that|these|those|its|their|his|her|my|our|your|some) (?=\S)")
_ANOTHER = re.compile(r"(?:another|all|the other) (?=\S)")
_LONGEST = 1000  # code points; a longer text is no name, and is folded without stripping


def normal_name(text: str) -> str:
    """The name's normal form: folded, without what wraps it and without its determiner and final possessive.

    Folded are compatibility forms (NFKC), case, white space, invisible format characters and the variants of hyphens,
    apostrophes and quotation marks. Wraps are quotation marks, brackets around the whole, and commas, colons and
    semicolons at the edges. `the “Harbour Guard’s”` is `harbour guard`; `“The”` stays `the`.
    """
    return _stripped(_folded(text), _without_determiner)


def normal_mention(text: str) -> str:
    """`normal_name` without a leading count: `two gunmen` and `an estimated 100 gunmen` are both `gunmen`.

    A count alone (`nine`) stays; a body that is counted (`a group of men`) is not a count.
    """
    return _stripped(_folded(text), _without_count)


def _folded(text: str) -> str:
    """Folded to a fixed point: one round of casefolding can make letters that NFKC or casefolding change again."""
    while True:
        visible = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
        folded = _SPACE.sub(" ", visible.translate(_VARIANTS).casefold()).strip()
        if folded == text:
            return folded
        text = folded


def _stripped(text: str, shorten: Callable[[str], str]) -> str:
    """`text` with wraps, possessive and what `shorten` takes off removed again and again, never to nothing."""
    while len(text) <= _LONGEST:
        shorter = shorten(_unwrapped(text))
        if not shorter or shorter == text:
            break
        text = shorter
    return text


def _unwrapped(text: str) -> str:
    inner = text.strip(_EDGE)
    if inner and _BRACKETS.get(inner[0]) == inner[-1] and _closes_at(inner) == len(inner) - 1:
        inner = inner[1:-1].strip()
    return _POSSESSIVE.sub("", inner) or text


def _closes_at(text: str) -> int:
    """Where the bracket that opens `text` is closed, -1 if it is not."""
    opening, closing = text[0], _BRACKETS[text[0]]
    depth = 0
    for i, letter in enumerate(text):
        depth += (letter == opening) - (letter == closing)
        if depth == 0:
            return i
    return -1


def _without_determiner(text: str) -> str:
    found = _DETERMINER.match(text)
    return text[found.end() :] if found else text


def _without_count(text: str) -> str:
    rest = after_number(text)
    if rest == text:
        found = _ANOTHER.match(text) or _DETERMINER.match(text)
        rest = text[found.end() :] if found else text
    return rest
