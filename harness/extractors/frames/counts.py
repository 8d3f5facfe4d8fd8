"""How many: the number of a phrase, of the members that it has, or that it has risen to."""

from functools import lru_cache

from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.fillers import token_filler
from harness.extractors.frames.reading import Reading
from harness.facts import Filler
from harness.normalise.numbers import read_number

_number = lru_cache(maxsize=2_000)(read_number)
_VAGUE = frozenset(["some", "many", "most", "few", "several", "half"])
_NEAR = 12
_ONE = frozenset(["mother", "father", "parent", "grandmother", "grandfather", "boy", "girl", "child", "man", "woman"])
_REACHES = frozenset(["be", "reach", "exceed", "top", "hit", "pass", "stand"])


def count_of(clause: Clause, phrase: NounPhrase, reading: Reading) -> dict[str, tuple[Filler, ...]]:
    """Return the number of a phrase as the `count` slot; "a number" is read with its "of", which makes it vague."""
    start, end = phrase.number
    if end <= start:
        start, end = _members(clause, phrase)
    elif clause.tokens.lower[end - 1] == "number":
        start, end = _total(clause, phrase) or (start, end)
    if end <= start:
        return {}
    if end - start == 1 and clause.tokens.lower[start] in _VAGUE and clause.tokens.lower[end : end + 1] == ["of"]:
        return {}  # "some of them"
    behind = " of" if end < len(clause.tokens.text) and clause.tokens.lower[end] == "of" else ""
    bare = token_filler(clause, start, end, reading)
    number = _number(f"{bare.text}{behind}")
    if number and number.value == 1 and (clause.tags[start] == "D" or phrase.negative):
        return {}  # "a bundle of": whoever writes so does not count, nor does "no one"
    return {"count": (Filler(bare.text, number.value, bare.span, number.precision),)} if number else {}


def _members(clause: Clause, phrase: NounPhrase) -> tuple[int, int]:
    """The tokens of the number in "a crew of three", "a family of five"."""
    behind = clause.chunks[phrase.at + 1 : phrase.at + 3]
    if len(behind) < 2 or clause.tokens.lower[behind[0].start] != "of" or phrase.genitive:
        return (0, 0)
    if clause.tokens.lower[phrase.head] in _ONE:
        return (0, 0)  # "a mother of two", "a boy of six"
    number = behind[1]
    bare = type(number) is NounPhrase and number.first >= number.end and not number.pronoun
    return number.number if bare and type(number) is NounPhrase else (0, 0)


def _total(clause: Clause, phrase: NounPhrase) -> tuple[int, int] | None:
    """The tokens of what "the number of" some amounts to: "rose to four", "was 12", "bringing to 12 the number of"."""
    chunks, words = clause.chunks, clause.tokens.lower
    at = phrase.at
    if at >= 2 and words[chunks[at - 2].start] == "to" and (before := _bare_number(chunks[at - 1])):
        return before
    for link, number in zip(chunks[at + 1 : at + _NEAR], chunks[at + 2 : at + _NEAR + 1], strict=False):
        if link.kind in (";", "S", "W"):
            break
        reached = type(link) is VerbGroup and link.lemma in _REACHES
        if (reached or words[link.start] in ("to", "at")) and (found := _bare_number(number)):
            return found
    return None


def _bare_number(chunk: Chunk) -> tuple[int, int] | None:
    """The tokens of a number that counts nothing by itself."""
    bare = type(chunk) is NounPhrase and chunk.first >= chunk.end and chunk.number[1] > chunk.number[0]
    return chunk.number if bare and type(chunk) is NounPhrase else None
