"""What a phrase takes up before patterns are tried, no pattern can ask for: that is told, and only that."""

from pathlib import Path

import pytest

from harness.errors import InputErrors
from harness.extractors.patternbook import read_book
from harness.extractors.regex import RegexExtractor
from harness.facts import Article

HEAD = r"""book_version: 1
facts: {detention: [count, detainee]}
pieces:
  digits: '/\d{1,3}/'
  year: '/(19|20)\d\d/'
  cap: '/\p{Lu}.*/'
  unit: [one, two, three]
  weekday: [monday, tuesday]
  month: [january, may]
  no_word: ["no", not]
  several: [many, several]
  some: [some, two]
  men: [men, thieves]
  any_word: '/.+/'
PIECE
phrases:
  day: '{weekday}|/\d{1,2}/ {month}'
  about: '(at least|about) (?={digits}|{unit})'
  number: '(?<!no|not) {about}? ({digits}|{unit} (?!of)|{unit} million)'
  month_or_year: '(?={cap}) {month}|{year}'
patterns:
  - {name: one, type: detention, pattern: 'PATTERN'}
"""
AT = 43
"""The column before a pattern."""


def book(tmp_path: Path, pattern: str, piece: str = "") -> Path:
    path = tmp_path / "book.yaml"
    text = HEAD.replace("PATTERN", pattern).replace("PIECE\n", f"  {piece}\n" if piece else "")
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("police !nabbed two {detainee=men}", [(16, "two never matches: before patterns are tried, {number} takes")]),
        ("!nabbed TWO {detainee=men} on Monday", [(9, "TWO never"), (31, "Monday never matches")]),
        (
            "!nabbed {detainee=men} in January",
            [(27, "January never matches: before patterns are tried, {month_or_year}")],
        ),
        (
            "!nabbed {count=unit} {detainee=men}",
            [(9, "{unit} never matches: before patterns are tried, {number} takes")],
        ),
        ("!nabbed {unit} {detainee=men}", [(9, "{unit} never matches")]),
        ("!nabbed {count=digits} {detainee=men}", [(9, "{digits} never matches")]),
        (r"!nabbed {count=/\d+/} {detainee=men}", [(16, r"/\d+/ never matches")]),
        (
            "{detainee=men} !nabbed in {year}",
            [(27, "{year} never matches: before patterns are tried, {month_or_year}")],
        ),
        ("!nabbed about two {detainee=men}", [(9, "about never matches"), (15, "two never matches")]),
        ("!nabbed (the|two|a) {detainee=men}", [(14, "two never matches")]),
        ("no {any_word} two {detainee=men}", [(15, "two never matches")]),
        ("!nabbed two? {detainee=men}", [(9, "two never matches")]),
        ("!nabbed (?!two) {detainee=men}", [(12, "two never matches")]),
        (
            "!nabbed {count=two} {detainee=men}",
            [(9, "unknown piece {two}; as a word it is a part of {number}: write {count=number}")],
        ),
    ],
)
def test_a_word_that_a_phrase_takes_up_is_told(tmp_path: Path, pattern: str, told: list[tuple[int, str]]) -> None:
    with pytest.raises(InputErrors) as caught:
        read_book(book(tmp_path, pattern))
    problems = caught.value.problems
    assert [(one.line, one.column) for one in problems] == [(21, AT + column) for column, _ in told]
    for problem, (_, message) in zip(problems, told, strict=True):
        assert problem.message.startswith(message)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("no two {detainee=men}", "no two men"),
        ("{no_word} two {detainee=men}", "not two men"),
        ("(?<=no|not) two {detainee=men}", "not two men"),
        ("(held|no) two {detainee=men}", "no two men"),
        ("two of the {detainee=men}", "two of the men"),
        ("two million {detainee=men}", None),
        ("may {detainee=men}", "may men"),
        ("{several} {detainee=men}", "many men"),
        ("{some} {detainee=men}", "some men"),
        ("{number} {detainee=men}", "at least 12 men"),
        (r"/\d+(kg)?/ {detainee=men}", "12kg men"),
        ("at least some {detainee=men}", "at least some men"),
        ("{any_word-unit} {detainee=men}", "big men"),
    ],
)
def test_a_word_that_may_stay_as_it_is_may_be_asked_for(tmp_path: Path, pattern: str, text: str | None) -> None:
    path = book(tmp_path, pattern)
    if text is None:
        with pytest.raises(InputErrors, match="two never matches"):
            read_book(path)
    else:
        (facts,) = RegexExtractor(path, 5.0).extract([Article("a", f"There {text}.", "")])
        assert [fact.slots["detainee"][0].text for fact in facts] == ["men"]


@pytest.mark.parametrize(
    ("piece", "pattern", "place"),
    [
        ("pair: 'the two'", "!{detainee=pair}", (15, 14)),
        ("pair: '{unit} {men}'", "!{detainee=pair}", (15, 10)),
        ("pair: '{weekday}'", "on {pair} !{detainee=men}", (15, 10)),
    ],
)
def test_it_is_told_of_a_piece_where_that_is_written(
    tmp_path: Path, piece: str, pattern: str, place: tuple[int, int]
) -> None:
    with pytest.raises(InputErrors) as caught:
        read_book(book(tmp_path, pattern, piece))
    assert [(one.line, one.column) for one in caught.value.problems] == [place]


def test_without_phrases_every_word_may_be_asked_for(tmp_path: Path) -> None:
    path = book(tmp_path, "two {detainee=men}")
    head, _, rest = path.read_text(encoding="utf-8").partition("phrases:\n")
    path.write_text(f"{head}{rest[rest.index('patterns:') :]}", encoding="utf-8")
    (facts,) = RegexExtractor(path, 5.0).extract([Article("a", "Two men.", "")])
    assert len(facts) == 1
