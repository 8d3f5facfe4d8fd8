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


@pytest.fixture
def paged(both: Comparison, monkeypatch: pytest.MonkeyPatch) -> Comparison:
    """A comparison of two articles that are too many for one page."""
    monkeypatch.setattr(html, "ONE_PAGE", (1, 1))
    return both


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_pages_go_beside_the_first_and_old_ones_vanish(paged: Comparison, tmp_path: Path) -> None:
    (path,) = write_comparison(paged, tmp_path, ["html"])
    pages = {name: text.encode() for name, text in html.pages(paged)}
    assert path.name == "comparison.html"
    assert tree(tmp_path) == pages
    (tmp_path / "comparison" / "0009-gone.html").write_text("stale")
    write_comparison(paged, tmp_path, ["html"])
    assert tree(tmp_path) == pages
    assert sorted(path.name for path in tmp_path.iterdir()) == ["comparison", "comparison.html"]


def test_one_page_leaves_no_pages_of_an_earlier_report(
    paged: Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_comparison(paged, tmp_path, ["html"])
    monkeypatch.undo()
    write_comparison(paged, tmp_path, ["html"])
    assert [path.name for path in tmp_path.iterdir()] == ["comparison.html"]


@pytest.mark.parametrize("name", ["run.json", "notes.html", "0001-a.html/inner"])
def test_what_is_not_ours_is_never_replaced(paged: Comparison, tmp_path: Path, name: str) -> None:
    kept = tmp_path / "comparison" / name
    kept.parent.mkdir(parents=True)
    kept.write_text("mine")
    with pytest.raises(HarnessError, match="holds something else: move it away"):
        write_comparison(paged, tmp_path, ["html"])
    assert tree(tmp_path) == {f"comparison/{name}": b"mine"}


def test_other_formats_leave_the_pages_alone(paged: Comparison, tmp_path: Path) -> None:
    write_comparison(paged, tmp_path, ["html"])
    before = tree(tmp_path)
    write_comparison(paged, tmp_path, ["csv"])
    assert {name: content for name, content in tree(tmp_path).items() if name != "comparison.csv"} == before


def test_a_failed_write_leaves_the_old_pages(
    paged: Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_comparison(paged, tmp_path, ["html"])
    before = tree(tmp_path)
    write = Path.write_bytes

    def full(self: Path, content: bytes) -> int:
        if self.name.startswith("0002"):
            raise OSError(28, "No space left on device")
        return write(self, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(HarnessError, match="No space left on device"):
        write_comparison(paged, tmp_path, ["html"])
    assert tree(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["comparison", "comparison.html"]


def test_pages_that_cannot_be_put_in_place_leave_the_old_ones(
    paged: Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_comparison(paged, tmp_path, ["html"])
    before = tree(tmp_path)
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name == "new":
            raise OSError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(HarnessError, match="Permission denied"):
        write_comparison(paged, tmp_path, ["html"])
    assert tree(tmp_path) == before
