"""A verb with its auxiliaries, as one group: lemma, form, voice, modality and negation."""

from collections.abc import Sequence

from harness.extractors.frames.chunks import VerbGroup
from harness.extractors.frames.closed_tags import NOTHING
from harness.extractors.frames.tokens import Tokens
from harness.extractors.frames.words import BE, HAVE, MODALS

_GERUNDS = frozenset(["being", "having"])


def leads_to_verb(tags: Sequence[str], i: int) -> bool:
    """Return whether only adverbs and negations stand between token i and a verb."""
    while i < len(tags) and tags[i] in "RK":
        i += 1
    return i < len(tags) and tags[i] in "XV"


def verb_group(tokens: Tokens, tags: Sequence[str], i: int) -> VerbGroup:
    """Return the verb group that begins at token i."""
    start, count, lowers = i, len(tags), tokens.lower
    form, modal, perfect, negated = "finite", "", False, False
    last = -1
    while i < count and (tags[i] in "XKT" or (tags[i] == "R" and leads_to_verb(tags, i))):
        lower = lowers[i]
        if tags[i] == "T":
            if i > start:
                break
            form = "infinitive"
        elif tags[i] == "K" or lower == "never":
            negated = True
        elif tags[i] == "X":
            last = i
            if lower in MODALS:
                modal = lower
            perfect = perfect or lower in HAVE
        i += 1
    if i == count or tags[i] != "V":
        main, end = last if last >= 0 else start, max(i, start + 1)
        lower = lowers[main]
        lemma = "be" if lower in BE else "have" if lower in HAVE else "do"
        form = "gerund" if lower in _GERUNDS else form
        return VerbGroup("VG", start, end, -1, lemma, main, form, False, perfect, negated, modal, lemma == "be")
    lower = lowers[i]
    word = tokens.forms[i].entry
    known = word is not NOTHING
    forms = word.forms if known else "dn" if lower.endswith("ed") else "g" if lower.endswith("ing") else "b"
    passive = False
    if last >= 0:
        passive = lowers[last] in BE and "n" in forms and lowers[last] != "'s"
        form = "gerund" if lowers[start] in _GERUNDS else form
    elif form != "infinitive":
        form = "gerund" if "g" in forms else "participle" if "n" in forms else "finite"
    lemma = word.lemma if known else lower
    return VerbGroup("VG", start, i + 1, -1, lemma, i, form, passive, perfect, negated, modal, False, "d" in forms)
