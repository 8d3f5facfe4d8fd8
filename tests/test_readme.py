"""The README as a newcomer would follow it: its files are written as shown, its commands run as shown, in order."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from llm_server import Server, gold_answers, told

ROOT = Path(__file__).parents[1]
FENCE = re.compile(r"^```(?P<language>\w+)(?: title=(?P<title>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page: str) -> list[dict[str, str]]:
    return [match.groupdict() for match in FENCE.finditer((ROOT / page).read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder with the README's own files in it, as they are shown; gold is written after `gold new`."""
    return tmp_path_factory.mktemp("newcomer")


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server on loopback in place of a language model: the environment names it, as the README asks for."""
    with Server(told(gold_answers(ROOT / "seeds", ROOT / "gold"))) as server:
        for name, value in (("BASE_URL", server.url), ("MODEL", "none"), ("API_KEY", "sk-none-at-all")):
            monkeypatch.setenv(f"OPENAI_{name}", value)
        yield server


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["/bin/sh", "-e", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
    )


def write(block: dict[str, str], folder: Path) -> None:
    file = folder / block["title"]
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(block["body"], encoding="utf-8", newline="")


def test_every_block_does_what_the_readme_says(folder: Path, model: Server) -> None:
    ran = 0
    for block in blocks("README.md"):
        body = block["body"]
        if block["title"]:
            write(block, folder)
        elif block["language"] == "sh" and "make " not in body:
            done = run(body, folder)
            assert done.returncode == 0, f"{body}\n{done.stdout}\n{done.stderr}"
            ran += 1
        elif block["language"] == "python":
            script = folder / "shown.py"
            script.write_text(body, encoding="utf-8")
            done = run("python shown.py", folder)
            assert done.returncode == 0, f"{body}\n{done.stdout}\n{done.stderr}"
            ran += 1
    assert ran >= 5
    assert (folder / "reports/comparison.html").is_file()
    assert len(model.asked) == len(list((ROOT / "seeds").glob("*.txt")))  # once each, though two runs were made
    wounded = (folder / "my/reports/wounded/found.jsonl").read_text(encoding="utf-8")
    assert wounded.count("\n") == 1
    assert found(folder, "predictions") == ["detention", "casualty"]
    assert found(folder, "theirs") == ["detention"]
    assert found(folder, "command") == ["detention"]
    shutil.rmtree(folder / "my")


def found(folder: Path, run: str) -> list[str]:
    """The types of the facts of a run on the newcomer's article, which had no trouble."""
    run_folder = folder / "my" / "reports" / run
    assert json.loads((run_folder / "run.json").read_bytes())["troubles"] == []
    return [json.loads(line)["type"] for line in (run_folder / "found.jsonl").read_text(encoding="utf-8").splitlines()]


def test_every_block_about_predictions_does_what_it_says(tmp_path: Path) -> None:
    page = blocks("docs/predictions.md")
    for block in (*blocks("README.md"), *page):
        if block["title"]:
            write(block, tmp_path)
    commands = [block["body"] for block in page if block["language"] == "sh"]
    for command in commands:
        done = run(command, tmp_path)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    assert len(commands) == 2
    assert found(tmp_path, "predictions") == ["detention", "seizure"]
    assert found(tmp_path, "events") == ["detention", "casualty"]


def test_the_docs_on_kinds_do_what_they_say(tmp_path: Path) -> None:
    codes = next(block["body"] for block in blocks("README.md") if block["title"] == "my_kinds/codes.py")
    shown = (ROOT / "docs/kinds.md").read_text(encoding="utf-8")
    files = {m["title"]: m["body"] for m in FENCE.finditer(shown) if m["title"]}
    for name, body in {**files, "my_kinds/codes.py": codes}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(body, encoding="utf-8", newline="")
    (commands,) = (m["body"] for m in FENCE.finditer(shown) if m["language"] == "sh")
    done = run(commands, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 problems, 0 warnings in 1 article" in done.stdout
    assert "only candidate" in done.stdout
    schema = (
        "recall/gold/schema.yaml:3:3: slot kind 'code': _target_ 'my_kinds.codes.CodeKind' lies outside harness.kinds"
    )
    for command in ("python -m harness.gold check gold=recall/gold seeds=recall/seeds", commands.split("'allow")[0]):
        refused = run(command.split("\n")[-1], tmp_path)
        assert refused.returncode == 2
        assert schema in refused.stdout + refused.stderr
    (tmp_path / "my_kinds/codes.py").write_text(f"{codes}\n# changed\n", encoding="utf-8")
    for command in ("explain run=recall/reports/oracle fact=heaters-recalled", "score gold=recall/reports/oracle"):
        unloaded = run(f"python -m harness.{command}", tmp_path)
        assert unloaded.returncode == 2
        assert "allow=[my_kinds]" in unloaded.stderr
        changed = run(f"python -m harness.{command} allow=my_kinds", tmp_path)
        assert changed.returncode == 2
        assert "is not the one that this gold was scored with" in changed.stderr


def test_the_readme_names_only_files_that_exist() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert links
    for link in links:
        assert (ROOT / link).exists(), link
