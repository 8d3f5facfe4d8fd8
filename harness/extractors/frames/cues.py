"""Where a sentence announces frames: every cue is found by look-up of one word."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

from harness.extractors.frames.chunks import NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.coordination import after_complements, conjuncts
from harness.extractors.frames.inflect import singular
from harness.extractors.frames.lexicon import Frame, Phrase
from harness.extractors.frames.noun_cues import NounCues
from harness.extractors.frames.tokens import stands_at
from harness.extractors.frames.vocabulary import VerbPhrases, Vocabulary
from harness.extractors.frames.words import PARTICLES, word_set

_TELLING = frozenset(["NP", "VG", "A"])
"""Kinds of chunks that announce a frame."""

_DESCRIBED = 4
"""Words that may stand between the last word of a phrase and those before it."""
_OF_PEOPLE = frozenset(["detention", "prosecution", "casualty", "rescue"])
"""Types whose nouns tell a fact wherever it is said whom they befell."""


@dataclass(slots=True)
class Cue:
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


def find_cues(clause: Clause, vocabulary: Vocabulary) -> Iterator[Cue]:
    """Yield every frame that a sentence announces, at each chunk the longest cue first."""
    verbs, lowers, forms = vocabulary.verb_phrases, clause.tokens.lower, clause.tokens.forms
    for chunk in compress(clause.chunks, map(_TELLING.__contains__, clause.kinds)):
        if type(chunk) is NounPhrase:
            if clause.listed and chunk.at in clause.listed:
                yield from _group_cues(clause, chunk, vocabulary)
            if chunk.pronoun or chunk.name_start >= 0:
                continue
            if cues := forms[chunk.head].cues:
                yield from _noun_cues(clause, chunk, cues, vocabulary)
        elif type(chunk) is VerbGroup:
            if chunk.lemma in verbs:
                yield from _verb_cues(clause, chunk, verbs[chunk.lemma])
        else:
            for frame in vocabulary.adjective_cues.get(lowers[chunk.start], ()):
                yield Cue(frame, chunk.at, chunk.start, chunk.end)


def _group_cues(clause: Clause, group: NounPhrase, vocabulary: Vocabulary) -> Iterator[Cue]:
    """Cues of what became of a group some of which are named: "the dead", "the wounded"."""
    word = clause.tokens.lower[group.head]
    form = vocabulary.words.get(word)
    for frame in vocabulary.adjective_cues.get(word, ()):
        yield Cue(frame, group.at, group.head, group.head + 1)
    for frame, rest in vocabulary.verb_cues.get(form.lemma, ()) if form and "n" in form.forms else ():
        if not rest:
            yield Cue(frame, group.at, group.head, group.head + 1)


def _verb_cues(clause: Clause, verb: VerbGroup, phrases: VerbPhrases) -> list[Cue]:
    """Cues of a verb, the longest phrase first: only phrases that begin with a word that may belong to it are tried."""
    at, words = verb.at, clause.tokens.lower
    found: list[tuple[int, Cue]] = []
    if not phrases.words.isdisjoint(clause.said):
        near, over = _behind(clause, at, verb)
        for begin in dict.fromkeys((*near, *over)):
            for rank, frame, rest in phrases.longer.get(words[begin], ()) if begin < len(words) else ():
                end = _stands(clause, begin, rest) if begin in near or frame.takes_object else -1
                if end > 0:
                    cue = Cue(frame, at, verb.start, end, at, -1, 1 + len(rest))
                    if all(other != rank for other, _ in found):
                        found.append((rank, cue))
    cues = [cue for _, cue in sorted(found, key=_rank)] if found else []
    if verb.lemma in _LIGHT and words[verb.end : verb.end + 1] and words[verb.end] in PARTICLES:
        return cues  # "took up arms" takes none
    alone = phrases.alone if verb.subjects else phrases.undone
    for frame in alone:
        cues.append(Cue(frame, at, verb.start, verb.main + 1, at))
    return cues


_LIGHT = frozenset(["take", "bring", "put", "turn", "set", "get", "give", "make", "call", "go", "come"])
"""Verbs to which a particle gives another meaning."""


def _stands(clause: Clause, begin: int, rest: Phrase) -> int:
    """Where the words of a phrase end that begins at a token, determiners between them left out; -1: it is another."""
    words, tags = clause.tokens.lower, clause.tags
    at = begin
    for k, word in enumerate(rest):
        while k and at < len(words) and words[at] != word and tags[at] == "D":
            at += 1  # "hit by a bullet", "break his leg"
        if k and k == len(rest) - 1 and at < len(words) and words[at] != word:
            at = _past_what_describes(clause, at, word)
        if at >= len(words) or words[at] != word:
            return -1
        at += 1
    return at


def _past_what_describes(clause: Clause, at: int, word: str) -> int:
    """Where the last word of a phrase stands behind what describes it: "taken to the district hospital"."""
    for end in range(at, min(at + _DESCRIBED, len(clause.tags))):
        if clause.tokens.lower[end] == word:
            return end
        if clause.tags[end] not in "AN":
            break
    return at


def _rank(found: tuple[int, Cue]) -> int:
    return found[0]


def _behind(clause: Clause, at: int, verb: VerbGroup) -> tuple[Sequence[int], Sequence[int]]:
    """Where words that belong to a verb may begin: right behind it, and behind its object or objects."""
    follower = clause.chunks[at + 1] if at + 1 < len(clause.chunks) else None
    if type(follower) is NounPhrase:
        last = conjuncts(clause.chunks, at + 1)[-1]
        behind = after_complements(clause.chunks, last.at + 1)
        commas = [chunk.kind for chunk in clause.chunks[behind : behind + 3 : 2]] == [",", ","]
        beyond = clause.chunks[behind + 2 if commas else behind - 1]  # "found the leader, Anna Berg, guilty"
        second = clause.chunks[last.at + 1 : last.at + 2]
        over = thing.head if second and type(thing := second[0]) is NounPhrase else last.end  # "handed him seven years"
        hanging = [chunk.end for chunk in clause.chunks[last.at + 2 : behind]]  # "sent residents of X to Y"
        return (verb.main + 1, follower.head, last.head), (follower.end, last.end, *hanging, beyond.end, over)
    if follower is not None and follower.kind == "R":
        return (verb.main + 1, follower.end), ()
    return (verb.main + 1,), ()


def _carries(clause: Clause, at: int, verb: VerbGroup, rest: Phrase) -> bool:
    """Whether the words of a support verb stand behind it or behind its object."""
    if not rest:
        return True
    near, over = _behind(clause, at, verb)
    return any(stands_at(clause.tokens, begin, rest) for begin in (*near, *over))


def _noun_cues(clause: Clause, phrase: NounPhrase, cues: NounCues, vocabulary: Vocabulary) -> Iterator[Cue]:
    at, word = phrase.at, clause.tokens.lower[phrase.head]
    bare = phrase.start == phrase.first and not phrase.possessor and word == singular(word)
    before = clause.tokens.lower[phrase.head - 1] if phrase.head else ""
    longest = support = carrier = 0
    for frame, words in (*cues.longer.get(before, ()), *cues.alone):
        if len(words) < longest:
            break
        if frame.counted and bare:
            continue
        begin = phrase.head - len(words) + 1
        if begin < phrase.first and (begin < 0 or "of" not in words):
            continue
        if len(words) == 1 or stands_at(clause.tokens, begin, words[:-1]):
            if not longest:
                support, carrier = _support(clause, at, phrase, vocabulary), _carrier(clause, at, phrase)
            longest = len(words)
            yield Cue(frame, at, begin, phrase.head + 1, support, carrier, len(words))


def _carrier(clause: Clause, at: int, phrase: NounPhrase) -> int:
    """A verb near by that a cue noun is the subject or object of, or -1."""
    found = -1
    for verb in clause.verbs:
        if at - 6 <= verb.at < at + 8 and (phrase in verb.subjects or phrase in verb.objects):
            if verb.form == "finite":
                return _still_to_come(clause, verb) if verb.copula else verb.at
            found = verb.at if found < 0 else found  # "a landslide triggered by rain"
    return found


def _still_to_come(clause: Clause, verb: VerbGroup) -> int:
    """The infinitive behind a verb of being ("the trial is due to begin"), or the verb itself."""
    for other in clause.chunks[verb.at + 1 : verb.at + 3]:
        if type(other) is VerbGroup and other.form == "infinitive":
            return other.at
        if other.kind not in ("A", "R"):
            break
    return verb.at


def _support(clause: Clause, at: int, phrase: NounPhrase, vocabulary: Vocabulary) -> int:
    """The verb that carries a cue noun as its object ("carried out a raid", "preparing a series of attacks"), or -1."""
    chunks = clause.chunks
    top = at
    while top >= 2 and clause.kinds[top - 1] == "I" and clause.tokens.lower[chunks[top - 1].start] == "of":
        top -= 2
    upper = chunks[top]
    near = [verb for verb in clause.verbs if at - 10 <= verb.at < at + 10]
    for verb in near:
        if phrase in verb.objects or upper in verb.objects:
            for rest in vocabulary.support_phrases.get(verb.lemma, ()):
                if _carries(clause, verb.at, verb, rest):
                    return verb.at
    if clause.tokens.lower[phrase.head] in _ARRESTS_IN and (held := _held_in(clause, at)) >= 0:
        return held
    if clause.kinds[at + 1 : at + 2] == ["W"]:
        after = next((verb for verb in near if verb.at > at), None)
        return after.at if after and after.lemma in vocabulary.support_phrases and after.subjects else -1
    return -1


_ARRESTS_NEAR = 9
"""Chunks before a raid in which the verb of what came of it may stand."""
_ARRESTS_IN = frozenset(["raid", "raids", "search", "searches"])
_HELD_OR_FOUND = word_set("arrest detain hold capture seize catch round confiscate recover find discover")


def _held_in(clause: Clause, at: int) -> int:
    """The verb of what came of a raid, if it stands before it with "in" or "during": "six were arrested in raids"."""
    if at < 2 or clause.tokens.lower[clause.chunks[at - 1].start] not in ("in", "during"):
        return -1
    for chunk in reversed(clause.chunks[max(0, at - _ARRESTS_NEAR) : at - 1]):
        if type(chunk) is VerbGroup:
            return chunk.at if chunk.lemma in _HELD_OR_FOUND else -1
        if chunk.kind in (";", "S", "W", ","):
            break
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
    if type(phrase) is not NounPhrase or not phrase.definite or phrase.possessor or cue.at in clause.listed:
        return False
    behind = clause.chunks[cue.at + 1 : cue.at + 3]
    whose = len(behind) > 1 and clause.tokens.lower[behind[0].start] == "of" and isinstance(behind[1], NounPhrase)
    if len(behind) > 1 and behind[1].kind == "DATE" and clause.tokens.lower[behind[0].start] == "of":
        return False  # "the election of May 2010"
    if whose and cue.frame.type in _OF_PEOPLE:
        return False  # "the arrest of a journalist" tells it
    between = clause.tokens.lower[phrase.first : cue.start]
    return not between or any(word.endswith("est") or word == "worst" for word in between)
