"""Run against run: what became better, worse, new or lost between two runs, gold fact by gold fact.

A pure model, like the comparison: views render it, and nothing here scores. The facts are those of the outcome tables.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from harness.corpora.fact_json import fact_to_json
from harness.corpora.shared import all_articles, common_articles
from harness.report.outcome import FactOutcome, fact_outcomes
from harness.runs.run import Run
from harness.scores.counts import count_outcomes
from harness.scores.matrix import CountMatrix, fractions
from harness.scores.measures import fact_ratios
from harness.scores.score import Counts, Interval, Ratios
from harness.statistics.systems import compare_systems

Direction = Literal["better", "worse", "same", "new", "lost"]
DIRECTIONS: tuple[Direction, ...] = ("lost", "worse", "new", "better", "same")
"""In the order of reading: what a change of the extractor broke comes first."""

_RANK = {"missing": 0, "incorrect": 1, "partial": 2, "correct": 3}


@dataclass(frozen=True, slots=True)
class Change:
    """One gold fact that counts, in both runs.

    `new` was missing before and is paired now, `lost` the other way round; `better` and `worse` are paired in both,
    with another outcome.
    """

    direction: Direction
    before: FactOutcome
    after: FactOutcome


@dataclass(frozen=True, slots=True, eq=False)
class Changes:
    """All gold facts that both runs were asked for, and the spurious facts that only one of them has.

    `articles` are the ids of the articles compared, `left_out` those whose text or gold differs; `optional` is how many
    gold facts of the former are in no list, as they count nowhere, found or not. `difference` is that
    of lenient F1, after less before, with its 95 % interval (bootstrap) and two-sided p-value (approximate
    randomisation over articles); None where there is none, and `reason` says why.
    """

    before: Run
    after: Run
    articles: tuple[str, ...]
    left_out: tuple[str, ...]
    optional: int
    facts: tuple[Change, ...]
    no_longer_spurious: tuple[FactOutcome, ...]
    newly_spurious: tuple[FactOutcome, ...]
    score_before: Ratios
    score_after: Ratios
    difference: float | None
    difference_interval: Interval | None
    p: float | None
    reason: str

    def of(self, direction: Direction) -> tuple[Change, ...]:
        """Return the changes of one direction, by article and place in the text."""
        return tuple(change for change in self.facts if change.direction == direction)


def changes(before: Run, after: Run, shared: bool = False) -> Changes:
    """Set `after` beside `before`, fact by fact.

    Raises ConfigError where the runs were scored against different gold. With `shared`, only the articles whose text
    and gold are the same in both are compared; ConfigError if there is none.
    """
    articles = common_articles(before.corpus, after.corpus, shared)
    kept = set(articles)
    left_out = tuple(one for one in all_articles(before.corpus, after.corpus) if one not in kept)
    old = [fact for fact in fact_outcomes(before) if fact.article in kept and fact.counted]
    new = [fact for fact in fact_outcomes(after) if fact.article in kept and fact.counted]
    now = {(fact.article, fact.gold): fact for fact in new if fact.gold}
    facts = [
        Change(_direction(fact, now[fact.article, fact.gold]), fact, now[fact.article, fact.gold])
        for fact in old
        if (fact.article, fact.gold) in now
    ]
    gone, come = _spurious(before, old), _spurious(after, new)
    counts = [
        count_outcomes(run.outcomes[run.outcomes["article"].isin(kept)], run.corpus.schema, articles)
        for run in (before, after)
    ]
    tested = compare_systems({"before": fractions(counts[0], "lenient"), "after": fractions(counts[1], "lenient")})
    (pair,) = tested.pairs
    sign = 1 if pair.better == "after" else -1
    value, ends = pair.difference.value, pair.difference.interval
    return Changes(
        before=before,
        after=after,
        articles=articles,
        left_out=left_out,
        optional=sum(gold.optional for one in articles for gold in after.corpus.gold[one]),
        facts=tuple(facts),
        no_longer_spurious=tuple(_beyond(gone, come)),
        newly_spurious=tuple(_beyond(come, gone)),
        score_before=_ratios(counts[0]),
        score_after=_ratios(counts[1]),
        difference=None if value is None else sign * value,
        difference_interval=None if ends is None else ends if sign > 0 else (-ends[1], -ends[0]),
        p=pair.p,
        reason=tested.reason or pair.difference.reason,
    )


def _ratios(counts: CountMatrix) -> Ratios:
    """Return lenient P, R and F1 of all facts."""
    facts = [i for i, cell in enumerate(counts.cells) if cell.level == "fact"]
    return fact_ratios(Counts(*map(int, counts.counts[:, facts].sum(axis=(0, 1)))), "lenient")


def _direction(before: FactOutcome, after: FactOutcome) -> Direction:
    step = _RANK[after.outcome] - _RANK[before.outcome]
    if not step:
        return "same"
    if "missing" in (before.outcome, after.outcome):
        return "new" if step > 0 else "lost"
    return "better" if step > 0 else "worse"


def _spurious(run: Run, facts: Sequence[FactOutcome]) -> list[tuple[str, FactOutcome]]:
    """Return the spurious facts with their contents as text: a fact is the same if all of it is the same."""
    return [
        (json.dumps([fact.article, fact_to_json(run.found[fact.article][fact.found])], sort_keys=True), fact)
        for fact in facts
        if fact.outcome == "spurious"
    ]


def _beyond(
    ones: Sequence[tuple[str, FactOutcome]], others: Sequence[tuple[str, FactOutcome]]
) -> Iterator[FactOutcome]:
    """Yield those of `ones` that `others` lack, each as often as it is there more often."""
    left = Counter(content for content, _ in others)
    for content, fact in ones:
        if left[content]:
            left[content] -= 1
        else:
            yield fact
