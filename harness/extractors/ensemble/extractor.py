"""Facts that several extractors find together: each reads the articles, and what they find is put to the vote."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

from harness.corpora.corpus import Corpus
from harness.corpora.load import load_schema
from harness.errors import ExtractorError
from harness.extractors.ensemble.voting import How, Precision, Rule, elect
from harness.extractors.ensemble.weights import read_weights
from harness.extractors.protocol import Extractor
from harness.extractors.thresholds import read_thresholds
from harness.facts import Article, Fact
from harness.scores.measures import Reading

if TYPE_CHECKING:
    from harness.runs.run import Trouble
    from harness.runs.usage import Usage

LONGEST_BATCH = 1_000_000
"""Code points that a batch is closed at, however few its articles."""


class EnsembleExtractor:
    """Lets its members read the articles and returns what `how` elects of their facts (`voting.py` beside this file).

    `members` are extractors by name; where they agree equally, the earlier one's words are kept. `schema` is the file
    of the fact types. `votes` is for `how: vote`: how many members a fact needs (2), or which share of them (0.5).
    `weights`, `reading` and `smoothing` are for `stacking`: a file that `python -m harness.extractors.ensemble
    weights` wrote, whether its strict or its lenient precisions count, and how many facts the prior is worth (above
    0). Facts of less confidence than `threshold`, one for all types or one a type, are left out. Members are given
    `batch_size` articles at a time, so memory grows with it; each article is read once by each member.

    A member that fails on an article has no vote there, and neither counts among those that answered; it is reported.
    Raises ConfigError, InputErrors or ExtractorError for options that cannot be used.
    """

    made_of = ("members",)

    def __init__(
        self,
        members: Mapping[str, Extractor],
        schema: str | Path,
        how: How = "vote",
        votes: int | float = 2,
        weights: str | Path | None = None,
        reading: Reading = "lenient",
        smoothing: float = 2.0,
        threshold: float | Mapping[str, float] = 0.0,
        batch_size: int = 32,
    ) -> None:
        """Read the schema and the weights; only then ask for the members, which may have models to load."""
        if wrong := list(_wrong(how, votes, len(members), weights, smoothing, batch_size)):
            raise ExtractorError("; ".join(wrong))
        self._schema = load_schema(Path(schema))
        precision = _precision(weights, list(members), reading, smoothing) if how == "stacking" and weights else None
        self._rule = Rule(how, votes, precision) if precision else Rule(how, votes)
        self._thresholds = read_thresholds("threshold", threshold, self._schema)
        self._batch_size = batch_size
        self.members = dict(members)
        self._troubles: list[Trouble] = []
        # What decides an extractor's results decides the ensemble's; so does the order of the members.
        self.identity = _identity(self.members)
        self.slow = any(getattr(member, "slow", False) is True for member in members.values())

    def extract(self, articles: Iterable[Article]) -> Iterator[Sequence[Fact]]:
        """Yield the facts of each article, in the order of the text."""
        for batch in _batches(articles, self._batch_size):
            answers: dict[str, dict[str, Sequence[Fact]]] = {article.id: {} for article in batch}
            for name, member in self.members.items():
                for at, facts in self._ask(name, member, batch).items():
                    answers[at][name] = facts
            for article in batch:
                yield self._thresholds.kept(elect(answers[article.id], self._rule, self._schema, article.published))

    def drain_troubles(self) -> "Sequence[Trouble]":
        """What went wrong in the members since the last call."""
        troubles, self._troubles = self._troubles, []
        return troubles

    def usage(self) -> "Usage | None":
        """Return what the members took from language models together, None if none did."""
        from harness.runs.usage import Usage

        told = [member.usage() for member in self.members.values() if hasattr(member, "usage")]
        took = [one for one in told if isinstance(one, Usage)]
        return reduce(Usage.beside, took) if took else None

    def _ask(self, name: str, member: Extractor, batch: Sequence[Article]) -> Mapping[str, Sequence[Fact]]:
        """Return what a member found, by the articles that it answered for."""
        from harness.runs.execute import run_extractor
        from harness.runs.run import Trouble

        corpus = Corpus(self._schema, tuple(batch), {article.id: () for article in batch}, "")
        found, troubles = run_extractor(member, corpus)
        self._troubles += [Trouble(one.article, one.kind, f"{name}: {one.message}") for one in troubles]
        failed = {one.article for one in troubles if one.kind in ("error", "timeout") and not found[one.article]}
        return {article: facts for article, facts in found.items() if article not in failed}


def _wrong(
    how: How, votes: float, members: int, weights: str | Path | None, smoothing: float, batch_size: int
) -> Iterator[str]:
    """What is wrong with the options themselves, whatever stands in the files that they name."""
    if not members:
        yield "an ensemble needs members: defaults: [/extractor@members.<name>: <extractor>, ...]"
    if batch_size < 1:
        yield f"batch_size={batch_size}: it must be at least 1"
    enough = 1 <= votes <= members if isinstance(votes, int) else 0 < votes <= 1
    if how == "vote" and members and (isinstance(votes, bool) or not enough):
        yield (
            f"votes={votes}: how many of the {members} members must find a fact (1 to {members}), or which share of "
            "them (0.5: half)"
        )
    if how == "stacking" and not 0 < smoothing < inf:
        yield f"smoothing={smoothing}: it must be a number above 0"
    if how == "stacking" and not weights:
        yield (
            "stacking needs weights=<file>; write one from scored runs of the members: "
            "python -m harness.extractors.ensemble weights <run folder>... to=<file>"
        )


def _precision(weights: str | Path, members: Sequence[str], reading: Reading, smoothing: float) -> Precision:
    """Return what to believe each member of each type."""
    records = read_weights(Path(weights), members).members
    return lambda member, kind: records[member].precision(kind, reading, smoothing)


def _identity(members: Mapping[str, Extractor]) -> str:
    from harness.runs.describe import describe

    return json.dumps([[name, describe(member, {})] for name, member in members.items()], sort_keys=True)


def _batches(articles: Iterable[Article], size: int) -> Iterator[list[Article]]:
    """Yield the articles in batches of at most `size`, of a length that is bounded too, each id once in a batch."""
    batch: list[Article] = []
    length = 0
    for article in articles:
        if batch and (len(batch) == size or length >= LONGEST_BATCH or any(one.id == article.id for one in batch)):
            yield batch
            batch, length = [], 0
        batch.append(article)
        length += len(article.text)
    if batch:
        yield batch
