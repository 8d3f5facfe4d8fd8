"""Each kind of mistake on a command line: one line, with the closest known name."""

import sys
from pathlib import Path

import pytest

import harness.__main__ as command

MISTAKES = [
    (["extracter=spacy"], "the configuration has no key 'extracter'; did you mean 'extractor'? (known: "),
    (["corpus.sedes=x"], "`corpus` has no key 'sedes'; did you mean 'seeds'? (known: seeds, gold, split)"),
    (
        ["extractor.bok=x", "extractor=regex"],
        "`extractor` has no key 'bok'; did you mean 'book'? (known: book, ",
    ),
    (["seed.x=1"], "`seed` has no key 'x'; it has none"),
    (["hydra.rn.dir=x"], "`hydra` has no key 'rn'; did you mean 'run'?"),
    (
        ["extractor=spcy"],
        "there is no extractor 'spcy'; did you mean 'spacy'? (known: command, empty, ",
    ),
    (["-m", "extractor=regex,rls"], "there is no extractor 'rls'; did you mean 'rules'?"),
    (["corpus=mine"], "there is no corpus 'mine'; known: shipped"),
    (["extractor=regex,rules"], "'extractor=regex,rules' gives several values: add -m to run each"),
    (["seed"], "'seed' is no option and sets nothing: write key=value"),
    (["seed=[1"], "the value of 'seed=[1' cannot be read; if it is plain text, quote it twice: 'seed=\"[1\"'"),
    (
        ["reports=/tmp/ü"],
        "the value of 'reports=/tmp/ü' cannot be read; if it is plain text, quote it twice: ",
    ),
    (["allow={a:1}"], "'allow={a:1}': a list cannot take the place of a mapping, nor a mapping that of a list"),
    (["gate=[1]"], "'gate=[1]': a list cannot take the place"),
    (["~nothing"], "Could not delete from config. 'nothing' does not exist."),
    (["=3"], "Config group override must be"),
    (["+extractor=regex"], "Multiple values for extractor."),
    (["-m", "seed=interval(1,2)"], "BasicSweeper does not support sweep type"),
    (["--config-dir", "/nope"], "Additional config directory '/nope' not found"),
    (["--config-path", "/nope"], "Primary config directory not found."),
    (["--config-name", "nope"], "there is no configuration 'nope' in the folders that are searched"),
    (["--help", "extractor=spcy"], "there is no extractor 'spcy'"),
    (["extractor="], "there is no extractor ''; known: command, empty, "),
    (["--nope"], "unrecognized arguments: --nope (--help lists the options)"),
    (["--cfg", "jobs"], "argument --cfg/-c: invalid choice: 'jobs'"),
    (["--config-dir"], "argument --config-dir/-cd: expected one argument"),
    (["--cfg", "job", "sed=1"], "the configuration has no key 'sed'; did you mean 'seed'?"),
]


@pytest.mark.parametrize(
    ("arguments", "message"), MISTAKES, ids=lambda value: "" if isinstance(value, str) else " ".join(value)
)
def test_one_clear_line(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["harness", *arguments])
    assert command.main() == 2
    out, err = capsys.readouterr()
    assert err.startswith(f"harness: {message}")
    assert err.count("\n") == 1
    assert out == ""
    assert list(tmp_path.iterdir()) == []


def test_a_broken_config_file_is_told_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "extractor").mkdir()
    (tmp_path / "extractor" / "mine.yaml").write_text("_target_: x\n  y: [\n")
    monkeypatch.setattr(sys, "argv", ["harness", "--config-dir", str(tmp_path), "extractor=mine"])
    assert command.main() == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "mine.yaml" in err
    assert "line 2, column 4" in err
