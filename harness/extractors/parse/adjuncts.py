"""When and where: the dates and places that belong to a cue, by its clause in the parse."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from harness.extractors.frames.words import word_set
from harness.extractors.parse.constructions import where_of
from harness.extractors.parse.phrases import mention
from harness.extractors.parse.place_names import place_words
from harness.extractors.parse.reading import Parsed, Reading
from harness.extractors.parse.stance import SENDING, is_ahead
from harness.extractors.parse.times import Time
from harness.extractors.parse.tree import Word, Words

_WHERE = word_set("in at near on outside inside across throughout around along within into off over through")
_AFTER = frozenset({"after", "over", "following", "since", "before"})
_OPAQUE = frozenset({"ccomp", "relcl", "parataxis"})
_OTHER_TIMES = frozenset({"since", "after", "before", "until"})
_PUT_OFF = frozenset({"put", "delay", "postpone", "cancel", "suspend"})
"""What befell an event before it took place: "the election, put off since 2010"."""
_NOWHERE = word_set(
    "country region place places part parts scene site spot location field world territory way home zone side "
    "north south east west interior state nation custody court detention level hand position"
)
"""Nouns for places that tell nobody where, or no place at all."""
_DETERMINING = frozenset({"det", "poss", "amod", "compound"})


def clause(verb: Word) -> set[int]:
    """Return the tokens of a verb's or noun's own clause: its subtree without clauses that tell of something else."""
    found: set[int] = set()
    open_tokens = [verb]
    while open_tokens:
        token = open_tokens.pop()
        found.add(token.i)
        for child in token.children:
            apart = child.dep_ in _OPAQUE or (child.pos_ in ("VERB", "AUX") and child.dep_ in ("conj", "advcl", "acl"))
            apart |= child.dep_ == "pcomp" and token.lower_ in _OTHER_TIMES  # "before escaping into the forest"
            if not apart:
                open_tokens.append(child)
    return found


def _clause(passage: Parsed, verb: Word) -> frozenset[int]:
    known = passage.clauses.get(verb.i)
    if known is None:
        known = passage.clauses[verb.i] = frozenset(clause(verb))
    return known


def clauses(passage: Parsed, cue: Word, support: Word | None) -> Iterator[frozenset[int]]:
    """Yield the clause of a cue, then those it takes time and place from, nearest first."""
    base = support or cue
    own = _clause(passage, base)
    if base.head.i == cue.i:  # "at the trial in May, which ended with ..."
        own |= _clause(passage, cue)
    for token in (base, cue):
        for child in token.children:
            told = child.dep_ in ("relcl", "acl") and child.pos_ in ("VERB", "AUX") and child.lemma_ not in _PUT_OFF
            if told and token.pos_ not in ("VERB", "AUX"):
                own |= _clause(passage, child)  # "a session that he chaired on Monday"
    yield own
    steps = 0
    while base.head.i != base.i and steps < 4:
        opaque = base.dep_ in _OPAQUE and not (base.dep_ == "ccomp" and base.head.lemma_ in ("cause", "see", "leave"))
        opaque = opaque and base.head.tag_ != "CD"  # "on Monday the army reported three who gave themselves up"
        if opaque:
            return
        joined = [each for each in base.head.conjuncts if base.head.i < each.i < base.i] if base.dep_ == "advcl" else []
        base = base.head
        steps += 1
        if base.pos_ in ("VERB", "AUX"):
            yield _clause(passage, base)
            yield from (_clause(passage, each) for each in joined)  # "five died and ten were hurt in X when a shell"


def times_of(passage: Parsed, cue: Word, support: Word | None, alone: bool = False) -> list[Time]:
    """Return the dates of the nearest clause that has any, without those of a verb of saying.

    If the cue stands `alone`, its own clause is the only one.
    """
    if not passage.times:
        return []
    for index, tokens in enumerate(clauses(passage, cue, support)):
        found = [time for time in passage.times if time.span.root.i in tokens and not _of_name(time)]
        found = [time for time in found if not _dates_what_is_ahead(time, cue)]
        if index:
            # "said on Monday" dates the saying; "on Monday the ministry reported four men killed" the event too
            verbs = {saying.verb.i for saying in passage.sayings if not _names_event(cue, saying.verb)}
            verbs -= {saying.verb.i for saying in passage.sayings if saying.verb.lower_ == "according"}
            found = [time for time in found if not verbs & tokens]
        if found:
            return [_since_when(time, cue) for time in found]
        if alone:
            return []
    region = _region(passage, cue)
    rest = [time for time in passage.times if time.span.root.i in region and not _of_name(time)]
    rest = [time for time in rest if not _is_of_other_time(time.span.root)]
    return rest if len(rest) == 1 and rest[0].role == "date" else []


def _since_when(time: Time, cue: Word) -> Time:
    """Return the day of what "when" tells: "the worst accident since 2011, when 31 miners died"."""
    inside = time.role == "start" and any(
        above.dep_ == "relcl" and above.head.i == time.span.root.i for above in (cue, *cue.ancestors)
    )
    return replace(time, role="date") if inside else time


def _dates_what_is_ahead(time: Time, cue: Word) -> bool:
    """Tell the day of another event: "plan attacks ahead of the election on May 5"."""
    return any(above.pos_ == "NOUN" and above.i != cue.i and is_ahead(above) for above in time.span.root.ancestors)


def _is_of_other_time(token: Word) -> bool:
    """Tell a date in a clause of another time: "hundreds have died since the rebels took up arms in 1984"."""
    for above in token.ancestors:
        marks = {child.lower_ for child in above.children if child.dep_ == "mark"} if above.dep_ == "advcl" else set()
        if above.dep_ in ("acl", "relcl") and above.head.dep_ == "pobj":
            marks = {above.head.head.lower_}  # the same, as the parse may have it
        if marks & _OTHER_TIMES:
            return True
    return False


def _names_event(cue: Word, verb: Word) -> bool:
    """Tell whether a verb of saying has the event as its object, and not as a clause."""
    token = cue
    while token.head.i != token.i and token.i != verb.i:
        if token.dep_ in ("ccomp", "parataxis"):
            return False
        token = token.head
    return token.i == verb.i


def place_of(
    reading: Reading,
    passage: Parsed,
    cue: Word,
    support: Word | None,
    used: set[int],
    after: bool = False,
    alone: bool = False,
) -> Words | None:
    """Return the first named place of the nearest clause that has one; `used` are heads of other slots.

    With `after`, where something was that came before is no place of the cue's; `alone` as for `times_of`.
    """
    if after:
        used = used | {head.i for _, head in _all_places(reading, passage) if _is_of_before(head, cue)}
    for index, tokens in enumerate(clauses(passage, cue, support) if _all_places(reading, passage) else ()):
        if index and alone:
            return None
        if index and any(s.verb.i in tokens and s.verb.lower_ != "according" for s in passage.sayings):
            return None
        own = list(_places(reading, passage, tokens))
        if index == 0:  # "In Velden province two fighters gave up at the gate": what stands behind is nearer
            own.sort(key=lambda head: head.i < cue.i)
        for head in own:
            if head.i not in used:
                words = place_words(reading, head)
                if words is not None:
                    return words
    sent = _where_sent(cue)
    if sent is not None and sent.i not in used and reading.kinds.is_place(sent):
        return place_words(reading, sent) or mention(sent, complement=False)
    there = where_of(support or cue)
    if there is not None and there.i not in used and reading.kinds.is_place(there):
        return place_words(reading, there) or mention(there, complement=False)
    return _only_place(reading, passage, cue, used) or _unnamed_place(reading, passage, cue, support, used)


def _where_sent(cue: Word) -> Word | None:
    """Return where those are who are "sent to the valley to look for the gunmen"."""
    above = cue.head
    if cue.tag_ != "VB" or cue.dep_ not in ("xcomp", "advcl") or above.lemma_ not in SENDING:
        return None
    ways = (child for child in above.children if child.lower_ in ("to", "into") and child.dep_ == "prep")
    return next((noun for way in ways for noun in way.children if noun.dep_ == "pobj"), None)


def _is_of_before(place: Word, cue: Word) -> bool:
    """Tell where something else was: "arrested after a strike at a factory"."""
    for above in place.ancestors:
        if above.i == cue.i:
            return False
        if above.lower_ in _AFTER and above.i > cue.i and above.dep_ == "prep":
            return True
    return False


def _unnamed_place(reading: Reading, passage: Parsed, cue: Word, support: Word | None, used: set[int]) -> Words | None:
    """Return a place without a name in the cue's own clause: "in the medical block", "at the entrance"."""
    tokens = next(iter(clauses(passage, cue, support)))
    for head in _places(reading, passage, tokens):
        bare = head.tag_ == "NN" and not any(child.dep_ in _DETERMINING for child in head.lefts)  # "in hospital"
        if head.i not in used and head.lower_ not in _NOWHERE and head.pos_ == "NOUN" and not bare:
            return mention(head)
    return None


def _only_place(reading: Reading, passage: Parsed, cue: Word, used: set[int]) -> Words | None:
    """The place of the sentence, if it names exactly one beside those of its verbs of saying."""
    if not _all_places(reading, passage):
        return None
    named = [head for head in _places(reading, passage, _region(passage, cue)) if _is_full(place_words(reading, head))]
    named = [head for head in named if head.i not in used]
    outer = [head for head in named if not any(head.i != other.i and other.is_ancestor(head) for other in named)]
    one_clause = len({_clause_verb(head).i for head in outer}) == 1  # of "in Baro, in eastern Norland" the first
    return place_words(reading, outer[0]) if one_clause else None


def _clause_verb(token: Word) -> Word:
    return next((above for above in token.ancestors if above.pos_ in ("VERB", "AUX")), token)


def _region(passage: Parsed, cue: Word) -> set[int]:
    """The tokens of a sentence that tell of the cue's event: no other main, relative or reported clause, no saying."""
    top = cue
    while top.head.i != top.i and not _is_apart(top):
        top = top.head
    tokens = {token.i for token in top.subtree}
    for token in top.subtree:
        if token.i != top.i and _is_apart(token) and not token.is_ancestor(cue) and token.i != cue.i:
            kept = {each.i for clause in token.rights if _tells_when(clause) for each in clause.subtree}
            tokens -= {each.i for each in token.subtree} - (kept if token.dep_ == "conj" else set())
    for saying in passage.sayings:
        tokens -= _clause(passage, saying.verb).difference(range(saying.start, saying.end))
    return tokens


def _tells_when(verb: Word) -> bool:
    """Tell what holds for both verbs of "two were killed and ten were injured when a bus crashed"."""
    return verb.dep_ == "advcl" and any(child.lower_ in ("when", "after", "as") for child in verb.children)


def _is_apart(token: Word) -> bool:
    if token.dep_ == "pcomp":
        return token.head.lower_ == "before"
    if token.dep_ != "conj":
        return token.dep_ in _OPAQUE or (token.dep_ == "acl" and token.head.dep_ in ("nsubj", "nsubjpass"))
    if token.tag_ == "VBN" and not any(child.dep_ in ("aux", "auxpass") for child in token.children):
        return False  # "nine were killed and 15 wounded on Monday": one clause but for its auxiliary
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)


def _is_full(words: Words | None) -> bool:
    return words is not None and any(word.text[:1].isupper() for word in words)


def _places(reading: Reading, passage: Parsed, tokens: "Collection[int]") -> Iterator[Word]:
    """Yield the places behind the prepositions that are among the tokens, in text order."""
    return (noun for index, noun in _all_places(reading, passage) if index in tokens)


def _all_places(reading: Reading, passage: Parsed) -> list[tuple[int, Word]]:
    """Return the places of a passage behind prepositions of place, each with where its preposition stands."""
    if passage.places is None:
        passage.places = [
            (token.i, noun)
            for token in (passage.doc if passage.words & _WHERE else ())
            if (token.lower_ in _WHERE and token.pos_ in ("ADP", "ADV"))
            or (token.lower_ == "from" and token.head.lemma_ == "report")
            for noun in token.children
            if noun.dep_ == "pobj" and reading.kinds.is_place(noun)
        ]
    return passage.places


def _of_name(time: Time) -> bool:
    """Tell a date inside a name or as a genitive of something else ("November's elections" dates the elections)."""
    return (
        time.span.root.dep_ == "compound"
        and time.span.root.head.pos_ == "PROPN"
        and time.span.root.head.text[:1].isupper()
    )
