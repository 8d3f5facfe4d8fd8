"""An article -> its facts: frames, roles, aliases, places and statements, merged and in text order."""

from harness.extractors.frames.fill import fill_cue, find_cues
from harness.extractors.frames.reading import read_article
from harness.extractors.frames.vocabulary import Vocabulary
from harness.facts import Article, Fact


def article_facts(article: Article, vocabulary: Vocabulary) -> list[Fact]:
    """Return the facts of an article in the order in which it states them."""
    reading = read_article(article, vocabulary)
    drafts = [
        draft
        for clause in reading.clauses
        for cue in find_cues(clause, vocabulary)
        for draft in fill_cue(clause, cue, reading, vocabulary)
    ]
    return [draft.fact() for draft in drafts]
