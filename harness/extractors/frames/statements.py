"""Statements: somebody says something on a given date, or to a named newspaper, agency or body."""

from collections.abc import Iterator

from harness.extractors.frames.attribution import Attribution
from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.complements import complements
from harness.extractors.frames.declarations import declarations, own_day
from harness.extractors.frames.draft import Draft
from harness.extractors.frames.fillers import date_filler, token_filler
from harness.extractors.frames.reading import Reading
from harness.extractors.frames.vocabulary import Vocabulary

_LONGEST_TOPIC = 45
_NEAR = 8
_TALKS = frozenset(["interview", "remarks", "comments", "conversation"])
_SPOKEN = _TALKS | {"speaking", "talking"}
_SPEAKS = frozenset(["speak", "talk", "address"])
_TELLING = frozenset(["tell", "inform"])
_BROADCAST = frozenset(["television", "tv", "radio", "broadcaster", "channel", "station", "website", "newspaper"])
_QUOTES = frozenset('"“”')
_EDGES = frozenset(",\"“”'.;:")


def statement_drafts(clause: Clause, reading: Reading, vocabulary: Vocabulary) -> Iterator[Draft]:
    """Yield a statement for each attribution that has a date or a named channel of its own."""
    broadcast = not clause.said.isdisjoint(_BROADCAST) or "to" in clause.said
    talks = clause.dated or not clause.said.isdisjoint(_SPOKEN)
    for one in reading.attributed[clause.index]:
        verb = clause.chunks[one.at]
        if type(verb) is not VerbGroup or not (talks or verb.lemma in _TELLING or broadcast):
            continue
        date = _date(clause, one, verb) if verb.lemma != "declare" else None  # "declared May 3 a holiday"
        if draft := _stated(clause, one, verb, date, _channel(clause, verb, vocabulary), reading):
            _add_topic(draft, one, reading)
            yield draft
    yield from _declared(clause, reading, vocabulary)


def _declared(clause: Clause, reading: Reading, vocabulary: Vocabulary) -> Iterator[Draft]:
    """Yield a statement for each declaration with a day or an outlet beside its verb."""
    for one in declarations(clause, reading.attributed[clause.index], vocabulary):
        verb = clause.chunks[one.at]
        if type(verb) is not VerbGroup:
            continue
        if draft := _stated(clause, one, verb, own_day(clause, verb), _broadcaster(clause, verb), reading):
            yield draft


def _stated(
    clause: Clause, one: Attribution, verb: VerbGroup, date: Chunk | None, channel: NounPhrase | None, reading: Reading
) -> Draft | None:
    """Return the statement that an attribution is, if it tells its day or its channel."""
    if date is None and channel is None:
        return None
    draft = Draft("statement", clause, verb.main, min(verb.start, one.speaker.start), max(verb.end, one.speaker.end))
    draft.slots["speaker"] = (reading.referents.filler(clause, one.speaker),)
    if date is not None:
        draft.slots["date"] = (date_filler(clause, date, reading),)
        draft.reach(date.start, date.end)
    if channel is not None:
        draft.slots["channel"] = (reading.referents.filler(clause, channel),)
        draft.reach(channel.start, channel.end)
    return draft


def _date(clause: Clause, one: Attribution, verb: VerbGroup) -> Chunk | None:
    """The date of the saying: behind the verb, or at the beginning of "On Monday, X said that ..."."""
    for complement in complements(clause, one.at):
        if complement.phrase.kind == "DATE":
            return complement.phrase
        if complement.phrase.start > one.start > verb.start:
            break
    if one.start < verb.end:
        return None
    found: Chunk | None = None
    for k, chunk in enumerate(clause.chunks[: one.at]):
        if type(chunk) is VerbGroup and chunk.form == "gerund" and chunk.lemma in _SPEAKS:
            continue
        if type(chunk) is VerbGroup and not any(c.kind in ("W", "S") for c in clause.chunks[max(0, k - 2) : k]):
            return None
        if chunk.kind == "DATE" and (chunk.end <= one.speaker.start or chunk.end == verb.start):
            found = found or chunk
    return found


def _channel(clause: Clause, verb: VerbGroup, vocabulary: Vocabulary) -> NounPhrase | None:
    """Whom a speaker "told": an outlet or another body with a name."""
    listener = verb.objects[0] if verb.lemma in _TELLING and verb.objects else _interviewer(clause)
    if listener is None:
        return _broadcaster(clause, verb)
    if (verb.objects and listener is verb.objects[0] and listener.start < verb.end) or "P" not in clause.tags[
        listener.first : listener.end
    ]:
        return None
    made = vocabulary.lexicon.classes.get(listener.noun_class)
    titled = set(clause.tags[listener.first : listener.end]) == {"P"}  # "the Ostra Post"
    known = listener.noun_class in ("name", "times") or (titled and listener.noun_class not in ("person", "country"))
    named = known or (clause.tags[listener.head] == "P" and listener.noun_class == "analysts")
    return listener if named or (made and made.kind == "organisation") else None  # "told the Observer"


def _interviewer(clause: Clause) -> NounPhrase | None:
    """Whom somebody spoke to: "in an interview with Radio X", "in remarks to the channel X"."""
    if clause.said.isdisjoint(_SPOKEN):
        return None
    for talk, link, listener in zip(clause.chunks, clause.chunks[1:], clause.chunks[2:], strict=False):
        if type(talk) is VerbGroup:
            if talk.form != "gerund" or talk.lemma not in ("speak", "talk"):
                continue
        elif type(talk) is not NounPhrase or clause.tokens.lower[talk.head] not in _TALKS:
            continue
        if clause.tokens.lower[link.start] in ("with", "to", "on") and type(listener) is NounPhrase:
            return listener
    return None


def _broadcaster(clause: Clause, verb: VerbGroup) -> NounPhrase | None:
    """The outlet with a name on which something was said: "said on state television NTV"."""
    for one in complements(clause, verb.at):
        if one.word not in ("on", "to") or type(outlet := one.phrase) is not NounPhrase:
            continue
        words = clause.tokens.lower[outlet.first : outlet.end]
        named = "P" in clause.tags[outlet.first : outlet.end]  # so there is a word: "to 24" has none
        if named and (not _BROADCAST.isdisjoint(words) or outlet.noun_class == "outlets" or "." in words[-1]):
            return outlet
    return None


def _add_topic(draft: Draft, one: Attribution, reading: Reading) -> None:
    start, end = one.start, one.end
    tokens = draft.clause.tokens
    that = next((i for i in range(start, min(end, start + _NEAR)) if tokens.lower[i] == "that"), -1)
    start = that + 1 if that >= 0 else start
    while start < end and tokens.text[start] in _EDGES:
        start += 1
    if start and tokens.text[start - 1] in _QUOTES:  # what stands behind the quotation is not said
        ends = (i for i in range(start + 1, end) if tokens.text[i] in _QUOTES and tokens.text[i - 1] in ",.!?")
        end = next(ends, end)
    while end > start and tokens.text[end - 1] in _EDGES:
        end -= 1
    if 0 < end - start <= _LONGEST_TOPIC:
        draft.slots["topic"] = (token_filler(draft.clause, start, end, reading),)
        draft.reach(start, end)
