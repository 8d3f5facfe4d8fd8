"""Letters whatever their case, for text whose normal form is folded already (`harness.normalise.folding`). Pure."""

from harness.normalise.folding import folded


def caseless(text: str) -> str:
    """Folded text in small letters, a code point for a code point.

    >>> caseless("ΟΔΟΣ") == caseless("οδος")
    True
    """
    return text.lower().replace("ς", "σ")


def same_but_case(one: str, other: str) -> bool:
    """Tell whether two texts are the same but for case, and for what folding overlooks.

    A single word in capitals is an abbreviation, and not the same as the word in small letters.

    >>> same_but_case("Two men", "two men"), same_but_case("TWO HELD", "Two held"), same_but_case("US", "us")
    (True, True, False)
    """
    left, right = (folded(text).text.strip("' ") for text in (one, other))
    if caseless(left) != caseless(right):
        return False
    return " " in left or left.isupper() == right.isupper()
