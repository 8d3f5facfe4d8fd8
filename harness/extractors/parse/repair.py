"""Mends what the small parser regularly gets wrong in news, before anything is read off the parse.

Each repair moves words to the head that the order of the words leaves no doubt about.
"""

import re

from harness.extractors.frames.lexicon import Lexicon
from harness.extractors.frames.words import MONTHS, WEEKDAYS
from harness.extractors.parse.asides import set_apart
from harness.extractors.parse.complements import (
    given_terms,
    riders_shot,
    said_of_object,
    taken_hostage,
    what_is_plotted,
)
from harness.extractors.parse.ellipsis import restore_left_out
from harness.extractors.parse.last_words import say_at_the_end
from harness.extractors.parse.lists import join_lists
from harness.extractors.parse.misread import (
    CHARGED,
    count_behind_month,
    gerund_of_two,
    noun_behind_number,
    participle_before,
    past_before_to,
    preposition_again,
    retag,
    said_of_whom,
    verb_behind_to,
    who_did_it,
)
from harness.extractors.parse.model import PARTICLE
from harness.extractors.parse.tree import Tree, Word

_NOMINAL = frozenset({"nsubj", "nsubjpass", "pobj", "dobj", "pcomp"})
_VERBS = frozenset({"VERB", "AUX"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FINITE = frozenset({"VBD", "VBN", "VBZ", "VBP"})
_LINKING = frozenset({"be", "seem", "appear", "mean", "see", "think", "know", "hope", "fear", "cause"})
_BEHIND_TO = frozenset({"xcomp", "advcl", "acl", "ccomp"})
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_FIRST = frozenset({"near", "outside", "inside", "around"})


def repair(doc: Tree, lexicon: Lexicon) -> Tree:
    """Correct heads and labels of the passage in place, and return it."""
    for token in doc:
        text, tag = token.text, token.tag_
        if "-" in text and text[:1].islower() and token.pos_ != "PROPN" and PARTICLE.match(text):
            token.pos_, token.tag_ = "PROPN", "NNP"
            _name_behind_to(token)
        elif tag == "VBG" and token.dep_ in _NOMINAL and not _has_arguments(token):
            token.pos_, token.lemma_ = "NOUN", token.lower_  # "fighting broke out", "killed by shelling"
        elif (tag == "NNP" and text.islower()) or text in CHARGED:
            retag(token)
        elif tag == "NN" and token.dep_ in _BEHIND_TO:
            verb_behind_to(token)
        elif tag == "VBZ" and token.dep_ in _NOMINAL:
            noun_behind_number(token)
    join_lists(doc)
    restore_left_out(doc)
    set_apart(doc)
    say_at_the_end(doc, lexicon)
    for sentence in doc.sents:
        _preposition_first(sentence[0])
    for token in doc[1:-1]:
        lower, dep, tag, verb = token.lower_, token.dep_, token.tag_, token.pos_ == "VERB"
        if verb and lower in lexicon.modifiers:
            _describe(token)
        elif lower == "on" and token.nbor(-1).lemma_.lower() in lexicon.reporting:
            _date_the_saying(token)
        elif dep == "pobj" and lower in MONTHS:
            _place_before_date(token)
        elif tag == "CD" and token.text.isalpha() and token.head.lower_ in MONTHS and token.i == token.head.i + 1:
            count_behind_month(token)
        elif dep == "conj" and token.pos_ == "ADP":
            preposition_again(token)
        elif dep in ("nmod", "compound") and (lower in MONTHS or lower in WEEKDAYS):
            _subject_behind_date(token)
        elif tag == "VBD" and dep == "conj" and lower.endswith("ed"):
            _share_passive(token)
        elif dep == "conj" and tag in ("NNS", "NNPS") and token.head.lower_ in lexicon.demonyms:
            _share_noun(token)
        if verb and token.lemma_.lower() in lexicon.reporting:
            _date_the_event(token)
        if dep in _SUBJECTS and token.head.dep_ in ("aux", "auxpass"):
            token.attach(token.head.head)  # "14 are missing"
        elif dep == "relcl":
            _who_is_no_thing(token, lexicon)
            if tag == "VB" and token.left_edge.lower_ == "to":
                token.dep_ = "acl"  # "an operation to hunt down the rebels"
        elif lower in ("hostage", "captive", "prisoner") and token.nbor(-1).lower_ == "taken":
            token.attach(token.nbor(-1), "oprd")
        elif dep in ("dobj", "pobj") and lower in ("hostage", "captive", "prisoner"):
            taken_hostage(token)
        elif lower == "shot" and dep == "pobj":
            riders_shot(token)
        elif dep == "dobj" and token.lemma_ in ("sentence", "term"):
            given_terms(token)
        elif dep == "ccomp" and tag in ("JJ", "NN", "NNS"):
            said_of_object(token)
        elif tag == "VB" and dep == "advcl":
            what_is_plotted(token)
        elif tag in _FINITE and (dep == "conj" or _follows(token, lexicon)):
            participle_before(token)
        elif tag == "VBG" and dep == "conj" and token.head.dep_ == "dobj" and token.head.head.tag_ == "VBG":
            gerund_of_two(token)
        elif tag == "VBN" and dep == "ROOT":
            past_before_to(token)
        elif dep == "acl" and tag in ("VBD", "VBN"):
            who_did_it(token)
        elif dep == "ccomp" and token.head.lemma_ == "be":
            said_of_whom(token)
        elif tag == "VBG" and dep in ("advcl", "ccomp", "csubj") and token.left_edge.i < token.i:
            _subject_of_what_follows(token)
        elif tag == "CD" and dep != "nummod" and token.text[:1].isupper() and lower[-1:].isdigit():
            token.pos_, token.tag_ = "PROPN", "NNP"  # "CR-14"
    return doc


def _preposition_first(first: Word) -> None:
    """Make a preposition of the first word in "Near Velden, a mine exploded", which its capital makes a name."""
    if first.lower_ not in _FIRST or first.pos_ != "PROPN" or first.i + 1 >= len(first.doc):
        return
    name = first.nbor() if first.dep_ != "compound" else first.head
    root = first.sent.root
    if name.pos_ != "PROPN" or first.i == root.i or name.i == root.i:
        return
    if name.head.i != first.i:
        for child in list(name.children):
            if child.i > name.i and child.dep_ in ("punct", "appos"):
                child.attach(root)
    first.pos_, first.tag_ = "ADP", "IN"
    first.attach(root, "prep")
    name.attach(first, "pobj")


def _place_before_date(month: Word) -> None:
    """Give the preposition of "in Velden October 21" its place: the date is the verb's."""
    names = [child for child in month.lefts if child.dep_ in ("compound", "nmod") and child.pos_ == "PROPN"]
    if not names or names[-1].i != month.i - 1 or month.head.lower_ not in ("in", "at", "near"):
        return
    place, preposition = names[-1], month.head
    month.attach(preposition.head, "npadvmod")
    place.attach(preposition, "pobj")
    for word in names[:-1]:
        word.attach(place)
    for word in list(month.lefts):
        if word.i < place.i:
            word.attach(place)


def _subject_behind_date(month: Word) -> None:
    """Part the date from the subject in "On 4 March officers stopped a car", which the parse takes for one phrase."""
    noun, first = month.head, month.i
    while first > 0 and month.doc[first - 1].tag_ == "CD":
        first -= 1
    preposition = month.doc[max(0, first - 1)]
    if preposition.pos_ not in ("ADP", "SCONJ") or month.i > noun.i:
        return
    years = [child for child in noun.lefts if child.i == month.i + 1 and _YEAR.match(child.text)]
    if noun.dep_ == "pobj" and noun.head.i == preposition.i:
        verb = next((above for above in preposition.ancestors if above.pos_ in _VERBS), None)
        if verb is None or verb.i < noun.i or any(child.dep_ in _SUBJECTS for child in verb.children):
            return
        years += [child for child in noun.lefts if child.i < month.i]
        noun.attach(verb, "nsubjpass" if any(child.dep_ == "auxpass" for child in verb.children) else "nsubj")
    elif noun.dep_ not in _SUBJECTS or any(preposition.children):
        return
    month.attach(preposition, "pobj")
    for child in years:
        child.attach(month)


def _name_behind_to(name: Word) -> None:
    """Make a name of "al-Velden television" in "remarks to al-Velden television", where `to` asked for a verb."""
    to = next((child for child in name.children if child.lower_ == "to" and child.dep_ == "aux"), None)
    noun = next((child for child in name.children if child.dep_ == "dobj" and child.i == name.i + 1), None)
    if to is not None and noun is not None:
        to.attach(name.head, "prep")
        to.pos_ = "ADP"
        noun.attach(to, "pobj")
        name.attach(noun, "compound")


def _has_arguments(verb: Word) -> bool:
    if verb.dep_ == "pcomp" and any(verb.children):
        return True  # "after colliding with a ship"
    return any(child.dep_ in ("dobj", "aux", "advmod", "prt", "xcomp", "ccomp") for child in verb.children)


def _describe(participle: Word) -> None:
    """Make "masked" describe the noun in "fifteen masked gunmen were killed", not tell who masked whom."""
    number, noun = participle.nbor(-1), participle.nbor()
    if number.tag_ not in ("CD", "DT") or noun.tag_ not in ("NNS", "NN") or noun.head.i != participle.i:
        return
    verb = next((child for child in participle.conjuncts if child.i > noun.i and child.pos_ == "VERB"), None)
    if verb is None:
        return
    above, label = participle.head, participle.dep_
    others = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass") and child.i > noun.i]
    role = others[0].dep_ if others else "nsubj"
    root = above.i == participle.i
    verb.attach(verb if root else above, "ROOT" if root else label)
    noun.attach(verb, role)
    for other in others:
        other.attach(noun, "conj")
    participle.attach(noun, "amod")
    number.attach(noun, "nummod" if number.tag_ == "CD" else "det")


def _date_the_saying(preposition: Word) -> None:
    """Let the day in "said on Friday it had detained ten" date the saying."""
    day = preposition.nbor()
    if day.lower_ in WEEKDAYS or any(child.like_num for child in day.children):
        preposition.attach(preposition.nbor(-1), "prep")


def _date_the_event(saying: Word) -> None:
    """Let the day in "two were killed in Velden, on May 5, the mayor said" date the killing."""
    content = next((child for child in saying.children if child.dep_ == "ccomp" and child.i < saying.i), None)
    speaker = next((child for child in saying.children if child.dep_ == "nsubj" and child.i < saying.i), None)
    if content is None or speaker is None or speaker.i < content.i:
        return
    for child in list(saying.children):
        if child.dep_ in ("prep", "npadvmod") and content.i < child.i < speaker.left_edge.i:
            child.attach(content)


def _subject_of_what_follows(participle: Word) -> None:
    """Give "a boat taking migrants to an island sank" its subject: what follows a participle's phrase is its verb."""
    doc, after = participle.doc, participle.right_edge.i + 1
    subject = next((child for child in participle.lefts if child.dep_ == "nsubj"), None)
    if subject is None or any(child.dep_ == "aux" for child in participle.children) or after >= len(doc):
        return
    verb = doc[after]
    auxiliary = verb.pos_ == "AUX" and verb.head.i > verb.i
    verb = verb.head if auxiliary else verb
    if verb.pos_ != "VERB" or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or verb.is_ancestor(participle):
        return
    if any(child.dep_ in _SUBJECTS for child in verb.children):
        return
    before = [child for child in participle.lefts if child.i < subject.left_edge.i]
    subject.attach(verb, "nsubjpass" if any(child.dep_ == "auxpass" for child in verb.children) else "nsubj")
    for child in before:
        child.attach(verb)
    participle.attach(subject, "acl")


def _who_is_no_thing(verb: Word, lexicon: Lexicon) -> None:
    """Let "who" in "Anna Bell, manager of the mine, who was kidnapped" be the manager."""
    if not any(child.lower_ == "who" for child in verb.children):
        return
    head = verb.head
    known = lexicon.class_of.get(head.lemma_.lower())
    if known is None or known.kind not in ("place", "thing") or head.dep_ != "pobj":
        return
    owner = head.head.head
    while owner.dep_ == "appos" and owner.head.i < owner.i:
        owner = owner.head
    if owner.pos_ in ("NOUN", "PROPN"):
        verb.attach(owner)


def _follows(verb: Word, lexicon: Lexicon) -> bool:
    """Tell "were released" behind "sailors abducted in May" from what somebody said."""
    return verb.dep_ == "ccomp" and verb.head.dep_ == "ROOT" and verb.head.lemma_ not in lexicon.reporting | _LINKING


def _share_passive(participle: Word) -> None:
    """Make "was dragged from his car and stabbed" two passives: a past tense would need a subject or an object."""
    above = participle.head
    passive = any(child.dep_ == "auxpass" for child in above.children)
    if passive and not any(child.dep_ in ("nsubj", "dobj", "aux") for child in participle.children):
        participle.tag_ = "VBN"


def _share_noun(noun: Word) -> None:
    """Let both adjectives of "Norse and Danish guards" describe the guards."""
    first = noun.head
    if first.i > noun.i or noun.left_edge.i <= first.i or noun.i - first.i > 5:
        return
    noun.attach(first.head, first.dep_)
    first.attach(noun, "compound")
