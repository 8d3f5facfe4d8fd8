"""What words and titles tell of a phrase, and what an article teaches about its names."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from harness.extractors.frames.chunks import NounPhrase
from harness.extractors.frames.inflect import singular
from harness.extractors.frames.lexicon import NounClass
from harness.extractors.frames.tokens import Tokens, stands_at
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import OFFICES

_PEOPLE_ENDS = ("ologist", "ologists", "woman", "women", "sman", "smen", "keeper", "keepers", "worker", "workers")
"""Ends of words for people: "geologist", "salesmen", "shopkeeper"."""
_TRADES = frozenset(["civilians", "persons", "relatives", "analysts", "officers", "speakers"])
"""Classes of people whose nouns may stand before their names."""
_SHORT = 6


def head_class(tokens: Tokens, first: int, head: int, vocabulary: Vocabulary) -> NounClass | None:
    """Return the noun class of the longest phrase that ends in `head`, whatever its number."""
    word = tokens.lower[head]
    known = tokens.forms[head].made
    if known is None and word.endswith(_PEOPLE_ENDS) and len(word) > _SHORT:
        return vocabulary.noun_classes.get("person")
    if head > first:
        for before, made in vocabulary.phrases_of_form.get((tokens.lower[head - 1], word), ()):
            begin = head - len(before)
            if begin >= first and stands_at(tokens, begin, before):
                return made
    return known


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
    if len(tokens.lower[begin].strip(".")) == 1 and begin == phrase.end - phrase.genitive - 1:
        return -1  # "Emir H."
    if not (
        title in vocabulary.lexicon.titles or of_office or (tags[begin - 1] == "N" and is_trade(title, vocabulary))
    ):
        return -1
    return -1 if head_class(tokens, begin, phrase.head, vocabulary) else begin


def is_trade(word: str, vocabulary: Vocabulary) -> bool:
    """Return whether a noun in the singular says who a person is: "seamstress", "candidate", "brother"."""
    made = vocabulary.class_of_form.get(word)
    return (
        made is not None
        and made.name in _TRADES
        and word not in vocabulary.lexicon.adjectives
        and singular(word) == word
    )


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
