"""Statements: who said what on which day, or to which named outlet."""

import re
from collections.abc import Iterator

from harness.extractors.frames.words import word_set
from harness.extractors.parse.adjuncts import clause
from harness.extractors.parse.declarations import declarations
from harness.extractors.parse.names import is_calendar_word
from harness.extractors.parse.phrases import mention
from harness.extractors.parse.reading import Parsed, Reading
from harness.extractors.parse.sources import Saying
from harness.extractors.parse.times import Time
from harness.extractors.parse.tree import Word, Words
from harness.facts import Fact, Filler

_SPEAKING = frozenset({"speak", "talk", "write", "address", "tell"})
_ADDRESSED = frozenset({"to", "with", "by", "on"})
_PAPERS = word_set(
    "post times star sun mirror herald mail globe tribune telegraph guardian observer courier gazette echo standard "
    "journal chronicle dispatch express inquirer examiner bulletin argus nation"
)
"""What newspapers are called: "the Velden Post"."""
_ADDRESS = re.compile(r"[\w-]+\.[a-z]{2,4}\Z", re.IGNORECASE)
"""An outlet that is called by its address on the web."""


def statement_facts(reading: Reading) -> Iterator[Fact]:
    """Yield a statement for every verb of saying that has a date or a named outlet beside it."""
    for passage in reading.passages:
        for saying in passage.sayings:
            if saying.verb.pos_ in ("VERB", "AUX") and saying.verb.lower_ != "according":
                fact = _statement(reading, passage, saying)
                if fact is not None:
                    yield fact
        for verb, speaker, own in declarations(reading, passage):
            fact = _declared(reading, passage, verb, speaker, own)
            if fact is not None:
                yield fact


def _statement(reading: Reading, passage: Parsed, saying: Saying) -> Fact | None:
    speaker = reading.speaker(saying)
    if speaker is None:
        return None
    own = clause(saying.verb) - set(range(saying.start, saying.end))
    for index in sorted(own):
        for child in passage.doc[index].children:
            speaking = child.dep_ == "advcl" and child.lemma_ in _SPEAKING
            of_speaker = (
                saying.speaker is not None and child.head.i == saying.speaker.i
            )  # "X, who comes on Monday, said"
            relative = child.dep_ == "relcl" and not of_speaker
            if (relative or speaking) and child.i not in range(saying.start, saying.end):
                own |= clause(child)  # "at a session that he chaired on Monday, he said"
    slots: dict[str, tuple[Filler, ...]] = {"speaker": (reading.filler(speaker),)}
    for time in passage.times:
        if (
            time.span.root.i in own
            and not _dates_the_speaker(time, saying)
            and time.role == "date"
            and "date" not in slots
        ):
            slots["date"] = (reading.filler(time.span, time.value),)
    channel = _channel(reading, passage, saying.verb, own)
    if channel is not None:
        slots["channel"] = (reading.filler(channel),)
    if len(slots) == 1:
        return None
    topic = _topic(passage, saying)
    if topic is not None:
        slots["topic"] = (reading.filler(topic),)
    return Fact("statement", slots, (reading.span(saying.verb.sent),))


def _declared(reading: Reading, passage: Parsed, verb: Word, speaker: Word, own: set[int]) -> Fact | None:
    slots = {"speaker": (reading.filler(reading.entity(speaker)),)}
    day = next((time for time in passage.times if time.span.root.i in own and time.role == "date"), None)
    # "condemned the attack on Monday": the day may be that of the attack
    own_day = day is not None and any(above.i == verb.i for above in _carriers(day.span.root))
    if day is not None and own_day and day.value is not None and not speaker.is_ancestor(day.span.root):
        slots["date"] = (reading.filler(day.span, day.value),)
    channel = _channel(reading, passage, verb, own) if verb.lemma_ != "write" else None
    if channel is not None:
        slots["channel"] = (reading.filler(channel),)
    return Fact("statement", slots, (reading.span(verb.sent),)) if len(slots) > 1 else None


def _carriers(day: Word) -> Iterator[Word]:
    """Yield what a date hangs on: through its preposition, and through "in a statement"."""
    above = day.head
    yield above
    while above.dep_ in ("prep", "pobj"):
        above = above.head
        yield above


def _dates_the_speaker(time: Time, saying: Saying) -> bool:
    """Tell a day in the words about who speaks: "the mayor, who comes on Monday, said"."""
    speaker = saying.speaker
    within = speaker is not None and speaker.is_ancestor(time.span.root)
    return within and any(above.dep_ in ("relcl", "acl") for above in (time.span.root, *time.span.root.ancestors))


def _channel(reading: Reading, passage: Parsed, verb: Word, own: set[int]) -> Words | None:
    """The outlet that is told, or that the remarks or interview are addressed to."""
    candidates = [child for child in verb.children if child.dep_ in ("dobj", "dative", "obj")]
    for index in sorted(own):
        token = passage.doc[index]
        if token.dep_ == "pobj" and token.head.lower_ in _ADDRESSED:
            candidates.append(token)
    for token in candidates:
        if is_calendar_word(token):
            continue
        beside = (child for child in token.children if child.dep_ == "appos" and child.pos_ == "PROPN")
        name = next((child for child in beside if not is_calendar_word(child)), None)
        known = reading.kinds.noun_class(token)
        if name is not None and known is not None and known.name == "outlets":
            return mention(name, complement=False)  # "the state channel X"
        if known is not None and known.name == "outlets" and (called := _called(token)) is not None:
            return called
        if _is_numbered(token):
            return passage.doc[token.left_edge.i : token.i + 2]
        if _is_outlet(reading, token):
            return mention(token, complement=False)
    return None


def _called(outlet: Word) -> Words | None:
    """Return the name right behind "the newspaper", whatever the parse makes of it."""
    doc, end = outlet.doc, outlet.i + 1
    while (
        end < len(doc)
        and not is_calendar_word(doc[end])
        and (doc[end].text[:1].isupper() or (doc[end].tag_ == "CD" and "." in doc[end].text))
    ):
        end += 1
    return doc[outlet.i + 1 : end] if end > outlet.i + 1 else None


def _is_numbered(name: Word) -> bool:
    """Tell a channel called by a number: "France 24", "Channel 4"."""
    behind = name.i + 1 < len(name.doc) and name.nbor().tag_ == "CD" and name.nbor().head is name
    return name.pos_ == "PROPN" and behind and name.nbor().text.isdigit() and not is_calendar_word(name)


def _is_outlet(reading: Reading, token: Word) -> bool:
    if token.pos_ == "PROPN" and token.lower_ in _PAPERS and token.left_edge.i < token.i:
        return True
    if (
        token.pos_ == "PROPN"
        and _is_told(token)
        and not (reading.kinds.country(token) or _is_person_told(reading, token))
    ):
        return True
    known = reading.kinds.noun_class(token)
    first = [reading.kinds.noun_class(child) for child in token.lefts if child.dep_ in ("compound", "amod")]
    if token.pos_ == "PROPN" and any(each is not None and each.name == "outlets" for each in first):
        return True  # "Radio Velden"
    named = token.pos_ == "PROPN" or any(child.pos_ == "PROPN" for child in token.lefts)
    if known is not None:
        by_name = token.pos_ == "PROPN" and token.dep_ == "dobj" and known.kind == "people"  # "told the Observer"
        return (named and known.name in ("outlets", "bodies")) or by_name
    if _ADDRESS.match(token.text) and any(letter.isalpha() for letter in token.text):
        return True
    return token.pos_ == "PROPN" and reading.kinds.name_kind(token) == "group"


def _is_person_told(reading: Reading, name: Word) -> bool:
    """Tell a person whom the article names again from a paper that the pipeline takes for one ("Zapadny Vestnik")."""
    text, called = reading.article.text, name.doc[name.left_edge.i : name.i + 1].text
    return reading.kinds.is_person(name) and text.count(name.text) > 1 and f"({called}" not in text


def _is_told(name: Word) -> bool:
    """Tell a bare name that somebody told something: persons that are told something are rare in news."""
    told = name.dep_ in ("dobj", "dative") and name.head.lemma_ == "tell"
    return told and name.pos_ == "PROPN" and name.left_edge.tag_ != "DT"


def _topic(passage: Parsed, saying: Saying) -> Words | None:
    """What is said, without quotation marks, commas and "that" around it."""
    doc, start, end = passage.doc, saying.start, saying.end
    while start < end and (doc[start].is_punct or doc[start].is_space or doc[start].lower_ == "that"):
        start += 1
    while end > start and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    return doc[start:end] if start < end else None
