"""A mistake in a pattern is told at its character, however YAML writes the pattern; so are all others in it."""

from pathlib import Path

import pytest

from harness.errors import InputErrors
from harness.extractors.patternbook import read_book

HEAD = "book_version: 1\nfacts: {detention: [count, detainee]}\npieces: {people: [men]}\npatterns:\n  - name: one\n"


@pytest.mark.parametrize(
    ("piece", "instead"),
    [
        ("{peeple}", "did you mean {people}?"),
        ("{detainee=peeple}", "did you mean {people}?"),
        ("{detainee=pebble}", "did you mean {people}, or {detainee=(pebble)} for the word itself?"),
        ("{detainee=thieves}", "define it under `pieces`, or write {detainee=(thieves)} for the word itself"),
        ("{thieves}", "define it under `pieces`, or write thieves for the word"),
    ],
)
def test_a_missing_piece_says_what_may_be_meant(tmp_path: Path, piece: str, instead: str) -> None:
    path = tmp_path / "book.yaml"
    path.write_text(f"{HEAD}    type: detention\n    pattern: 'held {piece}'\n", encoding="utf-8")
    with pytest.raises(InputErrors) as caught:
        read_book(path)
    assert [one.message.partition("; ")[2] for one in caught.value.problems] == [instead]


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        (["'it ''s {peeple}'"], (7, 22)),
        (["{peeple}"], None),
        (["held {peeple}"], (7, 19)),
        (['"a \\x62 \\" {peeple}"'], (7, 25)),
        (['"a\\n\\tb \\', '        {peeple}"'], (8, 9)),
        (["'a", "", "      b {peeple}'"], (9, 9)),
        ([">-", "      a", "      b", "", "      {peeple}"], (11, 7)),
        (["|  # as it stands", "      a {peeple}"], (8, 9)),
        (["&here 'a {peeple}'"], (7, 23)),
        (["'a\U0001f600 {peeple}'"], (7, 18)),
    ],
)
def test_a_mistake_is_told_at_its_character(tmp_path: Path, lines: list[str], place: tuple[int, int] | None) -> None:
    path = tmp_path / "book.yaml"
    path.write_text(f"{HEAD}    type: detention\n    pattern: {chr(10).join(lines)}\n", encoding="utf-8")
    with pytest.raises(InputErrors) as caught:
        read_book(path)
    (problem,) = caught.value.problems
    assert ("unknown piece {peeple}; did you mean {people}?" in problem.message) == (place is not None)
    assert place is None or (problem.line, problem.column) == place


def test_a_mistake_in_what_an_alias_repeats_is_told_where_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    book = HEAD.replace("[men]}", "[men], more: &more 'a {peeple}'}")
    path.write_text(f"{book}    type: detention\n    pattern: *more\n", encoding="utf-8")
    with pytest.raises(InputErrors) as caught:
        read_book(path)
    assert [(one.line, one.column) for one in caught.value.problems] == [(3, 40)]


def test_all_mistakes_of_a_pattern_are_told_at_once(tmp_path: Path) -> None:
    path = tmp_path / "book.yaml"
    pattern = "{detainee=peeple} !nabbed {count=seven} {gang} {detained=people} ("
    path.write_text(f"{HEAD}    type: detntion\n    modality: plan\n    pattern: '{pattern[:-2]}'\n", encoding="utf-8")
    with pytest.raises(InputErrors) as caught:
        read_book(path)
    assert [str(one).removeprefix(f"{path}:") for one in caught.value.problems] == [
        "6:11: unknown fact type detntion; did you mean 'detention'?",
        "8:15: unknown piece {peeple}; did you mean {people}?",
        "8:41: unknown piece {seven}; define it under `pieces`, or write {count=(seven)} for the word itself",
        "8:55: unknown piece {gang}; define it under `pieces`, or write gang for the word",
    ]
    path.write_text(f"{HEAD}    type: detention\n    modality: plan\n    pattern: '{pattern}'\n", encoding="utf-8")
    with pytest.raises(InputErrors) as caught:
        read_book(path)
    assert [(one.line, one.column) for one in caught.value.problems] == [(7, 15), (8, 15), (8, 41), (8, 55), (8, 80)]
