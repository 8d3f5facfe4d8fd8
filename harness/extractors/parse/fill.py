"""From a cue in a parse to the slots of its frame: each role's ways to a filler, the count, the side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from harness.extractors.frames.lexicon import Role
from harness.extractors.parse.blame import blame_for
from harness.extractors.parse.constructions import is_passive
from harness.extractors.parse.cues import Cue
from harness.extractors.parse.phrases import content_head, count, mention
from harness.extractors.parse.reading import Parsed, Reading
from harness.facts import Filler

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

_EXAMPLES = frozenset({"example", "instance"})
_LISTS = frozenset({"item"})
_SUSPECTING = frozenset({"suspect", "accuse", "charge", "convict"})
_SMALL_CLAUSE_VERBS = frozenset({"leave", "report", "find", "shoot", "burn", "see", "declare", "bring"})


@dataclass(slots=True)
class Filled:
    """The slots of one cue: fillers, the head token behind each, and the verb that supports a noun cue."""

    slots: dict[str, list[Filler]] = field(default_factory=dict)
    heads: dict[str, list["Token"]] = field(default_factory=dict)
    support: "Token | None" = None


class RoleFiller:
    """Fills the roles of the cues of one passage."""

    def __init__(self, reading: Reading, passage: Parsed) -> None:
        """Keep what is asked for again and again."""
        self._reading = reading
        self._passage = passage
        self._arguments = passage.arguments

    def fill(self, cue: Cue) -> Filled | None:
        """Return the slots of a cue's frame, None if a required role stays open."""
        filled = Filled(support=self.support(cue))
        for role in cue.frame.roles:
            found = next((words for words in self._candidates(cue, role, filled.support) if words), [])
            if found:
                filled.heads[role.slot] = [head for head, _ in found]
                filled.slots[role.slot] = [self._reading.filler(words) for _, words in found]
            elif role.required:
                return None
        return filled

    def support(self, cue: Cue) -> "Token | None":
        """Return the verb that carries a noun cue: "carried out a raid", "a raid was launched"."""
        if cue.kind != "noun":
            return None
        noun = cue.token
        while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
            noun = noun.head
        if noun.dep_ == "pobj" and noun.head.lower_ == "of" and content_head(noun.head.head).i == noun.i:
            noun = noun.head.head
        if noun.dep_ in ("dobj", "nsubjpass"):
            return noun.head if self._supports(noun.head) else None
        for clause in cue.token.children:
            aside = any(
                child.dep_ == "prep" and any(inner.tag_ in ("WDT", "WP") for inner in child.children)
                for child in clause.children
            )
            if clause.dep_ in ("relcl", "acl") and self._supports(clause) and clause.tag_ != "VB" and not aside:
                return clause
        return None

    def _supports(self, verb: "Token") -> bool:
        lemma = verb.lemma_.lower()
        particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), None)
        lexicon = self._reading.lexicon
        return f"{lemma} {particle}" in lexicon.supports if particle else lemma in lexicon.supports | lexicon.plans

    def _candidates(self, cue: Cue, role: Role, support: "Token | None") -> "Iterator[list[tuple[Token, Words]]]":
        """Yield, route by route, the allowed fillers of a role."""
        for route in role.routes:
            if route == "infinitive":
                yield list(self._infinitives(cue, support))
                continue
            if route == "here":
                yield [
                    (cue.token, mention(cue.token, complement=False) if cue.kind == "noun" else self._verb_phrase(cue))
                ]
                continue
            heads = dict.fromkeys(self._heads(cue, route, support))
            if role.slot == "chair":
                heads = dict.fromkeys(map(self._reading.person, heads))
            allowed = [head for head in heads if self._allows(cue, head, role)]
            if allowed and role.slot in _LISTS:  # what stands in a list of weapons is an item too
                allowed = [head for head in heads if self._is_thing(head)]
            yield [(head, self._words(head)) for head in allowed]
        if role.slot == "charge" and cue.kind == "verb":
            yield [(verb, self._clause_words(verb)) for verb in self._suspicions(cue)]

    def _allows(self, cue: Cue, head: "Token", role: Role) -> bool:
        return head.i not in cue.words and self._reading.kinds.allows(content_head(head), role.classes)

    def _is_thing(self, head: "Token") -> bool:
        known = self._reading.kinds.noun_class(content_head(head))
        return known is None or known.kind not in ("people", "place", "time")

    def _words(self, head: "Token") -> "Words":
        return self._clause_words(head) if head.dep_ == "pcomp" else self._reading.entity(head)

    def _suspicions(self, cue: Cue) -> "Iterator[Token]":
        """What "people suspected of ..." are held for."""
        for head in self._arguments.objects(cue.token):
            for clause in head.children:
                if clause.dep_ == "acl" and clause.lemma_ in _SUSPECTING:
                    yield from (noun for name, noun in self._arguments.prepositions(clause) if name in ("of", "for"))

    def _heads(self, cue: Cue, route: str, support: "Token | None") -> "Iterator[Token]":
        token, arguments = cue.token, self._arguments
        if route == "subject":
            yield from self._subjects(cue, support)
        elif route == "object":
            if cue.kind == "verb":
                yield from arguments.objects(token)
        elif route == "modifier":
            yield from (child for child in token.lefts if child.dep_ in ("compound", "nmod", "amod"))
        elif route == "possessor":
            yield from (child for child in token.children if child.dep_ == "poss")
        elif route == "main":
            yield from self._main_subjects(token)
        elif route == "purpose":
            for verb, _ in self._infinitives(cue, support):
                yield from arguments.objects(verb)
        else:
            yield from self._prepositional(cue, route, support)

    def _subjects(self, cue: Cue, support: "Token | None") -> "Iterator[Token]":
        token, arguments = cue.token, self._arguments
        blame = blame_for(token, arguments) if cue.kind == "noun" and cue.frame.type == "attack" else None
        if blame is not None:
            yield from blame.attackers
        elif cue.kind == "verb":
            states = is_passive(token) and not any("object" in role.routes for role in cue.frame.roles)
            found = arguments.objects(token) if states else arguments.subjects(token)
            yield from found or arguments.preceding(token)
        elif support is not None:
            yield from arguments.subjects(support)
        elif cue.kind == "adjective":
            own = [child for child in token.children if child.dep_ in ("nsubj", "nsubjpass")]
            if own:
                yield from own
            elif token.dep_ == "amod":
                if count(token.head) is not None:  # "the dead man" tells nothing new, "two dead men" may
                    yield token.head
            elif token.dep_ in ("acomp", "attr", "conj") and token.head.pos_ in ("AUX", "VERB"):
                yield from arguments.subjects(token.head)
            elif token.dep_ in ("oprd", "ccomp", "acomp", "advcl") and token.head.lemma_ in _SMALL_CLAUSE_VERBS:
                yield from arguments.objects(token.head)
        elif token.dep_ == "pobj" and token.head.lower_ in ("in", "during") and token.head.head.pos_ == "VERB":
            yield from arguments.subjects(token.head.head)  # "killed four in a raid": their raid

    def _main_subjects(self, token: "Token") -> "Iterator[Token]":
        """The subject of the nearest verb above that has one."""
        reporting = {saying.verb.i for saying in self._passage.sayings}
        for verb in token.ancestors:
            if verb.i in reporting:
                return
            if verb.pos_ in ("VERB", "AUX") and (subjects := self._arguments.subjects(verb)):
                yield from subjects
                return

    def _prepositional(self, cue: Cue, route: str, support: "Token | None") -> "Iterator[Token]":
        """Nouns after a preposition of the cue, of its supporting verb, or of the cue's object, in that order."""
        bearers = [cue.token]
        if support is not None:
            bearers.append(support)
        if cue.kind == "verb":
            bearers += [head for head in self._arguments.objects(cue.token) if head.i > cue.token.i]
            bearers += [self._word(index) for index in cue.words[1:]]
        if cue.kind == "noun" and cue.token.dep_ == "pobj":
            bearers.append(cue.token.head.head)
            bearers += [noun for name, noun in self._arguments.prepositions(cue.token) if name in ("of", "by")]
            bearers += [noun for name, noun in self._arguments.prepositions(cue.token.head.head) if name == "by"]
            # "an upswing in activity in the north": the place may hang on either
        first, *rest = route.split()
        if rest and {*route.split()[:-1]} <= {self._word(index).lower_ for index in cue.words} | {cue.token.lemma_}:
            first, rest = rest[-1], []  # "crack down on": the preposition behind the cue's own words
        for bearer in bearers:
            if cue.kind == "verb" and bearer.i in cue.words and bearer.dep_ == "prep" and bearer.lower_ == first:
                yield from (child for child in bearer.children if child.dep_ == "pobj")
            for preposition, noun in self._arguments.prepositions(bearer):
                if preposition != first:
                    continue
                if not rest and noun.lower_ not in _EXAMPLES:
                    yield noun
                elif len(rest) > 1 and noun.lower_ == rest[0]:
                    yield from (inner for name, inner in self._arguments.prepositions(noun) if name == rest[1])

    def _word(self, index: int) -> "Token":
        return self._passage.doc[index]

    def _infinitives(self, cue: Cue, support: "Token | None") -> "Iterator[tuple[Token, Words]]":
        """The verb and the words of every "to do ..." behind the cue or its supporting verb."""
        bearers = [cue.token, *([support] if support is not None else [])]
        if cue.kind == "noun" and cue.token.dep_ == "nsubj" and cue.token.head.lemma_ == "be":
            bearers.append(cue.token.head)
        for bearer in bearers:
            for child in bearer.children:
                if child.i < bearer.i and child.dep_ != "advcl":
                    continue
                to = any(each.lower_ == "to" and each.dep_ == "aux" for each in child.children)
                if to and child.dep_ in ("xcomp", "advcl", "acl", "ccomp"):
                    for verb in (child, *(each for each in child.conjuncts if each.i > child.i)):
                        yield verb, self._clause_words(verb)

    def _clause_words(self, verb: "Token") -> "Words":
        """The words of a clause from its verb to its end, without coordinated verbs, asides and full stops."""
        doc, end = verb.doc, verb.i
        for child in verb.rights:
            if child.dep_ in ("punct", "cc", "conj") or (child.dep_ == "advcl" and child.nbor(-1).is_punct):
                if child.dep_ == "punct" and child.text in ("-", "'", '"', "“", "”"):
                    continue
                break
            end = child.right_edge.i
        while end > verb.i and (doc[end].is_punct or doc[end].is_space):
            end -= 1
        return doc[verb.i : end + 1]

    def _verb_phrase(self, cue: Cue) -> "Words":
        objects = [head.right_edge.i for head in self._arguments.objects(cue.token) if head.i > cue.token.i]
        return cue.token.doc[cue.token.i : max([cue.token.i, *objects]) + 1]


def marked(cue: Cue) -> Iterator[tuple[str, str]]:
    """Yield (slot, value) by the words in or above a cue noun's phrase, or said of it: "a growing presence"."""
    words = [cue.token, *cue.token.lefts]
    noun = cue.token
    while noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
        words += [noun, *noun.lefts]
    if noun.dep_ in ("nsubj", "nsubjpass"):
        words += [noun.head, *(child for child in noun.head.children if child.dep_ in ("acomp", "attr", "advmod"))]
    for slot, values in cue.frame.marks.items():
        for word in words:
            value = values.get(word.lower_) or values.get(word.lemma_.lower())
            if value is not None:
                yield slot, value
                break


def counted(reading: Reading, heads: Sequence["Token"]) -> list[Filler]:
    """Return the number words of the first phrase as a filler, [] where it has none."""
    for head in heads[:1]:
        found = count(head)
        if found is not None:
            words, number = found
            return [reading.filler(words, number.value, number.precision)]
    return []
