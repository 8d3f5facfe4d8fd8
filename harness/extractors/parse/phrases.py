"""The extent of noun phrases in a parsed passage: mentions without article and number, counts, place names."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from harness.normalise.numbers import Number, read_number

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

_DROPPED_TAGS = frozenset({"DT", "PDT", "WDT", "PRP$", "CD", "POS", "``", "''", ",", ":", "-LRB-", "."})
_DROPPED_WORDS = frozenset(
    "more other another such own about around nearly almost over under some least most at than up to an estimated "
    "approximately roughly as many several few dozen only just further additional or first".split()
)
_ESTIMATORS = frozenset(
    "an a estimated about around nearly almost over some at least most more less fewer than up to approximately "
    "roughly as many only just further additional".split()
)
_VAGUE = frozenset({"several", "many", "numerous", "few", "dozens", "hundreds", "scores", "thousands", "some"})
QUANTITY_HEADS = frozenset(
    "dozen dozens hundred hundreds thousand thousands score scores number series group couple handful pair total "
    "quantity lot".split()
)
"""Nouns that measure the noun after their `of`: "dozens of people" are people."""


def content_head(head: "Token") -> "Token":
    """Return the noun that a measuring head is about: `people` for "dozens of people" and for "two of the people"."""
    if head.like_num or head.lower_ in QUANTITY_HEADS or head.tag_ in ("CD", "DT"):
        for preposition in head.children:
            if preposition.lower_ == "of":
                for noun in preposition.children:
                    if noun.dep_ == "pobj" and not (head.lower_ == "group" and noun.tag_ not in ("NNS", "NNPS")):
                        return content_head(noun)
    return head


def mention(head: "Token", complement: bool = True) -> "Span":
    """Return the noun phrase of a head without leading determiners and numbers.

    With `complement`, a directly following "of ..." belongs to it ("members of the security forces").
    """
    head = content_head(head)
    doc = head.doc
    start = head.left_edge.i
    while start < head.i and _is_dropped(doc[start], head):
        start += 1
    last = head.i
    if complement:
        for child in head.rights:
            if child.dep_ == "prep" and child.i == last + 1 and _belongs(child, head):
                last = _end_of(child)
    return doc[start : last + 1]


def count(head: "Token") -> "tuple[Span, Number] | None":
    """Return the number words of a noun phrase and what they mean, or None where the phrase gives no number."""
    doc = head.doc
    content = content_head(head)
    for noun in dict.fromkeys((head, content)):
        left = noun.left_edge.i
        words = [token for token in doc[left : noun.i + 1] if _is_number(token) and _counts(token, noun)]
        if not words:
            continue
        start, end = words[0].i, words[-1].i + 1
        while start > left and doc[start - 1].lower_ in _ESTIMATORS:
            start -= 1
        if doc[start].lower_ in ("a", "some") and start + 1 < end and doc[start + 1].lower_ in ("the",):
            start += 1
        if end + 1 < len(doc) and doc[end].lower_ == "or" and doc[end + 1].lower_ == "more":
            end += 2
        elif end < len(doc) and doc[end].lower_ == "of" and words[-1].lower_ in QUANTITY_HEADS:
            end += 0
        span = doc[start:end]
        number = read_number(span.text)
        if number is not None:
            return span, number
    return None


def article_count(head: "Token") -> bool:
    """Tell whether the phrase is a single one by its article ("a rifle", "another trespasser")."""
    content = content_head(head)
    return content is head and head.tag_ in ("NN", "NNP") and any(
        child.dep_ == "det" and child.lower_ in ("a", "an", "another") for child in head.children
    )


def _is_number(token: "Token") -> bool:
    return token.tag_ == "CD" or token.like_num or token.lower_ in _VAGUE or token.lower_ in QUANTITY_HEADS - {"group"}


def _counts(token: "Token", noun: "Token") -> bool:
    if token is noun or token.i == noun.i:
        return token.tag_ == "CD" or token.like_num or token.lower_ in QUANTITY_HEADS
    if token.dep_ not in ("nummod", "amod", "quantmod", "compound", "det", "nmod", "advmod"):
        return False
    above = token.head
    return above.i == noun.i or (above.head.i == noun.i and _is_number(above))


def _is_dropped(token: "Token", head: "Token") -> bool:
    if token.tag_ in _DROPPED_TAGS or token.is_space:
        return True
    return token.lower_ in _DROPPED_WORDS or token.lower_ in _VAGUE


def _belongs(preposition: "Token", head: "Token") -> bool:
    if preposition.lower_ == "of":
        return True
    return preposition.lower_ == "for" and head.pos_ == "PROPN" and any(c.pos_ == "PROPN" for c in preposition.children)


def _end_of(preposition: "Token") -> int:
    """Return the index of the last word of "of the security forces", without clauses and conjuncts behind it."""
    for noun in preposition.children:
        if noun.dep_ == "pobj":
            last = noun.i
            for child in noun.rights:
                if child.dep_ == "prep" and child.lower_ == "of" and child.i == last + 1:
                    last = _end_of(child)
                elif child.dep_ == "appos" and child.left_edge.i == last + 1 and child.pos_ == "PROPN":
                    last = child.i  # "of the minister X"
            return last
    return preposition.i


def phrases(span: "Span") -> Iterator["Token"]:
    """Yield the head of every noun phrase of a span, in text order."""
    for token in span:
        if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in ("compound", "nmod", "npadvmod"):
            yield token
