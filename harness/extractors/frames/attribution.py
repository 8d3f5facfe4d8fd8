"""Who asserts what: "X said ...", '"...," X said', "according to X", and quotations that go on."""

from collections.abc import Sequence
from dataclasses import dataclass

from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.coordination import conjuncts
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import word_set

_DEEDS = word_set("responsibility involvement war attack attacks victory")
"""What one claims, denies or declares without saying anything that could be quoted."""

_FAR = 10
_WHERE_AND_WHEN = frozenset(["I", "NP", "DATE", "R"])
_LISTENED = frozenset(["tell", "inform"])
"""Verbs whose object is who listens."""
_RUMOURS = word_set("reports rumours rumors allegations")


@dataclass(slots=True)
class Attribution:
    """Tokens `start:end` of a sentence are what `speaker` says; `at` is the chunk of the verb, or of "according"."""

    start: int
    end: int
    speaker: NounPhrase
    at: int
    doubt: bool = False


def attributions(clause: Clause, vocabulary: Vocabulary) -> list[Attribution]:
    """Return what is attributed in one sentence, in its order."""
    found: list[Attribution] = []
    verbs_only = clause.said.isdisjoint(_RUMOURS) and "according" not in clause.said
    one: Attribution | None
    reporting = vocabulary.lexicon.reporting
    for chunk in clause.verbs if verbs_only else clause.chunks:
        if type(chunk) is VerbGroup:
            one = _by_verb(clause, chunk.at, chunk, vocabulary) if chunk.lemma in reporting else None
        elif type(chunk) is NounPhrase:
            one = _reports(clause, chunk.at, chunk)
        else:
            one = _according(clause, chunk.at) if clause.tokens.lower[chunk.start] == "according" else None
        if one and (one.doubt or _may_speak(clause, one.speaker, vocabulary)):
            found.append(one)
    return found


def _may_speak(clause: Clause, speaker: NounPhrase, vocabulary: Vocabulary) -> bool:
    """Whether a phrase is somebody who may say something: by its class, or because it is a name."""
    return speaker.noun_class in vocabulary.speaker_classes or clause.tags[speaker.head] == "P"


def _by_verb(clause: Clause, i: int, verb: VerbGroup, vocabulary: Vocabulary) -> Attribution | None:
    chunks = clause.chunks
    if verb.passive or verb.form == "infinitive":
        return None
    if any(clause.tokens.lower[one.head] in _DEEDS for one in verb.objects):
        return None
    count = len(clause.tokens.text)
    if (
        not verb.subjects
        or (_quote_before(chunks, i) and type(_next(chunks, i)) is NounPhrase)
        or (verb.lemma not in _LISTENED and _inverted(chunks, i))
    ):
        after = [chunk for chunk in chunks[i + 1 : i + 2] if type(chunk) is NounPhrase]
        if not after or not _quote_or_comma_before(chunks, i):
            return None
        return Attribution(0, verb.start, _named(chunks, i + 1, after[0]), i)
    speaker = next((one for one in verb.subjects if one.pronoun or one.noun_class != "anyone"), verb.subjects[0])
    speaker = _one_of(clause, speaker)
    if any(opening < i < closing for closing, opening in clause.asides.items()):
        return Attribution(0, count, speaker, i)
    if clause.verbs[-1].at > i and not _closes(chunks, i):
        listener = verb.objects[0] if verb.lemma in _LISTENED and verb.objects else None
        if verb.lemma in vocabulary.lexicon.denials:  # what is added about somebody is not denied
            aside = (one.start for one in chunks[i + 2 :] if one.kind == "W" and clause.kinds[one.at - 1] == ",")
            count = next(aside, count)
        begin = listener.end if listener and listener.start >= verb.end else _begin(clause, i, verb.end)
        return Attribution(begin, count, speaker, i)
    start = speaker.start
    comma = next((chunk.start for chunk in reversed(chunks[:i]) if chunk.kind == "," and chunk.end <= start), start)
    return Attribution(0, max(comma, 0), speaker, i) if comma > 0 else Attribution(verb.end, count, speaker, i)


def _begin(clause: Clause, i: int, end: int) -> int:
    """Where what is said begins: behind "that", if only where and when it was said stand before it."""
    for chunk in clause.chunks[i + 1 : i + _FAR]:
        if clause.tokens.lower[chunk.start] == "that":
            return chunk.end
        if chunk.kind not in _WHERE_AND_WHEN:
            break
    return end


def _one_of(clause: Clause, speaker: NounPhrase) -> NounPhrase:
    """Those of whom one speaks: "one of the sources said"."""
    behind = clause.chunks[speaker.at + 1 : speaker.at + 3]
    if speaker.first < speaker.end or len(behind) < 2 or clause.tokens.lower[behind[0].start] != "of":
        return speaker
    return behind[1] if type(behind[1]) is NounPhrase else speaker


def _next(chunks: Sequence[Chunk], i: int) -> Chunk | None:
    return chunks[i + 1] if i + 1 < len(chunks) else None


def _inverted(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a named speaker stands behind the verb, as in "said Anna Berg"."""
    if not _quote_or_comma_before(chunks, i) or i + 1 >= len(chunks):
        return False
    speaker = chunks[i + 1]
    behind = [chunk.kind for chunk in chunks[i + 2 : i + 4]]
    ends = not behind or behind[0] in (",", ".", '"', "DATE") or behind == ["I", "DATE"]
    return ends and type(speaker) is NounPhrase and speaker.noun_class in ("person", "name")


def _quote_before(chunks: Sequence[Chunk], i: int) -> bool:
    return i > 0 and chunks[i - 1].kind == '"'


def _quote_or_comma_before(chunks: Sequence[Chunk], i: int) -> bool:
    return i > 0 and chunks[i - 1].kind in ('"', ",")


def _closes(chunks: Sequence[Chunk], i: int) -> bool:
    """Whether a comma or a closing quotation mark stands before the speaker, and what follows goes on with "and"."""
    after = _next(chunks, i)
    return after is not None and after.kind in (",", ".", '"', "DATE") and any(c.kind in (",", '"') for c in chunks[:i])


def _named(chunks: Sequence[Chunk], i: int, phrase: NounPhrase) -> NounPhrase:
    """The name that explains the phrase at i ("said the head of the district, Anna Berg")."""
    for k in range(i + 1, min(i + 6, len(chunks))):
        chunk = chunks[k]
        if chunk.kind == "," and k + 1 < len(chunks) and type(other := chunks[k + 1]) is NounPhrase:
            return other if other.noun_class == "person" and phrase.noun_class != "person" else phrase
        if type(chunk) is VerbGroup:
            break
    return phrase


def _according(clause: Clause, i: int) -> Attribution | None:
    """All of the sentence, for "according to X"."""
    chunks, tokens = clause.chunks, clause.tokens
    if i + 2 >= len(chunks):
        return None
    speakers = conjuncts(chunks, i + 2)
    if tokens.lower[chunks[i + 1].start] != "to" or not speakers:
        return None
    return Attribution(0, len(tokens.text), _named(chunks, i + 2, speakers[0]), i)


def _reports(clause: Clause, i: int, chunk: NounPhrase) -> Attribution | None:
    """What "reports that ..." tell: nobody in particular says so, which is a doubt."""
    chunks, tokens = clause.chunks, clause.tokens
    if tokens.lower[chunk.head] not in _RUMOURS:
        return None
    if i + 1 < len(chunks) and tokens.lower[chunks[i + 1].start] == "that":
        return Attribution(chunks[i + 1].end, len(tokens.text), chunk, i, doubt=True)
    return None
