from pathlib import Path

import pytest
from predicted import EMOJI, RAID


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds"
    folder.mkdir()
    for name, text in (("raid", RAID), ("emoji", EMOJI), ("quiet", "Nothing.")):
        (folder / f"{name}.txt").write_bytes(text.encode())
    return folder
