"""Each kind of mistake on a command line: one line, with the closest known name."""

import sys
from pathlib import Path

import pytest

import harness.__main__ as command
from harness import compare
from harness.explain import __main__ as explain
from harness.gold import __main__ as gold
from harness.significance import __main__ as significance

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
        "there is no extractor 'spcy'; did you mean 'spacy'? (known: command, empty, ensemble, llm, oracle, "
        "predictions, regex, rules, spacy); looked in the harness's own conf/extractor; "
        "--config-dir FOLDER adds FOLDER/extractor\n",
    ),
    (["seeds=x"], "the configuration has no key 'seeds'; did you mean corpus.seeds=?\n"),
    (["gold=x", "corpus.seeds=y"], "the configuration has no key 'gold'; did you mean corpus.gold=?\n"),
    (["min_f1=0.6"], "the configuration has no key 'min_f1'; did you mean gate.min_f1=?\n"),
    (["book=x", "extractor=regex"], "the configuration has no key 'book'; did you mean extractor.book=?\n"),
    (["book=x"], "the configuration has no key 'book'; did you mean extractor.book= with extractor=regex?\n"),
    (["argv=[x]"], "the configuration has no key 'argv'; did you mean extractor.argv= with extractor=command?\n"),
    (["file=x"], "the configuration has no key 'file'; did you mean extractor.file= with extractor=predictions?\n"),
    (["lexicon=x"], "the configuration has no key 'lexicon'; did you mean extractor.lexicon= with extractor=rules or "),
    (["uri=x"], "the configuration has no key 'uri'; did you mean tracker.uri= with tracker=mlflow?\n"),
    (
        ["extractor=my/conf/extractor/mine.yaml"],
        "extractor=my/conf/extractor/mine.yaml names a file: use --config-dir my/conf extractor=mine\n",
    ),
    (["extractor=my/mine.yaml"], "extractor=my/mine.yaml names a file: put it into <folder>/extractor/, and use "),
    (
        ["extractor=mine/finder.py"],
        "extractor=mine/finder.py names code: put `_target_: mine.finder.<its class>` into "
        "<folder>/extractor/finder.yaml, and use --config-dir <folder> extractor=finder\n",
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
    (["--config-dir", "/nope"], "--config-dir: there is no folder /nope\n"),
    (["--config-dir", "/tnp"], "--config-dir: there is no folder /tnp; did you mean /tmp?\n"),
    (
        ["--config-dir", __file__],
        f"--config-dir {__file__} is a file: name the folder that has extractor/<choice>.yaml",
    ),
    (["--config-path", "/nope"], "Primary config directory not found."),
    (["--config-name", "nope"], "there is no configuration 'nope'; known: config; looked in the harness's own conf; "),
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


def test_it_says_where_it_looked_and_whose_default_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "conf" / "extractor").mkdir(parents=True)
    (tmp_path / "conf" / "extractor" / "mine.yaml").write_text("defaults: [predictionz, _self_]\n")
    monkeypatch.chdir(tmp_path)
    looks = [
        (".", "min", "looked in extractor (which is not there) and the harness's own conf/extractor\n"),
        ("conf", "min", "did you mean 'mine'? (known: command, "),
        ("conf", "min", "looked in conf/extractor and the harness's own conf/extractor\n"),
        ("conf", "mine", "'predictionz', which the defaults of extractor/mine.yaml name; did you mean 'predictions'?"),
    ]
    for folder, choice, said in looks:
        monkeypatch.setattr(sys, "argv", ["harness", "--config-dir", folder, f"extractor={choice}"])
        assert command.main() == 2
        assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("", "'s config is empty: it needs `_target_: package.module.Class`, and the arguments of the class\n"),
        ("target: a.B\n", "'s config needs `_target_: package.module.Class`, not None: it has 'target' in its place\n"),
    ],
)
@pytest.mark.parametrize(
    ("group", "named"), [("extractor", "extractor=mine: an extractor"), ("tracker", "tracker: a tracker")]
)
def test_a_config_that_names_no_class(
    group: str,
    named: str,
    config: str,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / group).mkdir()
    (tmp_path / group / "mine.yaml").write_text(config)
    monkeypatch.setattr(sys, "argv", ["harness", "--config-dir", str(tmp_path), f"{group}=mine", f"reports={tmp_path}"])
    assert command.main() == 2
    assert capsys.readouterr().err == f"harness: {named}{said}"


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


@pytest.mark.parametrize(
    "name", ["a\x1b[31mred\x1b[0m", "a\x1b]0;title\x07", "a\rb", "a\u202eb", "a\x9b2J", "a\u2028b"]
)
def test_what_commands_a_terminal_is_escaped_wherever_it_is_quoted(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shown = repr(name)[1:-1]
    monkeypatch.setattr(sys, "argv", ["harness", "--config-dir", name])
    for refused in (
        command.main,
        lambda: compare.main([name]),
        lambda: explain.main([f"run={name}", "fact=a"]),
        lambda: gold.main(["check", f"gold={name}"]),
        lambda: significance.main([f"--{name}"]),
    ):
        assert refused() == 2
        said = "".join(capsys.readouterr())
        assert shown in said
        assert all(sign.isprintable() or sign == "\n" for sign in said)
