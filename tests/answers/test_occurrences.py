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
    small = module.SMALL
    try:
        for limit in (small, -1):
            module.SMALL = limit
            assert {word: list(found) for word, found in occurrences(text, words).items()} == alone
    finally:
        module.SMALL = small


def test_half_of_a_surrogate_pair_is_nowhere() -> None:
    assert not module._hashed("a😀b", ["\ud83d"])["\ud83d"]
