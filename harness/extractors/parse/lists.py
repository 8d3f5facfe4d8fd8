"""Lists that the small parser takes for explanations: "three rifles, a pistol and ten grenades were found".

An explanation between commas comes to as many as what it explains ("two men, a teacher and a driver"); a list does not.
Of what hangs together with the last of a list's nouns the numbers and articles show which is meant.
"""

from harness.extractors.parse.phrases import count
from harness.extractors.parse.tree import Tree, Word

_ONE = frozenset({"a", "an", "another"})
_NOUNS = frozenset({"NOUN", "PROPN"})


def join_lists(doc: Tree) -> None:
    """Hang the nouns of every such list on its first one, in place."""
    for word in doc.words:
        if word.dep_ == "conj" and word.pos_ in _NOUNS:
            _with_the_measured(word)
    for word in doc.words:
        if word.dep_ == "appos" and word.i > word.head.i and word.left_edge.i > 0:
            _not_explained(word)
        elif word.dep_ == "conj" and word.pos_ in _NOUNS and word.head.dep_ != "conj":
            _explained(word)


def _with_the_measured(noun: Word) -> None:
    """Part the guns from the politicians in "a list of politicians and two guns": these have no number."""
    other, of = noun.head, noun.head.head
    if of.lower_ != "of" or other.dep_ != "pobj" or of.head.pos_ not in _NOUNS or noun.i < other.i:
        return
    if any(child.dep_ in ("det", "nummod", "poss", "amod") for child in other.children):
        return
    if _number(noun) is not None and _number(of.head) is not None:
        noun.attach(of.head)


def _explained(noun: Word) -> None:
    """Make an explanation of what comes to as many: "three men, two Danes and a Norwegian, were held"."""
    first, items = noun.head, [noun, *(each for each in noun.conjuncts if each.i > noun.i)]
    if len(items) < 2 or noun.i < first.i or noun.left_edge.i == 0 or noun.left_edge.nbor(-1).text != ",":
        return
    whole, numbers = _number(first), [_number(item) for item in items]
    behind = items[-1].right_edge.i + 1
    closed = behind < len(noun.doc) and noun.doc[behind].text == ","  # not "two coats, a rifle and a bag"
    if (
        whole is not None
        and whole > (1 if closed else 2)
        and None not in numbers
        and whole == sum(each or 0 for each in numbers)
    ):
        noun.attach(first, "explained")


def _not_explained(noun: Word) -> None:
    """Make a list of a noun and its "explanation" where their numbers differ."""
    first = noun.head
    items = [noun, *(each for each in noun.conjuncts if each.i > noun.i)]
    if len(items) < 2 or first.pos_ not in _NOUNS or noun.left_edge.nbor(-1).text != ",":
        return
    numbers = [_number(item) for item in items]
    whole = _number(first)
    if whole is None or numbers[0] is None or None in numbers:
        return
    if whole != sum(number for number in numbers if number is not None):
        noun.attach(first, "conj")
        if noun.pos_ == "ADJ":
            noun.pos_, noun.tag_ = "NOUN", "NN"  # "an auxiliary"


def _number(noun: Word) -> float | None:
    """Return how many a phrase is about; None where its words do not say."""
    if any(child.lower_ in _ONE for child in noun.children):
        return 1
    found = count(noun)
    value = found[1].value if found is not None else None
    return value if isinstance(value, (int, float)) else None
