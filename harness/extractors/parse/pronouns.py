"""Whom "they", "him" or "all" mean: people or a body named before, in the sentence or in the one before it."""

from collections.abc import Iterator

from harness.extractors.frames.words import word_set
from harness.extractors.parse.constructions import is_passive
from harness.extractors.parse.names import is_name_head
from harness.extractors.parse.phrases import content_head
from harness.extractors.parse.reading import Reading
from harness.extractors.parse.tree import Word

_MANY = word_set("they them all both")
_MALE_OR_FEMALE = word_set("he him she her")
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_INSIDE = frozenset({"compound", "amod", "nmod", "poss", "npadvmod"})
_COLLECTIVE = frozenset({"organisation"})


def stands_for(reading: Reading, head: Word) -> Word:
    """Return whom a pronoun means, or the head itself if it is none or nobody fits before it."""
    many = head.lower_ in _MANY
    if not (many or head.lower_ in _MALE_OR_FEMALE) or head.tag_ == "PRP$":
        return head
    if any(child.dep_ in ("prep", "relcl") for child in head.children):
        return head  # "all of the men", "he who"
    fitting = [word for word in _before(reading, head) if _fits(reading, word, many)]
    subjects = [word for word in fitting if word.dep_ in _SUBJECTS]
    here = [word for word in fitting if word.doc is head.doc and word.sent.start == head.sent.start]
    if head.dep_ in _SUBJECTS:
        own = [word for word in here if word in subjects and not _is_apart(word)]
        return next(iter(own or here or subjects or fitting), head)
    rivals = {child.i for child in head.head.children if child.dep_ in _SUBJECTS}
    rivals |= {child.i for child in head.head.head.children if child.dep_ in _SUBJECTS and head.head.dep_ == "conj"}
    here = [word for word in here if word.i not in rivals]
    return next(iter(here or [word for word in subjects if word.i not in rivals or word.doc is not head.doc]), head)


def _before(reading: Reading, head: Word) -> Iterator[Word]:
    """Yield the words before a pronoun, last first, back to the start of the sentence before its own."""
    doc, start = head.doc, head.sent.start
    yield from reversed(doc.words[start : head.i])
    if start > 0:
        yield from reversed(doc.words[doc[start - 1].sent.start : start])
        return
    before = reading.passage_before(doc)
    if before is not None and len(before.doc):
        yield from reversed(before.doc.words[before.doc.sents[-1].start :])


def _fits(reading: Reading, word: Word, many: bool) -> bool:
    if word.pos_ not in ("NOUN", "PROPN") or word.dep_ in _INSIDE:
        return False
    known = reading.kinds.noun_class(word)
    if many:
        plural = word.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in word.children)
        people = known is not None and known.kind == "people"
        body = known is not None and known.kind in _COLLECTIVE and known.side is not None
        return (people and plural) or body
    if reading.kinds.is_person(word):
        return is_name_head(word)
    return known is not None and known.kind == "people" and word.tag_ == "NN"


def _is_apart(word: Word) -> bool:
    """Tell a subject of what is told inside another clause: "the men who robbed the bank that officers guarded"."""
    return word.head.dep_ in ("relcl", "acl")


def counted_before(reading: Reading, head: Word) -> Word | None:
    """Return the people that "a third" or "another" is one more of, in the sentence or the one before."""
    for word in _before(reading, head):
        known = reading.kinds.noun_class(word)
        people = known is not None and known.kind == "people" and word.dep_ not in _INSIDE
        victim = word.dep_ in ("dobj", "nsubjpass") or (word.dep_ == "nsubj" and not is_passive(word.head))
        if people and (victim or content_head(word.head.head) is word):
            return word
    return None
