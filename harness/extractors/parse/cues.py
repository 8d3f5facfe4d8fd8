"""Where the frames of the lexicon are announced in a parsed passage.

A cue of several words becomes a pattern of spaCy's DependencyMatcher: a verb with the particles, prepositions and
objects that belong to it ("take ... into custody"), a noun with its modifiers.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal, cast

from harness.extractors.frames.inflect import plural
from harness.extractors.frames.lexicon import Frame, Lexicon, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab

CueKind = Literal["verb", "noun", "adjective"]

_POS: dict[CueKind, list[str]] = {
    "verb": ["VERB", "AUX"],
    "noun": ["NOUN", "PROPN"],
    "adjective": ["ADJ", "VERB", "ADV"],
}


@dataclass(frozen=True, slots=True)
class Cue:
    """A frame announced at `token`; `words` are the indices of all tokens of the cue, the token's own first."""

    frame: Frame
    kind: CueKind
    token: "Token"
    words: tuple[int, ...]


class CueFinder:
    """Finds the cues of a lexicon's frames; built once, used for every passage."""

    def __init__(self, lexicon: Lexicon, vocab: "Vocab") -> None:
        """Sort single words by lemma; compile phrases into one dependency matcher for each first word."""
        from spacy.matcher import DependencyMatcher

        self._frames = {frame.name: frame for frame in lexicon.frames}
        self._words: dict[str, list[tuple[CueKind, Frame]]] = defaultdict(list)
        self._phrases: dict[str, DependencyMatcher] = {}
        for frame in lexicon.frames:
            kinds: tuple[tuple[CueKind, tuple[Phrase, ...]], ...] = (
                ("verb", frame.verbs),
                ("noun", frame.nouns),
                ("adjective", frame.adjectives),
            )
            for kind, phrases in kinds:
                for phrase in phrases:
                    if len(phrase) == 1:
                        self._words[phrase[0]].append((kind, frame))
                    else:
                        matcher = self._phrases.setdefault(phrase[0], DependencyMatcher(vocab))
                        matcher.add(f"{kind}:{frame.name}", [list(_nodes(phrase, kind))])

    def find(self, doc: "Doc") -> list[Cue]:
        """Return the cues of a passage in text order; of the cues of one frame at a token the longest."""
        best: dict[tuple[int, str], Cue] = {}
        for cue in (*self._single(doc), *self._several(doc)):
            key = (cue.token.i, cue.frame.name)
            if key not in best or len(best[key].words) < len(cue.words):
                best[key] = cue
        return sorted(best.values(), key=lambda cue: (cue.token.i, cue.frame.name))

    def _single(self, doc: "Doc") -> Iterator[Cue]:
        for token in doc:
            for kind, frame in self._words.get(token.lemma_, ()):
                if token.pos_ in _POS[kind] and kind != "adjective":
                    yield Cue(frame, kind, token, (token.i,))
            for kind, frame in self._words.get(token.lower_, ()):
                if token.pos_ in _POS[kind] and kind == "adjective":
                    yield Cue(frame, kind, token, (token.i,))

    def _several(self, doc: "Doc") -> Iterator[Cue]:
        for first in sorted({token.lemma_ for token in doc} & self._phrases.keys()):
            for name, indices in self._phrases[first](doc):
                kind, _, frame = doc.vocab.strings[name].partition(":")
                words = [doc[index] for index in indices]
                if kind != "verb":
                    yield Cue(self._frames[frame], cast(CueKind, kind), _root(words), tuple(indices))
                elif _is_phrase(words):
                    yield Cue(self._frames[frame], "verb", words[0], tuple(indices))


def _nodes(phrase: Phrase, kind: CueKind) -> Iterator[dict[str, Any]]:
    """The words of a verb phrase hang on the verb, at any depth; those of other phrases follow one another."""
    for index, word in enumerate(phrase):
        attributes: dict[str, Any] = {"LEMMA": word} if index == 0 else {"LOWER": {"IN": sorted({word, plural(word)})}}
        if index == 0:
            yield {"RIGHT_ID": "0", "RIGHT_ATTRS": attributes | ({"POS": {"IN": _POS[kind]}} if kind == "verb" else {})}
        elif kind == "verb":
            yield {"LEFT_ID": "0", "REL_OP": ">>", "RIGHT_ID": str(index), "RIGHT_ATTRS": attributes}
        else:
            yield {"LEFT_ID": str(index - 1), "REL_OP": ".", "RIGHT_ID": str(index), "RIGHT_ATTRS": attributes}


def _root(words: list["Token"]) -> "Token":
    """The word that the others hang on."""
    indices = {word.i for word in words}
    return next((word for word in words if word.head.i not in indices or word.head is word), words[0])


def _is_phrase(words: list["Token"]) -> bool:
    """Tell whether words that hang on a verb follow it in order, with no other verb between it and them."""
    verb, indices = words[0], {word.i for word in words}
    if any(left.i >= right.i for left, right in pairwise(words)):
        return False
    for word in words[1:]:
        above = word.head
        while above.i != verb.i:
            if (above.pos_ in ("VERB", "AUX") and above.i not in indices) or above.head.i == above.i:
                return False
            above = above.head
    return True
