"""A long text in windows."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from harness.extractors.llm.windows import windows


def test_a_short_text_is_one_window_and_a_blank_one_is_none() -> None:
    assert windows("One. Two.\n", 500, 50) == ((0, 9),)
    assert windows(" \n\u2003\n", 500, 50) == ()
    assert windows("", 500, 50) == ()


def test_windows_are_cut_between_paragraphs_then_sentences_then_words() -> None:
    paragraphs = "\n\n".join(["One two three. Four five."] * 4)
    assert [paragraphs[slice(*span)].strip() for span in windows(paragraphs, 60, 0)] == [
        "One two three. Four five.\n\nOne two three. Four five.",
        "One two three. Four five.\n\nOne two three. Four five.",
    ]
    sentences = "One two three. Four five six. Seven eight nine."
    assert [sentences[slice(*span)] for span in windows(sentences, 35, 0)] == [
        "One two three. Four five six. ",
        "Seven eight nine.",
    ]
    assert ["abc def ghi"[slice(*span)] for span in windows("abc def ghi", 9, 0)] == ["abc def ", "ghi"]
    assert windows("x" * 25, 10, 0) == ((0, 10), (10, 20), (20, 25))


def test_the_next_window_reads_the_last_sentences_again() -> None:
    text = " ".join(f"Sentence number {number}." for number in range(40))
    spans = windows(text, 200, 50)
    for before, after in pairwise(spans):
        again = text[after.start : before.end]
        assert again.startswith("Sentence")
        assert 19 <= len(again) <= 60


@given(
    st.text("ab. \n!\u2028é", max_size=3000),
    st.integers(20, 400),
    st.floats(0, 0.5),
    st.sampled_from([" ", "\n\n", ""]),
)
def test_windows_cover_everything_in_order_and_are_no_longer_than_asked(
    text: str, size: int, share: float, between: str
) -> None:
    text = between.join(text)
    spans = windows(text, size, int(size * share))
    seen = set()
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert span.end - span.start <= size
        seen.update(range(*span))
    assert all(text[place].isspace() for place in range(len(text)) if place not in seen)
    assert [span.start for span in spans] == sorted({span.start for span in spans})
    assert len(spans) <= 1 + len(text) // (size // 4)
