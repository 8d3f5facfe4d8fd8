"""Runs that were really matched and scored: what the report lists adds up to what the scores count."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from harness.facts import Fact
from harness.matching.match import match
from harness.report import html, markdown, terminal
from harness.report.comparison import compare
from harness.report.outcome import OUTCOMES
from harness.runs.run import Run
from harness.scores.table import score_rows


def scored(run: Run, found: dict[str, Sequence[Fact]]) -> Run:
    matching = match(run.corpus.gold, found, run.corpus.schema)
    return replace(
        run,
        found={article: tuple(facts) for article, facts in found.items()},
        outcomes=matching.outcomes,
        confusions=matching.confusions,
        rows=score_rows(matching.outcomes, run.corpus.schema),
    )


def oracle(run: Run) -> dict[str, Sequence[Fact]]:
    return {article: [gold.fact for gold in facts] for article, facts in run.corpus.gold.items()}


def changed(run: Run) -> dict[str, Sequence[Fact]]:
    """Gold with the casualties taken for detentions and one fact twice: confusions, duplicates, missing slots."""
    return {
        article: [
            replace(fact, type="detention", slots={}) if fact.type == "casualty" and article == "quake" else fact
            for fact in facts
            for _ in range(2 if article == "police" else 1)
        ]
        for article, facts in oracle(run).items()
    }


@pytest.mark.parametrize("kind", ["oracle", "changed", "by hand", "nothing"])
def test_listed_facts_add_up_to_the_counts(kind: str, rules: Run) -> None:
    found = {"oracle": oracle(rules), "changed": changed(rules), "by hand": dict(rules.found), "nothing": {}}[kind]
    comparison = compare([scored(rules, found)])
    for row in comparison.of("overall") + comparison.of("type") + comparison.of("article"):
        (cell,) = row.cells
        assert cell is not None
        assert cell.facts is not None
        facts = [f for f in comparison.facts[0] if f.counted and row.name in ("", f.type, f.article)]
        listed = {outcome: sum(f.outcome == outcome for f in facts) for outcome in OUTCOMES}
        assert listed == {outcome: getattr(cell.facts, outcome) for outcome in OUTCOMES}


def test_every_wrong_filler_belongs_to_a_fact(rules: Run) -> None:
    run = scored(rules, changed(rules))
    wrong = run.outcomes[(run.outcomes["level"] != "fact") & (run.outcomes["outcome"] != "correct")]
    assert len(wrong) == sum(len(fact.wrong_slots) for fact in compare([run]).facts[0])
    assert len(wrong) > 0


def test_a_perfect_run_has_no_mistakes(rules: Run) -> None:
    comparison = compare([scored(rules, oracle(rules))])
    assert not [fact for fact in comparison.facts[0] if fact.mistaken]
    assert "1.00 1.00 1.00" in terminal.text(comparison)


def test_confusions_of_the_matcher_are_shown(rules: Run) -> None:
    comparison = compare([scored(rules, changed(rules))])
    (confusion,) = comparison.confusions[0]
    assert (confusion.gold_type, confusion.found_type) == ("casualty", "detention")
    assert "<td>casualty<small>n3</small></td><td>detention</td>" in html.page(comparison)
    assert "spurious" in markdown.page(comparison)
