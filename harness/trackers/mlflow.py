"""MLflow: runs in a local SQLite file, or on a server. Needs the extra `mlflow`.

Not the whole of MLflow: its client (`mlflow-skinny`) with what its SQLite store needs. Unless the environment says
otherwise, it does not report its use, and does not wait for minutes for a server that does not answer.
"""

import logging
import os
import re
import sqlite3
from contextlib import closing, suppress
from hashlib import sha256
from itertools import islice
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

from harness.errors import TrackerError
from harness.trackers.record import Record

if TYPE_CHECKING:
    from mlflow.tracking import MlflowClient

_ENVIRONMENT = {"MLFLOW_DISABLE_TELEMETRY": "true", "MLFLOW_HTTP_REQUEST_MAX_RETRIES": "2"}
_FILE = re.compile(r"sqlite:///(?P<path>[^?]+)")
_ILLEGAL = re.compile(r"[^\w.\-/]")
_BATCH = 100
"""Of params and metrics in one request: MLflow's own limit of the former."""
_LONGEST_KEY, _LONGEST_VALUE = 250, 6000
"""Code points of a name, and of the value of a param, that MLflow takes."""


class MlflowTracker:
    """Logs a run as one of an experiment: params, metrics, tags and, with `artifacts`, the files of its folder."""

    def __init__(self, uri: str, experiment: str, artifacts: bool = True) -> None:
        """Open the store at `uri` and the experiment in it, which is made if need be. Raises TrackerError."""
        if not uri or not experiment:
            raise TrackerError("tracker.uri and tracker.experiment must not be empty: name a store and an experiment")
        for name, value in _ENVIRONMENT.items():
            os.environ.setdefault(name, value)
        self._shown = re.sub(r"(?<=://)[^/@]*@", "", uri)
        self._experiment, self._artifacts = experiment, artifacts
        # The file of a local store, from the root on: MLflow keeps stores open by address, wherever one goes.
        self._file = Path(file["path"]).resolve() if (file := _FILE.fullmatch(uri)) else None
        self._uri = f"sqlite:///{self._file.as_posix()}" if self._file else uri
        try:
            self._client = self._opened()
            self._id = self._experiment_id()
        except ModuleNotFoundError as error:
            package = (error.name or "").partition(".")[0]
            raise TrackerError(
                f"the tracker mlflow needs {package}, which is not installed: pip install 'fact-harness[mlflow]'"
            ) from error
        except Exception as error:
            raise self._failure("cannot be used", error) from error

    def log(self, record: Record) -> str:
        """Log the run; where that fails halfway, MLflow's run is marked as failed. Raises TrackerError."""
        try:
            run = self._client.create_run(self._id, run_name=record.name, tags=dict(record.tags)).info.run_id
            try:
                self._fill(run, record)
            except BaseException:
                with suppress(Exception):
                    self._client.set_terminated(run, "FAILED")
                raise
            self._client.set_terminated(run, "FINISHED")
        except Exception as error:
            raise self._failure(f"did not take the run {record.name}", error) from error
        return f"mlflow: experiment {self._experiment} of {self._shown}"

    def _opened(self) -> "MlflowClient":
        from mlflow.tracking import MlflowClient

        logging.getLogger("mlflow").setLevel(logging.WARNING)  # it tells of every table that it makes
        logging.getLogger("alembic").setLevel(logging.WARNING)
        if self._file:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self._file)) as store:  # MLflow itself would try again for minutes
                store.execute("begin immediate")
        return MlflowClient(self._uri)

    def _experiment_id(self) -> str:
        from mlflow.exceptions import MlflowException

        found = self._client.get_experiment_by_name(self._experiment)
        if found is None:
            # Else the artifacts of a local store would lie wherever one happens to be.
            place = self._file.with_suffix(".artifacts").as_uri() if self._file else None
            try:
                return str(self._client.create_experiment(self._experiment, artifact_location=place))
            except MlflowException:  # another process was faster
                found = self._client.get_experiment_by_name(self._experiment)
        if found is None or found.lifecycle_stage == "deleted":
            raise ValueError(f"the experiment {self._experiment!r} was deleted there: choose another name")
        return str(found.experiment_id)

    def _fill(self, run: str, record: Record) -> None:
        from mlflow.entities import Metric, Param

        now = int(time() * 1000)
        params = iter([Param(legal(key), value[:_LONGEST_VALUE]) for key, value in record.params.items()])
        metrics = iter([Metric(legal(key), value, now, 0) for key, value in record.metrics.items()])
        while batch := list(islice(params, _BATCH)):
            self._client.log_batch(run, params=batch)
        while numbers := list(islice(metrics, _BATCH)):
            self._client.log_batch(run, metrics=numbers)
        if self._artifacts:
            self._client.log_artifacts(run, str(record.folder))

    def _failure(self, what: str, error: Exception) -> TrackerError:
        told = " ".join(str(error).split()).replace(self._uri, self._shown)
        return TrackerError(f"mlflow at {self._shown} {what}: {told[:300] or type(error).__name__}")


def legal(name: str) -> str:
    """Return a name that MLflow takes, other names for other ones: strange signs as their code, ` 2b ` for `+`."""
    written = _ILLEGAL.sub(lambda sign: f" {ord(sign.group()):x} ", name)
    parts = [part if part.strip(".") else part.replace(".", " 2e ") or " " for part in written.split("/")]
    whole = "/".join(parts)
    if len(whole) <= _LONGEST_KEY:
        return whole
    return f"{whole[: _LONGEST_KEY - 17]} {sha256(whole.encode()).hexdigest()[:16]}"
