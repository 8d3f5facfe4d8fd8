"""The harness is one package: each folder with modules is a part of it, not a namespace that anybody may add to."""

from pathlib import Path

import harness

ROOT = Path(harness.__file__).parent


def test_every_folder_of_modules_is_a_package() -> None:
    folders = {module.parent for module in ROOT.rglob("*.py")}
    assert ROOT / "extractors" / "frames" in folders
    assert [str(folder) for folder in folders if not (folder / "__init__.py").is_file()] == []
