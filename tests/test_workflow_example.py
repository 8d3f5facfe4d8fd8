"""The example of a workflow: what it runs is run here, in a user's own project."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from user_project import lay_out

WORKFLOW = Path(__file__).parents[1] / "examples" / "ci" / "harness.yml"


@pytest.fixture(scope="module")
def steps() -> dict[str, str]:
    (job,) = YAML(typ="safe").load(WORKFLOW.read_text(encoding="utf-8"))["jobs"].values()
    return {step["name"]: step["run"] for step in job["steps"] if "run" in step}


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    given = {**os.environ, "PATH": path, "GITHUB_STEP_SUMMARY": str(folder / "summary.md")}
    return subprocess.run(["bash", "-e", "-c", command], cwd=folder, env=given, capture_output=True, text=True)


def test_its_commands_check_score_and_summarise(steps: dict[str, str], tmp_path: Path) -> None:
    lay_out(tmp_path)
    assert list(steps) == ["Install", "Check the gold", "Score", "Summary"]
    checked = run(steps["Check the gold"], tmp_path)
    assert checked.returncode == 0, checked.stderr
    scored = run(steps["Score"], tmp_path)
    assert scored.returncode == 0, scored.stderr
    assert (tmp_path / "reports" / "facts" / "report.junit.xml").is_file()
    assert run(steps["Summary"], tmp_path).returncode == 0
    assert "| overall | gold | found |" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_its_gate_can_close(steps: dict[str, str], tmp_path: Path) -> None:
    lay_out(tmp_path)
    refused = run(
        steps["Score"].replace("gate.min_f1=0.5", "gate.min_f1=1 gate.reading=strict").replace("rules", "empty"),
        tmp_path,
    )
    assert refused.returncode == 1
    assert "the gate asks for 1" in refused.stderr
    assert run(steps["Summary"], tmp_path).returncode == 0
    assert "2 missing" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_what_is_wrong_in_the_input_is_told_apart_and_needs_no_summary(steps: dict[str, str], tmp_path: Path) -> None:
    lay_out(tmp_path)
    (tmp_path / "gold" / "two.yaml").write_text("facts: [")
    assert run(steps["Check the gold"], tmp_path).returncode == 2
    assert run(steps["Score"], tmp_path).returncode == 2
    assert run(steps["Summary"], tmp_path).returncode == 0
    assert not (tmp_path / "summary.md").exists()


def test_the_baseline_that_its_head_speaks_of(steps: dict[str, str], tmp_path: Path) -> None:
    lay_out(tmp_path)
    assert run(steps["Score"], tmp_path).returncode == 0
    assert run("python -m harness.baseline bless reports/facts", tmp_path).returncode == 0
    behind = steps["Score"].replace("gate.min_f1=0.5", "gate.max_drop=0.02")
    assert run(behind, tmp_path).returncode == 0
    assert run(behind.replace("rules", "empty"), tmp_path).returncode == 1
