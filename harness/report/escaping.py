"""Strangers' text made inert in Markdown: what a page must show, not obey."""

import re

from harness.report.visible import one_line

_ENTITIES = {ord(char): f"&#{ord(char)};" for char in "|`*[]\\~$"} | {
    ord("&"): "&amp;",
    ord("<"): "&lt;",
    ord(">"): "&gt;",
    # An empty comment keeps a name from being notified and a number from becoming a link to an issue.
    ord("@"): "@<!-- -->",
    ord("#"): "#<!-- -->",
}
_EDGE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")  # an underscore that may open or close emphasis; `a_b` may not
_START = re.compile(r"^(?:[-+=]|\d+[.)])")  # of a list, a rule or a heading's underline, where words begin a line
_LINK = re.compile(r":(?=//)|(?i:(?<=\bwww))\.")


def markdown(text: str) -> str:
    """Return text on one line in which nothing is markup, mention, issue or link; entities hold inside HTML too."""
    line = one_line(text).translate(_ENTITIES)
    line = _START.sub(lambda mark: f"{mark.group()[:-1]}&#{ord(mark.group()[-1])};", _EDGE.sub("&#95;", line))
    return _LINK.sub(lambda mark: f"&#{ord(mark.group())};", line)
