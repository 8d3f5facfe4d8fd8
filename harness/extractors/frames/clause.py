"""A sentence made ready for look-ups."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.short_forms import ShortForm
from harness.extractors.frames.tokens import Tokens

_KIND = attrgetter("kind")


@dataclass(slots=True)
class Complement:
    """A preposition with its phrase; `word` is the preposition, lower case, "" where there is none ("May 3")."""

    at: int
    word: str
    phrase: Chunk


@dataclass(slots=True)
class Clause:
    """A sentence made ready: its tokens, their tags and chunks, and where it stands."""

    tokens: Tokens
    tags: Sequence[str]
    quoted: Sequence[bool]
    chunks: list[Chunk]
    paragraph: int
    index: int = 0
    forms: Sequence[ShortForm] = ()
    """The short forms that it introduces."""
    said: frozenset[str] = field(init=False, repr=False)
    """Its words in lower case, so that what looks for a few of them need not read it."""
    phrases: list[NounPhrase] = field(init=False, repr=False)
    behind_commas: Sequence[NounPhrase] = field(init=False, repr=False)
    """Those of its phrases that a comma stands right before, and something before that."""
    verbs: list[VerbGroup] = field(init=False, repr=False)
    kinds: list[str] = field(init=False, repr=False)
    """The kind of each chunk, as most who come by one ask for no more."""
    dated: bool = field(init=False, repr=False)
    """Whether a date stands in it."""
    listed: Mapping[int, Sequence[NounPhrase]] = field(default_factory=dict, repr=False)
    """Those whom it names as some of a group, by the chunk of the group."""
    asides: dict[int, int] = field(default_factory=dict, repr=False)
    """The comma that closes what a speaker puts in -> the one that opens it."""
    behind: dict[int, tuple[Sequence[Complement], Sequence[Complement]]] = field(default_factory=dict, repr=False)
    """What `complements` found, as many cues ask for the same."""
    around: dict[int, Sequence[Complement]] = field(default_factory=dict, repr=False)
    """All that may place or date what a chunk tells, best first."""
    ahead: dict[int, Sequence[Complement]] = field(default_factory=dict, repr=False)
    """What `before` found."""

    def __post_init__(self) -> None:
        """Collect what is asked for again and again."""
        self.said = frozenset(self.tokens.lower)
        self.phrases = [chunk for chunk in self.chunks if type(chunk) is NounPhrase]
        self.verbs = [chunk for chunk in self.chunks if type(chunk) is VerbGroup]
        self.kinds = list(map(_KIND, self.chunks))
        self.dated = "DATE" in self.kinds
        kinds = self.kinds
        behind = [one for one in self.phrases if one.at > 1 and kinds[one.at - 1] == ","] if "," in kinds else ()
        self.behind_commas = behind
