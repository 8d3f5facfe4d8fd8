import gc
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from harness.normalise.numbers import Number, after_number, read_number

READ = {
    # digits
    "0": (0, "exact"),
    "1,426": (1426, "exact"),
    "1,000,000.5": (1000000.5, "exact"),
    "10 000 people": (10000, "exact"),
    "10\u202f000": (10000, "exact"),
    "-5": (-5, "exact"),
    "٣٦": (36, "exact"),
    "110 members": (110, "exact"),
    "36 shells": (36, "exact"),
    "1.2 million": (1200000, "exact"),
    "20k": (20000, "exact"),
    "$3m": (3000000, "exact"),
    "3 hundred thousand": (300000, "exact"),
    # words
    "One": (1, "exact"),
    "nine": (9, "exact"),
    "twenty-three": (23, "exact"),
    "twenty‑three": (23, "exact"),
    "one hundred and five": (105, "exact"),
    "ONE HUNDRED": (100, "exact"),
    "one hundred and two hundred": (100, "exact"),
    "two million and five": (2000005, "exact"),
    "six suspected IMU supporters": (6, "exact"),
    "no fewer than one": (1, "at_least"),
    # articles, dozens, halves, sets
    "a rifle": (1, "exact"),
    "an": (1, "exact"),
    "another trespasser": (1, "exact"),
    "an RGD-5 grenade": (1, "exact"),
    "a man and two women": (1, "exact"),
    "a dozen": (12, "exact"),
    "two dozen": (24, "exact"),
    "a hundred": (100, "exact"),
    "half a million": (500000, "exact"),
    "half-dozen": (6, "exact"),
    "two and a half million": (2500000, "exact"),
    "a quarter of a million": (250000, "exact"),
    "both men": (2, "exact"),
    "a couple of men": (2, "estimated"),
    "a total of 160": (160, "exact"),
    "a group of 12 men": (12, "exact"),
    "three M-16 rifles": (3, "exact"),
    "nine-member group": (9, "exact"),
    # precision
    "an estimated 100": (100, "estimated"),
    "about 150": (150, "estimated"),
    "around 80": (80, "estimated"),
    "some 40": (40, "estimated"),
    "some two dozen": (24, "estimated"),
    "nearly 20": (20, "estimated"),
    "a dozen or so": (12, "estimated"),
    "40-odd": (40, "estimated"),
    "at least 107": (107, "at_least"),
    "at least another 20 men": (20, "at_least"),
    "107 or more": (107, "at_least"),
    "over 345": (345, "at_least"),
    "more than 1,426": (1426, "at_least"),
    "more than 30": (30, "at_least"),
    "over 60,000": (60000, "at_least"),
    "100-plus": (100, "at_least"),
    ">30": (30, "at_least"),
    "up to three million dollars": (3000000, "at_most"),
    "up to 300": (300, "at_most"),
    "no more than 20": (20, "at_most"),
    "as many as 20": (20, "at_most"),
    "as few as 20": (20, "at_least"),
    "20 or fewer": (20, "at_most"),
    # ranges: the lower end
    "10-15 men": (10, "estimated"),
    "between 20 and 30": (20, "estimated"),
    "two to three dozen": (24, "estimated"),
    "5 to 10 million": (5000000, "estimated"),
    # a day is a number too: whoever asks for a count knows that there is one
    "January 18": (18, "exact"),
    # vague
    "several": (None, "vague"),
    "dozens": (None, "vague"),
    "hundreds of": (None, "vague"),
    "a series of": (None, "vague"),
    "a number of people": (None, "vague"),
    "a large quantity of cartridges": (None, "vague"),
    "a large quantity": (None, "vague"),
    "large quantities": (None, "vague"),
    "a handful": (None, "vague"),
    "a series": (1, "exact"),
    "some militants": (None, "vague"),
    "a few dozen": (None, "vague"),
    "several hundred": (None, "vague"),
    "tens of thousands of people": (None, "vague"),
}
NO_COUNT = [
    "",
    "the",
    "no one",
    "No officers",
    "the number of people",
    "a third",
    "one third",
    "two-thirds of",
    "half of them",
    "18th",
    "the 1990s",
    "RGD-5 grenade",
    "M-16",
    "7.62mm",
    "151/2",
    "10:30",
    "2013-01-28",
    "11-year",
    "10-14-year-old boys",
    "2½",
    "9" * 19,
]


@pytest.mark.parametrize(("text", "expected"), READ.items())
def test_reads_a_count(text: str, expected: tuple[int | float | None, str]) -> None:
    number = read_number(text)
    assert number == expected
    assert number is not None
    assert type(number.value) is type(expected[0])


@pytest.mark.parametrize("text", NO_COUNT)
def test_finds_no_count(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("at least two gunmen", "gunmen"),
        ("an estimated 100 fighters", "fighters"),
        ("hundreds of pilgrims", "pilgrims"),
        ("a series of acts", "acts"),
        ("nine", "nine"),
        ("gunmen", "gunmen"),
        ("a group of men", "a group of men"),
        ("nine-member group", "nine-member group"),
        ("20th century", "20th century"),
        ("men, two of them armed", "men, two of them armed"),
    ],
)
def test_what_follows_a_count(text: str, rest: str) -> None:
    assert after_number(text) == rest


@given(st.integers(min_value=0, max_value=10**18 - 1))
def test_digits_read_as_themselves(n: int) -> None:
    assert read_number(str(n)) == Number(n, "exact")
    assert read_number(f"{n:,}") == Number(n, "exact")


SPELLED = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
ONES = SPELLED.split()
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def spelled(n: int) -> str:
    """English words for 0 <= n < 10**9, written independently of the library under test."""
    if n < 20:
        return ONES[n]
    if n < 100:
        return TENS[n // 10 - 2] + (f"-{ONES[n % 10]}" if n % 10 else "")
    for size, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            rest = n % size
            return f"{spelled(n // size)} {name}" + (f"{' and' if rest < 100 else ''} {spelled(rest)}" if rest else "")
    raise ValueError(n)


@given(st.integers(min_value=0, max_value=10**9 - 1))
@example(120_000)
@example(100_100)
def test_words_read_as_their_number(n: int) -> None:
    assert read_number(spelled(n)) == Number(n, "exact")
    assert read_number(spelled(n).upper()) == Number(n, "exact")


SOUP = "a an one two and half hundred dozen of some few - 10 1,000 to or more at least . 3 İ ½ $ several"
WORDS = st.sampled_from(SOUP.split())


@given(st.text() | st.lists(WORDS).map(" ".join) | st.lists(WORDS).map("".join))
def test_any_text_is_read_without_an_error(text: str) -> None:
    number = read_number(text)
    assert number is None or (number.value is None) == (number.precision == "vague")
    assert text.endswith(after_number(text))


@pytest.mark.parametrize("piece", ["one hundred ", "1,", "a ", "some ", "1-", "9", "half a ", "100 ", "one-", "- "])
def test_long_texts_take_linear_time(piece: str) -> None:
    def once(times: int) -> float:
        start = time.process_time()
        read_number(piece * times)
        after_number(piece * times)
        return time.process_time() - start

    def seconds(times: int) -> float:
        gc.disable()  # a collection walks all that the other tests have left behind
        try:
            return min(once(times) for _ in range(3))
        finally:
            gc.enable()

    # Ten times the text in far less than the hundred times that a quadratic reader would take.
    assert seconds(50_000) < 40 * max(seconds(5_000), 0.005)
