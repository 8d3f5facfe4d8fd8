from itertools import count

import pytest

from benchmarks import timing
from benchmarks.checks import Check
from benchmarks.plot import draw
from benchmarks.results import Page, Section, Target, number, render
from benchmarks.scoring import main, read_options
from benchmarks.series import Cell, Series, measure_peer
from benchmarks.span_workloads import SpanWorkload, span_workload


def test_the_exponent_is_that_of_the_cost_of_a_document():
    constant = Series("a", {20: Cell(3.0), 200: Cell(3.0), 2000: Cell(3.0)})
    square = Series("b", {20: Cell(1.0), 200: Cell(10.0), 2000: Cell(None, why="too long")})
    assert constant.exponent() == pytest.approx(1.0)
    assert square.exponent() == pytest.approx(2.0)
    assert Series("c", {20: Cell(1.0)}).exponent() is None


def test_best_of_keeps_the_least_and_the_budget(monkeypatch):
    clock = iter([0.0, 5.0, 10.0, 12.0, 20.0, 23.0])
    monkeypatch.setattr(timing.time, "process_time", lambda: next(clock))
    runs = count()
    timed = timing.best_of(lambda: next(runs), budget=10.0)
    assert (timed.seconds, timed.repeats, timed.answer) == (2.0, 3, 2)


def test_a_peer_is_measured_on_as_many_documents_as_the_budget_allows():
    work = span_workload("plain", 200, 1000)
    seen: list[int] = []

    def prepare(some: SpanWorkload):
        seen.append(some.documents)
        return lambda: some.documents

    assert measure_peer(prepare, work, 5, 200, 1.0, expected=2.0).cell.micro is None
    assert seen == []
    measured = measure_peer(prepare, work, 5, 200, 1.0, expected=0.0)
    assert (measured.documents, measured.answer) == (5, 5)


def test_the_page_says_what_is_missed_and_what_is_wrong():
    series = Series("mine", {20: Cell(0.5), 200: Cell(None, why="too long")})
    other = Series("theirs", {20: Cell(50.0), 200: Cell(100.0)})
    page = Page(
        head=["On a machine."],
        targets=[Target("fast", 1.0, "µs", 0.5), Target("small", 10.0, "MB", 11.0), Target("not run", 1.0, "s", None)],
        sections=[Section("Spans", "About.", "a document", [series, other], "mine")],
        lines={"Rest": [["a", "b"], ["1", "2"]]},
        notes=["One note."],
        checks=[Check("same", holds=True), Check("equal", holds=False, seen="3, not 4")],
    )
    text = render(page)
    assert "| fast | 1 µs | 0.50 µs | yes |" in text
    assert "| small | 10 MB | 11.0 MB | **no** |" in text
    assert "Missed: small." in text
    assert "| not run | 1 s | – | **not measured** |" in text
    assert "| mine | 0.50 | – [1] | – | 1.0 | – |" in text
    assert "[1] too long." in text
    assert "| theirs | 50.0 | 100 | S^1.30 | 100 | – |" in text
    assert "1 of 2 checks hold." in text
    assert "- **Not as it should be:** equal: 3, not 4" in text


@pytest.mark.parametrize(("value", "shown"), [(0.184, "0.18"), (5.26, "5.3"), (926.4, "926"), (12428.0, "12,428")])
def test_numbers_have_the_digits_that_matter(value, shown):
    assert number(value) == shown


def test_the_picture_names_every_scorer_once():
    series = [Series("one & two", {20: Cell(1.0), 200: Cell(2.0)}), Series("none", {20: Cell(None, why="x")})]
    picture = draw("Cost", series, bold=["one & two"], dashed=[])
    assert picture.count(">one &amp; two</text>") == 1
    assert ">none<" not in picture
    assert "prefers-color-scheme:dark" in picture


def test_the_options(tmp_path, capsys):
    options = read_options(["quick=1", f"path={tmp_path}", f"out={tmp_path / 'out'}"])
    assert (options.quick, options.path, options.out) == (True, tmp_path, tmp_path / "out")
    assert main(["fast=1"]) == 2
    assert "not understood: fast" in capsys.readouterr().err
    with pytest.raises(ValueError, match="quick is 0 or 1"):
        read_options(["quick=yes"])
