"""Tagged tokens -> chunks."""

from collections.abc import Sequence

from harness.extractors.frames.chunks import Chunk, NounPhrase
from harness.extractors.frames.date_phrases import date_phrase
from harness.extractors.frames.inflect import singular
from harness.extractors.frames.noun_phrases import ESTIMATORS, NP_STARTS, noun_phrase, quantity_end
from harness.extractors.frames.tokens import Tokens
from harness.extractors.frames.verb_groups import leads_to_verb, verb_group
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import OFFICES

_ODD = ESTIMATORS | {"dead"}
"""Words that may be part of what no tag tells."""
_JOINING = frozenset(["of", "for"])
_TELLING = frozenset(["VG", "C", "K"])
"""Kinds of chunks that say something of the noun phrase behind them."""


def chunk_sentence(tokens: Tokens, tags: Sequence[str], vocabulary: Vocabulary) -> list[Chunk]:
    """Return the chunks of a sentence; every token is in exactly one."""
    chunks: list[Chunk] = []
    i, count = 0, len(tags)
    lowers, forms = tokens.lower, tokens.forms
    while i < count:
        tag, quantity = tags[i], i
        if forms[i].dates and (end := date_phrase(tokens, tags, i)) > i:
            chunks.append(Chunk("DATE", i, end, len(chunks)))
            i = end
            continue
        if lowers[i] in _ODD:
            if odd := _odd_chunk(tokens, tags, i, chunks):
                chunks.append(odd)
                i = odd.end
                continue
            quantity = quantity_end(tokens, tags, i)
        if tag in NP_STARTS or quantity > i:
            phrase = noun_phrase(tokens, tags, i, quantity)
            if phrase is not None:
                i = phrase.end
                if not (chunks and _look_back(phrase, chunks, tokens, tags, vocabulary)):
                    phrase.at = len(chunks)
                    chunks.append(phrase)
                continue
        elif tag in "XVT" or (tag in "RK" and leads_to_verb(tags, i)):
            group = verb_group(tokens, tags, i)
            group.at = len(chunks)
            chunks.append(group)
            i = group.end
            continue
        chunks.append(Chunk(tag, i, i + 1, len(chunks)))
        i += 1
    return chunks


def _odd_chunk(tokens: Tokens, tags: Sequence[str], i: int, chunks: Sequence[Chunk]) -> Chunk | None:
    """What no tag tells: "as well as" is a conjunction, "dead" in "shot dead Anna Berg" no part of the name."""
    if tokens.lower[i : i + 3] == ["as", "well", "as"]:
        return Chunk("C", i, i + 3, len(chunks))
    behind_verb = chunks and chunks[-1].kind == "VG" and tags[i] not in "XVT"
    if tokens.lower[i] == "dead" and behind_verb and i + 1 < len(tags) and tags[i + 1] in "DPMQ":
        return Chunk("A", i, i + 1, len(chunks))
    return None


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
    elif before.kind == "I":
        return tokens.lower[before.start] in _JOINING and _is_joined(phrase, chunks, tokens, tags, vocabulary)
    elif before.kind not in _TELLING:
        return False
    elif (word := tokens.lower[before.start]) == "not":
        phrase.negative = True
    elif word in ("or", "nor") and len(chunks) > 1 and type(other := chunks[-2]) is NounPhrase:
        phrase.negative = phrase.negative or other.negative
    return False
