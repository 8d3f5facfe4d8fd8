"""Mends verbs of two objects, and objects of which something is said: "gave four men life sentences"."""

from harness.extractors.parse.tree import Word

_CLAUSAL = frozenset({"say", "think", "believe", "claim", "know", "hope", "fear"})
_PLOTS = frozenset({"plot", "plan", "attempt", "bid", "conspiracy", "effort"})


def said_of_object(word: Word) -> None:
    """Make "seven men" the object of "found seven men guilty", "took 80 people hostage", and no clause's subject."""
    verb, noun = word.head, next((child for child in word.children if child.dep_ == "nsubj"), None)
    if noun is None or noun.i > word.i or noun.left_edge.i != verb.i + 1 or verb.lemma_ in _CLAUSAL:
        return
    if not any(child.dep_ in ("aux", "cop", "mark") for child in word.children):
        noun.attach(verb, "dobj")
        word.attach(verb, "oprd")


def taken_hostage(noun: Word) -> None:
    """Make "took the staff hostage" a taking of the staff."""
    taken = next((child for child in noun.lefts if child.i == noun.i - 1 and child.dep_ == "compound"), None)
    over = noun.head
    if over.lower_ == "of" and over.head.dep_ == "dobj":  # "took dozens of guests hostage"
        over = over.head.head
    if taken is None or over.lemma_ not in ("take", "hold", "seize", "keep"):
        return
    taken.attach(noun.head, noun.dep_)
    for child in list(noun.lefts):
        child.attach(taken)
    noun.attach(over, "oprd")


def given_terms(noun: Word) -> None:
    """Part the men from the terms in "gave four men life sentences"."""
    given = next((child for child in noun.lefts if child.dep_ == "compound" and child.tag_ == "NNS"), None)
    if given is None or noun.head.lemma_ not in ("give", "hand", "impose"):
        return
    for child in list(noun.lefts):
        if child.i < given.i:
            child.attach(given)
    given.attach(noun.head, "dative")


def what_is_plotted(verb: Word) -> None:
    """Let "to blow up the bridge" in "foiled a plot to blow up the bridge" be the plot, not what it was foiled for."""
    before = verb.left_edge.i - 1
    noun = verb.doc[before] if before > 0 else verb
    if noun.lemma_ in _PLOTS and noun.head is verb.head and noun.dep_ == "dobj":
        verb.attach(noun, "acl")


def riders_shot(shot: Word) -> None:
    """Make a verb of "shot" in "gunmen on a motorcycle shot dead two guards" and "two men in a car shot at a judge"."""
    ridden, ahead, by = shot.nbor(-1), shot.nbor(), shot.head
    riders = by.head
    if ridden.head is not shot or ridden.dep_ != "compound" or ahead.lower_ not in ("dead", "at") or riders is by:
        return
    dead = ahead.lower_ == "dead"
    over = riders.head if dead and riders.head in (ahead, _behind(ahead)) else riders
    clause = over.head is over or (dead and over.dep_ in ("ccomp", "conj", "parataxis"))
    if not clause or (dead and over is riders):
        return  # only where "dead", whom they shot or the riders stand for the verb that is missing
    ridden.attach(by, "pobj")
    for child in list(shot.lefts):
        child.attach(ridden)
    top = over.head is over
    shot.attach(shot if top else over.head, "ROOT" if top else over.dep_)
    shot.pos_, shot.tag_, shot.lemma_ = "VERB", "VBD", "shoot"
    killed = over if dead and over is not ahead else None
    for child in list(over.children):
        own = killed is not None and (ahead.i < child.i < killed.i or child.dep_ == "appos")
        if (child.i > shot.i or dead) and not own:
            child.attach(shot)
    if killed is not None:
        killed.attach(shot, "dobj")
    if dead:
        ahead.attach(shot, "oprd")
    riders.attach(shot, "nsubj")


def _behind(word: Word) -> Word | None:
    """Return the noun whose phrase begins right behind a word."""
    noun = word.nbor()
    while noun.head.i > noun.i and noun.dep_ in ("det", "amod", "compound", "nummod", "nmod", "poss"):
        noun = noun.head
    return noun if noun.pos_ == "NOUN" else None
