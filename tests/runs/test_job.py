"""A job from a configuration to a run: what of it is timed. The rest is seen through the commands."""

from itertools import count
from pathlib import Path
from typing import Any

import pytest

from harness.corpora.corpus import Corpus
from harness.corpora.load import load_corpus
from harness.runs import job
from harness.runs.settings import read_settings
from harness.shipped import shipped_folder


def test_reading_the_gold_is_no_start_up_of_an_extractor(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The first run of a sweep reads it for all, and would look slow to start."""
    clock = count()

    def slowly(*given: Any) -> Corpus:
        for _ in range(100):
            next(clock)
        return load_corpus(*given)

    monkeypatch.setattr(job, "perf_counter", lambda: float(next(clock)))
    monkeypatch.setattr(job, "load_corpus", slowly)
    given = {"corpus": {name: str(shipped_folder() / name) for name in ("seeds", "gold")}, "reports": str(tmp_path)}
    its = {"extractor": {"_target_": "harness.extractors.empty.EmptyExtractor"}, "run": "one", "seed": 0}
    timing = job.score_job(read_settings({**given, **its}), "empty").timing
    assert timing is not None
    assert timing.start_up == 1.0
