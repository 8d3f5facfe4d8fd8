"""How a problem in a gold file is worded: where it is, what was written, and which known name is closest."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from harness.errors import Problem, brief
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
    return f'"{_visible(brief(text, limit))}"'


def _visible(text: str) -> str:
    return printable(text).replace("\n", "\\n")


def most_alike(name: str, known: Iterable[str], least: float = 0.6) -> str | None:
    """The known name that is most like `name`, whatever its case; None where none is alike by `least`, of 1.

    Alike by the normalised Indel similarity: twice the characters in common, in order, over those of both.
    """
    from rapidfuzz import fuzz, process  # thousands of unknown names among thousands of known ones are no matter to it

    folded = {one.casefold(): one for one in known}
    found = process.extractOne(name[:100].casefold(), sorted(folded), scorer=fuzz.ratio, score_cutoff=100 * least)
    return folded[found[0]] if found else None


def nearest(name: str, known: Iterable[str]) -> str:
    """The end of a message about an unknown `name`: the closest known one; "" where none is close.

    >>> nearest("DETENTON", ["casualty", "detention"]), nearest("arrest", ["casualty", "detention"])
    ("; did you mean 'detention'?", '')
    """
    near = most_alike(name, known)
    return f"; did you mean '{near}'?" if near else ""


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
    return f"; known: {listed(names)}"


def listed(names: Sequence[str], most: int = 20) -> str:
    """The names, with commas; what goes beyond `most` of them is left out, as `...`.

    >>> listed(["a", "b", "c"], most=2)
    'a, b, ...'
    """
    return ", ".join([*names[:most], *(["..."] if names[most:] else [])])
