"""Mends clauses whose verb or auxiliary is left out, as casualties are told: "nine were killed and 15 wounded".

The small parser takes the second participle for one that describes its noun ("15 wounded ones were killed"), and of
"left two dead, three wounded and one missing" finds one. The order of the words says what is meant.
"""

from harness.extractors.frames.words import word_set
from harness.extractors.parse.tree import Tree, Word

_OUTCOMES = word_set("dead killed wounded injured hurt missing unaccounted stranded trapped homeless unhurt unharmed")
_ADJECTIVES = word_set("dead missing unaccounted homeless unhurt unharmed")
_GROUP_TAGS = frozenset({"DT", "CD", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "PRP$", "PDT"})
_GROUP_WORDS = word_set("at least most than of about some around over nearly almost up to only as many more further")
_HOW = frozenset({"RB", "RBR"})
_JOINTS = frozenset({",", "and", "but", "while", ";"})
_SMALL = frozenset({"leave", "with"})
_FOUND = frozenset({"shoot", "find", "burn", "leave", "beat", "stab"})


def restore_left_out(doc: Tree) -> None:
    """Give every participle and adjective of a shortened clause the noun it is said of, in place."""
    words = doc.words
    for word in words[1:]:
        if word.lower_ == "dead" and word.dep_ in ("amod", "compound") and word.nbor(-1).lemma_ in _FOUND:
            word.attach(word.nbor(-1), "oprd")  # "shot dead two smugglers"
        elif word.lower_ in _OUTCOMES and word.dep_ == "amod" and word.tag_ == "VBN" and _is_number_before(word):
            word.dep_ = "acl"  # "losses stood at one dead and five injured"
        elif word.lower_ in _OUTCOMES or word.tag_ == "VBN":
            noun, start = _group_before(word)
            if noun is None or start == 0:
                continue
            before = words[start - 1]
            if before.lower_ == "and" and word.dep_ == "conj" and word.head.lemma_ == "leave":
                _say_of_both(word, noun, before)
                continue
            if word.lower_ in _OUTCOMES and _is_small_clause(before):
                _say_of(word, noun, before)
                for part in words[start : noun.i]:
                    if part.head is word:
                        part.attach(noun)  # the number of "one civilian dead"
            elif before.lower_ in _JOINTS and word.tag_ in ("VBN", "VBD", "JJ") and not _has_clause(word):
                partner = _partner(doc, start - 1)
                if partner is not None and not (partner.lower_ in _ADJECTIVES or word.is_ancestor(partner)):
                    _share_auxiliary(word, noun, partner)


def _is_number_before(word: Word) -> bool:
    return word.head.tag_ == "CD" and word.head.i == word.i - 1


def _group_before(word: Word) -> "tuple[Word | None, int]":
    """Return the head of the noun phrase that ends right before a word (or before its adverb), and where it starts."""
    doc, last = word.doc, word.i - 1
    while last > 0 and doc[last].tag_ in _HOW and doc[last].lower_ not in ("more", "not"):
        last -= 1
    more = doc[last].lower_ in ("more", "others") and last > 0 and doc[last - 1].tag_ in ("CD", "NNS")
    head = doc[last - 1 if more and doc[last].lower_ == "more" else last]
    if head.tag_ not in ("NN", "NNS", "NNP", "CD", "DT", "JJ") or (head.tag_ == "DT" and head.lower_ != "another"):
        return None, 0
    start = head.i
    while start > 0 and (doc[start - 1].tag_ in _GROUP_TAGS or doc[start - 1].lower_ in _GROUP_WORDS):
        start -= 1
    return head, start


def _is_small_clause(before: Word) -> bool:
    """Tell "left" and "with" before what they say of somebody, or the joint behind another such."""
    if before.lemma_ in _SMALL:
        return True
    if before.lower_ not in ("and", ",") or before.i == 0:
        return False
    last = before.nbor(-1)
    last = last.nbor(-1) if last.text == "," and last.i else last
    passive = any(child.dep_ == "auxpass" for child in last.head.children)  # "were shot dead and two wounded"
    said = (last.dep_ == "oprd" and not passive) or any(child.dep_ in ("nsubj", "nsubjpass") for child in last.children)
    return last.lower_ in _OUTCOMES and said


def _say_of_both(word: Word, noun: Word, joint: Word) -> None:
    """Say of the first what is said of the second of "left the suspect and a bystander dead"."""
    first = next((child for child in word.head.children if child.dep_ == "dobj" and child.i < joint.i), None)
    if first is not None and noun.i == word.i - 1 and first.right_edge.i >= joint.i - 1:
        noun.attach(first, "conj")
        word.dep_ = "oprd"


def _say_of(word: Word, noun: Word, before: Word) -> None:
    verb = before if before.lemma_ in _SMALL else before.nbor(-1)
    while verb.i and verb.text == ",":
        verb = verb.nbor(-1)
    label = "oprd" if verb is before else "conj"
    if word.is_ancestor(verb) or noun.is_ancestor(verb):
        return
    word.attach(verb, label)
    if label == "oprd" and verb.pos_ == "VERB" and word.lower_ in _ADJECTIVES:
        noun.attach(verb, "dobj")
        return
    noun.attach(word, "nsubj" if word.lower_ in _ADJECTIVES else "nsubjpass")
    if word.lower_ not in _ADJECTIVES:
        word.pos_, word.tag_ = "VERB", "VBN"
        word.lemma_ = {"killed": "kill", "wounded": "wound", "injured": "injure"}.get(word.lower_, word.lemma_)


def _has_clause(word: Word) -> bool:
    """Tell a participle that is whole: it has its subject, an auxiliary or an object."""
    return any(child.dep_ in ("aux", "auxpass", "dobj", "nsubjpass", "agent", "oprd") for child in word.children)


def _partner(doc: Tree, joint: int) -> Word | None:
    """Return the passive verb before a joint whose auxiliary the participle behind it shares."""
    for word in reversed(doc.words[max(0, joint - 12) : joint]):
        if word.pos_ in ("VERB", "AUX") and word.dep_ not in ("auxpass", "aux"):
            whole = any(child.dep_ in ("auxpass", "nsubjpass") for child in word.children)
            return word if whole and word.tag_ in ("VBN", "VBD") else None
        if word.text in (";", ":", "."):
            return None
    return None


def _share_auxiliary(word: Word, noun: Word, partner: Word) -> None:
    if noun.is_ancestor(partner):
        return
    if word.head is noun or not word.is_ancestor(partner):
        word.attach(partner, "conj")
    noun.attach(word, "nsubjpass")
    word.pos_, word.tag_ = "VERB", "VBN"
