"""Looking only where the words beside let a pattern match loses no match."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from harness.errors import InputErrors
from harness.extractors.patternbook import Book, read_book
from harness.extractors.patterns.coded import GAP, Coded
from harness.extractors.patterns.draft import Draft
from harness.extractors.patterns.expression import Expression
from harness.extractors.patterns.search import Coder, Search
from harness.facts import Filler, Span

ROOT = Path(__file__).parents[2]
SENTENCES = YAML(typ="safe").load(Path(__file__).with_name("sentences.yaml").read_text(encoding="utf-8"))
WORDS = ("aa", "bb", "cc", "Dd", ",")


@pytest.fixture(scope="module")
def shipped() -> Book:
    return read_book(ROOT / "conf/patterns/security.yaml")


@pytest.fixture(scope="module")
def coder(shipped: Book) -> Coder:
    return Coder(shipped, 5.0)


def matched(expression: Expression, coded: Coded, at: int, stop: int) -> bool:
    """Whether an expression matches at a place."""
    if expression.quick:
        return bool(expression.quick.hit(coded.forth, coded.back, at))
    return bool(expression.other.hit(coded.code, at, stop, None))


def overlooked(book: Book, text: str) -> list[tuple[str, int]]:
    """Patterns that match somewhere in a text, and at which word, although nobody would look there."""
    coder = Coder(book, 5.0)
    search = Search(coder, [text], 5.0)
    coded = search.coded
    (_, numbers, places), lost = search.hot[1], list[tuple[str, int]]()
    looked = set(zip(places, numbers, strict=True))
    for number, one in enumerate(coder.entries):
        if one not in book.patterns:
            continue
        for index in range(len(coded.sentences)):
            first, stop = coded.starts[index], coded.starts[index + 1] - GAP
            for place in range(first, stop + 1):
                if matched(one.expression, coded, place, stop) and (place, number) not in looked:
                    lost.append((one.label, place))
    return lost


def test_the_shipped_book_overlooks_nothing(shipped: Book) -> None:
    text = "\n\n".join(case["text"] for case in SENTENCES)
    assert overlooked(shipped, text) == []


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
                    "pattern": f"{before} {'!' if forked else ''} {after} {{detainee=(zz)}}?".replace(
                        "few-list", "few-plain"
                    ),
                }
            ],
        },
        path,
    )
    try:
        book = read_book(path)
    except InputErrors as error:
        if "may match without a word" not in str(error):
            raise
        assume(False)
    assert overlooked(book, " ".join(text)) == []


@pytest.mark.parametrize("text", ["", "Aa", "Police arrested two men", "(" * 50])
def test_a_text_of_nothing_is_searched(text: str, coder: Coder) -> None:
    search = Search(coder, [text], 5.0)
    assert len(search.coded.begins) == len(search.coded.rows)
    assert len(search.coded.starts) == len(search.coded.sentences) + 1


PHRASES = """
book_version: 1
facts: {detention: [detainee], attack: [place]}
pieces: {taken: [taken hostage, taken captive, seized], digits: '/[0-9]+/'}
phrases: {days: '{digits} days', ago: '{days} ago'}
companions:
  - {name: in, pattern: '!in {place=(Velm)}'}
patterns:
  - {name: taken, type: detention, pattern: '{detainee=(men)} !{taken}'}
  - {name: ago, type: attack, pattern: '!{place={ago}}'}
"""


def word(text: str, search: Search, place: int) -> str:
    """A word, or a phrase that counts as one."""
    return text[search.coded.begins[place] : search.coded.begins[place + 1]].strip()


def places(tmp_path: Path, text: str) -> list[tuple[str, str]]:
    """Where anything may be tried, as the word there and the name of each pattern."""
    (tmp_path / "book.yaml").write_text(PHRASES, encoding="utf-8")
    coder = Coder(read_book(tmp_path / "book.yaml"), 5.0)
    search = Search(coder, [text], 5.0)
    return [
        (word(text, search, place), coder.entries[number].name)
        for _, numbers, places in search.hot
        for number, place in zip(numbers, places, strict=True)
    ]


def test_a_word_that_only_opens_a_phrase_of_a_list_is_tried_where_it_goes_on(tmp_path: Path) -> None:
    found = places(tmp_path, "Men taken ill, men taken hostage, men seized.")
    assert found == [("taken", "taken"), ("seized", "taken")]


def test_phrases_are_one_word_also_in_later_phrases(tmp_path: Path) -> None:
    assert places(tmp_path, "It was 12 days ago, not 3 days.") == [("12 days ago", "ago")]


def test_a_companion_is_only_wanted_for_what_is_open(tmp_path: Path) -> None:
    (tmp_path / "book.yaml").write_text(PHRASES, encoding="utf-8")
    coder = Coder(read_book(tmp_path / "book.yaml"), 5.0)
    lacking, told = Draft("attack", {}, [Span(0, 1)]), Draft("attack", {"place": (Filler("Velm"),)}, [Span(0, 1)])
    assert coder.wanted(lacking)
    assert not coder.wanted(told)
    assert not coder.wanted(Draft("detention", {}, [Span(0, 1)]))
