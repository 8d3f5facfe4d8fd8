"""Where data with known scores lies, if it is there: it is not part of the project, and tests on it skip without it."""

import os
from pathlib import Path

import pytest

PLACE = Path(os.environ.get("HARNESS_REFERENCE") or Path(__file__).resolve().parents[2] / "shared" / "reference")


def reference(*parts: str) -> Path:
    """The file or folder of that name; skips the test, or the module that asks at import, where it is absent."""
    path = PLACE.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"no reference data: {'/'.join(parts)} is absent (set HARNESS_REFERENCE)", allow_module_level=True)
    return path
