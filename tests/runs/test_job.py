"""A job from a configuration to a run: what of it is timed. The rest is seen through the commands."""

import json
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from harness.corpora.corpus import Corpus
from harness.corpora.load import load_corpus
from harness.errors import ConfigError
from harness.runs import job
from harness.runs.folder import read_run, write_run
from harness.runs.run import Run
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


def sure_job(tmp_path: Path, more: Mapping[str, Any] | None = None, **given: Any) -> Run:
    """Score an ensemble of the oracle and `empty`: all that gold has, at a confidence of one half."""
    folders = {name: str(shipped_folder() / name) for name in ("seeds", "gold")}
    oracle = {"_target_": "harness.extractors.oracle.OracleExtractor", **folders}
    members: dict[str, Any] = {"oracle": oracle, "empty": {"_target_": "harness.extractors.empty.EmptyExtractor"}}
    ensemble = {
        "_target_": "harness.extractors.ensemble.extractor.EnsembleExtractor",
        "members": {**members, **(more or {})},
        "schema": f"{folders['gold']}/schema.yaml",
        "how": "union",
    }
    its = {"extractor": ensemble, "corpus": folders, "reports": str(tmp_path), "run": "one", "seed": 0}
    return job.score_job(read_settings({**its, **given}), "ensemble")


def test_facts_below_min_confidence_are_not_scored_and_the_signature_says_so(tmp_path: Path) -> None:
    whole, kept, none = (sure_job(tmp_path, min_confidence=least) for least in (None, 0.5, 0.6))
    assert whole.found == kept.found
    assert set(none.found.values()) == {()}
    assert whole.rows[0].lenient is not None
    assert whole.rows[0].lenient.f1 == 1.0
    assert len({run.signature for run in (whole, kept, none)}) == 3
    assert "_min_confidence_" not in whole.extractor
    assert none.extractor["_min_confidence_"] == 0.6


def test_each_point_of_the_curve_is_what_a_run_with_that_threshold_scores(tmp_path: Path) -> None:
    lexicon = str(shipped_folder() / "conf" / "lexicon" / "security.yaml")
    rules = {"_target_": "harness.extractors.rules.RulesExtractor", "lexicon": lexicon}
    whole = sure_job(tmp_path, more={"rules": rules})
    of_all = [one for one in whole.beliefs if not one.type]
    assert {one.reading for one in of_all} == {"strict", "lenient"}
    thresholds = {point.threshold for belief in of_all for point in belief.points}
    runs = {one: sure_job(tmp_path, more={"rules": rules}, min_confidence=one) for one in thresholds}
    for belief in of_all:
        assert [round(point.threshold, 3) for point in belief.points] == [0.667, 0.333]
        for point in belief.points:
            row = runs[point.threshold].rows[0]
            ratios = row.strict if belief.reading == "strict" else row.lenient
            assert ratios is not None
            assert (ratios.precision, ratios.recall) == (point.precision, point.recall)
    write_run(whole, tmp_path / "one")
    assert read_run(tmp_path / "one").beliefs == whole.beliefs


def test_min_confidence_may_be_given_for_each_type(tmp_path: Path) -> None:
    found = sure_job(tmp_path, min_confidence={"casualty": 0.5, "rest": 1}).found
    assert {fact.type for facts in found.values() for fact in facts} == {"casualty"}
    with pytest.raises(ConfigError, match="min_confidence: there is no fact type 'casualties'"):
        sure_job(tmp_path, min_confidence={"casualties": 0.5})
    with pytest.raises(ConfigError, match=r"min_confidence: a confidence lies in 0..1, not 'much'"):
        sure_job(tmp_path, min_confidence="much")


def test_what_decides_a_members_results_is_in_the_signature(tmp_path: Path) -> None:
    members = json.loads(sure_job(tmp_path).extractor["_identity_"])
    assert [(name, list(its)) for name, its in members] == [("oracle", ["_code_"]), ("empty", ["_code_"])]
