"""Sentences in capitals, as older wires send them, read as they would be written otherwise."""

from collections.abc import Sequence

from harness.extractors.frames.closed_tags import CLOSED
from harness.extractors.frames.inflect import singular
from harness.extractors.frames.tokens import Token
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import MONTHS, WEEKDAYS

_FEWEST = 6
"""Words. Less in capitals may be a name."""
_SMALL_ENDS = ("ed", "ing", "ly", "ment", "tion", "ness")


def in_capitals(tokens: Sequence[Token]) -> bool:
    """Return whether a sentence is written in capitals throughout."""
    return (
        tokens[0].text.upper() == tokens[0].text
        and len(tokens) >= _FEWEST
        and all(token.text.upper() == token.text for token in tokens)
        and sum(token.text.isalpha() for token in tokens) >= _FEWEST
    )


def written_small(tokens: Sequence[Token], vocabulary: Vocabulary) -> list[Token]:
    """Return the tokens with the capitals of ordinary writing: words that the lexicon does not know are names."""
    return [Token(_small(tokens, i, vocabulary), token.lower, token.start, token.end) for i, token in enumerate(tokens)]


def _small(tokens: Sequence[Token], i: int, vocabulary: Vocabulary) -> str:
    text, lower = tokens[i].text, tokens[i].lower
    if not text.replace("-", "").replace("'", "").replace("’", "").isalpha():
        return text  # numbers, signs, CR-14
    if lower in MONTHS or lower in WEEKDAYS:
        beside = [token.text.isdecimal() for token in (*tokens[max(0, i - 1) : i], *tokens[i + 1 : i + 2])]
        return text.capitalize() if lower not in ("may", "march") or any(beside) else lower
    lexicon = vocabulary.lexicon
    if not i or lower in lexicon.demonyms or lower in lexicon.countries:
        return text.capitalize()
    known = lower in CLOSED or lower in vocabulary.words or singular(lower) in vocabulary.words
    return lower if known or lower.endswith(_SMALL_ENDS) else text.capitalize()
