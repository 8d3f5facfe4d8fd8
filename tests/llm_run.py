"""`python -m harness extractor=llm` in a process of its own, and what it leaves."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LEFT = (
    "run.json",
    "found.jsonl",
    "found.parquet",
    "outcomes.parquet",
    "report.html",
    "report.md",
    "report.csv",
    "run.log",
)
"""What must be the same bytes after equal runs."""


def command(url: str, *words: str) -> list[str]:
    given = (f"extractor.base_url={url}", "extractor.model=m", "extractor.api_key_env=NO_SUCH_KEY")
    return [sys.executable, "-m", "harness", "extractor=llm", *given, *words]


def environment() -> dict[str, str]:
    given = {name: value for name, value in os.environ.items() if not name.startswith("OPENAI")}
    return {**given, "PYTHONPATH": str(ROOT)}


def run(folder: Path, url: str, *words: str) -> subprocess.CompletedProcess[str]:
    folder.mkdir(exist_ok=True)
    return subprocess.run(
        command(url, *words), cwd=folder, env=environment(), capture_output=True, text=True, timeout=300
    )


def left(folder: Path) -> dict[str, bytes]:
    """The files of the run in `folder`, by name."""
    return {name: (folder / "reports/llm" / name).read_bytes() for name in LEFT}
