"""Tags of the closed classes and of signs, where the words beside them decide."""

from collections.abc import Mapping, Sequence

from harness.extractors.frames.inflect import Word
from harness.extractors.frames.tokens import Tokens
from harness.extractors.frames.words import (
    ADVERBS,
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    ESTIMATORS,
    HAVE,
    NEGATIONS,
    NUMBER_WORDS,
    PARTICLES,
    PREPOSITIONS,
    PRONOUNS,
    QUANTITIES,
    RELATIVES,
    SUBORDINATORS,
    word_set,
)

SIGNS = {
    ",": ",", ";": ";", ":": ";", "–": ";", "—": ";", "(": "(", "[": "(", ")": ")", "]": ")", ".": ".", "?": ".",
    "!": ".", "…": ".", '"': '"', "“": '"', "”": '"', "«": '"', "»": '"',
}  # fmt: skip
CLOSED: dict[str, str] = {}
for _letter, _words in (
    ("I", PREPOSITIONS), ("R", ADVERBS), ("S", SUBORDINATORS), ("C", CONJUNCTIONS), ("W", RELATIVES), ("Q", QUANTITIES),
    ("D", DETERMINERS), ("O", PRONOUNS), ("X", AUXILIARIES), ("K", NEGATIONS), ("M", NUMBER_WORDS),
):  # fmt: skip
    CLOSED.update(dict.fromkeys(_words, _letter))
CLOSED.update({"'s": "G", "that": "that", "to": "to", "her": "D", "'": "G", "'t": "K", "may": "may"})
NOTHING = Word()
TAKEN = frozenset(["hostage", "captive", "prisoner"])
"""Nouns that say what became of those before them ("took ten people hostage")."""
NAME_PARTS = word_set("al el bin ibn bint ben abu van von der de del da dos di la le as ad ul ur an en ash es")
_HANGING = word_set("up down out off away back over in on")
"""Prepositions that are adverbs where nothing follows them ("was blown up")."""
_THERE = frozenset(["inside", "outside", "above", "below", "behind", "opposite"])
_BEFORE_NOUNS = word_set("back nearby then upstairs downstairs nationwide countrywide underground")
"""Adverbs that are adjectives between a determiner and a noun ("a back room", "the then president")."""
_WAVERING = (
    ESTIMATORS
    | _HANGING
    | NAME_PARTS
    | TAKEN
    | _BEFORE_NOUNS
    | word_set("one past being some her an another half since")
)
"""Words whose tag the words beside them decide, although others of their class have one tag."""
_OPENS_OBJECT = PARTICLES | word_set("the a an his her their its this these those them him it")
MODIFIER_BEFORE = frozenset("DGAMQ")


def settled_tags(words: Mapping[str, Word]) -> dict[str, str]:
    """Return the tags of signs, and of the words that have the same tag wherever they stand written small."""
    settled = {sign: tag for sign, tag in SIGNS.items() if sign not in CLOSED}
    settled |= {word: tag for word, tag in CLOSED.items() if tag in "DRSWCOMIXK" and word not in _WAVERING}
    for word, entry in words.items():
        known = word in CLOSED or word in _WAVERING or is_compound_number(word)
        if not known and word.replace("-", "").isalpha() and not entry.forms and entry.noun != entry.adjective:
            settled[word] = "N" if entry.noun else "A"
    return settled


def closed_tag(tag: str, tokens: Tokens, i: int, count: int, tags: Sequence[str], words: Mapping[str, Word]) -> str:
    """Return the tag of token i, a word of the closed classes; `tag` is what it mostly is."""
    lower = tokens.lower[i]
    before = tags[i - 1] if i else "."
    after = tokens.lower[i + 1] if i + 1 < count else ""
    if tag == "to":
        skip = i + 2 if after in ADVERBS or (after.endswith("ly") and after not in words) else i + 1
        entry = words.get(tokens.lower[skip], NOTHING) if skip < count else NOTHING
        if i and tokens.lower[i - 1] in ("according", "due", "thanks", "prior"):
            return "T" if "b" in entry.forms and not entry.noun else "I"
        capital = skip < count and tokens.text[skip][0].isupper()
        unknown = skip + 1 < count and not capital and entry is NOTHING and tokens.lower[skip] not in CLOSED
        if unknown and tokens.lower[skip].isalpha() and tokens.lower[skip + 1] in _OPENS_OBJECT:
            return "T"
        return (
            "T" if ("b" in entry.forms and not capital) or (skip < count and tokens.lower[skip] in AUXILIARIES) else "I"
        )
    if tag == "that":
        if before in ("N", "P", "O", ")"):
            return "W" if not _opens_clause_noun(after) or before == "N" else "S"
        entry = words.get(after, NOTHING)
        if before == "V" and entry.noun and i + 2 < count and tokens.lower[i + 2] in PREPOSITIONS:
            return "D"  # "blamed that attack on"
        if before in ("V", "X", "R", ",", '"'):
            return "S" if before != '"' or i > 1 else "D"
        return "D" if before in ("I", ".", "T") else "S"
    if tag == "may":
        return "X" if before in ("N", "P", "O", "W", "R", ")", ",") and not after[:1].isdigit() else "P"
    if tag == "I":
        if lower in _THERE and before in "ND" and "d" in (verb := words.get(after, NOTHING)).forms and not verb.noun:
            behind = tokens.lower[i + 2] if i + 2 < count else ""
            if tokens.lower[i - 1] == "those" or behind in PREPOSITIONS or behind in DETERMINERS:
                return "R"  # "those inside opened fire", "residents of the flats above jumped from"
        if lower == "past" and before in "DG":
            return "N"
        if lower == "since" and before == "X" and tokens.lower[i - 1] in HAVE:
            return "R"  # "have since arrested"
        if lower in ESTIMATORS and is_number(after):
            return "Q"
        return "R" if lower in _HANGING and before == "V" and after in ("", ".", ",", "and") else "I"
    if lower in _BEFORE_NOUNS and after in words and words[after].noun and (before in "DGA" or lower == "underground"):
        return "A"
    if lower == "half" and after != "of":
        return "D" if after in ("a", "an") else "N"
    if lower == "her" and (not after[:1].isalpha() or after in PREPOSITIONS):
        return "O"
    if lower == "some" and is_number(after):
        return "Q"
    if lower in HAVE | BE and tag == "X" and before in MODIFIER_BEFORE and before != "M" and lower == "being":
        return "N"
    if lower == "'s" and before in ("O", "W"):
        return "X"
    if lower == "another" and after not in words and not after[:1].isalpha():
        return "N"
    if lower == "another" and (after in PREPOSITIONS or after in CONJUNCTIONS or after in AUXILIARIES):
        return "N"  # "killed two people and wounded another in", "another was held"
    if lower == "'" and not (
        before in ("N", "P") and tokens.lower[i - 1].endswith("s") and tokens.start[i] == tokens.end[i - 1]
    ):
        return "-"
    if lower == "one" and (after in ("of",) or before == "D"):
        return "M"
    return tag


def after_auxiliary(entry: Word, auxiliary: str) -> str:
    """Return the tag of an open word behind an auxiliary."""
    forms = entry.forms
    if auxiliary in BE:
        return "V" if "g" in forms or "n" in forms else ("A" if entry.adjective else "N")
    if auxiliary in HAVE:
        return "V" if "n" in forms else ("A" if entry.adjective else "N")
    return "V" if "b" in forms else "N"


def goes_on_as_list(tokens: Tokens, i: int) -> bool:
    """Return whether what follows a word is the rest of a list that a passive is said of."""
    ahead = tokens.lower[i + 2 : i + 12]
    return ahead[:1] in ([","], ["and"]) and "and" in ahead and not BE.isdisjoint(ahead[2:])


def has_verb(tags: Sequence[str], i: int) -> bool:
    """Return whether a verb stands before token i in its clause."""
    for k in range(i - 1, -1, -1):
        if tags[k] in "VX":
            return True
        if tags[k] in "SW;":
            break
    return False


def _opens_clause_noun(after: str) -> bool:
    return after in DETERMINERS or after in PRONOUNS


def is_number(word: str) -> bool:
    """Return whether a word is a number in digits or letters."""
    return word[:1].isdigit() or word in NUMBER_WORDS or is_compound_number(word)


def is_compound_number(word: str) -> bool:
    """Return whether a word is a number like "twenty-seven"."""
    tens, dash, ones = word.partition("-")
    return bool(dash) and tens in NUMBER_WORDS and ones in NUMBER_WORDS
