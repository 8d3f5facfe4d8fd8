"""What lands on disk."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from harness.errors import ConfigError, HarnessError
from harness.report import html
from harness.report.comparison import Comparison, compare
from harness.report.csv import COLUMNS
from harness.report.write import VIEWS, write_comparison
from harness.runs.run import Run


def test_three_files_and_nothing_else(both: Comparison, tmp_path: Path) -> None:
    written = write_comparison(both, tmp_path / "new" / "reports")
    assert [path.name for path in written] == ["comparison.html", "comparison.md", "comparison.csv"]
    assert sorted(path.name for path in written[0].parent.iterdir()) == sorted(path.name for path in written)
    assert [path.read_bytes() for path in written] == [VIEWS[name](both) for name in ("html", "md", "csv")]


def test_any_formats_in_the_order_asked_for_each_once(both: Comparison, tmp_path: Path) -> None:
    written = write_comparison(both, tmp_path, ["junit.xml", "json", "junit.xml"])
    assert [path.name for path in written] == ["comparison.junit.xml", "comparison.json"]


def test_a_format_that_there_is_not_is_refused_before_anything_is_written(both: Comparison, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no format 'pdf'; there are html, md, csv, json, parquet, tex, junit\.xml"):
        write_comparison(both, tmp_path / "new", ["html", "pdf"])
    assert list(tmp_path.iterdir()) == []


def test_parquet_is_the_table_of_the_csv(rules: Run, tmp_path: Path) -> None:
    comparison = compare([replace(rules, name="NA")])
    (path,) = write_comparison(comparison, tmp_path, ["parquet"])
    table = pd.read_parquet(path)
    assert list(table.columns) == list(COLUMNS)
    overall = table[table["scope"] == "overall"].iloc[0]
    assert (overall["run"], overall["name"], overall["support"], overall["lenient_f1"]) == ("NA", "", 3, 0.333333)
    assert table[table["scope"] == "slot"]["lenient_f1"].isna().all()


def test_same_runs_same_bytes(rules: Run, empty: Run, tmp_path: Path) -> None:
    once = write_comparison(compare([rules, empty]), tmp_path / "a")
    twice = write_comparison(compare([empty, rules]), tmp_path / "b")
    assert [path.read_bytes() for path in once] == [path.read_bytes() for path in twice]
    assert str(tmp_path).encode() not in once[0].read_bytes()


def test_old_files_are_replaced(both: Comparison, tmp_path: Path) -> None:
    (tmp_path / "comparison.html").write_text("old")
    write_comparison(both, tmp_path)
    assert (tmp_path / "comparison.html").read_text(encoding="utf-8") == html.page(both)


def test_a_folder_that_is_a_file_is_refused(both: Comparison, tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("in the way")
    with pytest.raises(HarnessError, match="cannot write the report into"):
        write_comparison(both, tmp_path / "reports")


def test_a_failed_write_leaves_the_old_file(both: Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "comparison.html").write_text("old")

    def refuse(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(HarnessError, match="No space left on device"):
        write_comparison(both, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["comparison.html"]
    assert (tmp_path / "comparison.html").read_text() == "old"
