"""The lexicon: what words mean and which facts they announce. Frozen data; `lexicon_file` reads it from YAML.

Words are in dictionary form and lower case. A phrase is a tuple of words: `("take", "into", "custody")`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from harness.facts import Modality, Polarity

Phrase = tuple[str, ...]
NounKind = Literal["people", "organisation", "place", "thing", "event", "time"]
NOUN_KINDS: tuple[NounKind, ...] = ("people", "organisation", "place", "thing", "event", "time")
NAME_CLASSES = ("person", "name", "country", "location", "anyone", "unknown")
"""Classes no word list holds: a person's name, a name of unknown kind, a country, the name of another place, a pronoun
or bare number, and common nouns that stand in no list."""
GRAMMAR_ROUTES = (
    "subject",
    "object",
    "struck",
    "modifier",
    "possessor",
    "infinitive",
    "purpose",
    "main",
    "here",
    "cue",
    "carried",
)
"""Ways to a filler that are no preposition; see `Role`."""


@dataclass(frozen=True, slots=True)
class NounClass:
    """Head nouns of one sort: `kind` decides where they may stand, `side` whose they are in a conflict, if any's."""

    name: str
    kind: NounKind
    side: str | None
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Role:
    """How one slot of a frame is filled.

    `routes`, best first: `subject` and `object` are the logical ones (of a passive verb the object is its grammatical
    subject, the subject its `by`); `modifier` is a noun before a cue noun ("police raid"), `possessor` its genitive,
    `infinitive` the words of "to do ..." behind the cue and `purpose` the object in them ("to wipe out a cell"), `main`
    the subject of the sentence's finite verb, `struck` what a blast or fire told as a noun did harm to ("an explosion
    rocked a market"), `carried` who is aboard a vehicle that acts, `here` the cue noun's own phrase, or the cue verb
    with its object, `cue` the cue's words alone; anything else are words that stand before the filler, a preposition
    or more ("accused of"), and before a gerund if they end in "doing" ("for doing"). `classes` are the noun classes and
    name classes allowed (empty: any); `verbs` the support verbs of which there must be one (empty: none is needed).
    """

    slot: str
    routes: tuple[str, ...]
    classes: frozenset[str] = frozenset()
    required: bool = False
    verbs: frozenset[str] = frozenset()
    ways: tuple[tuple[str, str], ...] = field(init=False, compare=False, repr=False)
    """Each route with the word that must be said for it to lead anywhere, or ""."""

    def __post_init__(self) -> None:
        """Note the first words of the routes."""
        ways = tuple((route, "" if route in GRAMMAR_ROUTES else route.split()[0]) for route in self.routes)
        object.__setattr__(self, "ways", ways)


@dataclass(frozen=True, slots=True)
class Frame:
    """Cue words and the fact they announce.

    A verb phrase's first word is the verb; the rest follows it, or its object ("took six men into custody").
    `nouns` are head nouns, `adjectives` predicates or modifiers ("six dead"). `needs` asks for one of these slots.
    `deeds` are constants of what was done: a plan leaves them open. `marks` fill a slot by words in or above
    the cue's phrase or said of it: `{"change": {"growing": "rising"}}`. A `counted` noun announces nothing
    without a determiner or plural ("a fire", but not "under fire"). What an `alone` frame tells, no frame
    behind it tells of the same words. `pursued` is the slot that an infinitive fills, if any; A `doerless` verb
    announces something only where the sentence does not say who did it: "was shot dead in Velden". A verb of
    `polarity` positive announces what its denial says: "have not been found" are missing. `required` are the roles
    without which there is no fact. Without `takes_object` the words of a verb phrase stand right behind the verb:
    "fired tear gas at" is not "fire at".
    """

    name: str
    type: str
    verbs: tuple[Phrase, ...] = ()
    nouns: tuple[Phrase, ...] = ()
    adjectives: tuple[Phrase, ...] = ()
    constants: Mapping[str, str] = field(default_factory=dict)
    deeds: Mapping[str, str] = field(default_factory=dict)
    roles: tuple[Role, ...] = ()
    needs: frozenset[str] = frozenset()
    marks: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    modality: Modality | None = None
    polarity: Polarity | None = None
    counted: bool = False
    alone: bool = False
    doerless: bool = False
    takes_object: bool = True
    pursued: str = ""
    required: tuple[Role, ...] = ()


@dataclass(frozen=True, slots=True)
class TypeRule:
    """What holds for every frame of a fact type.

    `count` names the slot whose mention's number is the fact's `count`; `doer` the one whose mention makes one fact
    of two that a sentence tells of the same people ("stormed the bank and shot at the guards"); `adjuncts` the
    slots that any place or date of the clause may fill (`place`, `date`, `start`, `end`); `side` the slot whose
    mention decides `side`; `site` the slot whose mention is the place as well if it is one with a name; without
    `attempts`, what somebody tries to do is no fact of the type; `several` are the slots that all of a list
    fill ("arrested X and Y"); what is `lasting` has the day on which it began as its `start` ("the trial opened
    on Monday").
    """

    count: str | None = None
    doer: str | None = None
    side: str | None = None
    site: str | None = None
    adjuncts: frozenset[str] = frozenset()
    attempts: bool = True
    several: frozenset[str] = frozenset()
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything the lexicon's files say.

    `class_of` maps a head word (or a phrase of two or more words, joined by blanks) to its noun class, `classes_in`
    a class, kind or group name to the classes it stands for, `countries` a country's lower-case name to the country,
    `country_starts` their first words to the most words of one, `demonyms` maps "danish" or "danes" to the country;
    `titles` are positions that stand before or beside a person's name, `onlookers` support verbs whose subject does
    not do what the cue noun says, `modifiers` words that give a side to a noun that has none ("armed" men),
    `place_nouns` the single words for places, `of_nations` words that are written like names and name nobody: "Danish".
    """

    classes: Mapping[str, NounClass]
    class_of: Mapping[str, NounClass]
    classes_in: Mapping[str, frozenset[str]]
    frames: tuple[Frame, ...]
    types: Mapping[str, TypeRule]
    titles: frozenset[str]
    supports: frozenset[str]
    onlookers: frozenset[str]
    reporting: frozenset[str]
    plans: frozenset[str]
    denials: frozenset[str]
    hedges: frozenset[str]
    verbs: frozenset[str]
    irregular: Mapping[str, tuple[str, str]]
    adjectives: frozenset[str]
    countries: Mapping[str, str]
    country_starts: Mapping[str, int]
    demonyms: Mapping[str, str]
    modifiers: Mapping[str, str]
    place_nouns: frozenset[str]
    of_nations: frozenset[str]
    sha256: str = ""
