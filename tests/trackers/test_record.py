"""A run as trackers take it, and the names that MLflow takes."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from harness.runs.job import run_job
from harness.runs.run import ProfileScore
from harness.runs.settings import Settings, read_settings
from harness.shipped import shipped_folder
from harness.trackers.mlflow import MlflowTracker, legal
from harness.trackers.record import Record, record_of


def settings(folder: Path, **more: Any) -> Settings:
    shipped = {name: str(shipped_folder() / name) for name in ("seeds", "gold")}
    given = {"corpus": shipped, "reports": str(folder), "run": "one", "seed": 0, **more}
    return read_settings({"extractor": {"_target_": "harness.extractors.empty.EmptyExtractor"}, **given})


@pytest.fixture
def record(tmp_path: Path) -> Record:
    asked = settings(tmp_path)
    return record_of(run_job(asked, "empty"), asked)


def test_what_is_undefined_is_left_out(record: Record) -> None:
    assert record.metrics["overall/lenient_recall"] == 0
    assert "overall/lenient_precision" not in record.metrics
    assert record.metrics["overall/lenient_recall_low"] == 0 < record.metrics["overall/lenient_recall_high"] < 0.2
    assert all(np.isfinite(value) for value in record.metrics.values())


def test_names_are_flat_and_no_article_has_one(record: Record) -> None:
    assert {name.partition("/")[0] for name in record.metrics} == {
        *("overall", "macro", "weighted", "type", "slot", "articles", "troubles", "timing"),
    }
    supports = [n for name, n in record.metrics.items() if name.startswith("type/") and name.endswith("/support")]
    assert sum(supports) == record.metrics["overall/support"] > 0
    assert record.params["corpus.split"] == "null"
    assert record.params["corpus.gold"] == "${shipped:gold}"  # on every machine
    assert record.folder.name == record.name == "one"


def test_what_is_nested_is_flat_and_only_numbers_are_metrics(tmp_path: Path) -> None:
    asked = settings(tmp_path)
    profile = ProfileScore("s", {"PER": {"cor": 2, "f1": 0.5, "whole": True, "none": None}, "word": "x"})
    options = {"words": ["a", "b"], "none": {}, "deep": {"x": None}}
    record = record_of(replace(run_job(asked, "empty"), profile=profile, extractor=options), asked)
    numbers = {name: value for name, value in record.metrics.items() if name.startswith("profile/")}
    assert numbers == {"profile/PER/cor": 2, "profile/PER/f1": 0.5}
    assert {name: value for name, value in record.params.items() if name.startswith("extractor")} == {
        "extractor.words.0": "a",
        "extractor.words.1": "b",
        "extractor.none": "{}",
        "extractor.deep.x": "null",
    }


@pytest.mark.parametrize("name", ["a/b.c-d_e", "type/casualty/lenient_f1", "overall/support"])
def test_a_name_that_mlflow_takes_stays(name: str) -> None:
    assert legal(name) == name


def test_other_names_are_spelt_out_and_stay_apart() -> None:
    strange = [
        "P&R",
        "P R",
        "P 26 R",
        "a//b",
        "a/ /b",
        "a/../b",
        "..",
        ".",
        "/a",
        "a/",
        "x" * 250,
        "x" * 251,
        "x" * 300,
        "x" * 301,
        "ü\n\x00",
    ]
    made = [legal(name) for name in strange]
    assert len(set(made)) == len(strange)
    assert max(map(len, made)) <= 250
    assert legal("P&R") == "P 26 R"
    assert legal("x" * 250) == "x" * 250


def test_mlflow_takes_every_such_name(tmp_path: Path) -> None:
    tracking = pytest.importorskip("mlflow.tracking", reason="mlflow is not installed")
    client = tracking.MlflowClient(f"sqlite:///{tmp_path}/names.db")
    run = client.create_run(client.create_experiment("names", tmp_path.as_uri())).info.run_id
    names = [legal(name) for name in ("P&R", "a//b", "a/../b", "..", ".", "/a", "a/", "x" * 300, "ü\n\x00", "日本/語")]
    for name in names:
        client.log_metric(run, name, 0.5)
    assert client.get_run(run).data.metrics == dict.fromkeys(names, 0.5)


def test_mlflow_takes_as_many_and_as_long_as_it_is_given(tmp_path: Path) -> None:
    tracking = pytest.importorskip("mlflow.tracking", reason="mlflow is not installed")
    uri = f"sqlite:///{tmp_path}/many.db"
    params = {f"p{k}": "v" for k in range(100)} | {"long": "x" * 6001}  # 100 in a request, 6000 characters: its limits
    metrics = {f"m{k}": float(k) for k in range(101)}
    MlflowTracker(uri, "many", artifacts=False).log(Record("one", params, metrics, {}, tmp_path))
    client = tracking.MlflowClient(uri)
    (run,) = client.search_runs([client.get_experiment_by_name("many").experiment_id])
    assert run.data.metrics == metrics
    assert run.data.params == {**params, "long": "x" * 6000}
