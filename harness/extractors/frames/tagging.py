"""What each word of a sentence does, decided by the lexicon and the words beside it. No model, one pass.

Tags: D determiner, Q quantity word, M number, A adjective, N noun, P proper noun, O pronoun, G genitive 's, V verb,
X auxiliary, T infinitive "to", I preposition, C conjunction, W relative, S subordinator, R adverb, K negation,
"," and ";" for signs that part clauses, ( ) for brackets, " for quotation marks, "." for the end, "-" for others.
"""

from collections.abc import Mapping, Sequence
from itertools import compress
from operator import attrgetter, not_

from harness.extractors.frames.closed_tags import (
    NAME_PARTS,
    closed_tag,
)
from harness.extractors.frames.inflect import Word
from harness.extractors.frames.open_tags import ADJECTIVE_ENDS, open_tag
from harness.extractors.frames.sign_tags import sign_tag
from harness.extractors.frames.tokens import Tokens
from harness.extractors.frames.vocabulary import Vocabulary

_TAG = attrgetter("tag")
_BEFORE_QUOTED = frozenset("DMQAG")
_LONGEST_QUOTED = 4
_OPENING = frozenset('".;-(')
"""Tags behind which a sentence may begin."""


def tag_sentence(tokens: Tokens, vocabulary: Vocabulary) -> list[str]:
    """Return one tag per token."""
    words, lowers, forms = vocabulary.words, tokens.lower, tokens.forms
    count = len(lowers)
    tags = list(map(_TAG, forms))
    for i in compress(range(count), map(not_, tags)):
        form = forms[i]
        if form.small:
            if closed := form.closed:
                tags[i] = closed_tag(closed, tokens, i, count, tags, words)
            else:
                tags[i] = open_tag(form.entry, lowers[i], tokens, i, count, tags, words)
        elif form.capital and i and tags[i - 1] not in _OPENING:
            tags[i] = "P"
        else:
            tags[i] = _tag(tokens, i, count, tags, words)
    if '"' in tags:
        _unquote(tokens, tags)
    return tags


def _unquote(tokens: Tokens, tags: list[str]) -> None:
    """Make signs of the quotation marks inside a phrase, which part nothing: `two "saboteurs" who`."""
    for i in range(1, len(tags) - 2):
        if tags[i] != '"' or tags[i - 1] not in _BEFORE_QUOTED:
            continue
        past = tags[i + 1] == "V" and tokens.lower[i + 1].endswith("ed")  # `six "armed bandits"`
        end = i + 1 + past
        while end < len(tags) and tags[end] in "NPA" and end - i <= _LONGEST_QUOTED:
            end += 1
        if end > i + 1 + past and tags[end : end + 1] == ['"'] and tags[end - 1] in "NP":
            tags[i] = tags[end] = "-"
            tags[i + 1] = "A" if past else tags[i + 1]


def _tag(tokens: Tokens, i: int, count: int, tags: Sequence[str], words: Mapping[str, Word]) -> str:
    text, lower = tokens.text[i], tokens.lower[i]
    if not text.isalpha() and (tag := sign_tag(tokens, i, count)):
        return tag
    form = tokens.forms[i]
    closed = form.closed
    capital = text[0].isupper() or ("-" in text and _has_inner_capital(text))
    if not capital and lower in NAME_PARTS:
        capital = _joins_name(tokens, i, count)
    if closed and not capital:
        return closed_tag(closed, tokens, i, count, tags, words)
    if capital:
        opening = i == 0 or tags[i - 1] in _OPENING
        if closed and (opening or lower in ("may", "i", "according")):
            return closed_tag(closed, tokens, i, count, tags, words)
        if not (opening and _starts_small(tokens, i, count, words)):
            return "P"
    return open_tag(form.entry, lower, tokens, i, count, tags, words)


def _has_inner_capital(text: str) -> bool:
    """Whether a word is a name although it begins small: "al-Masri"."""
    before, _, after = text.partition("-")
    return after[:1].isupper() and before.lower() in NAME_PARTS


def _joins_name(tokens: Tokens, i: int, count: int) -> bool:
    """Whether a small word stands inside a name: "Osman bin Rashid"."""
    return 0 < i < count - 1 and tokens.text[i - 1][0].isupper() and tokens.text[i + 1][0].isupper()


def _starts_small(tokens: Tokens, i: int, count: int, words: Mapping[str, Word]) -> bool:
    """Whether a sentence's first word would be written small elsewhere."""
    lower = tokens.lower[i]
    if lower not in words and lower.endswith(ADJECTIVE_ENDS) and i + 1 < count and tokens.text[i + 1][0].islower():
        return True
    named = i + 1 < count and tokens.text[i + 1][0].isupper()
    if not singular_known(lower, words) and (named or not lower.endswith(("ing", "ed", "ly"))):
        return False
    return not (
        i + 1 < count and tokens.text[i + 1][0].isupper() and lower in words and words[lower].adjective is False
    )


def singular_known(lower: str, words: Mapping[str, Word]) -> bool:
    """Whether the lexicon knows the word, or the word without its -s."""
    return lower in words or (lower.endswith("s") and lower[:-1] in words)
