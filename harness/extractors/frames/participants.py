"""Who takes part, of those that a role is filled with: what is counted once, the others of a list, who backs them."""

from collections.abc import Sequence

from harness.extractors.frames.chunks import NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.draft import Draft
from harness.extractors.frames.reading import Reading
from harness.extractors.frames.stretches import Found
from harness.facts import Filler
from harness.normalise.numbers import read_number

_BACKED = frozenset(["back", "support", "accompany", "assist"])
_TOGETHER = frozenset(["crew", "staff", "personnel"])


def each_to(clause: Clause, main: Sequence[Found | None]) -> bool:
    """Return whether each of a list has words of its own with "to": "sentenced four to death and two to life"."""
    behind = [clause.tokens.lower[one.end : one.end + 1] for one in main if one and one.phrase]
    return len(behind) > 1 and all(words == ["to"] for words in behind)


def is_counted(found: Found) -> bool:
    """Return whether a number stands with what was found."""
    return found.phrase is not None and found.phrase.number[1] > found.phrase.number[0]


def backers(clause: Clause, phrase: NounPhrase | None) -> Sequence[NounPhrase]:
    """Return who acts beside those of a phrase: "troops, backed by militiamen, stormed the town"."""
    if phrase is None:
        return ()
    for chunk in clause.chunks[phrase.at + 1 : phrase.at + 3]:
        if type(chunk) is VerbGroup:
            return chunk.subjects if chunk.lemma in _BACKED and chunk.form == "participle" else ()
        if chunk.kind != ",":
            break
    return ()


def others_of(
    draft: Draft, others: Sequence[Found], behind: Sequence[NounPhrase], reading: Reading
) -> tuple[Filler, ...]:
    """Return the fillers of the rest of a list, and of those behind its first, that have words of their own."""
    clause = draft.clause
    found = [one.phrase for one in others if one.phrase]
    phrases = [one for one in (*found, *behind) if not one.negative and not one.pronoun]
    for phrase in phrases:
        draft.reach(phrase.start, phrase.end)
    return tuple(reading.referents.filler(clause, phrase) for phrase in phrases if phrase.first < phrase.end)


def adds_up(clause: Clause, main: Sequence[Found]) -> bool:
    """Return whether the rest of a list says who the first are: "three suspects, two Danes and a Swede"."""
    if len(main) < 3 or main[0].phrase is None or clause.kinds[main[0].phrase.at + 1] != ",":
        return False
    total, *parts = (_many(clause, one.phrase) if one.phrase else 0 for one in main)
    return total > 1 and all(parts) and total == sum(parts)


def _many(clause: Clause, phrase: NounPhrase) -> int:
    """How many a phrase counts in a single word; 0: it does not say."""
    start, end = phrase.number
    if end - start == 1:
        number = read_number(clause.tokens.text[start])
        return int(number.value) if number and number.value else 0
    return int(clause.tokens.lower[phrase.start] in ("a", "an"))


def one_count(clause: Clause, main: Sequence[Found]) -> Sequence[Found]:
    """Return those counted together once: of "72 soldiers and civilians" the soldiers, whose number is that of both."""
    if len(main) != 2 or (first := main[0].phrase) is None or (other := main[1].phrase) is None:
        return main
    many = clause.tokens.lower[other.head].endswith("s") or clause.tokens.lower[other.head] in _TOGETHER
    bare = other.start == other.first and many and first.end + 1 == other.start
    counted = first.number[1] > first.number[0] and first.first < first.end
    return main[:1] if bare and counted and clause.tags[other.head] == "N" and first.noun_class else main
