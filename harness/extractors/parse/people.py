"""Whom a fact is about where its own words do not say: bare numbers, people told of before, their side."""

from collections.abc import Iterable, Iterator

from harness.extractors.frames.lexicon import TypeRule
from harness.extractors.frames.words import word_set
from harness.extractors.parse.filled import Filled
from harness.extractors.parse.phrases import QUANTITY_HEADS, content_head
from harness.extractors.parse.pronouns import counted_before
from harness.extractors.parse.reading import Reading
from harness.extractors.parse.tree import Word, Words

_OF_BEFORE = word_set(
    "attacker assailant raider bomber gunman shooter intruder kidnapper hijacker pirate robber perpetrator knifeman"
)
_AGAIN = frozenset({"the", "this", "that", "these", "those", "both", "all"})

_DWELLERS = frozenset({"resident", "citizen", "native", "inhabitant", "villager"})
_OTHERS = frozenset({"other", "others", "first", "second", "third", "last", "latest", "new", "remaining", "former"})
_PERSONS = frozenset({"they", "them", "he", "him", "she", "her", "both"})
_TAKING_PART = frozenset({"nsubj", "nsubjpass", "dobj"})
_TOGETHER = frozenset({"crew", "staff", "personnel"})
_ONE_MORE = frozenset({"another", "third", "fourth", "fifth"})


def resolve_bare_number(reading: Reading, filled: Filled, rule: TypeRule, total: bool) -> None:
    """Let "nine extremists detained and one killed" speak of extremists twice; a `total` ("the toll") of nobody."""
    slot = rule.count
    heads = filled.heads.get(slot or "", [])
    if slot is None or not heads or not _is_bare(reading, content_head(heads[0])):
        return
    if total or _is_sum(heads[0]) or any(child.lower_ == "no" for child in heads[0].children):
        del filled.slots[slot]  # "no one on the ground"
        return
    if heads[0].lower_ in _ONE_MORE:
        _one_more(reading, filled, slot, heads[0])
        return
    before = heads[0].nbor(-1) if heads[0].i else heads[0]
    if before.lower_ == "other":  # "the other two"
        filled.slots[slot] = [reading.filler(heads[0].doc[before.i : heads[0].i + 1])]
        return
    if is_taken_up(heads[0]):
        filled.slots[slot] = [reading.filler(_those(heads[0]))]
        return
    named = (child for child in heads[0].children if child.dep_ == "appos" and reading.kinds.is_person(child))
    antecedent = (
        next(named, None) or _target_before(reading, heads[0]) or _antecedent(reading, heads[0])
    )  # "a third, Anna Bell"
    if antecedent is None:
        if heads[0].tag_ != "CD" or not _is_about_them(heads[0]):
            del filled.slots[slot]
    else:
        filled.slots[slot] = [reading.filler(reading.entity(antecedent))]
        filled.heads[slot] = [antecedent]


def _is_sum(number: Word) -> bool:
    """Tell "losses stood at one dead and five injured": nobody's that was named."""
    while number.dep_ == "conj":
        number = number.head
    return number.dep_ == "pobj" and number.head.lower_ in ("at", "to")


def _those(number: Word) -> Words:
    """Return the words of "all six", and the number of "the six"."""
    whole = number.i > 0 and number.nbor(-1).lower_ in ("all", "both", "other")
    return number.doc[number.i - whole : number.i + 1]


def _is_about_them(number: Word) -> bool:
    """Tell "seven were retaken", which is told of those before, from "killing nine"."""
    whole = any(child.dep_ == "auxpass" for child in number.head.children)
    whole |= number.dep_ == "nsubj" and number.head.tag_ in ("VBD", "VBZ", "VBP")
    return whole and number.dep_ in ("nsubj", "nsubjpass") and number.i < number.head.i


def _one_more(reading: Reading, filled: Filled, slot: str, head: Word) -> None:
    """Let "another" and "a third" be one of those told of before; one of nobody named, where there are none."""
    before = counted_before(reading, head)
    if before is not None:
        filled.slots[slot] = [reading.filler(reading.entity(before))]
        filled.heads[slot] = [before]
        return
    del filled.slots[slot]
    filled.slots["count"] = [reading.filler(head.doc[head.i : head.i + 1], 1)]


def side_of(reading: Reading, filled: Filled, slot: str) -> str | None:
    """Return whose the people in a slot are in a conflict: by their noun, the words before it, what they belong to."""
    for head in filled.heads.get(slot, [])[:1]:
        content = content_head(head)
        known = reading.kinds.noun_class(content)
        if known is not None and known.side is not None:
            return known.side
        if any(
            reading.kinds.name_kind(token) == "group"
            for token in content.lefts
            if token.lower_ not in reading.lexicon.demonyms
        ):
            armed = known is not None and known.kind == "people" and known.name != "relatives"
            return "armed_group" if armed else None  # no "General Intelligence Department"
        for token in content.lefts:
            if (side := reading.lexicon.modifiers.get(token.lower_)) is not None:
                return side
        if known is None or known.name == "relatives":
            return None
        for preposition in content.rights:
            for noun in preposition.children if preposition.lower_ == "of" else ():
                if (inner := reading.kinds.noun_class(noun)) is not None and inner.side is not None:
                    return inner.side
    return None


def shares_number(head: Word, other: Word) -> bool:
    """Tell whether a number before one noun counts the next one too: nothing stands between them but "and"."""
    between = head.doc[head.i + 1 : other.i]
    many = other.tag_ == "NNS" or other.lower_ in _TOGETHER
    return many and other.left_edge.i == other.i and [word.lower_ for word in between] == ["and"]


def is_the_attacker(head: Word) -> bool:
    """Tell those that an attack told before was by: "the attackers opened fire"."""
    return head.lemma_.lower() in _OF_BEFORE and any(child.lower_ == "the" for child in head.children)


def is_taken_up(head: Word) -> bool:
    """Tell people counted before: "all six", "the four"."""
    return head.tag_ == "CD" and any(child.lower_ in _AGAIN for child in head.children)


def are_known(reading: Reading, heads: Iterable[Word]) -> bool:
    """Tell people who must have been told of: "they", "the two men", "the suspects"."""
    return all(_is_known(reading, head) for head in heads)


def _is_known(reading: Reading, head: Word) -> bool:
    if head.lower_ in _PERSONS:
        return True
    known = reading.kinds.noun_class(head)
    people = known is not None and known.kind == "people" and head.pos_ == "NOUN"
    told = any(_says_which(child) for child in head.children)
    return people and not told and any(child.lower_ in _AGAIN for child in head.children)


def _says_which(child: Word) -> bool:
    """Tell words that say which people are meant; "aged 28" and what stands behind a comma only add to it."""
    if child.dep_ in ("relcl", "acl"):
        return child.left_edge.nbor(-1).text != ","
    return child.dep_ in ("prep", "compound", "poss") or child.lower_ in _OTHERS


def is_taken_for_granted(head: Word) -> bool:
    """Tell "the ship" and "it", which must have been told of."""
    if head.lower_ == "it":
        return True
    told = any(child.dep_ in ("prep", "relcl", "acl", "compound", "poss", "amod") for child in head.children)
    return head.tag_ == "NN" and not told and any(child.lower_ in ("the", "this") for child in head.children)


def whence(head: Word) -> Iterator[Word]:
    """Yield the words of where people are from, which is not where it befell them: "residents of Velden in Norland"."""
    for child in head.children:
        if child.lower_ in ("of", "from") and child.dep_ == "prep" and head.pos_ == "NOUN":
            yield from child.subtree
            behind = child.right_edge.i + 1
            if head.lemma_ in _DWELLERS and behind < len(head.doc) and head.doc[behind].lower_ == "in":
                yield from head.doc[behind].subtree


def _target_before(reading: Reading, number: Word) -> Word | None:
    """The people of "opened fire on workers, killing at least four"."""
    verb = number.head
    if verb.dep_ != "advcl" or verb.tag_ != "VBG":
        return None
    for child in verb.head.children:
        nouns = child.children if child.lower_ in ("on", "at", "into") else (child,)
        for noun in nouns:
            known = reading.kinds.noun_class(noun)
            if noun.dep_ in ("dobj", "nsubjpass", "pobj") and known is not None and known.kind == "people":
                return noun
    return None


def _antecedent(reading: Reading, number: Word) -> Word | None:
    """The people counted before the number, in its sentence or the one before."""
    before = number.doc[max(0, number.sent.start - 1)].sent.start
    for token in reversed(number.doc[before : number.i]):
        known = reading.kinds.noun_class(token)
        people = token.dep_ not in ("compound", "amod") and (
            known.kind == "people"
            if known is not None
            else token.dep_ in _TAKING_PART and (token.pos_ == "PROPN" or _are_told_with(token, number))
        )  # "11 Taliban were killed and nine more injured"
        first = token.left_edge.i
        aside = {each.lower_ for each in number.doc.words[max(0, first - 2) : first + 1]} & {"among", "including"}
        of = token.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
        shared = of is not None and of.head.tag_ == "CD"  # "nine of its men"
        if people and not aside and (shared or any(child.dep_ == "nummod" for child in token.children)):
            return token
    return None


def _are_told_with(noun: Word, number: Word) -> bool:
    """Tell the tappers of "four tappers were killed and two wounded", whatever the word for them."""
    return noun.tag_ == "NNS" and number.head.dep_ == "conj" and noun.head is number.head.head


def _is_bare(reading: Reading, head: Word) -> bool:
    """Tell a phrase that is a number alone: "one", "dozens", "a third"."""
    if any(child.text == "$" for child in head.lefts) or head.lower_ in reading.lexicon.demonyms:
        return False
    alone = head.tag_ in ("CD", "JJ") or head.lower_ in QUANTITY_HEADS | _ONE_MORE | {"one"}
    return alone and reading.kinds.noun_class(head) is None
