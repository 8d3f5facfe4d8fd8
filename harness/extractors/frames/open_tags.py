"""Tags of the open classes: nouns, verbs, adjectives and adverbs, by their forms and the words beside them."""

from collections.abc import Mapping, Sequence

from harness.extractors.frames.closed_tags import (
    CLOSED,
    MODIFIER_BEFORE,
    NOTHING,
    TAKEN,
    after_auxiliary,
    goes_on_as_list,
    has_verb,
    is_number,
)
from harness.extractors.frames.inflect import Word, singular
from harness.extractors.frames.tokens import Tokens
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

ADJECTIVE_ENDS = ("al", "ous", "ive", "ful", "less", "ic", "ary", "able", "ible", "ish")
_AFTER_NOUN = frozenset(["dead", "missing", "unhurt", "unharmed", "alive"])
"""Adjectives that are said of the noun before them ("left two people dead")."""
_BEFORE_THINGS = word_set("on at against near into between among onto towards toward")
"""Prepositions that things follow rather than deeds."""
_LIKE_ADJECTIVES = word_set("forged stolen falsified banned prohibited counterfeited encrypted improvised unlicensed")
"""Past forms that say what a thing is like rather than what was done."""
_MANY = word_set("police people men women authorities services premises staff crew personnel")
_MORE = frozenset(["more", "others"])
_PLURAL_ENDS = ("s", "men", "people", "children", "staff", "personnel")


_AT_IT = frozenset(["caught", "seen", "spotted", "found", "filmed", "observed", "noticed"])
"""Verbs behind which a form in -ing is what somebody does: "were caught crossing into"."""


def nounish(tokens: Tokens, i: int, count: int) -> bool:
    """Return whether the token after i can go on a noun phrase."""
    if i + 1 >= count:
        return False
    text, form = tokens.text[i + 1], tokens.forms[i + 1]
    if form.closed or not text[0].isalpha():
        return False
    if text[0].isupper():
        return True
    entry = form.entry
    if entry is NOTHING:
        return not form.lower.endswith("ly")
    return entry.noun or entry.adjective or not entry.forms or entry.forms in ("b", "s")


def open_tag(
    entry: Word, lower: str, tokens: Tokens, i: int, count: int, tags: Sequence[str], words: Mapping[str, Word]
) -> str:
    """Tag a word of the open classes."""
    forms = entry.forms
    if lower in TAKEN and i and tags[i - 1] in "NP" and tokens.lower[i - 1].endswith(_PLURAL_ENDS):
        return "R"
    if not forms:
        if entry.adjective and not entry.noun:
            return "A"
        if entry.adjective and i and tags[i - 1] in "MQ" and not nounish(tokens, i, count):
            return "A"
        if entry.noun or entry.adjective:
            verb_before = i and (tags[i - 1] in "VXR" or (tags[i - 1] == "N" and lower in _AFTER_NOUN))
            return "A" if entry.adjective and (verb_before or nounish(tokens, i, count)) else "N"
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
    if before == "Q" and past and apart and not nounish(tokens, i, count):
        return "V"  # "thousands marched through", "left dozens wounded"
    if before in ("D", "G", "Q"):
        return (
            ("A" if nounish(tokens, i, count) else "N")
            if past or "g" in forms
            else ("A" if entry.adjective and nounish(tokens, i, count) else "N")
        )
    if before in ("A", "M"):
        if past and tokens.lower[at] in _MORE and at and tags[at - 1] == "M":
            before = "M"  # "and nine more injured"
        if past and not nounish(tokens, i, count):
            return "V" if before == "M" or not entry.noun else "N"
        if past:
            return "A"
        if before == "M" and "b" in forms and not entry.noun and not entry.adjective:
            return "N" if words.get(after, NOTHING).noun and after.endswith("s") else "V"  # "14 hand grenades"
        return "A" if entry.adjective and nounish(tokens, i, count) else "N"
    if before == "I":
        if "g" in forms:
            named = entry.noun and (after in PREPOSITIONS or not after[:1].isalpha())
            if tokens.lower[at] in _BEFORE_THINGS and after not in CLOSED and nounish(tokens, i, count):
                return "A"  # "fired on striking workers"
            return "N" if named and tokens.lower[at] != "for" else "V"  # "sentenced for fighting in"
        if past:
            return "A" if nounish(tokens, i, count) else "N"
        return "N"
    if before in ("O", "W"):
        return "V"
    if before in ("N", "P", ")"):
        return _after_noun(entry, after, tokens, i, count, at)
    if before == "V":
        if past:
            return "A" if nounish(tokens, i, count) else "V"
        at_it = after in DETERMINERS or (after in PREPOSITIONS and tokens.lower[at] in _AT_IT)
        return "V" if "g" in forms and (not entry.noun or at_it) else "N"  # "caught crossing the border"
    if past:
        noun_follows = nounish(tokens, i, count)
        if before == "C" and noun_follows and lower in _LIKE_ADJECTIVES:
            return "A"  # "computers and stolen passports"
        if before == "C" and "V" in tags[:i] and not (i > 1 and tags[i - 2] == "A"):
            return "V"  # and no modifiers: "dead and wounded men"
        closed_quote = before == '"' and i > 1
        listed = before == "," and not has_verb(tags, i) and goes_on_as_list(tokens, i)
        named = before != "," or listed  # "rifles, forged passports and radios were found"
        return "A" if noun_follows and named and not closed_quote else "V"
    if "g" in forms:
        if before == "S" and i + 2 < count and after.endswith("s") and after not in CLOSED:
            return "A"  # "said that hunting rifles were found"
        if before == "C" and i + 2 < count and after.endswith("s") and tokens.lower[i + 2] in AUXILIARIES:
            return "A"  # "rifles and sleeping bags were found"
        counts = i + 2 < count and (after, tokens.lower[i + 2]) in ESTIMATOR_PHRASES
        begins = after in AUXILIARIES or "d" in words.get(after, NOTHING).forms  # "Fighting broke out"
        return "N" if entry.noun and (after in PREPOSITIONS or begins) and not counts else "V"
    if before == "," and not entry.noun and ("s" in forms or (after in PREPOSITIONS and not has_verb(tags, i))):
        return "V"  # "ministers, among them two Turks, meet in"
    if before == "C" and i > 1 and tags[i - 2] == "N" and nounish(tokens, i, count):
        return "N"
    if before == "C":
        verbs = "V" in tags[:i] or "T" in tags[:i]
        return "V" if verbs and not entry.noun and "D" not in tags[max(0, i - 2) : i] else "N"
    if before == "S" or (before in (",", ".", '"') and not entry.noun and after in DETERMINERS):
        return "V" if not entry.noun else "N"
    return "N" if not entry.adjective else "A"


def is_plural(word: str) -> bool:
    """Return whether a noun is one of several by its form: "buses", and not "bus"."""
    return singular(word) != word or word in _MANY


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
        return "V" if opens_object and is_plural(tokens.lower[noun]) else "N"
    return "V" if is_plural(tokens.lower[noun]) or after == "to" else "N"


def _unknown(lower: str, tokens: Tokens, i: int, count: int, tags: Sequence[str], words: Mapping[str, Word]) -> str:
    """Tag a lower-case word that the lexicon does not know, by its ending."""
    before = tags[i - 1] if i else "."
    if before == "T":
        return "V"
    if lower.endswith("ly") and len(lower) > 4:
        described = before in ("D", "I") and i + 1 < count and lower.endswith(("inly", "ostly", "antly", "argely"))
        return "A" if described else "R"  # "in mainly rural districts"
    if lower.endswith("ed") and len(lower) > 4:
        if (before in MODIFIER_BEFORE or before == "C") and nounish(tokens, i, count):
            return "A"
        return "V" if before in ("N", "P", "O", "X", "W", "R", ")", "C", ",") else "A"
    if lower.endswith("ing") and len(lower) > 5:
        if before == "X":
            return "V"
        if before in ("N", "P", "I", ","):
            return "V" if i + 1 < count and tokens.lower[i + 1] in DETERMINERS else "N"
        return "A" if nounish(tokens, i, count) else "N"
    if before == "P" and lower.endswith("s") and i == 1 and i + 1 < count and not tokens.text[i + 1][0].isalpha():
        return "V"
    if before == "X" and lower.endswith(("able", "ible", "al", "ous", "ive", "ful", "less", "ic")):
        return "A"
    if lower.endswith(ADJECTIVE_ENDS) and nounish(tokens, i, count):
        return "A"
    return "N"
