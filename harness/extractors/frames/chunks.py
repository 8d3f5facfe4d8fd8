"""Tagged tokens -> noun phrases, verb groups, dates and the small words between them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from harness.extractors.frames.date_phrases import date_phrase
from harness.extractors.frames.inflect import singular
from harness.extractors.frames.tokens import Token
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import BE, ESTIMATOR_PHRASES, HAVE, MODALS, word_set


@dataclass(slots=True, eq=False)
class Chunk:
    """Tokens `start:end` that belong together; `kind` is NP, VG, DATE, or a tag of `tagging` for a single token."""

    kind: str
    start: int
    end: int
    at: int = field(default=-1, kw_only=True)
    """Its index among the chunks of the sentence."""


@dataclass(slots=True, eq=False)
class NounPhrase(Chunk):
    """A noun phrase without what hangs on it by a preposition.

    `first` is where the words after determiner and number begin, `head` the token that decides what it is, `number`
    the tokens of its quantity (empty range: none), `possessor` the phrase before its genitive.
    """

    first: int = 0
    head: int = 0
    number: tuple[int, int] = (0, 0)
    possessor: "NounPhrase | None" = None
    genitive: bool = False
    pronoun: bool = False
    definite: bool = False
    negative: bool = False
    noun_class: str = ""
    side: str | None = None
    name_start: int = -1
    """Where a person's name begins in it, or -1: what stands before is a position."""


@dataclass(slots=True, eq=False)
class VerbGroup(Chunk):
    """A verb with its auxiliaries; `form` is finite, infinitive, gerund or participle (past, without auxiliary)."""

    lemma: str = ""
    main: int = 0
    form: str = "finite"
    passive: bool = False
    perfect: bool = False
    negated: bool = False
    modal: str = ""
    copula: bool = False
    past: bool = False
    subjects: "list[NounPhrase]" = field(default_factory=list)
    objects: "list[NounPhrase]" = field(default_factory=list)


_NP_STARTS = frozenset("DQMANPO")
_QUANTITIES = word_set(
    "quantity number amount series handful lot couple pair string spate total kilogram kilograms kilo kilos kg "
    "gram grams tonne tonnes ton tons litre litres liter liters quantities amounts numbers bundle batch pile stack"
)
"""Nouns that only say how much of what "of" brings ("a large quantity of cartridges")."""


def chunk_sentence(tokens: Sequence[Token], tags: Sequence[str], vocabulary: Vocabulary) -> list[Chunk]:
    """Return the chunks of a sentence; every token is in exactly one."""
    chunks: list[Chunk] = []
    i, count = 0, len(tokens)
    while i < count:
        end = date_phrase(tokens, tags, i)
        if end > i:
            chunks.append(Chunk("DATE", i, end))
        elif (quantity := _quantity(tokens, tags, i)) > i or tags[i] in _NP_STARTS:
            phrase = _noun_phrase(tokens, tags, i, quantity)
            if phrase is None:
                chunks.append(Chunk(tags[i], i, i + 1))
                end = i + 1
            else:
                chunks.append(phrase)
                end = phrase.end
        elif tags[i] in "XVT" or (tags[i] in "RK" and _leads_to_verb(tags, i)):
            group = _verb_group(tokens, tags, i, vocabulary)
            chunks.append(group)
            end = group.end
        else:
            chunks.append(Chunk(tags[i], i, i + 1))
            end = i + 1
        i = end
    return _join_names(chunks, tokens, tags, vocabulary)


def _join_names(
    chunks: list[Chunk], tokens: Sequence[Token], tags: Sequence[str], vocabulary: Vocabulary
) -> list[Chunk]:
    """Make one phrase of a name that goes on with "of" or "for": "Ministry of Health", "Movement for Peace"."""
    joined: list[Chunk] = []
    for chunk in chunks:
        if (
            len(joined) >= 2
            and isinstance(chunk, NounPhrase)
            and isinstance(name := joined[-2], NounPhrase)
            and joined[-1].kind == "I"
            and tokens[joined[-1].start].lower in ("of", "for")
            and not name.genitive
            and tags[name.head] == "P"
            and tags[chunk.first : chunk.first + 1] == ["P"]
            and chunk.number[1] <= chunk.number[0]
            and (made := vocabulary.noun_classes.get(singular(tokens[name.head].lower))) is not None
            and made.kind in ("organisation", "place")
        ):
            joined.pop()
            name.end, name.genitive = chunk.end, chunk.genitive
            continue
        joined.append(chunk)
    for at, chunk in enumerate(joined):
        chunk.at = at
        if isinstance(chunk, NounPhrase) and at and tokens[joined[at - 1].start].lower == "not":
            chunk.negative = True
    for before, phrase in pairwise(joined):
        if isinstance(phrase, NounPhrase) and isinstance(before, NounPhrase) and before.genitive:
            phrase.possessor = before
    return joined


def _quantity(tokens: Sequence[Token], tags: Sequence[str], i: int) -> int:
    """Where a quantity of several words that begins at i ends ("at least 12", "more than two dozen"), or i."""
    count = len(tokens)
    if i + 2 < count and (tokens[i].lower, tokens[i + 1].lower) in ESTIMATOR_PHRASES:
        if tags[i + 2] in "MQ":
            return i + 2
        if i + 3 < count and tokens[i + 2].lower == "a" and tags[i + 3] in "MQ":
            return i + 3
    if (
        i + 3 < count
        and tokens[i].lower == "as"
        and tokens[i + 1].lower in ("many", "few")
        and tokens[i + 2].lower == "as"
    ):
        return i + 3 if tags[i + 3] in "MQ" else i
    return i


def _noun_phrase(tokens: Sequence[Token], tags: Sequence[str], i: int, quantity: int) -> NounPhrase | None:
    count = len(tokens)
    if tags[i] == "O":
        return NounPhrase("NP", i, i + 1, i, i, pronoun=True, genitive=False)
    start, first = i, i
    definite = negative = False
    while i < count and (
        tags[i] == "D" or ((tags[i] == "N" and tokens[i].lower == "estimated") and tags[i - 1] == "D")
    ):
        definite = definite or tokens[i].lower in (
            "the",
            "this",
            "these",
            "those",
            "that",
            "its",
            "their",
            "his",
            "her",
        )
        negative = negative or tokens[i].lower in ("no", "neither")
        i += 1
    number_start = quantity if quantity > i else i
    i = max(i, quantity)
    j = i
    while j < count and (
        tags[j] in "MQ"
        or (tags[j] == "A" and tokens[j].lower in ("additional", "more", "further", "other", "estimated"))
    ):
        j += 1
    while j > i and tags[j - 1] == "A":
        j -= 1
    if j > i and j + 1 < count and tokens[j].lower == "or" and tokens[j + 1].lower in ("more", "so", "fewer", "less"):
        j += 2
    number = (min(number_start, start if quantity > start else i), j) if j > i else (i, i)
    if j > i and start < i and quantity <= start and tokens[i - 1].lower == "estimated":
        number = (start, j)
    if j > i and quantity > start:
        number = (start, j)
    if j > i and j < count and tokens[j].lower == "of" and j + 1 < count and tags[i] == "Q":
        after = j + 1
        if tags[after] in "ANP" or (tags[after] == "D" and after + 1 < count):
            j = after
            while j < count and tags[j] == "D":
                j += 1
    if (
        j > i
        and tokens[i].text[0] in "$€£¥"
        and j + 1 < count
        and tokens[j].lower in ("in", "worth")
        and tags[j + 1] in "AN"
    ):
        j += 1
        number = (number[0], j - 1)
    i = j
    while j > number[0] and i < count and tags[i] == "A" and tokens[i].lower in ("more", "additional", "further"):
        i += 1
    first = i
    nouns = -1
    while i < count:
        tag = tags[i]
        if date_phrase(tokens, tags, i) > i:
            break
        if tag in ("N", "P"):
            nouns = i
        elif tag == "A":
            if nouns >= 0 and not _noun_ahead(tags, i):
                break
        elif tag == "M":
            if nouns < 0 or (i + 1 < count and tags[i + 1] in "NAP"):
                break
            nouns = i if tags[nouns] == "P" else nouns
        elif (
            tag == "C"
            and nouns < 0
            and i > first
            and tags[i - 1] == "A"
            and i + 1 < count
            and tags[i + 1] == "A"
            and _noun_ahead(tags, i + 1)
        ):
            pass
        else:
            break
        i += 1
    if nouns < 0:
        substantive = i > first and start < first and tags[start] == "D"
        if not substantive and number[1] <= number[0]:
            return None
        if not substantive:
            end = max(first, number[1])
            return NounPhrase("NP", start, end, end, end - 1, number, definite=definite, negative=negative)
        nouns = i - 1
    end = nouns + 1
    genitive = end < count and tags[end] == "G"
    head = nouns
    while head > first and tags[head] == "M":
        head -= 1
    if (
        tokens[head].lower in _QUANTITIES
        and end + 1 < count
        and tokens[end].lower == "of"
        and tags[end + 1] in _NP_STARTS
    ):
        counted = _noun_phrase(tokens, tags, end + 1, end + 1)
        if counted is not None and counted.number[1] <= counted.number[0] and not counted.pronoun:
            counted.start, counted.number = start, (start, end)
            return counted
    return NounPhrase(
        "NP", start, end + genitive, first, head, number, genitive=genitive, definite=definite, negative=negative
    )


def _noun_ahead(tags: Sequence[str], i: int) -> bool:
    while i < len(tags) and tags[i] == "A":
        i += 1
    return i < len(tags) and tags[i] in "NP"


def _leads_to_verb(tags: Sequence[str], i: int) -> bool:
    while i < len(tags) and tags[i] in "RK":
        i += 1
    return i < len(tags) and tags[i] in "XV"


def _verb_group(tokens: Sequence[Token], tags: Sequence[str], i: int, vocabulary: Vocabulary) -> VerbGroup:
    start, count = i, len(tokens)
    group = VerbGroup("VG", start, start + 1)
    last = -1
    while i < count and (tags[i] in "XKT" or (tags[i] == "R" and _leads_to_verb(tags, i))):
        lower = tokens[i].lower
        if tags[i] == "T":
            if i > start:
                break
            group.form = "infinitive"
        elif tags[i] == "K" or lower == "never":
            group.negated = True
        elif tags[i] == "X":
            last = i
            if lower in MODALS:
                group.modal = lower
            group.perfect = group.perfect or lower in HAVE
        i += 1
    if i < count and tags[i] == "V":
        word = vocabulary.words.get(tokens[i].lower)
        forms = (
            word.forms
            if word
            else ("dn" if tokens[i].lower.endswith("ed") else "g" if tokens[i].lower.endswith("ing") else "b")
        )
        group.main, group.end = i, i + 1
        group.lemma = word.lemma if word else tokens[i].lower
        group.past = "d" in forms
        if last >= 0:
            group.passive = tokens[last].lower in BE and "n" in forms and tokens[last].lower != "'s"
            if tokens[last].lower == "being" and last == start:
                group.form = "gerund"
        elif group.form != "infinitive":
            group.form = "gerund" if "g" in forms else "participle" if "n" in forms else "finite"
    else:
        group.main = last if last >= 0 else start
        group.end = max(i, start + 1)
        group.lemma = "be" if tokens[group.main].lower in BE else "have" if tokens[group.main].lower in HAVE else "do"
        group.copula = group.lemma == "be"
        if tokens[group.main].lower in ("being", "having"):
            group.form = "gerund"
    return group
