"""What a noun phrase names: a noun class of the lexicon, a country, a person, a place, or a name of another kind.

The pipeline's entity labels are weak evidence on names it never saw, so the words around a name weigh more: titles,
prepositions of place, "the village of", what the name does. Evidence is gathered over the whole article.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from harness.extractors.frames.lexicon import Lexicon, NounClass
from harness.extractors.parse.name_signs import NameKind, signs
from harness.extractors.parse.names import is_ambiguous, is_name_head, name_text
from harness.extractors.parse.noun_classes import Endings, NounClasses
from harness.extractors.parse.people_nouns import looks_like_people
from harness.extractors.parse.phrases import QUANTITY_HEADS
from harness.extractors.parse.tree import Tree, Word

_MIDDLES = frozenset({"centre", "center", "heart", "middle"})
_IN_VEHICLES = frozenset({"vehicles", "forces", "explosives"})
_SETTLED = frozenset({"location", "places", "borderlands"})
"""Classes that are open to the name of a town or region; where only buildings may stand it is none of them."""


class Kinds:
    """The kinds of one article's names, and the noun classes of its common nouns."""

    def __init__(self, lexicon: Lexicon, endings: Endings, docs: Iterable[Tree]) -> None:
        """Gather the evidence of all parsed passages of an article."""
        self._lexicon = lexicon
        self._places = frozenset(name for name, made in lexicon.classes.items() if made.kind == "place")
        self._people = frozenset(name for name, made in lexicon.classes.items() if made.kind == "people")
        self._bodies = frozenset(name for name, made in lexicon.classes.items() if made.kind == "organisation")
        self._evidence: dict[str, Counter[NameKind]] = defaultdict(Counter)
        self._classes = NounClasses(lexicon, endings)
        # The same words are asked about from every side, so each answer is kept.
        self._kinds: dict[Word, NameKind | None] = {}
        for doc in docs:
            for token in doc:
                if is_name_head(token) and (self.noun_class(token) is None or is_ambiguous(token)):
                    for kind, weight in signs(token, lexicon, self._classes):
                        self._evidence[token.text][kind] += weight
                        if kind == "place" and weight > 2:
                            self._evidence[name_text(token)][kind] += weight

    def noun_class(self, token: Word) -> NounClass | None:
        """Return the class of a phrase's head, by the longest of its last words that the lexicon knows."""
        return self._classes.of(token)

    def country(self, token: Word) -> str | None:
        """Return the country that a name is, or None."""
        return self._classes.country(token)

    def name_kind(self, token: Word) -> NameKind | None:
        """Return what a name is by the article's evidence; None for a common noun and where evidence is lacking."""
        if token not in self._kinds:
            self._kinds[token] = self._judge(token)
        return self._kinds[token]

    def _judge(self, token: Word) -> NameKind | None:
        if self.country(token):
            return "place"
        if token.lower_ in self._lexicon.demonyms:
            return "group"
        known = self.noun_class(token)
        if known is not None and token.pos_ == "PROPN" and not is_ambiguous(token):
            return "place" if known.kind == "place" else "group" if known.kind == "organisation" else None
        if (known is not None and not is_ambiguous(token)) or not is_name_head(token):
            return None
        votes = self._evidence.get(name_text(token) if known is not None else token.text)
        if known is not None:
            return "place" if votes and votes["place"] > votes["group"] + 2 else "group"
        if not votes:
            return None
        kind, weight = max(votes.items(), key=lambda vote: (vote[1], vote[0]))
        return kind if weight > 0 else None

    def is_place(self, token: Word) -> bool:
        """Tell a place: a place noun ("district", "soil"), a country, or a name that evidence makes a place."""
        if token.lower_ in self._lexicon.demonyms and token.pos_ == "ADJ":
            return False
        known = self.noun_class(token)
        if known is not None and not self.country(token) and not is_ambiguous(token):
            return known.kind == "place" or (token.lower_ in _MIDDLES and any(c.lower_ == "of" for c in token.children))
        return self.name_kind(token) == "place"

    def is_person(self, token: Word) -> bool:
        """Tell a person's name."""
        return self.name_kind(token) == "person"

    def _are_armed(self, token: Word) -> bool:
        """Tell "armed men" and "masked youths"."""
        sides = self._lexicon.modifiers
        return any(sides.get(child.lower_) == "armed_group" for child in token.lefts)

    def _is_of_nation(self, token: Word) -> bool:
        """Tell "Danish" in "Danish shelling", and "the Danish side": a country acts."""
        demonyms = self._lexicon.demonyms
        if token.dep_ in ("amod", "compound"):
            return token.lower_ in demonyms and token.text[:1].isupper()
        return token.lower_ == "side" and any(child.lower_ in demonyms for child in token.lefts)

    def _manned_by(self, vehicle: Word) -> frozenset[str]:
        """The classes a vehicle acts for: forces in "army helicopters", a bomb in "a car packed with explosives"."""
        sides = {self._lexicon.modifiers.get(child.lower_) for child in vehicle.lefts}
        packed = [word for child in vehicle.children if child.dep_ == "acl" for word in child.children]
        loads = [noun for word in packed if word.lower_ == "with" for noun in word.children]
        bomb = any(child.lower_.startswith(("explosive", "bomb")) for child in vehicle.lefts)
        bomb |= any(self._classes.is_in(noun, "explosives") for noun in loads)
        return frozenset((["forces"] if "state" in sides else []) + (["explosives"] if bomb else []))

    def allows(self, token: Word, classes: frozenset[str]) -> bool:
        """Tell whether a phrase with this head may fill a role that is open to these classes (none given: any)."""
        if not classes:
            return True
        if "country" in classes and self._is_of_nation(token):
            return True
        known = self.noun_class(token)
        if known is not None and not self.country(token) and not is_ambiguous(token):
            if known.name == "vehicles" and classes & _IN_VEHICLES:
                return "vehicles" in classes or bool(classes & self._manned_by(token))
            return known.name in classes or (
                "fighters" in classes and known.kind == "people" and self._are_armed(token)
            )
        if (
            token.pos_ == "PRON"
            or token.tag_ == "CD"
            or token.lower_ in QUANTITY_HEADS
            or token.lower_ in ("one", "third", "fourth", "fifth")
            or (token.tag_ in ("DT", "JJ") and token.dep_ != "amod")
        ):
            return "anyone" in classes
        if not is_name_head(token):
            if "unknown" in classes and not classes & self._people:
                return known is None and (token.pos_ == "NOUN" or token.tag_ == "VBG")
            # Whoever is killed or held may be told by a noun that no list has; elsewhere it must look like people.
            looks = looks_like_people(token) or ("anyone" in classes and _is_counted(token))
            looks = looks or self._stands_beside_people(token)
            return token.pos_ == "NOUN" and looks and bool(classes & self._people)
        if self.country(token):
            return bool(classes & {"country"})
        kind = self.name_kind(token)
        if kind == "place":  # a factory may explode, a town does not
            return bool(classes & _SETTLED)
        if kind == "person":
            return "person" in classes
        if kind == "group":
            return bool(classes & self._bodies) or ("name" in classes and not classes & self._places)
        return "name" in classes

    def _stands_beside_people(self, token: Word) -> bool:
        """Tell the guide of "four soldiers and a guide were killed"."""
        first = token.head
        return token.dep_ == "conj" and (self._classes.is_a(first, "people") or self.is_person(first))


def _is_counted(token: Word) -> bool:
    return token.tag_ == "NNS" and any(child.dep_ == "nummod" or child.lower_ == "both" for child in token.children)
