"""Signs of what a name names: the words around it, and as weak evidence the pipeline's label."""

import re
from collections.abc import Iterator
from typing import Literal

from harness.extractors.frames.lexicon import Lexicon
from harness.extractors.parse.noun_classes import INSIDE, NounClasses
from harness.extractors.parse.tree import Word

NameKind = Literal["person", "place", "group"]

_LABELS: dict[str, NameKind] = {
    "PERSON": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "group", "NORP": "group",
}  # fmt: skip
_LOOSE = frozenset({"from", "at", "to", "through", "over"})
_OF_COUNTRIES = frozenset(
    {"minister", "president", "governor", "mayor", "capital", "parliament", "coast", "border", "ambassador"}
)
_ACRONYM = re.compile(r"[A-Z][A-Z0-9-]+s?\Z")


def signs(token: Word, lexicon: Lexicon, classes: NounClasses) -> Iterator[tuple[NameKind, int]]:
    """Yield kinds that the words around a name speak for, with a weight of 1 to 4."""
    label = _LABELS.get(token.ent_type_)
    if label is not None:
        yield label, 2 if label == "person" and token.i != token.left_edge.i else 1
    if _ACRONYM.match(token.text):
        yield "group", 4
    before = [child for child in token.lefts if child.dep_ in ("compound", "nmod", "amod")]
    if any(child.lemma_.lower() in lexicon.titles for child in before):
        yield "person", 4
    if token.dep_ == "pobj":
        preposition = token.head
        if preposition.lower_ in INSIDE:
            yield "place", 3
        elif preposition.lower_ in _LOOSE:
            yield "place", 1
        elif preposition.lower_ == "of" and classes.is_a(preposition.head, "place"):
            yield "place", 4
    elif token.dep_ == "conj":
        first = token.conjuncts[0]
        if first.dep_ == "pobj" and first.head.lower_ in INSIDE and first.pos_ == "PROPN":
            yield "place", 3  # "in Velden, Ostra and Lund"
    elif token.dep_ == "appos" and token.left_edge.i > 0 and token.left_edge.nbor(-1).text == ",":
        of = token.head
        if of.dep_ == "pobj" and of.head.lower_ in INSIDE and of.pos_ == "PROPN" and of.i + 1 == token.left_edge.i - 1:
            yield "place", 3  # "in Ostra, Velden, ..."
    for child in token.children:
        if child.dep_ == "appos":
            if classes.is_a(child, "place"):
                yield "place", 4
            elif child.lemma_.lower() in lexicon.titles or classes.is_a(child, "people"):
                yield "person", 4
    if token.dep_ == "appos" and (token.head.lemma_.lower() in lexicon.titles or classes.is_a(token.head, "people")):
        yield "person", 3
    if token.dep_ in ("compound", "nmod", "poss"):
        if classes.is_a(token.head, "place") and token.dep_ != "poss":
            yield "place", 3
        elif classes.is_a(token.head, "people"):
            yield ("person", 2) if token.dep_ == "poss" else ("group", 2)
    if token.dep_ == "poss" and token.head.lemma_.lower() in _OF_COUNTRIES:
        yield "place", 3
    if token.dep_ == "compound" and token.head.lower_ in ("governor", "mayor", "resident", "residents"):
        yield "place", 3
    if token.dep_ == "nsubj" and token.head.lemma_.lower() in lexicon.reporting and token.head.tag_ != "VBG":
        yield "person", 2
