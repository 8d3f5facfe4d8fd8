"""From a cue in a parse to the slots of its frame: each role's ways to a filler, the count, the side."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from harness.extractors.frames.lexicon import Role
from harness.extractors.parse.charges import charges_beside, charges_named
from harness.extractors.parse.cues import Cue
from harness.extractors.parse.phrases import QUANTITY_HEADS, content_head, count, mention
from harness.extractors.parse.place_names import place_words
from harness.extractors.parse.pronouns import stands_for
from harness.extractors.parse.reading import Parsed, Reading
from harness.extractors.parse.routes import Routes, clause_words
from harness.extractors.parse.sources import saying_of
from harness.extractors.parse.stance import CAUSING
from harness.extractors.parse.tree import Word, Words
from harness.facts import Filler

_WHERE = frozenset({"place", "point", "origin", "destination"})
_NOWHERE = frozenset({"scene", "spot", "site", "place", "location", "side", "way"})
"""Nouns that point to a place without telling which."""
_DOERS = frozenset({"agent", "attacker", "actor", "organiser", "holder"})
_HOLDING = frozenset({"hold", "contain", "include", "comprise"})
_NOT_OF_PRONOUNS = frozenset({"detention", "casualty", "security_operation", "attack", "prosecution"})
_NO_CHARGES = frozenset({"charge", "lack", "want", "evidence", "proof"})
_VOICES = frozenset({"spokesman", "spokeswoman", "spokesperson", "representative", "commander"})
_HIT = frozenset({"target", "object"})
_LISTS = frozenset({"item"})


@dataclass(slots=True)
class Filled:
    """The slots of one cue: fillers, the head token behind each, and the verb that supports a noun cue."""

    slots: dict[str, list[Filler]] = field(default_factory=dict)
    heads: dict[str, list[Word]] = field(default_factory=dict)
    support: Word | None = None


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
        filled = Filled(support=self.support(cue))
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

    def support(self, cue: Cue) -> Word | None:
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

    def _supports(self, verb: Word) -> bool:
        lemma = verb.lemma_.lower()
        particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), None)
        lexicon = self._reading.lexicon
        return (
            f"{lemma} {particle}" in lexicon.supports
            if particle
            else lemma in lexicon.supports or lemma in lexicon.plans
        )

    def _candidates(self, cue: Cue, role: Role, support: Word | None) -> Iterator[list[tuple[Word, Words]]]:
        """Yield, route by route, the allowed fillers of a role."""
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
                heads = {head: None for head in heads if not self._speaks(head, cue)}
            if not heads and role.slot in _HIT:
                heads = dict.fromkeys(self._routes.hit(cue.token))
            if not heads:
                continue
            if role.slot == "chair":
                heads = dict.fromkeys(map(self._reading.person, heads))
            if role.slot == "attacker" and cue.frame.modality == "claimed":
                heads = dict.fromkeys(map(self._spoken_for, heads))
            if role.slot in _DOERS:
                heads = dict.fromkeys(map(self._sayer, heads))
            allowed = list(dict.fromkeys(self._meant(cue, heads, role, support)))
            if allowed and role.slot in _LISTS:  # what stands in a list of weapons is an item too
                allowed = [head for head in dict.fromkeys(_with_companions(heads)) if self._is_thing(head)]
            # "cleared the mayor of fraud": what follows a defendant's `of` is the charge
            if role.slot in _WHERE:
                yield [(head, place_words(self._reading, head) or self._words(head)) for head in allowed]
                continue
            if role.slot == "charge":
                yield [(head, self._charge_words(head)) for head in allowed]
                continue
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
        own = head.i in cue.words and not (role.slot == "object" and head.dep_ == "compound")  # the bus of "bus crash"
        return not own and self._reading.kinds.allows(content_head(head), role.classes)

    def _speaks(self, head: Word, cue: Cue) -> bool:
        """Tell who says it, whom the parse puts at the end of a list: "killing two men, a mayor said"."""
        for saying in self._passage.sayings:
            speaker = saying.speaker
            if speaker is not None and speaker.i >= saying.end > cue.token.i and saying.verb.i > head.i >= speaker.i:
                return head.i == speaker.i or speaker in head.conjuncts
        return False

    def _spoken_for(self, head: Word) -> Word:
        """Whom a spokesman speaks for: "a spokesman for the group claimed" tells that the group did it."""
        for noun in head.subtree:
            if noun.lemma_.lower() in _VOICES and noun.i >= head.left_edge.i:
                owners = [pobj for child in noun.children if child.lower_ in ("for", "of") for pobj in child.children]
                owners += [child for child in noun.children if child.dep_ in ("compound", "poss")]
                named = [each for each in owners if each.pos_ == "PROPN" or self._reading.kinds.noun_class(each)]
                if named:
                    return named[0]
        return head

    def _sayer(self, head: Word) -> Word:
        """Whom "it" means in "the ministry said it would attack", and "they" in "the rebels said they did"."""
        if head.lower_ not in ("it", "they"):
            return head
        saying = saying_of(head, self._passage.sayings, self._passage.quoted)
        if saying is None or saying.speaker is None or saying.speaker.i > head.i:
            return head
        known = self._reading.kinds.noun_class(saying.speaker)
        many = known.side == "armed_group" if known is not None else saying.speaker.pos_ == "PROPN"
        if (head.lower_ == "it" and saying.speaker.tag_ in ("NNS", "NNPS")) or (head.lower_ == "they" and not many):
            return head
        return saying.speaker if saying.covers(head) else head

    def _is_thing(self, head: Word) -> bool:
        known = self._reading.kinds.noun_class(content_head(head))
        return known is None or known.kind not in ("people", "place", "time")

    def _words(self, head: Word, complement: bool = True) -> Words:
        of_clause = head.dep_ == "pcomp" or head.tag_ == "VBG"
        return clause_words(head) if of_clause else self._reading.entity(head, complement)

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


def _is_of_name(head: Word) -> bool:
    """Tell "members of the Norland Front", who stand for it."""
    of = [child for child in head.children if child.lower_ == "of"]
    return any(noun.pos_ == "PROPN" for preposition in of for noun in preposition.children)


def marked(cue: Cue) -> Iterator[tuple[str, str]]:
    """Yield (slot, value) by the words in or above a cue noun's phrase, or said of it: "a growing presence"."""
    if not cue.frame.marks:
        return
    words = [cue.token, *cue.token.lefts]
    if cue.kind == "verb":
        behind = [token for token in cue.token.subtree if token.i > cue.token.i]
        words = [cue.token, *behind, *(token for token in cue.token.subtree if token.i < cue.token.i)]
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


def _with_companions(heads: Iterable[Word]) -> Iterator[Word]:
    """Yield items, what they hold ("a cache holding rifles"), what follows "with" ("rifles with rounds, a phone")."""
    for head in heads:
        holding = [child for child in head.children if child.dep_ == "acl" and child.lemma_ in _HOLDING]
        contents = [noun for verb in holding for noun in verb.children if noun.dep_ == "dobj"]
        yield from contents or [head]
        for noun in contents:
            yield from (each for each in noun.conjuncts if each.i > noun.i)
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
