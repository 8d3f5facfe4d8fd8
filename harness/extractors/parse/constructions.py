"""Who does what to whom, as grammar shows it: the arguments that the constructions of English give each verb.

A role is that of the event, not of the surface: the subject of a passive, the noun before a reduced relative ("men
arrested in May") and an object are all objects. Read off the tree by hand and only for verbs that somebody asks about:
spaCy's DependencyMatcher says the same in patterns, at a tenth of what the parse itself costs.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from harness.extractors.parse.tree import Word

_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"})
_VERBS = frozenset({"VERB", "AUX"})
_WH = frozenset({"WDT", "WP", "IN"})
_RELATIVES = frozenset({"WDT", "WP"})
_OWN = frozenset({"DT", "PRP$", "CD"})
_SENDING = frozenset({"send", "deploy", "dispatch", "order"})
_OBJECTS = frozenset({"dobj", "obj", "dative"})


class Own(NamedTuple):
    """What a verb's own clause says, or the noun it describes, without what it shares with other verbs."""

    subjects: list[Word]
    objects: list[Word]
    controller: Word | None


def read(verb: Word) -> Own:
    """Return the arguments that a verb has by its own construction, and the verb that it takes others from."""
    children = list(verb.children)
    before = _labelled(children, "nsubj")
    passive, done = _labelled(children, "nsubjpass"), [child for child in children if child.dep_ in _OBJECTS]
    subjects = [*before, *(noun for by in _labelled(children, "agent") for noun in _labelled(by.children, "pobj"))]
    objects = [*done, *passive]
    if verb.tag_ == "VBN":  # "found in the cellar were two rifles"
        for auxiliary in _labelled(children, "auxpass"):
            objects += [child for child in auxiliary.children if child.dep_ in ("attr", "nsubj")]
    head = verb.head
    if head.pos_ in _NOUNS:
        if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBG"):
            (objects if verb.tag_ == "VBN" else subjects).append(_list_head(head))
        elif verb.dep_ == "relcl" and any(child.tag_ in _WH for child in before):
            subjects.append(head)
        elif verb.dep_ == "relcl" and (
            any(child.tag_ in _WH for child in (*passive, *done))
            or (before and not done and _is_contact(verb, children))
        ):
            objects.append(head)
    return Own(_without_relatives(subjects), _without_relatives(objects), _controller(verb))


def _labelled(tokens: Iterable[Word], label: str) -> list[Word]:
    return [token for token in tokens if token.dep_ == label]


def _without_relatives(heads: list[Word]) -> list[Word]:
    """Leave out relative pronouns: the noun they stand for is an argument itself."""
    return list({head.i: head for head in heads if head.tag_ not in _RELATIVES}.values())


def _list_head(noun: Word) -> Word:
    """Return the first item of the list that a noun is in: "four rifles, a crossbow and computers seized"."""
    above = noun.head
    return above if noun.dep_ == "appos" and any(each.i == noun.i for each in _listed(above)) else noun


def _is_contact(verb: Word, children: list[Word]) -> bool:
    """Tell a relative clause without a pronoun: "the six men it arrested"."""
    return verb.left_edge.tag_ not in ("WDT", "WP", "WRB", "IN") and not any(
        child.dep_ in ("ccomp", "xcomp", "nsubjpass", "acomp", "attr", "mark") for child in children
    )


def _controller(verb: Word) -> Word | None:
    head, above = verb.head, verb.head.head
    takes = verb.dep_ in ("xcomp", "oprd", "advcl", "conj") or (verb.dep_ == "dobj" and head.lemma_ == "do")
    if takes and head.pos_ in _VERBS and head.i != verb.i:
        return head
    over = (verb.dep_ == "pcomp" and head.pos_ in ("ADP", "SCONJ") and head.dep_ != "agent") or (
        verb.dep_ == "xcomp" and head.pos_ == "ADJ"
    )
    return above if over and above.pos_ in _VERBS else None


@dataclass(slots=True)
class Arguments:
    """The arguments of every verb of one parsed passage, with what a verb takes over from the verb that controls it."""

    _read: dict[int, Own] = field(default_factory=dict)
    _known_objects: dict[int, tuple[Word, ...]] = field(default_factory=dict)
    _known_subjects: dict[int, tuple[Word, ...]] = field(default_factory=dict)
    _known_prepositions: dict[int, tuple[tuple[str, Word], ...]] = field(default_factory=dict)

    def objects(self, verb: Word) -> tuple[Word, ...]:
        """Return whom the verb befalls, conjuncts included; () where the sentence does not say."""
        known = self._known_objects.get(verb.i)
        if known is None:
            known = self._known_objects[verb.i] = tuple(self._find_objects(verb))
        return known

    def _find_objects(self, verb: Word) -> Iterator[Word]:
        own = self._objects(verb)
        if own:
            own += [each for each in verb.children if each.dep_ == "conj" and each.pos_ in ("NOUN", "PROPN", "NUM")]
        elif _bare_participle(verb):
            own = self._subjects(verb, agents=False)
        if not own and not is_passive(verb):
            own = _small_clause(verb) or self._shared_object(verb)
        # "believed drowned", "believed to be held"
        shares = verb.dep_ in ("conj", "xcomp") or (verb.dep_ == "oprd" and _bare_participle(verb))
        controller = self._of(verb).controller if shares and is_passive(verb) else None
        if not own and controller is not None and (is_passive(controller) or not _bare_participle(verb)):
            own = list(self.objects(controller) if is_passive(controller) else self.subjects(controller))
        return _with_conjuncts(own, verb)

    def _shared_object(self, verb: Word) -> list[Word]:
        """Return the object of "shot and wounded two men", which the parse gives to the second verb alone."""
        for other in verb.children:
            if other.dep_ == "conj" and other.pos_ == "VERB" and other.i == verb.i + 2 and other.tag_ == verb.tag_:
                return self._objects(other)
        return []

    def subjects(self, verb: Word, depth: int = 0) -> tuple[Word, ...]:
        """Return who does it: the verb's own subject or that of the verb that controls it, conjuncts included."""
        known = self._known_subjects.get(verb.i)
        if known is None or depth:
            known = tuple(self._find_subjects(verb, depth))
            if not depth:
                self._known_subjects[verb.i] = known
        return known

    def _find_subjects(self, verb: Word, depth: int) -> Iterable[Word]:
        own = self._subjects(verb, agents=True if _bare_participle(verb) else None)
        if own:
            return _with_conjuncts(own)
        controller = self._of(verb).controller
        if controller is None or depth > 5 or is_passive(verb):
            return ()
        if (verb.dep_ == "xcomp" or _is_charge(verb)) and (ordered := self._ordered(controller)):
            return _with_conjuncts(ordered)  # "told them to surrender", "jailed them for recruiting"
        if is_passive(controller):
            told = verb.dep_ != "advcl" or verb.tag_ == "VBG" or controller.lemma_ in _SENDING
            return self.objects(controller) if told else ()
        return self.subjects(controller, depth + 1)

    def _ordered(self, controller: Word) -> list[Word]:
        """Whom a verb makes do something: "told them to"; nobody in "spent days looking"."""
        return self._objects(controller) if controller.lemma_ != "spend" else []

    def preceding(self, verb: Word) -> list[Word]:
        """Return the noun that precedes a participle without auxiliary, whatever it has to do with it.

        The tagger takes some past tenses for participles ("the men crossed from the north").
        """
        return list(_with_conjuncts(self._subjects(verb, agents=False))) if _bare_participle(verb) else []

    def prepositions(self, token: Word) -> tuple[tuple[str, Word], ...]:
        """Return (preposition, its noun or clause) for every prepositional phrase of the token, conjuncts included."""
        known = self._known_prepositions.get(token.i)
        if known is None:
            known = self._known_prepositions[token.i] = tuple(_prepositions(token))
        return known

    def _of(self, verb: Word) -> Own:
        known = self._read.get(verb.i)
        if known is None:
            known = self._read[verb.i] = read(verb)
        return known

    def _subjects(self, verb: Word, agents: bool | None = None) -> list[Word]:
        """The own subjects; with `agents` only those with `by`, without only the others."""
        if verb.pos_ not in _VERBS:
            return []
        found = self._of(verb).subjects
        return [head for head in found if agents is None or (head.dep_ == "pobj") == agents]

    def _objects(self, verb: Word) -> list[Word]:
        return list(self._of(verb).objects) if verb.pos_ in _VERBS else []


def _prepositions(token: Word) -> Iterator[tuple[str, Word]]:
    joined = [
        each for child in token.children if child.dep_ == "prep" for each in child.children if each.dep_ == "conj"
    ]
    for child in (*token.children, *joined):  # "guilty of theft and of arson"
        first = child.dep_ in ("prep", "dative", "agent") or (child.dep_ == "conj" and child.head.dep_ == "prep")
        if first and child.pos_ in ("ADP", "SCONJ", "VERB"):
            for noun in child.children:
                if noun.dep_ in ("pobj", "pcomp"):
                    for each in _with_conjuncts([noun]):
                        yield child.lower_, each
                elif noun.dep_ == "prep":  # "from across the border"
                    for inner in noun.children:
                        if inner.dep_ == "pobj":
                            yield noun.lower_, inner


def _is_charge(verb: Word) -> bool:
    """Tell a gerund whose doer is the object before it: "accused X of firing", "talked X into leaving"."""
    return verb.dep_ == "pcomp" and verb.head.lower_ in ("for", "of", "from", "into")


def is_passive(verb: Word) -> bool:
    """Tell whether the verb is a passive participle, with or without its auxiliary."""
    return (
        any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children)
        or (verb.dep_ == "acl" and verb.tag_ == "VBN")
        or _bare_participle(verb)
    )


def where_of(verb: Word) -> Word | None:
    """Return the place that a clause with "where" tells of: "the province, where militants have gathered"."""
    steps = 0
    while verb.dep_ in ("xcomp", "conj", "ccomp") and verb.head.i != verb.i and steps < 3:
        verb, steps = verb.head, steps + 1
    told = verb.dep_ == "relcl" and any(child.lower_ == "where" for child in verb.children)
    return verb.head if told else None


def _bare_participle(verb: Word) -> bool:
    """Tell a participle that stands alone ("nine detained and one killed"): whoever precedes it, it befell them."""
    return verb.tag_ == "VBN" and not any(child.dep_ in ("aux", "auxpass", "dobj") for child in verb.children)


def _small_clause(verb: Word) -> list[Word]:
    """Return the noun in "detained two others wanted over the raid", which the parse may take for a clause's."""
    for clause in verb.children:
        if clause.dep_ == "ccomp" and clause.i > verb.i and clause.tag_ in ("VBN", "VBD"):
            inside = [child for child in clause.children if child.i < clause.i]
            subjects = [child for child in inside if child.dep_ == "nsubj" and child.left_edge.i == verb.i + 1]
            if subjects and not any(child.dep_ in ("aux", "mark") for child in inside):
                return subjects
    return []


def _listed(head: Word) -> Iterator[Word]:
    """Yield the items of a list that the parse takes for an apposition: "a grenade, a pistol and knives".

    A comma behind it closes an apposition: "two men, a teacher and a driver, were killed".
    """
    for child in head.children:
        if child.dep_ == "appos" and child.pos_ == "PROPN" and head.tag_ == "NN":  # "the mayor, X, and two guards"
            yield from (each for each in child.conjuncts if each.i > child.i and each.left_edge.tag_ in _OWN)
        if child.dep_ != "appos" or child.pos_ != "NOUN":
            continue
        last = child.right_edge.i + 1
        closed = last < len(child.doc) and child.doc[last].text in (",", "-", "–", "—", ")")
        several = any(inner.dep_ == "conj" for inner in child.children)
        counted = any(inner.dep_ == "nummod" or inner.lower_ in ("a", "an") for inner in child.children)
        if not closed and (several or (counted and any(inner.dep_ == "nummod" for inner in head.children))):
            yield child
            yield from child.conjuncts


def _with_conjuncts(heads: list[Word], verb: Word | None = None) -> Iterator[Word]:
    """Yield heads and what is named in one breath with them, unless a participle other than `verb` describes it."""
    seen: set[int] = set()
    for head in heads:
        for token in (head, *head.conjuncts, *_listed(head)):
            described = token.i != head.i and any(
                child.dep_ == "acl" and child.tag_ == "VBN" and child != verb for child in token.children
            )
            short = token.text.isupper() and token.i > 0 and token.nbor(-1).lower_ == "or"  # "the Long Name, or LN,"
            if (
                token.i not in seen
                and not short
                and token.i >= head.i
                and token.pos_ not in ("VERB", "AUX")
                and not described
            ):
                seen.add(token.i)
                yield token
