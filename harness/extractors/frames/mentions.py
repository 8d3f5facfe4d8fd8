"""What each noun phrase of an article is: people, an organisation, a place, a thing, a person's name or a country."""

from collections.abc import Sequence

from harness.extractors.frames.appositions import Apposition, appositions
from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.inflect import singular
from harness.extractors.frames.names import Names, head_class, title_end, words_of
from harness.extractors.frames.short_forms import ShortForm
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import HELD, word_set

_LOCATING = word_set("in near outside across throughout off")
_MIDDLES = word_set("centre center heart middle")
_LADE = word_set("pack lade load rig fill stuff")
_STAND_INS = word_set("other others another third second fourth fifth one ones rest")
"""Heads that stand for people named before."""


class Classifier:
    """Classifies the noun phrases of one article, learning names first."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Start without any names."""
        self.vocabulary = vocabulary
        self.names = Names()

    def run(self, clauses: Sequence[Clause]) -> Names:
        """Fill in `noun_class`, `side` and `name_start` of every noun phrase; return what the names are."""
        for clause in clauses:
            for form in clause.forms:
                self._learn_short_form(clause, form)
        for clause in clauses:
            for phrase in clause.phrases:
                self._own_words(clause, phrase)
        for clause in clauses:
            for one in appositions(clause, self.vocabulary):
                self._learn_apposition(clause, one)
        sided, people = self.vocabulary.sided_classes, self.vocabulary.lexicon.classes_in["people"]
        of_others: list[tuple[Clause, NounPhrase]] = []  # what they are of, or hold, decides what they are
        for clause in clauses:
            tags = clause.tags
            for phrase in clause.phrases:
                if not phrase.noun_class and tags[phrase.head] == "P":
                    self._known_name(clause, phrase)
                sort = phrase.noun_class
                if phrase.side is None and phrase.first < phrase.head and sort in sided:
                    phrase.side = self._side(clause, phrase)
                if sort == "persons" or sort == "vehicles" or (sort == "anyone" and not phrase.pronoun):
                    of_others.append((clause, phrase))
        for clause, phrase in of_others:
            if phrase.noun_class == "persons":
                phrase.side = phrase.side or _side_of_owner(clause, phrase)
            elif phrase.noun_class == "vehicles":
                phrase.noun_class = "explosives" if _is_laden(clause, phrase) else "vehicles"
            elif phrase.first >= phrase.end:
                _take_class(clause, phrase, people)
        return self.names

    def _learn_short_form(self, clause: Clause, form: ShortForm) -> None:
        """A short form is what the head of the long one is; the head stands before "of" or "for"."""
        tokens = clause.tokens
        head = next((i - 1 for i in range(form.start + 1, form.end) if tokens.lower[i] in ("of", "for")), form.end - 1)
        made = head_class(tokens, form.start, head, self.vocabulary)
        sort = (made.name, made.side) if made else ("name", None)
        self.names.classes.setdefault(tokens.lower[form.short], sort)

    def _learn_apposition(self, clause: Clause, one: Apposition) -> None:
        name = clause.chunks[one.name]
        if type(name) is NounPhrase and name.noun_class in ("", "name"):
            name.noun_class = "person"
            tokens, end = clause.tokens, name.end - name.genitive
            self.names.learn_person(tokens.start[name.first], tokens.end[end - 1], tokens.lower[end - 1], True)

    def _own_words(self, clause: Clause, phrase: NounPhrase) -> None:
        first, head, end = phrase.first, phrase.head, phrase.end - phrase.genitive
        if phrase.pronoun or first >= end:
            phrase.noun_class = "anyone"
            return
        tokens, tags, lexicon = clause.tokens, clause.tags, self.vocabulary.lexicon
        last = tokens.lower[head]
        if first == head == end - 1 and tags[head] == "N":  # one common noun
            known = tokens.forms[head].made
            if last in _MIDDLES and tokens.lower[end : end + 1] == ["of"]:
                known = self.vocabulary.class_of_form.get("outskirts")  # "in the centre of Minsk"
            if known and last not in _STAND_INS:
                phrase.noun_class, phrase.side = known.name, known.side
                return
        elif "P" in tags[first:end] and self._as_name(clause, phrase, end):
            return
        if tokens.text[first][0] in "$€£¥":
            phrase.noun_class = "goods" if "goods" in lexicon.classes else ""
            return
        if last == "side" and first < head and tokens.lower[head - 1] in lexicon.demonyms:
            phrase.noun_class = "country"  # "the Danish side fired first"
            return
        if last.endswith(("-year-old", "-year-olds")):
            phrase.noun_class = "persons"
            return
        if last in _STAND_INS:  # "each other" is of no class that a role allows
            phrase.noun_class = "each other" if tokens.lower[phrase.start] == "each" else "anyone"
            return
        found = head_class(tokens, first, head, self.vocabulary)
        if found is None:
            if tags[head] == "P" and last in lexicon.countries:
                phrase.noun_class = "country"
            return
        if found.kind == "people" and is_all_name(clause, phrase):
            return
        if found.kind == "place" and tokens.text[head] == "State" and tokens.lower[first] in lexicon.adjectives:
            return  # "Islamic State"
        if last == "department" and tags[first] == "P" and self._located(clause, phrase):
            phrase.noun_class = "location"  # "in Junin department"
        else:
            phrase.noun_class, phrase.side = found.name, found.side
            if tokens.lower[first] in HELD and found.kind == "people" and "captives" in lexicon.classes:
                phrase.noun_class = "captives"  # "the kidnapped engineer"

    def _as_name(self, clause: Clause, phrase: NounPhrase, end: int) -> bool:
        """Whether the capitals of a phrase settle what it is: a person, a country or its people, a place."""
        tokens, tags, lexicon = clause.tokens, clause.tags, self.vocabulary.lexicon
        start = title_end(tokens, tags, phrase, self.vocabulary)
        if start < 0:
            start = phrase.first
            while start < end and tags[start] == "A" and tokens.lower[start].endswith("-year-old"):
                start += 1
            start = start if phrase.first < start < end and set(tags[start:end]) == {"P"} else -1
        if start >= 0:
            phrase.noun_class, phrase.name_start = "person", start
            self.names.learn_person(tokens.start[start], tokens.end[end - 1], tokens.lower[end - 1], end - start > 1)
            return True
        if tags[phrase.head] == "P" and tags[end - 1] == "M":
            return True  # "France 24"
        last = tokens.lower[phrase.head]
        if words_of(tokens, phrase.first, end) in lexicon.countries:
            phrase.noun_class = "country"
        elif last in lexicon.demonyms and tags[phrase.head] == "P" and _is_many(phrase, last):
            phrase.noun_class = "persons"
        elif tags[phrase.head] == "P" and last not in _STAND_INS and self._names_place(clause, phrase):
            phrase.noun_class = "location"
        return bool(phrase.noun_class)

    def _located(self, clause: Clause, phrase: NounPhrase) -> bool:
        """Whether a phrase stands behind a preposition of places."""
        before = clause.chunks[phrase.at - 1] if phrase.at else None
        return before is not None and clause.tokens.lower[before.start] in _LOCATING

    def _names_place(self, clause: Clause, phrase: NounPhrase) -> bool:
        """Whether a noun for places stands before the name: "the capital Minsk"."""
        before = phrase.head
        while before > phrase.first and clause.tags[before] == "P":
            before -= 1
        made = self.vocabulary.noun_classes.get(clause.tokens.lower[before]) if clause.tags[before] == "N" else None
        return made is not None and made.kind == "place"

    def _known_name(self, clause: Clause, phrase: NounPhrase) -> None:
        tokens = clause.tokens
        if phrase.number[1] > phrase.number[0] or tokens.lower[phrase.first] == "ethnic":
            phrase.noun_class = "persons"  # "two Hutu"
            return
        end = phrase.end - phrase.genitive
        text = words_of(tokens, phrase.first, end)
        known = self.names.classes.get(text) or (
            self.names.classes.get(tokens.lower[phrase.head]) if end - phrase.first <= 3 else None
        )
        if known:
            phrase.noun_class, phrase.side = known
        elif end - phrase.first > 1 and (site := self._site(clause, phrase)):
            phrase.noun_class = site
        elif _has_age(clause, phrase):
            phrase.noun_class = "person"
            self.names.learn_person(tokens.start[phrase.first], tokens.end[end - 1], tokens.lower[end - 1], True)
        else:
            at = phrase.at
            before = clause.tokens.lower[clause.chunks[at - 1].start] if at else ""
            if sort := self._sort_before(clause, phrase):
                phrase.noun_class = sort
                return
            named = before in _LOCATING or (before == "," and at >= 2 and self._is_place(clause.chunks[at - 2], clause))
            phrase.noun_class = "location" if named else "name"

    def _site(self, clause: Clause, phrase: NounPhrase) -> str:
        """The class of the place that a name begins with: "Hotel Ostra", "Camp Freedom"."""
        made = self.vocabulary.noun_classes.get(clause.tokens.lower[phrase.first])
        names = set(clause.tags[phrase.first : phrase.end - phrase.genitive]) == {"P"}
        return made.name if made and made.kind == "place" and names else ""

    def _sort_before(self, clause: Clause, phrase: NounPhrase) -> str:
        """The class of the thing that stands before its name: "the oil tanker Limburg"."""
        before = phrase.head
        while before > phrase.first and clause.tags[before] in "PM":
            before -= 1
        made = head_class(clause.tokens, phrase.first, before, self.vocabulary) if clause.tags[before] == "N" else None
        return made.name if made is not None and made.kind == "thing" else ""

    def _is_place(self, phrase: Chunk, clause: Clause) -> bool:
        """Whether what stands before a comma is a place without a name ("the capital, Minsk")."""
        if type(phrase) is not NounPhrase or "P" in clause.tags[phrase.first : phrase.end]:
            return False
        return phrase.noun_class in self.vocabulary.place_classes

    def _side(self, clause: Clause, phrase: NounPhrase) -> str | None:
        """The side that the words before the head give to people who have none of their own ("armed men")."""
        sides = self.vocabulary.lexicon.modifiers
        for i in range(phrase.first, phrase.head):
            lower = clause.tokens.lower[i]
            side = sides.get(lower) or self.names.classes.get(lower, ("", None))[1]
            if side:
                return side
            found = self.vocabulary.noun_classes.get(singular(lower)) if clause.tags[i] in "NP" else None
            if found and found.side and found.kind in ("people", "organisation"):
                return found.side
        return None


def _is_laden(clause: Clause, vehicle: NounPhrase) -> bool:
    """Whether explosives are in a vehicle: "a car packed with explosives"."""
    behind = clause.chunks[vehicle.at + 1 : vehicle.at + 4]
    if len(behind) < 3 or type(behind[0]) is not VerbGroup or behind[0].lemma not in _LADE:
        return False
    load = behind[2]
    return type(load) is NounPhrase and load.noun_class in ("explosives", "mines")


def _is_many(phrase: NounPhrase, head: str) -> bool:
    """Whether the name of a nation stands for people: "two Danes", "Danish"."""
    return phrase.number[1] > phrase.number[0] or head.endswith("s") or phrase.first == phrase.start


def _has_age(clause: Clause, phrase: NounPhrase) -> bool:
    """Whether an age stands between commas or in brackets behind a name: "Anna Berg, 34,"."""
    behind = clause.chunks[phrase.at + 1 : phrase.at + 3]
    if len(behind) < 2 or behind[0].kind not in ",(" or behind[1].kind != "R":
        return False
    return clause.tokens.text[behind[1].start].isdecimal()


def _owner(clause: Clause, phrase: NounPhrase) -> NounPhrase | None:
    """What a phrase is of: the security forces in "members of the security forces"."""
    behind = clause.chunks[phrase.at + 1 : phrase.at + 3]
    if len(behind) < 2 or clause.tokens.lower[behind[0].start] != "of":
        return None
    owner = behind[1]
    return owner if type(owner) is NounPhrase else None


def _side_of_owner(clause: Clause, phrase: NounPhrase) -> str | None:
    """The side of what people belong to: "members of the security forces"."""
    owner = _owner(clause, phrase)
    return owner.side if owner else None


def _take_class(clause: Clause, number: NounPhrase, people: frozenset[str]) -> None:
    """Give a bare number the class of those it is of: "three of the hostages"."""
    owner = _owner(clause, number)
    if owner and owner.noun_class in people and not owner.pronoun:
        number.noun_class, number.side = owner.noun_class, owner.side


def is_all_name(clause: Clause, phrase: NounPhrase) -> bool:
    """Whether a phrase is two or more capitalised words and nothing else, so that its last word is no common noun."""
    words = range(phrase.start, phrase.end - phrase.genitive)
    return len(words) > 1 and all(clause.tags[i] == "P" and not clause.tokens.text[i].isupper() for i in words)
