"""Which places a sentence says to lie within or beside others, by the order of its words: for any way of reading them.

"X, a village in Y", "the X district of Y province", "in X, Y", "X in Y province", "X is a town in Y", "X, which borders
Y and Z".
"""

from collections.abc import Iterator
from itertools import compress
from typing import NamedTuple

from harness.extractors.frames.place_line import COMPASS, ENDING, MOST_MODIFIERS, Line, Place
from harness.extractors.frames.words import word_set

_INNER = word_set("in on off within")
_ARTICLES = frozenset(["the", "a", "an"])
_IS = word_set("is are was were")
_LYING = word_set("lies lie lying located situated")
_BORDERING = word_set("borders bordering border bordered adjoins adjoining")
_SHARING = word_set("shares share sharing shared")
_TOUCHING = _BORDERING | _SHARING
_ANYWHERE = _LYING | _TOUCHING | {"both", "all"}
"""Words that tell something of a place from further away."""
_LINKING = frozenset(["in", "of", "within"])
_BEHIND = _IS | _LINKING | {","}
"""Words that may tell something of a place right behind it."""
_BEHIND_COMMA = _ARTICLES | _INNER | COMPASS | {"also", "capital"}
"""Words that may tell something of a place behind it and a comma."""
_CALLED = word_set("city town village hamlet port resort")  # "the Norse port of X" is X


class Relation(NamedTuple):
    """What a sentence says of places, as ranges of its words; `kind` is within | borders."""

    kind: str
    place: tuple[int, int]
    others: tuple[tuple[int, int], ...]


def relations(line: Line) -> Iterator[Relation]:
    """Yield what the sentence says of its places, each pair once."""
    seen: set[tuple[int, int]] = set()
    behind = 0
    anywhere = not line.said.isdisjoint(_ANYWHERE)
    told = len(line.lower) if anywhere else max(_told_ends(line), default=0)
    for at in compress(range(told), line.named):
        if at < behind or (place := line.named_at(at, at)) is None:
            continue
        behind = place.end
        if not anywhere and not _is_told_of(line, behind):
            continue
        for kind, others in _said_of(line, place):
            if not others or line.same(place, others[0]) or any(map(line.is_barred, others)):
                continue
            if (place.start, others[0].start) not in seen:
                seen.add((place.start, others[0].start))
                yield Relation(kind, (place.start, place.end), tuple((each.start, each.end) for each in others))


def _told_ends(line: Line) -> list[int]:
    """Where a name or a noun for places ends that the words behind it may tell something of."""
    ends = compress(range(len(line.lower)), map(_BEHIND.__contains__, line.lower))
    return [i for i in ends if i and (line.named[i - 1] or line.is_noun(i - 1)) and _is_told_of(line, i)]


def _is_told_of(line: Line, end: int) -> bool:
    """Whether the words behind a place that ends there may tell something of it."""
    word = line.word(end)
    if word == ",":
        return line.word(end + 1) in _BEHIND_COMMA or line.is_named(end + 1)
    return word in _LINKING or (word in _IS and line.word(end + 1) in _ARTICLES)


def _said_of(line: Line, place: Place) -> Iterator[tuple[str, list[Place]]]:
    end = place.end
    word, then, *_ = (*line.lower[end : end + 2], ".", ".")
    if word in _LINKING:
        yield "within", _inside(line, place, word)
    elif word == ",":
        if then == "also" and line.word(end + 2) in _INNER:
            yield "within", _closed(line, line.place_at(end + 3))
        elif then in _INNER:
            outer = line.place_at(end + 2)
            if outer is not None and (line.governed(place) or place.area or outer.area):
                yield "within", _closed(line, outer)
        elif then in _ARTICLES or then == "capital":
            yield "within", _explained(line, end + (then != "capital"))
        elif end + 1 < len(line.lower):
            yield "within", _named_beside(line, place)
    elif word in _IS and then in _ARTICLES:
        yield "within", _explained(line, end + 1)
    if not line.said.isdisjoint(_LYING):
        yield "within", _lies(line, end)
    if "both" in line.said or "all" in line.said:
        yield "within", _all_in(line, end)
    if not line.said.isdisjoint(_TOUCHING):
        yield "borders", _beside(line, end)


def _inside(line: Line, place: Place, word: str) -> list[Place]:
    """The Y of "X in Y province", "the X district of Y"."""
    outer = line.place_at(place.end + 1)
    if outer is None or not (line.closes(outer.end) or line.ends_in_noun(outer)):
        return []
    if word == "of":
        small = not line.named[place.end - 1] and line.lower[place.end - 1] not in _CALLED
        return [outer] if place.area and (small or outer.area) and line.lower[place.end - 1] != "republic" else []
    shown = place.area or line.governed(place)
    return [outer] if shown and (outer.area or place.area or line.lower[place.start - 1] == "of") else []


def _closed(line: Line, outer: Place | None) -> list[Place]:
    closed = outer is not None and (line.closes(outer.end) or line.ends_in_noun(outer))
    return [outer] if outer is not None and closed else []


def _explained(line: Line, at: int) -> list[Place]:
    """The Y of "a village in Y", "the largest city in the south of Y": `at` is the article."""
    for i in range(at + 1, min(at + 1 + MOST_MODIFIERS, len(line.lower) - 1)):
        word = line.lower[i]
        if line.is_noun(i) and line.word(i + 1) in ("in", "of", "on", "off", "within"):
            outer = line.place_at(i + 2)
            return [outer] if outer is not None else []
        if not word[0].isalpha() or word in ENDING:
            return []
    return []


def _named_beside(line: Line, place: Place) -> list[Place]:
    """The Y of "in X, Y,": a country, a name with a noun for places, or a bare name where nothing is listed."""
    at = place.end + 1
    turned = line.lower[at] in COMPASS and line.word(at + 1) != "of"
    outer = line.place_at(at) if turned else line.named_at(at, at) if line.named[at] else None
    if outer is None or not line.governed(place) or line.is_listed(outer.end):
        return []
    bare = not outer.area and place.start <= 1  # a comma ends "In X" at the beginning
    return [outer] if line.closes(outer.end) and not bare else []


def _lies(line: Line, at: int) -> list[Place]:
    """The Y of "X lies in Y", "X, which is located in the north of Y"."""
    i = at + 1 if line.word(at) == "," else at
    i += line.word(i) in ("which", "that")
    i += line.word(i) in _IS
    if line.word(i) not in _LYING or line.word(i + 1) not in ("in", "within", "on"):
        return []
    outer = line.place_at(i + 2)
    return [outer] if outer is not None else []


def _all_in(line: Line, at: int) -> list[Place]:
    """The Y of "W and X, both in Y", for what stands before "and" or a comma too."""
    for i in range(at, min(at + 8, len(line.lower) - 2)):
        if line.lower[i] in ("both", "all") and line.lower[i - 1] == "," and line.lower[i + 1] in _INNER:
            outer = line.place_at(i + 2)
            return [outer] if outer is not None else []
        if not (line.named[i] or line.lower[i] in (",", "and")):
            return []
    return []


def _beside(line: Line, at: int) -> list[Place]:
    """The places of "X borders Y and Z", "X, a province bordering Y", "X shares a long border with Y"."""
    i = at + 1 if line.word(at) == "," else at
    if line.word(i) in _ARTICLES:
        i = next((k + 1 for k in range(i + 1, min(i + 6, len(line.lower))) if line.is_noun(k)), i)
    i += line.word(i) in ("which", "that")
    i += line.word(i) == "also"
    i += line.word(i) == "is" and line.word(i + 1) == "bordered"
    if line.word(i) in _BORDERING:
        i += 1 + (line.word(i + 1) in ("on", "by"))
    elif line.word(i) in _SHARING:
        ahead = line.lower[i + 1 : i + 7]
        if "with" not in ahead or not {"border", "borders", "frontier"} & {*ahead[: ahead.index("with")]}:
            return []
        i += 2 + ahead.index("with")
    else:
        return []
    found: list[Place] = []
    while (other := line.place_at(i)) is not None:
        found.append(other)
        i = other.end
        while line.word(i) in (",", "and") and i - other.end < 2:
            i += 1
        if i == other.end or not (line.named[i : i + 1] == [True] or line.word(i) in _ARTICLES | COMPASS):
            break  # what the sentence goes on with
    return found
