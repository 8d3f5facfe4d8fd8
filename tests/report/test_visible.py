"""Characters that hide, reorder, break or pile up, and those that only look as if they did."""

import pytest

from harness.report.visible import one_line, visible


@pytest.mark.parametrize(
    "words",
    [
        "plain\ttext\r\n",
        "e\u0301 \u1ec7 \u0b95\u0bcd\u0bb7",
        "\u05e9\u05bc\u05c1\u05b8\u0591",  # a Hebrew letter with all the points and accents it can have
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\U0001f469\u200d\U0001f467 1\ufe0f\u20e3",
    ],
)
def test_what_people_write_stays(words: str) -> None:
    assert visible(words) == words


def test_what_no_reader_would_see_is_shown() -> None:
    assert visible("a\x00\x1b\x7f") == "a␀␛␡"
    assert visible("\u202ea\u2066\ufeff\ud800\u2028") == "⟨U+202E⟩a⟨U+2066⟩⟨U+FEFF⟩⟨U+D800⟩⟨U+2028⟩"


def test_a_pile_of_marks_has_a_top() -> None:
    assert visible("Z" + "\u0301" * 7 + "a\u0301") == "Z" + "\u0301" * 5 + "⟨U+0301⟩" * 2 + "a\u0301"


def test_one_line() -> None:
    assert one_line(" a\n\n b\u2003c\x00\t") == "a b c␀"
    assert (one_line(""), one_line(" \n")) == ("", "␠")
