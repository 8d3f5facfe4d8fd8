"""Tags of what is not all letters: numbers, ages, abbreviations and signs."""

from harness.extractors.frames.closed_tags import (
    CLOSED,
    SIGNS,
    is_compound_number,
)
from harness.extractors.frames.open_tags import nounish
from harness.extractors.frames.tokens import Tokens


def sign_tag(tokens: Tokens, i: int, count: int) -> str:
    """Tag what is not all letters: numbers, signs, 24.kg; "" for what is a word all the same."""
    text, lower = tokens.text[i], tokens.lower[i]
    first = lower[0]
    if "." in lower and len(lower) > 4 and lower[-1].isalpha() and lower[-2] != ".":
        return "P"
    if first.isdigit() or first in "$€£¥":
        if _is_age(tokens, i):
            return "R"
        return "M" if lower[-1].isdigit() else "A" if "-" in lower and nounish(tokens, i, count) else "N"
    if not first.isalpha() and lower not in CLOSED:
        return SIGNS.get(text, "-")
    return "M" if "-" in lower and is_compound_number(lower) else ""


def _is_age(tokens: Tokens, i: int) -> bool:
    """Whether a number says how old somebody is ("aged 22 to 35"), and counts nobody."""
    if i and tokens.lower[i - 1] in ("aged", "age"):
        return True
    if (
        1 < i < len(tokens.text) - 1
        and tokens.text[i - 1] == ","
        and tokens.text[i + 1] in ",.)"
        and tokens.lower[i].isdigit()
    ):
        between = tokens.text[i + 1] == "," and tokens.text[i - 2].isalpha()  # "the former president, 78, died"
        return between or tokens.text[i - 2][0].isupper() or tokens.text[i - 2] == "."
    joined = i > 2 and tokens.lower[i - 1] in ("to", "and", "-", "–") and tokens.lower[i - 2][0].isdigit()
    return joined and (tokens.lower[i - 3] == "aged" or tokens.lower[max(0, i - 4) : i - 2] == ["aged", "between"])
