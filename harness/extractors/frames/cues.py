"""Where a sentence announces frames: every cue is found by look-up of one word."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from harness.extractors.frames.chunks import NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.coordination import conjuncts
from harness.extractors.frames.inflect import singular
from harness.extractors.frames.lexicon import Frame, Phrase
from harness.extractors.frames.tokens import Token
from harness.extractors.frames.vocabulary import Vocabulary


class Cue(NamedTuple):
    """A frame announced by chunk `at`; the cue's words are tokens `start:end`.

    `verb` is the verb itself, or the support verb that has a cue noun as its object; `carrier` a verb whose subject or
    object the cue noun is ("the trial begins on Monday"), which only brings its places and dates. `words` counts
    those of the cue's phrase in the lexicon.
    """

    frame: Frame
    at: int
    start: int
    end: int
    verb: int = -1
    carrier: int = -1
    words: int = 1


def stands_at(tokens: Sequence[Token], i: int, words: Phrase) -> bool:
    """Return whether tokens i and those behind it are these words."""
    if i + len(words) > len(tokens):
        return False
    return all(tokens[i + k].lower == word for k, word in enumerate(words)) if words else True


def find_cues(clause: Clause, vocabulary: Vocabulary) -> Iterator[Cue]:
    """Yield every frame that a sentence announces, at each chunk the longest cue first."""
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
    if not cues:
        return
    for frame, rest in cues:
        end = _phrase_end(clause, at, verb, rest, _takes_object(frame))
        if end >= 0:
            yield Cue(frame, at, verb.start, end, at, words=1 + len(rest))


def _takes_object(frame: Frame) -> bool:
    """Whether the words of a verb phrase may stand behind its object: not "fired tear gas at" for "fire at"."""
    routes = {route for role in frame.roles for route in role.routes}
    return "object" in routes or "subject" not in routes


def _phrase_end(clause: Clause, at: int, verb: VerbGroup, rest: Phrase, over_object: bool = True) -> int:
    """Where the words that must follow a verb end, right behind it or behind its object; -1 if they stand nowhere."""
    begin = verb.main + 1
    if not rest or stands_at(clause.tokens, begin, rest):
        return begin + len(rest)
    follower = clause.chunks[at + 1] if at + 1 < len(clause.chunks) else None
    begins: list[int] = []
    if isinstance(follower, NounPhrase) and over_object:
        begins = [follower.end, conjuncts(clause.chunks, at + 1)[-1].end]
    elif follower is not None and follower.kind == "R":
        begins = [follower.end]
    for begin in begins:
        if stands_at(clause.tokens, begin, rest):
            return begin + len(rest)
    return -1


def _noun_cues(clause: Clause, at: int, phrase: NounPhrase, vocabulary: Vocabulary) -> Iterator[Cue]:
    if phrase.pronoun or phrase.name_start >= 0:
        return
    word = clause.tokens[phrase.head].lower
    cues = vocabulary.noun_cues.get(word) or vocabulary.noun_cues.get(singular(word))
    bare = phrase.start == phrase.first and not phrase.possessor and word == singular(word)
    longest = 0
    for frame, words in cues or ():
        if len(words) < longest:
            break
        if frame.counted and bare:
            continue
        begin = phrase.head - len(words) + 1
        if begin >= (phrase.first if "of" not in words else 0) and stands_at(clause.tokens, begin, words[:-1]):
            longest = len(words)
            support = _support(clause, at, phrase, vocabulary)
            yield Cue(frame, at, begin, phrase.head + 1, support, _carrier(clause, at, phrase), len(words))


def _carrier(clause: Clause, at: int, phrase: NounPhrase) -> int:
    """A verb near by that a cue noun is the subject or object of, or -1."""
    found = -1
    for k in range(max(0, at - 6), min(len(clause.chunks), at + 8)):
        verb = clause.chunks[k]
        if isinstance(verb, VerbGroup) and (phrase in verb.subjects or phrase in verb.objects):
            if verb.form == "finite":
                return _still_to_come(clause, verb) if verb.copula else k
            found = k if found < 0 else found  # "a landslide triggered by rain"
    return found


def _still_to_come(clause: Clause, verb: VerbGroup) -> int:
    """The infinitive behind a verb of being ("the trial is due to begin"), or the verb itself."""
    for other in clause.chunks[verb.at + 1 : verb.at + 3]:
        if isinstance(other, VerbGroup) and other.form == "infinitive":
            return other.at
        if other.kind not in ("A", "R"):
            break
    return verb.at


def _support(clause: Clause, at: int, phrase: NounPhrase, vocabulary: Vocabulary) -> int:
    """The verb that carries a cue noun as its object ("carried out a raid", "preparing a series of attacks"), or -1."""
    chunks = clause.chunks
    top = at
    while top >= 2 and chunks[top - 1].kind == "I" and clause.tokens[chunks[top - 1].start].lower == "of":
        top -= 2
    upper = chunks[top]
    low, high = max(0, at - 10), min(len(chunks), at + 10)
    for k in range(low, high):
        verb = chunks[k]
        if isinstance(verb, VerbGroup) and (phrase in verb.objects or upper in verb.objects):
            for rest in vocabulary.support_phrases.get(verb.lemma, ()):
                if _phrase_end(clause, k, verb, rest) >= 0:
                    return k
    if at + 1 < high and chunks[at + 1].kind == "W":
        for k in range(at + 2, high):
            verb = chunks[k]
            if isinstance(verb, VerbGroup):
                return k if verb.lemma in vocabulary.support_phrases and verb.subjects else -1
    return -1


def last_chunk(clause: Clause, cue: Cue) -> int:
    """Return the chunk that the cue's last word is in: "arrest" of "tried to arrest"."""
    at = cue.at
    while at + 1 < len(clause.chunks) and clause.chunks[at].end < cue.end:
        at += 1
    return at


def refers(clause: Clause, cue: Cue) -> bool:
    """Return whether a cue noun only takes up what was told before: "the raid", "the attack"."""
    phrase = clause.chunks[cue.at]
    return isinstance(phrase, NounPhrase) and phrase.definite and not phrase.possessor and phrase.first == cue.start
