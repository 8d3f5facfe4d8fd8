"""Who says something by what he does in saying it: condemning, vowing, urging, issuing a statement."""

from collections.abc import Iterator

from harness.extractors.frames.attribution import Attribution
from harness.extractors.frames.chunks import Chunk, NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.vocabulary import Vocabulary
from harness.extractors.frames.words import word_set

DECLARING = word_set(
    "condemn denounce deny reject vow pledge promise urge demand warn accuse announce welcome appeal criticise "
    "criticize declare insist apologise apologize threaten propose deplore hail praise call"
)
DECLARED_FOR = frozenset({"for", "on"})
ISSUING = frozenset({"issue", "release", "publish"})
PAPERS = frozenset({"statement", "communique", "communiqué", "warning", "apology"})
_TELLING = DECLARING | ISSUING
_SKIPPED = frozenset(["R", "I"])


def declarations(clause: Clause, told: list[Attribution], vocabulary: Vocabulary) -> Iterator[Attribution]:
    """Yield who declares something, and what: for statements only, as nothing is quoted that could be attributed."""
    known = {one.at for one in told}
    for verb in clause.verbs:
        if (
            verb.lemma not in _TELLING
            or verb.at in known
            or verb.form != "finite"
            or verb.passive
            or verb.negated
            or not _declares(clause, verb)
        ):
            continue
        speaker = verb.subjects[0] if verb.subjects else None
        if speaker is None or "W" in clause.kinds[max(0, verb.at - 2) : verb.at]:
            continue
        if _speaks(clause, speaker, vocabulary):
            end = next((one.start for one in clause.chunks[verb.at :] if one.kind in (";", ".")), verb.end)
            yield Attribution(verb.end, max(end, verb.end), speaker, verb.at)


def own_day(clause: Clause, verb: VerbGroup) -> Chunk | None:
    """Return the day beside a verb: right before or behind it, or at the beginning; "the attack on Monday" is none."""
    chunks = clause.chunks
    for step in (1, -1):
        at = verb.at + step
        while 0 <= at < len(chunks) and chunks[at].kind in _SKIPPED:
            at += step
        if 0 <= at < len(chunks) and chunks[at].kind == "DATE":
            return chunks[at]
    first = 1 if clause.kinds[0] == "I" else 0
    opens = clause.kinds[first : first + 1] == ["DATE"] and clause.verbs[0] is verb
    return chunks[first] if opens else None


def _declares(clause: Clause, verb: VerbGroup) -> bool:
    if verb.lemma == "call":
        return not DECLARED_FOR.isdisjoint(clause.tokens.lower[verb.end : verb.end + 1])
    if verb.lemma in ISSUING:
        return any(clause.tokens.lower[one.head] in PAPERS for one in verb.objects)
    return verb.lemma in DECLARING


def _speaks(clause: Clause, speaker: NounPhrase, vocabulary: Vocabulary) -> bool:
    """Whether a phrase is a person, a body or an office, and not just "residents"."""
    made = vocabulary.lexicon.classes.get(speaker.noun_class)
    if made is not None:
        return made.kind == "organisation" or made.name == "speakers"
    return not speaker.pronoun and clause.tags[speaker.head] == "P"
