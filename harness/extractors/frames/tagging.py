"""What each word of a sentence does, decided by the lexicon and the words beside it. No model, one pass.

Tags: D determiner, Q quantity word, M number, A adjective, N noun, P proper noun, O pronoun, G genitive 's, V verb,
X auxiliary, T infinitive "to", I preposition, C conjunction, W relative, S subordinator, R adverb, K negation,
"," and ";" for signs that part clauses, ( ) for brackets, " for quotation marks, "." for the end, "-" for others.
"""

from collections.abc import Mapping, Sequence
from itertools import compress, repeat
from operator import not_

from harness.extractors.frames.closed_tags import (
    CLOSED,
    MODIFIER_BEFORE,
    NAME_PARTS,
    NOTHING,
    SIGNS,
    TAKEN,
    after_auxiliary,
    closed_tag,
    goes_on_as_list,
    has_verb,
    is_compound_number,
    is_number,
)
from harness.extractors.frames.inflect import Word
from harness.extractors.frames.tokens import Tokens
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import (
    AUXILIARIES,
    DETERMINERS,
    ESTIMATOR_PHRASES,
    MONTHS,
    PREPOSITIONS,
    PRONOUNS,
    QUANTITIES,
    word_set,
)

_ADJECTIVE_ENDS = ("al", "ous", "ive", "ful", "less", "ic", "ary", "able", "ible", "ish")
_AFTER_NOUN = frozenset(["dead", "missing", "unhurt", "unharmed", "alive"])
"""Adjectives that are said of the noun before them ("left two people dead")."""
_BEFORE_THINGS = word_set("on at against near into between among onto towards toward")
"""Prepositions that things follow rather than deeds."""
_OPENING = frozenset('".;-(')
"""Tags behind which a sentence may begin."""
_PLURAL_ENDS = ("s", "men", "people", "children", "staff", "personnel")


def tag_sentence(tokens: Tokens, vocabulary: Vocabulary) -> list[str]:
    """Return one tag per token."""
    words, texts, lowers = vocabulary.words, tokens.text, tokens.lower
    count = len(texts)
    tags = list(map(vocabulary.settled.get, texts, repeat("")))
    for i in compress(range(count), map(not_, tags)):
        text, lower = texts[i], lowers[i]
        if not text.isalpha():
            tags[i] = _tag(tokens, i, count, tags, words)
        elif text == lower and lower not in NAME_PARTS and text[0].islower():
            if closed := CLOSED.get(lower):
                tags[i] = closed_tag(closed, tokens, i, count, tags, words)
            else:
                tags[i] = _open(words.get(lower, NOTHING), lower, tokens, i, count, tags, words)
        elif text[0].isupper() and i and tags[i - 1] not in _OPENING and lower not in CLOSED:
            tags[i] = "P"
        else:
            tags[i] = _tag(tokens, i, count, tags, words)
    return tags


def _tag(tokens: Tokens, i: int, count: int, tags: Sequence[str], words: Mapping[str, Word]) -> str:
    text, lower = tokens.text[i], tokens.lower[i]
    if not text.isalpha() and (tag := _signs(tokens, i, count, words)):
        return tag
    closed = CLOSED.get(lower)
    capital = text[0].isupper() or ("-" in text and _has_inner_capital(text))
    if not capital and lower in NAME_PARTS:
        capital = _joins_name(tokens, i, count)
    if closed and not capital:
        return closed_tag(closed, tokens, i, count, tags, words)
    if capital:
        opening = i == 0 or tags[i - 1] in _OPENING
        if closed and (opening or lower in ("may", "i", "according")):
            return closed_tag(closed, tokens, i, count, tags, words)
        if not (opening and _starts_small(tokens, i, count, words)):
            return "P"
    return _open(words.get(lower, NOTHING), lower, tokens, i, count, tags, words)


def _signs(tokens: Tokens, i: int, count: int, words: Mapping[str, Word]) -> str:
    """Tag what is not all letters: numbers, signs, 24.kg; "" for what is a word all the same."""
    text, lower = tokens.text[i], tokens.lower[i]
    first = lower[0]
    if "." in lower and len(lower) > 4 and lower[-1].isalpha() and lower[-2] != ".":
        return "P"
    if first.isdigit() or first in "$€£¥":
        if _is_age(tokens, i):
            return "R"
        return "M" if lower[-1].isdigit() else "A" if "-" in lower and _nounish(tokens, i, count, words) else "N"
    if not first.isalpha() and lower not in CLOSED:
        return SIGNS.get(text, "-")
    return "M" if "-" in lower and is_compound_number(lower) else ""


def _is_age(tokens: Tokens, i: int) -> bool:
    """Whether a number says how old somebody is ("aged 22 to 35"), and counts nobody."""
    if i and tokens.lower[i - 1] in ("aged", "age"):
        return True
    if (
        1 < i < len(tokens.text) - 1
        and tokens.text[i - 1] == ","
        and tokens.text[i + 1] in ",.)"
        and tokens.lower[i].isdigit()
    ):
        between = tokens.text[i + 1] == "," and tokens.text[i - 2].isalpha()  # "the former president, 78, died"
        return between or tokens.text[i - 2][0].isupper() or tokens.text[i - 2] == "."
    joined = i > 2 and tokens.lower[i - 1] in ("to", "and", "-", "–") and tokens.lower[i - 2][0].isdigit()
    return joined and (tokens.lower[i - 3] == "aged" or tokens.lower[max(0, i - 4) : i - 2] == ["aged", "between"])


def _has_inner_capital(text: str) -> bool:
    """Whether a word is a name although it begins small: "al-Masri"."""
    before, _, after = text.partition("-")
    return after[:1].isupper() and before.lower() in NAME_PARTS


def _joins_name(tokens: Tokens, i: int, count: int) -> bool:
    """Whether a small word stands inside a name: "Osman bin Rashid"."""
    return 0 < i < count - 1 and tokens.text[i - 1][0].isupper() and tokens.text[i + 1][0].isupper()


def _starts_small(tokens: Tokens, i: int, count: int, words: Mapping[str, Word]) -> bool:
    """Whether a sentence's first word would be written small elsewhere."""
    lower = tokens.lower[i]
    if lower not in words and lower.endswith(_ADJECTIVE_ENDS) and i + 1 < count and tokens.text[i + 1][0].islower():
        return True
    named = i + 1 < count and tokens.text[i + 1][0].isupper()
    if not singular_known(lower, words) and (named or not lower.endswith(("ing", "ed", "ly"))):
        return False
    return not (
        i + 1 < count and tokens.text[i + 1][0].isupper() and lower in words and words[lower].adjective is False
    )


def singular_known(lower: str, words: Mapping[str, Word]) -> bool:
    """Whether the lexicon knows the word, or the word without its -s."""
    return lower in words or (lower.endswith("s") and lower[:-1] in words)


def _nounish(tokens: Tokens, i: int, count: int, words: Mapping[str, Word]) -> bool:
    """Whether the token after i can go on a noun phrase."""
    if i + 1 >= count:
        return False
    text, lower = tokens.text[i + 1], tokens.lower[i + 1]
    if not text[0].isalpha() or lower in CLOSED:
        return False
    if text[0].isupper():
        return True
    entry = words.get(lower)
    if entry is None:
        return not lower.endswith("ly")
    return entry.noun or entry.adjective or not entry.forms or entry.forms in ("b", "s")


def _open(
    entry: Word, lower: str, tokens: Tokens, i: int, count: int, tags: Sequence[str], words: Mapping[str, Word]
) -> str:
    """Tag a word of the open classes."""
    forms = entry.forms
    if lower in TAKEN and i and tags[i - 1] in "NP" and tokens.lower[i - 1].endswith(_PLURAL_ENDS):
        return "R"
    if not forms:
        if entry.adjective and not entry.noun:
            return "A"
        if entry.adjective and i and tags[i - 1] in "MQ" and not _nounish(tokens, i, count, words):
            return "A"
        if entry.noun or entry.adjective:
            verb_before = i and (tags[i - 1] in "VXR" or (tags[i - 1] == "N" and lower in _AFTER_NOUN))
            return "A" if entry.adjective and (verb_before or _nounish(tokens, i, count, words)) else "N"
        return _unknown(lower, tokens, i, count, tags, words)
    at = i - 1
    while at >= 0 and tags[at] in "RK":
        at -= 1
    before = tags[at] if at >= 0 else "."
    if before == "M" and at and (tokens.lower[at - 1] in MONTHS or (tags[at - 1] == "," and len(tokens.text[at]) == 4)):
        before = "N"  # the day or year of a date
    elif before == "M" and at and tags[at - 1] in "NP" and tokens.end[at - 1] + 1 == tokens.start[at]:
        before = "N"  # "magnitude 6.2", "Flight 370"
    after = tokens.lower[i + 1] if i + 1 < count else "."
    past = "d" in forms or "n" in forms
    if before == "T":
        return "V" if "b" in forms else "N"
    if before == "X":
        return after_auxiliary(entry, tokens.lower[at])
    apart = not entry.noun or (lower.endswith("ed") and after not in AUXILIARIES)
    if before == "Q" and past and apart and not _nounish(tokens, i, count, words):
        return "V"  # "thousands marched through", "left dozens wounded"
    if before in ("D", "G", "Q"):
        return (
            ("A" if _nounish(tokens, i, count, words) else "N")
            if past or "g" in forms
            else ("A" if entry.adjective and _nounish(tokens, i, count, words) else "N")
        )
    if before in ("A", "M"):
        if past and not _nounish(tokens, i, count, words):
            return "V" if before == "M" or not entry.noun else "N"
        if past:
            return "A"
        if before == "M" and "b" in forms and not entry.noun and not entry.adjective:
            return "N" if words.get(after, NOTHING).noun and after.endswith("s") else "V"  # "14 hand grenades"
        return "A" if entry.adjective and _nounish(tokens, i, count, words) else "N"
    if before == "I":
        if "g" in forms:
            named = entry.noun and (after in PREPOSITIONS or not after[:1].isalpha())
            if tokens.lower[at] in _BEFORE_THINGS and after not in CLOSED and _nounish(tokens, i, count, words):
                return "A"  # "fired on striking workers"
            return "N" if named and tokens.lower[at] != "for" else "V"  # "sentenced for fighting in"
        if past:
            return "A" if _nounish(tokens, i, count, words) else "N"
        return "N"
    if before in ("O", "W"):
        return "V"
    if before in ("N", "P", ")"):
        return _after_noun(entry, after, tokens, i, count, at)
    if before == "V":
        if past:
            return "A" if _nounish(tokens, i, count, words) else "V"
        return "V" if "g" in forms and not entry.noun else "N"
    if past:
        noun_follows = _nounish(tokens, i, count, words)
        if before == "C" and "V" in tags[:i] and not (i > 1 and tags[i - 2] == "A"):
            return "V"  # and no modifiers: "dead and wounded men"
        closed_quote = before == '"' and i > 1
        listed = before == "," and not has_verb(tags, i) and goes_on_as_list(tokens, i)
        named = before != "," or listed  # "rifles, forged passports and radios were found"
        return "A" if noun_follows and named and not closed_quote else "V"
    if "g" in forms:
        if before == "S" and i + 2 < count and after.endswith("s") and after not in CLOSED:
            return "A"  # "said that hunting rifles were found"
        counts = i + 2 < count and (after, tokens.lower[i + 2]) in ESTIMATOR_PHRASES
        return "N" if entry.noun and after in PREPOSITIONS and not counts else "V"
    if before == "," and not entry.noun and ("s" in forms or (after in PREPOSITIONS and not has_verb(tags, i))):
        return "V"  # "ministers, among them two Turks, meet in"
    if before == "C" and i > 1 and tags[i - 2] == "N" and _nounish(tokens, i, count, words):
        return "N"
    if before == "C":
        verbs = "V" in tags[:i] or "T" in tags[:i]
        return "V" if verbs and not entry.noun and "D" not in tags[max(0, i - 2) : i] else "N"
    if before == "S" or (before in (",", ".", '"') and not entry.noun and after in DETERMINERS):
        return "V" if not entry.noun else "N"
    return "N" if not entry.adjective else "A"


def _after_noun(entry: Word, after: str, tokens: Tokens, i: int, count: int, noun: int) -> str:
    """Tag a word behind a noun, maybe with adverbs between: "the rebels still control most of it"."""
    forms = entry.forms
    if "d" in forms or "n" in forms:
        hangs = noun > 1 and tokens.lower[noun - 1] in DETERMINERS and tokens.lower[noun - 2] in PREPOSITIONS
        return "N" if entry.noun and hangs and after in (".", ",", "and") else "V"  # "in a cattle shed."
    if "g" in forms:
        return "V" if not entry.noun or after in DETERMINERS else "N"
    opens_object = after in DETERMINERS or after in PRONOUNS or after in QUANTITIES or after in ("that", "to")
    if after == "to" and i + 2 < count:  # "petrol bombs to the house"
        opens_object = not (tokens.lower[i + 2] in DETERMINERS or is_number(tokens.lower[i + 2]))
    opens_object = opens_object or is_number(after) or (i + 1 < count and tokens.text[i + 1][0].isupper())
    if "s" in forms:
        return "V" if not entry.noun or opens_object else "N"
    if entry.noun:
        return "V" if opens_object and tokens.lower[noun].endswith("s") else "N"
    many = tokens.lower[noun].endswith("s") or tokens.lower[noun] in ("police", "people", "men", "women")
    return "V" if many or after == "to" else "N"


def _unknown(lower: str, tokens: Tokens, i: int, count: int, tags: Sequence[str], words: Mapping[str, Word]) -> str:
    """Tag a lower-case word that the lexicon does not know, by its ending."""
    before = tags[i - 1] if i else "."
    if before == "T":
        return "V"
    if lower.endswith("ly") and len(lower) > 4:
        described = before in ("D", "I") and i + 1 < count and lower.endswith(("inly", "ostly", "antly", "argely"))
        return "A" if described else "R"  # "in mainly rural districts"
    if lower.endswith("ed") and len(lower) > 4:
        if (before in MODIFIER_BEFORE or before == "C") and _nounish(tokens, i, count, words):
            return "A"
        return "V" if before in ("N", "P", "O", "X", "W", "R", ")", "C", ",") else "A"
    if lower.endswith("ing") and len(lower) > 5:
        if before == "X":
            return "V"
        if before in ("N", "P", "I", ","):
            return "V" if i + 1 < count and tokens.lower[i + 1] in DETERMINERS else "N"
        return "A" if _nounish(tokens, i, count, words) else "N"
    if before == "P" and lower.endswith("s") and i == 1 and i + 1 < count and not tokens.text[i + 1][0].isalpha():
        return "V"
    if before == "X" and lower.endswith(("able", "ible", "al", "ous", "ive", "ful", "less", "ic")):
        return "A"
    if lower.endswith(_ADJECTIVE_ENDS) and _nounish(tokens, i, count, words):
        return "A"
    return "N"
