"""Sentences in capitals, as older wires send them, read as they would be written otherwise."""

from harness.extractors.frames.closed_tags import CLOSED
from harness.extractors.frames.inflect import singular
from harness.extractors.frames.tokens import Tokens
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import MONTHS, WEEKDAYS

_FEWEST = 6
"""Words. Less in capitals may be a name."""
_SMALL_ENDS = ("ed", "ing", "ly", "ment", "tion", "ness")


def in_capitals(tokens: Tokens) -> bool:
    """Return whether a sentence is written in capitals throughout."""
    return (
        tokens.text[0].upper() == tokens.text[0]
        and len(tokens.text) >= _FEWEST
        and all(text.upper() == text for text in tokens.text)
        and sum(text.isalpha() for text in tokens.text) >= _FEWEST
    )


def written_small(tokens: Tokens, vocabulary: Vocabulary) -> Tokens:
    """Return the tokens with the capitals of ordinary writing: words that the lexicon does not know are names."""
    small = [_small(tokens, i, vocabulary) for i in range(len(tokens.text))]
    return Tokens(small, tokens.lower, tokens.start, tokens.end, list(map(vocabulary.forms.__getitem__, small)))


def _small(tokens: Tokens, i: int, vocabulary: Vocabulary) -> str:
    text, lower = tokens.text[i], tokens.lower[i]
    if not text.replace("-", "").replace("'", "").replace("’", "").isalpha():
        return text  # numbers, signs, CR-14
    if lower in MONTHS or lower in WEEKDAYS:
        beside = [text.isdecimal() for text in (*tokens.text[max(0, i - 1) : i], *tokens.text[i + 1 : i + 2])]
        return text.capitalize() if lower not in ("may", "march") or any(beside) else lower
    lexicon = vocabulary.lexicon
    if not i or lower in lexicon.demonyms or lower in lexicon.countries:
        return text.capitalize()
    known = lower in CLOSED or lower in vocabulary.words or singular(lower) in vocabulary.words
    return lower if known or lower.endswith(_SMALL_ENDS) else text.capitalize()
