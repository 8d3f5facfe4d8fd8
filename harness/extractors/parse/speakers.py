"""Who acts where a speaker stands in a cue's phrase: who only says it, whom a spokesman and "it" stand for."""

from collections.abc import Iterable

from harness.extractors.parse.cues import Cue
from harness.extractors.parse.kinds import Kinds
from harness.extractors.parse.reading import Parsed
from harness.extractors.parse.sources import Saying, saying_of
from harness.extractors.parse.tree import Word

_VOICES = frozenset({"spokesman", "spokeswoman", "spokesperson", "representative", "commander"})


def speaks(head: Word, cue: Cue, sayings: Iterable[Saying]) -> bool:
    """Tell who says it, whom the parse puts at the end of a list: "killing two men, a mayor said"."""
    for saying in sayings:
        speaker = saying.speaker
        if speaker is not None and speaker.i >= saying.end > cue.token.i and saying.verb.i > head.i >= speaker.i:
            return head.i == speaker.i or speaker in head.conjuncts
    return False


def spoken_for(head: Word, kinds: Kinds) -> Word:
    """Whom a spokesman speaks for: "a spokesman for the group claimed" tells that the group did it."""
    for noun in head.subtree:
        if noun.lemma_.lower() in _VOICES and noun.i >= head.left_edge.i:
            owners = [pobj for child in noun.children if child.lower_ in ("for", "of") for pobj in child.children]
            owners += [child for child in noun.children if child.dep_ in ("compound", "poss")]
            named = [each for each in owners if each.pos_ == "PROPN" or kinds.noun_class(each)]
            if named:
                return named[0]
    return head


def sayer(head: Word, passage: Parsed, kinds: Kinds) -> Word:
    """Whom "it" means in "the ministry said it would attack", and "they" in "the rebels said they did"."""
    if head.lower_ not in ("it", "they"):
        return head
    saying = saying_of(head, passage.sayings, passage.quoted)
    if saying is None or saying.speaker is None or saying.speaker.i > head.i:
        return head
    known = kinds.noun_class(saying.speaker)
    many = known.side == "armed_group" if known is not None else saying.speaker.pos_ == "PROPN"
    if (head.lower_ == "it" and saying.speaker.tag_ in ("NNS", "NNPS")) or (head.lower_ == "they" and not many):
        return head
    return saying.speaker if saying.covers(head) else head
