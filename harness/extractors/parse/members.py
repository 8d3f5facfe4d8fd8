"""Who is one of those told of ("among the dead were two women", "those held included a teacher"), and totals."""

from collections.abc import Iterator

from harness.extractors.parse.tree import Word

_INCLUDING = frozenset({"include", "be", "comprise", "number"})
_NAMING = frozenset({"identify", "name"})
_COMING_TO = frozenset({"to", "at"})


def members(head: Word) -> Iterator[Word]:
    """Yield who is said to be among those that a head ("the dead", "those killed") stands for."""
    if head.dep_ == "pobj" and head.head.lower_ == "among" and head.head.head.lemma_ == "be":
        verb = head.head.head
        named = [child for child in verb.children if child.i > head.i and child.dep_ in ("attr", "nsubj")]
    elif head.dep_ == "nsubj" and head.head.lemma_ in _INCLUDING and head.i < head.head.i:
        named = [child for child in head.head.children if child.dep_ in ("dobj", "attr") and child.i > head.head.i]
    elif head.dep_ == "nsubjpass" and head.head.lemma_ in _NAMING:
        named = [noun for child in head.head.children if child.lower_ == "as" for noun in child.children]
    else:
        return
    for noun in named:
        if noun.pos_ in ("NOUN", "PROPN", "NUM"):
            yield noun
            yield from (each for each in noun.conjuncts if each.i > noun.i and each.pos_ != "VERB")


def total_of(head: Word) -> Word | None:
    """Return the number that "the number of arrests rose to four" and "put the number of dead at 12" tell."""
    if head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lower_ == "number":
        number = head.head.head
        for preposition in (*number.head.children, *number.rights):
            if preposition.lower_ in _COMING_TO and preposition.dep_ == "prep":
                return next((noun for noun in preposition.children if noun.tag_ == "CD"), None)
    return None


def along_with(verb: Word) -> Iterator[Word]:
    """Yield who shares it: "was shot dead along with his driver", "killed together with two guards"."""
    for child in verb.children:
        for word in (child, *child.children):
            if word.lower_ == "with" and word.dep_ == "prep" and word.nbor(-1).lower_ in ("along", "together"):
                yield from (noun for noun in word.children if noun.dep_ == "pobj")
