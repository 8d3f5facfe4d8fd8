"""Where a noun phrase begins and ends, what it counts and what its head is."""

from collections.abc import Sequence

from harness.extractors.frames.chunks import NounPhrase
from harness.extractors.frames.date_phrases import date_phrase
from harness.extractors.frames.tokens import Tokens
from harness.extractors.frames.words import ESTIMATOR_PHRASES, word_set

NP_STARTS = frozenset("DQMANPO")
"""Tags that a noun phrase may begin with."""
_INSIDE = frozenset("NPAMCR")
"""Tags that a noun phrase may go on with."""
_QUANTITIES = word_set(
    "quantity number amount series handful lot couple pair string spate total kilogram kilograms kilo kilos kg "
    "gram grams tonne tonnes ton tons litre litres liter liters quantities amounts numbers bundle batch pile stack"
)
"""Nouns that only say how much of what "of" brings ("a large quantity of cartridges")."""
_OF_PEOPLE = frozenset(["number", "series", "handful", "couple", "pair", "string", "spate", "total", "numbers"])
"""Those that may count people."""
ESTIMATORS = frozenset(phrase[0] for phrase in ESTIMATOR_PHRASES) | {"as"}
"""Words that a quantity of several words may begin with."""
_STANDING_ALONE = frozenset(["both", "all", "those"])
"""Determiners that may be phrases of their own."""
_SUCH = frozenset(["estimated", "other"])
_MORE = frozenset(["additional", "more", "further", "other", "estimated"])
_MANY = frozenset(["men", "women", "people", "children", "defendants", "suspects", "others"])
_NO_NUMBER = (0, 0)
_THERE = word_set("inside outside nearby aboard")
_DEFINITE = word_set("the this these those that its their his her")


def quantity_end(tokens: Tokens, tags: Sequence[str], i: int) -> int:
    """Return where a quantity of several words that begins at i ends ("at least 12", "more than two dozen"), or i."""
    if tokens.lower[i] not in ESTIMATORS:
        return i
    count = len(tokens.text)
    if i + 2 < count and (tokens.lower[i], tokens.lower[i + 1]) in ESTIMATOR_PHRASES:
        if tags[i + 2] in "MQ":
            return i + 2
        if i + 3 < count and tokens.lower[i + 2] == "a" and tags[i + 3] in "MQ":
            return i + 3
        if i + 4 < count and tokens.lower[i + 2] == "a" and tokens.lower[i + 3] in _QUANTITIES:
            return i + 2
    if (
        i + 3 < count
        and tokens.lower[i] == "as"
        and tokens.lower[i + 1] in ("many", "few")
        and tokens.lower[i + 2] == "as"
    ):
        return i + 3 if tags[i + 3] in "MQ" else i
    return i


def noun_phrase(tokens: Tokens, tags: Sequence[str], i: int, quantity: int) -> NounPhrase | None:
    """Return the noun phrase that begins at token i, or None; its quantity ends at `quantity` (i: it has none)."""
    count, lowers, forms = len(tags), tokens.lower, tokens.forms
    start, tag, lower = i, tags[i], lowers[i]
    if tag == "O":
        nobody = lower in ("nobody", "none", "nothing")
        return NounPhrase("NP", i, i + 1, -1, i, i, pronoun=True, negative=nobody)
    if lower in _STANDING_ALONE and (end := _end_alone(tokens, tags, i)):
        return NounPhrase("NP", i, end, -1, i, i, pronoun=True)
    definite = negative = False
    if tag == "D" or lower in _SUCH:
        while i < count and (
            tags[i] == "D"
            or (lowers[i] in _SUCH and tags[i] == "N" and tags[i - 1] == "D" and tags[i + 1 : i + 2] == ["M"])
        ):
            definite = definite or lowers[i] in _DEFINITE
            negative = negative or lowers[i] in ("no", "neither")
            i += 1
    if quantity > start:
        i = max(i, quantity)
        while quantity == i < count and tags[i] == "D":  # "more than a tonne of"
            i += 1
    number = _NO_NUMBER
    if i < count and (tags[i] in "MQ" or lowers[i] in _MORE):
        number, i = _number(tokens, tags, start, i, quantity)
    if start < i < count and tags[i] == "-" and tokens.text[i] != "-":
        i += 1  # `two "saboteurs"`
    first = i
    nouns = -1
    while i < count and not (forms[i].dates and date_phrase(tokens, tags, i) > i):
        tag = tags[i]
        if tag == "N" or tag == "P":
            if nouns >= 0 and tag == "N" and number[1] > number[0] and lowers[nouns] in _MANY:
                break  # "gave four men life sentences"
            nouns = i
        elif tag not in _INSIDE:
            break
        elif tag == "A":
            if nouns >= 0 and not _noun_ahead(tags, i):
                break
        elif tag == "M":
            if nouns < 0 or (i + 1 < count and tags[i + 1] in "NAP"):
                break
            nouns = i if tags[nouns] == "P" or "." in tokens.text[i] else nouns  # "Flight 370", "magnitude 6.1"
        elif tag == "C":
            if nouns >= 0 or i == first or not _joins_adjectives(tags, i):
                break
        elif not (lowers[i].endswith("ly") and tags[i + 1 : i + 2] == ["A"] and _noun_ahead(tags, i + 1)):
            break  # and not "three heavily armed men"
        i += 1
    if nouns < 0:
        substantive = i > first and start < first and tags[start] == "D"
        if not substantive and number[1] <= number[0]:
            return None
        if not substantive:
            end = max(first, number[1])
            return NounPhrase("NP", start, end, -1, end, end - 1, number, definite=definite, negative=negative)
        nouns = i - 1
    end = nouns + 1
    genitive = end < count and tags[end] == "G"
    head = nouns
    while head > first and tags[head] == "M":
        head -= 1
    if (
        end + 1 < count
        and lowers[end] == "of"
        and tags[end + 1] in NP_STARTS
        and (lowers[head] in _QUANTITIES or (lowers[head] == "group" and _counts(tokens, tags, end + 1)))
    ):
        counted = noun_phrase(tokens, tags, end + 1, end + 1)
        members = lowers[head] == "group" and counted is not None and counted.first >= counted.end
        if members:
            pass  # "a group of eight"
        elif counted is not None and counted.number[1] > counted.number[0] and lowers[head] in ("total", "group"):
            counted.start = start
            return counted
        if counted is not None and counted.number[1] <= counted.number[0] and not counted.pronoun:
            counted.start, counted.number, counted.measured = start, (start, end), lowers[head] not in _OF_PEOPLE
            return counted
    return NounPhrase("NP", start, end + genitive, -1, first, head, number, None, genitive, False, definite, negative)


def _end_alone(tokens: Tokens, tags: Sequence[str], i: int) -> int:
    """Where a determiner ends that is a phrase of its own, or 0."""
    after = tags[i + 1] if i + 1 < len(tags) else ""
    if tokens.lower[i] == "those":
        return i + 2 if after == "R" and tokens.lower[i + 1] in _THERE else 0  # "those inside"
    return i + 1 if after == "X" else 0  # "both were convicted"


def _number(tokens: Tokens, tags: Sequence[str], start: int, i: int, quantity: int) -> tuple[tuple[int, int], int]:
    """Return the tokens of the number at token i of a phrase that begins at `start`, and where its nouns begin."""
    count = len(tokens.text)
    j = i
    while j < count and (tags[j] in "MQ" or (tags[j] == "A" and tokens.lower[j] in _MORE)):
        j += 1
    while j > i and tags[j - 1] == "A":
        j -= 1
    if j == i:
        return (i, i), i
    if j + 1 < count and tokens.lower[j] == "or" and tokens.lower[j + 1] in ("more", "so", "fewer", "less"):
        j += 2
    begin = start if quantity > start or (start < i and tokens.lower[i - 1] == "estimated") else i
    number = (begin, j)
    if j + 1 < count and tokens.lower[j] == "of" and tags[i] == "Q":
        after = j + 1
        if tags[after] in "ANP" or (tags[after] == "D" and after + 1 < count):
            j = after
            while j < count and tags[j] == "D":
                j += 1
    if tokens.text[i][0] in "$€£¥" and j + 1 < count and tokens.lower[j] in ("in", "worth") and tags[j + 1] in "AN":
        j += 1
        number = (number[0], j - 1)
    while i < j < count and tags[j] == "A" and tokens.lower[j] in ("more", "additional", "further"):
        j += 1
    return number, j


def _counts(tokens: Tokens, tags: Sequence[str], i: int) -> bool:
    """Whether a number stands at token i: "a group of about ten men" is ten men."""
    return i < len(tags) and tags[quantity_end(tokens, tags, i)] in "MQ" and tokens.lower[i] != "some"


def _joins_adjectives(tags: Sequence[str], i: int) -> bool:
    """Whether a conjunction stands between two adjectives of a noun: "dead and wounded men"."""
    return tags[i - 1] == "A" and tags[i + 1 : i + 2] == ["A"] and _noun_ahead(tags, i + 1)


def _noun_ahead(tags: Sequence[str], i: int) -> bool:
    while i < len(tags) and tags[i] == "A":
        i += 1
    return i < len(tags) and tags[i] in "NP"
