import random
import unicodedata
from itertools import accumulate

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from harness.answers.align import Aligner, align
from harness.answers.letters import same_but_case
from harness.facts import Span
from harness.gold.anchor import Quote
from harness.normalise.folding import folded

GAPS = (" ", "\r\n", "\n\n", "  ", " — ", " “", "” ", " ‘", "\u00a0", " \u200b", ", ")
LETTERS = ("k", "é", "e\u0301\u0323", "ﬁ", "😀", "❤️", "한", "Б", "中")


def words(count: int) -> list[str]:
    """Words that differ from one another, with every kind of letter in them."""
    return [
        f"{LETTERS[number % len(LETTERS)]}w{chr(0x61 + number // 26)}{chr(0x61 + number % 26)}"
        for number in range(count)
    ]


def written(parts: list[str], gaps: list[str]) -> tuple[str, list[Span]]:
    """The parts as a text with gaps between them, and where each part stands."""
    ends = list(accumulate(len(part) + len(gap) for part, gap in zip(parts, gaps, strict=True)))
    text = "".join(part + gap for part, gap in zip(parts, gaps, strict=True))
    spans = [Span(end - len(gap) - len(part), end - len(gap)) for part, gap, end in zip(parts, gaps, ends, strict=True)]
    return text, spans


def as_others_write(quote: str, how: int) -> str:
    """The quote with other white space, quotation marks, dashes and another normal form."""
    quote = unicodedata.normalize(("NFC", "NFD")[how % 2], quote)
    for one, other in (("“", '"'), ("”", '"'), ("'", "‘"), ("—", "-"), ("\r\n", " "), ("\n\n", "\n"), ("\u00a0", " ")):
        if how & 2:
            quote = quote.replace(one, other)
    return f"“{quote}”" if how & 4 else quote.replace(" ", " \t") if how & 8 else quote


@st.composite
def texts(draw: st.DrawFn, parts: list[str]) -> tuple[str, list[Span]]:
    return written(parts, draw(st.lists(st.sampled_from(GAPS), min_size=len(parts), max_size=len(parts))))


@given(texts(words(12)), st.lists(st.tuples(st.integers(0, 11), st.integers(0, 6), st.integers(0, 15)), max_size=9))
def test_what_is_taken_from_a_text_is_found_where_it_was(
    article: tuple[str, list[Span]], taken: list[tuple[int, int, int]]
) -> None:
    text, spans = article
    places = [Span(spans[first].start, spans[min(11, first + more)].end) for first, more, _ in taken]
    quotes = [as_others_write(text[slice(*place)], how) for place, (*_, how) in zip(places, taken, strict=True)]
    found = align(text, quotes)
    assert tuple(_bare(text, span) for span in found) == tuple(places)


def _bare(text: str, span: Span | None) -> Span | None:
    """A span without quotation marks at its ends: marks around a quote may be found around it."""
    if span is None:
        return None
    words = text[slice(*span)]
    return Span(span.start + len(words) - len(words.lstrip("“”‘")), span.end - len(words) + len(words.rstrip("“”‘")))


@given(st.data(), st.lists(st.sampled_from(words(4)), min_size=1, max_size=20))
def test_repeated_mentions_are_told_apart_by_their_order(data: st.DataObject, parts: list[str]) -> None:
    text, spans = data.draw(texts(parts))
    hows = data.draw(st.lists(st.integers(0, 1), min_size=len(parts), max_size=len(parts)))
    quotes = [as_others_write(part, how) for part, how in zip(parts, hows, strict=True)]
    assert align(text, parts) == tuple(spans)
    if len(set(map(unicodedata.normalize, ["NFC"] * len(parts), quotes))) == len(set(quotes)):
        assert align(text, quotes) == tuple(spans)


@given(texts(["the same", *(part for one in words(12) for part in (one, "the same"))]), st.integers(0, 11))
def test_repeated_mentions_are_told_apart_by_their_context(article: tuple[str, list[Span]], which: int) -> None:
    text, spans = article
    word = words(12)[which]
    assert align(text, [Quote("the same", before=word)]) == (spans[2 * which + 2],)
    assert align(text, [Quote("the same", after=word)]) == (spans[2 * which],)
    assert align(text, [Quote("the same", before="not there")]) == (spans[0],)
    around = Quote("the same", text[spans[2 * which + 1].start : spans[2 * which + 2].start].replace("“", '"'))
    assert align(text, [around]) == (spans[2 * which + 2],)


@given(st.text(), st.lists(st.text(max_size=5)))
def test_a_span_holds_the_words_and_what_stands_there_is_found(text: str, quotes: list[str]) -> None:
    for quote, span in zip(quotes, align(text, quotes), strict=True):
        if span is None:
            assert quote == "" or quote not in text
        else:
            found = text[slice(*span)]
            assert quote == found or same_but_case(quote, found)


@given(st.text(max_size=30), st.booleans())
@example("\r¯", False)  # a run of blanks, and what is a blank with a mark to NFKD
def test_folding_keeps_the_way_back(text: str, loose: bool) -> None:
    fold = folded(text, loose)
    assert len(fold.text) == len(fold.starts) == len(fold.ends)
    for at, sign in enumerate(fold.text):
        start, end = fold.origin(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert sign in folded(text[start:end], loose).text
    assert folded(fold.text, loose).text == fold.text


@pytest.mark.parametrize(
    ("text", "quotes", "found"),
    [
        ("One was held. Money: one.", ["one"], [(21, 24)]),  # not in "Money"
        ("In 2019, 19 were held.", ["19"], [(9, 11)]),  # not in 2019
        ("extremists", ["extremist"], [(0, 9)]),  # in a word only where nowhere else
        ("cafe\u0301 cafe", ["cafe"], [(6, 10)]),
        ("café", ["cafe"], [None]),  # another word
        ("The end", ["the end"], [(0, 7)]),
        ("TWO HELD IN “OSH”", ["Two held in 'Osh'"], [(0, 17)]),
        ("the US told us", ["Us", "US", "THE"], [(12, 14), (4, 6), None]),
        ("It was so", ["it", "IT", "WAS"], [(0, 2), None, None]),  # capitals are an abbreviation's
        ("Policemen. Police.", ["police", "Police"], [(11, 17), (11, 17)]),  # not in another word
        ("policemen", ["police", "Police"], [(0, 6), None]),  # in one only where nowhere else, and as it is
        ("two. Two", ["two", "two"], [(0, 3), (0, 3)]),  # where it stands as it is, nothing else is taken
        ("Straße, STRASSE, café", ["strasse", "CAFÉ"], [None, None]),
        ("Café, CAFE BAR", ["café", "cafe bar", "Cafe"], [(0, 4), (6, 14), None]),
        ("", ["x", ""], [None, None]),
        ("a b", [" ", "\u200b", "''"], [(1, 2), None, None]),
        ("Osh and Osh", ["Osh", "Osh", "Osh"], [(0, 3), (8, 11), (8, 11)]),  # said more often than it stands there
        ("Osh, A, Osh, B", ["B", "A", "Osh"], [(13, 14), (5, 6), (8, 11)]),  # out of order: from the last on
        ("Osh, A, Osh, B", ["A", "Osh", "B"], [(5, 6), (8, 11), (13, 14)]),
        ("Osh, A, Osh, B", ["B", "Osh", "A"], [(13, 14), (0, 3), (5, 6)]),  # B and A say that order says nothing
    ],
)
def test_where_words_are(text: str, quotes: list[str], found: list[tuple[int, int] | None]) -> None:
    assert align(text, quotes) == tuple(found)


def test_words_in_evidence_are_those_that_are_not_taken_yet() -> None:
    aligner = Aligner("two of two, and two", [Quote("two")])
    assert aligner.inside(Quote("two"), [Span(0, 10)]) == (0, 3)
    assert aligner.inside(Quote("two"), [Span(0, 10)], but=[Span(0, 3)]) == (7, 10)
    assert aligner.inside(Quote("two"), [Span(0, 10)], but=[Span(0, 3), Span(7, 10)]) == (0, 3)
    assert aligner.inside(Quote("two"), [Span(0, 2), Span(4, 9)]) is None


def test_a_mention_that_a_line_s_end_breaks_is_one_although_another_is_whole() -> None:
    text = 'The Interior Ministry denied it. Then the Interior\nMinistry spoke. “No.” she said, "No." he said.'
    whole, broken, curly, straight = Span(4, 21), Span(42, 59), Span(67, 72), Span(83, 88)
    ministry, then, no = Quote("Interior Ministry"), Quote("Interior Ministry", before="Then the"), Quote('"No."')
    aligner = Aligner(text, [ministry, then, no])
    assert aligner.in_order([("", ministry)] * 3) == (whole, broken, whole)
    assert aligner.in_order([("", no)] * 2) == (straight, curly), "what stands as it is goes first"
    assert aligner.places(then) == (broken,)
    assert aligner.inside(ministry, [Span(33, 66)]) == broken
    assert align("an odd one ", ["odd ", "odd "]) == (Span(3, 7),) * 2, "and not the same mention once more"


def test_the_nearest_place_is_one_in_the_sentence() -> None:
    aligner = Aligner("Osh? Far in the north, Osh fell. In Osh, all men fled.", [Quote("Osh")])
    assert aligner.nearest(Quote("Osh"), Span(27, 31)) == (23, 26)
    assert aligner.nearest(Quote("Osh"), Span(33, 35)) == (36, 39)
    assert aligner.nearest(Quote("Osh"), Span(5, 8)) == (23, 26)
    assert aligner.nearest(Quote("Osh"), Span(0, 0)) == (0, 3)


@pytest.mark.big
def test_thousands_of_quotes_in_five_megabytes() -> None:
    rng = random.Random(0)
    syllables = ["ka", "“mo", "ré", "lu”", "it’s", "nd", "o—", "ß"]
    parts = ["".join(rng.choices(syllables, k=3)) for _ in range(700_000)]
    text, spans = written(parts, [rng.choice((" ", "\r\n", ", ")) for _ in parts])
    firsts = sorted(rng.sample(range(len(parts) - 20), 4000))
    places = [Span(spans[first].start, spans[first + 12].end) for first in firsts]
    quotes = [text[slice(*place)].replace("\r\n", " ").replace("“", '"').replace("’", "'") for place in places]
    assert len(text) > 5_000_000
    assert align(text, [*quotes, *(f"{quote}#" for quote in quotes)]) == (*places, *([None] * len(quotes)))
