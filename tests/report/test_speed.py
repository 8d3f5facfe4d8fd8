"""What a run cost: rates where time passed, nothing where it was not measured, and troubles by what they cost."""

from dataclasses import replace
from typing import get_args

import pytest
from report.page_reader import Page

from harness.report import html
from harness.report.comparison import compare
from harness.report.figures import significant
from harness.report.speed import Effort, effort, troubles_counted
from harness.runs.run import Run, Timing, Trouble, TroubleKind


def test_articles_a_second_are_those_of_extracting_alone(empty: Run) -> None:
    timed = replace(empty, timing=Timing(start_up=3.0, extract=0.5, score=9.0, articles=2, peak_mb=250.0))
    assert effort(timed) == Effort(3.0, 0.5, 4.0, 250.0, 0, 0, 0)


def test_what_was_not_measured_is_not_made_up(empty: Run) -> None:
    assert effort(empty) == Effort(None, None, None, None, 0, 0, 0)
    unmeasured = effort(replace(empty, timing=Timing(0.0, 0.0, 0.0, 2, 0.0)))
    assert (unmeasured.articles_a_second, unmeasured.peak_mb) == (None, None)


def test_troubles_are_counted_by_what_they_cost(empty: Run) -> None:
    kinds = (*get_args(TroubleKind), "timeout")
    found = effort(replace(empty, troubles=tuple(Trouble("quake", kind, "said") for kind in kinds)))
    assert (found.errors, found.timeouts, found.refused, found.unaligned) == (1, 2, 5, 1)


def test_made_up_quotes_are_counted_among_the_troubles() -> None:
    made_up, other = Trouble("quake", "unaligned", "said"), Trouble("quake", "error", "said")
    assert troubles_counted([other]) == "1 trouble"
    assert troubles_counted([made_up]) == "1 trouble, 1 of them a quote found nowhere in the article"
    assert troubles_counted([made_up, other, made_up]) == ("3 troubles, 2 of them quotes found nowhere in the article")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "–"),
        (0.0412, "0.041 s"),
        (0.4, "0.40 s"),
        (3.24, "3.2 s"),
        (9.96, "10 s"),
        (1234.5, "1,234 s"),
    ],
)
def test_quantities_have_two_digits(value: float | None, shown: str) -> None:
    assert significant(value, "s") == shown


def test_the_page_shows_the_speed_or_why_there_is_none(empty: Run, rules: Run) -> None:
    timed = replace(empty, timing=Timing(3.0, 0.5, 9.0, 2, 250.0))
    page = Page(html.page(compare([timed, rules])))
    assert ["empty", "4.0", "0.50 s", "3.0 s", "250 MB", "0", "0", "0", "0"] in page.tables["speed"]
    assert ["rules", "–", "–", "–", "–", "0", "0", "1", "0"] in page.tables["speed"]
    assert "equal runs give equal bytes" in page.words
    assert "equal runs give equal bytes" not in Page(html.page(compare([timed]))).words
