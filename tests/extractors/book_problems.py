"""What is wrong with a pattern book, as its reader tells it."""

from pathlib import Path

import pytest

from harness.errors import InputErrors
from harness.extractors.patternbook import read_book


def book_problems(path: Path) -> list[str]:
    """Each problem as `line:column: message`; at least one is expected."""
    with pytest.raises(InputErrors) as caught:
        read_book(path)
    return [str(problem).removeprefix(f"{path}:") for problem in caught.value.problems]
