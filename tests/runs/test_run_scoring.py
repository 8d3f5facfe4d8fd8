"""`scoring=...`: another profile's score beside that of whole facts, in run.json and on the terminal."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from user_project import OWN, lay_out

import harness.__main__ as command
from harness.errors import ConfigError
from harness.runs.folder import read_run
from harness.runs.scoring import choose_scoring
from harness.scoring.choose import read_options
from harness.shipped import shipped_folder

Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)

    def main(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["harness", "extractor=oracle", *OWN, *arguments])
        return command.main()

    return main


def test_the_score_by_a_profile_stands_beside_the_run_s_own(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("scoring=semeval13", "scoring.min_overlap=50") == 0
    out = capsys.readouterr().out
    said = json.loads(Path("reports/oracle/run.json").read_text())
    assert list(said)[-1] == "profile"
    assert said["profile"]["rows"]["evidence"]["strict"]["COR"] == 2
    signature = said["profile"]["signature"]
    assert signature.startswith("semeval13|end:exclusive|min_overlap:50.0|")
    own = dict(part.split(":") for part in said["signature"].split("|")[1:])
    its = dict(part.split(":") for part in signature.split("|")[1:])
    assert {key: its[key] for key in ("gold", "extractor", "harness")} == {
        key: own[key] for key in ("gold", "extractor", "harness")
    }
    assert out.index("detention") < out.index("ent_type") < out.index("semeval13|")
    again = read_run("reports/oracle")
    assert again.profile is not None
    assert again.profile.signature == signature
    assert again.profile.rows == said["profile"]["rows"]


def test_the_default_adds_nothing(run: Run) -> None:
    assert run("run=plain") == 0
    assert run("run=named", "scoring=facts") == 0
    plain, named = (Path(f"reports/{name}/run.json").read_text() for name in ("plain", "named"))
    assert plain == named.replace('"named"', '"plain"')
    assert "profile" not in json.loads(plain)
    assert read_run("reports/plain").profile is None


@pytest.mark.parametrize("choice", ["exact", "conll", "ceaf_ree", "muc_templates", "semeval13"])
def test_equal_runs_leave_equal_bytes_under_every_profile(choice: str, run: Run) -> None:
    assert run(f"scoring={choice}") == 0
    first = Path("reports/oracle/run.json").read_bytes()
    assert run(f"scoring={choice}") == 0
    assert Path("reports/oracle/run.json").read_bytes() == first


def test_a_sweep_over_profiles_names_its_runs(run: Run) -> None:
    assert run("-m", "scoring=facts,exact") == 0
    assert {path.name for path in Path("reports").iterdir() if path.is_dir()} == {
        "oracle,scoring=facts",
        "oracle,scoring=exact",
    }


def test_muc4_needs_its_own_files_and_says_so(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("scoring=muc4") == 2
    err = capsys.readouterr().err
    assert "python -m harness.score profile=muc4" in err
    assert err.count("\n") == 1
    assert not Path("reports/oracle").exists()


@pytest.mark.parametrize(
    "file", sorted((shipped_folder() / "conf" / "scoring").glob("*.yaml")), ids=lambda file: file.stem
)
def test_every_shipped_choice_names_a_profile_and_its_options(file: Path) -> None:
    config = dict(YAML(typ="safe").load(file))
    assert config.pop("profile") == file.stem
    assert read_options(file.stem, config)


def test_what_is_wrong_is_said_before_anything_runs(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("+scoring.sed=1") == 2
    assert capsys.readouterr().err.startswith("harness: profile facts: there is no option 'sed'")
    assert run("scoring.profile=fact") == 2
    assert capsys.readouterr().err == "harness: there is no profile 'fact'; did you mean 'facts'?\n"
    with pytest.raises(ConfigError, match=r"scoring\.profile must be the name of a profile, not 3"):
        choose_scoring({"profile": 3})
