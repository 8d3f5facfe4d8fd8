"""`tracker=mlflow`: runs in a real local store and read back from it, and what is said where that cannot be."""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from user_project import OWN, lay_out

import harness.__main__ as command

Run = Callable[..., int]
LOUD = """
from harness.errors import TrackerError

class Loud:
    def __init__(self, fail=None):
        if fail == "start":
            raise TrackerError("nobody listens")
        self.fail = fail
    def log(self, record):
        if self.fail == "late":
            raise TrackerError("the line went dead")
        if self.fail == "badly":
            raise ZeroDivisionError("how?")
        return f"{record.name} shouted"
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    lay_out(tmp_path)
    (tmp_path / "mine" / "loud.py").write_text(LOUD)
    (tmp_path / "conf" / "tracker").mkdir()
    (tmp_path / "conf" / "tracker" / "loud.yaml").write_text("_target_: mine.loud.Loud\nfail: null\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path)])
    monkeypatch.delenv("MLFLOW_TRACKING_URI", raising=False)

    def main(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["harness", *arguments, *OWN])
        return command.main()

    return main


def logged(store: str = "reports/mlflow.db", experiment: str = "fact-harness") -> list[Any]:
    """The runs of the store, the earliest first."""
    tracking = pytest.importorskip("mlflow.tracking", reason="mlflow is not installed")
    client = tracking.MlflowClient(f"sqlite:///{Path(store).resolve()}")
    runs = client.search_runs([client.get_experiment_by_name(experiment).experiment_id], order_by=["start_time"])
    return list(runs)


def numbers(rows: dict[str, Any], place: str) -> Iterator[tuple[str, float]]:
    for key, value in rows.items():
        if isinstance(value, dict):
            yield from numbers(value, f"{place}/{key}")
        elif value is not None:
            yield f"{place}/{key}", value


def test_a_run_is_in_the_store_with_the_numbers_that_its_folder_has(
    run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("mlflow", reason="mlflow is not installed")
    finder = ("--config-dir", "conf", "--config-name", "own", "scoring=semeval13")
    assert run(*finder, "tracker=mlflow", "seed=3") == 0
    said = capsys.readouterr()
    assert "logged: mlflow: experiment fact-harness of sqlite:///reports/mlflow.db" in said.out
    assert said.err == ""
    (one,) = logged()
    folder = Path("reports/finder")
    whole = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    assert (one.info.status, one.info.run_name) == ("FINISHED", "finder")
    assert one.data.tags["signature"] == whole["signature"]
    assert one.data.tags["profile"] == whole["profile"]["signature"]
    assert one.data.tags["gold"] == whole["corpus"]["digest"]
    assert one.data.params["seed"] == "3"
    assert one.data.params["extractor._target_"] == "mine.finder.Finder"
    assert one.data.params["extractor.fail"] == "null"
    seen = 0
    for row in whole["rows"]:
        if row["scope"] == "article":
            continue
        place = "/".join(part for part in (row["scope"], row["name"]) if part)
        for reading in ("strict", "lenient", "slot"):
            for measure in ("precision", "recall", "f1"):
                value = (row[reading] or {}).get(measure)
                assert one.data.metrics.get(f"{place}/{reading}_{measure}") == value
                seen += value is not None
    assert seen > 20
    by_profile = dict(numbers(whole["profile"]["rows"], "profile"))
    assert {k: v for k, v in one.data.metrics.items() if k.startswith("profile/")} == by_profile
    assert len(by_profile) > 5
    kept = Path(one.info.artifact_uri.removeprefix("file://"))
    assert kept.is_relative_to(Path("reports/mlflow.artifacts").resolve())
    assert {path.name: path.read_bytes() for path in kept.iterdir()} == {
        path.name: path.read_bytes() for path in folder.iterdir()
    }


def test_equal_runs_log_equal_records_but_for_the_time(run: Run) -> None:
    pytest.importorskip("mlflow", reason="mlflow is not installed")
    for _ in range(2):
        assert run("extractor=oracle", "tracker=mlflow", "tracker.artifacts=false", "tracker.experiment=ours") == 0
    once, twice = logged(experiment="ours")
    untimed = [{k: v for k, v in one.data.metrics.items() if not k.startswith("timing/")} for one in (once, twice)]
    assert untimed[0] == untimed[1]
    assert once.data.params == twice.data.params
    assert once.data.metrics.keys() == twice.data.metrics.keys()
    assert not list(Path("reports/mlflow.artifacts").rglob("run.json"))


def test_a_sweep_logs_every_run_and_a_breach_is_still_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("mlflow", reason="mlflow is not installed")
    monkeypatch.setenv("MLFLOW_TRACKING_URI", "sqlite:///elsewhere/all.db")
    assert run("-m", "extractor=oracle,empty", "tracker=mlflow", "gate.min_f1=0.5") == 1
    assert {one.info.run_name for one in logged("elsewhere/all.db")} == {"oracle", "empty"}
    assert not Path("reports/mlflow.db").exists()


def test_a_run_that_the_store_takes_only_in_part_is_marked_there(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("mlflow", reason="mlflow is not installed")
    Path("reports").mkdir()
    Path("reports/mlflow.artifacts").write_text("in the way")
    assert run("extractor=oracle", "tracker=mlflow") == 2
    said = capsys.readouterr().err
    assert said.startswith("harness: mlflow at sqlite:///reports/mlflow.db did not take the run oracle: ")
    assert said.endswith("; the run is in reports/oracle all the same\n")
    assert [one.info.status for one in logged()] == ["FAILED"]


KEYED = """
class Keyed:
    def __init__(self, api_key, endpoint):
        assert (api_key, endpoint) == ("hush", "http://me:hush@host")
    def extract(self, articles):
        for article in articles:
            yield []
"""


def test_no_secret_is_written_anywhere(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("mlflow", reason="mlflow is not installed")
    Path("mine/keyed.py").write_text(KEYED)
    own = "_target_: mine.keyed.Keyed\napi_key: ${oc.env:OWN_KEY}\nendpoint: http://me:${oc.env:OWN_KEY}@host\n"
    Path("conf/extractor/keyed.yaml").write_text(own)
    monkeypatch.setenv("OWN_KEY", "hush")
    assert run("--config-dir", "conf", "extractor=keyed", "allow=[mine]", "tracker=mlflow") == 0
    written = [path for path in Path("reports").rglob("*") if path.is_file()]
    assert len(written) > 15
    assert [path for path in written if b"hush" in path.read_bytes()] == []
    (one,) = logged()
    assert one.data.params["extractor.api_key"] == "(secret)"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["tracker.uri=sqlite:///seeds/one.txt"], "file is not a database"),
        (["tracker.uri=sqlite:////proc/no.db"], "unable to open database file"),
        (["tracker.uri=nosuch://me:mine@place"], "mlflow at nosuch://place cannot be used"),
        (["tracker.experiment="], "must not be empty"),
        (["tracker.artifacts=often"], "option 'artifacts': must be true or false, not 'often'"),
        (["tracker.experimnt=x"], "did you mean 'experiment'?"),
        (["tracker._target_=os.system"], "lies outside harness.trackers"),
    ],
)
def test_a_store_that_cannot_be_used_is_told_before_the_extractor_runs(
    arguments: list[str], message: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("mlflow", reason="mlflow is not installed")
    assert run("extractor=oracle", "tracker=mlflow", *arguments) == 2
    said = capsys.readouterr()
    assert message in said.err
    assert "mine" not in said.err
    assert said.err.count("\n") == 1
    assert not Path("reports/oracle").exists()


def test_an_absent_package_is_one_line(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "mlflow.tracking", None)
    monkeypatch.setitem(sys.modules, "mlflow", None)
    assert run("extractor=oracle", "tracker=mlflow") == 2
    assert capsys.readouterr().err == (
        "harness: the tracker mlflow needs mlflow, which is not installed: pip install 'fact-harness[mlflow]'\n"
    )
    assert not Path("reports").exists()


LOUDLY = ("--config-dir", "conf", "extractor=empty", "tracker=loud", "allow=[mine]")


def test_a_tracker_of_ones_own(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*LOUDLY) == 0
    assert "logged: empty shouted" in capsys.readouterr().out
    assert run(*LOUDLY, "tracker.fail=start") == 2
    assert capsys.readouterr().err == "harness: nobody listens\n"
    assert run(*LOUDLY[:-1]) == 2
    assert "allow it with allow=[mine]" in capsys.readouterr().err


@pytest.mark.parametrize(("fail", "said"), [("late", "the line went dead"), ("badly", "ZeroDivisionError: how?")])
def test_what_goes_wrong_after_the_run_leaves_it_and_is_judged(
    fail: str, said: str, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*LOUDLY, f"tracker.fail={fail}", "gate.min_recall=0.5") == 2
    tracked, gated = capsys.readouterr().err.splitlines()
    assert said in tracked
    assert tracked.endswith("the run is in reports/empty all the same")
    assert "the gate asks for 0.5" in gated
    assert Path("reports/empty/run.json").is_file()
