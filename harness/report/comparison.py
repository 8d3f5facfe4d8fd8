"""One model of what a report shows: one run, or several on the same gold, side by side. Every view renders this.

    runs -> compare -> Comparison -> terminal | html | markdown | csv

Nothing here scores: rows, outcomes and confusions are those of the runs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any, cast, get_args

from harness.corpora.corpus import Corpus
from harness.errors import HarnessError
from harness.facts import Span
from harness.report.agreement import Extra, found_by_several, missed_by_all
from harness.report.buckets import Bucket, buckets
from harness.report.outcome import FactOutcome, fact_outcomes
from harness.report.sentence import Excerpt, Sentences
from harness.report.speed import Effort, effort
from harness.report.type_matrix import TypeMatrix, type_matrix
from harness.runs.run import Run
from harness.schema import ATTRIBUTES
from harness.scores.confidence import Belief
from harness.scores.counts import count_outcomes
from harness.scores.matrix import fractions
from harness.scores.measures import Reading
from harness.scores.score import Scope, ScoreRow
from harness.statistics.systems import Standings, compare_systems

SCOPES: tuple[Scope, ...] = get_args(Scope)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One row of the score table for every run; `cells[i]` belongs to run i, None where that run has no such row."""

    scope: Scope
    name: str
    cells: tuple[ScoreRow | None, ...]

    @property
    def support(self) -> int:
        """How many facts (for slots and attributes: fillers) gold has, the most that any run was asked for."""
        return max(self.supports, default=0)

    @property
    def supports(self) -> tuple[int, ...]:
        """The support of each run in their order, 0 without such a row; a single one where those that have one agree.

        They do on all but attributes: these are of paired facts, so what counts depends on what a run found.
        """
        agreed = {possible(cell) for cell in self.cells if cell is not None}
        return tuple(agreed) if len(agreed) < 2 else tuple(0 if cell is None else possible(cell) for cell in self.cells)

    @property
    def idle(self) -> bool:
        """Whether neither gold nor any run has anything here."""
        return all(cell is None or not (possible(cell) or actual(cell)) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Confusion:
    """A left-over gold fact and a left-over found fact of another type that share `overlap` characters of evidence."""

    article: str
    gold: str
    gold_type: str
    found: int
    found_type: str
    overlap: int
    excerpt: Excerpt | None


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Runs on one corpus, side by side and best first; index i is run i everywhere.

    `names` are the runs' names, told apart where two are equal. `facts[i]` are all facts of run i with their
    outcomes, `confusions[i]` its type confusions, `matrices[i]` the same with what was right.
    `standings` are the tests of lenient F1 between the runs, over articles; `efforts[i]` is what run i cost;
    `beliefs[i]` is what the confidence of its facts is worth, empty where it gives none.
    """

    runs: tuple[Run, ...]
    names: tuple[str, ...]
    corpus: Corpus
    rows: tuple[SideBySide, ...]
    facts: tuple[tuple[FactOutcome, ...], ...]
    confusions: tuple[tuple[Confusion, ...], ...]
    missed_by_all: tuple[FactOutcome, ...]
    found_by_several: tuple[Extra, ...]
    buckets: tuple[Bucket, ...]
    matrices: tuple[TypeMatrix, ...]
    standings: Standings
    efforts: tuple[Effort, ...]
    beliefs: tuple[tuple[Belief, ...], ...]

    def of(self, scope: Scope) -> tuple[SideBySide, ...]:
        """Return the rows of one scope, without the idle ones; overall, macro and weighted are there even when idle."""
        always = scope in ("overall", "macro", "weighted")
        return tuple(row for row in self.rows if row.scope == scope and (always or not row.idle))

    def believed(self, kind: str, reading: Reading) -> tuple[Belief | None, ...]:
        """Return what the confidence of facts of a type ("" for all) is worth in each run; None where it gives none."""
        return tuple(
            next((one for one in told if (one.type, one.reading) == (kind, reading)), None) for told in self.beliefs
        )

    @property
    def believed_types(self) -> tuple[str, ...]:
        """The types of the facts of all runs that give a confidence, in the order of the schema."""
        seen = {one.type for told in self.beliefs for one in told}
        return tuple(name for name in self.corpus.schema.types if name in seen)

    def finders(self, extra: Extra) -> list[str]:
        """Return the names of the runs that found a fact that gold lacks."""
        return [self.names[index] for index in extra.runs]

    @property
    def idle_types(self) -> tuple[str, ...]:
        """Fact types of the schema that neither gold nor any run has."""
        busy = {row.name for row in self.of("type")}
        return tuple(name for name in self.corpus.schema.types if name not in busy)

    @property
    def gold_facts(self) -> int:
        """How many facts gold has, optional ones included."""
        return sum(len(facts) for facts in self.corpus.gold.values())

    @property
    def optional_facts(self) -> int:
        """How many of them are optional: no penalty if missed, none if found."""
        return sum(gold.optional for facts in self.corpus.gold.values() for gold in facts)


def possible(row: ScoreRow) -> int:
    """Return the support of a row: gold facts, or gold fillers in rows of slots and attributes."""
    return (row.slots if row.facts is None else row.facts).possible


def actual(row: ScoreRow) -> int:
    """Return how many were found: facts, or fillers in rows of slots and attributes."""
    return (row.slots if row.facts is None else row.facts).actual


def compare(runs: Sequence[Run]) -> Comparison:
    """Put the runs side by side: by lenient F1 overall, then strict F1, then as given; those without an F1 last.

    Raises HarnessError where there is no run, or where the runs were not scored against the same gold.
    """
    if not runs:
        raise HarnessError("there is no run to report on: give at least one")
    names = _names(runs)
    _same_gold(runs, names)
    order = sorted(range(len(runs)), key=lambda index: _standing(runs[index]), reverse=True)
    ranked = tuple(runs[index] for index in order)
    sentences = {article.id: Sentences(article.text) for article in ranked[0].corpus.articles}  # one gold, one reading
    facts = tuple(fact_outcomes(run, sentences) for run in ranked)
    confusions = tuple(_confusions(run, sentences) for run in ranked)
    types = tuple(ranked[0].corpus.schema.types)
    ranked_names = tuple(names[index] for index in order)
    return Comparison(
        runs=ranked,
        names=ranked_names,
        corpus=ranked[0].corpus,
        rows=_side_by_side(ranked),
        facts=facts,
        confusions=confusions,
        missed_by_all=missed_by_all(facts),
        found_by_several=found_by_several(ranked, facts),
        buckets=buckets(ranked, facts),
        matrices=tuple(type_matrix(*one, types) for one in zip(facts, confusions, strict=True)),
        standings=_standings(ranked, ranked_names),
        efforts=tuple(map(effort, ranked)),
        beliefs=tuple(run.beliefs for run in ranked),
    )


def _names(runs: Sequence[Run]) -> tuple[str, ...]:
    """Return the runs' names; the second `rules` is called `rules (2)`."""
    taken: list[str] = []
    for run in runs:
        numbered = (run.name if n == 1 else f"{run.name} ({n})" for n in count(1))
        taken.append(next(name for name in numbered if name not in taken))
    return tuple(taken)


def _same_gold(runs: Sequence[Run], names: Sequence[str]) -> None:
    if len({run.corpus.digest for run in runs}) == 1:
        return
    width = max(map(len, names))
    lines = [f"  {name:<{width}}  gold {run.corpus.digest}" for name, run in zip(names, runs, strict=True)]
    raise HarnessError(
        "these runs were scored against different gold, so their numbers cannot stand side by side:\n"
        + "\n".join(lines)
        + "\nRun the extractors again on one corpus, or compare only runs whose gold is the same."
    )


def _standings(runs: Sequence[Run], names: Sequence[str]) -> Standings:
    """Return who can be told from whom by lenient F1 of all facts; the seed is 0, whatever the runs' own."""
    schema, articles = runs[0].corpus.schema, [article.id for article in runs[0].corpus.articles]
    counts = (count_outcomes(run.outcomes, schema, articles) for run in runs)
    return compare_systems({name: fractions(matrix, "lenient") for name, matrix in zip(names, counts, strict=True)})


def _side_by_side(runs: Sequence[Run]) -> tuple[SideBySide, ...]:
    """Return the union of all rows, in the order of the scopes and, inside them, of the schema and the articles."""
    tables = [{(row.scope, row.name): row for row in run.rows} for run in runs]
    corpus = runs[0].corpus
    types = list(corpus.schema.types.values())
    known = [("type", kind.name) for kind in types]
    known += [("slot", f"{kind.name}.{slot}") for kind in types for slot in kind.slots]
    known += [("attribute", name) for name in ATTRIBUTES] + [("article", article.id) for article in corpus.articles]
    place = {key: index for index, key in enumerate(known)}
    keys = dict.fromkeys(key for table in tables for key in table)
    ordered = sorted(keys, key=lambda key: (SCOPES.index(key[0]), place.get(key, len(place)), key[1]))
    return tuple(SideBySide(*key, tuple(table.get(key) for table in tables)) for key in ordered)


def _standing(run: Run) -> tuple[float, float]:
    """Return the lenient and the strict F1 of all facts, -1 for what is undefined."""
    row = next((row for row in run.rows if row.scope == "overall"), None)
    ratios = (None, None) if row is None else (row.lenient, row.strict)
    lenient, strict = (-1.0 if r is None or r.f1 is None else r.f1 for r in ratios)
    return lenient, strict


def _confusions(run: Run, sentences: Mapping[str, Sentences]) -> tuple[Confusion, ...]:
    """Return the run's type confusions, each with the sentence of its gold fact."""
    evidence: dict[tuple[str, str], tuple[Span, ...]] = {
        (article, gold.id): gold.fact.evidence for article, facts in run.corpus.gold.items() for gold in facts
    }
    confusions = []
    for row in cast(list[dict[str, Any]], run.confusions.to_dict("records")):
        article = row["article"]
        around = sentences.get(article, Sentences(""))
        confusions.append(
            Confusion(
                article=article,
                gold=row["gold"],
                gold_type=row["gold_type"],
                found=int(row["found"]),
                found_type=row["found_type"],
                overlap=int(row["overlap"]),
                excerpt=around.excerpt(evidence.get((article, row["gold"]), ())),
            )
        )
    return tuple(confusions)
