"""Mends "..., the agency reports." and "..., the agency reported on Friday.", where the small parser sees no verb."""

from harness.extractors.frames.lexicon import Lexicon
from harness.extractors.parse.tree import Tree, Word, Words

_LONGEST = 8
_NOUNS = frozenset({"NOUN", "PROPN"})
_DATING = frozenset({"ADP", "PROPN", "NOUN", "DET", "NUM", "PUNCT"})
_OF_PHRASES = frozenset({"DET", "NOUN", "PROPN", "ADJ", "PART"})


def say_at_the_end(doc: Tree, lexicon: Lexicon) -> None:
    """Make a verb of saying of such a word, which tells all that stands before it, in place."""
    for sentence in list(doc.sents):
        last = _last(sentence)
        if last is None or last.lemma_.lower() not in lexicon.reporting:
            continue
        speaker = last.nbor(-1) if last.i > sentence.start else last
        if speaker.pos_ in _NOUNS and speaker.dep_ != "nsubj" and _is_all_that_follows_a_comma(sentence, last):
            _says(last, speaker, sentence.root)


def _last(sentence: Words) -> Word | None:
    """Return the last word if it may be a verb, or the participle before the day at the end."""
    for word in reversed(list(sentence)):
        if word.lower_.endswith("s") and (word.pos_ in _NOUNS or word.tag_ == "VBZ"):
            return word
        if word.dep_ == "acl" and word.tag_ in ("VBN", "VBD"):
            return word
        if word.text[-1:].isalnum() and word.pos_ not in _DATING:
            return None
    return None


def _is_all_that_follows_a_comma(sentence: Words, last: Word) -> bool:
    start = last.i
    while start > sentence.start and last.doc[start - 1].text != ",":
        start -= 1
    phrase = last.doc[start : last.i]
    return 0 < len(phrase) < _LONGEST and start > sentence.start and all(word.pos_ in _OF_PHRASES for word in phrase)


def _says(verb: Word, speaker: Word, told: Word) -> None:
    verb.pos_, verb.tag_ = "VERB", "VBZ" if verb.lower_.endswith("s") else "VBD"
    verb.attach(verb, "ROOT")
    if told is not verb:
        told.attach(verb, "ccomp")
    speaker.attach(verb, "nsubj")
    for child in list(verb.lefts):
        if child.pos_ in _OF_PHRASES and child is not speaker and child.i > verb.i - _LONGEST:
            child.attach(speaker)
