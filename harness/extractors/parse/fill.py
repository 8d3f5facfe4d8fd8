"""From a cue in a parse to the slots of its frame: each role's ways to a filler, the count, the side."""

from collections.abc import Iterable, Iterator, Sequence

from harness.extractors.frames.lexicon import Role
from harness.extractors.parse.charges import charges_beside, charges_named
from harness.extractors.parse.constructions import is_passive
from harness.extractors.parse.cues import Cue
from harness.extractors.parse.filled import Filled
from harness.extractors.parse.phrases import CONTAINERS, QUANTITY_HEADS, content_head, count, mention
from harness.extractors.parse.place_names import place_words
from harness.extractors.parse.pronouns import stands_for
from harness.extractors.parse.reading import Parsed, Reading
from harness.extractors.parse.routes import Routes, clause_words
from harness.extractors.parse.speakers import sayer, speaks, spoken_for
from harness.extractors.parse.stance import CAUSING
from harness.extractors.parse.support import support
from harness.extractors.parse.tree import Word, Words
from harness.facts import Filler

_WHERE = frozenset({"place", "point", "origin", "destination"})
_NOWHERE = frozenset({"scene", "spot", "site", "place", "location", "side", "way"})
"""Nouns that point to a place without telling which."""
_DOERS = frozenset({"agent", "attacker", "actor", "organiser", "holder"})
_HOLDING = frozenset({"hold", "contain", "include", "comprise"})
_NOT_OF_PRONOUNS = frozenset({"detention", "casualty", "security_operation", "attack", "prosecution"})
_NO_CHARGES = frozenset({"charge", "lack", "want", "evidence", "proof", "term", "sentence", "life", "year", "month"})
_ASSAULTS = frozenset({"attack", "assault", "raid", "ambush"})
_PEOPLE = frozenset({"victim", "detainee", "rescued"})
_HIT = frozenset({"target", "object"})
_LISTS = frozenset({"item"})


class RoleFiller:
    """Fills the roles of the cues of one passage."""

    def __init__(self, reading: Reading, passage: Parsed) -> None:
        """Keep what is asked for again and again."""
        self._reading = reading
        self._passage = passage
        self._arguments = passage.arguments
        self._routes = Routes(reading, passage)

    def fill(self, cue: Cue) -> Filled | None:
        """Return the slots of a cue's frame, None if a required role stays open."""
        if cue.frame.doerless and (not is_passive(cue.token) or self._arguments.subjects(cue.token)):
            return None
        if cue.frame.polarity == "positive" and not _is_denied(cue.token):
            return None
        filled = Filled(support=support(cue, self._reading.lexicon))
        for role in cue.frame.roles:
            taken = filled.heads.get("attacker", []) if role.slot == "target" else []  # nobody fires at themselves
            ways = self._candidates(cue, role, filled.support)
            ways = ([pair for pair in way if pair[0] not in taken] for way in ways) if taken else ways
            found = next((words for words in ways if words), [])
            if found:
                filled.heads[role.slot] = [head for head, _ in found]
                filled.slots[role.slot] = [self._reading.filler(words) for _, words in found]
            elif role.required and not (role.slot == "attacker" and _is_plotted(cue)):
                return None
        self._add_causes(cue, filled)
        self._add_charges(cue, filled)
        return filled

    def _add_charges(self, cue: Cue, filled: Filled) -> None:
        """Take a charge that stands beside the people, or before "charges", where the cue's own tell none."""
        people = filled.heads.get("defendant") or filled.heads.get("detainee") or []
        if "charge" in filled.heads or not people or not any(role.slot == "charge" for role in cue.frame.roles):
            return
        found = [pair for head in people for pair in charges_beside(head)] or list(charges_named(cue.token))
        if found:
            filled.heads["charge"] = [head for head, _ in found]
            filled.slots["charge"] = [self._reading.filler(words) for _, words in found]

    def _add_causes(self, cue: Cue, filled: Filled) -> None:
        """Let the storm that "caused the bridge to collapse" be the collapse's cause."""
        above = cue.token.head
        if cue.kind == "verb" and cue.frame.type == "accident" and above.lemma_ in CAUSING and cue.token.tag_ == "VB":
            causes = [head for head in self._arguments.subjects(above) if head.pos_ in ("NOUN", "PROPN")]
            if causes and "cause" not in filled.slots:
                filled.heads["cause"] = causes
                filled.slots["cause"] = [self._reading.filler(self._reading.entity(head)) for head in causes]

    def _candidates(self, cue: Cue, role: Role, support: Word | None) -> Iterator[list[tuple[Word, Words]]]:
        """Yield, route by route, the allowed fillers of a role."""
        if role.verbs and (support is None or support.lemma_.lower() not in role.verbs):
            return
        for route in role.routes:
            if route == "infinitive":
                yield [(verb, clause_words(verb)) for verb in self._routes.infinitives(cue, support)]
                continue
            if route == "here":
                yield [
                    (cue.token, mention(cue.token, complement=False) if cue.kind == "noun" else self._verb_phrase(cue))
                ]
                continue
            heads = dict.fromkeys(self._routes.heads(cue, route, support))
            if self._passage.sayings:
                heads = {head: None for head in heads if not speaks(head, cue, self._passage.sayings)}
            if cue.frame.alone and route == "modifier" and "name" not in role.classes:
                heads = {head: None for head in heads if self._is_listed(head)}
            if not heads and role.slot in _HIT:
                heads = dict.fromkeys(self._routes.hit(cue.token))
            if not heads:
                continue
            if role.slot == "chair":
                heads = dict.fromkeys(map(self._reading.person, heads))
            if role.slot == "attacker" and cue.frame.modality == "claimed":
                heads = dict.fromkeys(spoken_for(head, self._reading.kinds) for head in heads)
            if role.slot in _DOERS:
                heads = dict.fromkeys(sayer(head, self._passage, self._reading.kinds) for head in heads)
            allowed = list(dict.fromkeys(self._meant(cue, heads, role, support)))
            if allowed and role.slot in _LISTS:  # what stands in a list of weapons is an item too
                allowed = [head for head in dict.fromkeys(_with_companions(heads)) if self._is_thing(head)]
                hauls = [head for head in allowed if head.lower_ in CONTAINERS and content_head(head).i == head.i]
                allowed = [head for head in allowed if head not in hauls] or allowed  # "two rifles, the biggest haul"
            if role.slot in _WHERE:  # of "a house in Velden" the house
                allowed = [head for head in allowed if not any(other.is_ancestor(head) for other in allowed)]
                yield [(head, place_words(self._reading, head) or self._words(head)) for head in allowed]
                continue
            if role.slot == "charge":
                yield [(head, self._charge_words(head)) for head in allowed]
                continue
            # "cleared the mayor of fraud": what follows a defendant's `of` is the charge
            yield [
                (head, self._words(head, complement=role.slot != "defendant" or head.lemma_ == "member"))
                for head in allowed
            ]

    def _meant(self, cue: Cue, heads: Iterable[Word], role: Role, support: Word | None) -> Iterator[Word]:
        """Yield the heads that a role is open to, and pronouns that stand for such."""
        for head in heads:
            if self._allows(cue, head, role, support):
                yield head
            else:
                meant = stands_for(self._reading, head)
                if meant is not head and self._allows(cue, meant, role, support):
                    yield head

    def _allows(self, cue: Cue, head: Word, role: Role, support: Word | None) -> bool:
        if role.slot in _WHERE and head.lower_ in _NOWHERE:
            return False
        if (
            role.slot in _LISTS
            and head.lower_ in QUANTITY_HEADS
            and self._is_thing(head)
            and content_head(head).i != head.i
        ):
            return True  # "40 kilograms of" whatever it is
        if head.lower_ == "each" or (role.slot == "charge" and head.lemma_ in _NO_CHARGES):
            return False
        if head.lower_ == "it" and role.slot in _PEOPLE:
            return False  # "the boat was caught in a squall"
        if head.lower_ == "other" and head.i > 0 and head.nbor(-1).lower_ == "each":
            return False
        if role.slot == "attacker" and head.lower_ == "other":
            return False  # "each blamed the other"
        if role.slot == "attacker" and support is not None and head.lower_ in ("they", "it"):
            return True
        if head.tag_ == "PRP$" and cue.frame.type in _NOT_OF_PRONOUNS:
            return False  # "his arrest" takes up what was told before
        if head.lemma_ == "member" and "name" in role.classes and _is_of_name(head):
            return True
        names = role.slot == "object" or (role.slot == "attacker" and cue.token.lemma_ in _ASSAULTS)
        own = head.i in cue.words and not (names and head.dep_ == "compound")  # the bus of "bus crash"
        return not own and self._reading.kinds.allows(content_head(head), role.classes)

    def _is_listed(self, head: Word) -> bool:
        """Tell "army assault" from an assault of a name that no list has, which may be rebels'."""
        return head.pos_ != "PROPN" or self._reading.kinds.noun_class(content_head(head)) is not None

    def _is_thing(self, head: Word) -> bool:
        known = self._reading.kinds.noun_class(content_head(head))
        return known is None or known.kind not in ("people", "place", "time")

    def _words(self, head: Word, complement: bool = True) -> Words:
        of_clause = head.dep_ == "pcomp" or head.tag_ == "VBG"
        if head.tag_ in ("PRP", "CD") and (named := self._named(content_head(head))) is not None:
            return self._reading.entity(named, complement)
        return clause_words(head) if of_clause else self._reading.entity(head, complement)

    def _named(self, pronoun: Word) -> Word | None:
        """Return the people that a pronoun means, if they are told of in its sentence."""
        if pronoun.tag_ != "PRP":
            return None
        meant = stands_for(self._reading, pronoun)
        here = meant is not pronoun and meant.doc is pronoun.doc and meant.sent.start == pronoun.sent.start
        if pronoun.dep_ != "nsubj" and any(meant in self._arguments.subjects(above) for above in pronoun.ancestors):
            return None  # "rescuers did not expect to find them"
        if meant.dep_ == "pobj" and meant.head.lower_ == "of" and meant.head.head.pos_ == "NOUN":
            meant = content_head(meant.head.head)  # "a band of armed men"
        meant = meant.head if meant.dep_ == "appos" else meant
        known = self._reading.kinds.noun_class(meant) if here and meant.pos_ == "NOUN" else None
        told = known is not None and (known.kind == "people" or known.side == "armed_group")
        return meant if told else None

    def _charge_words(self, head: Word) -> Words:
        """The words of a charge, with what it is to do: "incitement to commit a felony"."""
        words = self._words(head)
        behind = next((child for child in head.rights if child.dep_ == "acl" and child.left_edge.i == words.end), None)
        return head.doc[words.start : clause_words(behind).end] if behind is not None else words

    def _verb_phrase(self, cue: Cue) -> Words:
        objects = [head.right_edge.i for head in self._arguments.objects(cue.token) if head.i > cue.token.i]
        return cue.token.doc[cue.token.i : max([cue.token.i, *objects]) + 1]


def _is_plotted(cue: Cue) -> bool:
    """Tell "a plan to attack the embassy", which may be nobody's that is named."""
    return cue.token.dep_ == "acl" and cue.token.tag_ == "VB" and cue.token.head.pos_ == "NOUN"


def _is_denied(verb: Word) -> bool:
    """Tell "have not been found" and "have yet to be found", which say who is missing."""
    if verb.tag_ not in ("VBN", "VB"):
        return False
    return any(child.dep_ == "neg" for child in verb.children) or (
        verb.dep_ == "xcomp" and any(child.lower_ == "yet" for child in (*verb.children, *verb.head.children))
    )


def _is_of_name(head: Word) -> bool:
    """Tell "members of the Norland Front", who stand for it."""
    of = [child for child in head.children if child.lower_ == "of"]
    return any(noun.pos_ == "PROPN" for preposition in of for noun in preposition.children)


def _with_companions(heads: Iterable[Word]) -> Iterator[Word]:
    """Yield items, what they hold ("a cache holding rifles"), what follows "with" ("rifles with rounds, a phone")."""
    for head in heads:
        holding = [child for child in head.children if child.dep_ == "acl" and child.lemma_ in _HOLDING]
        contents = [noun for verb in holding for noun in verb.children if noun.dep_ == "dobj"]
        yield from contents or [head]
        for noun in contents:
            yield from (each for each in noun.conjuncts if each.i > noun.i)
        including = [child for child in head.children if child.lower_ == "including"]
        for noun in [noun for child in including for noun in child.children if noun.dep_ == "pobj"]:
            yield from (noun, *(each for each in noun.conjuncts if each.i > noun.i))  # "weapons, including two rifles"
        for child in head.children:
            if child.lower_ == "with":
                for noun in child.children:
                    counted_ones = [each for each in noun.conjuncts if each.i > noun.i and each.left_edge.i < each.i]
                    yield from counted_ones


def counted(reading: Reading, heads: Sequence[Word]) -> list[Filler]:
    """Return the number words of the first phrase as a filler; [] where it has none, or another has its own."""
    for head in heads[:1]:
        if any(each.left_edge.tag_ in ("CD", "DT") and each.left_edge.lower_ != "the" for each in heads[1:]):
            return []  # "two Danes and a Norwegian" are not two
        found = count(head)
        if found is not None:
            words, number = found
            return [reading.filler(words, number.value, number.precision)]
    return []
