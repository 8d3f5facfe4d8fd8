from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from predicted import EMOJI, RAID

if TYPE_CHECKING:
    from harness.extractors.spacy import SpacyExtractor


@pytest.fixture(scope="session")
def spacy_extractor() -> "SpacyExtractor":
    """One for all files: its model takes seconds to load."""
    from harness.extractors.spacy import SpacyExtractor

    return SpacyExtractor(Path(__file__).parents[2] / "conf/lexicon/security.yaml")


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name, text in (("raid", RAID), ("emoji", EMOJI), ("quiet", "Nothing.")):
        (folder / f"{name}.txt").write_bytes(text.encode())
    return folder
