"""What the small pipeline misreads: nouns taken for participles or names, numbers for days, gerunds for things."""

from harness.extractors.frames.inflect import singular
from harness.extractors.parse.tree import Word

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOMINAL = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "conj"})
_TWO_OBJECTS = frozenset({"give", "hand", "grant", "deny", "award", "offer", "pay", "send", "call", "name"})
CHARGED = frozenset({"accused", "convicted", "condemned"})
"""Participles that may stand for people."""


def retag(word: Word) -> None:
    """Make nouns of "accused" in "the accused had planned it", and of small words that are tagged as names."""
    if word.dep_ not in _NOMINAL:
        return
    if word.tag_ in ("VBN", "JJ") and word.text in CHARGED and word.i and word.nbor(-1).lower_ == "the":
        word.pos_, word.tag_, word.lemma_ = "NOUN", "NNS", word.text
    elif word.tag_ == "NNP" and word.text.isalpha():
        word.pos_, word.tag_ = "NOUN", "NN"


def verb_behind_to(word: Word) -> None:
    """Make a verb of "chair" in "is due to chair a meeting": the parse has it so, the tag does not."""
    if any(child.i == word.i - 1 and child.lower_ == "to" and child.dep_ == "aux" for child in word.lefts):
        word.pos_, word.tag_, word.lemma_ = "VERB", "VB", word.lower_


def noun_behind_number(word: Word) -> None:
    """Make a noun of "inmates" in "62 inmates died", which is tagged as a verb."""
    if any(child.dep_ == "nummod" for child in word.lefts):
        word.pos_, word.tag_, word.lemma_ = "NOUN", "NNS", singular(word.lower_)


def past_before_to(verb: Word) -> None:
    """Make a past tense of "a group tried to cross the border": nobody tried the group."""
    labels = {child.dep_ for child in verb.children}
    if "xcomp" in labels and "nsubj" in labels and not labels & {"aux", "auxpass"}:
        verb.tag_ = "VBD"


def who_did_it(participle: Word) -> None:
    """Make the verb of "Masked men stabbed to death a priest": a participle has no object, and a sentence a verb."""
    noun = participle.head
    killed = next((child for child in participle.rights if child.dep_ in ("npadvmod", "dobj")), None)
    doer = noun.head.head if noun.dep_ == "pobj" else noun  # "attackers in a car gunned down a guard"
    if killed is None or participle.i != noun.i + 1 or doer.dep_ != "ROOT" or participle.lemma_ in _TWO_OBJECTS:
        return
    if killed.dep_ == "npadvmod" and killed.left_edge.nbor(-1).lower_ not in ("death", "dead"):
        return
    participle.attach(participle, "ROOT")
    participle.tag_ = "VBD"
    for child in list(doer.children):
        if child.dep_ == "appos":
            child.attach(killed)
        elif child.i > participle.i:
            child.attach(participle)
    doer.attach(participle, "nsubj")
    killed.attach(participle, "dobj")


def count_behind_month(number: Word) -> None:
    """Give the officers their number in "In June five officers died", where the parse has a fifth of June."""
    noun = number.nbor() if number.i + 1 < len(number.doc) else number
    while noun.dep_ in ("compound", "amod", "nmod") and noun.head.i > noun.i:
        noun = noun.head
    if noun.tag_ in ("NNS", "NNPS"):
        number.attach(noun, "nummod")


def gerund_of_two(second: Word) -> None:
    """Make two deeds of "blocking the road and throwing stones at police"."""
    first = second.head.head
    for child in list(first.children):
        if child.i > second.i and child.dep_ == "prep":
            child.attach(second)
    for child in list(second.head.children):
        if child.dep_ == "cc":
            child.attach(first)
    second.attach(first, "conj")


def preposition_again(second: Word) -> None:
    """Join the halves of "guilty of forming a gang and of plotting to kill"."""
    for word in reversed(second.doc.words[second.sent.start : second.i]):
        if word.lower_ == second.lower_ and word.dep_ == "prep":
            second.attach(word, "conj")
            return


def said_of_whom(verb: Word) -> None:
    """Make a relative clause of the end of "It was the gunners, he said, who shelled the village"."""
    be = verb.head
    who = any(child.dep_ == "nsubj" and child.tag_ in ("WP", "WDT") for child in verb.children)
    meant = next((child for child in be.children if child.dep_ == "attr" and child.i < verb.i), None)
    it = any(child.dep_ == "nsubj" and child.lower_ == "it" for child in be.children)
    if who and it and meant is not None:
        verb.attach(meant, "relcl")


def participle_before(verb: Word) -> None:
    """Make a participle of the first verb in "rockets fired from a hill struck a village": nothing joins the two.

    Commas around its phrase set it apart: "the vote, put off since May, is due".
    """
    first = verb.head
    subject = next((child for child in first.children if child.dep_ == "nsubj" and child.i < first.i), None)
    if subject is None or first.tag_ not in ("VBD", "VBN") or verb.i < first.i:
        return
    between = first.doc.words[first.i + 1 : verb.i]
    if first.nbor(-1).text == "," and subject.right_edge.i >= first.i - 2 and between and between[-1].text == ",":
        between = between[:-1]
    joined = any(word.text in (",", ";", "-", "–", ":") or word.dep_ == "cc" for word in between)
    whole = {child.dep_ for child in first.children if child is not verb} & {"dobj", "aux", "auxpass", "ccomp", "mark"}
    if joined or not between or whole or any(child.dep_ == "mark" for child in verb.children):
        return
    if any(child.dep_ in _SUBJECTS for child in verb.children):
        return
    over, label = first.head, first.dep_
    root = over is first
    verb.attach(verb if root else over, "ROOT" if root else label)
    subject.attach(verb, "nsubjpass" if any(child.dep_ == "auxpass" for child in verb.children) else "nsubj")
    for child in list(first.children):
        if child.i < subject.i or child.i > verb.i:
            child.attach(verb)
    first.attach(subject, "acl")
    first.tag_ = "VBN"
