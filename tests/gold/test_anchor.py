"""Quotes become spans: code points, half-open, whatever the text is made of."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from harness.facts import Span
from harness.gold.anchor import ENOUGH, Quote, inside_word, occurrences
from harness.gold.lines import Lines
from harness.gold.near import nearest
from harness.gold.problems import Mark

FOUND = [
    ("emoji before it", "🚓🚓 Police came", Quote("Police"), [(3, 9)]),
    ("emoji that is a family", "👨‍👩‍👧 fled", Quote("fled"), [(6, 10)]),
    ("combining mark before it", "cafe\u0301 bombed", Quote("bombed"), [(6, 12)]),
    ("combining mark in it", "a cafe\u0301 bombed", Quote("cafe\u0301"), [(2, 7)]),
    ("not the other normal form", "a cafe\u0301 bombed", Quote("café"), []),
    ("CRLF before it", "one\r\ntwo\r\nthree", Quote("three"), [(10, 15)]),
    ("CRLF in it", "one\r\ntwo", Quote("one\r\ntwo"), [(0, 8)]),
    ("LF is not CRLF", "one\r\ntwo", Quote("one\ntwo"), []),
    ("BOM before it", "\ufeffPolice", Quote("Police"), [(1, 7)]),
    ("right to left", "قال الوزير إن الشرطة", Quote("الشرطة"), [(14, 20)]),
    ("outside the basic plane", "𝔘𝔫 𐍈 Police", Quote("𐍈"), [(3, 4)]),
    ("every time", "one and one and one", Quote("one"), [(0, 3), (8, 11), (16, 19)]),
    ("overlapping itself", "aaa", Quote("aa"), [(0, 2), (1, 3)]),
    ("case matters", "One one", Quote("one"), [(4, 7)]),
    ("after words", "one and one", Quote("one", before="and "), [(8, 11)]),
    ("before words", "one and one", Quote("one", after=" and"), [(0, 3)]),
    ("between words", "x one y one z", Quote("one", "y ", " z"), [(8, 11)]),
    ("context without its blank", "one and one", Quote("one", before="and"), [(8, 11)]),
    ("context across a line", "one and\n\none", Quote("one", before="and"), [(9, 12)]),
    ("exact context wins over context without its blank", "ab a b", Quote("b", before="a"), [(1, 2)]),
    ("a blank as context", "one, x one", Quote("one", before=" "), [(7, 10)]),
    ("a blank that is not there", "one,one", Quote("one", before=" "), []),
    ("context that is not there", "one and one", Quote("one", before="or "), []),
    ("pattern signs are letters", "a.c abc (.*)", Quote("(.*)"), [(8, 12)]),
    ("longer than the text", "one", Quote("one two"), []),
]


@pytest.mark.parametrize(("text", "quote", "spans"), [case[1:] for case in FOUND], ids=[case[0] for case in FOUND])
def test_occurrences(text: str, quote: Quote, spans: list[tuple[int, int]]) -> None:
    assert list(occurrences(text, quote)) == [Span(*span) for span in spans]


def test_only_within_but_context_may_lie_outside() -> None:
    text = "one and one and one"
    assert occurrences(text, Quote("one"), Span(4, 15)) == (Span(8, 11),)
    assert occurrences(text, Quote("one", before="and "), Span(8, 15)) == (Span(8, 11),)
    assert occurrences(text, Quote("one"), Span(9, 15)) == ()


@given(st.text(), st.text(min_size=1), st.text())
@example("\r", "\n", "")
@example("e", "\u0301", "")
def test_what_is_cut_out_is_found_again_and_reads_the_same(before: str, words: str, after: str) -> None:
    text = before + words + after
    found = occurrences(text, Quote(words))
    assert Span(len(before), len(before) + len(words)) in found
    assert all(text[span.start : span.end] == words for span in found)
    unique = occurrences(text, Quote(words, before, after))
    assert Span(len(before), len(before) + len(words)) in unique


@pytest.mark.parametrize(
    ("index", "mark"), [(0, (1, 1)), (3, (1, 4)), (5, (2, 1)), (8, (3, 1)), (10, (4, 1)), (11, (4, 2))]
)
def test_lines_count_lines_as_editors_do(index: int, mark: tuple[int, int]) -> None:
    assert Lines("abc\r\nde\nf\r🚓x").mark(index) == Mark(*mark)


@pytest.mark.parametrize(
    ("text", "span", "inside"),
    [
        ("extremists", (0, 9), True),
        ("an extremist", (3, 12), False),
        ("November's", (0, 8), False),
        ("Ελλάδα", (0, 3), True),
        ("cafe\u0301", (0, 4), True),
        ("北京警察", (0, 2), False),
        ("M-16s", (0, 4), False),
    ],
)
def test_inside_word(text: str, span: tuple[int, int], inside: bool) -> None:
    assert inside_word(text, Span(*span)) is inside


def test_more_than_enough_is_enough() -> None:
    assert occurrences("a" * 1_000, Quote("a")) == tuple(Span(at, at + 1) for at in range(ENOUGH))
    assert len(occurrences("ab" * 1_000, Quote("a", after="b"))) == ENOUGH


def test_near_misses_are_looked_for_in_bounded_time() -> None:
    sentence = "Police arrested nine men " + " ".join(f"and {number} women" for number in range(1_000))
    article = "The harbour of Northport was closed. " * 5_000 + sentence
    near = nearest(article, sentence.replace("arrested", "arested"), (Span(0, len(article)),))
    assert near is not None
    assert near.span.start == 185_000
    assert near.difference == 'the article has "arrested" for "arested"'


@pytest.mark.parametrize(("end", "escape"), [("\n", r"\n"), ("\r\n", r"\r\n"), ("\r", r"\r")])
def test_a_line_break_in_the_article_is_named_as_yaml_writes_it(end: str, escape: str) -> None:
    text = f"Two boats{end}were found."
    near = nearest(text, "boats were", (Span(0, len(text)),))
    assert near is not None
    assert near.span == Span(4, 9 + len(end) + 4)
    assert f'("first{escape}second")' in near.difference


def test_nothing_is_near() -> None:
    assert nearest("The harbour was closed.", "qqqq xxxx zzzz", (Span(0, 23),)) is None
