"""`python -m harness extractor=llm` in a process of its own, and what it leaves."""

import os
import subprocess
from multiprocessing.process import BaseProcess
from pathlib import Path

import forked

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


def words_for(url: str, *words: str) -> tuple[str, ...]:
    """What is behind `python -m harness`."""
    given = (f"extractor.base_url={url}", "extractor.model=m", "extractor.api_key_env=NO_SUCH_KEY")
    return "extractor=llm", *given, *words


def environment(**more: str) -> dict[str, str]:
    given = {name: value for name, value in os.environ.items() if not name.startswith("OPENAI")}
    return {**given, "PYTHONPATH": str(ROOT), **more}


def start(folder: Path, url: str, *words: str) -> BaseProcess:
    return forked.start(folder, *words_for(url, *words), environment=environment())


def run(folder: Path, url: str, *words: str) -> subprocess.CompletedProcess[str]:
    return forked.run(folder, *words_for(url, *words), environment=environment())


def left(folder: Path) -> dict[str, bytes]:
    """The files of the run in `folder`, by name."""
    return {name: (folder / "reports/llm" / name).read_bytes() for name in LEFT}
