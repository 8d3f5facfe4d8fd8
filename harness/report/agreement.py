"""Where runs agree against gold: facts that every run misses, and facts that several find but gold lacks."""

from collections.abc import Sequence
from dataclasses import dataclass

from harness.facts import Fact, Filler, Span
from harness.report.outcome import FactOutcome
from harness.runs.run import Run

Facts = Sequence[tuple[FactOutcome, ...]]
"""The facts of each run, in the order of the runs."""


@dataclass(frozen=True, slots=True)
class Extra:
    """A fact that two or more runs found and gold lacks; `claims` are (index of the run, its spurious fact)."""

    article: str
    type: str
    claims: tuple[tuple[int, FactOutcome], ...]

    @property
    def runs(self) -> tuple[int, ...]:
        """The indexes of the runs, ascending, each once."""
        return tuple(sorted({run for run, _ in self.claims}))


def missed_by_all(facts: Facts) -> tuple[FactOutcome, ...]:
    """Return the counted gold facts missing in every run, as the first run has them; none for fewer than two runs."""
    if len(facts) < 2:
        return ()
    missing = [{(f.article, f.gold) for f in run if f.counted and f.outcome == "missing"} for run in facts]
    shared = set.intersection(*missing)
    return tuple(f for f in facts[0] if f.outcome == "missing" and (f.article, f.gold) in shared)


def found_by_several(runs: Sequence[Run], facts: Facts) -> tuple[Extra, ...]:
    """Spurious facts that two or more runs agree on: same article and type, shared evidence, and a filler in common.

    A hint that gold may lack something, no score: facts without fillers agree on type and evidence alone. What agrees
    with a gold fact in the same way is left out: gold has it, it was found twice. Facts are taken in the order of the
    runs, and join the first group that holds a fact they agree with.
    """
    groups: dict[tuple[str, str], list[list[tuple[int, FactOutcome, Fact]]]] = {}
    for index, (run, outcomes) in enumerate(zip(runs, facts, strict=True)):
        for outcome in outcomes:
            if outcome.outcome != "spurious" or not outcome.counted:
                continue
            fact = run.found[outcome.article][outcome.found]
            if any(
                gold.fact.type == fact.type and _agree(fact, gold.fact) for gold in run.corpus.gold[outcome.article]
            ):
                continue  # gold has it: it was found twice, or in other words
            alike = groups.setdefault((outcome.article, outcome.type), [])
            for group in alike:
                if any(_agree(fact, other) for _, _, other in group):
                    group.append((index, outcome, fact))
                    break
            else:
                alike.append([(index, outcome, fact)])
    extras = (
        Extra(article, type_, tuple((index, outcome) for index, outcome, _ in group))
        for (article, type_), alike in groups.items()
        for group in alike
    )
    order = {article.id: place for place, article in enumerate(runs[0].corpus.articles)} if runs else {}
    shared = [extra for extra in extras if len(extra.runs) > 1]
    return tuple(sorted(shared, key=lambda e: (order.get(e.article, len(order)), e.claims[0][1].number, e.type)))


def _agree(one: Fact, other: Fact) -> bool:
    if not _overlap(one.evidence, other.evidence):
        return False
    if not one.slots or not other.slots:
        return not one.slots and not other.slots
    return any(
        _said(a) == _said(b)
        for slot in one.slots.keys() & other.slots.keys()
        for a in one.slots[slot]
        for b in other.slots[slot]
    )


def _said(filler: Filler) -> str:
    """Return what two fillers must share to be the same: the normal form, or else the words without case."""
    return str(filler.value if filler.value is not None else filler.text).casefold()


def _overlap(ones: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in ones for b in others)
