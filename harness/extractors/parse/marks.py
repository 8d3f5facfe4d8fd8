"""Slots with a value of the schema's that a word near the cue tells: "a growing presence"."""

from collections.abc import Iterator

from harness.extractors.parse.cues import Cue
from harness.extractors.parse.filled import Filled

_STATIONS = frozenset({"station", "tanker", "pump", "depot"})
"""What a "petrol station" is looted of is no petrol bomb."""


def marked(cue: Cue, filled: Filled) -> Iterator[tuple[str, str]]:
    """Yield (slot, value) by the words in or above a cue noun's phrase, said of it, or of who and what take part."""
    if not cue.frame.marks:
        return
    words = [cue.token, *cue.token.lefts]
    if cue.kind == "verb":
        behind = [token for token in cue.token.subtree if token.i > cue.token.i]
        words = [cue.token, *behind, *(token for token in cue.token.subtree if token.i < cue.token.i)]
    noun = cue.token
    while noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN":
        noun = noun.head.head
        words += [noun, *noun.lefts]
    if noun.dep_ in ("nsubj", "nsubjpass"):
        words += [noun.head, *(child for child in noun.head.children if child.dep_ in ("acomp", "attr", "advmod"))]
    for heads in filled.heads.values():
        for head in heads:
            states = [child for child in head.children if child.dep_ == "acl" and child.tag_ in ("VBN", "VBG")]
            words += [head, *head.lefts, *(word for state in states for word in state.subtree)]
    words = [word for word in words if word.head.lemma_ not in _STATIONS]
    for slot, values in cue.frame.marks.items():
        for word in words:
            value = values.get(word.lower_) or values.get(word.lemma_.lower())
            if value is not None:
                yield slot, value
                break
