"""What the small pipeline misreads: nouns taken for participles or names, numbers for days, gerunds for things."""

from harness.extractors.parse.tree import Word

_NOMINAL = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "conj"})
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
