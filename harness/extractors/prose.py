"""Whether a paragraph without an end mark is running text: not a headline, a byline, a caption or a list of links."""

import re

_ENDED = re.compile(r"[.!?…][\"'”’»)\]]{0,3}\Z")
_LEAST_WORDS = 12
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|would|said|[a-z]{2,}ed)\b")
"""A verb as sentences have it, in small letters; headlines are in the present tense as a rule."""


def is_cut_short(paragraph: str, before: str) -> bool:
    """Tell a sentence whose end is lost: long, with a verb, behind another paragraph, `before`, that has its end mark.

    Both are without blanks around them. What stands first, or below another line of its kind, is a headline or a list.
    """
    return (
        _ENDED.search(paragraph, max(0, len(paragraph) - 4)) is None
        and _ENDED.search(before, max(0, len(before) - 4)) is not None
        and len(paragraph.split(None, _LEAST_WORDS)) >= _LEAST_WORDS
        and _FINITE.search(paragraph) is not None
    )
