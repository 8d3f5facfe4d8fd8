"""Whether an event is told as done, planned, doubted or denied, by the words around its cue."""

from harness.extractors.frames.lexicon import Lexicon
from harness.extractors.frames.words import word_set
from harness.extractors.parse.tree import Word
from harness.facts import Modality, Polarity

_FOUNDED = word_set("set establish create form found")
"""Verbs whose purpose is told as a fact: a group is set up to do what it does."""
_TRIED = word_set(
    "try attempt begin start continue manage help seem appear happen come go have used "
    "gather assemble congregate converge"
)
CAUSING = word_set("cause lead make let send force see watch hear")
"""Verbs whose infinitive tells what came of it: "caused the bridge to collapse"."""
SENDING = frozenset({"send", "deploy", "dispatch", "mobilise", "mobilize", "scramble"})
SEARCHING = word_set("hunt search comb look scour sweep pursue track patrol flush chase")
"""What troops that are sent to do it are taken to do."""
_DEMANDS = frozenset({"demand", "seek", "request", "await"})
_FUTURE = frozenset({"will", "would", "shall", "'ll"})
_DUE = frozenset({"due", "set"})
_CONDITIONS = frozenset({"if", "unless", "lest", "whether"})
_WISHES = frozenset({"should", "must", "ought"})
_NOTHING = frozenset({"no", "neither", "nobody", "none"})


def modality(cue: Word, support: Word | None, lexicon: Lexicon) -> Modality | None:
    """Return the modality of an event announced at `cue` (or at its supporting verb); None if it is not asserted.

    Not asserted are conditions ("if they attack"), wishes, purposes ("to arrest them") and orders.
    """
    verb = support or cue
    granted = support is None and cue.pos_ == "NOUN" and any(child.dep_ == "poss" for child in cue.children)
    if (
        (not granted and any(_is_condition(token) for token in _upwards(verb)))
        or _is_alternative(verb)
        or (verb.tag_ == "VB" and _is_imperative(verb))
    ):
        return None
    if support is None and cue.pos_ in ("NOUN", "PROPN"):
        if is_ahead(cue):
            return "planned"
        over = _over(cue)
        if over is not None and _is_infinitive(over):
            told = modality(over, None, lexicon)
            if told in (None, "planned"):
                return told  # "vowed to press ahead with the raids", "to counter the raids"
        if cue.dep_ in ("nsubj", "nsubjpass") and _children(cue.head) & _FUTURE:
            return "planned"  # "the trial will open in May"
        if cue.dep_ in ("nsubj", "nsubjpass") and _is_due(cue.head, lexicon):
            return "planned"  # "the trial is due to open in May"
        if over is not None and cue.dep_ == "pobj" and cue.head.lower_ in ("in", "at") and _children(over) & _FUTURE:
            return "planned"  # "they will meet in a session on Monday"
        if over is not None and over.lemma_ in _DEMANDS and cue.dep_ == "dobj":
            return None  # "prosecutors demanded a life sentence"
    found: Modality = "actual"
    for token in dict.fromkeys((cue, verb)):
        if _children(token) & lexicon.hedges:
            found = "claimed"
        if token.pos_ in ("VERB", "AUX") and _children(token) & _FUTURE:
            if {"would", "have"} <= _children(token):
                return None  # "otherwise we would not have lost them"
            found = "planned"
        if token.pos_ in ("VERB", "AUX") and (_children(token) & _WISHES or _came_before(token)):
            return None
    if (verb.lemma_.lower() in lexicon.plans or verb.lemma_ == "call") and verb is not cue:
        return "planned"
    if any(child.dep_ == "amod" and child.lemma_.lower() in lexicon.plans for child in cue.children):
        return "planned"
    above = _governor(verb)
    if above is not None:
        if _is_infinitive(verb) or (verb.tag_ == "VB" and above.lemma_ in CAUSING):
            return _of_infinitive(verb, above, lexicon, found)
        if verb.dep_ == "xcomp" and _is_gerund(verb) and above.lemma_ == "deny":
            return "claimed"
        if verb.dep_ == "pcomp" and above.lemma_ in ("accuse", "suspect", "blame"):
            return "claimed"
        told_of = verb.dep_ != "advcl" or not any(child.dep_ in ("mark", "advmod") for child in verb.children)
        if (told_of and {above.lemma_.lower(), above.lower_} & lexicon.hedges) or (
            above.pos_ == "NOUN" and above.lemma_.lower() in lexicon.reporting
        ):
            return "claimed"
    return found


def polarity(cue: Word, support: Word | None, arguments: list[Word], lexicon: Lexicon) -> Polarity:
    """Return whether the event is denied: `not`, `no officers`, "failed to", "foiled an attack"."""
    verb = support or cue
    negated = any(child.dep_ == "neg" for token in {cue, verb} for child in token.children)
    negated ^= any(_denies(token) for token in dict.fromkeys((cue, *arguments)))
    gerund = verb.dep_ == "pcomp" or (verb.dep_ == "xcomp" and _is_gerund(verb))  # "denied killing civilians"
    above = _governor(verb) if _is_infinitive(verb) or gerund else None
    if above is not None and above.lemma_.lower() in lexicon.denials:
        negated = not negated
    attempt = verb.head if verb.dep_ == "acl" and _is_infinitive(verb) else None
    if attempt is not None and attempt.dep_ in ("dobj", "nsubjpass") and attempt.head.lemma_.lower() in lexicon.denials:
        negated = not negated  # "an attempt to blow up the bridge was foiled"
    if support is not None and support.lemma_.lower() in lexicon.denials:
        negated = not negated
    return "negative" if negated else "positive"


def _is_gerund(verb: Word) -> bool:
    """Tell "denied killing" and "denied having killed"."""
    return verb.tag_ == "VBG" or any(child.lower_ in ("having", "being") for child in verb.children)


def _is_due(verb: Word, lexicon: Lexicon) -> bool:
    words = (verb, *(child for child in verb.children if child.dep_ in ("acomp", "oprd")))
    return verb.tag_ != "VBG" and any(word.lower_ in _DUE or word.lemma_.lower() in lexicon.plans for word in words)


def _over(noun: Word) -> Word | None:
    """The verb that a noun is an object of, with a preposition or without."""
    if noun.dep_ == "dobj":
        return noun.head
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep":
        noun = noun.head.head
    return noun if noun.pos_ == "VERB" else None


def is_ahead(noun: Word) -> bool:
    """Tell an event that is still to come: "ahead of the election", "in the run-up to the election"."""
    before = noun.doc[max(0, noun.left_edge.i - 4) : noun.left_edge.i].text.lower()
    return noun.dep_ == "pobj" and before.endswith(("ahead of", "up to", "upcoming", "coming", "before"))


def _denies(noun: Word) -> bool:
    if noun.left_edge.lower_ == "not":
        return True  # "not a single man"
    while noun.dep_ == "conj" and any(child.lower_ in ("or", "nor") for child in noun.head.children):
        noun = noun.head  # "no injuries or deaths"
    return any(child.dep_ == "det" and child.lower_ in _NOTHING for child in noun.children) or noun.lower_ in _NOTHING


def _of_infinitive(verb: Word, above: Word, lexicon: Lexicon, found: Modality) -> Modality | None:
    lemma = above.lemma_.lower()
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    if verb.dep_ in ("xcomp", "ccomp") or above.pos_ in ("ADJ", "NOUN"):
        if lemma in lexicon.plans or lemma in ("about", "ready", "set", "due", "plan", "intention", "plot"):
            return "planned"
        if {lemma, above.lower_} & lexicon.hedges or lemma in ("say", "report", "suspect", "think"):
            return "claimed"
        if lemma == "be":
            return "planned"  # "they are to meet on Monday"
        if lemma in _TRIED or lemma in CAUSING or lemma in lexicon.denials:
            return found
    return found if lemma in _FOUNDED or (lemma in SENDING and verb.lemma_ in SEARCHING) else None


def _is_infinitive(verb: Word) -> bool:
    if verb.tag_ == "VB" and verb.dep_ == "conj" and not any(child.dep_ == "aux" for child in verb.children):
        return _is_infinitive(verb.head)  # "planned to seize and attack"
    return verb.tag_ in ("VB", "VBG") and any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def _came_before(verb: Word) -> bool:
    """Tell what something else forestalled: "before she could detonate her vest"."""
    words = {child.lower_ for child in verb.children if child.dep_ in ("aux", "mark", "prep", "advmod")}
    before = "before" in words or (verb.dep_ == "pcomp" and verb.head.lower_ == "before")
    return before and bool(words & {"could", "can"})


def _is_alternative(verb: Word) -> bool:
    """Tell what was not done: "rather than surrender", "instead of fleeing", "without firing"."""
    first = verb.left_edge.i
    return (
        (verb.dep_ == "pcomp" and verb.head.lower_ == "without")
        or any(verb.doc[i - 1].lower_ == "than" for i in {first, verb.i} if i > 0)
        or (any(child.lower_ in ("than", "instead") for child in verb.children))
        or (verb.dep_ == "pcomp" and verb.head.head.lower_ in ("instead", "rather"))
    )


def _is_imperative(verb: Word) -> bool:
    return verb.dep_ == "ROOT" and not any(child.dep_ in ("aux", "nsubj", "nsubjpass") for child in verb.children)


def _governor(verb: Word) -> Word | None:
    head = verb.head
    if verb.dep_ == "conj" and head.i != verb.i and head.pos_ in ("VERB", "AUX") and verb.tag_ == head.tag_:
        return _governor(head)
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "acl") or (verb.dep_ in ("oprd", "acomp") and verb.pos_ == "ADJ"):
        return head
    return head.head if verb.dep_ == "pcomp" else None


def _is_condition(token: Word) -> bool:
    return token.dep_ in ("advcl", "ccomp") and (
        bool({child.lower_ for child in token.children if child.dep_ == "mark"} & _CONDITIONS)
        or any(child.dep_ == "aux" and child.text == "Had" for child in token.children)
    )


def _upwards(token: Word) -> list[Word]:
    path = [token]
    while path[-1].head.i != path[-1].i and len(path) < 12:
        path.append(path[-1].head)
    return path


def _children(token: Word) -> set[str]:
    return {child.lower_ for child in token.children if child.dep_ in ("aux", "advmod", "amod", "auxpass")}
