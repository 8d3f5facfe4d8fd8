"""Cue frames -> drafts of facts: each cue is found by look-up, and its roles filled along their routes."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from harness.extractors.frames.adjuncts import add_adjuncts, is_place, place_span, token_filler
from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.complements import complements
from harness.extractors.frames.draft import Draft
from harness.extractors.frames.inflect import singular
from harness.extractors.frames.lexicon import NAME_CLASSES, Frame, Phrase, Role, TypeRule
from harness.extractors.frames.links import conjuncts, main_subject
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.mentions import head_class
from harness.extractors.frames.modality import governing, modality, polarity
from harness.extractors.frames.reading import Reading
from harness.extractors.frames.vocabulary import Vocabulary
from harness.facts import Filler, Modality, Span
from harness.normalise.numbers import read_number

_NO_RULE = TypeRule()
_CIRCUMSTANCES = frozenset(["place", "date", "start", "end"])
_NEAR_WORDS = 24
_SUCCEEDS = frozenset("manage continue begin start help plan intend threaten vow".split())
_DEMANDS = frozenset("order tell ask urge refuse call demand instruct persuade invite warn decline".split())


class Cue(NamedTuple):
    """A frame announced by chunk `at`; the cue's words are tokens `start:end`.

    `verb` is the verb itself, or the support verb that has a cue noun as its object; `carrier` a verb whose subject or
    object the cue noun is ("the trial begins on Monday"), which only brings its places and dates.
    """

    frame: Frame
    at: int
    start: int
    end: int
    verb: int = -1
    carrier: int = -1


class Found(NamedTuple):
    """What a route leads to: a noun phrase, or just a token range."""

    phrase: NounPhrase | None
    start: int
    end: int


def find_cues(clause: Clause, vocabulary: Vocabulary) -> Iterator[Cue]:
    """Yield every frame that a sentence announces; of two cues on one word only the longest phrase counts."""
    for at, chunk in enumerate(clause.chunks):
        if isinstance(chunk, VerbGroup):
            yield from _verb_cues(clause, at, chunk, vocabulary)
        elif isinstance(chunk, NounPhrase):
            yield from _noun_cues(clause, at, chunk, vocabulary)
        elif chunk.kind == "A":
            for frame in vocabulary.adjective_cues.get(clause.tokens[chunk.start].lower, ()):
                yield Cue(frame, at, chunk.start, chunk.end)


def _verb_cues(clause: Clause, at: int, verb: VerbGroup, vocabulary: Vocabulary) -> Iterator[Cue]:
    cues = vocabulary.verb_cues.get(verb.lemma)
    if not cues or (verb.copula and verb.lemma == "be"):
        return
    longest = -1
    for frame, rest in cues:
        if len(rest) < longest:
            break
        end = _phrase_end(clause, at, verb, rest)
        if end >= 0:
            longest = len(rest)
            yield Cue(frame, at, verb.start, end, at)


def _phrase_end(clause: Clause, at: int, verb: VerbGroup, rest: Phrase) -> int:
    """Where the words that must follow a verb end: right behind it, or behind its object; -1 if they do not stand there."""
    tokens = clause.tokens
    begins = [verb.main + 1]
    if rest:
        follower = clause.chunks[at + 1] if at + 1 < len(clause.chunks) else None
        if isinstance(follower, NounPhrase):
            last = conjuncts(clause.chunks, at + 1)[-1]
            begins += [follower.end, last.end] if last.end != follower.end else [follower.end]
        elif follower is not None and follower.kind == "R":
            begins.append(follower.end)
    for begin in begins:
        if begin + len(rest) <= len(tokens) and all(tokens[begin + k].lower == word for k, word in enumerate(rest)):
            return begin + len(rest)
    return -1


def _noun_cues(clause: Clause, at: int, phrase: NounPhrase, vocabulary: Vocabulary) -> Iterator[Cue]:
    if phrase.pronoun or phrase.name_start >= 0:
        return
    word = clause.tokens[phrase.head].lower
    cues = vocabulary.noun_cues.get(word) or vocabulary.noun_cues.get(singular(word))
    longest = 0
    for frame, words in cues or ():
        if len(words) < longest:
            break
        begin = phrase.head - len(words) + 1
        if begin >= (phrase.first if "of" not in words else 0) and all(
            clause.tokens[begin + k].lower == w for k, w in enumerate(words[:-1])
        ):
            longest = len(words)
            support = _support(clause, at, phrase, vocabulary)
            yield Cue(frame, at, begin, phrase.head + 1, support, _carrier(clause, at, phrase))


def _carrier(clause: Clause, at: int, phrase: NounPhrase) -> int:
    """A verb near by that a cue noun is the subject or object of, or -1."""
    for k in range(max(0, at - 6), min(len(clause.chunks), at + 8)):
        verb = clause.chunks[k]
        if isinstance(verb, VerbGroup) and any(one is phrase for one in (*verb.subjects, *verb.objects)):
            return k
    return -1


def _support(clause: Clause, at: int, phrase: NounPhrase, vocabulary: Vocabulary) -> int:
    """The verb that carries a cue noun as its object ("carried out a raid", "preparing a series of attacks"), or -1."""
    chunks = clause.chunks
    top = at
    while top >= 2 and chunks[top - 1].kind == "I" and clause.tokens[chunks[top - 1].start].lower == "of":
        top -= 2
    carried = {id(phrase), id(chunks[top])}
    low, high = max(0, at - 10), min(len(chunks), at + 10)
    for k in range(low, high):
        verb = chunks[k]
        if isinstance(verb, VerbGroup) and any(id(one) in carried for one in verb.objects):
            for rest in vocabulary.support_phrases.get(verb.lemma, ()):
                if _phrase_end(clause, k, verb, rest) >= 0:
                    return k
    if at + 1 < high and chunks[at + 1].kind == "W":
        for k in range(at + 2, high):
            verb = chunks[k]
            if isinstance(verb, VerbGroup):
                return k if verb.lemma in vocabulary.support_phrases and verb.subjects else -1
    return -1


def _nonfactual(clause: Clause, cue: Cue, rule: TypeRule) -> bool:
    """Whether the cue is only what somebody is told to do, or refuses ("ordered them to give themselves up")."""
    chunk = clause.chunks[cue.at]
    if _conditional(clause, cue.at):
        return True
    governors = governing(clause, cue.at) if isinstance(chunk, VerbGroup) else []
    if isinstance(chunk, VerbGroup) and chunk.modal in ("should", "must"):
        return True
    if not governors:
        return False
    if governors[0].lemma in _DEMANDS:
        return True
    return not rule.attempts and isinstance(chunk, VerbGroup) and chunk.form == "infinitive" and _unsure(clause, cue.at)


def _conditional(clause: Clause, at: int) -> bool:
    """Whether the cue stands behind "if" or "whether"."""
    for k in range(at - 1, max(-1, at - 8), -1):
        chunk = clause.chunks[k]
        if chunk.kind == "S":
            return clause.tokens[chunk.start].lower in ("if", "whether", "unless")
        if chunk.kind in (",", ";"):
            return False
    return False


def _unsure(clause: Clause, at: int) -> bool:
    """Whether an infinitive is only what something is for ("an operation to capture them"), or what is tried."""
    governors = governing(clause, at)
    noun_before = isinstance(clause.chunks[at - 1], NounPhrase)
    return noun_before or not governors or governors[0].lemma not in _SUCCEEDS


def fill_cue(clause: Clause, cue: Cue, reading: Reading, vocabulary: Vocabulary) -> list[Draft]:
    """Return the drafts a cue gives: none if a required slot stays empty, several if its main participant is several."""
    frame = cue.frame
    rule = vocabulary.lexicon.types.get(frame.type, _NO_RULE)
    if _nonfactual(clause, cue, rule):
        return []
    found: dict[str, list[Found]] = {}
    taken: set[tuple[int, int]] = set()
    for role in frame.roles:
        fillers = [one for one in _fill(clause, cue, role, vocabulary) if (one.start, one.end) not in taken]
        if fillers:
            found[role.slot] = fillers
            taken.update((one.start, one.end) for one in fillers)
        elif role.required:
            return []
    drafts: list[Draft] = []
    main_slot = rule.count or next((role.slot for role in frame.roles if "infinitive" in role.routes), "")
    main: list[Found | None] = [*found.get(main_slot, [])]
    for one in main or [None]:
        draft = Draft(frame.type, clause, cue.start, cue.start, cue.end)
        draft.slots.update((slot, (Filler(value=value),)) for slot, value in frame.constants.items())
        for slot, fillers in found.items():
            chosen = one if slot == main_slot and one else fillers[0]
            _put(draft, slot, chosen, reading, rule)
        draft.slots.update((slot, (Filler(value=value),)) for slot, value in _marked(clause, cue, draft).items())
        add_adjuncts(draft, _last_chunk(clause, cue), rule.adjuncts, reading, vocabulary)
        for verb in (cue.verb, cue.carrier):
            if verb >= 0 and verb != cue.at:
                add_adjuncts(draft, verb, rule.adjuncts, reading, vocabulary)
        draft.refers = _refers(clause, cue)
        if "count" in frame.needs and "count" not in draft.slots:
            _count_cue(draft, cue, reading)
        _attribute(draft, cue, reading, vocabulary)
        if frame.modality == "claimed":
            claimant = next(iter(draft.phrases.values()), None)
            if claimant is None or claimant.negative:
                continue
            draft.source = draft.source or reading.referents.filler(clause, claimant)
        if frame.needs and not frame.needs & draft.slots.keys() and draft.polarity == "positive":
            continue
        drafts.append(draft)
    return drafts


def _last_chunk(clause: Clause, cue: Cue) -> int:
    """The chunk that the cue's last word is in: "arrest" of "tried to arrest"."""
    at = cue.at
    while at + 1 < len(clause.chunks) and clause.chunks[at].end < cue.end:
        at += 1
    return at


def _refers(clause: Clause, cue: Cue) -> bool:
    """Whether a cue noun only takes up what was told before: "the raid", "the attack"."""
    phrase = clause.chunks[cue.at]
    return isinstance(phrase, NounPhrase) and phrase.definite and not phrase.possessor and phrase.first == cue.start


def _count_cue(draft: Draft, cue: Cue, reading: Reading) -> None:
    """Fill `count` with the number of the cue noun itself: "three deaths"."""
    phrase = draft.clause.chunks[cue.at]
    if isinstance(phrase, NounPhrase) and phrase.number[1] > phrase.number[0]:
        draft.slots.update(_count(draft.clause, phrase, reading))


def _count(clause: Clause, phrase: NounPhrase, reading: Reading) -> dict[str, tuple[Filler, ...]]:
    """The number of a phrase as the `count` slot; "a number" is read with its "of", which makes it vague."""
    start, end = phrase.number
    behind = " of" if end < len(clause.tokens) and clause.tokens[end].lower == "of" else ""
    bare = token_filler(clause, start, end, reading)
    number = read_number(f"{bare.text}{behind}")
    return {"count": (Filler(bare.text, number.value, bare.span, number.precision),)} if number else {}


def _marked(clause: Clause, cue: Cue, draft: Draft) -> dict[str, str]:
    """Slots that words of the cue's phrase or of its fillers fill, of the phrase above it, or of what is said of it."""
    if not cue.frame.marks:
        return {}
    chunks, tokens = clause.chunks, clause.tokens
    low = chunks[cue.at].start
    if cue.at >= 2 and chunks[cue.at - 1].kind == "I" and isinstance(chunks[cue.at - 2], NounPhrase):
        low = chunks[cue.at - 2].start
    words = [token.lower for token in tokens[low : cue.end]]
    for k in range(cue.at + 1, len(chunks) - 1):
        chunk = chunks[k]
        if isinstance(chunk, VerbGroup):
            words += [token.lower for token in tokens[chunk.start : chunk.end + 3]]
            break
    if isinstance(chunks[cue.at], VerbGroup):
        words += [token.lower for token in tokens[cue.end : cue.end + 6]]
    words += [token.lower for one in draft.phrases.values() for token in tokens[one.first : one.end]]
    found: dict[str, str] = {}
    for slot, values in cue.frame.marks.items():
        for word in words:
            if word in values:
                found.setdefault(slot, values[word])
    return found


def _attribute(draft: Draft, cue: Cue, reading: Reading, vocabulary: Vocabulary) -> None:
    frame, clause = cue.frame, draft.clause
    told: Modality = modality(clause, cue.at, vocabulary)
    if told == "actual" and cue.verb >= 0 and cue.verb != cue.at:
        verb = clause.chunks[cue.verb]
        told = modality(clause, cue.verb, vocabulary)
        if isinstance(verb, VerbGroup) and verb.lemma in vocabulary.lexicon.plans and told == "actual":
            told = "planned"
    for one in reading.attributed[clause.index]:
        if one.doubt and one.start <= draft.cue < one.end and told == "actual":
            told = "claimed"
    draft.modality = frame.modality or told
    draft.polarity = frame.polarity or polarity(clause, cue.at, list(draft.phrases.values()), vocabulary)
    alone = draft.slots.keys() - frame.constants.keys() <= _CIRCUMSTANCES
    background = cue.verb < 0 and alone and not clause.quoted[draft.cue]
    draft.source = None if background else reading.source(clause, draft.cue)


def _put(draft: Draft, slot: str, found: Found, reading: Reading, rule: TypeRule) -> None:
    """Fill a slot, and the count and the side that its mention gives."""
    clause, phrase = draft.clause, found.phrase
    draft.reach(found.start, found.end)
    if phrase is None:
        draft.slots[slot] = (token_filler(clause, found.start, found.end, reading),)
        return
    draft.phrases[slot] = phrase
    if slot == rule.count and phrase.number[1] > phrase.number[0]:
        draft.slots.update(_count(clause, phrase, reading))
    meant = phrase
    if phrase.first >= phrase.end - phrase.genitive and not phrase.pronoun:
        counted = _of_phrase(clause, phrase) or reading.referents.counted(phrase)
        if counted is None:
            return
        meant = counted
    stands_in = phrase.noun_class == "anyone" and meant is phrase and not phrase.pronoun
    whose = reading.referents.counted(phrase) or meant if stands_in else meant
    if slot == rule.side and whose.side:
        draft.slots["side"] = (Filler(value=whose.side),)
    filler = reading.referents.filler(clause, meant)
    if meant is phrase and found.start < found.end and found.end > phrase.end:
        filler = token_filler(clause, phrase.first, found.end, reading)
    draft.slots[slot] = (filler,)


def _of_phrase(clause: Clause, phrase: NounPhrase) -> NounPhrase | None:
    """The people a bare number is of: "two of the gunmen"."""
    at = clause.chunks.index(phrase)
    if at + 2 < len(clause.chunks) and clause.tokens[clause.chunks[at + 1].start].lower == "of":
        others = conjuncts(clause.chunks, at + 2)
        return others[0] if others else None
    return None


def _fill(clause: Clause, cue: Cue, role: Role, vocabulary: Vocabulary) -> list[Found]:
    for route in role.routes:
        found = [one for one in _follow(clause, cue, route, role, vocabulary) if one]
        if found:
            return found
    return []


def _follow(clause: Clause, cue: Cue, route: str, role: Role, vocabulary: Vocabulary) -> Sequence[Found]:
    """Everything that a route of the cue leads to and the role allows."""
    chunks = clause.chunks
    chunk = chunks[cue.at]
    verb = chunks[cue.verb] if cue.verb >= 0 else None
    if route == "subject":
        return _subject(clause, cue, verb, role, vocabulary)
    if route == "main":
        return _allowed(main_subject(chunks, cue.at), role)
    if route == "object":
        return _objects(clause, cue, verb, role) if isinstance(verb, VerbGroup) and cue.verb == cue.at else []
    if route == "possessor":
        owner = chunk.possessor if isinstance(chunk, NounPhrase) else None
        return _allowed([owner] if owner else _pronoun_owner(clause, cue.at), role)
    if route == "modifier":
        return _modifier(clause, cue, role, vocabulary) if isinstance(chunk, NounPhrase) else []
    if route == "purpose":
        return _purpose(clause, cue, role)
    if route == "infinitive":
        return _infinitive(clause, cue)
    if route == "here":
        return (
            [Found(None, chunk.first, chunk.end - chunk.genitive)]
            if isinstance(chunk, NounPhrase)
            else _deed(clause, cue)
        )
    return _prepositional(clause, cue, route, role, vocabulary)


def _allowed(phrases: Sequence[NounPhrase], role: Role) -> list[Found]:
    return [
        Found(phrase, phrase.start, phrase.end - phrase.genitive)
        for phrase in phrases
        if not role.classes
        or phrase.noun_class in role.classes
        or (not phrase.noun_class and phrase.number[1] > phrase.number[0] and "anyone" in role.classes)
    ]


def _objects(clause: Clause, cue: Cue, verb: VerbGroup, role: Role) -> list[Found]:
    """The objects that the role allows; in a list of things, what is unknown is what its neighbours are."""
    last = clause.tokens[cue.end - 1].lower
    if not verb.passive and cue.end > verb.main + 1 and not any(last in one.routes for one in cue.frame.roles):
        behind = next((k for k in range(cue.at + 1, len(clause.chunks)) if clause.chunks[k].start == cue.end), -1)
        if behind >= 0 and isinstance(clause.chunks[behind], NounPhrase):
            return _allowed(conjuncts(clause.chunks, behind), role)
    allowed = _allowed(verb.objects, role)
    if allowed and len(verb.objects) > 1 and role.classes.isdisjoint(NAME_CLASSES):
        return [
            Found(phrase, phrase.start, phrase.end - phrase.genitive) for phrase in verb.objects if not phrase.pronoun
        ]
    return allowed


def _subject(clause: Clause, cue: Cue, verb: Chunk | None, role: Role, vocabulary: Vocabulary) -> list[Found]:
    """The subject of the cue's verb; of an adjective or noun, that of the verb it belongs to ("killed six in a raid")."""
    chunks = clause.chunks
    if isinstance(verb, VerbGroup):
        found = _allowed(verb.subjects, role)
        if verb.form == "gerund" and clause.tags[verb.start - 1] in ",C":
            things = vocabulary.lexicon.classes_in["thing"]
            found = [one for one in found if one.phrase and one.phrase.noun_class not in things]
        if found or verb.form != "participle" or verb.passive:
            return found
    if not isinstance(chunks[cue.at], NounPhrase):
        return _adjective_subject(clause, cue, role) if verb is None else []
    if cue.at and clause.tokens[chunks[cue.at - 1].start].lower in ("in", "during"):
        for k in range(cue.at - 2, max(-1, cue.at - 20), -1):
            other = chunks[k]
            if isinstance(other, VerbGroup) and not (k and chunks[k - 1].kind == "W"):
                return _allowed(other.subjects, role)
    return []


def _adjective_subject(clause: Clause, cue: Cue, role: Role) -> list[Found]:
    """The subject of an adjective: across a copula ("six are missing"), or right before it ("six dead")."""
    before = clause.chunks[cue.at - 1] if cue.at else None
    if isinstance(before, VerbGroup):
        return _allowed(before.objects if before.passive else before.subjects, role)
    if isinstance(before, NounPhrase):
        return _allowed([before], role)
    return []


def _pronoun_owner(clause: Clause, at: int) -> list[NounPhrase]:
    return []


def _modifier(clause: Clause, cue: Cue, role: Role, vocabulary: Vocabulary) -> list[Found]:
    """A noun before the cue noun within its phrase ("police raid"), by its class or, if it is a name, as a name."""
    phrase = clause.chunks[cue.at]
    assert isinstance(phrase, NounPhrase)  # noqa: S101 - asked for noun cues only
    for i in range(cue.start - 1, phrase.first - 1, -1):
        if clause.tags[i] not in "NP":
            continue
        made = head_class(clause.tokens, phrase.first, i, vocabulary)
        sort = made.name if made else "name" if clause.tags[i] == "P" else ""
        if clause.tokens[i].lower in vocabulary.lexicon.demonyms:
            sort = "country"
        if sort and sort in role.classes:
            start = i
            while start > phrase.first and clause.tags[start - 1] in "NP":
                start -= 1
            return [Found(None, start, i + 1)]
    return []


def _infinitive(clause: Clause, cue: Cue) -> list[Found]:
    """The words of the infinitive that follows: "to" is left out, and what another clause says after it."""
    chunks = clause.chunks
    for k in range(cue.at + 1, min(len(chunks), cue.at + 16)):
        chunk = chunks[k]
        if isinstance(chunk, VerbGroup):
            if chunk.form == "infinitive":
                return _infinitives(clause, k)
            if not chunk.copula:
                return []
        elif chunk.kind in (";", ",", "W", "S", '"'):
            return []
    return []


def _infinitives(clause: Clause, k: int) -> list[Found]:
    """The infinitive at chunk k, and one that "and" joins to it later in the sentence ("to foil X, and to stop Y")."""
    chunks = clause.chunks
    found: list[Found] = []
    while k < len(chunks):
        end = k + 1
        while end < len(chunks) and not _closes(clause, end):
            end += 1
        found.append(Found(None, chunks[k].start + 1, chunks[end - 1].end))
        k = next(
            (
                j
                for j in range(end, len(chunks))
                if isinstance(verb := chunks[j], VerbGroup) and verb.form == "infinitive" and chunks[j - 1].kind == "C"
            ),
            len(chunks),
        )
    return found


def _purpose(clause: Clause, cue: Cue, role: Role) -> list[Found]:
    """The object of an infinitive behind the cue: "an operation to wipe out a cell"."""
    chunks = clause.chunks
    for k in range(cue.at + 1, min(len(chunks), cue.at + 16)):
        chunk = chunks[k]
        if isinstance(chunk, VerbGroup):
            return _allowed(chunk.objects, role) if chunk.form == "infinitive" else []
        if chunk.kind in (";", "W", "S", '"'):
            break
    return []


def _closes(clause: Clause, k: int) -> bool:
    chunk = clause.chunks[k]
    return chunk.kind in (",", ";", ".", '"', "S", "W", "(", ")") or (
        isinstance(chunk, VerbGroup) and chunk.form != "gerund"
    )


def _deed(clause: Clause, cue: Cue) -> list[Found]:
    """A verb with its object, as the name of what is done."""
    verb = clause.chunks[cue.at]
    end = (
        verb.objects[0].end
        if isinstance(verb, VerbGroup) and verb.objects and verb.objects[0].start > verb.start
        else cue.end
    )
    return [Found(None, verb.main, end)] if isinstance(verb, VerbGroup) else []


def _prepositional(clause: Clause, cue: Cue, route: str, role: Role, vocabulary: Vocabulary) -> list[Found]:
    words = tuple(route.split())
    if words[-1] == "doing":
        gerund = _gerund_after(clause, cue.at, words[:-1])
        return [gerund] if gerund else []
    if len(words) > 1:
        return _behind_words(clause, cue, words, role)
    places = [name for name in role.classes if name in ("country",) or _is_place_class(name, vocabulary)]
    for at in dict.fromkeys((cue.at, cue.verb, cue.carrier)):
        if at < 0:
            continue
        for one in complements(clause, at):
            if one.words[: len(words)] != words or one.phrase.kind == "DATE":
                continue
            phrase = one.phrase
            if not role.classes:
                return [_clause_of(clause, one.at, len(words))]
            if isinstance(phrase, NounPhrase) and phrase.noun_class in role.classes:
                if places and is_place(phrase, words[0], vocabulary):
                    start, end = place_span(clause, clause.chunks.index(phrase), vocabulary)
                    return [Found(None, start, end)]
                return _allowed(conjuncts(clause.chunks, clause.chunks.index(phrase)), role)
    return []


def _is_place_class(name: str, vocabulary: Vocabulary) -> bool:
    return name in vocabulary.lexicon.classes_in["place"]


def _behind_words(clause: Clause, cue: Cue, words: Phrase, role: Role) -> list[Found]:
    """What follows several words ("accused of", "on suspicion of") behind the cue: a phrase, or all of their clause."""
    tokens = clause.tokens
    for i in range(cue.end, min(cue.end + _NEAR_WORDS, len(tokens) - len(words))):
        if tokens[i].lower == words[0] and all(tokens[i + k].lower == word for k, word in enumerate(words)):
            begin = i + len(words)
            at = next((k for k, chunk in enumerate(clause.chunks) if chunk.start >= begin), len(clause.chunks))
            if at == len(clause.chunks):
                break
            if not role.classes:
                return [_stretch(clause, at, begin)]
            return _allowed(conjuncts(clause.chunks, at), role)
    return []


def _clause_of(clause: Clause, at: int, count: int) -> Found:
    """All words from behind a preposition to the end of what hangs on it."""
    return _stretch(clause, at + 1, clause.chunks[at].start + count)


def _stretch(clause: Clause, at: int, start: int) -> Found:
    """The words from token `start` to where the clause of chunk `at` ends; determiners at its beginning are left out."""
    while at < len(clause.chunks) and not _closes(clause, at):
        at += 1
    while clause.tags[start] == "D":
        start += 1
    return Found(None, start, max(clause.chunks[at - 1].end, start + 1))


def _gerund_after(clause: Clause, at: int, words: Phrase) -> Found | None:
    """A gerund after the preposition: "for hiding weapons"."""
    for k in range(at + 1, min(len(clause.chunks) - 1, at + 8)):
        chunk = clause.chunks[k]
        if chunk.kind == "I" and isinstance(verb := clause.chunks[k + 1], VerbGroup) and verb.form == "gerund":
            spoken = tuple(token.lower for token in clause.tokens[chunk.start : chunk.start + len(words)])
            if spoken == words:
                return _clause_of(clause, k, len(words))
        if isinstance(chunk, VerbGroup):
            return None
    return None


def evidence_of(found: Sequence[Found], clause: Clause) -> Span:
    """Return the characters from the first to the last of what was found."""
    start = min(one.start for one in found)
    end = max(one.end for one in found)
    return Span(clause.tokens[start].start, clause.tokens[end - 1].end)
