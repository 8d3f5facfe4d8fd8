"""The pieces of a sentence: noun phrases, verb groups, dates and the small words between them."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Chunk:
    """Tokens `start:end` that belong together; `kind` is NP, VG, DATE, or a tag of `tagging` for a single token."""

    kind: str
    start: int
    end: int
    at: int = -1
    """Its index among the chunks of the sentence."""


@dataclass(slots=True, eq=False)
class NounPhrase(Chunk):
    """A noun phrase without what hangs on it by a preposition.

    `first` is where the words after determiner and number begin, `head` the token that decides what it is, `number`
    the tokens of its quantity (empty range: none), `possessor` the phrase before its genitive.
    """

    first: int = 0
    head: int = 0
    number: tuple[int, int] = (0, 0)
    possessor: "NounPhrase | None" = None
    genitive: bool = False
    pronoun: bool = False
    definite: bool = False
    negative: bool = False
    measured: bool = False
    """Whether a noun that only says how much tells its quantity ("a bundle of")."""
    noun_class: str = ""
    side: str | None = None
    name_start: int = -1
    """Where a person's name begins in it, or -1: what stands before is a position."""
    order: int = -1
    """Its place among the noun phrases of the article."""


@dataclass(slots=True, eq=False)
class VerbGroup(Chunk):
    """A verb with its auxiliaries; `form` is finite, infinitive, gerund or participle (past, without auxiliary)."""

    lemma: str = ""
    main: int = 0
    form: str = "finite"
    passive: bool = False
    perfect: bool = False
    negated: bool = False
    modal: str = ""
    copula: bool = False
    past: bool = False
    subjects: "Sequence[NounPhrase]" = ()
    objects: "Sequence[NounPhrase]" = ()


def is_pronoun(chunk: Chunk) -> bool:
    """Return whether a chunk is a pronoun, or words that stand for one."""
    return type(chunk) is NounPhrase and chunk.pronoun
