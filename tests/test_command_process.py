"""`python -m harness` as a process of its own: its bytes, its speed, its streams."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from user_project import OWN, entries, lay_out

ROOT = Path(__file__).parent.parent


@pytest.fixture
def project(tmp_path: Path) -> Path:
    lay_out(tmp_path)
    return tmp_path


def popen(*arguments: str, folder: Path, stdout: int, stderr: int, **environment: str) -> subprocess.Popen[str]:
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    return subprocess.Popen(
        [sys.executable, "-m", "harness", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": path, **environment},
        stdout=stdout,
        stderr=stderr,
        text=True,
    )


def start(*arguments: str, folder: Path, **environment: str) -> tuple[int, str, str]:
    process = popen(*arguments, folder=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **environment)
    out, err = process.communicate(timeout=300)
    return process.returncode, out, err


def test_equal_runs_have_equal_bytes_and_any_folder_will_do(project: Path) -> None:
    finder = ("--config-dir", str(project / "conf"), "--config-name", "own", "extractor.fail=two")
    corpus = (f"corpus.seeds={project / 'seeds'}", f"corpus.gold={project / 'gold'}")
    for name, hash_seed in (("a", "1"), ("b", "2")):
        (project / name).mkdir()
        (project / name / "mine").symlink_to(project / "mine")
        status, _, err = start(*finder, *corpus, folder=project / name, PYTHONHASHSEED=hash_seed)
        assert (status, err) == (0, "")
    one, two = (project / name / "reports" / "finder" for name in ("a", "b"))
    assert entries(one) == entries(two)
    differ = {path.name for path in one.iterdir() if path.read_bytes() != (two / path.name).read_bytes()}
    assert differ <= {"timings.json"}
    assert entries(project / "a") == {"mine", "reports"}


def test_help_waits_for_no_heavy_package(project: Path) -> None:
    status, out, err = start("--help", "--config-dir", "conf", folder=project, PYTHONPROFILEIMPORTTIME="1")
    assert status == 0
    assert "extractor: command, empty, ensemble, finder, llm, oracle, predictions, regex, rules, spacy" in out
    assert "python -m harness -m extractor=regex,rules,spacy" in out
    assert max(map(len, out.splitlines())) <= 100
    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in err.splitlines()}
    assert imported >= {"harness", "hydra"}
    assert (
        imported & {"datasets", "jinja2", "numpy", "pandas", "pyarrow", "pydantic", "regex", "scipy", "sklearn"}
        == set()
    )


def test_a_bar_on_a_terminal(project: Path) -> None:
    master, slave = pty.openpty()
    process = popen("extractor=empty", *OWN, folder=project, stdout=subprocess.DEVNULL, stderr=slave, TERM="xterm")
    os.close(slave)
    seen = b""
    try:
        while piece := os.read(master, 4096):
            seen += piece
    except OSError:  # what a closed terminal raises on Linux
        pass
    assert process.wait(60) == 0
    assert b"2/2" in seen


def test_no_bar_in_a_pipe_and_no_obstacle_in_an_old_console(project: Path) -> None:
    status, out, err = start("extractor=empty", *OWN, folder=project, PYTHONIOENCODING="ascii")
    assert (status, err) == (0, "")
    assert "detention" in out
    assert "\x1b" not in out


def test_a_reader_that_has_seen_enough(project: Path) -> None:
    process = popen("extractor=empty", *OWN, folder=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.close()
    assert process.stderr is not None
    assert process.stderr.read() == ""
    assert process.wait(60) == 0
    assert (project / "reports" / "empty" / "run.json").exists()
