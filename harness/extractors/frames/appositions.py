"""Names and what they are: "Anna Berg, head of the office", "the head of the office, Anna Berg", "President Berg"."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from harness.extractors.frames.chunks import Chunk, NounPhrase
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.inflect import singular
from harness.extractors.frames.names import is_trade
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import word_set

_CLOSING = frozenset([",", ".", ")", '"', ";"])
_LONGEST = 10
_NO_POSITIONS = word_set(
    "man woman person child boy girl baby infant toddler youth youngster kid teenager adult minor orphan couple "
    "family brother sister father mother son daughter uncle aunt cousin nephew niece wife husband widow relative "
    "friend parent neighbour neighbor colleague sibling twin citizen national native foreigner individual other "
    "figure local villager resident pedestrian bystander passer-by passenger motorist survivor victim prisoner "
    "inmate detainee defendant accused convict offender suspect believer muslim christian visitor customer shopper "
    "guest tourist pilgrim worshipper patient commuter hiker walker swimmer jogger mourner onlooker spectator "
    "witness eyewitness crew clan tribe mob crowd counterpart member grandmother grandfather grandson girlfriend "
    "boyfriend partner spouse comrade ally"
)
"""Nouns for people that tell no position."""
_LOCATING = frozenset(["in", "near", "at", "outside", "from"])
_BELONGS = frozenset(["of", "for", "to"])


class Apposition(NamedTuple):
    """Chunk `name` is a person and chunk `position` says what they are; what hangs on it ends before chunk `end`."""

    name: int
    position: int
    end: int


def appositions(clause: Clause, vocabulary: Vocabulary) -> Iterator[Apposition]:
    """Yield every pair of a name and a position that a comma joins, in either order."""
    chunks = clause.chunks
    for right in clause.behind_commas:
        at = right.at
        i = at - 1
        while at + 1 < len(chunks) and type(owner := chunks[at]) is NounPhrase and owner.genitive:
            at += 1  # "the city's police chief"
        position = chunks[at]
        if type(position) is NounPhrase and is_position(clause, position, vocabulary):
            left = _name_before(clause, i)
            if left < 0:
                continue
            end = hanging_end(chunks, at)
            if clause.kinds[end : end + 3 : 2] == ["(", ")"]:
                end += 3  # "commander of the Long Name (LN)"
            other = _also(clause, end, vocabulary)
            if end >= len(chunks) or clause.kinds[end] in _CLOSING or clause.kinds[end] in ("W", "VG") or other:
                yield Apposition(left, at, end)
            if other:
                yield Apposition(left, other, hanging_end(chunks, other))
        elif (is_bare_name(clause, right) or right.name_start >= 0) and (
            i + 2 >= len(chunks) or clause.kinds[i + 2] in _CLOSING or clause.kinds[i + 2] == "VG"
        ):
            left = _position_before(clause, i, vocabulary)
            if left >= 0:
                yield Apposition(i + 1, left, i)


def _also(clause: Clause, end: int, vocabulary: Vocabulary) -> int:
    """A second position behind "and", past an acronym in brackets: "head of the X (Y) and a former minister"; or 0."""
    other = clause.chunks[end + 1] if clause.kinds[end : end + 2] == ["C", "NP"] else None
    return end + 1 if type(other) is NounPhrase and is_position(clause, other, vocabulary) else 0


def is_position(clause: Clause, phrase: NounPhrase, vocabulary: Vocabulary) -> bool:
    """Whether a phrase ends in a title and names nobody ("a military analyst", "the Secretary")."""
    said = clause.tokens.lower[phrase.head]
    word = singular(said)
    return (
        word == said  # "residents" are nobody's position
        and is_office(word, vocabulary)
        and phrase.name_start < 0
        and not phrase.genitive
        and phrase.number[1] <= phrase.number[0]
    )


def is_office(word: str, vocabulary: Vocabulary) -> bool:
    """Return whether a noun tells a position or a trade."""
    return word in vocabulary.lexicon.titles or (word not in _NO_POSITIONS and is_trade(word, vocabulary))


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
    if comma > 2 and clause.kinds[comma - 2 : comma] == [",", "R"]:
        comma -= 2  # "Anna Berg, 34, the group's leader"
    before = clause.chunks[comma - 1]
    if comma > 1 and clause.tokens.lower[clause.chunks[comma - 2].start] in _LOCATING:
        return -1  # "in Dera Ismail, an official claimed"
    alone = comma == 1 and type(before) is NounPhrase and before.noun_class in ("", "name") and not before.genitive
    alone = alone and clause.tags[0 : before.end] == ["P"] and not clause.tokens.text[0].isupper()
    if type(before) is NounPhrase and (alone or is_bare_name(clause, before) or before.name_start >= 0):
        return comma - 1
    return -1


def _position_before(clause: Clause, comma: int, vocabulary: Vocabulary) -> int:
    """The position that ends at a comma: "the head of the district,"."""
    chunks = clause.chunks
    i = comma - 1
    found = -1
    within = clause.tokens.lower[chunks[comma - 2].start] if comma > 1 else ""
    if within in _LOCATING and set(clause.tags[chunks[i].start : chunks[i].end]) == {"P"}:
        return -1  # "a teacher in Mir Ali, North Nord"
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
