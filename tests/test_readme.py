"""The README as a newcomer would follow it: its files are written as shown, its commands run as shown, in order."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FENCE = re.compile(r"^```(?P<language>\w+)(?: title=(?P<title>\S+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [m.groupdict() for m in FENCE.finditer((ROOT / "README.md").read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder with the README's own files in it, as they are shown; gold is written after `gold new`."""
    return tmp_path_factory.mktemp("newcomer")


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


def test_every_block_does_what_the_readme_says(folder: Path) -> None:
    ran = 0
    for block in BLOCKS:
        body = block["body"]
        if block["title"]:
            file = folder / block["title"]
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(body, encoding="utf-8", newline="")
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
    wounded = (folder / "my/reports/wounded/found.jsonl").read_text(encoding="utf-8")
    assert wounded.count("\n") == 1
    shutil.rmtree(folder / "my")


def test_the_readme_names_only_files_that_exist() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert links
    for link in links:
        assert (ROOT / link).exists(), link
