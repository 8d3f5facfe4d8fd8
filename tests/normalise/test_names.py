import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.normalise.names import normal_mention, normal_name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  The  Islamic\nMovement ", "islamic movement"),
        ("“Islamic Movement”", "islamic movement"),
        ("the 'Movement’s'", "movement"),
        ("Tajikistan's", "tajikistan"),
        ("Tajikistan's election", "tajikistan's election"),
        ("the villagers'", "villagers"),
        ("O’Brien", "o'brien"),
        ("Al‑Qa‘ida", "al-qa'ida"),
        ("(IMU)", "imu"),
        ("[extremists]", "extremists"),
        ("(a) and (b)", "(a) and (b)"),
        ("Movement (IMU)", "movement (imu)"),
        ("Kizil Nishon,", "kizil nishon"),
        ("ＩＭＵ", "imu"),
        ("Straße", "strasse"),
        ("«Исламское  Движение»", "исламское движение"),
        ("طاجيكستان", "طاجيكستان"),
        ("IM\u200bU", "imu"),
        ("its members", "members"),
        ("two gunmen", "two gunmen"),
        ("The", "the"),
        ("a", "a"),
        ('""', '""'),
        ("", ""),
    ],
)
def test_normal_name(text: str, expected: str) -> None:
    assert normal_name(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two gunmen", "gunmen"),
        ("an estimated 100 IMU fighters", "imu fighters"),
        ("at least 12 people", "people"),
        ("a series of terrorist acts", "terrorist acts"),
        ("series of terrorist acts", "terrorist acts"),
        ("hundreds of pilgrims", "pilgrims"),
        ("several men", "men"),
        ("the six suspected supporters", "suspected supporters"),
        ("one of the men", "men"),
        ("another trespasser", "trespasser"),
        ("three M-16 rifles", "m-16 rifles"),
        ("a rifle", "rifle"),
        ("a third man", "third man"),
        ("a group of men", "group of men"),
        ("nine-member group", "nine-member group"),
        ("11-year-old boy", "11-year-old boy"),
        ("20th Century Fox", "20th century fox"),
        ("nine", "nine"),
        ("One", "one"),
        ("dozens of", "dozens of"),
    ],
)
def test_normal_mention(text: str, expected: str) -> None:
    assert normal_mention(text) == expected


def test_names_that_are_alike_stay_apart() -> None:
    assert normal_name("Rakhmon") != normal_name("Rakhimov")
    assert normal_name("January 18") != normal_name("January 19")


SOUP = ["the ", "a ", "'s", "'", '"', "(", ")", "two ", "of ", "men", "İ", "ŉ", "ﷺ", "\u00ad", "-", ","]
PIECES = st.sampled_from(SOUP)
TEXTS = st.text() | st.lists(PIECES).map("".join)


@given(TEXTS)
def test_both_are_idempotent_and_keep_something(text: str) -> None:
    name, mention = normal_name(text), normal_mention(text)
    assert normal_name(name) == name
    assert normal_mention(mention) == mention
    assert normal_mention(name) == normal_mention(text)
    if any(letter.isalnum() for letter in text):
        assert name
        assert mention


@given(st.text(alphabet=st.characters(categories=["L", "N", "Zs"])))
def test_case_and_white_space_do_not_matter(text: str) -> None:
    assert normal_name(text.casefold()) == normal_name(text)
    assert normal_name(f"  {text}\n".replace(" ", "\t ")) == normal_name(text)
