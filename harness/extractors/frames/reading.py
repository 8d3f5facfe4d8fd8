"""An article read once: its sentences with tokens, chunks, links, mentions and attributions."""

from dataclasses import dataclass

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


def read_article(article: Article, vocabulary: Vocabulary) -> Reading:
    """Read all of an article; linear in its length."""
    clauses: list[Clause] = []
    for index, sentence in enumerate(split_sentences(article.text, vocabulary.forms)):
        tokens = sentence.tokens
        if in_capitals(tokens):
            tokens = written_small(tokens, vocabulary)
        tags = tag_sentence(tokens, vocabulary)
        chunks = chunk_sentence(tokens, tags, vocabulary)
        forms = tuple(short_forms(tokens, tags))
        clauses.append(Clause(tokens, tags, sentence.quoted, chunks, sentence.paragraph, index, forms))
    names = Classifier(vocabulary).run(clauses)
    referents = Referents(article.text, names)
    apposed: list[list[Apposition]] = []
    for clause in clauses:
        link(clause, vocabulary)
        referents.add(clause, vocabulary.kind_of_class)
        apposed.append(list(appositions(clause, vocabulary)))
        for one in apposed[-1]:
            position, name = clause.chunks[one.position], clause.chunks[one.name]
            if one.position < one.name and type(position) is NounPhrase and type(name) is NounPhrase:
                referents.explained[position.order] = name
    attributed = [attributions(clause, vocabulary) for clause in clauses]
    return Reading(article, clauses, referents, attributed, _quoting(clauses, attributed, referents), apposed)


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
