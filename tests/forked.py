"""`python -m harness` in processes of their own that need not import first: forked from one that has done so.

A process takes seconds to import pandas and the like; where that is not what a test is about, it is spared. The
streams, the environment, the folder and the end of such a process are its own.
"""

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Mapping
from multiprocessing import forkserver
from multiprocessing.process import BaseProcess
from pathlib import Path

_CONTEXT = multiprocessing.get_context("forkserver")
_HEAVY = (
    *("harness.__main__", "harness.compare", "harness.gates.judge", "harness.runs.job", "datasets", "sklearn.metrics"),
    *("anyio.from_thread", "jsonschema", "httpx2"),
)
"""What most runs import; not openai, which reads its environment as it is imported."""


def ensure_running() -> None:
    """Start the process that is forked, unless it is there; it ends with this one."""
    _CONTEXT.set_forkserver_preload(list(_HEAVY))
    forkserver.ensure_running()


def start(folder: Path, *arguments: str, environment: Mapping[str, str] = os.environ) -> BaseProcess:
    """Start the command in `folder`, made where it is missing; what it prints goes into files there (`said`)."""
    folder.mkdir(exist_ok=True)
    ensure_running()
    process = _CONTEXT.Process(target=_harness, args=(folder, arguments, dict(environment)))
    process.start()
    return process


def run(
    folder: Path, *arguments: str, environment: Mapping[str, str] = os.environ, patience: float = 300
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end, as `subprocess.run` does; one that takes `patience` is killed, and told as such."""
    process = start(folder, *arguments, environment=environment)
    process.join(patience)
    if process.exitcode is None:
        process.kill()
        process.join()
        raise TimeoutError(f"the run did not end within {patience:g} s")
    return subprocess.CompletedProcess(arguments, process.exitcode, *said(folder))


def said(folder: Path) -> tuple[str, str]:
    """What the last command of `folder` printed: its output and its errors."""
    out, err = ((folder / name).read_text(encoding="utf-8") for name in (".out", ".err"))
    return out, err


def _harness(folder: Path, arguments: tuple[str, ...], environment: dict[str, str]) -> None:
    from harness.__main__ import main

    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for descriptor, name in ((1, ".out"), (2, ".err")):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), descriptor)
    sys.argv = ["harness", *arguments]
    sys.exit(main())
