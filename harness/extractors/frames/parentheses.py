"""What stands between brackets or commas and is stepped over on the way to a subject."""

from collections.abc import Sequence

from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause

_LONGEST_PARENTHESIS = 16


def before_bracket(chunks: Sequence[Chunk], j: int) -> int:
    """Return where the bracket that closes at j was opened, less one; j if none closes there."""
    if chunks[j].kind == ")":
        for k in range(j - 1, max(0, j - _LONGEST_PARENTHESIS), -1):
            if chunks[k].kind == "(":
                return k - 1
    return j


def before_parenthesis(clause: Clause, j: int) -> int:
    """Return where what the comma at j closes was opened, less one: "20 people, including two children, were hurt"."""
    chunks = clause.chunks
    if j in clause.asides:
        return clause.asides[j] - 1
    for k in range(j - 1, max(-1, j - _LONGEST_PARENTHESIS), -1):
        chunk = chunks[k]
        if (
            type(chunk) is VerbGroup
            and chunk.form == "finite"
            and not any(one.kind == "W" for one in chunks[max(0, k - 2) : k])
        ):
            break
        if chunk.kind == "," and k + 2 < j and any(one.kind == "W" for one in chunks[k + 1 : k + 3]):
            return k - 1  # "the attack, in which two soldiers died, was claimed"
        if chunk.kind == "," and k + 1 < j and _opens_parenthesis(clause, chunks[k + 1]):
            if "," in clause.kinds[k + 1 : j] and clause.tokens.lower[chunks[k + 1].end] == "of":
                continue  # "39 of them in X, the head of Y, Anna Berg, said"
            return k - 1
    return j


def _opens_parenthesis(clause: Clause, chunk: Chunk) -> bool:
    if clause.tokens.lower[chunk.start] in ("including", "among", "like", "both", "all"):
        return True
    after = clause.tokens.lower[chunk.end : chunk.end + 2]
    if after[:1] == ["of"] and after[1:] in (["them"], ["whom"]):
        return True  # "nine people, four of them children, drowned"
    if clause.tokens.lower[chunk.start] in ("most", "half", "many", "some", "several", "mostly"):
        return chunk.end - chunk.start == 1
    return type(chunk) is VerbGroup and chunk.form == "participle"  # "the suspects, identified as X and Y, were"


def without_apposition(clause: Clause, top: int) -> int:
    """Return the phrase that the one at `top` only explains: the name in "Anna Berg, head of the office, said"."""
    chunks = clause.chunks
    chunk = chunks[top]
    first = top
    while first and type(owner := chunks[first - 1]) is NounPhrase and owner.genitive:
        first -= 1  # "Anna Berg, the city's police chief, was hurt"
    if first < 2 or clause.kinds[first - 1] != "," or type(chunk) is not NounPhrase or not _explains(clause, chunk):
        return top
    near = first - 2
    while (near and clause.kinds[near] in (")", "(")) or (near and clause.kinds[near + 1] == ")"):
        near -= 1
    if near > 1 and clause.kinds[near] == "R" and clause.kinds[near - 1] == ",":
        near -= 2  # "Anna Berg, 34, a farmer, was killed"
    other = chunks[near]
    if (
        type(other) is NounPhrase
        and not other.pronoun
        and (other.noun_class in ("person", "name") or (is_one(clause, chunk) and other.number[1] <= other.number[0]))
        and (not near or clause.kinds[near - 1] != "I" or other.noun_class == "person")
    ):
        return near
    return top


def is_one(clause: Clause, phrase: Chunk) -> bool:
    """Return whether a phrase begins with "a": who is named before needs no second one of such."""
    return clause.tokens.lower[phrase.start] in ("a", "an")


def _explains(clause: Clause, phrase: NounPhrase) -> bool:
    """Whether a phrase without a name can say who somebody is: it is not just "the ministry"."""
    named = "P" in clause.tags[phrase.first : phrase.end]
    alone = phrase.definite and phrase.end - phrase.first == 1
    return not named and (not alone or clause.tokens.lower[phrase.end : phrase.end + 1] == ["of"])
