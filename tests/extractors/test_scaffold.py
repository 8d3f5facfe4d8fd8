"""`python -m harness.extractors new`: what it writes runs at once, and passes all checks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from user_project import lay_out

from harness.extractors.__main__ import main

ROOT = Path(__file__).parents[2]


def test_what_is_written_runs_as_it_is(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "conf/extractor/finder.yaml").unlink()

    def python(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", *words],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )

    made = python("harness.extractors", "new", "my_extractor")
    assert made.returncode == 0, made.stderr
    check, run = (line.split()[2:] for line in made.stdout.splitlines() if line.startswith("  python"))
    own = ["seeds=seeds", "gold=gold"]
    checked = python(*check, *own, "articles=200")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "9 of 9 checks hold" in checked.stdout
    ran = python(*[word.strip("'") for word in run], *(f"corpus.{key}" for key in own))
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "reports/my_extractor/run.json").is_file()


def test_nothing_is_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "conf/extractor").mkdir(parents=True)
    (tmp_path / "conf/extractor/mine.yaml").write_text("kept")
    assert main(["new", "mine"]) == 2
    assert "exists already; nothing was written" in capsys.readouterr().err
    assert not (tmp_path / "mine.py").exists()
    assert (tmp_path / "conf/extractor/mine.yaml").read_text() == "kept"


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["My", "my-extractor", "a.b", "../x", "1a", ""], "names no extractor"),
        (["class", "harness", "json", "re", "pandas", "yaml"], "take another name, such as my_"),
    ],
)
def test_names_that_cannot_be_taken(
    names: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in names:
        assert main(["new", name]) == 2
        assert told in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
