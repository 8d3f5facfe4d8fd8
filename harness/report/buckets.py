"""Where an extractor does well and where not: its facts in buckets, by what they are like (the idea of ExplainaBoard).

Each bucket is scored as any other row is: a gold fact, and whatever was paired with it, counts in the gold fact's
bucket, a spurious one in its own. Facts that gold calls optional are in none.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from harness.facts import Fact, GoldFact
from harness.report.outcome import FactOutcome
from harness.runs.run import Run
from harness.scores.measures import fact_ratios
from harness.scores.score import Counts, Ratios

Facts = Sequence[tuple[FactOutcome, ...]]
"""The facts of each run, in the order of the runs."""


@dataclass(frozen=True, slots=True)
class BucketScore:
    """The facts of one run in one bucket."""

    counts: Counts
    strict: Ratios
    lenient: Ratios


@dataclass(frozen=True, slots=True)
class Bucket:
    """One bucket of one trait; `cells[i]` belongs to run i. `support` is how many gold facts are in it."""

    trait: str
    name: str
    cells: tuple[BucketScore, ...]

    @property
    def support(self) -> int:
        """How many gold facts that count are in it: the same for every run."""
        return max((cell.counts.possible for cell in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A fact as the traits look at it: what gold has where gold has it, else what was found."""

    outcome: FactOutcome
    fact: Fact
    gold: GoldFact | None
    length: int


def _modality(seen: _Seen) -> str:
    return seen.fact.modality


def _slots(seen: _Seen) -> str:
    filled = sum(1 for fillers in seen.fact.slots.values() if fillers)
    return f"{filled} filled" if filled < 4 else "4 or more filled"


def _sentence(seen: _Seen) -> str:
    if seen.outcome.excerpt is None:
        return "without evidence"
    words = len(seen.outcome.excerpt.text.split())
    return "up to 15 words" if words <= 15 else "16 to 30 words" if words <= 30 else "more than 30 words"


def _position(seen: _Seen) -> str:
    evidence = seen.fact.evidence
    if not evidence or not seen.length:
        return "without evidence"
    share = min(evidence).start / seen.length
    return "first third" if share < 1 / 3 else "second third" if share < 2 / 3 else "last third"


def _standing(seen: _Seen) -> str:
    if seen.gold is None:
        return "not in gold"
    return "inherits slots" if seen.gold.part_of else "stated in full"


TRAITS: Mapping[str, tuple[Callable[[_Seen], str], tuple[str, ...]]] = {
    "modality": (_modality, ("actual", "planned", "claimed", "generic")),
    "slots": (_slots, ("0 filled", "1 filled", "2 filled", "3 filled", "4 or more filled")),
    "sentence": (_sentence, ("up to 15 words", "16 to 30 words", "more than 30 words", "without evidence")),
    "position in the article": (_position, ("first third", "second third", "last third", "without evidence")),
    "stated or inherited": (_standing, ("stated in full", "inherits slots", "not in gold")),
}
"""Trait -> how a fact is put into a bucket, and the buckets in the order of reading."""


def buckets(runs: Sequence[Run], facts: Facts) -> tuple[Bucket, ...]:
    """Return every bucket that a fact of some run falls into, trait by trait."""
    seen = [_look(run, outcomes) for run, outcomes in zip(runs, facts, strict=True)]
    found = []
    for trait, (bucket_of, names) in TRAITS.items():
        tallies = [_tally(of_run, bucket_of) for of_run in seen]
        for name in names:
            counts = [tally.get(name, Counts()) for tally in tallies]
            if any(one.possible or one.actual for one in counts):
                found.append(Bucket(trait, name, tuple(map(_score, counts))))
    return tuple(found)


def _look(run: Run, outcomes: Sequence[FactOutcome]) -> list[_Seen]:
    gold = {(article, one.id): one for article, facts in run.corpus.gold.items() for one in facts}
    lengths = {article.id: len(article.text) for article in run.corpus.articles}
    seen = []
    for outcome in outcomes:
        if not outcome.counted:
            continue
        of_gold = gold.get((outcome.article, outcome.gold)) if outcome.gold else None
        fact = of_gold.fact if of_gold is not None else run.found[outcome.article][outcome.found]
        seen.append(_Seen(outcome, fact, of_gold, lengths.get(outcome.article, 0)))
    return seen


def _tally(seen: Sequence[_Seen], bucket_of: Callable[[_Seen], str]) -> dict[str, Counts]:
    tally: dict[str, dict[str, int]] = {}
    for one in seen:
        outcomes = tally.setdefault(bucket_of(one), {})
        outcomes[one.outcome.outcome] = outcomes.get(one.outcome.outcome, 0) + 1
    return {name: Counts(**outcomes) for name, outcomes in tally.items()}


def _score(counts: Counts) -> BucketScore:
    return BucketScore(counts, fact_ratios(counts, "strict"), fact_ratios(counts, "lenient"))
