from hypothesis import given
from hypothesis import strategies as st

from harness.answers import occurrences as module
from harness.answers.occurrences import occurrences

TEXT = st.text("abé😀\n ", max_size=60)


@given(TEXT, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 40)), max_size=8), st.sets(TEXT))
def test_many_words_are_found_where_each_one_is_looked_for(
    text: str, cuts: list[tuple[int, int]], others: set[str]
) -> None:
    words = others | {text[start : start + length] for start, length in cuts} | {"", text, text + "a"}
    alone = {word: [at for at in range(len(text)) if word and text.startswith(word, at)] for word in words}
    for found in (occurrences(text, words), module._hashed(text, words)):
        assert {word: list(places) for word, places in found.items()} == alone


def test_what_repeats_itself_takes_no_longer() -> None:
    text, quotes = "ab" * 500_000, ["ab" * half for half in (51, 1000, 250_000, 500_001)]
    for found in (occurrences(text, quotes), module._hashed(text, quotes)):
        assert [len(found[quote]) for quote in quotes] == [1_000_000 // 102, 500, 2, 0]


def test_half_of_a_surrogate_pair_is_nowhere() -> None:
    assert not module._hashed("a😀b", ["\ud83d"])["\ud83d"]
