"""docs/ensemble.md as a reader would follow it, and the command for weights on what is none of its business."""

import json
from collections.abc import Sequence
from pathlib import Path

import forked
import pytest
from test_readme import blocks, run, write

from harness.extractors.ensemble.__main__ import main, weights_of
from harness.extractors.ensemble.weights import read_weights, write_weights
from harness.runs.folder import read_run


def commands_shown(folder: Path) -> list[str]:
    """The commands of docs/ensemble.md in their order; its files are written into `folder`."""
    commands = []
    for block in blocks("docs/ensemble.md"):
        if block["title"]:
            write(block, folder)
        else:
            commands += block["body"].splitlines()
    return commands


def follow(commands: Sequence[str], folder: Path) -> None:
    for command in commands:
        done = run(command, folder)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"


CHECKS = "python -m harness.extractors check "


@pytest.mark.big
def test_the_ensemble_of_the_page_passes_all_checks(tmp_path: Path) -> None:
    commands = [command for command in commands_shown(tmp_path) if command.startswith(CHECKS)]
    follow(commands, tmp_path)
    assert len(commands) == 1


@pytest.mark.slow
def test_the_page_on_ensembles_does_what_it_says(tmp_path: Path) -> None:
    pytest.importorskip("spacy", reason="the extra `spacy` is not installed")
    follow([command for command in commands_shown(tmp_path) if not command.startswith(CHECKS)], tmp_path)
    weights = json.loads((tmp_path / "my/weights.json").read_text())
    assert list(weights["members"]) == ["regex", "rules", "spacy"]
    stacked = read_run(tmp_path / "my/test/ensemble")
    assert {0 < (fact.confidence or 0) < 1 for facts in stacked.found.values() for fact in facts} == {True}
    assert (
        json.loads((tmp_path / "reports/both/run.json").read_text())["extractor"]["members"]["regex"]["time_limit"] == 2
    )


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run of the oracle on the shipped gold."""
    folder = tmp_path_factory.mktemp("scored")
    done = forked.run(folder, "extractor=oracle", "formats=[csv]", "progress=off")
    assert done.returncode == 0, done.stderr
    return folder / "reports" / "oracle"


def test_weights_are_the_counts_of_runs(scored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "weights.json"
    assert main(["weights", str(scored), f"to={file}"]) == 0
    assert capsys.readouterr().out == f"wrote {file}: oracle\n"
    its = read_run(scored)
    record = read_weights(file, ["oracle"]).members["oracle"]
    assert record.signature == its.signature
    counted = {row.name: row.facts.actual for row in its.rows if row.scope == "type" and row.facts is not None}
    assert {kind: (one.strict, one.lenient, one.found) for kind, one in record.types.items()} == {
        kind: (size, size, size) for kind, size in counted.items()
    }
    again = tmp_path / "again.json"
    write_weights(weights_of([its]), again)
    assert again.read_bytes() == file.read_bytes()


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "say what to do"),
        (["weights", "to=w.json"], "say what to do"),
        (["weights", "nowhere", "to=w.json"], "nowhere is no run"),
        (["weights", "nowhere"], "say where the weights go: to=weights.json"),
        (["weights", "nowhere", "too=w.json"], "there is no key 'too'; did you mean 'to'"),
    ],
)
def test_mistakes_are_told_in_a_line(words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    said = capsys.readouterr().err
    assert said.startswith("harness.extractors.ensemble: ")
    assert complaint in said
    assert said.count("\n") == 1


def test_one_name_is_one_record_and_an_unwritable_file_is_told(
    scored: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["weights", str(scored), str(scored), f"to={tmp_path / 'w.json'}"]) == 2
    assert "two runs are called oracle" in capsys.readouterr().err
    assert main(["weights", str(scored), f"to={tmp_path}"]) == 2
    assert "cannot be written" in capsys.readouterr().err
