"""Whatever a program does: after a test none of its processes is left, and none that nobody waited for."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from extractors.command.programs import nobody_left


@pytest.fixture(autouse=True)
def _nobody_is_left(tmp_path: Path) -> Iterator[None]:
    with nobody_left(tmp_path):
        yield
