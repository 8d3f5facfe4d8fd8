"""What a noun phrase names: a noun class of the lexicon, a country, a person, a place, or a name of another kind.

The pipeline's entity labels are weak evidence on names it never saw, so the words around a name weigh more: titles,
prepositions of place, "the village of", what the name does. Evidence is gathered over the whole article.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from harness.extractors.frames.lexicon import Lexicon, NounClass
from harness.extractors.parse.phrases import QUANTITY_HEADS, word_set
from harness.extractors.parse.tree import Tree, Word

NameKind = Literal["person", "place", "group"]

_LABELS: dict[str, NameKind] = {
    "PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "group", "NORP": "group",
}  # fmt: skip
_INSIDE = frozenset(
    {"off", "in", "near", "into", "outside", "across", "throughout", "towards", "toward", "around", "inside"}
)
_LOOSE = frozenset({"from", "at", "to", "through", "over"})
_OF_COUNTRIES = frozenset(
    {"minister", "president", "governor", "mayor", "capital", "parliament", "coast", "border", "ambassador"}
)
_IN_NAMES = frozenset({"fighters", "adherents", "civilians", "relatives", "persons"})
"""Classes whose nouns are people's names too, if a name stands before them."""
_SETTLED = frozenset({"location", "places", "borderlands"})
"""Classes that are open to the name of a town or region; where only buildings may stand it is none of them."""
_ACRONYM = re.compile(r"[A-Z][A-Z0-9-]+s?\Z")
_PERSON_SUFFIX = re.compile(r"(?:ist|[cns]tress|waitress|[^v]er|[^t]or|ator|ian|man|men|woman|women|ee|eer)s?\Z")
"""How nouns for people end that no lexicon lists: cyclists, mountaineers, prosecutors."""
_NO_PEOPLE = word_set(
    "power stress distress letter number order water paper matter center winter summer weather tower computer border "
    "quarter corner chapter counter shelter disorder layer folder poster sticker trailer container helicopter semester "
    "character fever cancer error terror sector factor motor tractor corridor mirror horror monitor reactor detector "
    "gender tender charter filter meter litre ladder rubber timber lumber copper silver answer laser transfer trigger "
    "danger hunger anger barrier frontier pier carrier tier career beer committee coffee fee degree knee tree"
)
"""Nouns that end as those for people do, and are none."""
_TIME = re.compile(
    r"(?i)(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?\Z|(?:mon|tues|wednes|thurs|fri|satur|sun)day\Z"
)


class Endings(NamedTuple):
    """The last words of the lexicon's nouns and countries: only words among them need a closer look."""

    classes: frozenset[str]
    countries: frozenset[str]

    @classmethod
    def of(cls, lexicon: Lexicon) -> "Endings":
        """Gather them once, not once an article."""
        lasts = (frozenset(name.split()[-1] for name in names) for names in (lexicon.class_of, lexicon.countries))
        return cls(*lasts)


class Kinds:
    """The kinds of one article's names, and the noun classes of its common nouns."""

    def __init__(self, lexicon: Lexicon, endings: Endings, docs: Iterable[Tree]) -> None:
        """Gather the evidence of all parsed passages of an article."""
        self._lexicon = lexicon
        self._places = frozenset(name for name, made in lexicon.classes.items() if made.kind == "place")
        self._people = frozenset(name for name, made in lexicon.classes.items() if made.kind == "people")
        self._bodies = frozenset(name for name, made in lexicon.classes.items() if made.kind == "organisation")
        self._evidence: dict[str, Counter[NameKind]] = defaultdict(Counter)
        self._endings = endings
        # The same words are asked about from every side, so each answer is kept.
        self._classes: dict[Word, NounClass | None] = {}
        self._kinds: dict[Word, NameKind | None] = {}
        for doc in docs:
            for token in doc:
                if is_name_head(token) and (self.noun_class(token) is None or _is_ambiguous(token)):
                    for kind, weight in self._signs(token):
                        self._evidence[token.text][kind] += weight
                        if kind == "place" and weight > 2:
                            self._evidence[name_text(token)][kind] += weight

    def noun_class(self, token: Word) -> NounClass | None:
        """Return the class of a phrase's head, by the longest of its last words that the lexicon knows."""
        if token not in self._classes:
            self._classes[token] = self._read_class(token)
        return self._classes[token]

    def _read_class(self, token: Word) -> NounClass | None:
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

    def country(self, token: Word) -> str | None:
        """Return the country that a name is, or None."""
        if token.lower_ not in self._endings.countries:
            return None
        return self._lexicon.countries.get(name_text(token).lower()) or self._lexicon.countries.get(token.lower_)

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
        if known is not None and token.pos_ == "PROPN" and not _is_ambiguous(token):
            return "place" if known.kind == "place" else "group" if known.kind == "organisation" else None
        if (known is not None and not _is_ambiguous(token)) or not is_name_head(token):
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
        if known is not None and not self.country(token) and not _is_ambiguous(token):
            return known.kind == "place"
        return self.name_kind(token) == "place"

    def is_person(self, token: Word) -> bool:
        """Tell a person's name."""
        return self.name_kind(token) == "person"

    def is_goods(self, token: Word) -> bool:
        """Tell a thing that is no weapon."""
        known = self.noun_class(token)
        return known is not None and known.name == "goods"

    def allows(self, token: Word, classes: frozenset[str]) -> bool:
        """Tell whether a phrase with this head may fill a role that is open to these classes (none given: any)."""
        if not classes:
            return True
        known = self.noun_class(token)
        if known is not None and not self.country(token) and not _is_ambiguous(token):
            return known.name in classes
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
        return token.dep_ == "conj" and (self._is_class(first, "people") or self.is_person(first))

    def _signs(self, token: Word) -> Iterator[tuple[NameKind, int]]:
        lexicon = self._lexicon
        label = _LABELS.get(token.ent_type_)
        if label is not None:
            yield label, 2 if label == "person" and token.i != token.left_edge.i else 1
        if _ACRONYM.match(token.text):
            yield "group", 4
        before = [child for child in token.lefts if child.dep_ in ("compound", "nmod", "amod")]
        if any(child.lemma_.lower() in lexicon.titles for child in before):
            yield "person", 4
        if token.dep_ == "pobj":
            preposition = token.head
            if preposition.lower_ in _INSIDE:
                yield "place", 3
            elif preposition.lower_ in _LOOSE:
                yield "place", 1
            elif preposition.lower_ == "of" and self._is_class(preposition.head, "place"):
                yield "place", 4
        for child in token.children:
            if child.dep_ == "appos":
                if self._is_class(child, "place"):
                    yield "place", 4
                elif child.lemma_.lower() in lexicon.titles or self._is_class(child, "people"):
                    yield "person", 4
        if token.dep_ == "appos" and (
            token.head.lemma_.lower() in lexicon.titles or self._is_class(token.head, "people")
        ):
            yield "person", 3
        if token.dep_ in ("compound", "nmod", "poss"):
            if self._is_class(token.head, "place") and token.dep_ != "poss":
                yield "place", 3
            elif self._is_class(token.head, "people"):
                yield ("person", 2) if token.dep_ == "poss" else ("group", 2)
        if token.dep_ == "poss" and token.head.lemma_.lower() in _OF_COUNTRIES:
            yield "place", 3
        if token.dep_ == "compound" and token.head.lower_ in ("governor", "mayor", "resident", "residents"):
            yield "place", 3
        if token.dep_ == "nsubj" and token.head.lemma_.lower() in lexicon.reporting and token.head.tag_ != "VBG":
            yield "person", 2

    def _is_class(self, token: Word, kind: str) -> bool:
        known = self.noun_class(token)
        return known is not None and known.kind == kind


def looks_like_people(noun: Word) -> bool:
    """Tell nouns that end as those for people do."""
    return bool(_PERSON_SUFFIX.search(noun.lower_)) and noun.lemma_.lower() not in _NO_PEOPLE


def is_name_head(token: Word) -> bool:
    """Tell the last word of a proper name (no month, no weekday)."""
    return (
        token.pos_ == "PROPN"
        and is_name_word(token)
        and not _TIME.match(token.text)
        and not (token.dep_ == "compound" and token.i + 1 < len(token.doc) and token.nbor().pos_ == "PROPN")
    )


def is_name_word(token: Word) -> bool:
    """Tell a word with the capital of a name, behind a particle too: "Velden", "al-Velden"."""
    return token.text[:1].isupper() or token.text.partition("-")[2][:1].isupper()


def _stands_for_a_region(noun: Word) -> bool:
    """Tell the department that is a province ("in the Velden department") from that of a ministry."""
    named = any(child.dep_ in ("compound", "nmod") and child.pos_ == "PROPN" for child in noun.lefts)
    behind = noun.i + 2 < len(noun.doc) and noun.nbor().lower_ == "of" and noun.nbor(2).pos_ == "PROPN"
    named |= behind and noun.text.islower()  # "in the department of Velden"
    return named and noun.dep_ in ("pobj", "appos") and noun.head.lower_ in _INSIDE | {"of", "from"}


def _is_counted(token: Word) -> bool:
    return token.tag_ == "NNS" and any(child.dep_ == "nummod" or child.lower_ == "both" for child in token.children)


def _is_ambiguous(token: Word) -> bool:
    """Tell a name that ends in "State": a place or, as some groups call themselves, none."""
    return (
        token.text == "State" and token.i > 0 and token.nbor(-1).head.i == token.i and token.nbor(-1).text[:1].isupper()
    )


def name_text(token: Word) -> str:
    """Return the whole proper name that ends in this word, e.g. `Velden` or `New Norland`."""
    start = token.i
    doc = token.doc
    while start > 0 and doc[start - 1].pos_ == "PROPN" and doc[start - 1].head.i in range(start, token.i + 1):
        start -= 1
    return str(doc[start : token.i + 1].text)
