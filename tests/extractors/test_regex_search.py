"""Looking only where the words beside let a pattern match loses no match."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from harness.extractors.patternbook import Book, read_book
from harness.extractors.patterns.search import GAP, Coder, Search

ROOT = Path(__file__).parents[2]
SENTENCES = YAML(typ="safe").load(Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8"))
WORDS = ("aa", "bb", "cc", "Dd", ",")


def overlooked(book: Book, text: str) -> list[tuple[str, str]]:
    """Patterns that match somewhere in a text, with the words from there on, although nobody would look there."""
    coder = Coder(book, 5.0)
    search = Search(coder, text)
    coded, width = search.coded, search.coded.width
    looked = {
        (place, number)
        for hot in search._hot.values()
        for place, bits in hot
        for number in range(bits.bit_length())
        if bits >> number & 1
    }
    lost = []
    for number, one in enumerate(coder.sought):
        if not coder.patterns >> number & 1:
            continue
        one.expression.compile()
        for index in range(len(coded.sentences)):
            first, stop = coded.starts[index], coded.starts[index + 1] - GAP
            cues = 0
            for token in coded.tokens[first:stop]:
                cues |= token.cues
            for place in range(first, stop + 1):
                if one.expression.match(coded.code, place * width, stop * width) and (
                    (place, number) not in looked or cues & coder.words.needs[number] != coder.words.needs[number]
                ):
                    lost.append((one.label, place))
    return lost


def test_the_shipped_book_overlooks_nothing() -> None:
    text = "\n\n".join(case["text"] for case in SENTENCES)
    assert overlooked(read_book(ROOT / "conf/patterns/security.yaml"), text) == []


def joined(parts: list[str]) -> str:
    return " ".join(parts)


PIECES = st.recursive(
    st.sampled_from(
        ["aa", "bb", "cc", ",", ".", "{shape}", "{list}", "{few-list}", "^", "$", "(?=aa)", "(?!bb)", "(?<=cc)"]
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(joined),
        st.lists(inner, min_size=2, max_size=3).map(lambda branches: f"({'|'.join(branches)})"),
        st.tuples(inner, st.sampled_from(["?", "{0,2}", "{1,2}", "{2}", "*"])).map(
            lambda part: f"({part[0]}){part[1]}"
        ),
        inner.map(lambda part: f"(?={part})"),
        inner.map(lambda part: f"(?<!{part})"),
    ),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150)
@given(before=PIECES, after=PIECES, forked=st.booleans(), text=st.lists(st.sampled_from(WORDS), min_size=1, max_size=9))
def test_no_pattern_is_overlooked(tmp_path: Path, before: str, after: str, forked: bool, text: list[str]) -> None:
    path = tmp_path / "book.yaml"
    YAML().dump(
        {
            "book_version": 1,
            "facts": {"detention": ["detainee"]},
            "pieces": {"shape": r"/\p{Lu}.*/", "few": "/.{2}/", "list": ["aa", "bb cc"], "plain": ["cc", "Dd"]},
            "patterns": [
                {
                    "name": "one",
                    "type": "detention",
                    "pattern": f"{before} {'!' if forked else ''} {after}".replace("few-list", "few-plain"),
                }
            ],
        },
        path,
    )
    assert overlooked(read_book(path), " ".join(text)) == []


@pytest.mark.parametrize("text", ["", "Aa", "Police arrested two men", "(" * 50])
def test_a_text_of_nothing_is_searched(text: str) -> None:
    search = Search(Coder(read_book(ROOT / "conf/patterns/security.yaml"), 5.0), text)
    assert len(search.coded.begins) == len(search.coded.tokens)
    assert len(search.coded.starts) == len(search.coded.sentences) + 1
