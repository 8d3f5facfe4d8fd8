"""The forked command itself: one that hangs leaves nothing behind."""

import multiprocessing
from pathlib import Path

import forked
import pytest
from user_project import OWN, lay_out


def test_a_run_that_hangs_is_ended_when_its_time_is_up(tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "mine" / "finder.py").write_text("""import time

class Finder:
    def __init__(self, word, fail):
        pass
    def extract(self, articles):
        time.sleep(600)
        yield from ()
""")
    before = set(multiprocessing.active_children())
    with pytest.raises(TimeoutError, match=r"the run did not end within 0\.5 s"):
        forked.run(tmp_path, "--config-dir", "conf", "extractor=finder", "allow=[mine]", *OWN, patience=0.5)
    assert set(multiprocessing.active_children()) <= before
