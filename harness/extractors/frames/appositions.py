"""Names and what they are: "Anna Berg, head of the office", "the head of the office, Anna Berg", "President Berg"."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from harness.extractors.frames.chunks import Chunk, NounPhrase
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.inflect import singular
from harness.extractors.frames.vocabulary import Vocabulary

_CLOSING = frozenset([",", ".", ")", '"', ";"])
_LONGEST = 10
_BELONGS = frozenset(["of", "for", "to"])


class Apposition(NamedTuple):
    """Chunk `name` is a person and chunk `position` says what they are; what hangs on it ends before chunk `end`."""

    name: int
    position: int
    end: int


def appositions(clause: Clause, vocabulary: Vocabulary) -> Iterator[Apposition]:
    """Yield every pair of a name and a position that a comma joins, in either order."""
    if "," not in clause.kinds or clause.said.isdisjoint(vocabulary.lexicon.titles):
        return
    chunks = clause.chunks
    for right in clause.phrases:
        at = right.at
        i = at - 1
        if i < 1 or clause.kinds[i] != ",":
            continue
        while at + 1 < len(chunks) and type(owner := chunks[at]) is NounPhrase and owner.genitive:
            at += 1  # "the city's police chief"
        position = chunks[at]
        if type(position) is NounPhrase and is_position(clause, position, vocabulary):
            left = _name_before(clause, i)
            end = hanging_end(chunks, at)
            if left >= 0 and (end >= len(chunks) or clause.kinds[end] in _CLOSING or clause.kinds[end] in ("W", "VG")):
                yield Apposition(left, at, end)
        elif (is_bare_name(clause, right) or right.name_start >= 0) and (
            i + 2 >= len(chunks) or clause.kinds[i + 2] in _CLOSING or clause.kinds[i + 2] == "VG"
        ):
            left = _position_before(clause, i, vocabulary)
            if left >= 0:
                yield Apposition(i + 1, left, i)


def is_position(clause: Clause, phrase: NounPhrase, vocabulary: Vocabulary) -> bool:
    """Whether a phrase ends in a title and names nobody ("a military analyst", "the Secretary")."""
    said = clause.tokens.lower[phrase.head]
    word = singular(said)
    return (
        word == said  # "residents" are nobody's position
        and word in vocabulary.lexicon.titles
        and phrase.name_start < 0
        and not phrase.genitive
        and phrase.number[1] <= phrase.number[0]
    )


def is_bare_name(clause: Clause, phrase: NounPhrase) -> bool:
    """Whether a phrase is two to five capitalised words, or a person known by one."""
    if phrase.genitive or phrase.start != phrase.first:
        return False
    if any(tag != "P" for tag in clause.tags[phrase.first : phrase.end]):
        return False
    if phrase.noun_class == "person" and phrase.name_start < 0:
        return True
    words = phrase.end - phrase.first
    return phrase.noun_class in ("", "name") and 2 <= words <= 5 and not clause.tokens.text[phrase.first].isupper()


def _name_before(clause: Clause, comma: int) -> int:
    before = clause.chunks[comma - 1]
    if type(before) is NounPhrase and (is_bare_name(clause, before) or before.name_start >= 0):
        return comma - 1
    return -1


def _position_before(clause: Clause, comma: int, vocabulary: Vocabulary) -> int:
    """The position that ends at a comma: "the head of the district,"."""
    chunks = clause.chunks
    i = comma - 1
    found = -1
    for _ in range(_LONGEST):
        chunk = chunks[i] if i >= 0 else None
        if type(chunk) is not NounPhrase:
            return found
        if is_position(clause, chunk, vocabulary):
            found = i  # and further up: "a spokesman for the governor,"
        if i >= 2 and type(before := chunks[i - 1]) is NounPhrase and before.genitive:
            i -= 1
        elif (
            i >= 2
            and clause.kinds[i - 1] == "I"
            and (found < 0 or clause.tokens.lower[chunks[i - 1].start] in _BELONGS)
        ):
            i -= 2
        else:
            break
    return found


def hanging_end(chunks: Sequence[Chunk], i: int) -> int:
    """Return the chunk behind phrase i and the prepositions and genitives that hang on it."""
    j = i + 1
    for _ in range(_LONGEST):
        if (
            j + 1 < len(chunks)
            and chunks[j].kind == "I"
            and (
                type(chunks[j + 1]) is NounPhrase or chunks[j + 1].kind == "A"  # "editor at large"
            )
        ):
            j += 2
        elif (
            j < len(chunks)
            and type(before := chunks[j - 1]) is NounPhrase
            and before.genitive
            and type(chunks[j]) is NounPhrase
        ):
            j += 1
        else:
            break
    return j
