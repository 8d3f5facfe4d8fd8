"""Who is said to be behind an attack that is named only in passing: "officials blamed the group for the raid"."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.extractors.parse.constructions import Arguments

if TYPE_CHECKING:
    from spacy.tokens import Token

_BLAMING = frozenset({"blame", "accuse", "suspect"})


@dataclass(frozen=True, slots=True)
class Blame:
    """`attackers` are the heads of who is blamed, `speaker` that of who blames them (who claims it, for a claim)."""

    attackers: tuple["Token", ...]
    speaker: "Token | None"


def blame_for(noun: "Token", arguments: Arguments) -> Blame | None:
    """Return who is blamed for, or claims, the attack that a noun names; None where nobody is."""
    verb = _governing_verb(noun)
    if verb is None:
        return None
    subjects = tuple(arguments.subjects(verb))
    speaker = subjects[0] if subjects else None
    if verb.lemma_ in ("blame", "pin") and noun.dep_ == "dobj" and noun.head.i == verb.i:
        blamed = tuple(head for name, head in arguments.prepositions(verb) if name == "on")
        return Blame(blamed, speaker) if blamed else None
    if verb.lemma_ in _BLAMING:
        blamed = tuple(arguments.objects(verb))
        return Blame(blamed, speaker) if blamed else None
    claimed = any(child.lower_ in ("responsibility", "credit") for child in verb.children)
    return Blame(subjects, speaker) if claimed and verb.lemma_ in ("claim", "take") and subjects else None


def _governing_verb(noun: "Token") -> "Token | None":
    """The verb of "blamed X for the raid", "accuse X of organising the raid", "claimed responsibility for the raid"."""
    token, steps = noun, 0
    while token.head.i != token.i and steps < 6:
        token = token.head
        steps += 1
        if token.pos_ in ("VERB", "AUX") and token.dep_ != "pcomp":
            reached = any(child.lower_ in ("for", "of", "on", "responsibility", "credit") for child in token.children)
            return token if reached else None
    return None
