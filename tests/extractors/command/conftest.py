"""Whatever a program does: after a test none of its processes is left, and none that nobody waited for."""

from collections.abc import Iterator
from multiprocessing import resource_tracker
from pathlib import Path

import forked
import pytest
from extractors.command.programs import alive, children


@pytest.fixture(autouse=True)
def _nobody_is_left(tmp_path: Path) -> Iterator[None]:
    resource_tracker.ensure_running()  # multiprocessing's own, which stay once they are there
    forked.ensure_running()
    before = children()
    yield
    assert alive(tmp_path) == []
    assert children() <= before
