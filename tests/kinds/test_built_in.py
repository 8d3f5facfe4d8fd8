"""What the built-in kinds read, and what they refuse."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.errors import ConfigError
from harness.kinds.duration import DurationKind
from harness.kinds.money import MoneyKind
from harness.kinds.protocol import HALVES
from harness.kinds.text import TextKind
from harness.kinds.url import UrlKind

MONEY, DURATION, URL, TEXT = MoneyKind(), DurationKind(), UrlKind(), TextKind()


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("US$1.5 million", "1500000 USD"),
        ("1,500 euros", "1500 EUR"),
        ("€20", "20 EUR"),
        ("two thousand dollars", "2000 USD"),
        ("$3m", "3000000 USD"),
        ("about 3m euros", "3000000 EUR"),
        ("half a million pounds", "500000 GBP"),
        ("a 5-million-dollar fund", "5000000 USD"),
        ("CA$20", "20 CAD"),
        ("500 Swiss francs", "500 CHF"),
        ("300 somoni", "300 TJS"),
        ("fifty-five thousand Kazakh tenge", "55000 KZT"),
        ("NOK 5 million", "5000000 NOK"),
        ("$1,234.50", "1234.5 USD"),
        ("1500000.00 USD", "1500000 USD"),
        ("500 francs", "500 XXX"),  # whose?
        ("1.5 million soms", "1500000 XXX"),
        ("Z$5", "5 XXX"),
        ("1.5 million", "1500000 XXX"),
        ("several thousand dollars", None),
        ("$.50", "0.5 USD"),
        ("-0.00 USD", "0 USD"),
        ("20 cents", None),
        ("money", None),
        ("", None),
    ],
)
def test_money(words: str, form: str | None) -> None:
    assert MONEY.normalise(words) == form
    if form is not None:
        assert MONEY.check(form) is None
        assert MONEY.normalise(form) == form


@pytest.mark.parametrize("value", ["20", "20 usd", "20 ABC", "1,000 USD", "USD 20", "1e3 USD", "020 USD", "", "٣ USD"])
def test_no_value_of_money(value: str) -> None:
    assert MONEY.check(value)


def test_what_a_dollar_is_can_be_said() -> None:
    canadian = MoneyKind({"$": "CAD", "dollars": "CAD"})
    assert (canadian.normalise("$5"), canadian.normalise("five dollars")) == ("5 CAD", "5 CAD")
    assert canadian.normalise("US$5") == "5 USD"
    with pytest.raises(ConfigError, match="'CADD', which is no currency"):
        MoneyKind({"$": "CADD"})


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("three weeks", "P21D"),
        ("P3W", "P21D"),
        ("a year and a half", "P1Y6M"),
        ("P18M", "P1Y6M"),
        ("18-month-long", "P1Y6M"),
        ("two and a half years", "P2Y6M"),
        ("half an hour", "PT30M"),
        ("a quarter of an hour", "PT15M"),
        ("two years, three months and a day", "P2Y3M1D"),
        ("90min", "PT1H30M"),
        ("1h 30m", "PT1H30M"),
        ("30m", None),  # metres?
        ("24 hours", "P1D"),
        ("PT24H", "P1D"),
        ("a decade", "P10Y"),
        ("about three more weeks", "P21D"),
        ("two to three weeks", "P14D"),
        ("10-15 days", "P10D"),
        ("five days a week", "P5D"),
        ("P1.5Y", "P1Y6M"),
        ("several weeks", None),
        ("a few days", None),
        ("last week", None),
        ("a month and a half", None),  # half a month is no number of days
        ("P", None),
        ("-P1D", None),
        ("P999999999999D", None),
        ("", None),
    ],
)
def test_durations(words: str, form: str | None) -> None:
    assert DURATION.normalise(words) == form
    if form is not None:
        assert DURATION.check(form) is None
        assert DURATION.normalise(form) == form


@pytest.mark.parametrize("value", ["three weeks", "P", "PT", "3W", "-P1D", "P1D ", "P" + "9" * 99 + "D", "P0D"])
def test_no_value_of_a_duration(value: str) -> None:
    assert DURATION.check(value)


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("HTTP://Example.COM:80/a/../b/%7euser/?q=1#f", "https://example.com/b/~user?q=1"),
        ("(see www.example.com/a.)", "https://www.example.com/a"),
        ("It was on www.example.com.", "https://www.example.com"),
        ("https://example.com/a%2fb/", "https://example.com/a%2Fb"),
        ("http://münchen.de/ä", "https://xn--mnchen-3ya.de/%C3%A4"),
        ("ftp://x.example:21/a", "ftp://x.example/a"),
        ("x@example.com", None),
        ("javascript:alert(1)", None),
        ("http://[::1", None),
        ("http://example.com:99999/", None),
        ("http://\ud800.com/", None),
        ("1.5 million", None),
        ("a." * 50_000, None),
        ("a" * 100_000, None),
    ],
)
def test_addresses(words: str, form: str | None) -> None:
    assert URL.normalise(words) == form
    if form is not None:
        assert URL.check(form) is None
        assert URL.normalise(form) == form


def test_what_makes_an_address_another_can_be_said() -> None:
    exact = UrlKind(schemes=True, slash=True, fragments=True)
    forms = {exact.normalise(f"{scheme}://a.example/b{end}") for scheme in ("http", "https") for end in ("", "/", "#c")}
    assert len(forms) == 6
    assert URL.check("see https://a.example") is not None


def test_the_words_of_free_text_that_count() -> None:
    assert TEXT.normalise("The «quick», a  fox’s tail!") == "quick foxs tail"
    assert TEXT.normalise("The ...") is None
    assert TEXT.compare("a b c", "c b a") == "correct"
    assert TEXT.compare("x x", "x") == "partial"  # 2 · 1 of 3
    assert TEXT.compare("x y z", "x w") == "incorrect"  # 2 · 1 of 5
    assert TextKind(correct=0.6, partial=0.3).compare("x x", "x") == "correct"
    with pytest.raises(ConfigError, match=r"partial=0\.9, correct=0\.5"):
        TextKind(correct=0.5, partial=0.9)


FORMS = st.lists(st.text("abc ", min_size=1, max_size=12).map(TEXT.normalise).filter(bool), min_size=1, unique=True)


@given(FORMS)
def test_many_texts_at_once_come_out_as_each_alone(forms: list[str]) -> None:
    one, other = (side.ravel() for side in np.meshgrid(range(len(forms)), range(len(forms))))
    expected = [HALVES[TEXT.compare(forms[a], forms[b])] for a, b in zip(one, other, strict=True)]
    assert TEXT.halves(forms, one, other).tolist() == expected


@given(st.text())
def test_no_words_break_a_kind(words: str) -> None:
    for kind in (MONEY, DURATION, URL, TEXT):
        form = kind.normalise(words)
        assert form is None or kind.normalise(form) == form
