"""Strings: names and descriptions taken from the text, judged word by word against every alternative of the key.

MUC-4 scoring guidelines, version 7, sections 3.1.1, 3.2.9, 3.2.10, 3.2.18 and 3.2.19. No likeness of letters decides:
words are equal or they are not, and what stands before and after the words in common says how good the rest is.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from harness.muc4.comparators.credit import Credit
from harness.muc4.comparators.vocabulary import (
    COLLECTIVES,
    CONJUNCTIONS,
    DETERMINERS,
    NONESSENTIAL,
    PERPETRATORS,
    PREPOSITIONS,
    RELATIVES,
    TIMES,
    TITLES,
)

NAMES = frozenset({"hum-tgt-name"})
PROPER = frozenset({"hum-tgt-name", "perp-org-id"})
"""Slots for proper names: part of a name is a partial match, a shared head noun is none."""
DESCRIPTIONS = frozenset({"hum-tgt-desc", "phys-tgt-id"})

_BRACKETS = re.compile(r"[\[(]([^\])]*)[\])]?")
_INITIALS = re.compile(r"\b([A-Z]) ?\. ?(?=[A-Z]\b)")
_POSSESSIVE = re.compile(r"\s*'\s*S\b|'")
_ORDINAL = re.compile(r"\b(\d+) (ST|ND|RD|TH)\b")
_APART = PREPOSITIONS | CONJUNCTIONS | RELATIVES | TIMES
_WORD = re.compile(r"[A-Z0-9]+|[,;:]")

Words = tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def compare_words(slot: str, key: str, response: str) -> Credit:
    """Credit of one string of `slot` against one alternative of the key; the best of the readings of either."""
    return max(
        (_compare(slot, wanted, given) for wanted in _readings(key) for given in _readings(response)),
        default=Credit.FULL if key.strip() == response.strip() else Credit.WRONG,
    )


def _readings(text: str) -> tuple[Words, ...]:
    """The words with what stands in brackets, without it, and what stands in them: a name and its acronym."""
    plain = text.upper()
    forms = [plain, _BRACKETS.sub(" ", plain)] + [inner for inner in _BRACKETS.findall(plain) if inner.strip()]
    return tuple(dict.fromkeys(words for words in map(_words, forms) if words))


def _words(text: str) -> Words:
    plain = _POSSESSIVE.sub(" ", _INITIALS.sub(r"\1", text))
    words = _WORD.findall(_ORDINAL.sub(r"\1\2", plain))
    while words and words[-1] in ",;:":
        words.pop()
    return tuple(words)


def _compare(slot: str, wanted: Words, given: Words) -> Credit:
    """One reading against another."""
    bare_wanted, bare_given = _bare(wanted), _bare(given)
    if bare_wanted == bare_given or "".join(bare_wanted) == "".join(bare_given):
        return Credit.FULL
    if slot in PROPER and _acronym(bare_wanted, bare_given):
        return Credit.FULL
    ends = [(at, at + len(bare_wanted)) for at in _places(bare_wanted, given)]
    if ends:
        return max(_more(slot, given[:start], given[end:]) for start, end in ends)
    if slot in PROPER:
        return _less_of_a_name(bare_wanted, bare_given)
    return _less_of_a_phrase(slot, bare_wanted, bare_given)


def _bare(words: Words) -> Words:
    """Without the nonessential modifiers at its head; what consists of nothing else stays."""
    start = 0
    while start < len(words) - 1 and (words[start] in NONESSENTIAL or words[start].isdigit()):
        start += 1
    return words[start:]


def _places(part: Words, whole: Words) -> list[int]:
    """Where `part` stands in `whole` as a run of words."""
    return [at for at in range(len(whole) - len(part) + 1) if whole[at : at + len(part)] == part]


def _more(slot: str, before: Words, after: Words) -> Credit:
    """The response says all of the key and more: fully right if the rest only modifies the noun."""
    if slot in NAMES:
        return (
            Credit.FULL
            if all(word in TITLES or word in NONESSENTIAL for word in before) and not after
            else Credit.PARTIAL
        )
    return Credit.FULL if _modifies_before(before) and _modifies_after(after) else Credit.PARTIAL


def _modifies_before(before: Words) -> bool:
    if "OF" in before:
        last = len(before) - 1 - before[::-1].index("OF")
        heads = [word for word in before[:last] if word not in NONESSENTIAL and not word.isdigit()]
        if not (last == 0 or not heads or heads[-1] in COLLECTIVES):
            return False
        before = before[last + 1 :]
    rest = [word for word in before if word not in NONESSENTIAL]
    return not any(word in _APART or word in ",;:" for word in rest)


def _modifies_after(after: Words) -> bool:
    if not after:
        return True
    first, last = after[0], after[-1]
    opens = first in PREPOSITIONS or first in RELATIVES or first.endswith(("ING", "ED"))
    closed = last not in PREPOSITIONS and last not in CONJUNCTIONS and last not in RELATIVES and last not in DETERMINERS
    return opens and closed and not any(word in TIMES for word in after)


def _less_of_a_name(wanted: Words, given: Words) -> Credit:
    """Only words of the name, in its order: an incomplete form of it."""
    return Credit.PARTIAL if _in_order(given, wanted) else Credit.WRONG


def _less_of_a_phrase(slot: str, wanted: Words, given: Words) -> Credit:
    """Words of the key in its order, or the same head with other modifiers, or a general word for the same.

    One word of a longer description is too little to tell which thing or person is meant, and in doubt a fill is wrong
    (guidelines, section 1); an instrument or a perpetrator may be no more than that.
    """
    if slot in DESCRIPTIONS and len(given) == 1:
        return Credit.WRONG
    if _in_order(given, wanted):
        return Credit.PARTIAL
    head, other = _head(wanted), _head(given)
    if _stem(head) == _stem(other):
        return Credit.PARTIAL
    return Credit.PARTIAL if slot == "perp-ind-id" and _both_general(wanted, given) else Credit.WRONG


def _both_general(wanted: Words, given: Words) -> bool:
    """Whether both name those who do such things in general: consistent, but inferior (guidelines, section 3.2.9)."""
    return all(any(_stem(word) in PERPETRATORS for word in words) for words in (wanted, given))


def _head(words: Words) -> str:
    """The noun before the first modifier that follows one; of a gathering, that of what is gathered."""
    for at, word in enumerate(words):
        if word in PREPOSITIONS or word in RELATIVES or word in ",;:" or word in CONJUNCTIONS:
            if at and word == "OF" and words[at - 1] in COLLECTIVES and at + 1 < len(words):
                return _head(_bare(words[at + 1 :]))
            return words[at - 1] if at else words[-1]
    return words[-1]


def _stem(word: str) -> str:
    """Singular of a regular plural."""
    if word.endswith("IES") and len(word) > 4:
        return word[:-3] + "Y"
    if word.endswith("S") and not word.endswith("SS") and len(word) > 3:
        return word[:-1]
    return word


def _in_order(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether all words of `part` stand in `whole` in the same order, other words between them or not."""
    rest = iter(whole)
    return all(word in rest for word in part)


def _acronym(one: Words, other: Words) -> bool:
    """Whether one is a word of the initials of the other's words, in whatever order a translation has them."""
    short, long = (one, other) if len(one) == 1 else (other, one)
    initials = [word[0] for word in long if word not in PREPOSITIONS and word not in DETERMINERS]
    if len(short) != 1 or not 2 < len(short[0]) <= len(initials) <= len(short[0]) + 1:
        return False
    return not Counter(short[0]) - Counter(initials)
