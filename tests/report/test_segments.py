"""Highlights that nest, overlap and touch."""

from hypothesis import given
from hypothesis import strategies as st

from harness.facts import Span
from harness.report.outcome import FactOutcome
from harness.report.segments import LANES, Line, Segment, lines, marks_of


def fact(number: int, gold: list[tuple[int, int]], found: list[tuple[int, int]]) -> FactOutcome:
    spans = (tuple(Span(*s) for s in gold), tuple(Span(*s) for s in found))
    return FactOutcome(number, "a", "casualty", "correct", True, "g", 0, *spans, None, ())


def drawn(segment: Segment) -> tuple[str, list[int], list[int]]:
    return segment.text, [m.fact.number for _, m in segment.gold], [m.fact.number for _, m in segment.found]


def test_nested_and_overlapping_marks_split_at_every_boundary() -> None:
    (line,) = lines("abcdefghij", marks_of([fact(1, [(0, 8)], []), fact(2, [(2, 4)], [(3, 10)])]))
    assert [drawn(segment) for segment in line.segments] == [
        ("ab", [1], []),
        ("c", [1, 2], []),
        ("d", [1, 2], [2]),
        ("efgh", [1], [2]),
        ("ij", [], [2]),
    ]
    assert (line.gold_lanes, line.found_lanes) == (2, 1)


def test_touching_marks_share_a_lane() -> None:
    (line,) = lines("abcdef", marks_of([fact(1, [(0, 3)], []), fact(2, [(3, 6)], [])]))
    assert line.gold_lanes == 1


def test_lines_end_after_their_break_and_have_lanes_of_their_own() -> None:
    first, second, third = lines("ab\n\ncd", marks_of([fact(1, [(0, 6)], []), fact(2, [(4, 5)], [])]))
    assert ["".join(s.text for s in line.segments) for line in (first, second, third)] == ["ab\n", "\n", "cd"]
    assert [line.gold_lanes for line in (first, second, third)] == [1, 1, 2]


def test_a_number_is_first_only_once() -> None:
    whole = lines("ab cd\nef", marks_of([fact(1, [(0, 2), (6, 8)], [(3, 5)])]))
    openings = [(f.number, first) for line in whole for s in line.segments for f, first in s.opening]
    assert openings == [(1, True), (1, False), (1, False)]


def test_a_crowd_shares_the_last_lane() -> None:
    (line,) = lines("abc", marks_of([fact(n, [(0, 3)], []) for n in range(20)]))
    assert line.gold_lanes == LANES
    assert len(line.segments[0].gold) == 20


_spans = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda p: (p[0], p[0] + p[1])), max_size=4)


@given(st.text(alphabet="ab \n\r\x00é😀", max_size=40), st.lists(st.tuples(_spans, _spans), max_size=6))
def test_text_is_kept_and_every_character_knows_its_marks(text: str, spans: list[tuple[list, list]]) -> None:
    facts = [fact(number, gold, found) for number, (gold, found) in enumerate(spans, 1)]
    whole = lines(text, marks_of(facts))
    assert "".join(s.text for line in whole for s in line.segments) == text
    place = 0
    for line in whole:
        for segment in line.segments:
            for offset in range(place, place + len(segment.text)):
                for side, marks in (("gold_evidence", segment.gold), ("found_evidence", segment.found)):
                    expected = {f.number for f in facts for s, e in getattr(f, side) if s <= offset < e}
                    assert {mark.fact.number for _, mark in marks} == expected
            place += len(segment.text)
        assert_lanes_apart(line)


def assert_lanes_apart(line: Line) -> None:
    for segment in line.segments:
        for marks in (segment.gold, segment.found):
            lanes = [lane for lane, _ in marks if lane < LANES - 1]
            assert len(lanes) == len(set(lanes))
