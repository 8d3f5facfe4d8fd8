"""Facts that the shape of a phrase states: aliases, roles, places within places, borders."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from harness.extractors.parse.adjuncts import has_own_name, place_words
from harness.extractors.parse.constructions import is_passive
from harness.extractors.parse.kinds import is_name_head
from harness.extractors.parse.phrases import mention, word_set
from harness.extractors.parse.reading import Parsed, Reading
from harness.facts import Fact, Filler, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

_SHORT = re.compile(r"[A-Z][A-Z0-9-]{1,9}\Z")
_INSIDE_NAMES = frozenset({"of", "for", "and", "the", "on", "in", "to", "'s", "’s", "-", "&", "de", "al"})
_POSITION_CLASSES = frozenset({"speakers", "analysts"})
_HONORIFICS = word_set("mr mrs ms mullah sheikh haji hajji sir dr")
"""They belong to the name and tell no position."""
_NO_POSITIONS = word_set("resident witness eyewitness member other neighbour neighbor")
"""Titles of the lexicon that say who somebody is, but tell no position."""
_WITHIN = frozenset({"of", "in"})


def structural_facts(reading: Reading) -> Iterator[Fact]:
    """Yield aliases, roles and place relations, passage by passage."""
    for passage in reading.passages:
        yield from _aliases(reading, passage)
        for token in passage.doc:
            if token.pos_ == "PROPN":
                yield from _roles(reading, token)
            elif token.pos_ in ("VERB", "AUX"):
                yield from _led(reading, passage, token)
            if token.pos_ in ("PROPN", "NOUN", "VERB"):
                yield from _relations(reading, passage, token)


def _aliases(reading: Reading, passage: Parsed) -> Iterator[Fact]:
    """Yield "Long Name (LN)" and "Long Name [LN]"."""
    doc = passage.doc
    for short in doc[1 : max(1, len(doc) - 1)]:
        if _SHORT.match(short.text) and short.nbor(-1).text in ("(", "[") and short.nbor().text in (")", "]"):
            name = _long_name(short)
            if name is not None:
                slots = {"name": reading.filler(name), "short": reading.filler(doc[short.i : short.i + 1])}
                yield _fact("alias", slots, reading.span(doc[name.start : short.i + 2]))


def _long_name(short: "Token") -> "Words | None":
    """The capitalised words before a bracket; those whose initials spell the acronym, if some do."""
    doc, end = short.doc, short.i - 1
    start = end
    while start > 0 and (doc[start - 1].text[:1].isupper() or doc[start - 1].lower_ in _INSIDE_NAMES):
        start -= 1
    while start < end and not doc[start].text[:1].isupper():
        start += 1
    if start == end:
        return None
    for first in range(end - 1, start - 1, -1):
        initials = "".join(word.text[0] for word in doc[first:end] if word.text[:1].isupper())
        if initials == short.text and doc[first].text[:1].isupper():
            return doc[first:end]
    genitives = [word.i for word in doc[start : end - 1] if word.tag_ == "POS" and len(word.text) > 1]
    return doc[genitives[-1] + 1 if genitives else start : end] if len(doc[start:end].text) > len(short.text) else None


def _roles(reading: Reading, token: "Token") -> Iterator[Fact]:
    """Yield a person's position: "Minister X", "X, chairman of Y", "the head of the district, X"."""
    if not is_name_head(token) or reading.kinds.noun_class(token) is not None or reading.kinds.country(token):
        return
    for position, complement in _positions(reading, token):
        person = reading.entity(token, complement=False)
        words = _position_words(reading, position, token)
        if words is None or not person.text[:1].isupper():
            continue
        slots = {"person": reading.filler(person), "position": reading.filler(words)}
        for kind, slot in (("group", "organisation"), ("place", "place")):
            found = complement.get(kind)
            if found is not None:
                slots[slot] = reading.filler(found)
        spans = [filler.span for filler in slots.values() if filler.span]
        yield _fact("role", slots, Span(min(span.start for span in spans), max(span.end for span in spans)))


def _positions(reading: Reading, name: "Token") -> "Iterator[tuple[Token, dict[str, Words]]]":
    titles = [
        child
        for child in name.lefts
        if child.dep_ in ("compound", "nmod", "amod") and _is_title(reading, child) and child.lower_ not in _HONORIFICS
    ]
    if titles:
        yield titles[-1], _before(reading, titles[-1])
    for child in name.children:
        beside = child.dep_ == "appos" and child.i > name.i and (child.pos_ != "PROPN" or _is_title(reading, child))
        if beside and _is_position(reading, child):
            yield child, _behind(reading, child)
    head = name.head
    if name.dep_ == "appos" and head.i != name.i and _is_position(reading, head) and head.i < name.i:
        yield head, _behind(reading, head)


def _led(reading: Reading, passage: Parsed, verb: "Token") -> Iterator[Fact]:
    """Yield the role that "the band was led by X" and "X, who heads the band" tell."""
    if verb.lemma_ not in ("lead", "head", "command") or not (is_passive(verb) or verb.dep_ == "relcl"):
        return
    for leader in passage.arguments.subjects(verb):
        if reading.kinds.is_person(leader):
            led = [head for head in passage.arguments.objects(verb) if head.pos_ in ("NOUN", "PROPN")]
            slots = {
                "person": reading.filler(reading.entity(leader)),
                "position": reading.filler(verb.doc[verb.i : verb.i + 1]),
            }
            if led:
                slots["organisation"] = reading.filler(mention(led[0]))
            yield _fact("role", slots, reading.span(verb.doc[min(verb.i, leader.i) : max(verb.i, leader.i) + 1]))


def _is_title(reading: Reading, token: "Token") -> bool:
    if token.lower_ in _NO_POSITIONS:
        return False
    return token.lemma_.lower() in reading.lexicon.titles or token.lower_ in reading.lexicon.titles


def _is_position(reading: Reading, token: "Token") -> bool:
    if token.tag_ in ("NNS", "NNPS") or token.lower_ in _HONORIFICS:
        return False
    known = reading.kinds.noun_class(token)
    return _is_title(reading, token) or (known is not None and known.name in _POSITION_CLASSES)


def _position_words(reading: Reading, position: "Token", name: "Token") -> "Words | None":
    """The position's words: without article, and without the organisation before a title."""
    words = mention(position, complement=False)
    doc = position.doc
    genitive = [word.i for word in words if word.tag_ == "POS"]
    if genitive:
        words = doc[genitive[-1] + 1 : words.end]  # "the cell's leader"
    if position.i < name.i and position.dep_ in ("compound", "nmod", "amod"):
        start = name.left_edge.i
        while start < position.i and (doc[start].tag_ in ("DT", "PRP$", "POS", "CD", ",") or doc[start].is_punct):
            start += 1
        genitive = [word.i for word in doc[start : position.i] if word.tag_ == "POS"]
        words = doc[genitive[-1] + 1 if genitive else start : position.i + 1]
    return words if len(words) else None


def _before(reading: Reading, title: "Token") -> "dict[str, Words]":
    """The organisation that a title starts with: "Interior Ministry spokesman"."""
    doc = title.doc
    for token in reversed(doc[max(0, title.i - 5) : title.i]):
        known = reading.kinds.noun_class(token)
        if known is None or known.kind != "organisation" or token.pos_ != "PROPN":
            continue
        start = token.i
        while start > 0 and doc[start - 1].pos_ == "PROPN" and doc[start - 1].sent == token.sent:
            start -= 1
        if start < token.i:
            return {"group": doc[start : token.i + 1]}
    return {}


def _behind(reading: Reading, position: "Token") -> "dict[str, Words]":
    """The organisation or place behind a position: "chairman of the council", "governor of the province"."""
    found: dict[str, Words] = {}
    for owner in position.children:
        known = reading.kinds.noun_class(owner)
        if owner.dep_ == "poss" and known is not None and known.kind == "organisation":
            found["group"] = mention(owner)
    for preposition in position.children:
        if preposition.dep_ == "prep" and preposition.lower_ in ("of", "for", "at", "in"):
            for noun in preposition.children:
                if noun.dep_ != "pobj":
                    continue
                known = reading.kinds.noun_class(noun)
                if reading.kinds.is_place(noun):
                    found.setdefault("place", place_words(reading, noun) or mention(noun, complement=False))
                elif (known is not None and known.kind == "organisation") or reading.kinds.name_kind(noun) == "group":
                    found.setdefault("group", mention(noun))
    return found


def _relations(reading: Reading, passage: Parsed, token: "Token") -> Iterator[Fact]:
    if token.lemma_ == "border" and token.pos_ == "VERB":
        subjects = [head for head in passage.arguments.subjects(token) if reading.kinds.is_place(head)]
        objects = [head for head in passage.arguments.objects(token) if reading.kinds.is_place(head)]
        if subjects and objects:
            yield _relation(reading, "borders", subjects[0], objects)
        return
    if not reading.kinds.is_place(token) or token.dep_ in ("compound", "nmod"):
        return
    for child in token.children:
        aside = child.dep_ == "appos" and child.left_edge.i > 0 and child.left_edge.nbor(-1).text == ","
        if aside and child.i > token.i and _is_named(token) and reading.kinds.is_place(child):
            inner = _pobj(reading, child, _WITHIN, owned=True)
            if inner is not None:
                yield _relation(reading, "within", token, [inner])
            elif _is_named(child):
                yield _relation(reading, "within", token, [child])
    if _named_words(reading, token) is not None:
        inner = _pobj(reading, token, _WITHIN)
        if inner is not None and not _same(reading, token, inner):
            yield _relation(reading, "within", token, [inner])


def _pobj(reading: Reading, token: "Token", prepositions: frozenset[str], owned: bool = False) -> "Token | None":
    for preposition in token.children:
        if preposition.dep_ == "prep" and preposition.lower_ in prepositions:
            for noun in preposition.children:
                if noun.dep_ == "pobj" and reading.kinds.is_place(noun) and _named_words(reading, noun) is not None:
                    if preposition.lower_ == "of" and not owned and not _has_name_before(reading, token):
                        continue
                    return noun
    return None


def _has_name_before(reading: Reading, token: "Token") -> bool:
    """Tell "the Tandi district of", a place in another, from "the Plains of", which is one name."""
    return has_own_name(reading, token) and any(child.dep_ in ("compound", "nmod") for child in token.lefts)


def _named_words(reading: Reading, head: "Token") -> "Words | None":
    words = place_words(reading, head)
    return words if words is not None and any(word.text[:1].isupper() for word in words) else None


def _is_named(token: "Token") -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper()


def _same(reading: Reading, one: "Token", other: "Token") -> bool:
    left, right = _named_words(reading, one), _named_words(reading, other)
    return left is None or right is None or left.text == right.text


def _relation(reading: Reading, relation: str, place: "Token", others: "list[Token]") -> Fact:
    one = _named_words(reading, place) or mention(place, complement=False)
    rest = [_named_words(reading, other) or mention(other, complement=False) for other in others]
    spans = [reading.span(words) for words in (one, *rest)]
    return Fact(
        "place_relation",
        {
            "place": (reading.filler(one),),
            "relation": (Filler(value=relation),),
            "other": tuple(reading.filler(words) for words in rest),
        },
        (Span(min(span.start for span in spans), max(span.end for span in spans)),),
    )


def _fact(kind: str, slots: dict[str, Filler], evidence: Span) -> Fact:
    return Fact(kind, {slot: (filler,) for slot, filler in slots.items()}, (evidence,))
