"""Mends what is told beside a clause of those it is about: "most of them students", "among them a former minister".

The small parser takes such people for further victims, as it has no clause to hang them on.
"""

from harness.extractors.frames.words import NUMBER_WORDS, word_set
from harness.extractors.parse.constructions import is_passive
from harness.extractors.parse.tree import Tree, Word

_THEM = word_set("them whom which these those")
_SHARES = word_set("most many some half all several none both majority") | NUMBER_WORDS
_PEOPLE_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})
_LONGEST = 20
_WOUNDS = frozenset({"sustained", "suffered", "received"})


def set_apart(doc: Tree) -> None:
    """Hang what a clause says of some of its people on these, in place."""
    for word in doc.words[1:]:
        if word.lower_ == "among":
            _among_them(word)
        elif word.lower_ == "of" and word.i + 1 < len(doc) and doc[word.i + 1].lower_ in _THEM:
            _some_of_them(doc, word.i)
        elif word.lower_ in _WOUNDS and word.tag_ == "VBN" and word.dep_ == "amod" and word.head.i > word.i:
            _wounds_of(word)


def _among_them(among: Word) -> None:
    """Hang the minister of "four were held, among them a minister" on "them"."""
    them = next((child for child in among.children if child.lower_ in _THEM), None)
    verb = among.head
    if them is None or verb.pos_ != "VERB":
        return
    passive = is_passive(verb)
    for child in list(verb.children):
        named = passive or child.left_edge.i == them.i + 1  # "34 drowned, among them eight children"
        if named and child.dep_ in ("dobj", "oprd", "attr") and child.i > them.i:
            child.attach(them, "appos")


def _some_of_them(doc: Tree, of: int) -> None:
    """Hang the aside of "18 people, most of them women and children, died" on its first word, that on the people."""
    first, behind = doc[of - 1], of + 2
    if first.lower_ not in _SHARES and first.tag_ != "CD":
        return
    comma = of - 2
    while comma > 0 and comma > of - 6 and doc[comma].text not in (",", "-", "–", "—", "("):
        comma -= 1
    people = doc[comma - 1]
    if any(word.pos_ in ("VERB", "AUX", "NOUN", "PRON") for word in doc.words[comma + 1 : of - 1]):
        return  # ", her husband stabbed one of them"
    told = behind < len(doc) and doc[behind].pos_ in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP")
    if comma < 1 or not told or people.tag_ not in (*_PEOPLE_TAGS, "CD"):
        return
    end = behind
    while end < len(doc) and end - of < _LONGEST and doc[end].text not in (",", ".", ";", ")", "-", "–", "—"):
        if doc[end].pos_ in ("VERB", "AUX") and doc[end].tag_ != "VBN":
            return  # "one of whom has died since"
        end += 1
    first.attach(people, "aside")
    for word in doc.words[behind:end]:
        if not of - 1 <= word.head.i < end:
            word.attach(first, "aside")


def _wounds_of(verb: Word) -> None:
    """Make a verb of "one guard sustained wounds and was taken away", which the parse takes for a list of nouns."""
    noun, before = verb.head, verb.nbor(-1)
    above, number = noun.head, [child for child in noun.children if child.i < before.i]
    if before.head is not noun or before.tag_ not in _PEOPLE_TAGS or above is noun:
        return
    verb.attach(above, "ccomp")
    noun.attach(verb, "dobj")
    before.attach(verb, "nsubj")
    for word in number:
        word.attach(before)
    verb.tag_ = "VBD"
    verb.pos_ = "VERB"
