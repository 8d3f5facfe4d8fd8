"""Where in the source of a YAML file a character of a string stands: quotation marks, escapes and folds lie between."""

import re
from bisect import bisect_right

_BEFORE = re.compile(r"(?:[&!]\S*\s+)*")
"""An anchor or a tag before the string."""
_ESCAPE = re.compile(r"\\(?:x..|u.{4}|U.{8}|.)")
_BLANK = re.compile(r"(?:\s|\\[ntr \n])+")
"""Blanks in double quotation marks, written out or escaped; a backslash at the end of a line joins it to the next."""


class Source:
    """The source of a file, its lines counted once for many places."""

    def __init__(self, text: str) -> None:
        """Count the lines."""
        self._text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def place_of(self, line: int, column: int, text: str, at: int) -> tuple[int, int]:
        """Line and column of the character number `at` of the string `text`, or of the first behind it, no blank.

        The string begins at `line` and `column`, as does what is returned; all count from 0. Where it is not written
        out there (an alias, say), that is the place.
        """
        if line >= len(self._starts):
            return line, column
        index = _index(self._text, self._starts[line] + column, text, at)
        found = bisect_right(self._starts, index) - 1
        return found, index - self._starts[found]


def _index(source: str, start: int, text: str, at: int) -> int:
    begin = _BEFORE.match(source, start)
    here = begin.end() if begin else start
    quote = source[here : here + 1]
    if quote in ("|", ">"):
        here = source.find("\n", here) + 1
    elif quote in ('"', "'"):
        here += 1
    for number, character in enumerate(text):
        if character.isspace():
            continue
        here = _past_blanks(source, here, quote)
        escape = _ESCAPE.match(source, here) if quote == '"' else None
        if not escape and source[here : here + 1] != character:
            return start
        if number >= at:
            return here
        here = escape.end() if escape else here + (2 if character == quote == "'" else 1)
    return here


def _past_blanks(source: str, here: int, quote: str) -> int:
    if quote == '"':
        blank = _BLANK.match(source, here)
        return blank.end() if blank else here
    while source[here : here + 1].isspace():
        here += 1
    return here
