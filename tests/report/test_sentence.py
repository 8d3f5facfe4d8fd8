"""The sentence around a span."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.facts import Span
from harness.report.sentence import excerpt, sentence_starts


def sentence(text: str, words: str, limit: int = 400) -> str:
    start = text.index(words)
    found = excerpt(text, sentence_starts(text), [Span(start, start + len(words))], limit)
    assert found is not None
    return found.text


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("One fell. Two rose. Three sat.", "rose", "Two rose."),
        ('He said: "They left." She stayed.', "stayed", "She stayed."),
        (
            "Gen. J. Smith spoke Jan. 18 in the U.S. Senate. All slept.",
            "18",
            "Gen. J. Smith spoke Jan. 18 in the U.S. Senate.",
        ),
        ("A headline\n\nThe body starts here", "headline", "A headline"),
        ("A hard\nwrapped line. Next.", "wrapped", "A hard\nwrapped line."),
        ("It cost 1.5 million. Nobody paid.", "1.5", "It cost 1.5 million."),
        ("One fell. Two rose. Three sat.", "fell. Two", "One fell. Two rose."),
        ("彼は来た。彼女は去った。", "去", "彼女は去った。"),
        ("No end mark at all", "mark", "No end mark at all"),
    ],
)
def test_sentences(text: str, words: str, expected: str) -> None:
    assert sentence(text, words) == expected


def test_long_sentences_are_cut_around_the_evidence() -> None:
    text = "word " * 500 + "HERE " + "word " * 500
    start = text.index("HERE")
    found = excerpt(text, sentence_starts(text), [Span(start, start + 4)])
    assert found is not None
    assert len(found.text) <= 400
    assert [found.text[s:e] for s, e in found.marks] == ["HERE"]
    assert found.cut_before
    assert found.cut_after
    assert found.text.startswith("word")


def test_evidence_longer_than_the_limit_keeps_its_beginning() -> None:
    assert sentence("x" * 1000, "x" * 900, limit=50) == "x" * 50


def test_every_piece_of_evidence_in_the_sentence_is_marked() -> None:
    text = "Three rifles, three pistols were found. More later."
    found = excerpt(text, sentence_starts(text), [Span(14, 27), Span(0, 12), Span(45, 50)])
    assert found is not None
    assert [found.text[s:e] for s, e in found.marks] == ["Three rifles", "three pistols"]


def test_no_evidence_no_sentence() -> None:
    assert excerpt("Some text.", (0,), []) is None
    assert excerpt("Some text.", (0,), [Span(50, 60)]) is None


@given(st.text(alphabet='aB .!\n"“”。x\u202e', min_size=1, max_size=80), st.data())
def test_excerpts_hold_their_evidence(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    limit = data.draw(st.integers(1, 90))
    found = excerpt(text, sentence_starts(text), [Span(start, end)], limit)
    assert found is not None
    assert found.text == text[found.span.start : found.span.end]
    (mark,) = found.marks
    place = found.span.start + mark.start
    assert place == start
    assert text[start : start + mark.end - mark.start] == found.text[mark.start : mark.end]
    assert len(found.text) <= limit
