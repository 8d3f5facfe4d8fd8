"""A verb with its auxiliaries, as one group: lemma, form, voice, modality and negation."""

from collections.abc import Sequence

from harness.extractors.frames.chunks import VerbGroup
from harness.extractors.frames.tokens import Tokens
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import BE, HAVE, MODALS


def leads_to_verb(tags: Sequence[str], i: int) -> bool:
    """Return whether only adverbs and negations stand between token i and a verb."""
    while i < len(tags) and tags[i] in "RK":
        i += 1
    return i < len(tags) and tags[i] in "XV"


def verb_group(tokens: Tokens, tags: Sequence[str], i: int, vocabulary: Vocabulary) -> VerbGroup:
    """Return the verb group that begins at token i."""
    start, count, lowers = i, len(tags), tokens.lower
    group = VerbGroup("VG", start, start + 1)
    last = -1
    while i < count and (tags[i] in "XKT" or (tags[i] == "R" and leads_to_verb(tags, i))):
        lower = lowers[i]
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
        lower = lowers[i]
        word = vocabulary.words.get(lower)
        forms = word.forms if word else "dn" if lower.endswith("ed") else "g" if lower.endswith("ing") else "b"
        group.main, group.end = i, i + 1
        group.lemma = word.lemma if word else lower
        group.past = "d" in forms
        if last >= 0:
            group.passive = lowers[last] in BE and "n" in forms and lowers[last] != "'s"
            if lowers[start] in ("being", "having"):
                group.form = "gerund"
        elif group.form != "infinitive":
            group.form = "gerund" if "g" in forms else "participle" if "n" in forms else "finite"
    else:
        group.main = last if last >= 0 else start
        group.end = max(i, start + 1)
        lower = lowers[group.main]
        group.lemma = "be" if lower in BE else "have" if lower in HAVE else "do"
        group.copula = group.lemma == "be"
        if lower in ("being", "having"):
            group.form = "gerund"
    return group
