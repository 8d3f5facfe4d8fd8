"""The cache through the command: who is asked the second time, and that the run's bytes do not tell."""

import sys
from pathlib import Path

import pytest
from user_project import OWN, lay_out

from harness.__main__ import main

EQUAL = ("run.json", "found.jsonl", "report.html", "report.csv", "outcomes.parquet")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An extractor that says it is slow, and writes down whom it was asked for."""
    lay_out(tmp_path)
    source = tmp_path / "mine" / "finder.py"
    text = source.read_text().replace("class Finder:", "class Finder:\n    slow = True")
    asked = "for article in articles:\n            open('asked', 'a').write(article.id + ' ')"
    source.write_text(text.replace("for article in articles:", asked))
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def run(monkeypatch: pytest.MonkeyPatch, *overrides: str) -> tuple[int, str]:
    for name in [name for name in sys.modules if name.split(".")[0] == "mine"]:
        del sys.modules[name]
    Path("asked").write_text("")
    given = ["harness", "--config-dir", "conf", "--config-name", "own", "reports=r", *OWN, *overrides]
    monkeypatch.setattr(sys, "argv", given)
    status = main()
    return status, Path("asked").read_text()


def test_a_second_run_asks_for_nothing_and_leaves_the_same_bytes(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(monkeypatch) == (0, "one two ")
    assert "remembered" not in capsys.readouterr().out
    first = {name: (project / "r" / "finder" / name).read_bytes() for name in EQUAL}
    assert run(monkeypatch) == (0, "")
    assert "remembered: 2 of 2 articles (cache=off asks anew)" in capsys.readouterr().out
    assert {name: (project / "r" / "finder" / name).read_bytes() for name in EQUAL} == first
    assert run(monkeypatch, "cache=off") == (0, "one two ")
    assert {name: (project / "r" / "finder" / name).read_bytes() for name in EQUAL} == first
    assert (project / "r" / ".cache").is_dir()


def test_whatever_decides_the_result_is_asked_again(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(monkeypatch)
    assert run(monkeypatch, "extractor.word=nine") == (0, "one two ")
    source = project / "mine" / "finder.py"
    source.write_text(source.read_text() + "\n# another version\n")
    assert run(monkeypatch) == (0, "one two ")
    assert run(monkeypatch) == (0, "")


def test_an_article_that_failed_is_asked_again_and_no_other(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(monkeypatch, "extractor.fail=two")[0] == 0
    assert run(monkeypatch, "extractor.fail=two")[1].split() == ["two", "two"], "a second try, alone"


def test_only_what_is_slow_unless_all_are_asked_for(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = project / "mine" / "finder.py"
    source.write_text(source.read_text().replace("slow = True", "slow = False"))
    for _ in range(2):
        assert run(monkeypatch) == (0, "one two ")
    assert not (project / "r" / ".cache").exists()
    assert run(monkeypatch, "cache=all", "cache.folder=elsewhere") == (0, "one two ")
    assert run(monkeypatch, "cache=all", "cache.folder=elsewhere") == (0, "")
    assert (project / "elsewhere" / "answers.sqlite").is_file()


@pytest.mark.parametrize(
    ("override", "said"),
    [
        ("cache.megabytes=0", "cache.megabytes: must be more than 0, not 0"),
        ("cache.of=some", "cache.of: must be 'slow', 'all' or 'none', not 'some'"),
        ("+cache.size=1", "there is no key 'cache.size'"),
        ("cache.folder=conf/own.yaml", "cannot be used as a cache"),
    ],
)
def test_mistakes_are_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], override: str, said: str
) -> None:
    assert run(monkeypatch, override) == (2, "")
    assert said in capsys.readouterr().err
