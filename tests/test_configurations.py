"""Every shipped choice composes, and its extractor starts with the options that its file gives."""

import shutil
from pathlib import Path

import pytest
from composing import CONF, composed

from harness.conformance import config_file
from harness.conformance.config_file import read_config
from harness.errors import ConfigError
from harness.extractors.choose import choose_extractor
from harness.extractors.protocol import Extractor
from harness.runs.settings import read_settings
from harness.shipped import shipped_folder

CHOICES = sorted(path.stem for path in (CONF / "extractor").glob("*.yaml"))


@pytest.mark.parametrize("choice", CHOICES)
def test_an_extractor_starts(choice: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_MODEL", "none")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    if choice in ("spacy", "ensemble"):
        pytest.importorskip("spacy")
    needed = ["extractor.argv=[cat]"] if choice == "command" else []
    if choice == "predictions":
        (tmp_path / "answers.jsonl").write_text('{"article": "hajj-stampede", "facts": []}')
        needed = [f"extractor.file={tmp_path / 'answers.jsonl'}"]
    settings = read_settings({**composed(f"extractor={choice}", *needed), "run": choice})
    assert isinstance(choose_extractor(settings.extractor, settings.allow), Extractor)
    assert settings.folder == Path("reports") / choice


def test_the_choices() -> None:
    assert CHOICES == ["command", "empty", "ensemble", "llm", "oracle", "predictions", "regex", "rules", "spacy"]
    folders = {name: str(shipped_folder() / name) for name in ("seeds", "gold")}
    assert composed()["corpus"] == {**folders, "split": None}


OWN = """
defaults:
  - /extractor@members.a: regex
  - /extractor@members.b: mine
  - _self_
_target_: harness.extractors.ensemble.extractor.EnsembleExtractor
schema: ${corpus.gold}/schema.yaml
how: union
"""


def test_an_ensemble_of_ones_own_is_a_file_of_ones_own(tmp_path: Path) -> None:
    folder = tmp_path / "conf" / "extractor"
    folder.mkdir(parents=True)
    (folder / "own.yaml").write_text(OWN)
    (folder / "mine.yaml").write_text("_target_: harness.extractors.oracle.OracleExtractor\ngold: ${corpus.gold}\n")
    shown = composed("extractor=own", f"hydra.searchpath=[file://{tmp_path / 'conf'}]", "corpus.gold=g")["extractor"]
    assert list(shown["members"]) == ["a", "b"]
    assert shown["members"]["a"] == composed("extractor=regex", "corpus.gold=g")["extractor"]
    assert shown["members"]["b"] == {"_target_": "harness.extractors.oracle.OracleExtractor", "gold": "g"}
    assert shown["schema"] == "g/schema.yaml"
    assert read_config(str(folder / "own.yaml"), {"gold": "g"}) == shown
    (tmp_path / "own.yaml").write_text(OWN)
    with pytest.raises(ConfigError, match=r"put it into a folder conf/extractor/"):
        read_config(str(tmp_path / "own.yaml"), {"gold": "g"})
    (folder / "own.yaml").write_text(OWN.replace("mine", "nobody"))
    with pytest.raises(ConfigError, match=r"own.yaml: .*nobody"):
        read_config(str(folder / "own.yaml"), {"gold": "g"})


def test_the_harness_may_lie_in_a_folder_of_any_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped, own = tmp_path / "it's [a], folder", tmp_path / "conf" / "extractor"
    shutil.copytree(shipped_folder() / "conf", shipped / "conf")
    own.mkdir(parents=True)
    (own / "theirs.yaml").write_text("defaults: [predictions, _self_]\nfile: x.jsonl\n")
    monkeypatch.setattr(config_file, "shipped_folder", lambda: shipped)
    read = read_config(str(own / "theirs.yaml"), {"gold": "g", "seeds": "s"})
    assert (read["file"], read["schema"]) == ("x.jsonl", "g/schema.yaml")


def test_members_can_be_changed_on_the_command_line() -> None:
    overrides = ["extractor=ensemble", "~extractor.members.spacy", "extractor@extractor.members.rules=empty"]
    members = composed(*overrides)["extractor"]["members"]
    assert [one["_target_"].rpartition(".")[2] for one in members.values()] == ["RegexExtractor", "EmptyExtractor"]
