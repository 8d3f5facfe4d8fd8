"""A sentence as a line of words, and the names of places that are read off it, for any way of reading sentences.

"X", "northern X", "the remote village of X", "the X district", "South Norland's Far North region". What stands here
needs no chunks and no parse, so that every extractor over the lexicon finds the same.
"""

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from harness.extractors.frames.lexicon import Lexicon
from harness.extractors.frames.words import CONJUNCTIONS, DETERMINERS, word_set

COMPASS = word_set(
    "northern southern eastern western central north south east west northeastern northwestern southeastern "
    "southwestern north-eastern north-western south-eastern south-western northeast northwest southeast southwest"
)
_PARTS = word_set(
    "north south east west northeast northwest southeast southwest centre center heart outskirts part parts suburbs "
    "edge coast foothills mountains interior middle areas regions"
)
_GOVERNING = word_set("in near at outside from around to inside across throughout left reached entered")
_ENDS = frozenset([",", ".", ";", ":", ")", '"', "”", "–", "—", "-", "(", "'", "’", "?", "!"])
ENDING = CONJUNCTIONS | word_set(
    "in on at by before because during after when while as near from following since over with under late early last "
    "yesterday today tomorrow together along including among who that which where to is was were are has have had for "
    "against into through until"
)
_NOT_IN_NAMES = frozenset(["islamic", "sovereign", "independent"])
_KINDS = word_set("autonomous administrative federal tribal special")
_LONGEST_NAME = 5
MOST_MODIFIERS = 5


class Place(NamedTuple):
    """The named words `start:end`; what describes them begins at `first`.

    `area` tells whether they are shown to be a place by a noun for places, a direction or a country's name.
    """

    first: int
    start: int
    end: int
    area: bool


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

    def word(self, i: int) -> str:
        """Return a word; past either end a full stop."""
        return self.lower[i] if 0 <= i < len(self.lower) else "."

    def is_noun(self, i: int) -> bool:
        """Return whether a noun for places stands there, with a small letter or as the end of a name."""
        return i < len(self.lower) and (word := self.lower[i]) in self.lexicon.place_nouns and word not in _PARTS

    def is_named(self, i: int) -> bool:
        """Return whether a word stands there that is of a name."""
        return i < len(self.named) and self.named[i]

    def same(self, one: Place, other: Place) -> bool:
        """Return whether two places have the same name."""
        return self.lower[one.start : one.end] == self.lower[other.start : other.end]

    def is_barred(self, place: Place) -> bool:
        """Return whether a name is somebody's, as far as is known, and no noun for places stands with it."""
        return not place.area and any(map(self.barred, range(place.start, place.end)))

    def named_at(self, first: int, at: int) -> Place | None:
        """Return the name that begins at a word, with the noun for places behind it."""
        lower, named = self.lower, self.named
        if not named[at]:
            return None
        count = len(lower)
        most = self.lexicon.country_starts.get(lower[at], 0)
        for size in range(min(most, _LONGEST_NAME, count - at), 0, -1):
            if " ".join(lower[at : at + size]) in self.lexicon.countries:
                if size > 1 or not (self.is_noun(at + 1) or self.is_named(at + 1)):
                    return Place(first, at, at + size, True)
                break
        if lower[at] in _NOT_IN_NAMES:
            return None
        end = at + 1
        longest = min(end + _LONGEST_NAME, count)
        while end < longest and (named[end] or (lower[end] == "-" and self.is_named(end + 1))):
            end += 1  # a hyphen stands between two parts of a name
        more = end < count and lower[end] in _KINDS and self.is_noun(end + 1)
        if (more or self.is_noun(end)) and not named[end]:
            if all(word in self.lexicon.of_nations for word in lower[at:end]):
                return None  # "a Danish town", "the Sunni mosque"
            return Place(first, at, end + 1 + more, True)
        area = self.is_noun(end - 1)
        return None if area and end - at == 1 else Place(first, at, end, area)  # and not "the District"

    def place_at(self, at: int) -> Place | None:
        """Return the place whose words begin here: "Y", "northern Y", "the Y district", "the remote village of Y"."""
        i = at + 1 if self.word(at) in DETERMINERS else at
        turned = False
        for _ in range(MOST_MODIFIERS + 1):
            word = self.word(i)
            if i >= len(self.lower) or not (word[0].isalpha() or word == "-"):
                return None
            if self.named[i] and (self.lower[i] not in self.lexicon.of_nations or self.is_named(i + 1)):
                if self.word(i + 1) in ("'s", "’s") and i + 2 < len(self.lower) and self.named[i + 2]:
                    i += 2  # "Y's Far North region"
                owned = self._owner_end(i)
                found = self.named_at(at, owned)
                if found is not None and i and self.lower[i - 1] in COMPASS and not turned:
                    return Place(at, i - 1, found.end, True)
                return Place(at, found.start, found.end, found.area) if found is not None else None
            of = self.word(i + 1) == "of"
            if of and (word in _PARTS or word in self.lexicon.place_nouns):
                turned = word not in _PARTS
                inner = self.place_at(i + 2)
                return Place(at, inner.start, inner.end, True) if inner is not None else None
            name = i + 2 if word == "capital" and self.word(i + 1) == "," else i + 1
            if self.is_noun(i) and name < len(self.lower) and self.named[name]:
                found = self.named_at(at, name)  # "the town Y", "the capital, Y"
                return Place(at, found.start, found.end, True) if found is not None else None
            if word in ENDING and word not in COMPASS:
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

    def closes(self, end: int) -> bool:
        """Return whether a place that ends there is not followed by more of it."""
        return end >= len(self.lower) or self.lower[end] in _ENDS or self.lower[end] in ENDING

    def ends_in_noun(self, place: Place) -> bool:
        """Return whether a noun for places, written small, ends it."""
        return self.lower[place.end - 1] in self.lexicon.place_nouns and not self.named[place.end - 1]

    def is_listed(self, end: int) -> bool:
        """Return whether what ends there is one of a list: a conjunction or another name follows."""
        word, then = self.word(end), self.word(end + 1)
        behind = end + 1 < len(self.lower) and self.named[end + 1]
        return word in CONJUNCTIONS or (word == "," and (then in CONJUNCTIONS or behind))

    def governed(self, place: Place) -> bool:
        """Return whether the words before a name show that it is a place: "in", "the village of", "the city"."""
        i = place.start - 1
        while i >= 0 and self.lower[i] in COMPASS:
            i -= 1
        if i >= 1 and self.lower[i] == "of":
            return self.is_noun(i - 1) or self.lower[i - 1] in _PARTS
        return self.word(i) in _GOVERNING or (i >= 0 and self.is_noun(i))
