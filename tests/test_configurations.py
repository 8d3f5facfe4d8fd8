"""Every shipped choice composes, and its extractor starts with the options that its file gives."""

from pathlib import Path
from typing import Any

import pytest
from hydra import compose, initialize_config_dir
from omegaconf import OmegaConf

from harness.__main__ import register_resolvers
from harness.extractors.choose import choose_extractor
from harness.extractors.protocol import Extractor
from harness.runs.settings import read_settings
from harness.shipped import shipped_folder

CONF = shipped_folder() / "conf"
CHOICES = sorted(path.stem for path in (CONF / "extractor").glob("*.yaml"))


def composed(*overrides: str) -> dict[str, Any]:
    register_resolvers()
    with initialize_config_dir(str(CONF), version_base="1.3"):
        plain = OmegaConf.to_container(compose("config", list(overrides)), resolve=True)
    assert isinstance(plain, dict)
    return {str(key): value for key, value in plain.items()}


@pytest.mark.parametrize("choice", CHOICES)
def test_an_extractor_starts(choice: str) -> None:
    if choice == "spacy":
        pytest.importorskip("spacy")
    needed = {"command": ["extractor.argv=[cat]"]}.get(choice, [])
    settings = read_settings({**composed(f"extractor={choice}", *needed), "run": choice})
    assert isinstance(choose_extractor(settings.extractor, settings.allow), Extractor)
    assert settings.folder == Path("reports") / choice


def test_the_choices() -> None:
    assert CHOICES == ["command", "empty", "oracle", "regex", "rules", "spacy"]
    folders = {name: str(shipped_folder() / name) for name in ("seeds", "gold")}
    assert composed()["corpus"] == {**folders, "split": None}
