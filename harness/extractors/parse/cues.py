"""Where the frames of the lexicon are announced in a parsed passage.

A cue of several words is a verb with the particles, prepositions and objects that hang on it ("take ... into custody"),
or a noun with its modifiers. Only the phrases whose first word a token is are tried there.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from harness.extractors.frames.inflect import plural
from harness.extractors.frames.lexicon import Frame, Lexicon, Phrase
from harness.extractors.parse.constructions import is_passive
from harness.extractors.parse.names import is_calendar_word
from harness.extractors.parse.tree import Tree, Word, Words

CueKind = Literal["verb", "noun", "adjective"]

_POS: dict[CueKind, list[str]] = {
    "verb": ["VERB", "AUX"],
    "noun": ["NOUN", "PROPN"],
    "adjective": ["ADJ", "VERB", "ADV"],
}


_PARTICLES = frozenset({"in", "up", "off", "down", "out", "over", "on", "away"})
_LIGHT = frozenset({"take", "hold", "fall", "go", "come", "lead", "run", "break", "set", "hit", "turn", "hand", "lose"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A frame announced at `token`; `words` are the indices of all tokens of the cue, the token's own first."""

    frame: Frame
    kind: CueKind
    token: Word
    words: tuple[int, ...]


class _Form(NamedTuple):
    """A phrase behind its first word: of each further word the forms that it may have."""

    kind: CueKind
    frame: Frame
    rest: tuple[frozenset[str], ...]


class CueFinder:
    """Finds the cues of a lexicon's frames; built once, used for every passage."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Sort the phrases by their first word, the longer ones by the next one too."""
        self._words: dict[str, list[_Form]] = defaultdict(list)
        self._phrases: list[_Form] = []
        self._seconds: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        self._adjectives: dict[str, list[Frame]] = defaultdict(list)
        for frame in lexicon.frames:
            kinds: tuple[tuple[CueKind, tuple[Phrase, ...]], ...] = (("verb", frame.verbs), ("noun", frame.nouns))
            for kind, phrases in kinds:
                for phrase in phrases:
                    rest = tuple(frozenset({word, plural(word)}) for word in phrase[1:])
                    if not rest:
                        self._words[phrase[0]].append(_Form(kind, frame, rest))
                        continue
                    for second in rest[0]:
                        self._seconds[phrase[0]][second].append(len(self._phrases))
                    self._phrases.append(_Form(kind, frame, rest))
            for (word,) in frame.adjectives:
                self._adjectives[word].append(frame)

    def find(self, doc: Tree, present: frozenset[str]) -> list[Cue]:
        """Return the cues of a passage in text order; of the cues of one frame at a token the longest.

        `present` are the passage's words in small letters.
        """
        best: dict[tuple[int, str], Cue] = {}
        for cue in self._all(doc, present):
            key = (cue.token.i, cue.frame.name)
            if key not in best or len(best[key].words) < len(cue.words):
                best[key] = cue
        longest: dict[int, int] = {}
        for cue in best.values():
            if cue.kind == "noun":
                longest[cue.token.i] = max(longest.get(cue.token.i, 0), len(cue.words))
        found = [cue for cue in best.values() if cue.kind != "noun" or len(cue.words) == longest[cue.token.i]]
        return sorted(found, key=lambda cue: (cue.token.i, cue.frame.name))

    def _all(self, doc: Tree, present: frozenset[str]) -> Iterator[Cue]:
        for token in doc.words:
            for kind, frame, _ in self._words.get(token.lemma_, ()):
                if (
                    token.pos_ in _POS[kind]
                    and not _is_other_verb(token)
                    and not (kind == "noun" and _describes(token))
                    and not (frame.counted and _is_bare(token))
                ):
                    yield Cue(frame, kind, token, (token.i,))
            seconds = self._seconds.get(token.lemma_)
            told = seconds.keys() & present if seconds is not None else None
            if seconds is not None and told:
                places = sorted({place for second in told for place in seconds[second]})
                yield from _phrases_at(token, [self._phrases[place] for place in places], present)
            for frame in self._adjectives.get(token.lower_, ()):
                if token.pos_ in _POS["adjective"]:
                    yield Cue(frame, "adjective", token, (token.i,))


def _phrases_at(token: Word, forms: Iterable[_Form], present: frozenset[str]) -> Iterator[Cue]:
    """Yield the cues of several words that begin with a word, of those whose second word the passage has."""
    below = None
    for kind, frame, rest in forms:
        if len(rest) > 1 and any(map(present.isdisjoint, rest)):
            continue  # spares the walk below most verbs
        if kind == "noun":
            words = token.doc[token.i : token.i + len(rest) + 1]
            if _follows(words, rest) and not _describes(root := _root(list(words))):
                yield Cue(frame, kind, root, tuple(range(words.start, words.end)))
        elif token.pos_ in _POS["verb"]:
            below = _below(token) if below is None else below
            words_behind = _matching(below, rest)
            if words_behind is not None and not _is_where(frame, token, words_behind):
                yield Cue(frame, kind, token, (token.i, *words_behind))


def _is_other_verb(token: Word) -> bool:
    """Tell a verb that a particle makes another one: to "take up arms" is not to take them."""
    return token.lemma_ in _LIGHT and any(child.dep_ == "prt" for child in token.children)


def _is_where(frame: Frame, verb: Word, behind: list[int]) -> bool:
    """Tell a place from a particle: "taken to hospital in Velden" is not "taken in"."""
    word = verb.doc[behind[0]]
    if len(behind) == 1 and verb.lemma_ == "be" and word.head is not verb:
        return True  # "is behind the killing in Velden"
    if len(behind) > 1 or word.lower_ not in _PARTICLES or word.dep_ != "prep":
        return False
    asked = {route for role in frame.roles for route in role.routes}
    behind_it = [child for child in word.children if child.dep_ == "pobj"]
    if word.lower_ == "on" and "object" in asked and not is_passive(verb):  # "swooped on a house"
        return any(child.dep_ == "dobj" for child in verb.children) or any(map(is_calendar_word, behind_it))
    return word.lower_ not in asked and bool(behind_it)


def _describes(noun: Word) -> bool:
    """Tell a noun that says which other one is meant: "election officials", "protest leaders"."""
    return noun.dep_ == "compound" and noun.head.pos_ in _POS["noun"] and noun.head.i > noun.i


def _is_bare(noun: Word) -> bool:
    """Tell a singular noun that nothing determines: "under fire"."""
    return noun.tag_ == "NN" and not any(
        child.dep_ in ("det", "poss", "nummod", "amod", "compound") for child in noun.children
    )


def _follows(words: Words, rest: tuple[frozenset[str], ...]) -> bool:
    return len(words) > len(rest) and all(word.lower_ in forms for word, forms in zip(words[1:], rest, strict=True))


class _Below(NamedTuple):
    """A word behind a verb that hangs on it, and the other verbs that stand between them in the tree."""

    at: int
    lower: str
    verbs: frozenset[int]


def _below(verb: Word) -> list[_Below]:
    """Return what hangs on a verb at any depth behind it, in text order."""
    found: list[_Below] = []
    above: list[tuple[Word, frozenset[int]]] = [(verb, frozenset())]
    while above:
        head, verbs = above.pop()
        if head.i != verb.i and head.pos_ in _POS["verb"]:
            verbs = verbs | {head.i}
        for child in head.children:
            if child.dep_ == "conj" and any(each.dep_ in ("nsubj", "nsubjpass") for each in child.children):
                continue  # "left two dead and 50 were injured": a clause of its own
            above.append((child, verbs))
            if child.i > verb.i:
                to = child.lower_ == "to" and child.dep_ == "aux"  # it stands before the verb that it hangs on
                found.append(_Below(child.i, child.lower_, verbs - {head.i} if to else verbs))
    return sorted(found)


def _matching(below: list[_Below], rest: tuple[frozenset[str], ...]) -> list[int] | None:
    """Return where the words of a phrase stand, in their order, with no verb that is not theirs above them."""
    found: list[int] = []
    for word in below:
        if word.lower in rest[len(found)] and word.verbs.issubset(found):
            found.append(word.at)
            if len(found) == len(rest):
                return found
    return None


def _root(words: list[Word]) -> Word:
    """The word that the others hang on."""
    indices = {word.i for word in words}
    return next((word for word in words if word.head.i not in indices or word.head is word), words[0])
