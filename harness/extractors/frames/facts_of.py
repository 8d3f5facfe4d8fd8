"""Articles -> their facts: frames, roles, aliases, places and statements, merged and in text order."""

from collections.abc import Iterator, Sequence
from itertools import chain

from harness.extractors.frames.anaphora import take_up
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.cues import Cue, find_cues
from harness.extractors.frames.deeds import one_deed_each
from harness.extractors.frames.draft import Draft
from harness.extractors.frames.fill import fill_cue
from harness.extractors.frames.fillers import token_filler
from harness.extractors.frames.place_relations import place_drafts
from harness.extractors.frames.reading import Reading, read_articles
from harness.extractors.frames.repeats import merge_repeats
from harness.extractors.frames.roles import role_drafts
from harness.extractors.frames.statements import statement_drafts
from harness.extractors.frames.vocabulary import Vocabulary
from harness.facts import Article, Fact


def facts_of(articles: Sequence[Article], vocabulary: Vocabulary) -> list[list[Fact]]:
    """Return the facts of each article in the order in which it states them.

    What finds them is asked about all sentences before the next begins, as in `reading`.
    """
    readings = read_articles(articles, vocabulary)
    cues = [[list(find_cues(clause, vocabulary)) for clause in one.clauses] for one in readings]
    told = [
        [_cue_drafts(clause, some, one, vocabulary) for clause, some in zip(one.clauses, own, strict=True)]
        for one, own in zip(readings, cues, strict=True)
    ]
    for find in (role_drafts, place_drafts, statement_drafts, _aliases):
        for one, own in zip(readings, told, strict=True):
            for clause, drafts in zip(one.clauses, own, strict=True):
                drafts += find(clause, one, vocabulary)
    chosen = [[_chosen(drafts, vocabulary) for drafts in own] for own in told]
    return [merge_repeats(draft.fact() for draft in take_up(chain.from_iterable(own))) for own in chosen]


def _cue_drafts(clause: Clause, cues: Sequence[Cue], reading: Reading, vocabulary: Vocabulary) -> list[Draft]:
    drafts: list[Draft] = []
    filled: dict[int, int] = {}  # chunk -> length of the cue that told a fact there: shorter ones tell no other
    covered, of = -1, 1  # last token and words of a longer cue, a part of which tells nothing ("come under attack")
    told: set[tuple[int, str]] = set()  # of two cues that a chunk gives a type, the first in the lexicon tells
    for cue in cues:
        if told and (
            filled.get(cue.at, 0) > cue.words
            or (cue.end - 1 <= covered and cue.words < of)
            or (cue.at, cue.frame.type) in told
            or (cue.at, "") in told
        ):
            continue
        found = fill_cue(clause, cue, reading, vocabulary)
        if found:
            filled[cue.at] = cue.words
            told.add((cue.at, "" if cue.frame.alone else cue.frame.type))
            if cue.words > 1 and cue.end - 1 > covered:
                covered, of = cue.end - 1, cue.words
        drafts += found
    return drafts


def _chosen(drafts: list[Draft], vocabulary: Vocabulary) -> list[Draft]:
    """What a sentence tells, each deed once, in the order of the text."""
    if not drafts:
        return drafts
    drafts = [draft for draft in drafts if draft.goal is None or not _is_shadow(draft, draft.goal, drafts)]
    drafts = one_deed_each(drafts, vocabulary.lexicon.types)
    return sorted(drafts, key=lambda draft: (draft.low, draft.high, draft.type))


def _is_shadow(draft: Draft, goal: tuple[int, int], drafts: list[Draft]) -> bool:
    """Whether a goal is told as a planned fact of its own: who "vows to attack a base" plans an attack."""
    if not draft.phrases:
        return False
    start, end = goal
    return any(
        start <= one.cue < end or start <= one.high - 1 < end
        for one in drafts
        if one.modality == "planned" and one.goal is None
    )


def _aliases(clause: Clause, reading: Reading, _vocabulary: Vocabulary) -> Iterator[Draft]:
    for form in clause.forms:
        draft = Draft(
            "alias", clause, form.short, form.start, form.short + (2 if clause.tags[form.short - 1] == "(" else 1)
        )
        draft.slots["name"] = (token_filler(clause, form.start, form.end, reading),)
        draft.slots["short"] = (token_filler(clause, form.short, form.short + 1, reading),)
        yield draft
