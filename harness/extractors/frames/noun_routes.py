"""What stands with a cue noun in its phrase as the filler of a role: its owner, its modifier."""

from harness.extractors.frames.allowed import PEOPLE_OR_NAMES, allowed
from harness.extractors.frames.chunks import NounPhrase
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.cues import Cue
from harness.extractors.frames.lexicon import Role
from harness.extractors.frames.names import head_class
from harness.extractors.frames.stretches import Found
from harness.extractors.frames.vocabulary import Vocabulary

_OWNERS = frozenset(["their", "his", "her", "its", "our", "my"])


def owner(clause: Clause, phrase: NounPhrase, role: Role) -> list[Found]:
    """Return whose the cue noun is: a genitive before it, or "their"."""
    if phrase.possessor:
        return allowed([phrase.possessor], role)
    if "anyone" in role.classes and clause.tokens.lower[phrase.start] in _OWNERS:
        return [Found(None, phrase.start, phrase.start + 1)]
    return []


def modifier(clause: Clause, cue: Cue, phrase: NounPhrase, role: Role, vocabulary: Vocabulary) -> list[Found]:
    """Return a noun before the cue noun within its phrase ("police raid"), by its class or as a name."""
    inside = role.classes.isdisjoint(PEOPLE_OR_NAMES) and not cue.frame.constants.keys().isdisjoint(("kind",))
    for i in range((cue.end - 1 if inside else cue.start) - 1, phrase.first - 1, -1):
        if clause.tags[i] not in "NPA":
            continue
        made = head_class(clause.tokens, phrase.first, i, vocabulary)
        sort = made.name if made else "name" if clause.tags[i] == "P" else ""
        if clause.tokens.lower[i] in vocabulary.lexicon.demonyms:
            sort = "country"
        if sort and sort in role.classes:
            start = i
            while start > phrase.first and clause.tags[start] in "NP" and clause.tags[start - 1] in "NP":
                start -= 1
            return [Found(None, start, i + 1)]
    return []
