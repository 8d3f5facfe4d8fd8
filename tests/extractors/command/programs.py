"""Small real programs to be run: one that works, bent in one place by each test; and who is still alive afterwards."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import resource_tracker
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import forked

from harness.corpora.corpus import Corpus
from harness.extractors.command.extractor import CommandExtractor
from harness.facts import Article, Fact
from harness.runs.execute import run_extractor
from harness.runs.run import Trouble
from harness.schema import FactType, Schema, SlotType

SCHEMA = Schema({"detention": FactType("detention", {"detainee": SlotType("detainee", ("mention",), key=True)})})
START = """
import json, os, signal, subprocess, sys, time

def note(file, word):
    with open(os.path.join({folder!r}, file), "a") as lines:
        lines.write(word + chr(10))

def say(text):
    sys.stdout.write(text + chr(10))
    sys.stdout.flush()

def fact():
    return {{"type": "detention", "detainee": "men"}}

def answer(request, **more):
    say(json.dumps({{"id": request["id"], "facts": [fact()], **more}}))

note("pids", str(os.getpid()))
"""
LOOP = """
for line in sys.stdin:
    request = json.loads(line)
    note("asked", request["id"])
    if request["id"] in BAD:
        misbehave(request)
    else:
        answer(request)
"""


def article(name: str, text: str = "Two men were held in Osh.") -> Article:
    return Article(name, text, sha256(text.encode()).hexdigest())


ARTICLES = tuple(map(article, ("one", "two", "bad", "three", "four")))


@dataclass(frozen=True)
class Outcome:
    """`counts` are facts by article; `asked` the articles that the program read, in their order."""

    found: Mapping[str, tuple[Fact, ...]]
    troubles: Sequence[Trouble]
    asked: Sequence[str]

    @property
    def counts(self) -> dict[str, int]:
        return {name: len(facts) for name, facts in self.found.items()}


def program(folder: Path, misbehave: str = "answer(request)", before: str = "", bad: Sequence[str] = ("bad",)) -> Path:
    """A program that finds a fact in each article, but for those in `bad`; `before` is run at its start."""
    body = "\n".join(f"    {line}" for line in misbehave.splitlines())
    code = (
        f"{START.format(folder=str(folder))}\nBAD = {tuple(bad)!r}\ndef misbehave(request):\n{body}\n{before}\n{LOOP}"
    )
    return written(folder, code)


def written(folder: Path, code: str) -> Path:
    path = folder / "program.py"
    path.write_text(f"#!{sys.executable}\n{code}", encoding="utf-8")
    path.chmod(0o755)
    return path


def run(path: Path, articles: Sequence[Article] = ARTICLES, **options: Any) -> Outcome:
    """Run the extractor over the articles, with limits that none of them meets unless a test gives it shorter ones."""
    options = {"seconds": 60.0, "start_seconds": 60.0, **options}
    extractor = CommandExtractor([str(path)], **options)
    corpus = Corpus(SCHEMA, tuple(articles), {one.id: () for one in articles}, "")
    found, troubles = run_extractor(extractor, corpus)
    return Outcome(found, troubles, noted(path.parent, "asked"))


def noted(folder: Path, name: str) -> list[str]:
    file = folder / name
    return file.read_text(encoding="utf-8").split() if file.exists() else []


def alive(folder: Path, seconds: float = 10.0) -> list[int]:
    """The processes, of those that noted themselves, that are still there after so long."""
    pids = [int(pid) for pid in noted(folder, "pids")]
    deadline = monotonic() + seconds
    while (left := [pid for pid in pids if is_alive(pid)]) and monotonic() < deadline:
        sleep(0.02)
    return left


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that has ended and whose parent has not asked yet (a zombie) does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return not stat.parent.parent.is_dir()


def children() -> set[int]:
    """The processes that this one has started and not waited for, zombies among them; none where nothing tells."""
    lists = Path("/proc/self/task").glob("*/children")
    return {int(pid) for one in lists for pid in one.read_text(encoding="ascii").split()}


@contextmanager
def nobody_left(*folders: Path) -> Iterator[None]:
    """Fails if a process of a program in `folders` outlives what is done here, or was not waited for."""
    resource_tracker.ensure_running()  # multiprocessing's own, which stay once they are there
    forked.ensure_running()
    before = children()
    yield
    assert [pid for folder in folders for pid in alive(folder)] == []
    assert children() <= before
