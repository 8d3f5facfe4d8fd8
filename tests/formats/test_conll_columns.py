"""Columns of tags: sentences, documents, and lines that are none."""

from pathlib import Path

import pytest

from harness.errors import ConfigError, InputErrors
from harness.formats.conll import is_columns, read_columns


def write(tmp_path: Path, text: str, name: str = "tags.txt") -> Path:
    """A file with that text."""
    path = tmp_path / name
    path.write_bytes(text.encode())
    return path


def test_sentences_are_apart(tmp_path: Path) -> None:
    read = read_columns(write(tmp_path, "\na B-X O\r\nb I-X O\n\n\nc I-X B-X\n-X- -X- O O\nd I-X O\n"), None, None)
    assert read.gold == ("B-X", "I-X", "O", "I-X", "O", "I-X")
    assert read.found == ("O", "O", "O", "B-X", "O", "O")
    assert read.units == (0, 0, 0, 1, 1, 2)
    assert read.lines == (2, 3, 0, 6, 0, 8)


def test_nothing_is_nothing(tmp_path: Path) -> None:
    assert read_columns(write(tmp_path, "\n\n"), None, None).gold == ()


def test_lines_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(InputErrors) as error:
        read_columns(write(tmp_path, "a B-X O\nb\nc x B-X O\n"), None, None)
    assert [(one.line, one.message) for one in error.value.problems] == [
        (2, "a gold and a predicted tag at the end of the line is needed"),
        (3, "4 columns, but the lines before have 3; is the delimiter right?"),
    ]


def test_files_of_two_sides_belong_together(tmp_path: Path) -> None:
    gold = write(tmp_path, "a O\nb O\n\nc O\n", "gold.txt")
    with pytest.raises(InputErrors, match=r"found.txt:1:1: 2 tokens, but gold.txt has 3"):
        read_columns(gold, write(tmp_path, "a O\nb O\n", "found.txt"), None)
    with pytest.raises(InputErrors, match=r"found.txt:3:1: a sentence ends before this token .*gold.txt:2"):
        read_columns(gold, write(tmp_path, "a O\n\nb O\nc O\n", "found.txt"), None)


def test_columns_are_told_from_json(tmp_path: Path) -> None:
    assert is_columns(write(tmp_path, "a O O\n"))
    assert not is_columns(write(tmp_path, ' {"docs": []}'))
    with pytest.raises(ConfigError, match="cannot be read"):
        is_columns(tmp_path / "nowhere")
