"""Tagged tokens -> chunks."""

from collections.abc import Sequence

from harness.extractors.frames.chunks import Chunk, NounPhrase
from harness.extractors.frames.date_phrases import OPENERS, date_phrase
from harness.extractors.frames.inflect import singular
from harness.extractors.frames.noun_phrases import ESTIMATORS, NP_STARTS, noun_phrase, quantity_end
from harness.extractors.frames.tokens import Tokens
from harness.extractors.frames.verb_groups import leads_to_verb, verb_group
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import OFFICES

_ALONE = frozenset(",;.()WSCGI-") | {'"'}
"""Tags of words that are chunks of their own, unless a date or a quantity begins with them."""
_OPENING = OPENERS | ESTIMATORS
_JOINING = frozenset(["of", "for"])
_TELLING = frozenset(["VG", "C", "K"])
"""Kinds of chunks that say something of the noun phrase behind them."""


def chunk_sentence(tokens: Tokens, tags: Sequence[str], vocabulary: Vocabulary) -> list[Chunk]:
    """Return the chunks of a sentence; every token is in exactly one."""
    chunks: list[Chunk] = []
    i, count = 0, len(tags)
    lowers = tokens.lower
    while i < count:
        lower, tag = lowers[i], tags[i]
        if tag in _ALONE and lower not in _OPENING:
            chunks.append(Chunk(tag, i, i + 1, len(chunks)))
            i += 1
            continue
        if tag in "XVT" and lower not in _OPENING:
            group = verb_group(tokens, tags, i, vocabulary)
            group.at = len(chunks)
            chunks.append(group)
            i = group.end
            continue
        kind, end = tag, i + 1
        if lower == "as" and lowers[i + 1 : i + 3] == ["well", "as"]:
            kind, end = "C", i + 3
        elif lower == "dead" and i + 1 < count and tags[i + 1] in "DPMQ" and chunks and chunks[-1].kind == "VG":
            kind = "A"  # "shot dead Anna Berg"
        elif (lower in OPENERS or lower[0].isdigit()) and (last := date_phrase(tokens, tags, i)) > i:
            kind, end = "DATE", last
        elif (quantity := quantity_end(tokens, tags, i) if lower in ESTIMATORS else i) > i or tag in NP_STARTS:
            phrase = noun_phrase(tokens, tags, i, quantity)
            if phrase is not None:
                i = phrase.end
                if not (chunks and _look_back(phrase, chunks, tokens, tags, vocabulary)):
                    phrase.at = len(chunks)
                    chunks.append(phrase)
                continue
        elif tag in "XVT" or (tag in "RK" and leads_to_verb(tags, i)):
            group = verb_group(tokens, tags, i, vocabulary)
            group.at = len(chunks)
            chunks.append(group)
            i = group.end
            continue
        chunks.append(Chunk(kind, i, end, len(chunks)))
        i = end
    return chunks


def _goes_on(tokens: Tokens, name: NounPhrase, chunk: NounPhrase, vocabulary: Vocabulary) -> bool:
    """Whether a name with a preposition behind it is one of a body, a place or an office ("Secretary of State")."""
    word = singular(tokens.lower[name.head])
    made = vocabulary.noun_classes.get(word)
    if made is not None and made.kind in ("organisation", "place"):
        return True
    return word in vocabulary.lexicon.titles and tokens.lower[chunk.first] in OFFICES


def _is_joined(
    chunk: NounPhrase, chunks: list[Chunk], tokens: Tokens, tags: Sequence[str], vocabulary: Vocabulary
) -> bool:
    """Make one phrase of a name that goes on behind "of" or "for": "Ministry of Health", "Movement for Peace"."""
    if len(chunks) < 2 or type(name := chunks[-2]) is not NounPhrase:
        return False
    if (
        not name.genitive
        and (tags[name.head] == "P" or tokens.text[name.head][0].isupper())
        and tags[chunk.first : chunk.first + 1] == ["P"]
        and chunk.number[1] <= chunk.number[0]
        and _goes_on(tokens, name, chunk, vocabulary)
    ):
        chunks.pop()
        name.end, name.genitive = chunk.end, chunk.genitive
        return True
    return False


def _look_back(
    phrase: NounPhrase, chunks: list[Chunk], tokens: Tokens, tags: Sequence[str], vocabulary: Vocabulary
) -> bool:
    """Fill in what the chunks before a phrase say of it, or make it a part of one; return whether it became one."""
    before = chunks[-1]
    if type(before) is NounPhrase:
        phrase.possessor = before if before.genitive else None
        return False
    word = tokens.lower[before.start]
    if word in _JOINING:
        return before.kind == "I" and _is_joined(phrase, chunks, tokens, tags, vocabulary)
    if before.kind not in _TELLING:
        return False
    if word == "not":
        phrase.negative = True
    elif word in ("or", "nor") and len(chunks) > 1 and type(other := chunks[-2]) is NounPhrase:
        phrase.negative = phrase.negative or other.negative
    return False
