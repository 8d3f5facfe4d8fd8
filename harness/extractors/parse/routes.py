"""The ways from a cue to the words that fill a role, by the parse: subjects, objects, prepositions, infinitives."""

from collections.abc import Iterator

from harness.extractors.parse.constructions import is_passive, where_of
from harness.extractors.parse.cues import Cue
from harness.extractors.parse.members import along_with, members
from harness.extractors.parse.phrases import count
from harness.extractors.parse.reading import Parsed, Reading
from harness.extractors.parse.tree import Word, Words

_HITTING = frozenset(
    {"hit", "rock", "strike", "rip", "tear", "destroy", "damage", "gut", "engulf", "target", "shake", "sweep"}
)
_BRINGING = frozenset({"bring", "put", "raise", "push", "take", "lift"})
_BLAMING = frozenset({"blame", "pin", "attribute", "ascribe"})
_CONTENT_TAGS = frozenset({"VBG", "NN", "NNS"})
_EXCHANGES = frozenset({"battle", "clash", "firefight", "gunfight", "shootout", "shoot-out", "fire", "fighting"})
_KILLING = frozenset({"kill", "wound", "injure", "shoot", "capture", "hurt"})
_WOUNDED = frozenset({"wound", "injure"})
_SERIES = frozenset({"series", "string", "wave", "spate", "number"})
_EXAMPLES = frozenset({"example", "instance"})
_SMALL_CLAUSE_VERBS = frozenset({"leave", "report", "find", "shoot", "burn", "see", "declare", "bring"})


class Routes:
    """The heads that each route of `harness.extractors.frames.lexicon.Role` leads to, in one passage."""

    def __init__(self, reading: Reading, passage: Parsed) -> None:
        """Keep what every route needs."""
        self._reading = reading
        self._passage = passage
        self._arguments = passage.arguments

    def heads(self, cue: Cue, route: str, support: Word | None) -> Iterator[Word]:
        """Yield the heads that a route of the lexicon leads to, best first; `support` carries a noun cue."""
        token, arguments = cue.token, self._arguments
        if route == "subject":
            yield from self._subjects(cue, support)
        elif route == "object":
            yield from self._objects(cue)
        elif route == "modifier":
            yield from (child for child in token.lefts if child.dep_ in ("compound", "nmod", "amod"))
        elif route == "possessor":
            yield from (child for child in token.children if child.dep_ == "poss")
        elif route == "struck":
            yield from self.hit(token)
        elif route == "main":
            yield from self._main_subjects(token)
        elif route == "purpose":
            for verb in self.infinitives(cue, support):
                yield from arguments.objects(verb)
        elif " " in route:
            yield from self._behind_words(cue, route.split(), support)
        else:
            yield from self._prepositional(cue, route, support)

    def hit(self, noun: Word) -> Iterator[Word]:
        """Yield what a blast or fire told as a noun did harm to: "an explosion rocked a market"."""
        if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.dep_ == "nsubj":
            noun = noun.head.head  # "a series of explosions rocked a market"
        if noun.dep_ == "pobj" and noun.head.dep_ == "agent" and noun.head.head.lemma_ in _HITTING | _KILLING:
            yield from self._arguments.objects(noun.head.head)  # "the town was hit by a bombing"
        if noun.dep_ == "nsubj" and noun.head.lemma_ in _HITTING:
            yield from self._arguments.objects(noun.head)
            yield from (head for name, head in self._arguments.prepositions(noun.head) if name == "through")

    def infinitives(self, cue: Cue, support: Word | None) -> Iterator[Word]:
        """Yield the verb of every "to do ..." behind the cue or its supporting verb."""
        bearers = [cue.token, *([support] if support is not None else [])]
        if cue.kind == "noun" and cue.token.dep_ == "nsubj" and cue.token.head.lemma_ == "be":
            bearers.append(cue.token.head)
        found: dict[int, Word] = {}
        for bearer in bearers:
            for child in bearer.children:
                behind = child.i > bearer.i or child.dep_ == "advcl"
                if behind and child.dep_ in ("xcomp", "advcl", "acl", "ccomp") and _has_to(child):
                    found[child.i] = child
                    for other in child.subtree:  # "to do this, and to do that", wherever the parse hangs the second
                        if other.dep_ == "conj" and _has_to(other) and other.left_edge.nbor(-1).dep_ == "cc":
                            found[other.i] = other
                    found |= {each.i: each for each in child.conjuncts if each.i > child.i and each.pos_ == "VERB"}
        yield from found.values()

    def _objects(self, cue: Cue) -> Iterator[Word]:
        """Objects of the cue's verb and of the other words of its phrase: "tried to arrest X", "cracked down on X"."""
        if cue.kind != "verb":
            return
        own = self._arguments.objects(cue.token)
        if not own and cue.token.dep_ in ("pobj", "nsubj") and cue.token.tag_ == "VBN":
            own = tuple(members(cue.token))  # "among the injured are three guards"
        wounded = cue.token.dep_ == "amod" and cue.token.lemma_ in _WOUNDED and count(cue.token.head) is not None
        if not own and wounded:
            own = (cue.token.head,)  # "taking two wounded men with them"
        if own:
            those = own[0].lower_ == "those" and cue.token.dep_ == "acl"
            yield from (list(members(own[0])) if those else []) or own
            if "along" in self._passage.words or "together" in self._passage.words:
                yield from along_with(cue.token)
            return
        named = {route for role in cue.frame.roles for route in role.routes}
        for index in cue.words[1:]:
            word = self._passage.doc[index]
            if word.pos_ == "VERB":
                yield from self._arguments.objects(word)
            elif index == cue.words[-1] and word.dep_ == "prep" and word.lower_ not in named:
                for noun in word.children:
                    if noun.dep_ == "pobj":
                        yield from (noun, *(each for each in noun.conjuncts if each.i > noun.i))

    def _subjects(self, cue: Cue, support: Word | None) -> Iterator[Word]:
        token, arguments = cue.token, self._arguments
        if cue.kind == "verb":
            states = is_passive(token) and not any("object" in role.routes for role in cue.frame.roles)
            found = arguments.objects(token) if states else arguments.subjects(token)
            befalls = any("object" in role.routes and role.required for role in cue.frame.roles)
            yield from found or ([] if befalls else arguments.preceding(token))
        elif support is not None:
            asked = any(support.lemma_ in role.verbs for role in cue.frame.roles)  # "suffered a fracture"
            if asked or support.lemma_ not in self._reading.lexicon.onlookers:
                yield from arguments.subjects(support)
            else:  # "foiled an attack prepared by a cell"
                for clause in token.children:
                    if clause.dep_ in ("acl", "relcl") and clause.tag_ != "VB" and _carries(clause, self._reading):
                        yield from arguments.subjects(clause)
        elif cue.kind == "adjective":
            yield from self._described(token)
        elif (within := _raid_of(token)) is not None:
            verb = within.head
            if token.lemma_ in _EXCHANGES:  # "killed four militants in a gun battle": they fought it
                yield from arguments.objects(verb) if verb.lemma_ in _KILLING else ()
            elif verb.pos_ == "VERB" and not self._tells_of(verb.lemma_):
                yield from arguments.subjects(verb)  # "killed four in a raid": their raid

    def _tells_of(self, lemma: str) -> bool:
        """Tell verbs whose subject need have no part in a raid: who denies one, or dies in it."""
        lexicon = self._reading.lexicon
        return lemma in lexicon.onlookers or lemma in lexicon.reporting

    def _described(self, adjective: Word) -> Iterator[Word]:
        """Whom an adjective is said of: "two are missing", "left six dead", "two dead men"."""
        own = [child for child in adjective.children if child.dep_ in ("nsubj", "nsubjpass")] or list(
            members(adjective)
        )
        if own:  # "60 passengers who are still missing"
            relative = adjective.dep_ == "relcl"
            yield from (adjective.head if relative and noun.tag_ in ("WP", "WDT") else noun for noun in own)
        elif adjective.dep_ == "dobj" and adjective.head.lemma_ in _SMALL_CLAUSE_VERBS:
            yield from (child for child in adjective.children if child.dep_ == "nummod")  # "reported 11 dead"
        elif adjective.dep_ == "amod":
            if count(adjective.head) is not None:  # "the dead man" tells nothing new
                yield adjective.head
        elif adjective.dep_ in ("acomp", "attr", "conj", "oprd") and is_passive(adjective.head):
            yield from self._arguments.objects(adjective.head)  # "two are feared dead"
        elif adjective.dep_ in ("acomp", "attr", "conj") and adjective.head.pos_ in ("AUX", "VERB"):
            yield from self._arguments.subjects(adjective.head)
        elif adjective.dep_ in ("oprd", "ccomp", "acomp", "advcl") and adjective.head.lemma_ in _SMALL_CLAUSE_VERBS:
            yield from self._arguments.objects(adjective.head)

    def _main_subjects(self, token: Word) -> Iterator[Word]:
        """The subject of the nearest verb above that has one."""
        reporting = {saying.verb.i for saying in self._passage.sayings}
        for verb in token.ancestors:
            if verb.i in reporting:
                return
            if verb.pos_ in ("VERB", "AUX") and (subjects := self._arguments.subjects(verb)):
                yield from subjects
                return

    def _behind_words(self, cue: Cue, words: list[str], support: Word | None) -> Iterator[Word]:
        """What follows the words of a route behind the cue: "accused of X"; a last "doing" asks for a gerund."""
        gerund = words[-1] == "doing"
        words = words[:-1] if gerund else words
        if not self._passage.words.issuperset(words):
            return
        carrier = cue.token.head if _is_subject(cue.token) else cue.token  # "the crash was caused by ice"
        for token in (support or carrier).subtree:
            if token.lower_ != words[0] or token.i <= cue.token.i or token.i + len(words) >= len(token.doc):
                continue
            if [each.lower_ for each in token.doc[token.i : token.i + len(words)]] != words:
                continue
            last, following = token.nbor(len(words) - 1), token.nbor(len(words))
            if gerund:
                verbs = [child for child in last.children if child.dep_ == "pcomp" or child.tag_ == "VBG"]
                verbs = verbs or ([following] if following.tag_ == "VBG" else [])
                for verb in verbs:
                    yield verb
                    yield from (each for each in verb.conjuncts if each.i > verb.i and each.tag_ in _CONTENT_TAGS)
            else:
                again = (child for each in last.children if each.dep_ == "conj" for child in each.children)
                for child in (*last.children, *again):  # "guilty of theft and of arson"
                    if child.dep_ == "pobj":
                        yield from (child, *(each for each in child.conjuncts if each.i > child.i))
                    elif child.dep_ == "pcomp":
                        yield child
                        yield from (each for each in child.conjuncts if each.i > child.i and each.tag_ in _CONTENT_TAGS)

    def _prepositional(self, cue: Cue, preposition: str, support: Word | None) -> Iterator[Word]:
        """Nouns after a preposition of the cue, of its supporting verb, or of the cue's object, in that order."""
        if preposition not in self._passage.words and not (
            preposition in ("in", "at") and "where" in self._passage.words
        ):
            return
        bearers = [cue.token]
        if support is not None:
            bearers.append(support)
        if cue.kind == "noun" and _is_subject(cue.token) and cue.token.head.lemma_ not in _BLAMING:
            bearers.append(cue.token.head)  # "an explosion ripped through a market", "the accident happened at a mine"
        if cue.token.dep_ == "dobj" and cue.token.head.lemma_ in _BRINGING:
            bearers.append(cue.token.head)  # "bringing the toll to 12"
        if cue.kind == "verb":
            bearers += [head for head in self._arguments.objects(cue.token) if head.i > cue.token.i]
            bearers += [self._passage.doc[index] for index in cue.words[1:]]
            bearers += [noun for _, noun in self._arguments.prepositions(cue.token)]  # "into Chad from Niger"
        if cue.kind == "noun" and cue.token.dep_ == "pobj":
            # "an upswing in activity in the north", "activity by recruiters in the north": the place hangs on either
            above = cue.token.head.head
            bearers += [above] if preposition != "of" else []  # not "the trial of officers over deaths"
            bearers += [noun for name, noun in self._arguments.prepositions(cue.token) if name in ("of", "by")]
            bearers += [noun for name, noun in self._arguments.prepositions(above) if name == "by"]
        for bearer in bearers:
            if bearer.i in cue.words and bearer.dep_ == "prep" and bearer.lower_ == preposition:
                yield from (child for child in bearer.children if child.dep_ == "pobj")
            if preposition in ("in", "at") and (place := where_of(bearer)) is not None:
                yield place
            for name, noun in self._arguments.prepositions(bearer):
                if name == preposition and noun.lower_ not in _EXAMPLES:
                    yield noun


def _raid_of(noun: Word) -> Word | None:
    """Return the preposition of "in a raid" and "in a series of raids"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in _SERIES:
        noun = noun.head.head
    return noun.head if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "during") else None


def _is_subject(noun: Word) -> bool:
    return noun.pos_ == "NOUN" and noun.dep_ in ("nsubj", "nsubjpass") and noun.head.pos_ == "VERB"


def _carries(verb: Word, reading: Reading) -> bool:
    lemma = verb.lemma_.lower()
    return lemma in reading.lexicon.plans or lemma in reading.lexicon.supports - reading.lexicon.onlookers


def _has_to(verb: Word) -> bool:
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def clause_words(verb: Word) -> Words:
    """Return the words of a clause from its verb to its end, without coordinated verbs, relative clauses and asides."""
    doc, end = verb.doc, verb.i
    for child in verb.rights:
        if child.dep_ in ("punct", "cc", "conj") or (child.dep_ == "advcl" and child.nbor(-1).is_punct):
            if child.dep_ == "punct" and child.text in ("-", "'", '"', "“", "”"):
                continue
            break
        relative = [token.left_edge.i for token in child.subtree if token.dep_ == "relcl"]
        end = min([child.right_edge.i, *(start - 1 for start in relative)])
        if relative:
            break
    while end > verb.i and (doc[end].is_punct or doc[end].is_space):
        end -= 1
    opened = [word.i for word in doc[verb.i + 1 : end + 1] if word.text in ("(", "[")]
    if opened and not any(word.text in (")", "]") for word in doc[opened[-1] : end + 1]):
        end = opened[-1] - 1  # "of belonging to the Long Name (LN"
    return doc[verb.i : end + 1]
