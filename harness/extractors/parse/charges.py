"""Charges told beside people ("men accused of theft were tried") or before the word ("held on drug charges")."""

from collections.abc import Iterator

from harness.extractors.parse.phrases import mention
from harness.extractors.parse.routes import clause_words
from harness.extractors.parse.tree import Word, Words

_CHARGING = frozenset({"accuse", "suspect", "charge", "convict", "blame", "indict", "want"})
_BEFORE_CHARGES = frozenset({"of", "with", "for", "over"})
_BRINGING = frozenset({"on", "over", "to", "facing"})
_OWN = frozenset({"compound", "amod", "nmod"})


def charges_beside(head: Word) -> Iterator[tuple[Word, Words]]:
    """Yield (head, words) of every charge that a clause about the people of a phrase tells."""
    of = (noun for child in head.children if child.lower_ == "of" for noun in child.children)
    for noun in (head, *(child for child in head.children if child.dep_ == "appos"), *of):
        for verb in noun.children:
            if verb.dep_ in ("acl", "relcl") and verb.lemma_ in _CHARGING:
                for preposition in verb.children:
                    if preposition.lower_ in _BEFORE_CHARGES and preposition.dep_ == "prep":
                        for charge in preposition.children:
                            if charge.dep_ == "pcomp":
                                yield charge, clause_words(charge)
                            elif charge.dep_ == "pobj":
                                yield charge, mention(charge)


def charges_named(verb: Word) -> Iterator[tuple[Word, Words]]:
    """Yield (head, words) of "tried on terrorism charges"."""
    for word in verb.subtree:
        if word.lower_ == "charges" and word.dep_ == "pobj" and word.head.lower_ in _BRINGING:
            own = [child for child in word.lefts if child.dep_ in _OWN]
            if own:
                yield word, word.doc[own[0].left_edge.i : word.i]
