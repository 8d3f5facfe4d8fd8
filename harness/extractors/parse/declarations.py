"""Statements told by what somebody does in saying it: condemning, vowing, urging, issuing a statement, being quoted."""

from collections.abc import Iterator

from harness.extractors.frames.declarations import DECLARED_FOR, DECLARING, ISSUING, PAPERS
from harness.extractors.parse.adjuncts import clause
from harness.extractors.parse.reading import Parsed, Reading
from harness.extractors.parse.tree import Word

_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})


def declarations(reading: Reading, passage: Parsed) -> Iterator[tuple[Word, Word, set[int]]]:
    """Yield (verb, speaker, the words of its clause) for every verb by which somebody declares something."""
    said = {saying.verb.i for saying in passage.sayings}
    for token in passage.doc.words:
        told = token.i in said and token.lemma_ != "write"  # "wrote to X on Monday"
        if token.pos_ != "VERB" or token.tag_ not in _FINITE or told or not _declares(token):
            continue
        if any(child.dep_ in ("auxpass", "nsubjpass", "neg") for child in token.children):
            continue
        speaker = next((head for head in passage.arguments.subjects(token) if _speaks(reading, head)), None)
        if speaker is not None and token.dep_ not in ("relcl", "acl", "advcl"):
            yield token, speaker, clause(token)


def _declares(verb: Word) -> bool:
    if verb.lemma_ == "call":
        called = any(child.dep_ == "dobj" for child in verb.children)  # "called a session for Monday"
        return not called and any(child.lower_ in DECLARED_FOR and child.dep_ == "prep" for child in verb.children)
    if verb.lemma_ == "write":
        return any(child.lower_ == "to" and child.dep_ in ("prep", "dative") for child in verb.children)
    if verb.lemma_ in ISSUING:
        return any(child.dep_ == "dobj" and child.lemma_ in PAPERS for child in verb.children)
    return verb.lemma_ in DECLARING


def _speaks(reading: Reading, head: Word) -> bool:
    """Tell a person, a body or an office; the plural of no matter whom declares nothing that is dated."""
    if head.pos_ == "PRON":
        return False
    known = reading.kinds.noun_class(head)
    if known is not None:
        return known.kind == "organisation" or known.name == "speakers"
    return head.pos_ == "PROPN"
