"""What each noun phrase of an article is: people, an organisation, a place, a thing, a person's name or a country."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from harness.extractors.frames.appositions import Apposition, appositions
from harness.extractors.frames.chunks import Chunk, NounPhrase
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.inflect import singular
from harness.extractors.frames.lexicon import NounClass
from harness.extractors.frames.short_forms import ShortForm
from harness.extractors.frames.tokens import Tokens, stands_at
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import OFFICES, word_set

_LOCATING = word_set("in near outside across throughout off")
_STAND_INS = word_set("other others another third second fourth fifth one ones")
"""Heads that stand for people named before."""


_PEOPLE_ENDS = ("ologist", "ologists", "woman", "women", "sman", "smen", "keeper", "keepers", "worker", "workers")
"""Ends of words for people: "geologist", "salesmen", "shopkeeper"."""
_SHORT = 6


def head_class(tokens: Tokens, first: int, head: int, vocabulary: Vocabulary) -> NounClass | None:
    """Return the noun class of the longest phrase that ends in `head`, whatever its number."""
    word = tokens.lower[head]
    if word not in vocabulary.class_of_form and word.endswith(_PEOPLE_ENDS) and len(word) > _SHORT:
        return vocabulary.noun_classes.get("person")
    if head > first:
        for before, made in vocabulary.phrases_of_form.get(word, ()):
            begin = head - len(before)
            if begin >= first and stands_at(tokens, begin, before):
                return made
    return vocabulary.class_of_form.get(word)


def title_end(tokens: Tokens, tags: Sequence[str], phrase: NounPhrase, vocabulary: Vocabulary) -> int:
    """Return where a person's name begins in a phrase like "Interior Minister Anna Berg", or -1."""
    begin = phrase.end - phrase.genitive
    if tags[begin - 1] != "P":
        return -1
    while (
        begin > phrase.first
        and tags[begin - 1] == "P"
        and singular(tokens.lower[begin - 1]) not in vocabulary.lexicon.titles
        and not (tokens.lower[begin - 1] in OFFICES and begin < phrase.end)
    ):
        begin -= 1
    if begin == phrase.end - phrase.genitive or begin == phrase.first:
        return -1
    title = tokens.lower[begin - 1]
    of_office = title in OFFICES and "of" in tokens.lower[phrase.first : begin]
    if not (title in vocabulary.lexicon.titles or of_office) or head_class(tokens, begin, phrase.head, vocabulary):
        return -1
    return begin


@dataclass(slots=True)
class Names:
    """What an article teaches about its names.

    `classes` maps a name (lower case) to its class and side, `persons` a last name to the token range of the full
    name, `long_forms` a short form to the phrase it was given for.
    """

    classes: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    persons: dict[str, tuple[int, int]] = field(default_factory=dict)

    def learn_person(self, start: int, end: int, last: str, full: bool) -> None:
        """Remember a person by last name; the first full name stays."""
        if full or last not in self.persons:
            self.persons.setdefault(last, (start, end))
        self.classes.setdefault(last, ("person", None))


def words_of(tokens: Tokens, start: int, end: int) -> str:
    """Return the words of a token range, lower case, joined by blanks."""
    if end - start == 1:
        return tokens.lower[start]
    return " ".join(tokens.lower[start:end])


class Classifier:
    """Classifies the noun phrases of one article, learning names first."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Start without any names."""
        self.vocabulary = vocabulary
        self.names = Names()

    def run(self, clauses: Sequence[Clause]) -> Names:
        """Fill in `noun_class`, `side` and `name_start` of every noun phrase; return what the names are."""
        phrases = [(clause, phrase) for clause in clauses for phrase in clause.phrases]
        for clause in clauses:
            for form in clause.forms:
                self._learn_short_form(clause, form)
        for clause, phrase in phrases:
            self._own_words(clause, phrase)
        for clause in clauses:
            for one in appositions(clause, self.vocabulary):
                self._learn_apposition(clause, one)
        for clause, phrase in phrases:
            if not phrase.noun_class:
                self._known_name(clause, phrase)
        for clause, phrase in phrases:
            if phrase.side is None:
                phrase.side = self._side(clause, phrase)
        for clause in clauses:
            for chunk in clause.phrases:
                i = chunk.at
                if i + 2 >= len(clause.chunks):
                    continue
                if chunk.side is None and chunk.noun_class == "persons":
                    chunk.side = _side_of_owner(clause, i)
                elif chunk.noun_class == "anyone" and not chunk.pronoun and chunk.first >= chunk.end:
                    _take_class(clause, chunk, clause.chunks[i + 2], self.vocabulary.lexicon.classes_in["people"])
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
        if isinstance(name, NounPhrase) and name.noun_class in ("", "name"):
            name.noun_class = "person"
            tokens, end = clause.tokens, name.end - name.genitive
            self.names.learn_person(tokens.start[name.first], tokens.end[end - 1], tokens.lower[end - 1], True)

    def _own_words(self, clause: Clause, phrase: NounPhrase) -> None:
        tokens, tags, lexicon = clause.tokens, clause.tags, self.vocabulary.lexicon
        if phrase.pronoun or phrase.first >= phrase.end - phrase.genitive:
            phrase.noun_class = "anyone"
            return
        end = phrase.end - phrase.genitive
        if phrase.first == phrase.head == end - 1 and tags[phrase.head] == "N":  # one common noun
            word = tokens.lower[phrase.head]
            known = self.vocabulary.class_of_form.get(word)
            if known and word not in _STAND_INS:
                phrase.noun_class, phrase.side = known.name, known.side
                return
        start = title_end(tokens, tags, phrase, self.vocabulary)
        if start >= 0:
            phrase.noun_class, phrase.name_start = "person", start
            self.names.learn_person(tokens.start[start], tokens.end[end - 1], tokens.lower[end - 1], end - start > 1)
            return
        name = phrase.first
        while name < end and tags[name] == "A" and tokens.lower[name].endswith("-year-old"):
            name += 1
        if phrase.first < name < end and all(tag == "P" for tag in tags[name:end]):
            phrase.noun_class, phrase.name_start = "person", name
            self.names.learn_person(tokens.start[name], tokens.end[end - 1], tokens.lower[end - 1], end - name > 1)
            return
        if tokens.text[phrase.first][0] in "$€£¥":
            phrase.noun_class = "goods" if "goods" in lexicon.classes else ""
            return
        text = words_of(tokens, phrase.first, end)
        if tags[end - 1] == "M" and tags[phrase.head] == "P":
            return  # "France 24"
        if text in lexicon.countries:
            phrase.noun_class = "country"
            return
        last = tokens.lower[phrase.head]
        if (
            last in lexicon.demonyms
            and tags[phrase.head] == "P"
            and (phrase.number[1] > phrase.number[0] or last.endswith("s") or phrase.first == phrase.start)
        ):
            phrase.noun_class = "persons"
            return
        if last.endswith(("-year-old", "-year-olds")):
            phrase.noun_class = "persons"
            return
        if last in _STAND_INS and tokens.lower[phrase.start] == "each":
            phrase.noun_class = "each other"  # of no class that a role allows
            return
        if last in _STAND_INS:
            phrase.noun_class = "anyone"
            return
        if tags[phrase.head] == "P" and self._names_place(clause, phrase):
            phrase.noun_class = "location"
            return
        found = head_class(tokens, phrase.first, phrase.head, self.vocabulary)
        if found and found.kind == "people" and is_all_name(clause, phrase):
            return
        state = (
            tokens.text[phrase.head] == "State" and tokens.lower[phrase.first] in lexicon.adjectives
        )  # "Islamic State"
        if found and found.kind == "place" and state:
            return
        if found and last == "department" and tags[phrase.first] == "P" and self._located(clause, phrase):
            phrase.noun_class = "location"  # "in Junin department"
        elif found:
            phrase.noun_class, phrase.side = found.name, found.side
        elif last in lexicon.countries:
            phrase.noun_class = "country"

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
        tokens, tags = clause.tokens, clause.tags
        if tags[phrase.head] != "P":
            return
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
            named = before in _LOCATING or (before == "," and at >= 2 and self._is_place(clause.chunks[at - 2], clause))
            phrase.noun_class = "location" if named else "name"

    def _site(self, clause: Clause, phrase: NounPhrase) -> str:
        """The class of the place that a name begins with: "Hotel Ostra", "Camp Freedom"."""
        made = self.vocabulary.noun_classes.get(clause.tokens.lower[phrase.first])
        names = set(clause.tags[phrase.first : phrase.end - phrase.genitive]) == {"P"}
        return made.name if made and made.kind == "place" and names else ""

    def _is_place(self, phrase: Chunk, clause: Clause) -> bool:
        """Whether what stands before a comma is a place without a name ("the capital, Minsk")."""
        if not isinstance(phrase, NounPhrase) or "P" in clause.tags[phrase.first : phrase.end]:
            return False
        return phrase.noun_class in self.vocabulary.place_classes

    def _side(self, clause: Clause, phrase: NounPhrase) -> str | None:
        """The side that the words before the head give to people who have none of their own ("armed men")."""
        made = self.vocabulary.lexicon.classes.get(phrase.noun_class)
        if made is None or made.kind not in ("people", "organisation"):
            return None
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


def _has_age(clause: Clause, phrase: NounPhrase) -> bool:
    """Whether an age stands between commas or in brackets behind a name: "Anna Berg, 34,"."""
    behind = clause.chunks[phrase.at + 1 : phrase.at + 3]
    if len(behind) < 2 or behind[0].kind not in ",(" or behind[1].kind != "R":
        return False
    return clause.tokens.text[behind[1].start].isdecimal()


def _side_of_owner(clause: Clause, i: int) -> str | None:
    """The side of what people belong to: "members of the security forces"."""
    owner = clause.chunks[i + 2]
    if clause.tokens.lower[clause.chunks[i + 1].start] == "of" and isinstance(owner, NounPhrase):
        return owner.side
    return None


def _take_class(clause: Clause, number: NounPhrase, owner: Chunk, people: frozenset[str]) -> None:
    """Give a bare number the class of those it is of: "three of the hostages"."""
    of = clause.tokens.lower[clause.chunks[number.at + 1].start] == "of"
    if of and isinstance(owner, NounPhrase) and owner.noun_class in people and not owner.pronoun:
        number.noun_class, number.side = owner.noun_class, owner.side


def is_all_name(clause: Clause, phrase: NounPhrase) -> bool:
    """Whether a phrase is two or more capitalised words and nothing else, so that its last word is no common noun."""
    words = range(phrase.start, phrase.end - phrase.genitive)
    return len(words) > 1 and all(clause.tags[i] == "P" and not clause.tokens.text[i].isupper() for i in words)
