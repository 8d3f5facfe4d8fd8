"""Books made to cost much: what reading them takes grows with what is written in them, and messages stay short."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from book_problems import book_problems

from harness.extractors.patternbook import read_book
from harness.extractors.patterns import chunks, pieces
from harness.extractors.patterns.chunks import Chunks
from harness.extractors.patterns.edges import Edge

HEAD = "book_version: 1\nfacts: {attack: [place]}\n"
MANY = 400


def book(tmp_path: Path, pieces: list[str], pattern: str = "{place=p0}", more: str = "") -> Path:
    path = tmp_path / "book.yaml"
    listed = "".join(f"  {piece}\n" for piece in pieces)
    patterns = f"patterns:\n  - {{name: one, type: attack, pattern: '{pattern}'}}\n"
    path.write_text(f"{HEAD}pieces:\n{listed}{more}{patterns}", encoding="utf-8")
    return path


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], Counter[str]]:
    """Counts the calls of a function from then on."""

    def count(place: Any, name: str) -> Counter[str]:
        calls, function = Counter[str](), getattr(place, name)

        def called(*given: Any) -> Any:
            calls[name] += 1
            return function(*given)

        monkeypatch.setattr(place, name, called)
        return calls

    return count


def test_a_chain_of_pieces_is_looked_through_once_a_piece(
    tmp_path: Path, counted: Callable[[Any, str], Counter[str]]
) -> None:
    path = book(tmp_path, [*(f"p{n}: '{{p{n + 1}}}'" for n in range(MANY)), f"p{MANY}: dog"])
    calls = counted(pieces, "references")
    assert len(read_book(path).patterns) == 1
    assert calls["references"] < 10 * MANY


def test_a_pattern_of_many_words_looks_at_the_nearest_of_each_only(
    tmp_path: Path, counted: Callable[[Any, str], Counter[str]]
) -> None:
    more = "phrases: {both: 'w v'}\n"
    path = book(tmp_path, ["p0: dog"], f"{{place=p0}} {'w ' * MANY}", more)
    calls = counted(Edge, "then")
    assert len(read_book(path).patterns) == 1
    assert MANY < calls["then"] < 20 * MANY


def test_lists_of_lists_that_come_to_too_many_words_are_told_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book(tmp_path, ["p0: ['{p1}', dog]", "p1: ['{p2}', cat]", "p2: [bird, fish]"])
    monkeypatch.setattr(pieces, "_MOST_WORDS", 9)
    assert len(read_book(path).patterns) == 1
    monkeypatch.setattr(pieces, "_MOST_WORDS", 8)
    assert book_problems(path) == ["4:3: with p0 the lists, and the lists in them, come to more than 8 words"]


def test_lists_in_lists_may_be_nested_as_often_as_one_likes(tmp_path: Path) -> None:
    path = book(tmp_path, [*(f"p{n}: ['{{p{n + 1}}}']" for n in range(1500)), "p1500: [dog]"])
    assert len(read_book(path).patterns) == 1


@pytest.mark.parametrize("piece", ["'{{p{}}} x'", "['{{p{}}}', w{}]"])
def test_pieces_in_a_large_circle_are_each_told_shortly(tmp_path: Path, piece: str) -> None:
    told = book_problems(book(tmp_path, [f"p{n}: {piece.format((n + 1) % MANY, n)}" for n in range(MANY)]))
    assert len(told) == MANY
    assert told[0] == "4:3: p0 refers to itself, by way of p0, p1, p10, p100, p101, ..."
    assert max(map(len, told)) < 100


@pytest.mark.parametrize("nested", ["[" * 5000, "{a: " * 5000, f"\n    {'- ' * 5000}", f"\n    {'? ' * 5000}"])
def test_what_is_nested_without_end_is_told_where_it_gets_too_deep(tmp_path: Path, nested: str) -> None:
    (told,) = book_problems(book(tmp_path, [f"p0: {nested}"]))
    assert told.endswith(": nested more than 100 deep")


@pytest.mark.parametrize("quoted", ["? {}\n  : 3", "? {}\n  : '('", "? {}\n  : '{{{}}}'", "p0: '{{{}}}'", "p0: *{}"])
def test_what_a_message_quotes_is_cut(tmp_path: Path, quoted: str) -> None:
    told = book_problems(book(tmp_path, [quoted.format(*["k" * 5000] * 2)]))
    assert told
    assert max(map(len, told)) < 400


def test_names_that_nobody_knows_are_all_told(tmp_path: Path) -> None:
    slots = ", ".join(f"slot{n}x" for n in range(MANY))
    path = tmp_path / "book.yaml"
    path.write_text(f"{HEAD}several: {{attack: [{slots}]}}\npatterns: []\n", encoding="utf-8")
    told = book_problems(path)
    assert len(told) == MANY
    assert told[0] == "3:20: unknown slot slot0x; known: place"


def test_shapes_that_take_too_long_leave_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Words(dict[str, int]):
        def __missing__(self, word: str) -> int:
            asked.append(word)
            if word.startswith("a"):
                raise TimeoutError("the word shape /(a+)+/")
            return 1

    class Vocabulary:
        known = known_in_time = Words()
        end = 0

    monkeypatch.setattr(chunks, "_REMEMBERED", 10)
    known = Chunks(Vocabulary(), frozenset(), in_time=True)  # type: ignore[arg-type]
    for article in range(20):
        numbers = known.numbers(["aaa", "b", "aaa", "aab"])
        assert known.known().late.take(numbers).tolist() == [1, 0, 1, 1], article
        assert known.give_up() == {"the word shape /(a+)+/": None}
        assert len(known.known().late) <= 10 + 3
    assert asked.count("aaa") == 20  # once an article: it may have been the machine that was slow
    assert known.give_up() == {}
