"""Roles: a title before or behind a person's name, an office and a rank at once, or a verb of leading."""

from collections.abc import Iterator

from harness.extractors.frames.words import OFFICES, word_set
from harness.extractors.parse.constructions import is_passive
from harness.extractors.parse.names import is_name_head, is_name_word
from harness.extractors.parse.people_nouns import looks_like_people
from harness.extractors.parse.phrases import mention
from harness.extractors.parse.place_names import place_words
from harness.extractors.parse.reading import Parsed, Reading
from harness.extractors.parse.tree import Word, Words
from harness.facts import Fact, Filler, Span

_POSITION_CLASSES = frozenset({"speakers", "analysts", "officers"})
_HONORIFICS = word_set("mr mrs ms mr. mrs. ms. dr. mullah sheikh haji hajji sir dr")
"""They belong to the name and tell no position."""
_NO_POSITIONS = word_set(
    "resident witness eyewitness member other neighbour neighbor mourner bystander motorist diner spectator villager "
    "passer passenger worshipper seeker shopper hiker commuter protester demonstrator tribesman islander settler "
    "householder pensioner picnicker customer buyer homeowner prisoner foreigner owner attacker stranger offender"
)
"""Titles of the lexicon that say who somebody is, but tell no position."""
_VAGUE = word_set("local alleged suspected")
_OUTSIDE = frozenset({"DT", "PRP$", "POS", "CD", ",", "VBN"})
_GIVEN = frozenset({"appoint", "name", "elect", "nominate", "reappoint", "promote"})
_RANKS = word_set(
    "general colonel lieutenant captain major sergeant corporal private admiral commander brigadier marshal inspector "
    "superintendent lt. col. maj. gen. capt. sgt. brig. adm. cmdr. cpl. insp. supt."
)


def title_roles(reading: Reading, token: Word) -> Iterator[Fact]:
    """Yield a person's position: "Minister X", "X, chairman of Y", "the head of the district, X"."""
    if not is_name_head(token) or reading.kinds.noun_class(token) is not None or reading.kinds.country(token):
        return
    if reading.kinds.name_kind(token) == "group" and token.left_edge.i == token.i:
        return  # "the commander of the Long Name (LN)"
    person = reading.entity(token, complement=False)
    if not is_name_word(person[0]):
        return
    for words, complement in _positions(reading, token, person):
        slots = {"person": reading.filler(person), "position": reading.filler(words)}
        for kind, slot in (("group", "organisation"), ("place", "place")):
            found = complement.get(kind)
            if found is not None:
                slots[slot] = reading.filler(found)
        spans = [filler.span for filler in slots.values() if filler.span]
        yield _fact(slots, Span(min(span.start for span in spans), max(span.end for span in spans)))


def _positions(reading: Reading, name: Word, person: Words) -> Iterator[tuple[Words, dict[str, Words]]]:
    yield from _titles(reading, name, person)
    for child in name.children:
        beside = child.dep_ == "appos" and child.i > name.i and (child.pos_ != "PROPN" or _is_title(reading, child))
        for office in (child, *child.conjuncts) if beside else ():  # "head of the council and a former minister"
            if _is_position(reading, office) and office.i >= child.i:
                yield _position_words(office), _behind(reading, office)
    comma = name.left_edge.i - 1
    if comma > 0 and name.doc[comma].text == "," and name.doc[comma - 1].sent == name.sent:
        before = name.doc[comma - 1]  # "the Prime Minister, Anna Bell said", whatever the parse makes of it
        apart = name.dep_ != "appos" or not (name.head is before or name.head.is_ancestor(before))
        if apart and _is_title(reading, before) and before.head.i != name.i:
            yield _position_words(before), _behind(reading, before)
    head = name.head
    if name.dep_ == "appos" and head.dep_ == "pobj" and name.left_edge.i > 0 and name.left_edge.nbor(-1).text == ",":
        head = head if _is_position(reading, head) else head.head.head  # "the head of the council, X"
    several = head.tag_ == "NNS" and name.i > head.i  # "opened fire on the officers, the Long Name said"
    if name.dep_ == "appos" and head.i != name.i and not several and _is_position(reading, head) and head.i < name.i:
        yield _position_words(head), _behind(reading, head)


def _titles(reading: Reading, name: Word, person: Words) -> Iterator[tuple[Words, dict[str, Words]]]:
    """Yield what stands before the name: one office or rank, or an office and then a rank."""
    doc, start, end = name.doc, name.left_edge.i, person.start
    last = end - 3 if end - start > 2 and doc[end - 2].lower_ == "of" else end - 1  # "Secretary of State"
    if last < start or doc[last].lower_ in _HONORIFICS:
        return
    of_office = last - 2 >= start and doc[last].text.islower() and doc[last - 1].lower_ in ("for", "of")
    if of_office and _is_title(reading, doc[last - 2]):  # "commissioner for education Anna Bell"
        yield doc[start : last + 1], {}
        return
    before_name = (
        doc[last].text.islower() and doc[last].dep_ in ("compound", "nmod") and _is_position(reading, doc[last])
    )
    if not _is_title(reading, doc[last]) and not before_name:
        return
    for word in doc[start:last]:
        if word.tag_ in _OUTSIDE or (word.is_punct and word.text != "-") or word.lower_ in _VAGUE:
            start = word.i + 1  # "the", "Norland's", "a former,"
    rank = last
    while rank > start and doc[rank].lower_ in _RANKS and doc[rank - 1].lower_ in _RANKS:
        rank -= 1
    office = rank > start and doc[rank].lower_ in _RANKS and _is_title(reading, doc[rank - 1])
    office = office and doc[rank].text[:1].isupper()  # "Coast guard commander" is one office
    office = office and not (rank == start + 1 and doc[start].lower_ in ("chief", "deputy"))  # "Chief Inspector"
    if office and doc[rank - 1 : rank + 1].text.lower() not in reading.lexicon.titles:
        yield _without_body(doc[start:rank]), _before(reading, doc[rank - 1])
        start = rank
    yield _without_body(doc[start:end]), _before(reading, doc[last])


def led_roles(reading: Reading, passage: Parsed, verb: Word) -> Iterator[Fact]:
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
            yield _fact(slots, reading.span(verb.doc[min(verb.i, leader.i) : max(verb.i, leader.i) + 1]))


def given_roles(reading: Reading, passage: Parsed, verb: Word) -> Iterator[Fact]:
    """Yield the role that somebody is given: "X was appointed interior minister", "named X head of the council"."""
    if verb.lemma_ not in _GIVEN:
        return
    persons = [head for head in passage.arguments.objects(verb) if reading.kinds.is_person(head)]
    offices = [child for child in verb.children if child.dep_ in ("oprd", "attr", "dobj") and child.i > verb.i]
    offices += [noun for name, noun in passage.arguments.prepositions(verb) if name in ("as", "to")]
    offices = [office for office in offices if office.pos_ in ("NOUN", "PROPN") and _is_position(reading, office)]
    if persons and offices and persons[0].i != offices[0].i:
        slots = {"person": reading.entity(persons[0]), "position": _position_words(offices[0])}
        for kind, slot in (("group", "organisation"), ("place", "place")):
            if (found := _behind(reading, offices[0]).get(kind)) is not None:
                slots[slot] = found
        first, last = min(persons[0].i, verb.i), max(words.end for words in slots.values())
        yield _fact({slot: reading.filler(words) for slot, words in slots.items()}, reading.span(verb.doc[first:last]))


def _is_title(reading: Reading, token: Word) -> bool:
    if token.lower_ in _NO_POSITIONS:
        return False
    return token.lemma_.lower() in reading.lexicon.titles or token.lower_ in reading.lexicon.titles


def _is_position(reading: Reading, token: Word) -> bool:
    if token.tag_ in ("NNS", "NNPS") or token.lower_ in _HONORIFICS:
        return False
    known = reading.kinds.noun_class(token)
    if _is_title(reading, token) or (known is not None and known.name in _POSITION_CLASSES):
        return True
    works = known is None or known.name == "civilians"
    return works and token.text.islower() and looks_like_people(token) and token.lower_ not in _NO_POSITIONS


def _position_words(position: Word) -> Words:
    """The position's words: without article, and without the organisation before a title."""
    words = mention(position, complement=False)
    doc, end = position.doc, words.end
    if end + 1 < len(doc) and doc[end].lower_ == "of" and doc[end + 1].lower_ in OFFICES:
        end += 2
        while end < len(doc) and doc[end].pos_ == "PROPN":
            end += 1
        words = doc[words.start : end]  # "Secretary of State", "Minister of Emergency Situations"
    while len(words) > 1 and words[0].lower_ in _VAGUE:
        words = words[1:]
    genitive = [word.i for word in words[:-1] if word.tag_ == "POS"]
    words = doc[genitive[-1] + 1 : words.end] if genitive else words  # "the cell's leader"
    return _without_body(words)


def _without_body(words: Words) -> Words:
    """The office without the body before it: "spokesman" of "Interior Ministry spokesman", but "Interior Minister"."""
    names = [word.i for word in words if word.pos_ == "PROPN" and word.text[:1].isupper()]
    first = next((word.i for word in words if word.text.islower() and word.pos_ != "ADP"), None)
    return words.doc[first : words.end] if first is not None and names and names[0] < first else words


def _before(reading: Reading, title: Word) -> dict[str, Words]:
    """The organisation that a title starts with: "Interior Ministry spokesman"."""
    doc = title.doc
    for token in reversed(doc[max(title.sent.start, title.i - 5) : title.i]):
        if token.is_punct and token.text != "-":
            return {}
        known = reading.kinds.noun_class(token)
        body = known is not None and known.kind == "organisation"
        common = known is not None and not reading.kinds.country(token)  # the Interior of "Interior Minister"
        if token.i == title.i - 1 and token.pos_ == "PROPN" and not common and reading.kinds.is_place(token):
            words = place_words(reading, token)
            return {"place": words} if words is not None else {}
        if token.i == title.i - 1 and known is None and title.text.islower():
            body = reading.kinds.name_kind(token) == "group" or token.text.isupper()  # "LN spokesman"
            if body and token.pos_ == "PROPN":
                return {"group": mention(token, complement=False)}
        if not body or token.pos_ != "PROPN":
            continue
        start = token.i
        while start > 0 and doc[start - 1].pos_ == "PROPN" and doc[start - 1].sent == token.sent:
            start -= 1
        if start < token.i:
            return {"group": doc[start : token.i + 1]}
    return {}


def _behind(reading: Reading, position: Word) -> dict[str, Words]:
    """The organisation or place behind a position: "chairman of the council", "governor of the province"."""
    found: dict[str, Words] = {}
    for owner in position.children:
        known = reading.kinds.noun_class(owner)
        if owner.dep_ == "poss" and known is not None and known.kind == "organisation":
            found["group"] = mention(owner)
        elif owner.dep_ == "poss" and owner.pos_ == "PROPN" and reading.kinds.is_place(owner):
            found["place"] = place_words(reading, owner) or mention(owner, complement=False)
    for preposition in position.children:
        if preposition.dep_ == "prep" and preposition.lower_ in ("of", "for", "at", "in"):
            for noun in preposition.children:
                if noun.dep_ != "pobj" or (noun.lower_ in OFFICES and noun.left_edge.i == noun.i):
                    continue
                known = reading.kinds.noun_class(noun)
                if reading.kinds.is_place(noun):
                    found.setdefault("place", place_words(reading, noun) or mention(noun, complement=False))
                elif (known is not None and known.kind == "organisation") or reading.kinds.name_kind(noun) == "group":
                    found.setdefault("group", mention(noun))
    return found or _before(reading, position)


def _fact(slots: dict[str, Filler], evidence: Span) -> Fact:
    return Fact("role", {slot: (filler,) for slot, filler in slots.items()}, (evidence,))
