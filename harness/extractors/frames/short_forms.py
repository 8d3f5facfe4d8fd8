"""Short forms that are given for a name: "Northern Alliance for Peace (NAP)", "the Northern Alliance, or NA"."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from harness.extractors.frames.tokens import Tokens
from harness.extractors.frames.words import word_set

_JOINING = word_set("of for the and de del al in on to &")
_SORTS = word_set("group movement party organisation organization network militia army agency")
"""Nouns that may stand behind a name: "the Islamic State group (IS)"."""
_LONGEST_NAME = 14


class ShortForm(NamedTuple):
    """Tokens `start:end` are a name, and token `short` the short form that stands behind it."""

    start: int
    end: int
    short: int


def short_forms(tokens: Tokens, tags: Sequence[str]) -> Iterator[ShortForm]:
    """Yield the short forms that a sentence introduces."""
    if "(" not in tags and "or" not in tokens.lower:
        return
    for i in [k for k, tag in enumerate(tags[1:-2], start=2) if tag == "(" or tag == "C"]:
        if (
            tags[i - 2] == ","
            and tokens.lower[i - 1] == "or"
            and is_acronym(tokens.text[i])
            and tags[i - 3 : i - 2] == ["P"]
        ):
            start = _name_start(tokens, tags, i - 2, tokens.text[i])
            if start < i - 3:
                yield ShortForm(start, i - 2, i)
        if tags[i - 1] == "(" and tags[i + 1] == ")" and is_acronym(tokens.text[i]):
            end = i - 2 if tokens.lower[i - 2] in _SORTS and tokens.text[i - 2].islower() else i - 1
            start = _name_start(tokens, tags, end, tokens.text[i])
            if start < end:
                yield ShortForm(start, i - 1, i)


def is_acronym(text: str) -> bool:
    """Whether a word is written like an acronym: two capitals or more, and hardly anything else."""
    capitals = sum(letter.isupper() for letter in text)
    return (
        2 <= len(text) <= 12
        and capitals >= 2
        and capitals * 2 >= len(text)
        and text.replace("-", "").replace(".", "").isalnum()
    )


def _initials(text: str) -> list[str]:
    """The capitals that a word gives to a short form: A and Q of "al-Qaeda", none of "of"."""
    parts = text.split("-")
    if len(parts) > 1 and parts[0].islower() and parts[1][:1].isupper():
        return [part[0].upper() for part in parts if part]
    return [text[0]] if text[0].isupper() else []


def _is_name(tokens: Tokens, tags: Sequence[str], i: int) -> bool:
    return tags[i] == "P" or tokens.text[i][0].isupper()


def _name_start(tokens: Tokens, tags: Sequence[str], end: int, short: str) -> int:
    """Where the name before the brackets begins: where its initials are the short form, else as far as capitals go."""
    start, owned = end, -1
    while start > max(0, end - _LONGEST_NAME):
        before = tokens.lower[start - 1]
        if tags[start - 1] == "P" or (tokens.text[start - 1][0].isupper() and tags[start - 1] != "G"):
            start -= 1
        elif before in _JOINING and start - 2 >= 0 and _is_name(tokens, tags, start - 2) and start < end:
            start -= 2 if tags[start - 2] != "D" else 1
        elif (
            before in _JOINING
            and start >= 3
            and tokens.lower[start - 2] in _JOINING
            and _is_name(tokens, tags, start - 3)
        ):
            start -= 3
        elif tags[start - 1] == "G" and start >= 2 and tokens.text[start - 2][0].isupper():
            owned = start if before == "'s" else owned  # not "Workers' Party"
            start -= 2
        else:
            break
    while start < end and (tokens.lower[start] in _JOINING or tags[start] in "DI"):
        start += 1
    letters = [letter for letter in short if letter.isupper()]
    for begin in range(start, end):
        initials = [letter for i in range(begin, end) for letter in _initials(tokens.text[i])]
        if initials == letters and _is_name(tokens, tags, begin):
            return begin
    return max(start, owned)
