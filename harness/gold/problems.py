"""How a problem in a gold file is worded: where it is, what was written, and which known name is closest."""

import difflib
from collections.abc import Iterable
from typing import NamedTuple

from harness.errors import Problem
from harness.streams import printable


class Mark(NamedTuple):
    """A place in a file, both counted from 1, `column` in code points."""

    line: int
    column: int


START = Mark(1, 1)


class FileProblems:
    """Collects the problems of one file, so that all of them can be shown at once."""

    def __init__(self, file: str) -> None:
        """`file` is the name that stands before each problem, its invisible characters escaped."""
        self.file = _visible(file)
        self.found: list[Problem] = []

    def error(self, at: Mark, message: str) -> None:
        """Note something that must be changed."""
        self.found.append(Problem(self.file, at.line, at.column, message))

    def warn(self, at: Mark, message: str) -> None:
        """Note something that deserves a look."""
        self.found.append(Problem(self.file, at.line, at.column, message, warning=True))


def shown(text: str, limit: int = 80) -> str:
    r"""`text` in quotation marks, its middle left out beyond `limit` characters, invisible characters escaped.

    >>> print(shown("a\nb"))
    "a\nb"
    """
    if len(text) > limit:
        head = limit * 2 // 3
        text = f"{text[:head]} ... {text[head - limit :]}"
    return f'"{_visible(text)}"'


def _visible(text: str) -> str:
    return printable(text).replace("\n", "\\n")


def near(name: str, known: Iterable[str]) -> str | None:
    """The known name that is closest to an unknown one, whatever its case; None where none is close.

    >>> near("DETENTON", ["casualty", "detention"]), near("arrest", ["casualty", "detention"])
    ('detention', None)
    """
    folded = {one.casefold(): one for one in known}
    found = difflib.get_close_matches(name[:100].casefold(), folded, n=1, cutoff=0.6)
    return folded[found[0]] if found else None


def nearest(name: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown `name`: the closest known one; "" where none is close.

    >>> nearest("DETENTON", ["casualty", "detention"]), nearest("arrest", ["casualty", "detention"])
    ("; did you mean 'detention'?", '')
    """
    found = near(name, known)
    return "" if found is None else f"; did you mean '{found}'?"


def closest(name: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown `name`: the closest known one, or all that are known.

    >>> closest("qoutes", ["quotes", "slots"])
    "; did you mean 'quotes'?"
    """
    names = sorted(known)
    if meant := nearest(name, names):
        return meant
    if not names:
        return "; there are none"
    listed = ", ".join(names[:20]) + (", ..." if len(names) > 20 else "")
    return f"; known: {listed}"
