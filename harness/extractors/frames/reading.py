"""Articles read once: their sentences with tokens, chunks, links, mentions and attributions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from harness.extractors.frames.appositions import Apposition, appositions
from harness.extractors.frames.attribution import Attribution, attributions
from harness.extractors.frames.capitals import in_capitals, written_small
from harness.extractors.frames.chunking import chunk_sentence
from harness.extractors.frames.chunks import NounPhrase, VerbGroup
from harness.extractors.frames.clause import Clause
from harness.extractors.frames.links import link
from harness.extractors.frames.mentions import Classifier
from harness.extractors.frames.referents import Referents
from harness.extractors.frames.sentences import split_sentences
from harness.extractors.frames.short_forms import short_forms
from harness.extractors.frames.tagging import tag_sentence
from harness.extractors.frames.vocabulary import Vocabulary
from harness.facts import Article, Filler


@dataclass(frozen=True, slots=True)
class Reading:
    """What the rest works on. In sentence i, `attributed[i]` is who says what, `quoting[i]` who speaks in quotes.

    `apposed[i]` are the names and positions that stand beside each other in it.
    """

    article: Article
    clauses: list[Clause]
    referents: Referents
    attributed: list[list[Attribution]]
    quoting: list[Filler | None]
    apposed: list[list[Apposition]]

    def source(self, clause: Clause, token: int) -> Filler | None:
        """Return who asserts what stands at a token of a sentence; None: the article itself."""
        for one in self.attributed[clause.index]:
            if one.start <= token < one.end and one.at >= 0:
                return self.referents.filler(clause, one.speaker)
        if clause.quoted[token]:
            return self.quoting[clause.index]
        return None


def read_articles(articles: Sequence[Article], vocabulary: Vocabulary) -> list[Reading]:
    """Read all of some articles; linear in their length.

    Each step is done for all sentences before the next begins, so that the processor has its code close at hand.
    """
    clauses = _clauses(articles, vocabulary)
    names = [Classifier(vocabulary).run(own) for own in clauses]
    for clause in chain.from_iterable(clauses):
        link(clause, vocabulary)
    apposed = [[list(appositions(clause, vocabulary)) for clause in own] for own in clauses]
    attributed = [[attributions(clause, vocabulary) for clause in own] for own in clauses]
    kinds = vocabulary.kind_of_class
    referents = [Referents(article.text, known) for article, known in zip(articles, names, strict=True)]
    for one, own, beside in zip(referents, clauses, apposed, strict=True):
        _refer(one, own, beside, kinds)
    quoting = [_quoting(*one) for one in zip(clauses, attributed, referents, strict=True)]
    return [*map(Reading, articles, clauses, referents, attributed, quoting, apposed)]


def _clauses(articles: Sequence[Article], vocabulary: Vocabulary) -> list[list[Clause]]:
    """The sentences of each article, their noun phrases of no class yet and nothing linked."""
    split = [split_sentences(article.text, vocabulary.forms) for article in articles]
    sentences = [*chain.from_iterable(split)]
    tokens = [written_small(one.tokens, vocabulary) if in_capitals(one.tokens) else one.tokens for one in sentences]
    tags = [tag_sentence(one, vocabulary) for one in tokens]
    chunks = [chunk_sentence(one, tagged, vocabulary) for one, tagged in zip(tokens, tags, strict=True)]
    forms = [tuple(short_forms(one, tagged)) for one, tagged in zip(tokens, tags, strict=True)]
    read = iter(zip(tokens, tags, chunks, forms, strict=True))  # Each article takes its own off the front.
    return [
        [
            Clause(words, tagged, one.quoted, parts, one.paragraph, index, short)
            for index, (one, (words, tagged, parts, short)) in enumerate(zip(own, read, strict=False))
        ]
        for own in split
    ]


def _refer(
    referents: Referents, clauses: Sequence[Clause], apposed: Sequence[Sequence[Apposition]], kinds: Mapping[str, str]
) -> None:
    """Take in all mentions of an article, and which name stands behind which position."""
    for clause, beside in zip(clauses, apposed, strict=True):
        referents.add(clause, kinds)
        for one in beside:
            position, name = clause.chunks[one.position], clause.chunks[one.name]
            if one.position < one.name and type(position) is NounPhrase and type(name) is NounPhrase:
                referents.explained[position.order] = name


def _quoting(clauses: list[Clause], attributed: list[list[Attribution]], referents: Referents) -> list[Filler | None]:
    """Per sentence who speaks in its quotation marks: whom its paragraph names, else who spoke in the one before."""
    quoting: dict[int, Filler] = {}
    speaking: dict[int, Filler] = {}
    for clause in clauses:
        for one in attributed[clause.index]:
            if type(clause.chunks[one.at]) is VerbGroup:
                filler = referents.filler(clause, one.speaker)
                speaking[clause.paragraph] = filler
                if any(clause.quoted):
                    quoting.setdefault(clause.paragraph, filler)
    return [quoting.get(clause.paragraph) or speaking.get(clause.paragraph - 1) for clause in clauses]
