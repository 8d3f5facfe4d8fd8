"""`python -m harness.explain` on a run that was worked out by hand."""

import json
from pathlib import Path

import pytest
from run_by_hand import run

from harness.explain import __main__ as command
from harness.runs.folder import write_run


def test_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_run(run(), tmp_path / "hand")
    assert command.main([f"run={tmp_path / 'hand'}", "fact=a"]) == 0
    assert "Paired with found #1" in capsys.readouterr().out
    assert command.main([f"run={tmp_path / 'hand'}", "fact=a", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["outcome"] == "correct"
    assert command.main(["--help"]) == 0
    assert "python -m harness.explain" in capsys.readouterr().out
    for words, said in (
        ([f"run={tmp_path / 'hand'}"], "name the fact: "),
        (["run=nowhere", "fact=a"], "nowhere is no run"),
        (["rn=x", "fakt=a"], "there is no key 'rn'; did you mean 'run'?; there is no key 'fakt'; did"),
        ([f"run={'x' * 300}", "fact=a"], f"{'x' * 300} cannot be read: File name too long"),
        (["rum=x", "fact=a"], "there is no key 'rum'; did you mean 'run'?"),
        ([f"run={tmp_path / 'hand'}", "fact=z"], "hand has no gold fact 'z'; known: a, b, c"),
    ):
        assert command.main(words) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith(f"harness.explain: {said}")
        assert err.count("\n") == 1


def test_a_run_that_is_not_there_is_sought_beside(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # Runs in the folder `reports` of where one is are offered too.
    write_run(run(), tmp_path / "hand")
    hand, no = tmp_path / "hand", "is no run: there is no run.json in it"
    for name, said in (
        ("hnad", f"did you mean {hand}?"),
        ("", f"it holds the runs {hand}"),
        ("zzz", f"the runs {hand}"),
    ):
        assert command.main([f"run={tmp_path / name}", "fact=a"]) == 2
        err = capsys.readouterr().err
        assert err.startswith(f"harness.explain: {tmp_path / name} {no}; ")
        assert err.endswith(f"{said}\n")
