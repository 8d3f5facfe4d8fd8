"""What messages quote is a stranger's, and may be of any length: they can be read all the same."""

import pytest

from harness.errors import ConfigError, InputErrors, Problem, brief


def test_the_middle_of_what_is_long_is_left_out() -> None:
    assert brief("a" * 60) == "a" * 60
    assert brief("a" * 40 + "b" * 200_000 + "c" * 20) == f"{'a' * 40} ... {'c' * 20}"


@pytest.mark.parametrize("say", [ConfigError, lambda message: InputErrors([Problem("file", 1, 2, message)])])
def test_a_message_quotes_no_endless_word_or_line(say: type[ConfigError]) -> None:
    said = str(say(f"unknown key {'k' * 200_000}; did you mean keys?\n{'a word ' * 100_000}"))
    first, second = said.split("\n")
    assert first.endswith(f"unknown key {'k' * 40} ... {'k' * 19}; did you mean keys?")
    assert second.startswith("a word a word")
    assert len(second) < 2100


def test_a_problem_is_told_once_at_its_place() -> None:
    one, other = Problem("file", 2, 1, "is wrong"), Problem("file", 1, 7, "is wrong")
    assert InputErrors([one, other, one]).problems == (other, one)


def test_paths_and_words_that_somebody_wrote_are_quoted_whole() -> None:
    path = "/a/folder" * 40
    problem = Problem(path * 3, 1, 1, f"there is no {path}")
    assert str(InputErrors([problem])) == f"{path * 3}:1:1: there is no {path}"
    assert str(ConfigError(f"there is no {path}")) == f"there is no {path}"
