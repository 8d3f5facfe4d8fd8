"""Word forms of English, by rule: the forms of a verb, and the singular of a noun."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from harness.extractors.frames.words import word_set

VOWELS = "aeiou"
_PLURALS = {
    "men": "man", "women": "woman", "people": "person", "children": "child", "policemen": "policeman",
    "policewomen": "policewoman", "servicemen": "serviceman", "gunmen": "gunman", "forces": "force", "troops": "troop",
    "mujahideen": "mujahid",
    "lives": "life", "knives": "knife", "wives": "wife", "thieves": "thief", "crises": "crisis", "feet": "foot",
    "guardsmen": "guardsman", "spokesmen": "spokesman", "tribesmen": "tribesman", "fishermen": "fisherman",
    "herdsmen": "herdsman", "airmen": "airman", "patrolmen": "patrolman", "infantrymen": "infantryman",
    "frontiersmen": "frontiersman", "schoolchildren": "schoolchild", "passers-by": "passer-by", "buses": "bus",
}  # fmt: skip
_NO_PLURAL = word_set(
    "police series news headquarters arms explosives authorities forces services troops premises clothes supplies "
    "goods times previous various religious"
)


_FIRST_STRESSED = word_set("offer suffer differ pilfer buffer limit vomit")
_LAST_STRESSED = word_set("begin forget regret deter equip overrun outrun abet rebut abhor unpin")
"""Verbs whose stress does not follow from their end."""


@dataclass(slots=True)
class Word:
    """What one word form may be: `forms` are letters of `verb_forms`, `lemma` that of the verb."""

    lemma: str = ""
    forms: str = ""
    noun: bool = False
    adjective: bool = False


def verb_forms(lemma: str, irregular: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Yield (form, letter): b base, s third person, d past, n participle, g gerund.

    Final consonants that English doubles after a stressed short vowel are doubled only in words of one syllable, and
    both ways for -l ("labelled", "labeled").
    """
    yield lemma, "b"
    yield _third(lemma), "s"
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) else lemma
    gerund = lemma[:-2] + "y" if lemma.endswith("ie") else stem
    doubled = _doubled(lemma)
    for one in doubled or [gerund]:
        yield one + "ing", "g"
    if lemma in irregular:
        past, participle = irregular[lemma]
        yield past, "d"
        yield participle, "n"
        return
    for one in doubled or [stem]:
        form = one + "ed"
        if lemma.endswith("e"):
            form = lemma + "d"
        elif one.endswith("y") and one[-2:-1] not in VOWELS:
            form = one[:-1] + "ied"
        yield form, "d"
        yield form, "n"


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "x", "z", "ch", "sh", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _doubled(lemma: str) -> list[str]:
    """The stems before -ed and -ing of a verb that ends in consonant, vowel, consonant; none if nothing doubles."""
    if len(lemma) < 3 or lemma[-1] in VOWELS + "wxy" or lemma[-2] not in VOWELS or lemma[-3] in VOWELS:
        return []
    syllables = sum(a in VOWELS and b not in VOWELS for a, b in pairwise(lemma))
    if lemma[-1] == "l" and syllables > 1:
        return [lemma + "l", lemma]
    stressed = lemma.endswith(("mit", "fer", "pel", "cur", "bel", "nap")) and lemma not in _FIRST_STRESSED
    if syllables == 1 or stressed or lemma in _LAST_STRESSED:
        return [lemma + lemma[-1]]
    return []


def plural(noun: str) -> str:
    """Return the regular plural of a noun, or the irregular one of -man and the like."""
    for many, one in _PLURALS.items():
        if one == noun and many != noun:
            return many
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith("man") and noun not in ("german", "roman", "human"):
        return noun[:-3] + "men"
    return noun + "s"


def forms_of(noun: str) -> set[str]:
    """Return the noun and every word whose `singular` it is."""
    plurals = [many for many, one in _PLURALS.items() if one == noun]
    return {noun, *(one for one in (noun + "s", noun + "es", noun[:-1] + "ies", *plurals) if singular(one) == noun)}


@lru_cache(maxsize=20_000)
def singular(noun: str) -> str:
    """Return a noun's singular; a word that is none, or has one form, comes back as it is."""
    if noun in _PLURALS:
        return _PLURALS[noun]
    if noun in _NO_PLURAL or not noun.endswith("s") or noun.endswith(("ss", "us", "is")) or len(noun) < 4:
        return noun
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("ches", "shes", "xes", "sses", "zes")):
        return noun[:-2]
    return noun[:-1]
