"""What a short mention stands for: "Berg" after "President Anna Berg", "the ministry" after "Interior Ministry"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from harness.extractors.frames.chunks import NounPhrase
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.inflect import singular
from harness.extractors.frames.names import Names
from harness.extractors.frames.words import word_set
from harness.facts import Filler, Span

_LOOK_BACK = 40
"""Mentions looked back at, so that a long article costs no more than its length."""
_ONE_PERSON = word_set("he she him himself herself")
_SEVERAL = word_set("they them themselves it itself")
_WITH_OF = word_set(
    "rest member follower supporter adherent loyalist relative brother sister son daughter resident centre center "
    "service"
)
_POINTING = frozenset(["the", "this", "that", "these", "those"])
_NAMED = {True: ("organisation", "country", "name"), False: ("organisation",)}


Mention = tuple[Clause, NounPhrase, str]
"""A noun phrase in its sentence, and its kind: that of its class, or the class itself."""


@dataclass(slots=True)
class Referents:
    """All mentions of an article, in order, and what each stands for."""

    text: str
    names: Names
    mentions: list[Mention] = field(default_factory=list)
    explained: dict[int, NounPhrase] = field(default_factory=dict)
    """The name that stands behind a position, by the mention of the position: "the police chief, Anna Berg,"."""
    fillers: dict[int, Filler] = field(default_factory=dict)
    """What was made of a mention, as many facts ask for the same."""

    def add(self, clause: Clause, kinds: Mapping[str, str]) -> None:
        """Take in the noun phrases of the next sentence of the article; `kinds` are those of the noun classes."""
        mentions = self.mentions
        for phrase in clause.phrases:
            phrase.order = len(mentions)
            sort = phrase.noun_class
            mentions.append((clause, phrase, kinds.get(sort, sort)))

    def filler(self, clause: Clause, phrase: NounPhrase) -> Filler:
        """Return the filler a phrase stands for: its own words, or those of what it refers to."""
        made = self.fillers.get(phrase.order)
        if made is None:
            phrase = self.explained.get(phrase.order, phrase)
            start, end = self._span(clause, phrase, self.mentions[phrase.order])
            made = self.fillers[phrase.order] = Filler(self.text[start:end], None, Span(start, end))
        return made

    def _span(self, clause: Clause, phrase: NounPhrase, mention: Mention) -> tuple[int, int]:
        if phrase.pronoun:
            return self._pronoun(clause, mention)
        for form in clause.forms:
            if form.start <= phrase.first < form.end:  # "Al-Qaeda in the Maghreb (AQIM)"
                return clause.tokens.start[form.start], clause.tokens.end[form.end - 1]
        if phrase.noun_class == "person":
            return self._person(mention)
        if phrase.noun_class == "name" and _last(mention) in self.names.persons:
            return self._person(mention)
        if phrase.definite and phrase.end - phrase.first == 1 and clause.tokens.lower[phrase.start] in _POINTING:
            return self._longer(mention) or _characters(mention)
        return _characters(mention)

    def _person(self, mention: Mention) -> tuple[int, int]:
        first, end = _words(mention)
        full = self.names.persons.get(_last(mention)) if end - first == 1 else None
        return full or _characters(mention)

    def _before(self, mention: Mention) -> Sequence[Mention]:
        here = mention[1].order
        return self.mentions[max(0, here - _LOOK_BACK) : here][::-1]

    def _pronoun(self, clause: Clause, mention: Mention) -> tuple[int, int]:
        word = _last(mention)
        if word in _ONE_PERSON:
            persons = [other for other in self._before(mention) if other[2] == "person"]
            ahead = self._person_ahead(clause, mention)
            here = bool(persons) and persons[0][0] is clause
            here = here and not self._other_between(clause, persons[0], mention)
            chosen = ahead if ahead and not here else persons[0] if here else None
            if chosen:
                return self._person(chosen)
        if word in _SEVERAL:
            named = [
                other
                for other in self._before(mention)
                if other[0] is clause
                and other[2] in _NAMED[word in ("it", "itself")]
                and "P" in clause.tags[other[1].first : other[1].end]
                and _is_free(clause, other[1])
                and not _does_to(clause, other[1], mention[1])
            ]
            if named:
                return _characters(named[-1])
        return _characters(mention)

    def _other_between(self, clause: Clause, person: Mention, mention: Mention) -> bool:
        """Whether somebody else stands between a name and a pronoun: "Berg said the woman had confessed that she"."""
        between = self.mentions[person[1].order + 1 : mention[1].order]
        return any(other[2] == "people" and not _is_plural(clause, other[1]) for other in between)

    def _person_ahead(self, clause: Clause, mention: Mention) -> Mention | None:
        """A person named behind the comma that ends the clause of "he" ("At a meeting he chaired, Anna Berg said")."""
        comma = next((chunk.start for chunk in clause.chunks if chunk.kind == ","), -1)
        if mention[1].start > comma or mention[1].at == 0 or any(clause.quoted):
            return None
        here = mention[1].order
        for other in self.mentions[here + 1 : here + 8]:
            if other[0] is clause and other[2] == "person" and other[1].start > comma:
                return other
        return None

    def _longer(self, mention: Mention) -> tuple[int, int] | None:
        """The latest earlier mention that ends in the same word and says more ("the ministry")."""
        word = _last(mention)
        for other in self._before(mention):
            if other[2] == mention[2] and _last(other) == word and _says_more(other, mention):
                return _characters(other)
        return None

    def counted(self, mention_of: NounPhrase) -> NounPhrase | None:
        """What a bare number counts ("nine extremists were held and one killed"): the people counted last.

        If none are: those mentioned last who do nothing ("fired on workers, killing four").
        """
        mention = self.mentions[mention_of.order]
        several: NounPhrase | None = None
        unlisted: NounPhrase | None = None
        for clause, phrase, kind in self._before(mention):
            if clause is not mention[0]:
                break
            people = kind == "people" or phrase.noun_class == "forces"
            if unlisted is None and not kind and _is_plural(clause, phrase) and _is_counted_victim(clause, phrase):
                unlisted = phrase  # "four rubber tappers were shot dead and two wounded"
            if not people or phrase.first >= phrase.end or _is_part(clause, phrase):
                continue
            if phrase.number[1] > phrase.number[0]:
                return phrase
            idle = not any(phrase in verb.subjects for verb in clause.verbs)
            if several is None and idle and _is_plural(clause, phrase):
                several = phrase
        return unlisted or several


def _does_to(clause: Clause, phrase: NounPhrase, pronoun: NounPhrase) -> bool:
    """Whether a verb has the one as subject and the other as object: "police held them"."""
    return any(phrase in verb.subjects and pronoun in verb.objects for verb in clause.verbs)


def _is_counted_victim(clause: Clause, phrase: NounPhrase) -> bool:
    """Whether a phrase with a number is what a passive befalls."""
    counted = phrase.number[1] > phrase.number[0]
    return counted and any(verb.passive and phrase in verb.objects for verb in clause.verbs)


def _is_part(clause: Clause, phrase: NounPhrase) -> bool:
    """Whether a phrase only names some of those before it: "including two journalists"."""
    before = clause.chunks[max(0, phrase.at - 2) : phrase.at]
    words = [clause.tokens.lower[chunk.start] for chunk in before]
    return words[-1:] in (["including"], ["among"]) or words in (
        ["among", "them"],
        ["among", "whom"],
        ["including", "those"],
    )


def _is_plural(clause: Clause, phrase: NounPhrase) -> bool:
    word = clause.tokens.lower[phrase.head]
    return singular(word) != word


def _words(mention: Mention) -> tuple[int, int]:
    """The tokens that stand for a mention."""
    clause, phrase, kind = mention
    end = _with_of(clause, phrase, kind)
    first = phrase.name_start if phrase.name_start >= 0 else min(phrase.first, end - 1)
    owner = phrase.possessor
    if owner and kind == "organisation" and "P" not in clause.tags[owner.first : end]:
        first = owner.first  # "the prosecutor's office"
    return first, end


def _last(mention: Mention) -> str:
    """The last word of a mention, lower case."""
    return mention[0].tokens.lower[_with_of(*mention) - 1]


def _characters(mention: Mention) -> tuple[int, int]:
    first, end = _words(mention)
    tokens = mention[0].tokens
    return tokens.start[first], tokens.end[end - 1]


def _says_more(other: Mention, mention: Mention) -> bool:
    """Whether a mention has more words than one of a single word."""
    (first, end), (start, stop) = _words(other), _words(mention)
    return stop - start == 1 < end - first


def _with_of(clause: Clause, phrase: NounPhrase, kind: str) -> int:
    """Where a mention ends whose head says little without what follows: "members of the group"."""
    chunks, at = clause.chunks, phrase.at
    if phrase.genitive or phrase.pronoun or at + 2 >= len(chunks) or clause.tokens.lower[chunks[at + 1].start] != "of":
        return phrase.end - phrase.genitive
    if singular(clause.tokens.lower[phrase.head]) not in _WITH_OF and not (
        kind == "place"
        and is_unnamed(clause, phrase)
        and type(name := chunks[at + 2]) is NounPhrase
        and not is_unnamed(clause, name)
    ):
        return phrase.end
    last = at + 2
    while type(owner := chunks[last]) is NounPhrase and owner.genitive and last + 1 < len(chunks):
        last += 1
    other = chunks[last]
    return other.end - other.genitive if type(other) is NounPhrase else phrase.end


def is_unnamed(clause: Clause, phrase: NounPhrase) -> bool:
    """Return whether no name stands in a phrase."""
    return "P" not in clause.tags[phrase.first : phrase.end]


def _is_free(clause: Clause, phrase: NounPhrase) -> bool:
    """Whether a phrase hangs on no preposition and owns nothing."""
    at = phrase.at
    return not phrase.genitive and not (at and clause.kinds[at - 1] in ("I", "("))
