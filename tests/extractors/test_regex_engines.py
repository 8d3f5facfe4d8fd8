"""Both engines find the same: `re`, which is fast, and `regex`, which can be given a time limit."""

import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from harness.errors import InputErrors
from harness.extractors.patternbook import Book, read_book
from harness.extractors.patterns.alarm import watched
from harness.extractors.patterns.coded import GAP
from harness.extractors.patterns.fillers import joined
from harness.extractors.patterns.quick_sources import Writer
from harness.extractors.patterns.search import Coder, Search
from harness.extractors.regex import RegexExtractor
from harness.facts import Article

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "conf/patterns/security.yaml"


def strings(node: object) -> Iterator[str]:
    """All text in a YAML file."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict | list):
        for inner in node.values() if isinstance(node, dict) else node:
            yield from strings(inner)


def texts() -> list[str]:
    """Articles, and the sentences of the tests, those of a file as one text."""
    articles = [*ROOT.glob("seeds/*.txt"), *ROOT.glob("tests/genre/*/seeds/*.txt")]
    files = sorted(Path(__file__).parent.glob("*sentences.yaml"))
    sentences = ["\n\n".join(strings(YAML(typ="safe").load(file.read_text(encoding="utf-8")))) for file in files]
    return [*(path.read_text(encoding="utf-8") for path in sorted(articles)), *sentences]


def test_re_can_have_every_pattern_of_the_shipped_book() -> None:
    book = read_book(BOOK)
    for one in (*book.phrases, *book.companions, *book.patterns):
        assert Writer(book.openings.begin, backwards=False).write(one.expression.rest), one.name
        if one.expression.head:
            assert Writer(book.openings.end, backwards=True).write(one.expression.head), one.name


@pytest.mark.slow
def test_both_find_the_same_facts_in_articles() -> None:
    articles = [Article(str(index), text, "", "2014-06-15") for index, text in enumerate(texts())]
    extractor = RegexExtractor(BOOK, time_limit=60)
    quick = list(extractor.extract(articles))
    clocked = [extractor._read([article], 60.0)[0] for article in articles]
    assert sum(map(len, quick)) > 1_000
    assert quick == clocked


def different(book: Book, text: str) -> list[str]:
    """What the engines match differently, tried at every place of a text."""
    coder = Coder(book, 5.0)
    coded = Search(coder, [text], 5.0).coded
    found = []
    for one in (*book.phrases, *book.patterns):
        quick, other = one.expression.quick, one.expression.other
        code = (coded.code, "") if one in book.phrases else (coded.forth, coded.back)
        for index in range(len(coded.sentences)) if quick else ():
            first, stop = coded.starts[index], coded.starts[index + 1] - GAP
            for at in range(first, stop + 1):
                slow, fast = other.hit(coded.code, at, stop, None), quick and quick.hit(*code, at)
                if (slow and (slow[:3], joined(slow))) != (fast and (fast[:3], joined(fast))):
                    found.append(f"{one.label} at {at}: {slow}, {fast}")
    return found


WORDS = ("aa", "bb", "cc", "Dd", ",", "aa bb", "bb cc", "cc aa")


TEXT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9)


def in_slot(part: tuple[str, str]) -> str:
    slot, inner = part
    return f"{{{slot}=({inner})}}"


PIECES = st.recursive(
    st.sampled_from(
        ["aa", "bb", "cc", ",", ".", "{shape}", "{list}", "{shape-plain}", "^", "$", "{place=list}", "{date=shape}"]
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda branches: f"({'|'.join(branches)})"),
        st.tuples(
            inner, st.sampled_from(["?", "??", "?+", "{0,2}", "{0,3}?", "{1,2}", "{2}", "{1,3}+", "{2}+", "*", "+?"])
        ).map(lambda part: f"({part[0]}){part[1]}"),
        st.tuples(st.sampled_from(["place", "date"]), inner).map(in_slot),
        st.tuples(st.sampled_from(["?=", "?!", "?<=", "?<!", "?>"]), inner).map(lambda part: f"({part[0]}{part[1]})"),
    ),
    max_leaves=10,
)


def book_of(tmp_path: Path, pattern: str) -> Book:
    """A book of this pattern and some pieces."""
    path = tmp_path / "book.yaml"
    YAML().dump(
        {
            "book_version": 1,
            "facts": {"attack": ["place", "date"]},
            "pieces": {
                "shape": r"/\p{Lu}.*|bb/",
                "list": ["aa", "bb cc", "bb", "bb cc aa", "cc aa", "aa aa"],
                "plain": ["cc", "Dd"],
            },
            "patterns": [{"name": "one", "type": "attack", "pattern": pattern}],
        },
        path,
    )
    return read_book(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@given(before=PIECES, after=PIECES, forked=st.booleans(), text=TEXT)
@example(
    before="({place=(aa)}|{date=(bb)}){1,3}?", after="({place=list} ,?){0,3}", forked=True, text=["aa bb aa cc , aa"]
)
@example(before="(?={list}{3}+)", after="({place=list}|{date=shape})", forked=False, text=["aa aa bb"])
@example(before="(?<=^|(bb|cc aa){0,2} aa)", after="(?<!aa|{list} bb) (?=cc)", forked=True, text=["aa bb cc aa", "cc"])
def test_both_match_the_same_words(tmp_path: Path, before: str, after: str, forked: bool, text: list[str]) -> None:
    try:
        book = book_of(tmp_path, f"{before} {'!' if forked else ''} {after} {{place=(zz)}}?")
    except InputErrors as error:
        if "may match without a word" not in str(error):
            raise
        assume(False)
    assert different(book, " ".join(text)) == []


@pytest.mark.parametrize(
    "pattern",
    [
        "{place=(aa)}* bb",  # All of the places where a slot was filled are asked for.
        "(?<={place=(aa)}) bb",
        "(aa?)* bb",  # Matching nothing, how often?
        "(?<=(aa)+) bb",
        "({place=list} ({date=list} ,?){0,90}){0,90} bb",
    ],
)
def test_what_re_cannot_have_stays_with_regex(tmp_path: Path, pattern: str) -> None:
    book = book_of(tmp_path, f"{pattern} {{date=(cc)}}")
    assert book.patterns[0].expression.quick is None
    (facts,) = RegexExtractor(tmp_path / "book.yaml", 5.0).extract([Article("a", "Aa bb cc.", "")])
    assert [fact.slots["date"][0].text for fact in facts] == ["cc"]


RUNAWAY = "({list} {list}|aa){1,60} ({list}{1,60}){1,60} !{place=list} ({list}{1,60}){1,60} cc"


@pytest.fixture
def hostile(tmp_path: Path) -> tuple[RegexExtractor, Article]:
    book_of(tmp_path, RUNAWAY)
    return RegexExtractor(tmp_path / "book.yaml", time_limit=0.05), Article("a", f"cc {'aa bb ' * 200}", "")


def test_what_runs_away_is_given_up_and_told(hostile: tuple[RegexExtractor, Article]) -> None:
    extractor, article = hostile
    assert list(extractor.extract([article])) == [()]
    assert ["one" in trouble.message for trouble in extractor.drain_troubles()] == [True]
    assert signal.getsignal(signal.SIGVTALRM) is signal.SIG_DFL
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)


def test_what_runs_away_costs_only_its_own_article(hostile: tuple[RegexExtractor, Article]) -> None:
    extractor, article = hostile
    calm = Article("b", "aa aa aa aa cc", "")
    alone, before, lost, after = extractor.extract([calm, calm, article, calm])
    assert alone == before == after
    assert [fact.type for fact in alone] == ["attack"]
    assert lost == ()
    assert [trouble.article for trouble in extractor.drain_troubles()] == ["a"]


def test_articles_read_together_say_what_each_says_alone() -> None:
    extractor = RegexExtractor(BOOK, time_limit=60)
    articles = [
        Article(str(index), text, "", "2014-06-15") for index, text in enumerate(["", *texts()[:9], " \n", "."])
    ]
    together = list(extractor.extract(articles))
    assert together == [facts for article in articles for facts in extractor.extract([article])]
    assert sum(map(len, together)) > 50


def test_it_is_also_where_no_alarm_can_be_had(hostile: tuple[RegexExtractor, Article]) -> None:
    extractor, article = hostile
    thread = threading.Thread(target=lambda: list(extractor.extract([article])))
    thread.start()
    thread.join()
    assert len(extractor.drain_troubles()) == 1


def test_a_signal_that_somebody_else_uses_is_left_alone(hostile: tuple[RegexExtractor, Article]) -> None:
    extractor, article = hostile
    rung: list[int] = []
    signal.signal(signal.SIGVTALRM, lambda number, frame: rung.append(number))
    try:
        list(extractor.extract([article]))
        signal.raise_signal(signal.SIGVTALRM)
    finally:
        signal.signal(signal.SIGVTALRM, signal.SIG_DFL)
    assert rung == [signal.SIGVTALRM]
    assert len(extractor.drain_troubles()) == 1


def spin() -> str:
    """Work for some time."""
    return str(sum(range(5_000_000)))[:0]


def test_an_alarm_rings_only_where_it_may() -> None:
    assert watched(0.001, frozenset(), lambda alarm: spin()) == ""
    assert watched(0.001, frozenset({spin.__code__}), lambda alarm: spin()) is None
    assert watched(60, frozenset({spin.__code__}), lambda alarm: spin()) == ""


def test_a_limit_that_no_clock_can_count_is_none(hostile: tuple[RegexExtractor, Article], tmp_path: Path) -> None:
    extractor = RegexExtractor(tmp_path / "book.yaml", time_limit=float("inf"))
    assert list(extractor.extract([Article("a", "aa bb aa, cc", "")])) == [()]
    assert extractor.drain_troubles() == []
