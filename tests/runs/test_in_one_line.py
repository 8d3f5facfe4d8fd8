"""An exception as one line of a report, whatever it is."""

import sys

from harness.runs.execute import in_one_line


def test_an_error_in_one_line_names_the_file_without_its_folder() -> None:
    try:
        raise ValueError("a\n b " + "c" * 1000)
    except ValueError as error:
        line = in_one_line(error)
    assert line.startswith("ValueError: a b ccc")
    assert "test_in_one_line.py:" in line
    assert "/" not in line
    assert len(line) < 400
    assert in_one_line(KeyError()) == "KeyError"
    assert in_one_line(ValueError("é\ud800\x1b")) == r"ValueError: é\ud800\x1b"
    assert sys.exc_info() == (None, None, None)
