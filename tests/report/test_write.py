"""What lands on disk."""

from pathlib import Path

import pytest

from harness.errors import HarnessError
from harness.report import html
from harness.report.comparison import Comparison, compare
from harness.report.write import pages, write_comparison
from harness.runs.run import Run


def test_three_files_and_nothing_else(both: Comparison, tmp_path: Path) -> None:
    written = write_comparison(both, tmp_path / "new" / "reports")
    assert [path.name for path in written] == ["comparison.html", "comparison.md", "comparison.csv"]
    assert sorted(path.name for path in written[0].parent.iterdir()) == sorted(path.name for path in written)
    assert [path.read_bytes().decode() for path in written] == list(pages(both).values())


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
