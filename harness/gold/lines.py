"""From an index into a text to line and column, and from bytes to text with the place of what is no UTF-8."""

import re
from bisect import bisect_right

from harness.gold.problems import FileProblems, Mark


class Lines:
    """The lines of a text; one ends with LF, CRLF or CR, as in editors."""

    def __init__(self, text: str) -> None:
        """Index `text` once, to look up many places."""
        self._starts = [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", text))]
        self._length = len(text)

    def mark(self, index: int) -> Mark:
        r"""Line and column, from 1, of the code point at `index`; of the end of the text beyond it.

        >>> Lines("ab\ncd").mark(4)
        Mark(line=2, column=2)
        """
        index = min(index, self._length)
        line = bisect_right(self._starts, index)
        return Mark(line, index - self._starts[line - 1] + 1)


def decode(data: bytes, problems: FileProblems) -> str | None:
    """`data` as UTF-8, newlines and a BOM kept; None, with the place noted, if it is none."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        at = Lines(before).mark(len(before))
        problems.error(at, f"byte 0x{data[error.start]:02x} is no UTF-8: save the file as UTF-8")
        return None
