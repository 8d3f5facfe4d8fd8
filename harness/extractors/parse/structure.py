"""Facts that the shape of a phrase states: aliases, places within places, borders; with the roles of persons."""

import re
from collections.abc import Iterator

from harness.extractors.parse.constructions import is_passive
from harness.extractors.parse.phrases import mention
from harness.extractors.parse.place_names import has_own_name, place_words
from harness.extractors.parse.reading import Parsed, Reading
from harness.extractors.parse.roles import given_roles, led_roles, title_roles
from harness.extractors.parse.tree import Word, Words
from harness.facts import Fact, Filler, Span

_SHORT = re.compile(r"[A-Z][A-Z0-9-]{1,9}\Z|[A-Z][a-z]{0,2}[A-Z][A-Za-z]{0,4}\Z")
_SHORT_NAME = re.compile(r"(?:[(\[]\s*[\"“]?|\bor\s+|, the |\bas (?:the )?)[A-Z][a-z]{0,2}[A-Z0-9-]")
_IN_BRACKETS = re.compile(r"[(\[]\s*[\"“]?\s*[A-Z][A-Za-z0-9-]{1,9}\s*[\"”]?\s*[)\]]")
_ASIDE = re.compile(r"(?<=,)\s*(?:or|the|(?:also |better |commonly )?known (?:as|by its acronym)(?: the)?)\Z")
_QUOTES = frozenset({'"', "“", "``"})
_INSIDE_NAMES = frozenset(
    {"of", "for", "and", "the", "on", "in", "to", "'s", "’s", "'", "’", "-", "&", "de", "al", "e", "i"}
)
_BODIES = frozenset({"group", "party", "movement", "organisation", "organization"})
_WITHIN = frozenset({"of", "in"})
_BEFORE_PLACES = frozenset({"in", "at", "near", "of", "outside", "from", "to", "around"})
_AREAS = frozenset(
    {"district", "province", "region", "oblast", "county", "state", "department", "governorate", "prefecture"}
)


def structural_facts(reading: Reading) -> Iterator[Fact]:
    """Yield aliases, roles and place relations, passage by passage."""
    for passage in reading.passages:
        yield from _aliases(reading, passage)
        for token in passage.doc:
            if token.pos_ == "PROPN":
                yield from title_roles(reading, token)
            elif token.pos_ in ("VERB", "AUX"):
                yield from led_roles(reading, passage, token)
                yield from given_roles(reading, passage, token)
            if token.pos_ in ("PROPN", "NOUN", "VERB"):
                yield from _relations(reading, passage, token)


def _aliases(reading: Reading, passage: Parsed) -> Iterator[Fact]:
    """Yield "Long Name (LN)", "Long Name [LN]" and "Long Name, or LN,"."""
    doc = passage.doc
    if not _SHORT_NAME.search(doc.text):
        return
    for short in doc[1 : max(1, len(doc) - 1)]:
        if not _SHORT.match(short.text):
            continue
        in_brackets = _IN_BRACKETS.search(doc[max(0, short.i - 2) : short.i + 3].text) is not None
        aside = _ASIDE.search(doc[max(0, short.i - 6) : short.i].text) if short.nbor().text in (",", ".") else None
        if in_brackets or aside:
            before = 1 + (short.nbor(-1).text in _QUOTES) if in_brackets else len(aside[0].split()) + 1 if aside else 0
            name = _long_name(short, max(0, short.i - before))
            if name is not None and (not aside or _spells(name, short.text)):
                slots = {"name": reading.filler(name), "short": reading.filler(doc[short.i : short.i + 1])}
                yield _fact("alias", slots, reading.span(doc[name.start : short.i + (2 if in_brackets else 1)]))


def _spells(name: Words, short: str) -> bool:
    """Tell whether the initials of a name are an acronym, as they must be where no brackets say so."""
    return "".join(word.text[0] for word in name if word.text[:1].isupper()) == short


def _long_name(short: Word, end: int) -> Words | None:
    """The capitalised words before a bracket; those whose initials spell the acronym, if some do."""
    doc, start = short.doc, end
    if start > 1 and doc[start - 1].lower_ in _BODIES and doc[start - 2].text[:1].isupper():
        start -= 1  # "the Long Name group (LN)"
    while start > 0 and (doc[start - 1].text[:1].isupper() or doc[start - 1].lower_ in _INSIDE_NAMES):
        start -= 1
    while start < end and (not doc[start].text[:1].isupper() or doc[start].lower_ == "the"):
        start += 1
    if start == end:
        return None
    for first in range(end - 1, start - 1, -1):
        initials = "".join(word.text[0] for word in doc[first:end] if word.text[:1].isupper())
        if initials == short.text and doc[first].text[:1].isupper():
            return doc[first:end]
    genitives = [word.i for word in doc[start : end - 1] if word.tag_ == "POS" and len(word.text) > 1]
    return doc[genitives[-1] + 1 if genitives else start : end] if len(doc[start:end].text) > len(short.text) else None


def _relations(reading: Reading, passage: Parsed, token: Word) -> Iterator[Fact]:
    if token.lemma_ == "border" and (token.pos_ == "VERB" or (token.i and token.nbor(-1).lower_ in ("which", "that"))):
        yield from _borders(reading, passage, token)
        return
    if token.lemma_ == "share" and token.pos_ == "VERB":
        yield from _shared_border(reading, passage, token)
        return
    if token.pos_ == "VERB":
        yield from _lies(reading, passage, token)
        return
    if not (token.rights or (token.i + 1 < len(token.doc) and token.nbor().text == ",")):
        return  # nothing behind it that it could lie in
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
    if token.lower_ == "capital":
        yield from _capital(reading, token)
    yield from _beside(reading, token)
    if _named_words(reading, token) is not None:
        inner = _pobj(reading, token, _WITHIN)
        if inner is not None and not _same(reading, token, inner):
            yield _relation(reading, "within", token, [inner])


def _beside(reading: Reading, token: Word) -> Iterator[Fact]:
    """Yield "in Baro, Norland," and "the village of Baro, Tandi district", whatever the parse makes of them."""
    doc, comma = token.doc, token.i + 1
    inside = token.head.i < token.i and token.head.lower_ in _BEFORE_PLACES and token.dep_ == "pobj"
    inside |= token.left_edge.i > 0 and token.left_edge.nbor(-1).lower_ in _BEFORE_PLACES
    if not inside or not _is_named(token) or comma >= len(doc) or doc[comma].text != ",":
        return
    first = comma + 1
    while first < len(doc) and doc[first].lower_ in ("also", "in"):
        first += 1  # "in Baro, also in Norland"
    end = first
    while end < len(doc) and (doc[end].pos_ == "PROPN" or doc[end].text == "-" or doc[end].lower_ in _AREAS):
        end += 1
    words = doc[first:end]
    if not words or not words[0].text[:1].isupper() or (end < len(doc) and doc[end].text not in (",", ".", ";", ")")):
        return
    last = words[-1]
    listed = last.dep_ == "conj" or any(each.dep_ == "conj" for each in (*token.children, *last.children))
    area = last.lower_ in _AREAS or (reading.kinds.is_place(last) and not listed)
    one = _named_words(reading, token)
    if area and one is not None and one.text != words.text:
        yield _relation_of(reading, "within", one, [words])


def _borders(reading: Reading, passage: Parsed, token: Word) -> Iterator[Fact]:
    """Yield "Norland borders Sudmark", "Velden, which borders Sudmark", "Velden, a province bordering Sudmark"."""
    subjects = [head for head in passage.arguments.subjects(token) if reading.kinds.is_place(head)]
    objects = [head for head in passage.arguments.objects(token) if reading.kinds.is_place(head)]
    if not subjects and token.i > 2 and token.nbor(-1).lower_ == "which":
        subjects = [word for word in (token.nbor(-3), token.nbor(-2)) if reading.kinds.is_place(word)]
    if not objects and token.i + 1 < len(token.doc) and reading.kinds.is_place(token.nbor()):
        objects = [token.nbor()]
    subjects = [head.head if head.dep_ == "appos" and reading.kinds.is_place(head.head) else head for head in subjects]
    if subjects and objects:
        yield _relation(reading, "borders", subjects[0], objects)


def _capital(reading: Reading, capital: Word) -> Iterator[Fact]:
    """Yield "Norland's capital, Velden"."""
    names = [child for child in capital.children if child.dep_ == "appos" and _is_named(child)]
    lands = [child for child in capital.lefts if child.dep_ in ("poss", "compound") and reading.kinds.country(child)]
    if names and lands:
        yield _relation(reading, "within", names[0], lands[:1])


def _lies(reading: Reading, passage: Parsed, verb: Word) -> Iterator[Fact]:
    """Yield "Velden lies in Norland", "Velden, which is located in the north of Norland"."""
    if verb.lemma_ not in ("lie", "locate", "situate"):
        return
    states = is_passive(verb) or verb.lemma_ != "lie"
    heads = passage.arguments.objects(verb) if states else passage.arguments.subjects(verb)
    for place in [head for head in heads if _is_named(head) and reading.kinds.noun_class(head) is None][:1]:
        inner = _pobj(reading, verb, _WITHIN)
        if inner is not None and not _same(reading, place, inner):
            yield _relation(reading, "within", place, [inner])


def _shared_border(reading: Reading, passage: Parsed, verb: Word) -> Iterator[Fact]:
    """Yield "Norland, which shares a border with Sudmark"."""
    subjects = [
        head.head if head.dep_ == "appos" else head
        for head in passage.arguments.subjects(verb)
        if head.pos_ == "PROPN" or reading.kinds.is_place(head)
    ]
    for border in passage.arguments.objects(verb):
        if border.lemma_ in ("border", "frontier", "borders"):
            pairs = [*passage.arguments.prepositions(border), *passage.arguments.prepositions(verb)]
            others = [noun for name, noun in pairs if name == "with" and reading.kinds.is_place(noun)]
            if subjects and others:
                yield _relation(reading, "borders", subjects[0], others)


def _pobj(reading: Reading, token: Word, prepositions: frozenset[str], owned: bool = False) -> Word | None:
    for preposition in token.children:
        if preposition.dep_ == "prep" and preposition.lower_ in prepositions:
            for noun in preposition.children:
                if noun.dep_ == "pobj" and reading.kinds.is_place(noun) and _named_words(reading, noun) is not None:
                    if preposition.lower_ == "of" and not owned and not _has_name_before(reading, token):
                        continue
                    return noun
    return None


def _has_name_before(reading: Reading, token: Word) -> bool:
    """Tell "the Tandi district of", a place in another, from "the Cape of", which is one name."""
    return has_own_name(reading, token) and any(child.dep_ in ("compound", "nmod") for child in token.lefts)


def _named_words(reading: Reading, head: Word) -> Words | None:
    words = place_words(reading, head)
    return words if words is not None and any(word.text[:1].isupper() for word in words) else None


def _is_named(token: Word) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper()


def _same(reading: Reading, one: Word, other: Word) -> bool:
    left, right = _named_words(reading, one), _named_words(reading, other)
    return left is None or right is None or left.text == right.text


def _relation(reading: Reading, relation: str, place: Word, others: list[Word]) -> Fact:
    one = _named_words(reading, place) or mention(place, complement=False)
    rest = [_named_words(reading, other) or mention(other, complement=False) for other in others]
    return _relation_of(reading, relation, one, rest)


def _relation_of(reading: Reading, relation: str, one: Words, rest: list[Words]) -> Fact:
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
