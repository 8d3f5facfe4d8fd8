"""A pattern that can be much work is only tried by the clock; what is counted is never less than what is done."""

from itertools import product
from pathlib import Path

import pytest

from harness.extractors.patternbook import read_book
from harness.extractors.patterns.effort import ENDLESS, NONE, ONE_WORD, Effort, in_turn, of_entries

BOOK = (
    "book_version: 1\nfacts: {{detention: [detainee]}}\npatterns:\n  - {{name: one, type: detention, pattern: '{}'}}\n"
)


@pytest.mark.parametrize(
    ("pattern", "slight"),
    [
        ("!arrested {detainee=(two|three)? men}", True),
        ("{detainee=.{0,4}} !arrested (by .{1,9})?", True),
        ("{detainee=(a|a a)+} b", False),
        ("a*", False),
        ("((a{0,9}){0,9}){0,9} b", False),
        ("(?=((a{0,9}){0,9}){0,9} b) a", False),
        ("(?<!((a{0,9}){0,9}){0,9} b) !a", False),
        (" ".join([".{0,20}"] * 6), False),
        (" ".join([".{0,20}"] * 2) + " !a " + " ".join([".{0,20}"] * 2), True),
    ],
)
def test_only_what_is_bounded_and_little_is_slight(tmp_path: Path, pattern: str, slight: bool) -> None:
    path = tmp_path / "book.yaml"
    path.write_text(BOOK.format(pattern), encoding="utf-8")
    assert read_book(path).patterns[0].slight is slight


@pytest.mark.parametrize(("least", "most"), [(0, 1), (0, 3), (2, 2), (1, 4), (0, 0)])
@pytest.mark.parametrize("branches", [("a",), ("a", "aa"), ("a", "a", "b")])
def test_counts_every_way_to_match(branches: tuple[str, ...], least: int, most: int) -> None:
    one = Effort(0, 0)
    for branch in branches:
        one = one | in_turn([ONE_WORD] * len(branch))
    ways = one.repeated(least, most).ways
    assert ways == sum(len(list(product(branches, repeat=times))) for times in range(least, most + 1))


def test_looking_ahead_leaves_one_way_and_endless_stays_endless() -> None:
    assert ONE_WORD.repeated(0, 9).looked_at() == (1, ONE_WORD.repeated(0, 9).steps)
    assert ONE_WORD.repeated(1, None) == ENDLESS
    assert NONE.then(ONE_WORD) == ONE_WORD
    assert NONE.then(ENDLESS) == ENDLESS
    assert of_entries([1, 1, 1, 3]) == (2, 6)
