"""What the confidence is worth, in every view: its numbers and pictures, and nothing where nobody gives any."""

import csv
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from io import StringIO

import pytest
from page_reader import Page

from harness.facts import Fact
from harness.report import csv as csv_view
from harness.report import html, markdown
from harness.report import json as json_view
from harness.report.comparison import Comparison, compare
from harness.report.figures import threshold
from harness.report.plots import steps
from harness.runs.run import Run
from harness.scores.confidence import Point, beliefs

SURE = {"police": (0.9, 0.6), "quake": (0.25,)}


@pytest.fixture
def sure(rules: Run, empty: Run) -> Comparison:
    """`rules` is 0.9 sure of n1 (incorrect), 0.6 of n2 (correct) and 0.25 of what gold lacks."""
    found = {
        article: tuple(replace(fact, confidence=c) for fact, c in zip(rules.found[article], given, strict=True))
        for article, given in SURE.items()
    }
    return compare([empty, believing(rules, found)])


def believing(run: Run, found: Mapping[str, tuple[Fact, ...]]) -> Run:
    return replace(run, found=found, beliefs=beliefs(run.corpus, found, run.outcomes))


def test_it_is_nowhere_if_nobody_gives_any(both: Comparison) -> None:
    page = html.page(both)
    assert 'id="confidence"' not in page
    assert "#confidence" not in page
    assert "What the confidence is worth" not in markdown.page(both)
    assert [run["confidence"] for run in json.loads(json_view.document(both))["runs"]] == [[], []]
    lines = list(csv.DictReader(StringIO(csv_view.table(both))))
    assert {line["with_confidence"] + line["lenient_brier"] for line in lines} == {""}


def test_its_numbers_in_json(sure: Comparison) -> None:
    rules, empty = json.loads(json_view.document(sure))["runs"]
    assert empty["confidence"] == []
    (overall,) = [one for one in rules["confidence"] if (one["type"], one["reading"]) == ("", "lenient")]
    assert overall["points"] == [
        {"threshold": 0.9, "found": 1, "right": 0, "precision": 0.0, "recall": 0.0},
        {"threshold": 0.6, "found": 2, "right": 1, "precision": 0.5, "recall": pytest.approx(1 / 3)},
        {"threshold": 0.25, "found": 3, "right": 1, "precision": pytest.approx(1 / 3), "recall": pytest.approx(1 / 3)},
    ]
    assert overall["average_precision"] == pytest.approx(1 / 6)
    assert overall["calibration_error"] == pytest.approx((0.9 + 0.4 + 0.25) / 3)
    assert overall["brier"] == pytest.approx((0.81 + 0.16 + 0.0625) / 3)


def test_its_numbers_in_csv_stand_overall_and_by_type(sure: Comparison) -> None:
    lines = list(csv.DictReader(StringIO(csv_view.table(sure))))
    filled = {(line["run"], line["scope"], line["name"]): line for line in lines if line["with_confidence"]}
    assert list(filled) == [("rules", "overall", ""), ("rules", "type", "casualty"), ("rules", "type", "detention")]
    overall = filled["rules", "overall", ""]
    assert (overall["with_confidence"], overall["lenient_average_precision"]) == ("3", "0.166667")
    assert (overall["strict_calibration_error"], overall["strict_brier"]) == ("0.516667", "0.344167")


def test_its_numbers_in_markdown(sure: Comparison) -> None:
    page = markdown.page(sure)
    assert "<summary>What the confidence is worth</summary>" in page
    assert "| overall | rules | 3 | 3 | 0.17 | 0.17 | 0.52 | 0.52 | 0.34 | 0.34 | 0.6, 0.50 / 0.33 / 0.40 |" in page
    assert "| detention | rules | 1 | 1 | 0.00 | 0.00 | 0.90 | 0.90 | 0.81 | 0.81 | – |" in page


def test_its_tables_on_the_page(sure: Comparison) -> None:
    page = Page(html.page(sure))
    tables = page.tables["confidence"]
    worth = ["0.17", "0.52", "0.34"]
    assert ["overall", "rules", "3", "3", "3", *worth, *worth, "0.6", "0.50", "0.33", "0.40"] in tables
    assert ["rules", "0.2–0.3", "1", "0.25", "0.000.00–0.79", "0.000.00–0.79"] in tables
    assert ["0.6", "2", "0.50", "0.33", "0.40", "0.50", "0.33", "0.40"] in tables


def test_its_pictures_say_what_they_are_and_have_their_numbers_in_tables(sure: Comparison) -> None:
    page = html.page(sure)
    section = page[page.index('<section id="confidence">') :].split("</section>")[0]
    pictures = re.findall(r'<svg [^>]*role="img" aria-labelledby="(\S+) (\S+)"', section)
    assert len(pictures) == section.count("<svg ") == 4 + 2  # two curves, two of reliability, one for each type
    for title, desc in pictures:
        assert re.search(rf'<title id="{title}">[^<]+</title><desc id="{desc}">[^<]+</desc>', section)
    assert len(set(re.findall(r' id="([^"]+)"', page))) == len(re.findall(r' id="([^"]+)"', page))
    assert "style=" not in section


def test_a_curve_is_as_wide_as_its_gain_of_recall_and_as_high_as_its_precision() -> None:
    points = (Point(0.9, 1, 1, 1.0, 0.25), Point(0.5, 4, 2, 0.5, 0.5))
    assert steps(points) == "M0 0H25V50H50"
    assert steps(()) == steps((Point(0.9, 1, 0, 0.0, None),)) == ""


def test_two_runs_that_are_sure_of_the_same_are_each_drawn(sure: Comparison) -> None:
    run = sure.runs[0]
    page = html.page(compare([run, replace(run, name="twin")]))
    section = page[page.index('<section id="confidence">') :].split("</section>")[0]
    assert section.count('class="steps"') == 2 * (2 + 2)
    assert section.count('<g class="r0">') == section.count('<g class="r1">') > 0


def test_confidences_of_strangers_are_drawn_whatever_they_are(sure: Comparison, rules: Run) -> None:
    def given(*values: float | None) -> Comparison:
        facts = iter(values)
        found: dict[str, tuple[Fact, ...]] = {
            article: tuple(replace(fact, confidence=next(facts)) for fact in some)
            for article, some in rules.found.items()
        }
        return compare([believing(rules, found)])

    for values in ((0, 0, 0), (1, 1.0, 1), (None, None, 0.5), (5e-324, 1 - 2**-53, 0.30000000000000004)):
        comparison = given(*values)
        section = Page(html.page(comparison)).tables["confidence"]
        assert section
        assert "nan" not in json_view.document(comparison).lower()
        assert markdown.page(comparison)


def test_a_threshold_is_never_written_higher_than_it_is() -> None:
    assert [threshold(x) for x in (0, 0.5, 1, 0.9, 0.29, 2 / 3, 1 / 3, 0.999999)] == [
        "0",
        "0.5",
        "1",
        "0.9",
        "0.29",
        "0.66666",
        "0.33333",
        "0.99999",
    ]
    assert all(float(threshold(number / 997)) <= number / 997 for number in range(998))
