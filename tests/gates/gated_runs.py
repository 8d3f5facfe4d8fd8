"""Runs over as many articles as they have answers: each has five facts, and letters say which were found ("abd")."""

from collections.abc import Sequence
from dataclasses import replace

from harness.corpora.corpus import Corpus
from harness.facts import Article, Fact, Filler, GoldFact, Span
from harness.matching.match import match
from harness.runs.run import Run
from harness.schema import FactType, Schema, SlotType
from harness.scores.table import score_rows

WORDS = "abcde"
SLOTS = {"name": SlotType("name", ("entity",), "one", key=True), "since": SlotType("since", ("date",))}
SCHEMA = Schema({"alias": FactType("alias", SLOTS)})


def alias(word: str, since: str = "2024") -> Fact:
    at = WORDS.index(word)
    slots = {"name": (Filler(word, None, Span(at, at + 1)),), "since": (Filler(value=since),)}
    return Fact("alias", slots, (Span(at, at + 1),))


def run_of(answers: Sequence[str], since: str = "2024", more: Sequence[Fact] = ()) -> Run:
    """`since` is what was found of every fact's year, 2024 in gold; `more` was found in the first article."""
    ids = [f"a{number:02}" for number in range(len(answers))]
    gold = {one: tuple(GoldFact(word, alias(word)) for word in WORDS) for one in ids}
    found = {one: tuple(alias(word, since) for word in answer) for one, answer in zip(ids, answers, strict=True)}
    found[ids[0]] += tuple(more)
    corpus = Corpus(SCHEMA, tuple(Article(one, WORDS, "3" * 64) for one in ids), gold, "a" * 64)
    matching = match(gold, found, SCHEMA)
    rows = score_rows(matching.outcomes, SCHEMA)
    return Run("run", "facts|run", {}, corpus, found, matching.outcomes, matching.confusions, rows)


def optional(run: Run) -> Run:
    """The same, its gold optional throughout."""
    gold = {one: tuple(replace(fact, optional=True) for fact in facts) for one, facts in run.corpus.gold.items()}
    return replace(run, corpus=replace(run.corpus, gold=gold))
