"""Figures, and sentences about them."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from harness.report.comparison import compare
from harness.report.figures import chance, enumeration, filler, interval, p_value, ratio, several, spread
from harness.report.words import about, leaders, summary, verdict
from harness.runs.run import Run
from harness.scores.score import Interval, Ratios


def scored(run: Run, name: str, f1: float | None, around: Interval | None, casualty: float | None = None) -> Run:
    """The run under another name, with an F1 overall and on casualties."""
    lenient = Ratios(f1, f1, f1, around, around)
    rows = [replace(row, lenient=lenient) if row.scope == "overall" else row for row in run.rows]
    rows = [replace(row, lenient=Ratios(f1=casualty)) if row.name == "casualty" else row for row in rows]
    return replace(run, name=name, rows=tuple(rows))


def test_undefined_is_a_dash() -> None:
    assert (ratio(None), ratio(0.0), ratio(2 / 3), interval(None), interval((0.1, 1))) == (
        "–",
        "0.00",
        "0.67",
        "–",
        "0.10–1.00",
    )


def test_the_interval_of_a_difference_is_no_range_of_dashes() -> None:
    assert (spread((-0.06, 0.043)), spread((-0.004, 0.0)), spread(None)) == ("[-0.06, 0.04]", "[0.00, 0.00]", "–")


def test_no_p_is_written_as_0_or_1() -> None:
    assert [p_value(p) for p in (1e-6, 0.0009, 0.001, 0.0424, 0.999, 0.9996, 1.0)] == [
        *("p < 0.001", "p < 0.001", "p = 0.001", "p = 0.042", "p = 0.999", "p > 0.999", "p > 0.999")
    ]
    # The least p of 9,999 shufflings is no less than it is.
    assert [chance(p, digits=4) for p in (1 / 10_000, 1 / 1_000_000, 1.0, None)] == [
        *("0.0001", "< 0.0001", "> 0.9999", "–")
    ]


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        ("nine", "9", "nine (= 9)"),
        ("IMU", "imu", "IMU"),
        (None, "killed", "killed"),
        ("men", None, "men"),
        (None, None, "–"),
    ],
)
def test_fillers(text: str | None, value: str | None, shown: str) -> None:
    assert filler(text, value) == shown


def test_a_filler_without_end_is_cut() -> None:
    assert filler("x" * 301, None) == "x" * 299 + "…"
    assert filler("x" * 300, "y" * 1000) == f"{'x' * 300} (= {'y' * 299}…)"


def test_lists_and_counts() -> None:
    assert [enumeration(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert (several(1, "fact"), several(0, "fact"), several(2, "entry", "entries")) == (
        "1 fact",
        "0 facts",
        "2 entries",
    )


def test_one_run_is_described_without_rivals(rules: Run) -> None:
    assert verdict(compare([rules])) == (
        "rules reaches a lenient F1 of 0.33 (precision 0.33, 95 % interval 0.12–0.88; "
        "recall 0.33, 95 % interval 0.12–0.88).",
    )
    assert about(compare([rules])) == "2 articles, 3 gold facts, gold 8cd5a3bb"
    dated = replace(rules, corpus=replace(rules.corpus, dated="2024-05-17"))
    assert about(compare([dated])) == "2 articles, 3 gold facts, gold 8cd5a3bb of 2024-05-17"


def test_overlapping_intervals_leave_the_order_open(rules: Run) -> None:
    runs = [scored(rules, "a", 0.6, (0.4, 0.8)), scored(rules, "b", 0.5, (0.3, 0.7))]
    said = " ".join(verdict(compare(runs)))
    assert "a has the best lenient F1: 0.60" in said
    assert "overlap for precision and for recall: on other articles their order may well be" in said
    assert "significan" not in said


def test_disjoint_intervals_are_called_a_sign_and_no_test(rules: Run) -> None:
    runs = [scored(rules, "a", 0.9, (0.8, 0.95)), scored(rules, "b", 0.2, (0.1, 0.3))]
    assert "do not overlap for precision and recall; that is a sign" in " ".join(verdict(compare(runs)))


def test_a_tie_is_a_tie(rules: Run) -> None:
    runs = [scored(rules, name, 0.5, (0.3, 0.7)) for name in ("a", "b")]
    assert verdict(compare(runs))[0] == "a and b share the best lenient F1, 0.50."


def test_no_defined_f1_is_said(rules: Run) -> None:
    runs = [scored(rules, name, None, None) for name in ("a", "b")]
    assert verdict(compare(runs)) == ("No F1 is defined: gold and the extractors have no fact in common to count.",)


def test_the_best_overall_may_be_behind_on_a_type(rules: Run) -> None:
    runs = [scored(rules, "a", 0.6, (0.4, 0.8), 0.2), scored(rules, "b", 0.5, (0.3, 0.7), 0.4)]
    comparison = compare(runs)
    assert verdict(comparison)[-1] == "b is ahead of a on casualty."
    assert leaders(comparison.of("type")[0]) == (1,)


Many = Callable[[str, Sequence[str]], Run]


def test_a_difference_that_every_article_shows_is_told_with_its_test(many_articles: Many) -> None:
    runs = [many_articles("poor", ["a", "ab"] * 6), many_articles("rich", ["abcde", "abcd"] * 6)]
    # rich: 54 of 54 found, of 60; F1 108/114. poor: 18 of 60; F1 36/78. All 12 articles agree: 2 of 4096 swappings.
    (lead, *_) = verdict(compare(runs))
    assert re.fullmatch(r"rich beats poor by 0\.49 lenient F1 \[0\.4\d, 0\.5\d\], p < 0\.001\.", lead)


def test_a_difference_that_articles_contradict_is_not_told(many_articles: Many) -> None:
    runs = [many_articles("one", ["abcd", "a"] * 6), many_articles("two", ["a", "abcd"] * 5 + ["a", "abc"])]
    (lead, *_) = verdict(compare(runs))
    assert "one and two can't be told apart with this gold: they differ by 0.01 lenient F1 [" in lead
    assert re.search(r"p > 0\.999; it would show one of 0\.\d\d or more\.$", lead)


def test_every_other_run_is_told_from_the_best(many_articles: Many) -> None:
    runs = [many_articles(n, a) for n, a in (("x", ["a"] * 12), ("y", ["abcd"] * 12), ("z", ["abc", "abcd"] * 6))]
    said = verdict(compare(runs))
    assert [one.split()[2] for one in said[:2]] == ["z", "x"]
    assert all(re.search(r", p (<|=) [01]\.\d+ \(Holm\)[.;]", one) for one in said[:2])  # of three pairs
    assert not any("overlap" in one for one in said)


def test_with_few_articles_there_is_no_test(many_articles: Many) -> None:
    runs = [many_articles("one", ["abc"] * 5), many_articles("two", ["a"] * 5)]
    assert "p =" not in " ".join(verdict(compare(runs)))
    assert compare(runs).standings.reason.startswith("5 articles")


def test_one_run_over_many_articles_has_an_interval_of_its_f1(many_articles: Many) -> None:
    (_, sure) = verdict(compare([many_articles("one", ["abcd", "a"] * 6)]))
    assert re.match(r"Over other articles F1 would lie in \[0\.\d\d, 0\.\d\d\] \(95 %, bootstrap\); a difference", sure)


def test_nobody_leads_with_nothing(rules: Run) -> None:
    runs = [scored(rules, "a", 0.6, None, 0.0), scored(rules, "b", 0.5, None, None)]
    assert leaders(compare(runs).of("type")[0]) == ()


def test_a_fact_in_one_line(rules: Run) -> None:
    assert [summary(fact) for fact in compare([rules]).facts[0]] == [
        "nine (= 9) · men · Police",
        "killed",
        "killed · Dozens",
        "fled",
    ]
