"""Which noun class of the lexicon, or which country, a phrase's head is of."""

from typing import NamedTuple

from harness.extractors.frames.lexicon import Lexicon, NounClass
from harness.extractors.frames.words import HELD
from harness.extractors.parse.names import name_text
from harness.extractors.parse.tree import Word

_WATERS = ("lake ", "mount ", "river ", "port ", "fort ", "new ")
_IN_NAMES = frozenset({"fighters", "adherents", "civilians", "relatives", "persons"})
"""Classes whose nouns are people's names too, if a name stands before them."""
INSIDE = frozenset(
    {"off", "in", "near", "into", "outside", "across", "throughout", "towards", "toward", "around", "inside"}
)
"""Prepositions that places alone stand behind."""


class Endings(NamedTuple):
    """The last words of the lexicon's nouns and countries: only words among them need a closer look."""

    classes: frozenset[str]
    countries: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Endings":
        """Gather them once, not once an article."""
        lasts = (frozenset(name.split()[-1] for name in names) for names in (lexicon.class_of, lexicon.countries))
        return cls(*lasts)


class NounClasses:
    """The noun classes of one article's common nouns."""

    def __init__(self, lexicon: Lexicon, endings: Endings) -> None:
        """Keep the answers: the same words are asked about from every side."""
        self._lexicon = lexicon
        self._endings = endings
        self._known: dict[Word, NounClass | None] = {}

    def of(self, token: Word) -> NounClass | None:
        """Return the class of a phrase's head, by the longest of its last words that the lexicon knows."""
        if token not in self._known:
            self._known[token] = self._read(token)
        return self._known[token]

    def _read(self, token: Word) -> NounClass | None:
        if token.lower_ == "department" and _stands_for_a_region(token):
            return self._lexicon.class_of.get("province")
        behind = token.i + 2
        if behind < len(token.doc) and token.doc[behind - 1].lower_ == "of":
            of = self._lexicon.class_of.get(f"{token.lemma_.lower()} of {token.doc[behind].lower_}")
            if of is not None:
                return of  # "block of flats"
        found = self._longest(token)
        if found is not None and token.pos_ == "PROPN" and found.kind in ("place", "thing", "event"):
            before = (child for child in token.lefts if child.dep_ == "compound")
            if any(child.lemma_.lower() in self._lexicon.titles for child in before):
                return None  # "director Anna Marsh"
        if found is not None and found.name in _IN_NAMES and token.ent_type_ == "PERSON" and token.text.istitle():
            named = any(child.dep_ == "compound" and child.text.istitle() for child in token.lefts)
            return None if named else found  # the name of somebody called "Pilgrim"
        if found is not None and found.kind == "people" and _are_held(token):
            return self._lexicon.class_of.get("hostage", found)  # "the kidnapped engineer"
        return found

    def _longest(self, token: Word) -> NounClass | None:
        lasts = [last for last in (token.lemma_.lower(), token.lower_) if last in self._endings.classes]
        if not lasts:
            return None
        words = [token]
        while len(words) < 3 and words[0].i > 0 and words[0].nbor(-1).head.i in {word.i for word in words}:
            words.insert(0, words[0].nbor(-1))
        for start in range(len(words)):
            before = [word.lower_ for word in words[start:-1]]
            for last in lasts:
                found = self._lexicon.class_of.get(" ".join([*before, last]))
                if found is not None:
                    return found
        return None

    def is_a(self, token: Word, kind: str) -> bool:
        """Tell whether the lexicon has a phrase's head among the nouns of this kind."""
        known = self.of(token)
        return known is not None and known.kind == kind

    def is_in(self, token: Word, name: str) -> bool:
        """Tell whether a phrase's head is in the noun class of this name."""
        known = self.of(token)
        return known is not None and known.name == name

    def country(self, token: Word) -> str | None:
        """Return the country that a name is, or None: "a car" and "us" are none."""
        if token.lower_ not in self._endings.countries or token.text.islower():
            return None
        whole = name_text(token).lower()
        if whole.startswith(_WATERS):
            return None  # "Lake Chad"
        return self._lexicon.countries.get(whole) or self._lexicon.countries.get(token.lower_)


def _are_held(noun: Word) -> bool:
    joined = (child for each in noun.children if each.dep_ == "conj" for child in each.children if child.dep_ == "acl")
    return any(map(_held, noun.children)) or any(map(_held, joined))  # "women and girls held by the rebels"


def _held(child: Word) -> bool:
    """Tell "kidnapped" of "the kidnapped engineer", and "held by the rebels" behind whom they hold."""
    if child.dep_ != "acl" or child.tag_ != "VBN":
        return child.lower_ in HELD and child.i < child.head.i
    by = [noun for agent in child.children if agent.dep_ == "agent" for noun in agent.children]
    return child.lower_ in HELD | {"held", "seized"} and any(noun.pos_ == "PROPN" or noun.tag_ == "NNS" for noun in by)


def _stands_for_a_region(noun: Word) -> bool:
    """Tell the department that is a province ("in the Velden department") from that of a ministry."""
    named = any(child.dep_ in ("compound", "nmod") and child.pos_ == "PROPN" for child in noun.lefts)
    behind = noun.i + 2 < len(noun.doc) and noun.nbor().lower_ == "of" and noun.nbor(2).pos_ == "PROPN"
    named |= behind and noun.text.islower()  # "in the department of Velden"
    return named and noun.dep_ in ("pobj", "appos") and noun.head.lower_ in INSIDE | {"of", "from"}
