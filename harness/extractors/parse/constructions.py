"""Who does what to whom, as grammar shows it: dependency patterns, and the arguments they give each verb.

A construction is a path from a verb to one argument. Its role is that of the event, not of the surface: the
subject of a passive, the noun before a reduced relative ("men arrested in May") and an object are all `object`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.matcher import DependencyMatcher
    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab

Attributes = Mapping[str, Any]

_NOUN: Attributes = {"POS": {"IN": ["NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X"]}}
_VERB: Attributes = {"POS": {"IN": ["VERB", "AUX"]}}
_WH: Attributes = {"TAG": {"IN": ["WDT", "WP", "IN"]}}
_OBJECTS = ["dobj", "obj", "dative"]


@dataclass(frozen=True, slots=True)
class Construction:
    """From a verb with the attributes `verb`, step by step over `path`, to the argument in `role`.

    A step is (operator, attributes) in the matcher's own notation: `>` to a child, `<` to the head. `beside` are
    further steps from the verb that must hold too (the relative pronoun that says which role the noun has).
    """

    role: str
    verb: Attributes
    path: tuple[tuple[str, Attributes], ...]
    beside: tuple[tuple[str, Attributes], ...] = ()


CONSTRUCTIONS = (
    Construction("subject", {}, ((">", {"DEP": "nsubj"}),)),
    Construction("object", {}, ((">", {"DEP": {"IN": _OBJECTS}}),)),
    Construction("object", {}, ((">", {"DEP": "nsubjpass"}),)),
    Construction("subject", {}, ((">", {"DEP": "agent"}), (">", {"DEP": "pobj"}))),
    Construction("object", {"TAG": "VBN"}, ((">", {"DEP": "auxpass"}), (">", {"DEP": {"IN": ["attr", "nsubj"]}}))),
    Construction("object", {"DEP": "acl", "TAG": "VBN"}, (("<", _NOUN),)),
    Construction("subject", {"DEP": "acl", "TAG": "VBG"}, (("<", _NOUN),)),
    Construction("subject", {"DEP": "relcl"}, (("<", _NOUN),), ((">", {"DEP": "nsubj", **_WH}),)),
    Construction("object", {"DEP": "relcl"}, (("<", _NOUN),), ((">", {"DEP": "nsubjpass", **_WH}),)),
    Construction("object", {"DEP": "relcl"}, (("<", _NOUN),), ((">", {"DEP": {"IN": _OBJECTS}, **_WH}),)),
    Construction("control", {"DEP": {"IN": ["xcomp", "advcl", "conj"]}}, (("<", _VERB),)),
    Construction("control", {"DEP": "pcomp"}, (("<", {"POS": {"IN": ["ADP", "SCONJ"]}}), ("<", _VERB))),
    Construction("control", {"DEP": "xcomp"}, (("<", {"POS": "ADJ"}), ("<", _VERB))),
)


def argument_matcher(vocab: "Vocab") -> "DependencyMatcher":
    """Return a matcher of all constructions; the name of a match is the index of its construction."""
    from spacy.matcher import DependencyMatcher

    matcher = DependencyMatcher(vocab)
    for index, construction in enumerate(CONSTRUCTIONS):
        nodes: list[dict[str, Any]] = [{"RIGHT_ID": "verb", "RIGHT_ATTRS": {**_VERB, **construction.verb}}]
        left = "verb"
        for step, (operator, attributes) in enumerate(construction.path):
            name = f"step{step}"
            nodes.append({"LEFT_ID": left, "REL_OP": operator, "RIGHT_ID": name, "RIGHT_ATTRS": dict(attributes)})
            left = name
        for step, (operator, attributes) in enumerate(construction.beside):
            name = f"beside{step}"
            nodes.append({"LEFT_ID": "verb", "REL_OP": operator, "RIGHT_ID": name, "RIGHT_ATTRS": dict(attributes)})
        matcher.add(str(index), [nodes])
    return matcher


@dataclass(slots=True)
class Arguments:
    """The arguments of every verb of one parsed passage, with what a verb takes over from the verb that controls it."""

    doc: "Doc"
    found: dict[int, dict[str, list[int]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    @classmethod
    def read(cls, doc: "Doc", matcher: "DependencyMatcher") -> "Arguments":
        """Apply the constructions to a parsed passage."""
        arguments = cls(doc)
        for name, tokens in sorted(matcher(doc), key=lambda match: (int(doc.vocab.strings[match[0]]), match[1])):
            construction = CONSTRUCTIONS[int(doc.vocab.strings[name])]
            target = doc[tokens[len(construction.path)]]
            if construction.role != "control" and target.tag_ in ("WDT", "WP"):
                continue  # the relative pronoun; its noun comes through the construction of relative clauses
            heads = arguments.found[tokens[0]][construction.role]
            if target.i not in heads:
                heads.append(target.i)
        return arguments

    def objects(self, verb: "Token") -> list["Token"]:
        """Return whom the verb befalls, conjuncts included; [] where the sentence does not say."""
        own = self._own(verb, "object")
        if own:
            own += [each for each in verb.children if each.dep_ == "conj" and each.pos_ in ("NOUN", "PROPN", "NUM")]
        elif _bare_participle(verb):
            own = self._own(verb, "subject", passive=True)
        if not own and not is_passive(verb):
            own = _small_clause(verb) or self._shared_object(verb)
        controller = self._controller(verb) if verb.dep_ == "conj" and is_passive(verb) else None
        if not own and controller is not None and (is_passive(controller) or not _bare_participle(verb)):
            own = self.objects(controller) if is_passive(controller) else self.subjects(controller)
        return list(_with_conjuncts(own))

    def _shared_object(self, verb: "Token") -> list["Token"]:
        """Return the object of "shot and wounded two men", which the parse gives to the second verb alone."""
        for other in verb.children:
            if other.dep_ == "conj" and other.pos_ == "VERB" and other.i == verb.i + 2 and other.tag_ == verb.tag_:
                return self._own(other, "object")
        return []

    def subjects(self, verb: "Token", depth: int = 0) -> list["Token"]:
        """Return who does it: the verb's own subject or that of the verb that controls it, conjuncts included."""
        own = self._own(verb, "subject", passive=False if _bare_participle(verb) else None)
        if own:
            return list(_with_conjuncts(own))
        controller = self._controller(verb)
        if controller is None or depth > 5 or is_passive(verb):
            return []
        if (verb.dep_ == "xcomp" or _is_charge(verb)) and (ordered := self._own(controller, "object")):
            return list(_with_conjuncts(ordered))  # "told them to surrender", "jailed them for recruiting"
        if is_passive(controller):
            return self.objects(controller) if verb.dep_ != "advcl" or verb.tag_ == "VBG" else []
        return self.subjects(controller, depth + 1)

    def preceding(self, verb: "Token") -> list["Token"]:
        """Return the noun that precedes a participle without auxiliary, whatever it has to do with it.

        The tagger takes some past tenses for participles ("the men crossed from the north").
        """
        return list(_with_conjuncts(self._own(verb, "subject", passive=True))) if _bare_participle(verb) else []

    def prepositions(self, token: "Token") -> Iterator[tuple[str, "Token"]]:
        """Yield (preposition, its noun or clause) for every prepositional phrase of the token, conjuncts included."""
        for child in token.children:
            if child.dep_ in ("prep", "dative", "agent") and child.pos_ in ("ADP", "SCONJ", "VERB"):
                for noun in child.children:
                    if noun.dep_ in ("pobj", "pcomp"):
                        for each in _with_conjuncts([noun]):
                            yield child.lower_, each
                    elif noun.dep_ == "prep":  # "from across the border"
                        for inner in noun.children:
                            if inner.dep_ == "pobj":
                                yield noun.lower_, inner

    def _own(self, verb: "Token", role: str, passive: bool | None = None) -> list["Token"]:
        heads = [self.doc[i] for i in self.found[verb.i][role]] if verb.i in self.found else []
        if passive is None:
            return heads
        return [head for head in heads if (head.dep_ != "pobj") == passive]

    def _controller(self, verb: "Token") -> "Token | None":
        heads = self._own(verb, "control")
        return heads[0] if heads else None


def _is_charge(verb: "Token") -> bool:
    """Tell a gerund whose doer is the object before it: "accused X of firing", "talked X into leaving"."""
    return verb.dep_ == "pcomp" and verb.head.lower_ in ("for", "of", "from", "into")


def is_passive(verb: "Token") -> bool:
    """Tell whether the verb is a passive participle, with or without its auxiliary."""
    return (
        any(child.dep_ in ("auxpass", "nsubjpass", "agent") for child in verb.children)
        or (verb.dep_ == "acl" and verb.tag_ == "VBN")
        or _bare_participle(verb)
    )


def _bare_participle(verb: "Token") -> bool:
    """Tell a participle that stands alone ("nine detained and one killed"): whoever precedes it, it befell them."""
    return verb.tag_ == "VBN" and not any(child.dep_ in ("aux", "auxpass", "dobj") for child in verb.children)


def _small_clause(verb: "Token") -> list["Token"]:
    """Return the noun in "detained two others wanted over the raid", which the parse may take for a clause's."""
    for clause in verb.children:
        if clause.dep_ == "ccomp" and clause.i > verb.i and clause.tag_ in ("VBN", "VBD"):
            inside = [child for child in clause.children if child.i < clause.i]
            subjects = [child for child in inside if child.dep_ == "nsubj" and child.left_edge.i == verb.i + 1]
            if subjects and not any(child.dep_ in ("aux", "mark") for child in inside):
                return subjects
    return []


def _listed(head: "Token") -> Iterator["Token"]:
    """Yield the items of a list that the parse takes for an apposition: "a grenade, a pistol and knives"."""
    for child in head.children:
        if child.dep_ == "appos" and any(inner.dep_ == "conj" for inner in child.children):
            yield child
            yield from child.conjuncts


def _with_conjuncts(heads: list["Token"]) -> Iterator["Token"]:
    seen: set[int] = set()
    for head in heads:
        for token in (head, *head.conjuncts, *_listed(head)):
            described = token.i != head.i and any(
                child.dep_ == "acl" and child.tag_ == "VBN" for child in token.children
            )
            if token.i not in seen and token.i >= head.i and token.pos_ not in ("VERB", "AUX") and not described:
                seen.add(token.i)
                yield token
