"""What a short mention stands for: "Berg" after "President Anna Berg", "the ministry" after "Interior Ministry"."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from harness.extractors.frames.chunks import NounPhrase
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.inflect import singular
from harness.extractors.frames.mentions import Names, words_of
from harness.extractors.frames.words import word_set
from harness.facts import Filler, Span

_LOOK_BACK = 40
"""Mentions looked back at, so that a long article costs no more than its length."""
_ONE_PERSON = word_set("he she him himself herself")
_SEVERAL = word_set("they them themselves it itself")
_WITH_OF = word_set(
    "member follower supporter adherent loyalist relative brother sister son daughter resident centre center service"
)
_NAMED = {True: ("organisation", "country", "name"), False: ("organisation",)}


@dataclass(slots=True)
class Mention:
    """One noun phrase in its place; `start:end` are the characters that stand for it."""

    clause: int
    phrase: NounPhrase
    start: int
    end: int
    kind: str
    words: str


@dataclass(slots=True)
class Referents:
    """All mentions of an article, in order, and what each stands for."""

    text: str
    names: Names
    mentions: list[Mention] = field(default_factory=list)
    at: dict[int, int] = field(default_factory=dict)

    def add(self, clause: Clause, phrase: NounPhrase, kind: str) -> None:
        """Take in the next noun phrase of the article; `kind` is that of its class, or the class itself."""
        tokens = clause.tokens
        end = _with_of(clause, phrase, kind)
        first = phrase.name_start if phrase.name_start >= 0 else min(phrase.first, end - 1)
        owner = phrase.possessor
        if owner and kind == "organisation" and "P" not in clause.tags[owner.first : end]:
            first = owner.first  # "the prosecutor's office"
        words = words_of(tokens, first, end)
        self.at[id(phrase)] = len(self.mentions)
        self.mentions.append(Mention(clause.index, phrase, tokens[first].start, tokens[end - 1].end, kind, words))

    def filler(self, clause: Clause, phrase: NounPhrase) -> Filler:
        """Return the filler a phrase stands for: its own words, or those of what it refers to."""
        mention = self.mentions[self.at[id(phrase)]]
        start, end = self._span(clause, phrase, mention)
        return Filler(text=self.text[start:end], span=Span(start, end))

    def _span(self, clause: Clause, phrase: NounPhrase, mention: Mention) -> tuple[int, int]:
        last = mention.words.rpartition(" ")[2]
        if phrase.noun_class == "person" or (phrase.noun_class == "name" and last in self.names.persons):
            return self._person(mention, last)
        if phrase.pronoun:
            return self._pronoun(clause, mention)
        if phrase.definite and phrase.end - phrase.first == 1:
            return self._longer(mention) or (mention.start, mention.end)
        return mention.start, mention.end

    def _person(self, mention: Mention, last: str) -> tuple[int, int]:
        full = self.names.persons.get(last)
        if full and " " not in mention.words:
            return full
        return mention.start, mention.end

    def _before(self, mention: Mention) -> Sequence[Mention]:
        here = self.at[id(mention.phrase)]
        return self.mentions[max(0, here - _LOOK_BACK) : here][::-1]

    def _pronoun(self, clause: Clause, mention: Mention) -> tuple[int, int]:
        word = mention.words
        if word in _ONE_PERSON:
            persons = [other for other in self._before(mention) if other.kind == "person"]
            ahead = self._person_ahead(clause, mention)
            here = bool(persons) and persons[0].clause == mention.clause
            chosen = ahead if ahead and not here else persons[0] if persons else None
            if chosen:
                return self._person(chosen, chosen.words.rpartition(" ")[2])
        if word in _SEVERAL:
            named = [
                other
                for other in self._before(mention)
                if other.clause == mention.clause
                and other.kind in _NAMED[word in ("it", "itself")]
                and "P" in clause.tags[other.phrase.first : other.phrase.end]
                and _is_free(clause, other.phrase)
            ]
            if named:
                return named[-1].start, named[-1].end
        return mention.start, mention.end

    def _person_ahead(self, clause: Clause, mention: Mention) -> Mention | None:
        """A person named behind the comma that ends the clause of "he" ("At a meeting he chaired, Anna Berg said")."""
        comma = next((chunk.start for chunk in clause.chunks if chunk.kind == ","), -1)
        if mention.phrase.start > comma or any(clause.quoted):
            return None
        here = self.at[id(mention.phrase)]
        for other in self.mentions[here + 1 : here + 8]:
            if other.clause == mention.clause and other.kind == "person" and other.phrase.start > comma:
                return other
        return None

    def _longer(self, mention: Mention) -> tuple[int, int] | None:
        """The latest earlier mention that ends in the same word and says more ("the ministry")."""
        for other in self._before(mention):
            if (
                other.words != mention.words
                and other.words.split()[-1:] == [mention.words]
                and other.kind == mention.kind
            ):
                return other.start, other.end
        return None

    def counted(self, mention_of: NounPhrase) -> NounPhrase | None:
        """What a bare number counts ("nine extremists were held and one killed"): the people mentioned last."""
        here = self.at[id(mention_of)]
        clause = self.mentions[here].clause
        for other in self._before(self.mentions[here]):
            if other.clause < clause:
                break
            if (
                other.kind == "people"
                and other.phrase.number[1] > other.phrase.number[0]
                and other.phrase.first < other.phrase.end
            ):
                return other.phrase
        return None


def _with_of(clause: Clause, phrase: NounPhrase, kind: str) -> int:
    """Where a mention ends whose head says little without what follows: "members of the group"."""
    chunks, at = clause.chunks, phrase.at
    if phrase.genitive or phrase.pronoun or at + 2 >= len(chunks) or clause.tokens[chunks[at + 1].start].lower != "of":
        return phrase.end - phrase.genitive
    if singular(clause.tokens[phrase.head].lower) not in _WITH_OF and not (
        kind == "place"
        and is_unnamed(clause, phrase)
        and isinstance(name := chunks[at + 2], NounPhrase)
        and not is_unnamed(clause, name)
    ):
        return phrase.end
    last = at + 2
    while isinstance(owner := chunks[last], NounPhrase) and owner.genitive and last + 1 < len(chunks):
        last += 1
    other = chunks[last]
    return other.end - other.genitive if isinstance(other, NounPhrase) else phrase.end


def is_unnamed(clause: Clause, phrase: NounPhrase) -> bool:
    """Return whether no name stands in a phrase."""
    return "P" not in clause.tags[phrase.first : phrase.end]


def _is_free(clause: Clause, phrase: NounPhrase) -> bool:
    """Whether a phrase hangs on no preposition and owns nothing."""
    at = phrase.at
    return not phrase.genitive and not (at and clause.chunks[at - 1].kind == "I")
