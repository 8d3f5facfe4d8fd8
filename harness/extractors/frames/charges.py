"""What people are accused of, told beside them and not beside the verb: "a driver accused of X was acquitted"."""

from harness.extractors.frames.chunks import NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.stretches import Found, stretch
from harness.extractors.frames.words import word_set

_ACCUSING = word_set("accuse charge suspect suspected convict indict")
_BEFORE_CHARGE = frozenset(["of", "with", "for"])
_NEAR = 8


def charge_of(clause: Clause, people: NounPhrase, cue: int) -> Found | None:
    """Return the charge that a participle or a relative clause about people tells; `cue` is the verb of the fact."""
    for verb in clause.verbs:
        if verb.lemma not in _ACCUSING or verb.at == cue or not _is_about(clause, verb, people):
            continue
        behind = clause.chunks[verb.at + 1 : verb.at + 3]
        if len(behind) == 2 and clause.tokens.lower[behind[0].start] in _BEFORE_CHARGE:
            return stretch(clause, behind[1].at, behind[1].start)
    return None


def _is_about(clause: Clause, verb: VerbGroup, people: NounPhrase) -> bool:
    """Whether a verb is said of people in passing: behind "who" or "whom", or as a participle."""
    relative = next((k for k in range(verb.at - 1, max(people.at, verb.at - 4), -1) if clause.kinds[k] == "W"), -1)
    if not 0 < verb.at - people.at < _NEAR + 2 or (relative < 0 and verb.form != "participle"):
        return False
    if people in verb.objects:
        return True
    between = [one for one in clause.verbs if people.at < one.at < verb.at]
    whom = relative > 0 and clause.tokens.lower[clause.chunks[relative].start] == "whom"
    explained = any(people.at + 2 == one.at and clause.kinds[people.at + 1] == "," for one in verb.objects)
    return not between and (whom or explained)
