"""Where the frames of the lexicon are announced in a parsed passage.

Every cue of the lexicon becomes a pattern of spaCy's DependencyMatcher: a verb with the particles, prepositions and
objects that belong to it ("take ... into custody"), a noun with its modifiers, an adjective.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from harness.extractors.frames.inflect import plural
from harness.extractors.frames.lexicon import Frame, Lexicon, Phrase

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.vocab import Vocab

CueKind = Literal["verb", "noun", "adjective"]

_POS = {"verb": ["VERB", "AUX"], "noun": ["NOUN", "PROPN"], "adjective": ["ADJ", "VERB", "ADV"]}


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
        """Compile the cues of all frames into one dependency matcher."""
        from spacy.matcher import DependencyMatcher

        self._frames = {frame.name: frame for frame in lexicon.frames}
        self._matcher: DependencyMatcher = DependencyMatcher(vocab)
        for frame in lexicon.frames:
            for kind, phrases in (("verb", frame.verbs), ("noun", frame.nouns), ("adjective", frame.adjectives)):
                patterns = list(_patterns(phrases, kind))
                if patterns:
                    self._matcher.add(f"{kind}:{frame.name}", patterns)

    def find(self, doc: "Doc") -> list[Cue]:
        """Return the cues of a passage in text order; of the cues of one frame at a token the longest."""
        best: dict[tuple[int, str], Cue] = {}
        for name, indices in self._matcher(doc):
            kind, _, frame = doc.vocab.strings[name].partition(":")
            words = [doc[index] for index in indices]
            token = words[0] if kind == "verb" else _root(words)
            if kind == "verb" and not _is_phrase(words):
                continue
            key = (token.i, frame)
            if key not in best or len(best[key].words) < len(indices):
                best[key] = Cue(self._frames[frame], kind, token, tuple(indices))  # type: ignore[arg-type]
        return sorted(best.values(), key=lambda cue: (cue.token.i, cue.frame.name))


def _patterns(phrases: tuple[Phrase, ...], kind: str) -> Iterator[list[dict[str, Any]]]:
    single = sorted({phrase[0] for phrase in phrases if len(phrase) == 1})
    if single:
        yield [{"RIGHT_ID": "0", "RIGHT_ATTRS": {"LEMMA": {"IN": single}, "POS": {"IN": _POS[kind]}}}]
    for phrase in phrases:
        if len(phrase) > 1:
            yield list(_nodes(phrase, kind))


def _nodes(phrase: Phrase, kind: str) -> Iterator[dict[str, Any]]:
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
    verb = words[0]
    if any(left.i >= right.i for left, right in pairwise(words)):
        return False
    for word in words[1:]:
        above = word.head
        while above.i != verb.i:
            if above.pos_ in ("VERB", "AUX") or above.head.i == above.i:
                return False
            above = above.head
    return True
