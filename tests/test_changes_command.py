"""`python -m harness.changes`: two runs from their folders."""

import json
import shutil
from pathlib import Path

import pytest

from harness.changes import main
from harness.runs.folder import read_run
from harness.runs.job import run_job
from harness.runs.settings import read_settings


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    root = Path(__file__).parents[1]
    for name in ("Oracle", "Empty"):
        target = f"harness.extractors.{name.lower()}.{name}Extractor"
        options = {"_target_": target} | (
            {"seeds": str(root / "seeds"), "gold": str(root / "gold")} if name == "Oracle" else {}
        )
        corpus = {"seeds": str(root / "seeds"), "gold": str(root / "gold")}
        given = {"extractor": options, "corpus": corpus, "reports": str(folder), "run": name.lower(), "seed": 0}
        run_job(read_settings(given), name.lower())
    return folder


def test_everything_that_the_oracle_finds_is_new(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(reports / "empty"), str(reports / "oracle"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    counted = read_run(reports / "empty").rows[0].facts
    assert counted is not None
    assert {fact["direction"] for fact in said["facts"]} == {"new"}
    assert len(said["facts"]) == counted.possible
    assert said["lenient_f1"] == [0.0, 1.0]


def test_the_text_names_both_runs(reports: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(reports / "oracle"), str(reports / "empty")]) == 0
    said = capsys.readouterr().out
    assert "F1 fell by 1.0000" in said
    assert "lost: found before, missing now" in said


def test_a_run_that_was_moved_is_the_same_run(
    reports: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "old").mkdir()
    shutil.copytree(reports / "oracle", tmp_path / "old" / "empty")  # by its folder's name another run
    assert main([str(reports / "empty"), str(tmp_path / "old" / "empty"), "--json"]) == 0
    moved = capsys.readouterr().out
    assert main([str(reports / "empty"), str(reports / "oracle"), "--json"]) == 0
    assert capsys.readouterr().out == moved
    assert main([str(reports / "empty"), str(tmp_path / "old" / "empty")]) == 0
    said = "".join(capsys.readouterr().out.split())
    assert said.index("reports") < said.index("old/empty")  # told apart by their paths


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "name two runs"),
        (["{}/oracle"], "name two runs"),
        (["{}/oracle", "{}/empty", "--jsno"], "no option --jsno; did you mean '--json'?"),
        (["{}/oracle", "{}/empty", "shared=yes"], "shared is true or false, not 'yes'"),
        (["{}/oracle", "{}/empty", "shraed=true"], "no key 'shraed'; did you mean 'shared'?"),
        (["{}/oracle", "{}/emtpy"], "did you mean"),
        (["{}/oracle", "{}"], "is no run"),
    ],
)
def test_mistakes_are_one_line(
    words: list[str], message: str, reports: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([word.format(reports) for word in words]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert message in said.err
    assert said.err.count("\n") == 1
