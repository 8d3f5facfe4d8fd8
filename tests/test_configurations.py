"""Every shipped choice composes, and its extractor starts with the options that its file gives."""

from pathlib import Path

import pytest
from composing import CONF, composed

from harness.extractors.choose import choose_extractor
from harness.extractors.protocol import Extractor
from harness.runs.settings import read_settings
from harness.shipped import shipped_folder

CHOICES = sorted(path.stem for path in (CONF / "extractor").glob("*.yaml"))


@pytest.mark.parametrize("choice", CHOICES)
def test_an_extractor_starts(choice: str) -> None:
    if choice == "spacy":
        pytest.importorskip("spacy")
    settings = read_settings({**composed(f"extractor={choice}"), "run": choice})
    assert isinstance(choose_extractor(settings.extractor, settings.allow), Extractor)
    assert settings.folder == Path("reports") / choice


def test_the_choices() -> None:
    assert CHOICES == ["empty", "oracle", "regex", "rules", "spacy"]
    folders = {name: str(shipped_folder() / name) for name in ("seeds", "gold")}
    assert composed()["corpus"] == {**folders, "split": None}
