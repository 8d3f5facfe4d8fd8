"""Which places a sentence says to lie within or beside others, by the order of its words: for any way of reading them.

"X, a village in Y", "the X district of Y province", "in X, Y", "X in Y province", "X is a town in Y", "X, which borders
Y and Z". What stands here needs no chunks and no parse, so that every extractor over the lexicon finds the same.
"""

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from harness.extractors.frames.lexicon import Lexicon
from harness.extractors.frames.words import CONJUNCTIONS, DETERMINERS, word_set

_COMPASS = word_set(
    "northern southern eastern western central north south east west northeastern northwestern southeastern "
    "southwestern north-eastern north-western south-eastern south-western northeast northwest southeast southwest"
)
_PARTS = word_set(
    "north south east west northeast northwest southeast southwest centre center heart outskirts part parts suburbs "
    "edge coast foothills mountains interior middle areas regions"
)
_GOVERNING = word_set("in near at outside from around to inside across throughout left reached entered")
_INNER = word_set("in on off within")
_ARTICLES = frozenset(["the", "a", "an"])
_IS = word_set("is are was were")
_LYING = word_set("lies lie lying located situated")
_BORDERING = word_set("borders bordering border bordered adjoins adjoining")
_SHARING = word_set("shares share sharing shared")
_TOUCHING = _BORDERING | _SHARING
_ENDS = frozenset([",", ".", ";", ":", ")", '"', "”", "–", "—", "-", "(", "'", "’", "?", "!"])
_ENDING = CONJUNCTIONS | word_set(
    "in on at by before because during after when while as near from following since over with under late early last "
    "yesterday today tomorrow together along including among who that which where to is was were are has have had for "
    "against into through until"
)
_NOT_IN_NAMES = frozenset(["islamic", "sovereign", "independent"])
_KINDS = word_set("autonomous administrative federal tribal special")
_CALLED = word_set("city town village hamlet port resort")  # "the Norse port of X" is X
_LONGEST_NAME = 5
_MOST_MODIFIERS = 5


class Place(NamedTuple):
    """The named words `start:end`; what describes them begins at `first`.

    `area` tells whether they are shown to be a place by a noun for places, a direction or a country's name.
    """

    first: int
    start: int
    end: int
    area: bool


class Relation(NamedTuple):
    """What a sentence says of places, as ranges of its words; `kind` is within | borders."""

    kind: str
    place: tuple[int, int]
    others: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence's words: as written in small letters, and which are of names and of people.

    `named` are words of proper names, `barred` tells which seem to be of persons and bodies, `said` are all words once.
    """

    lower: Sequence[str]
    named: Sequence[bool]
    barred: Callable[[int], bool]
    said: Set[str]
    lexicon: Lexicon

    def relations(self) -> Iterator[Relation]:
        """Yield what the sentence says of its places, each pair once."""
        seen: set[tuple[int, int]] = set()
        behind = 0
        for at in compress(range(len(self.lower)), self.named):
            if at < behind or (place := self._named_at(at, at)) is None:
                continue
            for kind, others in self._said_of(place):
                if not others or self._same(place, others[0]) or any(map(self._is_barred, others)):
                    continue
                if (place.start, others[0].start) not in seen:
                    seen.add((place.start, others[0].start))
                    yield Relation(kind, (place.start, place.end), tuple((each.start, each.end) for each in others))
            behind = place.end

    def _is_barred(self, place: Place) -> bool:
        """Whether a name is somebody's, as far as is known, and no noun for places stands with it."""
        return not place.area and any(map(self.barred, range(place.start, place.end)))

    def _same(self, one: Place, other: Place) -> bool:
        return self.lower[one.start : one.end] == self.lower[other.start : other.end]

    def _word(self, i: int) -> str:
        return self.lower[i] if 0 <= i < len(self.lower) else "."

    def _is_noun(self, i: int) -> bool:
        """Whether a noun for places stands there, with a small letter or as the end of a name."""
        return i < len(self.lower) and (word := self.lower[i]) in self.lexicon.place_nouns and word not in _PARTS

    def _named_at(self, first: int, at: int) -> Place | None:
        """The name that begins at a word, with the noun for places behind it."""
        end = at
        known = self.named[at] and self.lower[at] in self.lexicon.country_starts
        for size in range(min(_LONGEST_NAME, len(self.lower) - at), 0, -1) if known else ():
            if " ".join(self.lower[at : at + size]) in self.lexicon.countries:
                if size > 1 or not (self._is_noun(at + 1) or self._is_named(at + 1)):
                    return Place(first, at, at + size, True)
                break
        longest = min(at + _LONGEST_NAME + 1, len(self.lower))
        while end < longest and (self.named[end] or (end > at and self.lower[end] == "-" and self._is_named(end + 1))):
            end += 1  # a hyphen stands between two parts of a name
        if end == at or not self.named[at] or self.lower[at] in _NOT_IN_NAMES:
            return None
        area = end - at > 1 and self._is_noun(end - 1)
        more = self._word(end) in _KINDS and self._is_noun(end + 1)
        if self._is_noun(end + more) and not self.named[end]:
            if all(word in self.lexicon.of_nations for word in self.lower[at:end]):
                return None  # "a Danish town", "the Sunni mosque"
            end, area = end + 1 + more, True
        if end - at == 1 and self._is_noun(at):
            return None  # "the District"
        return Place(first, at, end, area)

    def _is_named(self, i: int) -> bool:
        return i < len(self.named) and self.named[i]

    def _place_at(self, at: int) -> Place | None:
        """The place whose words begin here: "Y", "northern Y", "the Y district of", "the remote village of Y"."""
        i = at + 1 if self._word(at) in DETERMINERS else at
        turned = False
        for _ in range(_MOST_MODIFIERS + 1):
            word = self._word(i)
            if i >= len(self.lower) or not (word[0].isalpha() or word == "-"):
                return None
            if self.named[i] and (self.lower[i] not in self.lexicon.of_nations or self._is_named(i + 1)):
                if self._word(i + 1) in ("'s", "’s") and i + 2 < len(self.lower) and self.named[i + 2]:
                    i += 2  # "Y's Far North region"
                owned = self._owner_end(i)
                found = self._named_at(at, owned)
                if found is not None and i and self.lower[i - 1] in _COMPASS and not turned:
                    return Place(at, i - 1, found.end, True)
                return Place(at, found.start, found.end, found.area) if found is not None else None
            of = self._word(i + 1) == "of"
            if of and (word in _PARTS or word in self.lexicon.place_nouns):
                turned = word not in _PARTS
                inner = self._place_at(i + 2)
                return Place(at, inner.start, inner.end, True) if inner is not None else None
            name = i + 2 if word == "capital" and self._word(i + 1) == "," else i + 1
            if self._is_noun(i) and name < len(self.lower) and self.named[name]:
                found = self._named_at(at, name)  # "the town Y", "the capital, Y"
                return Place(at, found.start, found.end, True) if found is not None else None
            if word in _ENDING and word not in _COMPASS:
                return None
            i += 1
        return None

    def _owner_end(self, i: int) -> int:
        """Past a name with a genitive: the Far of "South Norland's Far North region"."""
        for k in range(i + 1, min(i + 4, len(self.lower) - 1)):
            if self.lower[k] in ("'s", "’s"):
                return k + 1 if self.named[k + 1] else i
            if not self.named[k]:
                break
        return i

    def _closes(self, end: int) -> bool:
        return end >= len(self.lower) or self.lower[end] in _ENDS or self.lower[end] in _ENDING

    def _ends_in_noun(self, place: Place) -> bool:
        return self.lower[place.end - 1] in self.lexicon.place_nouns and not self.named[place.end - 1]

    def _is_listed(self, end: int) -> bool:
        """Whether what ends there is one of a list: a conjunction or another name follows."""
        word, then = self._word(end), self._word(end + 1)
        behind = end + 1 < len(self.lower) and self.named[end + 1]
        return word in CONJUNCTIONS or (word == "," and (then in CONJUNCTIONS or behind))

    def _governed(self, place: Place) -> bool:
        """Whether the words before a name show that it is a place: "in", "the village of", "the northern city"."""
        i = place.start - 1
        while i >= 0 and self.lower[i] in _COMPASS:
            i -= 1
        if i >= 1 and self.lower[i] == "of":
            return self._is_noun(i - 1) or self.lower[i - 1] in _PARTS
        return self._word(i) in _GOVERNING or (i >= 0 and self._is_noun(i))

    def _said_of(self, place: Place) -> Iterator[tuple[str, list[Place]]]:
        end = place.end
        word, then, *_ = (*self.lower[end : end + 2], ".", ".")
        if word in ("in", "of", "within"):
            yield "within", self._inside(place, word)
        elif word == ",":
            if then == "also" and self._word(end + 2) in _INNER:
                yield "within", self._closed(self._place_at(end + 3))
            elif then in _INNER:
                outer = self._place_at(end + 2)
                if outer is not None and (self._governed(place) or place.area or outer.area):
                    yield "within", self._closed(outer)
            elif then in _ARTICLES or then == "capital":
                yield "within", self._explained(end + (then != "capital"))
            elif end + 1 < len(self.lower):
                yield "within", self._named_beside(place)
        elif word in _IS and then in _ARTICLES:
            yield "within", self._explained(end + 1)
        if not self.said.isdisjoint(_LYING):
            yield "within", self._lies(end)
        if "both" in self.said or "all" in self.said:
            yield "within", self._all_in(end)
        if not self.said.isdisjoint(_TOUCHING):
            yield "borders", self._beside(end)

    def _inside(self, place: Place, word: str) -> list[Place]:
        """The Y of "X in Y province", "the X district of Y"."""
        outer = self._place_at(place.end + 1)
        if outer is None or not (self._closes(outer.end) or self._ends_in_noun(outer)):
            return []
        if word == "of":
            small = not self.named[place.end - 1] and self.lower[place.end - 1] not in _CALLED
            return [outer] if place.area and (small or outer.area) and self.lower[place.end - 1] != "republic" else []
        shown = place.area or self._governed(place)
        return [outer] if shown and (outer.area or place.area or self.lower[place.start - 1] == "of") else []

    def _closed(self, outer: Place | None) -> list[Place]:
        closed = outer is not None and (self._closes(outer.end) or self._ends_in_noun(outer))
        return [outer] if outer is not None and closed else []

    def _explained(self, at: int) -> list[Place]:
        """The Y of "a village in Y", "the largest city in the south of Y": `at` is the article."""
        for i in range(at + 1, min(at + 1 + _MOST_MODIFIERS, len(self.lower) - 1)):
            word = self.lower[i]
            if self._is_noun(i) and self._word(i + 1) in ("in", "of", "on", "off", "within"):
                outer = self._place_at(i + 2)
                return [outer] if outer is not None else []
            if not word[0].isalpha() or word in _ENDING:
                return []
        return []

    def _named_beside(self, place: Place) -> list[Place]:
        """The Y of "in X, Y,": a country, a name with a noun for places, or a bare name where nothing is listed."""
        at = place.end + 1
        turned = self.lower[at] in _COMPASS and self._word(at + 1) != "of"
        outer = self._place_at(at) if turned else self._named_at(at, at) if self.named[at] else None
        if outer is None or not self._governed(place) or self._is_listed(outer.end):
            return []
        bare = not outer.area and place.start <= 1  # a comma ends "In X" at the beginning
        return [outer] if self._closes(outer.end) and not bare else []

    def _lies(self, at: int) -> list[Place]:
        """The Y of "X lies in Y", "X, which is located in the north of Y"."""
        i = at + 1 if self._word(at) == "," else at
        i += self._word(i) in ("which", "that")
        i += self._word(i) in _IS
        if self._word(i) not in _LYING or self._word(i + 1) not in ("in", "within", "on"):
            return []
        outer = self._place_at(i + 2)
        return [outer] if outer is not None else []

    def _all_in(self, at: int) -> list[Place]:
        """The Y of "W and X, both in Y", for what stands before "and" or a comma too."""
        for i in range(at, min(at + 8, len(self.lower) - 2)):
            if self.lower[i] in ("both", "all") and self.lower[i - 1] == "," and self.lower[i + 1] in _INNER:
                outer = self._place_at(i + 2)
                return [outer] if outer is not None else []
            if not (self.named[i] or self.lower[i] in (",", "and")):
                return []
        return []

    def _beside(self, at: int) -> list[Place]:
        """The places of "X borders Y and Z", "X, a province bordering Y", "X shares a long border with Y"."""
        i = at + 1 if self._word(at) == "," else at
        if self._word(i) in _ARTICLES:
            i = next((k + 1 for k in range(i + 1, min(i + 6, len(self.lower))) if self._is_noun(k)), i)
        i += self._word(i) in ("which", "that")
        i += self._word(i) == "also"
        i += self._word(i) == "is" and self._word(i + 1) == "bordered"
        if self._word(i) in _BORDERING:
            i += 1 + (self._word(i + 1) in ("on", "by"))
        elif self._word(i) in _SHARING:
            ahead = self.lower[i + 1 : i + 7]
            if "with" not in ahead or not {"border", "borders", "frontier"} & {*ahead[: ahead.index("with")]}:
                return []
            i += 2 + ahead.index("with")
        else:
            return []
        found: list[Place] = []
        while (other := self._place_at(i)) is not None:
            found.append(other)
            i = other.end
            while self._word(i) in (",", "and") and i - other.end < 2:
                i += 1
            if i == other.end or not (self.named[i : i + 1] == [True] or self._word(i) in _ARTICLES | _COMPASS):
                break  # what the sentence goes on with
        return found
